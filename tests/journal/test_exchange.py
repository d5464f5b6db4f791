"""Notes out and in: what goes out comes back the same, a second time nothing comes, edits come back, foreign stays."""

from __future__ import annotations

import csv as table
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.journal import Journal
from reader.journal.anchoring import select
from reader.journal.exchange import csv, decisions, markdown, webannotation
from reader.journal.exchange import json as whole
from reader.journal.exchange.citations import Citable
from reader.journal.imports import ImportReport
from reader.model import NoteState, Span, Target
from reader.text.spreadsheet import guarded, unguarded

TEXT = "قال «المتحدث» إن القوات دخلت المدينة فجر الأحد.\nولم يصدر أي تعليق رسمي حتى الآن من الحكومة."
ARTICLE = Citable(
    "d1", "سقوط المدينة: [[قصة]]", "a/1.txt", "وكالة", "ليلى", "2024-12-08", "https://example.org/1"
)
Opener = Callable[..., Journal]
Copy = Callable[[Journal, Journal], ImportReport]


def passage(start: int = 4, end: int = 30, doc: str = "d1") -> Target:
    return Target("passage", id=doc, selectors=(select(doc, "v1", TEXT, Span(start, end)),))


def pair() -> Target:
    return Target("pair", selectors=(*passage().selectors, *passage(30, 44, "d2").selectors))


TARGETS = [
    Target("document", id="d1", label="عنوان"),
    passage(),
    pair(),
    Target("entity", id="e/7 ط", label="بشار الأسد"),
    Target("event", id="v3", label="سقوط دمشق"),
]


def by_json(source: Journal, target: Journal) -> ImportReport:
    return whole.read_in(target, whole.write_out(source))


def by_csv(source: Journal, target: Journal) -> ImportReport:
    return csv.read_in(target, csv.write_out(source))


def by_markdown(source: Journal, target: Journal) -> ImportReport:
    return markdown.read_in(target, list(markdown.write_folder(source, works={"d1": ARTICLE})))


def by_webannotation(source: Journal, target: Journal) -> ImportReport:
    return webannotation.read_in(target, webannotation.write_out(source))


FORMATS = pytest.mark.parametrize("copy", [by_json, by_csv, by_markdown, by_webannotation])

# Any text that UTF-8 can hold, with what breaks formats made likely.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "=1+1",
        "'=x",
        "---\n",
        "\n%%warraq: end%%\n",
        f"{markdown.BODY}\n",
        "a\r\nb\r",
        '"]]>',
        "> q",
        "\x00",
        "\ufeffx",
        "\u2028",
    ]
)


@FORMATS
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    written=st.lists(
        st.tuples(
            st.sampled_from(TARGETS), WORDS, st.lists(WORDS, max_size=3), WORDS, st.sampled_from(NoteState)
        ),
        max_size=4,
    )
)
def test_out_and_into_an_empty_journal(
    open_journal: Opener,
    tmp_path_factory: pytest.TempPathFactory,
    copy: Copy,
    written: list[tuple[Target, str, list[str], str, NoteState]],
) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    with (
        open_journal(at=folder / "a.sqlite") as source,
        open_journal("كريم", at=folder / "b.sqlite") as target,
    ):
        for about, body, tags, label, state in written:
            note = source.add_note(about, "", tags=tags, label=label, state=state)
            source.edit_note(note.id, body=body, expected_revision=1)
        report = copy(source, target)
        assert report.problems == []
        assert target.notes() == source.notes()
        again = copy(source, target)
        assert (again.added, again.changed, again.kept_both, again.problems) == (0, 0, 0, [])
        assert target.notes() == source.notes()


@FORMATS
def test_a_note_changed_elsewhere_comes_back(open_journal: Opener, path: Path, copy: Copy) -> None:
    here, there = open_journal(), open_journal("كريم", at=path.with_name("there.sqlite"))
    note = here.add_note(passage(), "أصل")
    copy(here, there)
    there.edit_note(note.id, body="زاد كريم", expected_revision=1)
    report = copy(there, here)
    assert report.changed == 1
    assert [each.body for each in here.notes()] == ["زاد كريم"]
    assert copy(there, here).kept_both == 0


@FORMATS
def test_a_note_changed_on_both_sides_is_kept_twice(open_journal: Opener, path: Path, copy: Copy) -> None:
    here, there = open_journal(), open_journal("كريم", at=path.with_name("there.sqlite"))
    note = here.add_note(passage(), "أصل")
    copy(here, there)
    there.edit_note(note.id, body="هناك", expected_revision=1)
    here.edit_note(note.id, body="هنا", expected_revision=1)
    for _ in range(3):
        copy(there, here)
    assert sorted(each.body for each in here.notes()) == ["هنا", "هناك"]
    assert here.note(note.id).body == "هنا"


@FORMATS
def test_what_was_deleted_here_stays_deleted(open_journal: Opener, path: Path, copy: Copy) -> None:
    here, there = open_journal(), open_journal("كريم", at=path.with_name("there.sqlite"))
    note = here.add_note(passage(), "أصل")
    copy(here, there)
    here.delete_note(note.id)
    assert copy(there, here).deleted_here == 1
    assert here.notes() == []
    assert here.undo() is not None
    assert [each.id for each in here.notes()] == [note.id]


def test_deleted_notes_come_back_where_asked(open_journal: Opener) -> None:
    journal = open_journal()
    note = journal.add_note(passage(), "أصل")
    out = whole.write_out(journal)
    journal.delete_note(note.id)
    assert whole.read_in(journal, out, restore=True).added == 1
    assert [each.body for each in journal.notes()] == ["أصل"]


def test_json_brings_decisions_and_texts(open_journal: Opener, path: Path) -> None:
    here, there = open_journal(), open_journal(at=path.with_name("there.sqlite"))
    here.keep_text("d1", "v1", TEXT)
    here.add_note(passage(), "")
    struck = here.decide("merge", "أ", "ب")
    here.undo_decision(struck.id)
    here.decide("rename", "ج", value="د")
    by_json(here, there)
    assert there.decisions(include_undone=True) == here.decisions(include_undone=True)
    assert there.kept_text("d1", "v1") == TEXT


def test_records_that_make_no_sense_are_listed(journal: Journal) -> None:
    good = json.loads(whole.write_out(journal))
    good["notes"] = [{"id": "x"}, 7, {**good, "id": "y"}]
    good["decisions"] = [{}, None]
    report = whole.read_in(journal, json.dumps(good))
    assert [line.split(":")[0] for line in report.problems] == [
        "notes[0]",
        "notes[1]",
        "notes[2]",
        "decisions[0]",
        "decisions[1]",
    ]
    for text in ("{}", "[]", "nonsense"):
        with pytest.raises(ValueError, match=r".+"):
            whole.read_in(journal, text)


# -- Markdown -------------------------------------------------------------------


def test_a_notes_file(journal: Journal) -> None:
    note = journal.add_note(passage(), "**هام**: يناقض ما نشر", tags=["تناقض"], label="شك")
    name, text = next(markdown.write_folder(journal, [note], {"d1": ARTICLE}))
    assert name == f"شك {note.id[:8]}.md"
    front, rest = text.removeprefix("---\n").split("\n---\n", 1)
    assert yaml.safe_load(front)["tags"] == ["تناقض"]
    assert rest == (
        f"\n> {note.target.selectors[0].exact}\n\n"
        "— [[سقوط المدينة قصة d1]] «سقوط المدينة: [[قصة]]»، ليلى، وكالة، 2024-12-08، https://example.org/1\n\n"
        f"{markdown.BODY}\n**هام**: يناقض ما نشر\n"
    )


@pytest.mark.parametrize(
    ("edit", "body", "tags"),
    [
        (lambda text: text.replace("قديم", "جديد"), "نص جديد", ("أ",)),
        (lambda text: text.replace("قديم", "جديد").replace("\n", "\r\n"), "نص جديد", ("أ",)),
        # As Obsidian's property editor rewrites the front matter.
        (lambda text: text.replace('tags:\n  - "أ"', "tags:\n  - أ\n  - 'ب'"), "نص قديم", ("أ", "ب")),
        (lambda text: text.replace('tags:\n  - "أ"', "tags: [ب, no]"), "نص قديم", ("ب", "no")),
        (lambda text: text.replace('tags:\n  - "أ"', "tags:"), "نص قديم", ()),
    ],
)
def test_edited_markdown_is_read_back(
    journal: Journal, edit: Callable[[str], str], body: str, tags: tuple[str, ...]
) -> None:
    note = journal.add_note(passage(), "نص قديم", tags=["أ"])
    edited = edit(markdown.write_note(journal, note))
    markdown.read_in(journal, [("x.md", edited)])
    markdown.read_in(journal, [("x.md", edited)])
    (now,) = journal.notes()
    assert (now.id, now.body, now.tags) == (note.id, body, tags)


def test_a_documents_file_is_read_back(journal: Journal) -> None:
    first = journal.add_note(passage(), "أولى")
    second = journal.add_note(passage(30, 40), "ثانية")
    text = markdown.write_document(ARTICLE, journal.notes("d1"))
    journal.edit_note(second.id, tags=["وسم"], expected_revision=1)  # another field, meanwhile
    report = markdown.read_in(journal, [("d.md", text.replace("ثانية", "ثانية\n\nوزيادة"))])
    assert (report.changed, report.problems) == (1, [])
    assert journal.note(first.id).body == "أولى"
    assert (journal.note(second.id).body, journal.note(second.id).tags) == ("ثانية\n\nوزيادة", ("وسم",))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no front matter", "no YAML front matter"),
        ("---\na: b\n---\n", "not a note of ours"),
        ("---\nwarraq: note\nid: x\nabout: document\n---\nbody", "where the note starts"),
        ("---\nwarraq: note\n---\n" + markdown.BODY + "\n", "about"),
        ("---\n[[[\n---\n", "f.md"),
        ("---\n" + "[" * 5000 + "\n---\n", "f.md"),
        (f"---\nwarraq: note\nid: x\nabout: document\nstate: nonsense\n---\n{markdown.BODY}\n", "nonsense"),
        ("---\nwarraq: document\n---\n%%warraq: note x state 1%%\nb\n%%warraq: end%%\n", "not here"),
        ("---\nwarraq: document\n---\n%%warraq: note x state 1%%\nb", "end line"),
    ],
)
def test_files_that_make_no_sense_are_listed(journal: Journal, text: str, says: str) -> None:
    note = journal.add_note(passage(), "")
    other = markdown.write_note(journal, note).replace(note.id, "other")
    report = markdown.read_in(journal, [("f.md", text), ("good.md", other)])
    assert report.added == 1
    (problem,) = report.problems
    assert says in problem
    assert problem.startswith("f.md")
    assert "\n" not in problem


def test_names_are_safe(journal: Journal) -> None:
    note = journal.add_note(passage(), "../../etc/passwd: \u202e[[x]]|y\n" + "طويل " * 100)
    name = markdown.file_name(note)
    assert "/" not in name
    assert "\u202e" not in name
    assert len(name) < 80
    assert not name.startswith(".")


# -- CSV ---------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''@"])
def test_no_cell_is_a_formula(journal: Journal, start: str) -> None:
    body = f"{start}HYPERLINK(1)"
    journal.add_note(passage(), body, label=body)
    text = csv.write_out(journal)
    assert text.startswith("\ufeff")
    rows = list(table.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[0]["body"] == f"'{body}"
    assert unguarded(rows[0]["body"]) == body


@given(WORDS)
def test_the_guard_is_undone_exactly(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@"))


def test_another_table_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="no column id"):
        csv.read_in(journal, "a,b\n1,2\n")


# -- decisions ------------------------------------------------------------------------


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.lists(st.tuples(WORDS.filter(bool), WORDS, WORDS, WORDS, st.booleans()), max_size=4))
def test_decisions_as_text(
    open_journal: Opener,
    tmp_path_factory: pytest.TempPathFactory,
    fields: list[tuple[str, str, str, str, bool]],
) -> None:
    folder = tmp_path_factory.mktemp("decisions")
    with open_journal(at=folder / "a.sqlite") as here, open_journal(at=folder / "b.sqlite") as there:
        for subject, other, value, reason, struck in fields:
            decision = here.decide("merge", subject, other, value, reason)
            if struck:
                here.undo_decision(decision.id)
        text = decisions.write_out(here)
        assert len(text.split("\n")) == 3 + len(fields)  # one a line: a diff shows what changed
        assert decisions.read_in(there, text).problems == []
        assert there.decisions(include_undone=True) == here.decisions(include_undone=True)
        assert decisions.read_in(there, text).added == 0


def test_decisions_written_by_hand(journal: Journal) -> None:
    text = "# mine\n\nmerge\tبشار الأسد\tالأسد\nnonsense\tx\nhide\nrename\tx\t\ty\r\n"
    report = decisions.read_in(journal, text)
    assert (report.added, report.problems) == (
        2,
        ["line 4: unknown kind 'nonsense'", "line 5: 1 fields; kind and subject are needed, nine at most"],
    )
    assert decisions.read_in(journal, text).added == 0
    assert [(each.kind, each.subject, each.object, each.value) for each in journal.decisions()] == [
        ("merge", "بشار الأسد", "الأسد", ""),
        ("rename", "x", "", "y"),
    ]
