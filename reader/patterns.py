"""Lines that were composed somewhere below and are kept as they were written, said in the interface's language.

A table has a line a pattern: the line as it is written, with places, then the English that is the key in the catalogue
(empty: as it is written), then the English plural where the number decides. A place is `{letters}`, with a digit behind
where there are several of a kind; which letters stand for what is in `PLACES`, any other name stands for any words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from reader.catalogue import Catalogue
from reader.lazy_dataclass import dataclass

PLACE: Final = re.compile(r"\{([a-z_]+)(\d*)\}")
QUOTED: Final = re.compile("«[^»]*»")
PLACES: Final = {
    "q": QUOTED.pattern,  # a quotation
    "n": r"[+-]?\d+(?:\.\d+)?",  # a number
}
_ANY = "(?s:.+?)"
_MORE = r"(?s:[ ;,(].*)?"

Say = Callable[[str, str], str]
"""Says the value of a place (its name without the digit, the value) in the language of the sentence around it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a table."""

    written: str
    english: str
    plural: str
    form: re.Pattern[str]

    @classmethod
    def of(cls, row: str) -> Pattern:
        """From a row of a table."""
        written, english, plural = [*row.split("\t"), "", ""][:3]
        at, form = 0, []
        for place in PLACE.finditer(written):
            form.append(re.escape(written[at : place.start()]))
            beside = place.start() == at > 0  # right behind another place: an addition, or nothing
            form.append(f"(?P<{place[1]}{place[2]}>{_MORE if beside else PLACES.get(place[1], _ANY)})")
            at = place.end()
        form.append(re.escape(written[at:]))
        return cls(written, english or written, plural, re.compile("".join(form)))

    @property
    def vagueness(self) -> tuple[bool, int]:
        """What sorts the exact before the vague: whether a place takes any words, and how little is written out."""
        open_places = any(place[1] not in PLACES for place in PLACE.finditer(self.written))
        return open_places, -len(PLACE.sub("", self.written))

    def said(self, words: Catalogue, found: Mapping[str, str], say: Say) -> str:
        """The line in the catalogue's language."""
        values: dict[str, object] = {}
        for name, value in found.items():
            place = name.rstrip("0123456789")
            values[name] = words.digits(value) if place == "n" else say(place, value)
        if self.plural:
            return words.count(self.english, self.plural, int(found["n"]))
        return words(self.english, **values) if values else words(self.english)


class Patterns:
    """A table, read when it is first asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def rows(self) -> tuple[Pattern, ...]:
        """The patterns, the more exact ones first."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        found = (Pattern.of(line) for line in lines if line.strip() and not line.startswith("#"))
        return tuple(sorted(found, key=lambda row: row.vagueness))

    def find(self, line: str) -> tuple[Pattern, dict[str, str]] | None:
        """The pattern of a line, with what fills its places."""
        for row in self.rows:
            if match := row.form.fullmatch(line):
                return row, match.groupdict()
        return None
