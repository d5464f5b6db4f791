"""Notes: written, changed, found, undone; two people at one note keep both."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.journal import CannotUndo, Conflict, Journal, UnknownNote
from reader.journal.anchoring import select
from reader.journal.shelf import KnownDocument
from reader.model import Note, NoteState, Place, Span, Target

TEXT = "قال المتحدث إن القوات دخلت المدينة فجر الأحد. ولم يصدر أي تعليق رسمي حتى الآن من الحكومة."
ABOUT = Target("document", id="d1", label="عنوان")
Opener = Callable[..., Journal]


def passage(start: int = 4, end: int = 20, doc: str = "d1") -> Target:
    return Target("passage", id=doc, selectors=(select(doc, "v1", TEXT, Span(start, end)),))


def pair() -> Target:
    return Target("pair", selectors=(*passage().selectors, *passage(30, 44, "d2").selectors))


@pytest.mark.parametrize(
    ("target", "found_by"),
    [
        (ABOUT, {"doc": "d1"}),
        (passage(), {"doc": "d1"}),
        (pair(), {"doc": "d2"}),
        (Target("entity", id="e7", label="بشار الأسد"), {"id": "e7"}),
        (Target("event", id="v3", label="سقوط دمشق"), {"kind": "event"}),
    ],
)
def test_a_note_on_anything_is_found_by_what_it_is_about(
    journal: Journal, target: Target, found_by: dict[str, str]
) -> None:
    note = journal.add_note(
        target, "**مهم** للتحقق", tags=["تحقق", " تحقق ", ""], label="شك", state=NoteState.CHECK
    )
    journal.add_note(Target("document", id="other"), "غيرها")
    assert journal.notes(**found_by) == [note]
    assert note.tags == ("تحقق",)
    assert (note.author, note.revision, note.created) == ("سلمى", 1, "2026-03-01T12:00:00Z")


@pytest.mark.parametrize(
    ("query", "filters", "found"),
    [
        ("المَدِينَة", {}, {"b"}),  # marks and ta marbuta fold
        ("المدينه مراجعه", {}, {"b"}),  # every word, in any order
        ("دخلت", {}, {"c"}),  # the quote is searched too
        ("", {"tag": "أمن"}, {"a"}),
        ("", {"tag": "امن"}, {"a"}),
        ("", {"state": NoteState.DONE}, {"b"}),
        ("", {"author": "سلمى"}, {"a", "b", "c"}),
        ("", {"author": "كريم"}, set()),
        ("", {"target": "d1"}, {"c"}),
        ("لا وجود لها", {}, set()),
    ],
)
def test_search(journal: Journal, query: str, filters: dict[str, object], found: set[str]) -> None:
    ids = {
        journal.add_note(Target("entity", id="e1"), "أولى", tags=["أمن"]).id: "a",
        journal.add_note(Target("entity", id="e2"), "مراجعة المدينة", state=NoteState.DONE).id: "b",
        journal.add_note(passage(4, 26), "").id: "c",
    }
    assert {ids[note.id] for note in journal.search_notes(query, **filters)} == found


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\u064b\u064e\u0651",
        "\x00\x01\x1b[31m",
        "م" * 2_000_000,
        "سطر\r\nسطر\u2028",
        "\u202e قلب",
        "ok \udc81 bad",
    ],
    ids=["empty", "marks", "controls", "2MB", "breaks", "override", "surrogate"],
)
def test_any_body_comes_back(open_journal: Opener, body: str) -> None:
    with open_journal() as first:
        note = first.add_note(ABOUT, body)
    expected = body.replace("\udc81", "\\udc81")
    assert open_journal().note(note.id).body == expected


def test_two_people_change_different_fields(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    note = salma.add_note(ABOUT, "نص")
    karim.edit_note(note.id, state=NoteState.DONE, expected_revision=1)
    both = salma.edit_note(note.id, body="نص أدق", expected_revision=1)
    assert (both.state, both.body, both.revision) == (NoteState.DONE, "نص أدق", 3)


def test_two_people_change_the_same_words(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    note = salma.add_note(ABOUT, "نص")
    karim.edit_note(note.id, body="كلام كريم", expected_revision=1)
    with pytest.raises(Conflict) as caught:
        salma.edit_note(note.id, body="كلام سلمى", expected_revision=1)
    assert caught.value.current is not None
    assert caught.value.copy is not None
    assert {(each.body, each.author) for each in karim.notes()} == {
        ("كلام كريم", "سلمى"),
        ("كلام سلمى", "سلمى"),
    }
    assert caught.value.current.id == note.id
    assert (
        str(caught.value)
        == "the note was changed by كريم in the meantime; your words are kept as a note of their own"
    )


def test_an_edit_from_a_state_nobody_knows_overwrites_nothing(open_journal: Opener) -> None:
    journal = open_journal()
    note = journal.add_note(ABOUT, "نص")
    with journal._store.write() as connection:
        connection.execute("DELETE FROM acts")  # as after a salvage that could not save the log
        connection.execute("UPDATE notes SET revision = 7")
    with pytest.raises(Conflict):
        journal.edit_note(note.id, body="غيره", expected_revision=3)
    assert {each.body for each in journal.notes()} == {"نص", "غيره"}


def test_an_edit_of_a_note_deleted_meanwhile_is_kept(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    note = salma.add_note(ABOUT, "نص")
    karim.delete_note(note.id)
    with pytest.raises(Conflict):
        salma.edit_note(note.id, body="لا تضيع", expected_revision=1)
    assert [each.body for each in karim.notes()] == ["لا تضيع"]


def test_a_note_changed_meanwhile_is_not_deleted(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    note = salma.add_note(ABOUT, "نص")
    karim.edit_note(note.id, body="أطول", expected_revision=1)
    with pytest.raises(Conflict):
        salma.delete_note(note.id, expected_revision=1)
    assert [each.body for each in salma.notes()] == ["أطول"]


def test_counts_for_the_list(journal: Journal) -> None:
    for target in (ABOUT, passage(), pair(), Target("entity", id="e1")):
        journal.add_note(target, "")
    journal.delete_note(journal.add_note(ABOUT, "").id)
    assert journal.note_counts() == {"d1": 3, "d2": 1}
    assert journal.note_tags() == {}


def test_unknown_ids(journal: Journal) -> None:
    for act in (
        lambda: journal.note("x"),
        lambda: journal.edit_note("x", body="", expected_revision=1),
        lambda: journal.delete_note("x"),
        lambda: journal.undo_decision("x"),
    ):
        with pytest.raises(UnknownNote, match="x"):
            act()


# -- undo ---------------------------------------------------------------------


def test_undo_is_the_authors_own(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    salma.add_note(ABOUT, "لسلمى")
    karim.add_note(ABOUT, "لكريم")
    act = salma.undo()
    assert act is not None
    assert act.verb == "add"
    assert [each.body for each in karim.notes()] == ["لكريم"]
    assert salma.undo() is None


def test_undo_does_not_undo_what_others_did_since(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    first = salma.add_note(ABOUT, "أولى")
    note = salma.add_note(ABOUT, "ثانية")
    karim.edit_note(note.id, body="زاد كريم", expected_revision=1)
    with pytest.raises(CannotUndo):
        salma.undo()
    assert salma.note(note.id).body == "زاد كريم"
    salma.undo()  # goes on to the act before
    assert [each.id for each in salma.notes()] == [note.id]
    salma.redo()
    assert {each.id for each in salma.notes()} == {note.id, first.id}


def test_a_new_act_ends_redo(journal: Journal) -> None:
    journal.add_note(ABOUT, "أولى")
    journal.undo()
    journal.star("d1")
    assert journal.redo() is None


def _state(journal: Journal) -> object:
    def plain(note: Note) -> object:
        return (note.id, note.body, note.tags, note.label, note.state, note.target)

    return (
        sorted(map(plain, journal.notes()), key=str),
        journal.decisions(),
        journal.stars(),
        journal.document_tags(),
    )


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "delete", "decide", "strike", "star", "tag"]), st.integers(0, 5)
    ),
    max_size=12,
)


def _act(journal: Journal, verb: str, number: int) -> None:
    notes, decisions = journal.notes(), journal.decisions()
    if verb == "add":
        journal.add_note(passage(number, number + 9), f"نص {number}")
    elif verb == "edit" and notes:
        note = notes[number % len(notes)]
        journal.edit_note(note.id, body=f"{note.body}.", tags=[str(number)], expected_revision=note.revision)
    elif verb == "delete" and notes:
        journal.delete_note(notes[number % len(notes)].id)
    elif verb == "decide":
        journal.decide("merge", f"أ{number}", f"ب{number}")
    elif verb == "strike" and decisions:
        journal.undo_decision(decisions[number % len(decisions)].id)
    elif verb == "star":
        journal.star(f"d{number}", number % 2 == 0)
    elif verb == "tag":
        journal.tag_document("d1", f"وسم {number}", number % 3 != 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, back=st.integers(0, 12))
def test_undo_restores_and_redo_does_again(
    open_journal: Opener, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]], back: int
) -> None:
    with open_journal(at=tmp_path_factory.mktemp("undo") / "j.sqlite") as journal:
        states = [_state(journal)]
        for verb, number in acts:
            _act(journal, verb, number)
            if _state(journal) != states[-1]:
                states.append(_state(journal))
        done = 0
        for _ in range(min(back, len(states) - 1)):
            assert journal.undo() is not None
            done += 1
            assert _state(journal) == states[-1 - done]
        for _ in range(done):
            assert journal.redo() is not None
            done -= 1
            assert _state(journal) == states[-1 - done]
        assert journal.redo() is None


# -- what others did -------------------------------------------------------------


def test_others_changes_are_seen_without_a_restart(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    token = salma.changes_since().token
    assert not salma.changes_since(token).who
    note = karim.add_note(ABOUT, "جديد")
    changes = salma.changes_since(token)
    assert changes.who == {("كريم", "note")}
    assert not salma.changes_since(changes.token).who
    assert salma.note(note.id).author == "كريم"


def test_history_of_a_note(journal: Journal) -> None:
    note = journal.add_note(ABOUT, "أ")
    journal.edit_note(note.id, body="ب", expected_revision=1)
    journal.delete_note(note.id)
    assert [(act.verb, state and state["body"]) for act, state in journal.history("note", note.id)] == [
        ("add", "أ"),
        ("edit", "ب"),
        ("delete", None),
    ]


# -- decisions, shelf, memory ------------------------------------------------------


def test_decisions_keep_their_order_and_can_be_struck_out(open_journal: Opener) -> None:
    journal = open_journal()
    first = journal.decide("merge", "PER:بشار الأسد", "PER:الأسد", reason="واحد")
    second = journal.decide("rename", "PER:بشار الأسد", value="بشار حافظ الأسد")
    journal.undo_decision(first.id)
    assert journal.decisions() == [second]
    assert [each.undone for each in journal.decisions(include_undone=True)] == [True, False]
    journal.restore_decision(first.id)
    assert open_journal().decisions() == [first, second]


def test_stars_and_reading_are_ones_own_and_tags_are_everybodys(open_journal: Opener) -> None:
    salma, karim = open_journal("سلمى"), open_journal("كريم")
    salma.star("d1")
    salma.set_read(["d1", "d2"])
    salma.tag_document("d1", "مهم")
    assert (karim.stars(), karim.read(), karim.document_tags("d1")) == ([], [], [("d1", "مهم")])
    salma.star("d1", False)
    salma.set_read("d2", False)
    assert (salma.stars(), salma.read()) == ([], ["d1"])


def test_memory_survives(open_journal: Opener) -> None:
    with open_journal() as journal:
        journal.remember_place("c1", Place("d1", 40))
        journal.remember_place("c2", Place("d2", 7))
        journal.remember_place("c1", Place("d1", 41))
        journal.set_mark("a", Place("d1", 3))
        journal.set_mark("b", Place("d1", 4))
        journal.set_mark("b", None)
        journal.save_search("مهمة", "دمشق AND حلب")
        for query in ("أ", "ب", "أ"):
            journal.remember_search(query)
        journal.remember("layout", "rtl")
        journal.save_draft("note:1", "نص لم يكتمل")
    journal = open_journal()
    assert journal.last_place("c1") == Place("d1", 41)
    assert journal.recent_collections() == ["c1", "c2"]
    assert journal.last_collection() == "c1"
    assert journal.marks() == {"a": Place("d1", 3)}
    assert journal.saved_searches() == {"مهمة": "دمشق AND حلب"}
    assert journal.search_history() == ["أ", "ب"]
    assert (journal.recall("layout"), journal.recall("other", "x")) == ("rtl", "x")
    assert journal.drafts() == {"note:1": "نص لم يكتمل"}
    journal.drop_draft("note:1")
    assert journal.draft("note:1") is None
    journal.rename_collection("c1", "c9")
    assert journal.last_place("c9") == Place("d1", 41)


def test_texts_are_kept_while_something_points_into_them(open_journal: Opener, clock: object) -> None:
    journal = open_journal()
    for version in ("v1", "v2"):
        journal.keep_text("d1", version, TEXT)
    note = journal.add_note(passage(), "")
    assert journal.drop_unused_texts() == 0  # not on its first day: somebody may be about to point into it
    clock.go(days=2)
    assert journal.drop_unused_texts() == 1
    assert (journal.kept_text("d1", "v1"), journal.kept_text("d1", "v2")) == (TEXT, None)
    journal.delete_note(note.id)
    assert journal.drop_unused_texts() == 0  # the deletion may be undone


def test_a_document_is_known_again(journal: Journal) -> None:
    journal.know_documents([KnownDocument("d1", "v1", "a/b.txt", "عنوان", "c")])
    journal.know_documents([KnownDocument("d1", "v2", "a/c.txt", "عنوان", "c")])
    assert [(each.doc, each.version, each.path) for each in journal.known_documents()] == [
        ("d1", "v2", "a/c.txt")
    ]


def test_a_clock_set_back_changes_no_order(open_journal: Opener, clock: object) -> None:
    journal = open_journal()
    first = journal.add_note(ABOUT, "أولى")
    clock.go(days=-400)
    second = journal.add_note(ABOUT, "ثانية")
    edited = journal.edit_note(first.id, body="أولى معدلة", expected_revision=1)
    assert [note.id for note in journal.notes()] == [first.id, second.id]
    assert edited.modified >= edited.created
    journal.decide("hide", "أ")
    journal.decide("hide", "ب")
    assert [each.subject for each in journal.decisions()] == ["أ", "ب"]
    assert journal.undo() is not None
    assert [each.subject for each in journal.decisions()] == ["أ"]
