"""What a row of the journal looks like: salvage takes only rows that make sense, wherever they were found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reader.journal.wire import decision_from, note_from, target_from

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_READERS: Mapping[str, Callable[[Any], object]] = {"note": note_from, "decision": decision_from}
_KINDS = {"note", "decision", "star", "tag"}

Row = Sequence[Any]


def is_act(row: Row) -> bool:
    """An act without its number: author, created, verb, kind, subject, before, after, undone, reverts."""
    if len(row) != 9 or row[3] not in _KINDS or not is_time(row[1]) or row[7] not in (0, 1, 2):
        return False
    if not all(isinstance(each, str) for each in row[:5]) or (row[5] is None and row[6] is None):
        return False
    return all(each is None or _state_makes_sense(row[3], each) for each in row[5:7])


def _state_makes_sense(kind: str, state: object) -> bool:
    try:
        data = json.loads(state) if isinstance(state, str) else None
        _READERS.get(kind, _read_object)(data)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def _read_object(data: Any) -> object:
    return data["by"]


def _is_note(row: Row) -> bool:
    if not (is_time(row[8]) and is_time(row[9]) and isinstance(row[10], int) and isinstance(row[3], str)):
        return False
    try:
        target_from(json.loads(row[1]))
        return isinstance(json.loads(row[4]), list) and row[6] in {"open", "check", "done"}
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _is_decision(row: Row) -> bool:
    return all(isinstance(each, str) for each in row[:8]) and is_time(row[7]) and row[8] in (0, 1)


def _is_text(row: Row) -> bool:
    return (
        isinstance(row[0], str) and isinstance(row[1], str) and isinstance(row[2], bytes) and is_time(row[3])
    )


def _is_draft(row: Row) -> bool:
    return all(isinstance(each, str) for each in row) and is_time(row[3])


# The tables whose rows can be told by their shape alone. An imported decision may have no time of its own.
TELLING: Mapping[str, Callable[[Row], bool]] = {
    "notes": _is_note,
    "decisions": _is_decision,
    "texts": _is_text,
    "drafts": _is_draft,
}


def makes_sense(table: str, row: Row) -> bool:
    """True for a row that the table may hold: keys are never NULL, and notes and decisions can be read."""
    if table == "notes":
        return _is_note(row)
    if table == "decisions":
        return all(isinstance(each, str) for each in row[:8]) and row[8] in (0, 1)
    return row[0] is not None and all(each is None or isinstance(each, (str, int, bytes)) for each in row)


def is_time(value: object) -> bool:
    """True for a time as rows carry it."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None
