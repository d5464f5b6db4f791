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
from reader.journal.exchange import citations, csv, decisions, markdown, webannotation
from reader.journal.exchange import json as whole
from reader.journal.exchange.citations import Citable
from reader.journal.imports import ImportReport
from reader.model import AnchorState, NoteState, Span, Target
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


# -- Web Annotation -----------------------------------------------------------------


def test_the_shape_of_an_annotation(journal: Journal) -> None:
    note = journal.add_note(passage(), "نص", tags=["وسم"])
    data = json.loads(webannotation.write_out(journal, urls={"d1": "https://example.org/1"}))
    assert (data["type"], data["total"]) == ("AnnotationCollection", 1)
    (item,) = data["first"]["items"]
    assert item["id"] == f"urn:uuid:{note.id}"
    assert item["motivation"] == "commenting"
    assert item["creator"] == {"type": "Person", "name": "سلمى"}
    assert [(each["value"], each["purpose"]) for each in item["body"]] == [
        ("نص", "commenting"),
        ("وسم", "tagging"),
    ]
    (target,) = item["target"]
    assert target["source"] == "https://example.org/1"
    selector = note.target.selectors[0]
    assert target["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
    assert target["selector"][1] == {"type": "TextPositionSelector", "start": 4, "end": 30}


FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://hypothes.is/a/1",
    "type": "Annotation",
    "creator": "acct:karim@hypothes.is",
    "created": "2024-12-09T10:00:00Z",
    "body": [
        {"type": "TextualBody", "value": "من هناك"},
        {"type": "Image", "id": "https://example.org/i.png"},
    ],
    "target": {
        "source": "https://example.org/1",
        "selector": [
            {"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p[1]"}},
            {"type": "TextQuoteSelector", "exact": "دخلت المدينة", "prefix": "القوات ", "suffix": " فجر"},
        ],
    },
}


def find(source: str) -> webannotation.Resolved | None:
    return webannotation.Resolved("d1", "v1", TEXT) if source == "https://example.org/1" else None


def test_a_foreign_annotation_is_placed_by_its_quote_and_kept_whole(journal: Journal) -> None:
    report = webannotation.read_in(journal, json.dumps(FOREIGN), find)
    assert report.added == 1
    assert [line.split(": ", 1)[1] for line in report.problems] == [
        "selector RangeSelector is not known here: kept; the quote or position beside it is used",
        "1 bodies are not text; kept as they came",
    ]
    (note,) = journal.notes("d1")
    (placed,) = journal.place_notes([note], "d1", "v1", TEXT)
    assert placed.span is not None
    assert placed.span.of(TEXT) == "دخلت المدينة"
    assert (note.author, note.body, note.created) == (
        "acct:karim@hypothes.is",
        "من هناك",
        "2024-12-09T10:00:00Z",
    )
    (out,) = json.loads(webannotation.write_out(journal))["first"]["items"]
    assert out["id"] == FOREIGN["id"]
    assert FOREIGN["target"]["selector"][0] in out["target"][0]["selector"]  # type: ignore[index]
    assert FOREIGN["body"][1] in out["body"]  # type: ignore[index]
    assert webannotation.read_in(journal, json.dumps(FOREIGN), find).same == 1


def test_a_foreign_annotation_goes_on_to_a_third(open_journal: Opener, path: Path) -> None:
    first, second = open_journal(), open_journal(at=path.with_name("b.sqlite"))
    webannotation.read_in(first, json.dumps(FOREIGN), find)
    webannotation.read_in(second, webannotation.write_out(first))
    assert second.notes() == first.notes()
    assert webannotation.read_in(second, json.dumps(FOREIGN), find).added == 0
    assert json.loads(webannotation.write_out(second)) == json.loads(webannotation.write_out(first))


@pytest.mark.parametrize(
    ("target", "kind", "problems"),
    [
        ("https://example.org/1", "document", 0),
        ({"id": "https://example.org/1"}, "document", 0),
        (
            {"source": "https://example.org/1", "selector": {"type": "SvgSelector", "value": "<svg/>"}},
            "document",
            1,
        ),
        (
            {
                "source": "https://example.org/1",
                "selector": {"type": "TextPositionSelector", "start": 4, "end": 13},
            },
            "passage",
            0,
        ),
        (
            {
                "source": "https://nowhere.org",
                "selector": {"type": "TextPositionSelector", "start": 4, "end": 13},
            },
            "document",
            1,
        ),
        (
            {
                "source": {"id": "https://example.org/1"},
                "selector": {
                    "type": "FragmentSelector",
                    "value": "#x",
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "دخلت المدينة"},
                },
            },
            "passage",
            1,
        ),
        (
            {
                "source": "https://example.org/1",
                "selector": {
                    "type": "Choice",
                    "items": [{"type": "TextQuoteSelector", "exact": "دخلت المدينة"}],
                },
            },
            "passage",
            0,
        ),
    ],
)
def test_every_kind_of_target(journal: Journal, target: object, kind: str, problems: int) -> None:
    report = webannotation.read_in(journal, json.dumps({**FOREIGN, "body": "bare", "target": target}), find)
    assert (report.added, len(report.problems)) == (1, problems)
    (note,) = journal.notes()
    assert note.target.kind == kind
    (out,) = json.loads(webannotation.write_out(journal))["first"]["items"]
    assert out["warraq:foreign"]["target"] == target  # nothing of what came is lost


def test_an_annotation_of_an_unknown_page_waits_as_an_orphan(journal: Journal) -> None:
    webannotation.read_in(journal, json.dumps([FOREIGN]))
    (note,) = journal.notes("https://example.org/1")
    (placed,) = journal.place_notes([note], "https://example.org/1", "", "")
    assert (placed.state, placed.note.target.selectors[0].exact) == (AnchorState.ORPHAN, "دخلت المدينة")


@pytest.mark.parametrize("text", ["{}", "3", "nonsense", '{"first": "https://elsewhere"}'])
def test_what_holds_no_annotations_is_refused(journal: Journal, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        webannotation.read_in(journal, text)


@pytest.mark.parametrize(
    "bad",
    [
        {"type": "Annotation"},
        {"type": "Person", "target": "x"},
        5,
        {"type": "Annotation", "target": {"selector": []}},
    ],
)
def test_what_is_no_annotation_is_listed(journal: Journal, bad: object) -> None:
    report = webannotation.read_in(journal, json.dumps([{"items": [bad, FOREIGN]}]), find)
    assert report.added == 1
    assert len(report.problems) == 1 + 2


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


# -- citations --------------------------------------------------------------------------


def test_bibtex() -> None:
    work = Citable("d{1}", "50% of {all} & more_", "p", "A & B", "", "2024-12", "https://e.org/a_b{c} d")
    assert citations.bibtex([work]) == (
        "@article{warraq2024-d1,\n"
        "  title = {{50\\% of \\{all\\} \\& more\\_}},\n"
        "  journaltitle = {A \\& B},\n"
        "  date = {2024-12},\n"
        "  url = {https://e.org/a_b%7Bc%7D%20d},\n"
        "  langid = {arabic}\n}\n"
    )


@pytest.mark.parametrize(
    ("published", "issued"),
    [("2024-12-08", [2024, 12, 8]), ("2024-12", [2024, 12]), ("2024", [2024]), ("", None), ("ديسمبر", None)],
)
def test_csl_fills_in_no_date(published: str, issued: list[int] | None) -> None:
    (item,) = json.loads(citations.csl([Citable("d1", "عنوان", published=published)]))
    assert item.get("issued") == (None if issued is None else {"date-parts": [issued]})
    assert item["title"] == "عنوان"


def test_a_line_of_citation() -> None:
    assert (
        citations.cite(Citable("d", "عنوان\nطويل", source="وكالة", published="2024"))
        == "«عنوان طويل»، وكالة، 2024"
    )
