"""Who says so: a table of sentences, each with the trigger of one happening and who is answerable for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis import analyse
from reader.analysis.events import find_events
from reader.model import Modality

from .made import NAMES, mentions_of, read

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "sources.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "trigger", "who", "through"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_who_says_so(sentence: str, trigger: str, who: str, through: str) -> None:
    found = [each for each in analyse(sentence).events if each.trigger.of(sentence) == trigger]
    assert found, "the trigger is not seen"
    source = found[0].source
    assert (source.name if source else "-") == who
    assert through in ("", *(source.via if source else ()))


def test_who_speaks_second_is_not_told_by_the_first() -> None:
    sentence = "وقال الجيش إن قوات الدعم السريع هاجمت معسكراته، في حين أعلنت الأخيرة أن الجيش قصف مقرها."
    told = next(each for each in analyse(sentence).events if each.trigger.of(sentence) == "قصف")
    assert told.source is not None and told.source.via == ()


@pytest.mark.parametrize(
    ("text", "name", "kind", "via"),
    [
        ("قال نادر قاسم إن سامي حداد غادر بيروت.", "نادر قاسم", "person", ()),
        ("وهو ما دفع رويترز إلى ترجيح أن سامي حداد غادر بيروت.", "رويترز", "outlet", ()),
        ("انتهى الأمر بتأكيد نادر قاسم أن سامي حداد غادر بيروت.", "نادر قاسم", "person", ()),
        ("بحسب وكالة رويترز، غادر سامي حداد بيروت.", "رويترز", "outlet", ()),
        ("أكدت مصادر أمنية مطلعة أن سامي حداد غادر بيروت.", "مصادر أمنية مطلعة", "anonymous", ()),
        (
            "مصادر مقربة من حزب الفجر أكدت أن سامي حداد غادر بيروت.",
            "مصادر مقربة من حزب الفجر",
            "anonymous",
            (),
        ),
        ("نقلت رويترز عن مسؤول لبناني أن سامي حداد غادر بيروت.", "مسؤول لبناني", "anonymous", ("رويترز",)),
        ("أكدت مصادر مطلعة لموقع رويترز أن سامي حداد غادر بيروت.", "مصادر مطلعة", "anonymous", ("رويترز",)),
        (
            "وفقا لما ذكره ثلاثة أشخاص مطلعين، فقد غادر سامي حداد بيروت.",
            "ثلاثة أشخاص مطلعين",
            "anonymous",
            (),
        ),
        ("غادر سامي حداد بيروت وفق بيان للصليب الأحمر.", "بيان للصليب الأحمر", "body", ()),
        ("مصدر في الشرطة: غادر سامي حداد بيروت.", "مصدر في الشرطة", "anonymous", ()),
    ],
)
def test_sources(text: str, name: str, kind: str, via: tuple[str, ...]) -> None:
    source = next(e for e in read(text) if "غادر" in e.trigger.of(text)).source
    assert source is not None
    assert (source.name, source.kind.value, source.via) == (name, kind, via)


def test_the_source_of_the_sentence_before_goes_on() -> None:
    text = "قال مصدر أمني إن سامي حداد غادر بيروت. وأضاف المصدر أن نادر قاسم اعتقل في عمان."
    assert {e.source.name for e in read(text) if e.source} == {"مصدر أمني"}


def test_the_outlet_says_what_nobody_else_is_quoted_for() -> None:
    text = "غادر سامي حداد بيروت."
    (event,) = find_events(text, mentions_of(text, **NAMES), (), source="النهار")
    assert event.source is not None
    assert (event.source.name, event.modality) == ("النهار", Modality.ASSERTED)
