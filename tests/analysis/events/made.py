"""Hand-made mentions and times for texts of the tests: `made(text, PER=[...], LOC=[...], times={...})`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reader.analysis.events import find_events
from reader.analysis.times import find_times
from reader.model import EntityType, EventMention, Mention, Span, TimeExpression, TimeType

NAMES = {
    "PER": ["سامي حداد", "نادر قاسم", "ليلى منصور", "ليلى حداد"],
    "LOC": ["بيروت", "عمان", "روما", "حلب", "موسكو", "لبنان", "لندن", "الزيتون"],
    "ORG": ["حزب الفجر", "رويترز", "الصليب الأحمر", "شرطة بيروت"],
}
"""Whom the sentences of these tests are about."""


def read(text: str, published: str | None = "2021-12-10") -> list[EventMention]:
    """The happenings of a text about these."""
    return list(find_events(text, mentions_of(text, **NAMES), find_times(text, published).expressions))


def mentions_of(text: str, **names: Iterable[str]) -> tuple[Mention, ...]:
    """A Mention for each occurrence of each name, longest first, never overlapping; sorted."""
    taken: list[Mention] = []
    for kind, name in sorted(((k, n) for k, ns in names.items() for n in ns), key=lambda kn: -len(kn[1])):
        for match in re.finditer(rf"(?<!\w)(?:[وفبل]{{1,2}})?({re.escape(name)})(?!\w)", text):
            span = Span(*match.span(1))
            if not any(span.overlaps(m.span) for m in taken):
                taken.append(Mention(span, EntityType(kind), name, name, "test"))
    return tuple(sorted(taken, key=lambda m: m.span))


def times_of(text: str, values: Mapping[str, str]) -> tuple[TimeExpression, ...]:
    """A TimeExpression for each phrase; the type is DATE unless the value has a time of day."""
    out = []
    for phrase, value in values.items():
        start = text.index(phrase)
        kind = TimeType.TIME if "T" in value and not value.startswith("P") else TimeType.DATE
        if value.startswith("P"):
            kind = TimeType.DURATION
        out.append(TimeExpression(Span(start, start + len(phrase)), phrase, value, kind, "test"))
    return tuple(sorted(out, key=lambda t: t.span))
