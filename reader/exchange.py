"""Notes, decisions and lists of names, out and in: what `warraq notes`, `import` and `export` do with files.

Reading in is idempotent: a second time adds nothing. Every function that reads returns the lines to print.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader import config
from reader.journal.exchange import csv as notes_csv
from reader.journal.exchange import decisions as decisions_text
from reader.journal.exchange import json as notes_json
from reader.journal.exchange import markdown, webannotation
from reader.journal.exchange.citations import Citable
from reader.journal.imports import ImportReport
from reader.library import WATCH, Library
from reader.model import EntityType

NOTE_FORMATS = ("markdown", "webannotation", "csv", "json", "decisions")


def notes_text(library: Library, name: str) -> str:
    """All notes in a one-file format. Raises KeyError for markdown, which is a folder of files."""
    journal = library.journal
    if name == "webannotation":
        urls = {row.id: row.metadata.url for row in library.rows() if row.metadata.url}
        return webannotation.write_out(journal, None, urls)
    return {"csv": notes_csv.write_out, "json": notes_json.write_out, "decisions": decisions_text.write_out}[
        name
    ](journal)


def notes_as_files(library: Library) -> Iterator[tuple[str, str]]:
    """(file name, text) for Markdown: a file a note, and one for each document that notes are about."""
    return markdown.write_folder(library.journal, None, _works(library))


def export_notes(library: Library, name: str, to: Path | None) -> str | list[Path]:
    """Notes written to a file (markdown: a folder); without one, the text itself."""
    if name == "markdown":
        files = list(notes_as_files(library))
        if to is None:
            return "\n".join(text for _, text in files)
        config.private_folder(to)
        return [_written(to / file, text) for file, text in files]
    text = notes_text(library, name)
    return text if to is None else [_written(to, text)]


def _written(path: Path, text: str) -> Path:
    """The file, whole or not at all, readable by its owner alone."""
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
        ) as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def import_notes(library: Library, path: Path) -> list[str]:
    """Notes from a file of ours, W3C annotations, or a folder of Markdown. Raises ValueError with one line."""
    journal = library.journal
    if path.is_dir():
        return _lines(markdown.read_in(journal, _markdown_files(sorted(path.rglob("*.md")))))
    suffix = path.suffix.lower()
    if suffix == ".md":
        return _lines(markdown.read_in(journal, _markdown_files([path])))
    text = _text_of(path)
    if suffix == ".csv":
        return _lines(notes_csv.read_in(journal, text))
    if f'"{notes_json.FORMAT}"' in text[:2000]:
        return _lines(notes_json.read_in(journal, text))
    return _lines(webannotation.read_in(journal, text))


def import_decisions(library: Library, path: Path) -> list[str]:
    """Decisions from the text that `notes PATH export --format decisions` writes; they act at once."""
    lines = _lines(decisions_text.read_in(library.journal, _text_of(path)))
    library.relink()
    return lines


def import_names(library: Library, path: Path) -> list[str]:
    """A list of names to watch for: CSV with `name`, `type` (PER, ORG, LOC; PER where empty) and `aliases` (a | between).

    Each becomes a decision `add` that is looked for in every document, today's and later ones. A name given twice
    takes the aliases of both; one whose types disagree is listed and left out.
    """
    rows = csv.DictReader(io.StringIO(_text_of(path).removeprefix("\ufeff"), newline=""))
    if "name" not in (rows.fieldnames or ()):
        raise ValueError("no column `name` in the first line")
    found: dict[str, tuple[str, list[str]]] = {}
    problems: list[str] = []
    for row in rows:
        name = " ".join((row.get("name") or "").split())
        kind = (row.get("type") or "PER").strip().upper()
        if not name:
            continue
        if kind not in EntityType.__members__:
            problems.append(f"line {rows.line_num}: type {kind!r} is none of PER, ORG, LOC")
        elif name in found and found[name][0] != kind:
            problems.append(f"line {rows.line_num}: {name} was {found[name][0]} before, here {kind}")
        else:
            aliases = [" ".join(each.split()) for each in (row.get("aliases") or "").split("|")]
            found.setdefault(name, (kind, []))[1].extend(each for each in aliases if each)
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


def _markdown_files(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    return ((path.name, _text_of(path)) for path in paths)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name}: not UTF-8 ({error.reason} at byte {error.start})") from error


def _lines(report: ImportReport) -> list[str]:
    return [str(report), *report.problems]
