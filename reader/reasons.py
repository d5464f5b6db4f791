"""The reasons that analysis gives, in the language of the interface.

A finding keeps its reason as analysis wrote it: one line, parts with " · " or "; " between. The table
(reader/data/reasons.tsv) holds each part as a pattern with its English; the Arabic is in the catalogue.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.catalogue import Catalogue

if TYPE_CHECKING:  # loaded when a reason is asked for
    from reader.patterns import Patterns

_PARTS: Final = " · |; "
_LIST: Final = "، "


@cache
def table() -> Patterns:
    """The table of reasons."""
    from reader.patterns import Patterns

    return Patterns(Path(__file__).resolve().parent / "data" / "reasons.tsv")


def reason_in(why: str, words: Catalogue) -> str:
    """A reason in the catalogue's language. A part that the table does not have is given as it is."""
    parts = dict.fromkeys(re.split(_PARTS, why)) if why else ()  # two merges by the user are one reason
    return " · ".join(_part(part, words) for part in parts)


def unknown(why: str) -> list[str]:
    """The parts of a reason that the table does not have."""
    parts = [
        each
        for part in re.split(_PARTS, why)
        for each in ([part] if table().find(part) else part.split(_LIST))
        if each and not _quoted(each)
    ]
    return [part for part in parts if table().find(part) is None]


def _quoted(part: str) -> bool:
    from reader.patterns import QUOTED

    return QUOTED.fullmatch(part) is not None


def _part(part: str, words: Catalogue) -> str:
    # what two reports share stands by its name alone
    found = None if _quoted(part) else table().find(part)
    if found is None:
        return _listed(part, words) if _LIST in part else part
    row, values = found
    return row.said(words, values, partial(_value, words))


def _value(words: Catalogue, place: str, value: str) -> str:
    if place == "why":
        return _part(value, words)
    if place == "whys":
        return _listed(value, words)
    return value


def _listed(parts: str, words: Catalogue) -> str:
    return (_LIST if words.rtl else ", ").join(_part(each, words) for each in parts.split(_LIST))
