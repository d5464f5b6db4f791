"""collection.toml: what the owner of a folder says of its files, read with errors that name the line.

[collection]
name = "سقوط دمشق"
language = "ar"                 # for files that say nothing else
source = "..."

[files."001.txt"]
title = "..."
source = "رصيف22"
published = 2024-12-08          # or "2024-12", "2024"
language = "ar"
encoding = "windows-1256"

[files."archive/2023/*.txt"]    # patterns; the entry with the longest name wins, field by field
source = "..."
"""

from __future__ import annotations

import datetime
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from reader.corpus.loaders import ENCODING
from reader.corpus.scan import SIDECAR
from reader.model import Skipped

TEXT_FIELDS = ("title", "source", "language", "author", "url", ENCODING)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The validated content. `digest` changes whenever anything in the file does."""

    name: str = ""
    defaults: dict[str, str] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: tuple[Skipped, ...] = ()
    digest: str = ""

    def of(self, path: str) -> dict[str, str]:
        """The fields for one path: its own entry over patterns (longer over shorter) over the defaults."""
        found = dict(self.defaults)
        for pattern in self._patterns_for(path, self.files):
            found.update(self.files[pattern])
        return found

    def columns_of(self, path: str) -> tuple[tuple[str, str], ...]:
        """The column mapping of a table file, as (field, column)."""
        found: dict[str, str] = {}
        for pattern in self._patterns_for(path, self.columns):
            found.update(self.columns[pattern])
        return tuple(sorted(found.items()))

    def with_reading(self, told: Mapping[str, Mapping[str, str]]) -> Sidecar:
        """With what the user told the reader of files, {path: {"encoding" or a field of a table: value}}: it goes first."""
        files, columns = dict(self.files), dict(self.columns)
        for path, said in told.items():
            if ENCODING in said:
                files[path] = {**files.get(path, {}), ENCODING: said[ENCODING]}
            if mapping := {key: column for key, column in said.items() if key != ENCODING}:
                columns[path] = {**columns.get(path, {}), **mapping}
        return replace(self, files=files, columns=columns)

    @staticmethod
    def _patterns_for(path: str, entries: dict[str, dict[str, str]]) -> list[str]:
        if not entries:
            return []
        matching = [p for p in entries if p == path or (_is_pattern(p) and fnmatchcase(path, p))]
        return sorted(matching, key=lambda p: (p == path, len(p)))


def read_sidecar(folder: Path) -> Sidecar:
    """The sidecar of a folder; an empty one where there is none. Never raises: `problems` lists what is wrong."""
    path = folder / SIDECAR
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Sidecar()
    except OSError as error:
        return Sidecar(problems=(Skipped(SIDECAR, f"cannot be read: {error.strerror}"),))
    digest = hashlib.sha256(data).hexdigest()[:16]
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Sidecar(problems=(Skipped(SIDECAR, f"line {line}: not UTF-8"),), digest=digest)
    except tomllib.TOMLDecodeError as error:
        told = str(error).replace("at end of document", f"at line {text.count(chr(10)) + 1}, the end")
        return Sidecar(problems=(Skipped(SIDECAR, f"not TOML: {told}"),), digest=digest)
    return _Reading(text).read(table, digest)


def _is_pattern(name: str) -> bool:
    return any(c in name for c in "*?[")


class _Reading:
    """One validation run: keeps what is right, lists what is not with its line."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.problems: list[Skipped] = []

    def read(self, table: dict[str, object], digest: str) -> Sidecar:
        name, defaults = "", {}
        files: dict[str, dict[str, str]] = {}
        columns: dict[str, dict[str, str]] = {}
        for key, value in table.items():
            if key == "collection" and isinstance(value, dict):
                name = self.text_of("collection", "name", value.pop("name", ""))
                defaults = self.fields("collection", value, allowed=("source", "language", "encoding"))
            elif key == "files" and isinstance(value, dict):
                for path, entry in value.items():
                    if not isinstance(entry, dict):
                        self.problem(path, f'[files] "{path}" is not a table')
                        continue
                    mapping = entry.pop("columns", None)
                    if mapping is not None:
                        columns[path] = self.mapping(path, mapping)
                    files[path] = self.fields(path, entry, allowed=(*TEXT_FIELDS, "published"))
            else:
                self.problem(key, f'"{key}" is not known here; [collection] and [files."NAME"] are')
        return Sidecar(name, defaults, files, columns, tuple(self.problems), digest)

    def fields(self, where: str, entry: dict[str, object], allowed: tuple[str, ...]) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in entry.items():
            if key not in allowed:
                self.problem(key, f'"{key}" is not known here; known are {", ".join(allowed)}', where)
            elif key == "published":
                if (date := self.date(where, value)) is not None:
                    found[key] = date
            elif text := self.text_of(where, key, value):
                if key == "language" and not _LANGUAGE.fullmatch(text):
                    self.problem(key, f'language "{text}" is not a language tag such as "ar"', where)
                else:
                    found[key] = text
        return found

    def date(self, where: str, value: object) -> str | None:
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and _DATE.fullmatch(value):
            if len(value) < 10:
                return value
            try:
                return datetime.date.fromisoformat(value).isoformat()
            except ValueError:
                pass
        self.problem("published", f'published "{value}" is not a date: 2024-12-08, 2024-12 or 2024', where)
        return None

    def text_of(self, where: str, key: str, value: object) -> str:
        if isinstance(value, str):
            return value.strip()
        self.problem(key, f"{key} is not a text in quotes", where)
        return ""

    def mapping(self, where: str, value: object) -> dict[str, str]:
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            return {str(k): str(v) for k, v in value.items()}
        self.problem("columns", 'columns is not a table such as { text = "body" }', where)
        return {}

    def problem(self, key: str, message: str, where: str = "") -> None:
        self.problems.append(Skipped(SIDECAR, f"line {self.line_of(key, where)}: {message}"))

    def line_of(self, key: str, where: str) -> int:
        """The line of `key`, looked for after the header that names `where`."""
        start = 0
        if where:
            for number, line in enumerate(self.lines):
                if line.lstrip().startswith("[") and where in line:
                    start = number
                    break
        pattern = re.compile(rf"""^\s*(?:\[.*)?["']?{re.escape(key)}["']?""")
        for number in range(start, len(self.lines)):
            if pattern.search(self.lines[number]) or (number == start and key in self.lines[number]):
                return number + 1
        return start + 1
