"""What is kept of a time once it was read: its value, the last date said, a day that waits for its year."""

from __future__ import annotations

from datetime import date

from reader.lazy_dataclass import dataclass
from reader.model import Mod

DOCUMENT, TEXT, SCENARIO = "document", "text", "scenario"
_NO_YEAR = "XXXX-"  # TIMEX3 writes so what nothing says


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved value with how it came about."""

    text: str
    anchor: str = ""
    flags: tuple[str, ...] = ()
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The last date that the text said: the day if one was, else month or year; and where."""

    year: int | None = None
    month: int | None = None
    day: date | None = None
    at: int = -1
    paragraph: int = -1
    hour: bool = False  # an hour was said with it
    bound: bool = False  # after «منذ»: since when, not when
    part: str = ""  # the part of the day said with it
    written: str = ""  # the day as far as it is known, `XXXX-12-07` too
    aside: bool = False  # a full day that the sentence looks back to: no story goes on from it
    since: bool = (
        False  # the sentence tells what has been since then: «منذ أن أطاح الجنرال بالرئيس في 27 يوليو»
    )

    remembered: bool = (
        False  # a day that the story does not stand on: of a relative clause, of long before, in a quotation
    )

    dateline: bool = False  # the text's own date, on which it tells nothing
    stepped: bool = False  # «في اليوم التالي»: the story went on to it by itself

    @property
    def yearless(self) -> bool:
        """True for a day whose year nobody knows: «7 ديسمبر» in a text that says no year near it."""
        return self.written.startswith(_NO_YEAR)


@dataclass(frozen=True, slots=True)
class Hint:
    """A day without a year, and its weekday, at a piece of the text."""

    at: int
    month: int
    day: int
    weekday: int
