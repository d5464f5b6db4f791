"""Tables of articles: one a row (.csv, .tsv) or one a line (.jsonl), or a JSON list (.json)."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from reader.corpus.encoding import NotText, decode
from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.markup import plain
from reader.model import Skipped
from reader.text.words import has_arabic

DATA = Path(__file__).resolve().parents[2] / "data" / "corpus" / "columns.toml"
LOOKED_AT = 50  # rows that are looked at to find the column of the text where no name tells
SHORTEST = (
    100  # code points that a column without a telling name has in a row, on average, to be taken for the text
)
FIELDS = ("title", "source", "published", "language", "author", "url")
SAMPLE = 80  # code points of a cell that are shown
COMPLAINTS = 20  # bad rows of one file that are named; the rest is counted


Row = tuple[int, Mapping[str, Any] | str]  # (number from 1, fields; or what is wrong with it)


@lru_cache(maxsize=1)
def columns() -> dict[str, list[str]]:
    """reader/data/corpus/columns.toml: field -> the names it goes by."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def load(source: SourceFile) -> Iterator[Loaded | Skipped]:
    rows, doubt = _rows(source)
    yield from _articles(source, rows, doubt)


def _rows(source: SourceFile) -> tuple[Iterator[Row], str]:
    """The rows of a table, and what is doubtful about its letters. Raises Unreadable."""
    try:
        decoded = decode(source.read(), source.encoding)
    except NotText as error:
        raise Unreadable(str(error)) from error
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable("empty")
    name = source.path.lower()
    if name.endswith((".csv", ".tsv")):
        return _csv_rows(text, tab=name.endswith(".tsv")), decoded.doubt
    return (_json_rows(text) if name.endswith(".json") else _jsonl_rows(text)), decoded.doubt


@dataclass(frozen=True, slots=True)
class Table:
    """What a table looks like: its columns, each with its first filled cell, and the column of each field as it is read."""

    columns: tuple[tuple[str, str], ...]
    mapping: Mapping[str, str]
    problem: str = ""  # why it cannot be read as it is


def look(source: SourceFile) -> Table:
    """A table for somebody who is to say which column is which. Raises Unreadable where it is none."""
    rows, _ = _rows(source)
    seen = [fields for _, fields in islice(rows, LOOKED_AT) if not isinstance(fields, str)]
    cells: dict[str, str] = {}
    for fields in seen:
        for name, value in fields.items():
            cells[str(name)] = cells.get(str(name)) or (_value(value) or "")[:SAMPLE]
    try:
        mapping, _ = _mapping(source, seen)
    except Unreadable as error:
        return Table(tuple(cells.items()), {}, str(error))
    return Table(tuple(cells.items()), mapping)


def _csv_rows(text: str, *, tab: bool) -> Iterator[Row]:
    csv.field_size_limit(16 << 20)
    first = text.split("\n", 1)[0]
    delimiter = "\t" if tab else max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [h.strip() for h in next(reader)]
        for number, row in enumerate(reader, 1):
            if row:
                yield number, dict(zip(header, row, strict=False))
    except csv.Error as error:
        yield reader.line_num, f"line {reader.line_num}: {error}"


def _jsonl_rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"line {number}: not JSON ({error})"
            continue
        yield number, row if isinstance(row, dict) else f"line {number}: not an object"


def _json_rows(text: str) -> Iterator[Row]:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"not JSON ({error})") from error
    if isinstance(table, dict):
        lists = [v for v in table.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        table = lists[0] if lists else [table]
    if not isinstance(table, list):
        raise Unreadable("JSON, but no list of articles")
    for number, row in enumerate(table, 1):
        yield number, row if isinstance(row, dict) else f"entry {number}: not an object"


def _articles(source: SourceFile, rows: Iterator[Row], doubt: str) -> Iterator[Loaded | Skipped]:
    ahead: list[Row] = []
    for row in rows:
        ahead.append(row)
        if len(ahead) >= LOOKED_AT:
            break
    mapping, notice = _mapping(source, [r for _, r in ahead if not isinstance(r, str)])
    notice = "; ".join(filter(None, (doubt, notice)))
    bad = 0
    for number, fields in (*ahead, *rows):
        problem = fields if isinstance(fields, str) else ""
        article = None if isinstance(fields, str) else _article(number, fields, mapping, notice)
        if article is not None:
            notice = ""  # said once for the file
            yield article
            continue
        bad += 1
        if bad <= COMPLAINTS:
            yield Skipped(source.path, problem or f"row {number}: no text in column {mapping['text']}")
    if bad > COMPLAINTS:
        yield Skipped(source.path, f"{bad - COMPLAINTS} more rows that could not be read")


def _mapping(source: SourceFile, rows: list[Mapping[str, Any]]) -> tuple[dict[str, str], str]:
    """{field: column} by the user's word, by name, or for the text by its looks; and what to tell the user."""
    names: dict[str, str] = {}
    for row in rows:
        for key in row:
            names.setdefault(str(key).strip().lower(), str(key))
    mapping: dict[str, str] = {}
    for field, column in source.columns:
        if column.strip().lower() not in names:
            raise Unreadable(f'column "{column}", told for {field}, is not there')
        mapping[field] = names[column.strip().lower()]
    for field, known in columns().items():
        found = next((names[k] for k in known if k in names), None)
        if found is not None:
            mapping.setdefault(field, found)
    if "text" in mapping:
        return mapping, ""
    weight = {
        column: sum(len(v) for row in rows if isinstance(v := row.get(column), str) and has_arabic(v))
        for column in names.values()
    }
    best = max(weight, key=lambda c: weight[c], default=None)
    if best is None or weight[best] < SHORTEST * len(rows):
        raise Unreadable(
            "no column looks like the text of articles; tell which one is: warraq index PATH --columns FILE text=COLUMN"
        )
    mapping = {field: column for field, column in mapping.items() if column != best} | {"text": best}
    return mapping, f"column {best} taken for the text (warraq index PATH --columns overrides)"


def _article(
    number: int, fields: Mapping[str, Any], mapping: Mapping[str, str], notice: str
) -> Loaded | None:
    text = fields.get(mapping["text"])
    if not isinstance(text, str) or not text.strip():
        return None
    values = {f: _value(fields.get(mapping[f])) for f in FIELDS if f in mapping}
    own = Own(
        title=plain(values.get("title") or "") or None,
        source=values.get("source"),
        published=iso_date(values.get("published")),
        language=values.get("language"),
        author=values.get("author"),
        url=values.get("url"),
    )
    identity = _value(fields.get(mapping["id"])) if "id" in mapping else None
    body = plain(text) if "</" in text or "<br" in text or "<p>" in text else text.strip("\n")
    loaded = titled(body, own)
    return Loaded(loaded.text, own, _member(identity) or str(number), notice)


def _value(value: object) -> str | None:
    if isinstance(value, list):
        return "، ".join(str(v) for v in value) or None
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if value is None or isinstance(value, bool):
        return None
    return str(value).strip() or None


def _member(identity: str | None) -> str:
    """An id as the last part of a path: no slashes, not long."""
    return identity.replace("/", "_")[:80] if identity else ""
