"""Notes as a table for a spreadsheet: UTF-8 with a byte order mark, and no cell that a spreadsheet would run.

A cell that starts with = + - @ (full-width ones too), a tab or a line break is written with an apostrophe before it, as
is one that starts with apostrophes and then such a sign; reading takes exactly one away again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from reader.journal.imports import ImportReport, Incoming
from reader.journal.journal import Journal
from reader.journal.wire import selector_from, selector_object
from reader.model import Note, NoteState, Selector, Span, Target
from reader.text.spreadsheet import guarded, unguarded

BOM = "\ufeff"
COLUMNS = [
    "id",
    "about",
    "target",
    "title",
    "document",
    "version",
    "start",
    "end",
    "quote",
    "before",
    "after",
    "more_passages",
    "body",
    "tags",
    "label",
    "state",
    "author",
    "created",
    "modified",
    "revision",
    "states",
]


def write_out(journal: Journal, notes: Iterable[Note] | None = None) -> str:
    """The table of all notes (or those given), byte order mark first."""
    out = io.StringIO()
    out.write(BOM)
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for note in journal.notes() if notes is None else notes:
        states = " ".join(journal.states_of(note.id))
        table.writerow([guarded(str(cell)) for cell in (*_cells(note), states)])
    return out.getvalue()


def _cells(note: Note) -> list[object]:
    target = note.target
    first = target.selectors[0] if target.selectors else None
    more = [selector_object(each) for each in target.selectors[1:]]
    place: list[object] = [""] * 7
    if first is not None:
        place = [
            first.doc,
            first.version,
            first.span.start,
            first.span.end,
            first.exact,
            first.prefix,
            first.suffix,
        ]
    return [
        *(note.id, target.kind, target.id, target.label),
        *place,
        json.dumps(more, ensure_ascii=False) if more else "",
        *(
            note.body,
            json.dumps(note.tags, ensure_ascii=False) if note.tags else "",
            note.label,
            note.state.value,
        ),
        *(note.author, note.created, note.modified, note.revision),
    ]


def read_in(journal: Journal, text: str) -> ImportReport:
    """A table that `write_out` wrote, perhaps edited since. Raises ValueError where it is another table."""
    csv.field_size_limit(64 * 1024 * 1024)  # a note may be large; the module's own limit is 128 KiB
    rows = csv.DictReader(io.StringIO(text.removeprefix(BOM), newline=""))
    missing = [name for name in ("id", "about", "body", "revision") if name not in (rows.fieldnames or ())]
    if missing:
        raise ValueError(f"not a table of notes: no column {', '.join(missing)}")
    notes: list[Incoming] = []
    problems: list[str] = []
    for number, row in enumerate(rows, 2):
        try:
            cells = {name: unguarded(cell or "") for name, cell in row.items() if isinstance(name, str)}
            note = _note(cells)
            notes.append(Incoming(note, frozenset(cells.get("states", "").split())))
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"row {number}: {type(error).__name__}: {error}")
    report = journal.take_notes(notes)
    report.problems += problems
    return report


def _note(cells: dict[str, str]) -> Note:
    selectors: list[Selector] = []
    if cells.get("document"):
        span = Span(int(cells["start"]), int(cells["end"]))
        quote, before, after = cells["quote"], cells["before"], cells["after"]
        selectors.append(Selector(cells["document"], cells["version"], span, quote, before, after))
        selectors += [selector_from(each) for each in json.loads(cells.get("more_passages") or "[]")]
    if not cells["id"]:
        raise ValueError("no id")
    return Note(
        id=cells["id"],
        target=Target(cells["about"], cells.get("target", ""), cells.get("title", ""), tuple(selectors)),
        body=cells["body"],
        author=cells.get("author", ""),
        created=cells.get("created", ""),
        modified=cells.get("modified", ""),
        tags=tuple(json.loads(cells.get("tags") or "[]")),
        label=cells.get("label", ""),
        state=NoteState(cells.get("state") or "open"),
        revision=int(cells["revision"]),
    )
