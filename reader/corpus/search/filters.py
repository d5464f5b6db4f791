"""The filters of a query as conditions on the `documents` table (alias d)."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from reader.corpus.search.query import BadQuery, Filter
from reader.corpus.search.words import language
from reader.text.digits import ascii_digits
from reader.text.fold import fold

Condition = tuple[str, list[Any]]

_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_RANGE = re.compile(rf"(?P<op>[<>]=?)?(?P<a>{_DAY})?(?P<dots>\.\.|/)?(?P<b>{_DAY})?")
_FIRST = "CASE length(d.published) WHEN 4 THEN d.published||'-01-01' WHEN 7 THEN d.published||'-01' ELSE d.published END"
_LAST = "CASE length(d.published) WHEN 4 THEN d.published||'-12-31' WHEN 7 THEN d.published||'-31' ELSE d.published END"


def condition(db: sqlite3.Connection, each: Filter, states: Mapping[str, Collection[str]]) -> Condition:
    """The SQL condition of one filter. Raises BadQuery at its place."""
    if each.field == "entity":
        return _entity(db, each)
    if each.field == "kind":
        return _kind(db, each)
    if each.field == "date":
        return _date(each)
    if each.field == "source":
        return _source(db, each)
    if each.field == "path":
        if any(c in each.value for c in "*?["):
            return "EXISTS (SELECT 1 FROM paths p WHERE p.doc=d.n AND p.path GLOB ?)", [each.value]
        return "EXISTS (SELECT 1 FROM paths p WHERE p.doc=d.n AND instr(p.path, ?))", [each.value]
    if each.field == "title":
        db.create_function("fold", 1, fold, deterministic=True)
        return "instr(fold(d.title), ?)", [fold(each.value)]
    if each.field == "language":
        return "d.language=? OR d.language LIKE ?", [each.value.lower(), each.value.lower() + "-%"]
    return _state(each, states)


def entities_named(db: sqlite3.Connection, each: Filter) -> list[int]:
    """Row numbers of the entities that a filter means: by id, by name, by part of a name. Raises BadQuery for none."""
    name = fold(each.value).strip()
    for sql, value in (
        ("SELECT n FROM entities WHERE id=?", each.value),
        ("SELECT DISTINCT entity FROM entity_names WHERE name=?", name),
        ("SELECT DISTINCT entity FROM entity_names WHERE instr(name, ?)", name),
    ):
        if numbers := [n for (n,) in db.execute(sql, (value,))]:
            return numbers
    raise BadQuery(
        each.start, each.end, f"no person, organisation or place of this collection is named {each.value}"
    )


def _entity(db: sqlite3.Connection, each: Filter) -> Condition:
    numbers = entities_named(db, each)
    return "d.n IN (SELECT doc FROM entity_docs WHERE entity IN (SELECT value FROM json_each(?)))", [
        json.dumps(numbers)
    ]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {fold(word): kind for kind, words in language()["kinds"].items() for word in words}


def _kind(db: sqlite3.Connection, each: Filter) -> Condition:
    kind = _kinds().get(fold(each.value))
    if kind is not None:
        return (
            "EXISTS (SELECT 1 FROM entity_docs p JOIN entities e ON e.n=p.entity WHERE p.doc=d.n AND e.type=?)",
            [kind],
        )
    if db.execute("SELECT 1 FROM events WHERE type=?", (each.value,)).fetchone() is None:
        types = [t for (t,) in db.execute("SELECT DISTINCT type FROM events ORDER BY type")]
        raise BadQuery(
            each.start,
            each.end,
            f"there is no kind {each.value}; there are PER, ORG, LOC and events: {', '.join(types) or 'none yet'}",
        )
    return "EXISTS (SELECT 1 FROM event_docs p JOIN events e ON e.n=p.event WHERE p.doc=d.n AND e.type=?)", [
        each.value
    ]


def _date(each: Filter) -> Condition:
    match = _RANGE.fullmatch(ascii_digits(each.value))
    days = [day for day in (match["a"], match["b"]) if day] if match else []
    if (
        match is None
        or not days
        or not all(map(_exists, days))
        or (match["op"] and (match["dots"] or match["b"]))
    ):
        raise BadQuery(
            each.start,
            each.end,
            f"{each.value} is not a date or range: 2024, 2024-12-08, 2024-11..2024-12, >2024-11",
        )
    a, b = match["a"], match["b"]
    if match["op"]:
        assert a is not None
        sign = match["op"]
        if sign == ">":
            return f"d.published IS NOT NULL AND {_FIRST} > ?", [_last(a)]
        if sign == ">=":
            return f"d.published IS NOT NULL AND {_LAST} >= ?", [_first(a)]
        if sign == "<":
            return f"d.published IS NOT NULL AND {_LAST} < ?", [_first(a)]
        return f"d.published IS NOT NULL AND {_FIRST} <= ?", [_last(a)]
    if not match["dots"]:
        b = a
    parts, values = ["d.published IS NOT NULL"], []
    if b:
        parts.append(f"{_FIRST} <= ?")
        values.append(_last(b))
    if a:
        parts.append(f"{_LAST} >= ?")
        values.append(_first(a))
    return " AND ".join(parts), values


def _exists(day: str) -> bool:
    """No 31 February, no month 13, no year 0: such a filter would find nothing and not say why."""
    try:
        date.fromisoformat(_first(day))
    except ValueError:
        return False
    return True


def _first(day: str) -> str:
    return day + "-01-01"[: 10 - len(day)] if len(day) == 4 else day + ("-01" if len(day) == 7 else "")


def _last(day: str) -> str:
    return day + ("-12-31" if len(day) == 4 else "-31" if len(day) == 7 else "")


def _source(db: sqlite3.Connection, each: Filter) -> Condition:
    wanted = fold(each.value).strip()
    sources = [
        s
        for (s,) in db.execute("SELECT DISTINCT source FROM documents WHERE source IS NOT NULL")
        if wanted in fold(s)
    ]
    if not sources:
        raise BadQuery(each.start, each.end, f"no document of this collection has a source like {each.value}")
    return "d.source IN (SELECT value FROM json_each(?))", [json.dumps(sources)]


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    return {fold(word): name for name, words in language()["states"].items() for word in words}


def _state(each: Filter, states: Mapping[str, Collection[str]]) -> Condition:
    name = f"tag:{each.value}" if each.field == "tag" else _states().get(fold(each.value), each.value)
    if name == "read" and name not in states and "unread" in states:
        return "d.id NOT IN (SELECT value FROM json_each(?))", [json.dumps(sorted(states["unread"]))]
    if name not in states:
        if each.field == "tag":
            return "0", []
        known = ", ".join(k for k in states if not k.startswith("tag:"))
        raise BadQuery(
            each.start,
            each.end,
            f"{each.value} is nothing that can be asked here" + (f" ({known} are)" if known else ""),
        )
    return "d.id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(states[name]))]
