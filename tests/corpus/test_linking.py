"""Linking that goes on from its last run gives what linking from nothing gives, and what `reader.analysis.link` gives."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.analysis import link
from reader.analysis.events.known import Change
from reader.analysis.events.link import EventLinking
from reader.analysis.linking import LinkInput
from reader.corpus.index import Index
from reader.model import Decision, Event

pytestmark = pytest.mark.usefixtures("analysed_once")

HISTORIES = int(os.environ.get("WARRAQ_HISTORIES", "1"))  # CI asks for 6 times as many random ones

# Sentences that share people, places and happenings with one another in many ways; none is taken from any article.
SENTENCES = (
    "أعلن الرئيس كريم الخطيب استقالته في تونس يوم 3 مارس/آذار 2021.",
    "وقال الخطيب إن القرار نهائي، ونفى وزير الخارجية سمير القاسم ذلك.",
    "استقال كريم الخطيب في 3 مارس 2021 بعد يومين من احتجاجات حاشدة في صفاقس.",
    "وقتل أربعة أشخاص في انفجار هز صفاقس أمس، وقالت الشرطة إن عدد القتلى سبعة.",
    "هز انفجار مدينة صفاقس في 5 مارس 2021 وأسفر عن مقتل سبعة أشخاص.",
    "وصل سمير القاسم إلى القاهرة والتقى غوتيريش، الأمين العام للأمم المتحدة.",
    "التقى غوتيريس القاسم في القاهرة في 7 مارس 2021.",
    "وبحسب ليلى عبد الرحمن الشامي فإن المحتجين عادوا. وقالت ليلى الشامي إنها باقية.",
    "وأكد الشامي أن ابنه حافظ غادر البلاد.",
    "والتقى فان دورين بالخطيب، ثم زار دورينكو بيروت.",
    "وقع الطرفان اتفاقا في جنيف في 10 آذار 2021، ورفضت حركة الشعب الاتفاق.",
    "رفضت حركة الشعب التونسية توقيع اتفاق جنيف.",
    "وقال الرئيس التونسي كريم الخطيب إن الاتفاق عادل.",
    "ورد الرئيس التونسي على الأسئلة في مطلع 2021.",
    "وقتل سبعة أشخاص وأصيب عشرة آخرون في الانفجار.",  # its dead are those of what another sentence tells
    "وارتفع عدد القتلى إلى تسعة بعد يومين من الانفجار.",
    "وصل الخطيب إلى بيروت قبل استقالته بأسبوع.",  # its day hangs on another event's
    "وقعت اشتباكات في صفاقس بعد الاحتجاجات بثلاثة أيام، ونفت الشرطة مقتل أحد.",
    "وكان الوزير كريم الخطيب قد استقال عام 2019.",
)
DECISIONS = (
    ("merge", "PER:كريم الخطيب", "PER:سمير القاسم", ""),
    ("hide", "LOC:القاهرة", "", ""),
    ("rename", "PER:سمير القاسم", "", "القاسم"),
    ("not-same", "PER:كريم الخطيب", "PER:الخطيب", ""),
    ("retype", "ORG:حركة الشعب", "", "PER"),
)
Edits = list[tuple[str, int, list[int]]]
NAMES = st.integers(0, 7)
edits = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "write", "remove", "decide", "copy"]),
        NAMES,
        st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=5),
    ),
    min_size=3,
    max_size=9,
)


def picture(index: Index) -> dict[str, Any]:
    """Everything that linking says, in an order that does not hang on row numbers."""
    docs = sorted(row.id for row in index.rows())
    entities = list(index.entities())
    return {
        "entities": entities,
        "of": {doc: index.entity_of(doc) for doc in docs},
        "mentions": {doc: index.analysis(doc).mentions for doc in docs},
        "passages": {
            e.entity.id: sorted((m.doc, m.index) for m in index.mentions(e.entity.id)) for e in entities
        },
        "events": list(index.events()),
        "events of": {doc: index.events_of(doc) for doc in docs},
        "origins": index.origins(),
        "roles": [each for doc in docs for each in index.roles(doc)],
        "suggestions": index.suggestions(),
        "unapplied": index.unapplied(),
        "links": index.links(),
    }


def linked(index: Index, decisions: list[Decision]) -> dict[str, Any]:
    """The same from `reader.analysis.link`, as far as it speaks of it."""
    inputs = []
    for row in index.rows():
        known = row.metadata
        own = index.own_analysis(row.id)
        inputs.append(
            LinkInput(row.id, index.text(row.id), own, known.published, known.published_from, known.source)
        )
    found = link(inputs, decisions)
    own = {each.doc: len(each.analysis.mentions) for each in inputs}
    return {
        "entities": sorted(found.entities.entities, key=lambda e: e.id),
        "of": {doc: {i: e for (d, i), e in found.entities.of.items() if d == doc} for doc in own},
        "events": list(found.events.events),
        "origins": {doc: origin for doc, origin in found.events.origins.items() if doc != origin},
        "roles": list(found.entities.roles),
        "suggestions": [*found.entities.suggestions, *found.events.suggestions],
        "unapplied": [*found.entities.unapplied, *found.events.unapplied],
    }


def agrees(index: Index, decisions: list[Decision]) -> None:
    """The index and `link` say the same."""
    here, there = picture(index), linked(index, decisions)
    here["entities"] = sorted((each.entity for each in here["entities"]), key=lambda e: e.id)
    own = {row.id: len(index.own_analysis(row.id).mentions) for row in index.rows()}
    here["of"] = {doc: {i: e for i, e in of.items() if i < own[doc]} for doc, of in here["of"].items()}
    for part, said in there.items():
        assert here[part] == said, part


def change(root: Path, edit: tuple[str, int, list[int]], decisions: list[Decision], serial: int) -> None:
    kind, number, chosen = edit
    path = root / f"{number}.txt"
    if kind == "write":
        text = "\n".join(SENTENCES[n] for n in chosen) + f"\nفقرة أخيرة رقم {number}.\n"
        path.write_text(text, encoding="utf-8")
    elif kind == "copy":
        text = "\n".join(SENTENCES) + f"\nونقلا عن الوكالات {chosen[0]}.\n"
        path.write_text(text, encoding="utf-8")
    elif kind == "remove":
        path.unlink(missing_ok=True)
    else:
        what, subject, object_, value = DECISIONS[chosen[0] % len(DECISIONS)]
        decisions.append(
            Decision(f"d{serial}", what, subject, object_, value, "", "", f"2026-01-{serial:02}")
        )


@pytest.fixture(params=["all families together", "clan by clan"])
def together(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of grouping: that of a small collection and that of a large one; clans are gone on with, however much of them changed."""
    monkeypatch.setattr("reader.corpus.linking.events.AFRESH", 1)
    if request.param == "clan by clan":
        monkeypatch.setattr("reader.analysis.events.link.TOGETHER", 0)


@settings(
    max_examples=8 * HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(edits)
def test_going_on_is_beginning_anew(
    tmp_path_factory: pytest.TempPathFactory, together: None, wanted: Edits
) -> None:
    folder = tmp_path_factory.mktemp("linking")
    root = folder / "c"
    root.mkdir()
    decisions: list[Decision] = []
    with Index(folder / "kept.sqlite") as kept:
        for serial, edit in enumerate(wanted, 1):
            change(root, edit, decisions, serial)
            kept.refresh(root, decisions=decisions, workers=1)
        with Index(folder / "anew.sqlite") as anew:
            anew.refresh(root, decisions=decisions, workers=1, identities=ids(kept))
            assert picture(kept) == picture(anew)
        agrees(kept, decisions)


def ids(index: Index) -> dict[str, str]:
    return {row.version: row.id for row in index.rows()}


def test_decisions_come_and_go(tmp_path: Path, together: None) -> None:
    root = tmp_path / "c"
    root.mkdir()
    for number in range(6):
        chosen = random.Random(number).sample(range(len(SENTENCES)), 5)
        change(root, ("write", number, chosen), [], 1)
    with Index(tmp_path / "kept.sqlite") as kept:
        kept.refresh(root, workers=1)
        before = picture(kept)
        assert len(before["events"]) > 3
        assert len(before["entities"]) > 5
        places = [(m.doc, m.mention.span) for m in kept.mentions("PER:كريم-الخطيب")]
        doc, span = places[0]
        event, other = list(kept.events())[:2]
        passage = f"{doc}#{span.start}-{span.end}"
        said = [
            Decision("1", "split", "PER:كريم-الخطيب", "PER:غيره", passage, "", "", "1"),
            Decision("2", "hide", f"{places[-1][0]}#{places[-1][1].start}-{places[-1][1].end}", created="2"),
            Decision("3", "add", "LOC:ساحة القصبة", value=f"{doc}#0-5", created="3"),
            Decision("4", "merge", event.id, other.id, created="4"),
            Decision("5", "redate", list(kept.events())[-1].id, value="2020-02-02", created="5"),
            Decision("6", "hide", "PER:لا-أحد", created="6"),
        ]
        for many in range(1, len(said) + 1):
            kept.relink(said[:many])
            agrees(kept, said[:many])
        assert [each.decision for each in kept.unapplied()] == ["6"]
        assert kept.entity("LOC:ساحه-القصبه").name
        kept.relink([])
        assert picture(kept) == before


def test_an_article_that_names_somebody_anew_is_felt_in_the_others(tmp_path: Path) -> None:
    root = tmp_path / "c"
    root.mkdir()
    (root / "a.txt").write_text("وصل بزنتار إلى القاعة. وقال بزنتار إنه راض.\n", encoding="utf-8")
    with Index(tmp_path / "i.sqlite") as index:
        index.refresh(root, workers=1)
        (row,) = index.rows()
        had = len(index.analysis(row.id).mentions)
        (root / "b.txt").write_text("قال الوزير كريم بزنتار أمس إن كريم بزنتار راض.\n", encoding="utf-8")
        index.refresh(root, workers=1)
        gained = index.analysis(row.id).mentions[had:]
        agrees(index, [])
        (root / "b.txt").unlink()
        index.refresh(root, workers=1)
        assert len(index.analysis(row.id).mentions) == had
        assert [each.text for each in gained] == ["بزنتار"] * len(gained)
    for earlier, later in itertools.pairwise(gained):
        assert earlier.span < later.span


def test_families_of_which_nothing_changed_are_not_grouped_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.analysis.events.link.TOGETHER", 0)
    root = tmp_path / "c"
    root.mkdir()
    draw = random.Random(3)
    for number in range(24):
        change(root, ("write", number, draw.sample(range(len(SENTENCES)), 4)), [], 1)
    taken: list[EventLinking] = []
    take = EventLinking.take

    def counted(linking: EventLinking, change: Change, *, few: bool = False) -> Iterator[Event]:
        taken.append(linking)
        return take(linking, change, few=few)

    with Index(tmp_path / "kept.sqlite") as kept:
        kept.refresh(root, workers=1)
        before = picture(kept)
        monkeypatch.setattr(EventLinking, "take", counted)
        (root / "more.txt").write_text("هبطت أسعار القمح والذرة كثيرا.\n", encoding="utf-8")
        kept.refresh(root, workers=1)
        assert len({each.type for each in before["events"]}) > 5 * len(taken)
        assert [each for each in picture(kept)["events"] if "القمح" not in each.title] == before["events"]
        taken.clear()
        change(root, ("write", 3, [3, 4]), [], 1)
        kept.refresh(root, workers=1)
        assert taken
        with Index(tmp_path / "anew.sqlite") as anew:
            anew.refresh(root, workers=1, identities=ids(kept))
            assert picture(kept) == picture(anew)


def test_a_collection_that_grows_and_shrinks_past_what_is_grouped_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.analysis.events.link.TOGETHER", 8)
    root = tmp_path / "c"
    root.mkdir()
    draw = random.Random(4)
    for number in range(9):
        change(root, ("write", number, draw.sample(range(len(SENTENCES)), 5)), [], 1)
    with Index(tmp_path / "kept.sqlite") as kept:
        for _ in range(2):
            kept.refresh(root, workers=1)
            agrees(kept, [])
            text = (root / "8.txt").read_text(encoding="utf-8")
            (root / "8.txt").unlink()
            kept.refresh(root, workers=1)
            agrees(kept, [])
            (root / "8.txt").write_text(text, encoding="utf-8")


def test_what_fails_in_linking_is_said_and_the_next_run_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "c"
    root.mkdir()
    for number in range(3):
        change(root, ("write", number, [number, number + 1]), [], 1)

    def fails(*given: Any) -> None:
        raise KeyError("what was looked for")

    with Index(tmp_path / "kept.sqlite") as kept:
        with monkeypatch.context() as broken:  # in the middle of a query over what waits
            broken.setattr("reader.corpus.linking.events.EventRun._surroundings", fails)
            report = kept.refresh(root, workers=1)
        assert report.failed == "linking failed: KeyError: 'what was looked for'"
        assert len(kept) == 3
        assert not kept.refresh(root, workers=1).failed
        agrees(kept, [])


def test_going_on_where_rarity_counts(tmp_path: Path, together: None) -> None:
    """From 20 documents on, how rare a name is counts: one more that bears it must be felt by all who do."""
    root = tmp_path / "c"
    root.mkdir()
    draw = random.Random(5)
    for number in range(24):
        change(root, ("write", number, draw.sample(range(len(SENTENCES)), 4)), [], 1)
    with Index(tmp_path / "kept.sqlite") as kept:
        kept.refresh(root, workers=1)
        for number in (30, 3, 31, 7):
            change(root, ("write", number, draw.sample(range(len(SENTENCES)), 5)), [], 1)
            kept.refresh(root, workers=1)
        (root / "11.txt").unlink()
        kept.refresh(root, workers=1)
        with Index(tmp_path / "anew.sqlite") as anew:
            anew.refresh(root, workers=1, identities=ids(kept))
            assert picture(kept) == picture(anew)
        agrees(kept, [])


@pytest.mark.parametrize(
    "more",
    [
        "وصل سمير القاسم إلى القاهرة في 9 نيسان 2020.",  # what hangs is grouped again, what it hangs on is not
        "استقال سمير القاسم من منصبه في 9 نيسان 2020.",  # the other way round
    ],
)
def test_a_day_is_kept_for_what_hangs_on_it_in_another_clan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.setattr("reader.analysis.events.link.TOGETHER", 0)
    root = tmp_path / "c"
    root.mkdir()
    told = "استقال كريم الخطيب في 3 مارس 2021 بعد احتجاجات.\nوصل الخطيب إلى بيروت قبل استقالته بأسبوع.\n"
    (root / "a.txt").write_text(told, encoding="utf-8")
    left_alone: list[bool] = []
    resume = EventLinking.resume

    def resumed(linking: EventLinking, left: Any) -> bool:
        left_alone.append(resume(linking, left))
        return left_alone[-1]

    with Index(tmp_path / "kept.sqlite") as kept:
        kept.refresh(root, workers=1)
        (row,) = kept.rows()
        (root / "more.txt").write_text(f"{more}\n", encoding="utf-8")
        monkeypatch.setattr(EventLinking, "resume", resumed)
        kept.refresh(root, workers=1)
        assert any(left_alone)
        days = {each.type: each.date for each in kept.events() if each.mentions[0].doc == row.id}
        assert (days["resign"], days["arrive"]) == ("2021-03-03", "2021-02-24")
        agrees(kept, [])
        (root / "a.txt").write_text(told.replace("3 مارس", "13 مارس"), encoding="utf-8")
        kept.refresh(root, workers=1)
        days = {each.type: each.date for each in kept.events() if each.mentions[0].doc == row.id}
        assert (days["resign"], days["arrive"]) == ("2021-03-13", "2021-03-06")
