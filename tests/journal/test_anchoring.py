"""Where a note stands in a text that has changed: right, or asked, or an orphan; never silently on other words."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.anchoring import CHANGES, Case, bulletin, cases, measure
from reader.journal import Journal, anchoring
from reader.journal.alignment import alignment
from reader.journal.anchoring import anchor, select
from reader.journal.matching import matching
from reader.model import AnchorState, Selector, Span, Target
from reader.text.fold import fold

SURVIVES = [name for name in CHANGES if "deleted" not in name]
TEXT = (
    "قال المتحدث باسم الوزارة إن القوات دخلت المدينة فجر الأحد من ثلاثة محاور.\n"
    "ولم يصدر أي تعليق رسمي حتى الآن من الحكومة. وأضاف أن العملية مستمرة حتى المساء.\n"
    "وكان شهود عيان تحدثوا عن أصوات انفجارات في الأحياء الغربية قبل ساعات."
)
Opener = Callable[..., Journal]
CASES = 108


@cache
def verdicts(change: str, *, old_text: bool = True) -> Counter[str]:
    """What becomes of passages of all articles; several tests ask."""
    return measure(CHANGES[change], passages(), old_text=old_text)


@cache
def passages() -> list[Case]:
    return cases(CASES)


def note_on(quote: str, text: str = TEXT) -> Selector:
    at = text.index(quote)
    return select("d", "v1", text, Span(at, at + len(quote)))


@pytest.mark.parametrize("old_text", [True, False], ids=["text kept", "text not kept"])
@pytest.mark.parametrize("name", CHANGES)
def test_no_note_goes_silently_to_other_words(name: str, old_text: bool) -> None:
    assert verdicts(name, old_text=old_text)["silently wrong"] == 0


@pytest.mark.parametrize("name", SURVIVES)
def test_a_passage_that_is_still_there_is_found(name: str) -> None:
    found = verdicts(name)
    assert found["right"] + found["right, asked"] >= 0.99 * CASES


@pytest.mark.parametrize(
    "name", sorted(set(SURVIVES) - {"typos 3 %", "typos 10 %", "80 characters on either side rewritten"})
)
def test_a_change_that_is_none_to_a_reader_asks_nothing(name: str) -> None:
    assert verdicts(name)["right"] == CASES


A, M, U, GONE = AnchorState.ANCHORED, AnchorState.MOVED, AnchorState.UNCERTAIN, AnchorState.ORPHAN


@pytest.mark.parametrize(
    ("quote", "new", "state", "now", "reason"),
    [
        ("دخلت المدينة", TEXT, A, "دخلت المدينة", anchoring.SAME_PLACE),
        ("دخلت المدينة", "خبر: " + TEXT, A, "دخلت المدينة", anchoring.SAME_PLACE),
        (
            "الأحد من ثلاثة محاور.\nولم يصدر",
            TEXT.replace("\n", " \r\n\r\n "),
            A,
            "الأحد من ثلاثة محاور. \r\n\r\n ولم يصدر",
            None,
        ),
        ("دخلت المدينة", TEXT.replace("المدينة", "مَدِينَةَ"), U, "دخلت مَدِينَةَ", anchoring.WORDS_CHANGED),
        ("دخلت المدينة", TEXT.replace("المدينة", "الْمَدِينَةَ"), A, "دخلت الْمَدِينَةَ", anchoring.SAME_PLACE),
        ("دخلت المدينة", TEXT.replace("دخلت المدينة ", ""), GONE, None, anchoring.NOT_FOUND),
        (
            "المدينة",
            TEXT.replace("المدينة ", "") + " عادت المدينة إلى حياتها.",
            GONE,
            None,
            anchoring.NOT_FOUND,
        ),
        (
            "ولم يصدر أي تعليق رسمي حتى الآن",
            TEXT.replace("ولم يصدر أي تعليق رسمي حتى الآن من الحكومة.", "")
            + "\nخاتمة: ولم يصدر أي تعليق رسمي حتى الآن عنها.",
            M,
            "ولم يصدر أي تعليق رسمي حتى الآن",
            anchoring.ELSEWHERE,
        ),
        ("شهود عيان", "", GONE, None, anchoring.NOT_FOUND),
        (TEXT, TEXT + " زيادة", A, TEXT, anchoring.SAME_PLACE),
    ],
)
def test_cases(quote: str, new: str, state: AnchorState, now: str | None, reason: str | None) -> None:
    found = anchor(note_on(quote), new, "v2", old_text=TEXT)
    assert (found.state, found.span and found.span.of(new)) == (state, now)
    assert reason is None or found.reason == reason


def test_the_version_it_was_made_on_is_final() -> None:
    text = bulletin(random.Random(1)) * 2
    repeated = "وقال متعاملون"
    at = text.rindex(repeated)
    selector = select("d", "v1", text, Span(at, at + len(repeated)))
    assert anchor(selector, text, "v1") == (AnchorState.ANCHORED, selector.span, anchoring.SAME_VERSION)


def test_a_position_that_lies_is_not_believed() -> None:
    selector = note_on("شهود عيان")
    lying = Selector("d", "v1", Span(0, 9), selector.exact, selector.prefix, selector.suffix)
    found = anchor(lying, TEXT, "v1")
    assert found.span == selector.span
    far = Selector("d", "v1", Span(9000, 9009), selector.exact, selector.prefix, selector.suffix)
    assert anchor(far, TEXT, "v1").span == selector.span


def test_one_of_two_like_passages_gone_is_asked() -> None:
    """The old text held them both: which of them is left, context alone cannot tell."""
    paragraph = (
        "وقال متعاملون إن السوق تنتظر بيانات الأسبوع المقبل قبل أن تتخذ أي قرار جديد في هذا الشأن. " * 3
    )
    text = paragraph + "\n" + paragraph
    at = text.index("السوق تنتظر بيانات", len(paragraph))
    selector = select("d", "v1", text, Span(at, at + 18))
    found = anchor(selector, paragraph, "v2", old_text=text)
    assert found.state is not AnchorState.ANCHORED


def test_a_quote_of_marks_only_is_found_by_what_is_around_it() -> None:
    text = "كَتَبَ الولد\u200f رسالة"
    selector = select("d", "v1", text, Span(12, 13))
    assert anchor(selector, "أولاً: " + text, "v2").span == Span(19, 20)
    assert anchor(selector, "نص آخر", "v2").state is AnchorState.ORPHAN
    empty = select("d", "v1", text, Span(3, 3))
    assert anchor(empty, text, "v1").state is AnchorState.ANCHORED
    assert anchor(empty, "", "v2").state is AnchorState.ORPHAN


def test_selecting_past_the_end() -> None:
    with pytest.raises(ValueError, match="reaches past"):
        select("d", "v1", "نص", Span(0, 3))


def test_context_is_64_code_points() -> None:
    selector = select("d", "v1", "أ" * 100 + "ب" + "ج" * 100, Span(100, 101))
    assert (len(selector.prefix), selector.exact, len(selector.suffix)) == (64, "ب", 64)


# -- laws ---------------------------------------------------------------------


EDITS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60), st.text("ابتنم .\n\u064bأe", max_size=30)),
    max_size=6,
)


def apply(edits: list[tuple[int, int, str]]) -> str:
    text = TEXT
    for at, gone, comes in edits:
        text = text[:at] + comes + text[at + gone :]
    return text


@settings(max_examples=150, deadline=None)
@given(edits=EDITS, start=st.integers(0, len(TEXT) - 1), size=st.integers(0, 80), kept=st.booleans())
def test_anchored_means_the_same_letters(
    edits: list[tuple[int, int, str]], start: int, size: int, kept: bool
) -> None:
    selector = select("d", "v1", TEXT, Span(start, min(len(TEXT), start + size)))
    text = apply(edits)
    found = anchor(selector, text, "v2", old_text=TEXT if kept else None)
    assert (found.span is None) == (found.state is AnchorState.ORPHAN)
    if found.span is not None:
        assert found.span.end <= len(text)
    if found.state in (AnchorState.ANCHORED, AnchorState.MOVED):
        assert found.span is not None
        assert matching(found.span.of(text)).text == matching(selector.exact).text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    versions=st.lists(EDITS, min_size=1, max_size=4),
    spans=st.lists(st.integers(0, 150), min_size=1, max_size=4),
)
def test_notes_and_decisions_survive_any_sequence_of_edits(
    open_journal: Opener,
    tmp_path_factory: pytest.TempPathFactory,
    versions: list[list[tuple[int, int, str]]],
    spans: list[int],
) -> None:
    with open_journal(at=tmp_path_factory.mktemp("edits") / "j.sqlite") as journal:
        journal.keep_text("d", "v1", TEXT)
        notes = [
            journal.add_note(
                Target("passage", id="d", selectors=(select("d", "v1", TEXT, Span(at, at + 20)),)), ""
            )
            for at in spans
        ]
        decision = journal.decide("hide", TEXT[4:11])
        for number, edits in enumerate(versions, 2):
            text = apply(edits)
            placed = journal.place_notes(journal.notes("d"), "d", f"v{number}", text)
            assert {each.note.id for each in placed} == {note.id for note in notes}
            for each in placed:
                assert each.note.target.selectors[0].exact  # readable, orphan or not
        journal.place_notes(journal.notes("d"), "d", "", "")  # the document is gone
        (back,) = {each.state for each in journal.place_notes(journal.notes("d"), "d", "v1", TEXT)}
        assert back is AnchorState.ANCHORED
        assert journal.decisions() == [decision]


@given(st.text(max_size=200))
@example("e\u0301 É «ﷺ» لا")
@example("أَهْلًا")
def test_matching_maps_back_to_its_letters(text: str) -> None:
    ready = matching(text)
    assert len(ready.text) == len(ready.offsets)
    assert list(ready.offsets) == sorted(ready.offsets)
    for at in range(len(ready.text)):
        span = ready.to_source(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)


LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x24F) | st.characters(
    min_codepoint=0x370, max_codepoint=0x6FF
)


@given(st.text(LETTERS, max_size=60))
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    composed, decomposed = (matching(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD"))
    assert composed == decomposed


@given(st.text("ابج \u064b", max_size=60), st.text("ابج \u064b", max_size=60))
def test_alignment_keeps_what_is_the_same(one: str, other: str) -> None:
    found = alignment(one, other)
    assert found is not None
    old, new = matching(one).text, matching(other).text
    for start, there, length in found.same:
        assert old[start : start + length] == new[there : there + length]
    if old and old == new:
        assert found.carry(0, len(old)) == (0, len(old), 1.0)


def test_texts_too_long_to_align_are_still_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.journal.alignment.LARGEST", 10)
    new = TEXT.replace("قال", "أعلن").replace("ساعات", "أيام")
    assert (
        anchor(note_on("ولم يصدر أي تعليق رسمي"), new + "!", "v2", old_text=TEXT).state
        is AnchorState.ANCHORED
    )


# -- through the journal --------------------------------------------------------


def test_an_answer_is_asked_for_once(open_journal: Opener) -> None:
    journal = open_journal()
    journal.keep_text("d", "v1", TEXT)
    changed = TEXT.replace("دخلت المدينة", "دخلت مدينة حمص")
    accepted = journal.add_note(
        Target("passage", id="d", selectors=(note_on("القوات دخلت المدينة فجر"),)), "1"
    )
    refused = journal.add_note(Target("passage", id="d", selectors=(note_on("دخلت المدينة فجر الأحد"),)), "2")
    before = {each.note.id: each for each in journal.place_notes(journal.notes("d"), "d", "v2", changed)}
    assert {each.state for each in before.values()} == {AnchorState.UNCERTAIN}
    span = before[accepted.id].span
    assert span is not None
    journal.accept_place(accepted, 0, select("d", "v2", changed, span))
    journal.keep_as_orphan(refused, 0, "v2")
    after = {each.note.id: each for each in journal.place_notes(journal.notes("d"), "d", "v2", changed)}
    assert after[accepted.id].state is AnchorState.ANCHORED
    assert (after[refused.id].state, after[refused.id].reason) == (
        AnchorState.ORPHAN,
        anchoring.KEPT_AS_ORPHAN,
    )
    # Another version asks again, and the old one comes back whole.
    again = {each.note.id: each.state for each in journal.place_notes(journal.notes("d"), "d", "v1", TEXT)}
    assert again[refused.id] is AnchorState.ANCHORED


def test_both_ends_of_a_pair_are_placed(journal: Journal) -> None:
    target = Target("pair", selectors=(note_on("دخلت المدينة"), note_on("شهود عيان")))
    note = journal.add_note(target, "تناقض")
    placed = journal.place_notes(journal.notes("d"), "d", "v1", TEXT)
    assert [(each.note.id, each.span and each.span.of(TEXT)) for each in placed] == [
        (note.id, "دخلت المدينة"),
        (note.id, "شهود عيان"),
    ]


def test_a_document_that_is_gone(journal: Journal) -> None:
    journal.add_note(Target("passage", id="d", selectors=(note_on("شهود عيان"),)), "")
    (placed,) = journal.place_notes(journal.notes(), "d", "", "")
    assert (placed.state, placed.reason) == (AnchorState.ORPHAN, anchoring.DOCUMENT_GONE)


def test_folding_is_what_the_readers_fold_does() -> None:
    assert matching("أُمّ الفَحْم").text == fold("أُمّ الفَحْم").replace(" ", "")
