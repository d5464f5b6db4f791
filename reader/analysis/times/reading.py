"""What the grammar understands of an expression before anything is known about the document's date."""

from __future__ import annotations

from dataclasses import field

from reader.lazy_dataclass import dataclass
from reader.model import Mod


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time as far as its words say; None where they say nothing.

    `shift` counts from the document's date («أمس» = ("D", -1)), `text_shift` from the last date said
    («في اليوم التالي»; ("WD", 1) is «الخميس التالي», ("MN", 1) the first month of that name after it, «شباط التالي»), `direction` says on which side of the document's date a month or weekday
    lies (-1 past, 0 current, 1 to come).
    """

    hijri: bool = False
    before_common_era: bool = False
    century: int | None = None  # 19 is the 1900s
    decade: int | None = None  # 198 is the 1980s; 8 where the century is not said
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    half_day: bool = False  # an hour of 1 to 12 without morning or evening
    shift: tuple[str, int] | None = None
    text_shift: tuple[str, int] | None = None
    years_ago: int | None = None  # «مثل هذا اليوم قبل عشر سنوات»
    this_day: bool = False  # «هذا اليوم»: the day just spoken of, if one was
    vague: bool = False  # «نهاية العام»: this year's, or that of the story
    direction: int | None = None
    mod: Mod | None = None
    flags: tuple[str, ...] = ()

    @property
    def has_date(self) -> bool:
        """True where more than a part of the day or an hour is said."""
        return any(
            each is not None
            for each in (
                self.century, self.decade, self.year, self.month, self.day, self.weekday, self.shift, self.text_shift, self.season,
                self.direction, self.quarter, self.half,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """How long: a count of a unit. `count` None is an unknown number («أيام»)."""

    unit: str
    count: float | None
    mod: Mod | None = None
    rest: Amount | None = None  # «عامين وأربعة أشهر»: a second, smaller unit


@dataclass(frozen=True, slots=True)
class Between:
    """«بين شهر وثلاثة أشهر»: a length of at least the one and at most the other."""

    least: Amount
    most: Amount


@dataclass(frozen=True, slots=True)
class Repeated:
    """A SET: the value is final as it stands."""

    value: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to another, both said."""

    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class Around:
    """A stretch of known length that ends or begins at the document's date («الأيام الثلاثة الماضية»)."""

    amount: Amount
    direction: int
    text: bool = False  # «الأيام الخمسة التالية»: of the story, where the sentence does not look ahead


@dataclass(frozen=True, slots=True)
class Ago:
    """A distance from now («قبل ثلاثة أيام»), or from the last date said («بعد يومين»)."""

    amount: Amount
    side: int  # -1 before, 1 after
    of: Moment | None = None  # «قبل ثلاثة أيام من 8 ديسمبر»
    text: bool = False  # «بعد ذلك بيومين»
    now: bool = False  # «بعد يومين من الآن»


@dataclass(frozen=True, slots=True)
class FromEvent:
    """A distance from an event that the words name."""

    amount: Amount
    side: int
    event: tuple[int, int]  # pieces of the event's words
    part: str = ""


@dataclass(frozen=True, slots=True)
class NthDay:
    """«في اليوم الثالث»: a day counted in a story or from an event."""

    number: int
    event: tuple[int, int] | None = None
    part: str = ""
    unit: str = "D"


Meaning = Moment | Amount | Between | Repeated | Stretch | Around | Ago | FromEvent | NthDay


@dataclass(frozen=True, slots=True)
class Parse:
    """A piece range `[start, end)` and what it means, with the rule that read it."""

    start: int
    end: int
    meaning: Meaning
    rule: str
    flags: tuple[str, ...] = field(default=())
