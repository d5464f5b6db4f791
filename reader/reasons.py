"""The reasons that analysis gives, in the language of the interface.

A finding keeps its reason as analysis wrote it: one line, parts with " · " or "; " between. The table
(reader/data/reasons.tsv) holds each part as a pattern and what it says in English and Arabic.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "data" / "reasons.tsv"
_PLACES = {
    "q": "«[^»]*»",
    "n": r"[+-]?\d+(?:\.\d+)?",
    "a": ".+?",
    "b": ".+?",
    "why": ".+",
    "whys": ".+",
}
_QUOTED = re.compile(_PLACES["q"])
_PLACE = re.compile(r"\{(\w+)\}")
_PARTS = re.compile(r" · |; ")
_LIST = "، "
Row = tuple[re.Pattern[str], tuple[str, ...], dict[str, str]]


def reason_in(why: str, language: str) -> str:
    """A reason in "en" or "ar". A part that the table does not have is given as it is."""
    return " · ".join(_part(part, language) for part in _PARTS.split(why)) if why else ""


def unknown(why: str) -> list[str]:
    """The parts of a reason that the table does not have."""
    parts = [
        each
        for part in _PARTS.split(why)
        for each in ([part] if _row(part) else part.split(_LIST))
        if each and not _QUOTED.fullmatch(each)
    ]
    return [part for part in parts if _row(part) is None]


def _part(part: str, language: str) -> str:
    found = _row(part)
    if found is None:
        return _listed(part, language) if _LIST in part else part
    match, (_, places, words) = found
    values = [_value(place, value, language) for place, value in zip(places, match.groups(), strict=True)]
    given = iter(values)
    return _PLACE.sub(lambda _: next(given), words[language])


def _value(place: str, value: str, language: str) -> str:
    if place == "why":
        return _part(value, language)
    if place == "whys":
        return _listed(value, language)
    return value


def _listed(parts: str, language: str) -> str:
    return (_LIST if language == "ar" else ", ").join(_part(each, language) for each in parts.split(_LIST))


def _row(part: str) -> tuple[re.Match[str], Row] | None:
    if _QUOTED.fullmatch(part):  # what two reports share, by its name alone
        return None
    for row in _rows():
        if match := row[0].fullmatch(part):
            return match, row
    return None


@lru_cache(maxsize=1)
def _rows() -> tuple[Row, ...]:
    """Patterns without a free place first, so that the more exact one is taken."""
    rows: list[Row] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        written, english, arabic = [*line.split("\t"), "", ""][:3]
        places = tuple(_PLACE.findall(written))
        pattern = "".join(
            f"({_PLACES[piece]})" if number % 2 else re.escape(piece)
            for number, piece in enumerate(_PLACE.split(written))
        )
        rows.append((re.compile(pattern), places, {"en": english or written, "ar": arabic or written}))
    return tuple(sorted(rows, key=lambda row: bool({"a", "b", "why", "whys"} & set(row[1]))))
