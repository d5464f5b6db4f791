"""Notes to files and back: which format a file is, where it goes, and that nothing of the user's is written over.

Files are 0600 and there whole or not at all. A Markdown file that was edited and not read back yet is left as it is
and listed: the edit may be all there is of somebody's words.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.journal import rights
from reader.journal.exchange import csv, decisions, markdown, webannotation
from reader.journal.exchange import json as whole
from reader.journal.exchange.citations import Citable
from reader.journal.exchange.webannotation import Find
from reader.journal.imports import ImportReport
from reader.journal.journal import Journal
from reader.model import Note

FORMATS: Mapping[str, str] = {
    "markdown": "",
    "webannotation": "notes.jsonld",
    "csv": "notes.csv",
    "json": "notes.json",
    "decisions": "decisions.tsv",
}


@dataclass
class Exported:
    """Files written, and those left as they were, each with the reason."""

    written: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def as_text(
    journal: Journal,
    form: str,
    *,
    notes: Sequence[Note] | None = None,
    works: Mapping[str, Citable] | None = None,
) -> str:
    """The notes in a format that is one file. Raises ValueError for Markdown (a folder) and for an unknown format."""
    urls = {doc: work.url for doc, work in (works or {}).items() if work.url}
    writers: Mapping[str, Callable[[], str]] = {
        "webannotation": lambda: webannotation.write_out(journal, notes, urls),
        "csv": lambda: csv.write_out(journal, notes),
        "json": lambda: whole.write_out(journal, notes),
        "decisions": lambda: decisions.write_out(journal),
    }
    if form == "markdown":
        raise ValueError("markdown is one file a note: name a folder to write them to")
    if form not in writers:
        raise ValueError(f"unknown format {form!r}; there are: {', '.join(FORMATS)}")
    return writers[form]()


def export_to(
    journal: Journal,
    form: str,
    to: Path,
    *,
    notes: Sequence[Note] | None = None,
    works: Mapping[str, Citable] | None = None,
) -> Exported:
    """The notes written to a folder (Markdown: always) or a file. Raises ValueError and OSError."""
    exported = Exported()
    if form == "markdown":
        rights.make_folder(to)
        here = dict(_notes_in(to))
        for name, text in markdown.write_folder(journal, notes, works):
            _write_markdown(journal, to, name, text, here, exported)
        return exported
    text = as_text(journal, form, notes=notes, works=works)
    path = to / FORMATS[form] if to.is_dir() else to
    rights.make_folder(path.parent)
    _write(path, text)
    exported.written.append(path)
    return exported


def _write_markdown(
    journal: Journal, folder: Path, name: str, text: str, here: Mapping[str, Path], exported: Exported
) -> None:
    path = here.get(markdown.identity(text) or "", folder / name)
    try:
        now = path.read_bytes().decode("utf-8") if path.exists() else None
    except UnicodeDecodeError:
        now = ""
    if now == text:
        return
    if now is not None and (reason := markdown.unread(journal, now)):
        exported.left.append(f"{path}: {reason}")
        return
    _write(path, text)
    exported.written.append(path)


def _notes_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of notes and documents in a folder, by what they are of: their names may have changed since."""
    for path in sorted(folder.glob("*.md")):
        try:
            found = markdown.identity(path.read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue  # not a file of ours; whoever writes to its name will see what it is
        if found:
            yield found, path


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    rights.make_file(draft)
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        rights.sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def import_from(
    journal: Journal, path: Path, *, find: Find | None = None, restore: bool = False
) -> ImportReport:
    """Notes or decisions from a file or a folder of Markdown, whatever format it is. Raises ValueError and OSError.

    `find` says which document a foreign annotation's address is. What comes of it is undone as one.
    """
    with journal.as_one_step():
        return _import(journal, path, find, restore)


def _import(journal: Journal, path: Path, find: Find | None, restore: bool) -> ImportReport:
    if path.is_dir():
        report = ImportReport()
        found = list(_texts(sorted(path.rglob("*.md")), report.problems))
        read = markdown.read_in(journal, found)
        read.problems = report.problems + read.problems
        return read
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 (byte {error.start}); nothing was taken") from error
    try:
        return _import_text(journal, path, text, find, restore)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _import_text(journal: Journal, path: Path, text: str, find: Find | None, restore: bool) -> ImportReport:
    start = text.lstrip()[:1]
    if path.suffix.lower() in {".md", ".markdown"} or text.startswith("---"):
        return markdown.read_in(journal, [(path.name, text)])
    if start in {"{", "["}:
        data = json.loads(text)
        if isinstance(data, dict) and data.get("format") == whole.FORMAT:
            return whole.read_in(journal, text, restore=restore)
        return webannotation.read_in(journal, text, find, restore=restore)
    if path.suffix.lower() == ".csv":
        return csv.read_in(journal, text)
    if text.startswith("#") or "\t" in text.partition("\n")[0]:
        return decisions.read_in(journal, text)
    raise ValueError("neither Markdown, JSON, CSV nor a list of decisions")


def _texts(paths: Sequence[Path], problems: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        try:
            yield path.name, path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path.name}: {error}")
