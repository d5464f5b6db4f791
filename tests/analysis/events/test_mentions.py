"""Text in, event mentions out."""

from __future__ import annotations

from reader.analysis.events import find_events

from .made import mentions_of, times_of


def test_a_plain_report() -> None:
    text = "غادر الوزير سامي حداد العاصمة تونس في 3 مارس 2021."
    found = find_events(
        text,
        mentions_of(text, PER=["سامي حداد"], LOC=["تونس"]),
        times_of(text, {"3 مارس 2021": "2021-03-03"}),
    )
    assert [(e.type, e.trigger.of(text), e.times) for e in found] == [("depart", "غادر", (0,))]
    assert [(p.mention, p.role) for p in found[0].participants] == [(0, "agent"), (1, "place")]
