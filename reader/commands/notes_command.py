"""`warraq notes PATH list|export|import|backup`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from reader import exchange
from reader.catalogue import N_
from reader.cli import Misuse
from reader.commands.opening import open_library, settings_of
from reader.commands.printing import painted, plain, print_json, terminal_width
from reader.commands.speaking import put_row, say, tell, words_in
from reader.library import Library
from reader.model import AnchorState, NoteState, PlacedNote

ANCHORS = {
    AnchorState.ANCHORED: N_("anchored"),
    AnchorState.MOVED: N_("moved"),
    AnchorState.UNCERTAIN: N_("uncertain"),
    AnchorState.ORPHAN: N_("orphan"),
}
STATES = {NoteState.OPEN: N_("still open"), NoteState.CHECK: N_("check"), NoteState.DONE: N_("done")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH, what to do, and a file."""
    parser.add_argument("path", metavar="PATH", help="folder or file")
    parser.add_argument("what", choices=["list", "export", "import", "backup"])
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="file (or folder) to export to, import from or back up to"
    )
    parser.add_argument(
        "--format",
        default="json",
        choices=exchange.NOTE_FORMATS,
        help="for export (json); markdown wants a folder",
    )


def run(args: argparse.Namespace) -> int:
    """List notes, or pass them through the journal's formats."""
    with open_library(args) as library:
        if args.what == "list":
            return _list(args, library)
        if args.what == "backup":
            print(library.backup(Path(args.file) if args.file else None))
            return 0
        if args.what == "import":
            if not args.file:
                raise Misuse("notes import: which file?")
            _say(args, exchange.import_notes(library, Path(args.file)))
            return 0
        if args.file:
            _say(args, exchange.export_notes(library, args.format, Path(args.file)))
        else:
            sys.stdout.write(exchange.notes_text(library, args.format))
    return 0


def _say(args: argparse.Namespace, lines: Iterable[object]) -> None:
    settings = settings_of(args).settings
    for line in lines:
        say(line, settings, sys.stdout)


def _list(args: argparse.Namespace, library: Library) -> int:
    placed = library.notes()
    if args.json:
        print_json([_as_object(each, library) for each in placed])
        return 0
    settings, width = settings_of(args).settings, terminal_width()
    words = words_in(settings)
    for each in placed:
        where = _path(each, library) or f"({each.note.target.label or words('not in this collection')})"
        anchor, state = words(ANCHORS[each.state]), words(STATES[each.note.state])
        put_row(
            ((each.note.id, len(each.note.id) + 2), (anchor, 10), (state, 7)),
            plain(where),
            sys.stdout,
            settings,
        )
        if each.note.target.selectors:
            print("  " + painted(f"«{each.note.target.selectors[each.at].exact}»", width - 2, settings))
        print("  " + painted(each.note.body, width - 2, settings))
    tell(words.count("{n} note", "{n} notes", len(placed)), sys.stdout, settings)
    return 0


def _path(placed: PlacedNote, library: Library) -> str:
    selectors = placed.note.target.selectors
    doc = selectors[placed.at].doc if selectors else placed.note.target.id
    try:
        return library.row(doc).path
    except KeyError:
        return ""


def _as_object(placed: PlacedNote, library: Library) -> dict[str, object]:
    note = placed.note
    return {
        "id": note.id,
        "doc": _path(placed, library) or f"({note.target.label or 'not in this collection'})",
        "kind": note.target.kind,
        "anchor": placed.state.value,
        "start": placed.span.start if placed.span else None,
        "end": placed.span.end if placed.span else None,
        "quote": note.target.selectors[placed.at].exact if note.target.selectors else None,
        "body": note.body,
        "tags": list(note.tags),
        "state": note.state.value,
        "author": note.author,
        "created": note.created,
        "modified": note.modified,
    }
