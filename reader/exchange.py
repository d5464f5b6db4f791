"""Notes, decisions and lists of names, out and in: what `warraq notes`, `import` and `export` do with files.

Reading in is idempotent: a second time adds nothing. Every function that reads returns the lines to print.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from reader.journal.exchange import files
from reader.journal.exchange.citations import Citable
from reader.journal.exchange.webannotation import Find, Resolved
from reader.journal.imports import ImportReport
from reader.library import WATCH, Library
from reader.model import EntityType
from reader.text.fold import fold

NOTE_FORMATS = tuple(files.FORMATS)


def notes_text(library: Library, name: str) -> str:
    """All notes in a format that is one file. Raises ValueError for markdown, which is a folder of files."""
    return files.as_text(library.journal, name, works=_works(library))


def export_notes(library: Library, name: str, to: Path) -> list[str]:
    """Notes written to a file (markdown: a folder); the lines to print. A file edited and not read back is left."""
    done = files.export_to(library.journal, name, to, works=_works(library))
    return [f"{len(done.written)} files written", *done.left]


def import_notes(library: Library, path: Path) -> list[str]:
    """Notes or decisions from a file of ours, W3C annotations, or a folder of Markdown. Raises ValueError."""
    return _lines(files.import_from(library.journal, path, find=_finder(library)))


def import_decisions(library: Library, path: Path) -> list[str]:
    """Decisions from the text that `notes PATH export --format decisions` writes; they act at once."""
    lines = import_notes(library, path)
    library.relink()
    return lines


def import_names(library: Library, path: Path) -> list[str]:
    """A list of names to watch for: CSV with `name`, `type` (PER, ORG, LOC; PER where empty) and `aliases` (a | between).

    Each becomes a decision `add` that is looked for in every document, today's and later ones. A name given twice
    takes the aliases of both. What contradicts itself is listed and left out: a name of two types, an alias of two names.
    """
    rows = csv.DictReader(io.StringIO(_text_of(path).removeprefix("\ufeff"), newline=""))
    if "name" not in (rows.fieldnames or ()):
        raise ValueError("no column `name` in the first line")
    found: dict[str, tuple[str, list[str]]] = {}
    whose: dict[str, str] = {}  # folded name or alias -> the name it was first given to
    problems: list[str] = []
    for row in rows:
        name = " ".join((row.get("name") or "").split())
        kind = (row.get("type") or "PER").strip().upper()
        if not name:
            if any(cell and str(cell).strip() for cell in row.values()):
                problems.append(f"line {rows.line_num}: no name")
            continue
        name = whose.setdefault(fold(name), name)  # another spelling of a name before is that name
        if kind not in EntityType.__members__:
            problems.append(f"line {rows.line_num}: type {kind!r} is none of PER, ORG, LOC")
        elif name in found and found[name][0] != kind:
            problems.append(f"line {rows.line_num}: {name} was {found[name][0]} before, here {kind}")
        else:
            kept = found.setdefault(name, (kind, []))[1]
            for cell in (row.get("aliases") or "").split("|"):
                if not (alias := " ".join(cell.split())):
                    continue
                if (first := whose.setdefault(fold(alias), name)) == name:
                    kept.append(alias)
                else:
                    problems.append(f"line {rows.line_num}: {alias} is a name of {first} already")
    known = {(each.subject, each.value) for each in library.journal.decisions() if each.object == WATCH}
    added = 0
    for name, (kind, aliases) in found.items():
        subject, value = f"{kind}:{name}", "|".join(dict.fromkeys(aliases))
        if (subject, value) not in known:
            library.decide("add", subject, WATCH, value, reason=f"list of names {path.name}")
            added += 1
    library.relink()
    return [f"{added} added, {len(found) - added} already here", *problems]


def _works(library: Library) -> dict[str, Citable]:
    works = {}
    for row in library.rows():
        meta = row.metadata
        works[row.id] = Citable(
            row.id,
            meta.title,
            row.path,
            meta.source or "",
            meta.author or "",
            meta.published or "",
            meta.url or "",
            meta.language or "ar",
        )
    return works


def _finder(library: Library) -> Find:
    """Which document the address of a foreign annotation is: its URL, its path or its id."""
    rows = list(library.rows())
    ids = {row.id: row.id for row in rows} | {row.path: row.id for row in rows}
    ids |= {row.metadata.url: row.id for row in rows if row.metadata.url}

    def find(address: str) -> Resolved | None:
        doc = ids.get(address) or ids.get(address.rpartition("/")[2])
        if doc is None:
            return None
        document = library.document(doc)
        return Resolved(doc, document.version, document.text)

    return find


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name}: not UTF-8 ({error.reason} at byte {error.start})") from error


def _lines(report: ImportReport) -> list[str]:
    """What came of it. Raises ValueError where there was something wrong and nothing was taken."""
    if report.problems and not report.taken:
        more = len(report.problems) - 1
        raise ValueError(f"nothing was taken: {report.problems[0]}" + (f" (and {more} more)" if more else ""))
    return [str(report), *report.problems]
