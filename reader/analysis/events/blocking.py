"""What a report is looked up by, and which groups are worth comparing with it.

All that looking up reads of a report stands in its slip, so that an index can look reports up without having them. A block is a
family, a name and a week (`blocks`), so a capital that stands in every article still gives small ones. A report is compared with
the groups that share a block with it, never with all: that is near-linear. Reports without a date look at the weeks before their
document was published.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.analysis.events.blocks import ANY, ANYTIME, Blocks, numbers_of
from reader.analysis.events.features import Report
from reader.analysis.events.kinship import kin, may_retell
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.numerals import is_thing, names_of, unit_known
from reader.analysis.events.roots import root_of

NEAR_NAMES = 6  # names around a report that it is looked up by
CANDIDATES = 32  # groups that a report is compared with
FEW = 12  # groups of any time that share the theme, looked at beside those of the time
UNDATED = -1  # instead of a week; below it, months of publication of undated reports
WIDE = 12  # groups of other kinds that a report is compared with
LONG = 62  # days from which on an interval is no time to look for
MANY_WEEKS = 10

Order = tuple[bool, int, int, str, str, int]


class Slip(NamedTuple):
    """A report as it is looked up. `days` and `published` are ordinals."""

    order: Order  # that in which reports are taken; ends with document, key and number of the report
    family: str
    type: str
    names: tuple[str, ...]  # nearest first
    known_by: int  # so many of them, from the first, are those by which other kinds know it
    anytime: tuple[str, ...]  # those by which groups of other times are looked for
    days: tuple[int, int] | None
    published: int | None
    cause: str
    of: str  # see Report; among the names, too
    causes: bool
    tied: bool  # others may be dated by it, or it by others

    @property
    def doc(self) -> str:
        """Its document."""
        return self.order[3]

    @property
    def key(self) -> str:
        """Its mention key."""
        return self.order[4]

    @property
    def at(self) -> int:
        """Its number in its document."""
        return self.order[5]


class Brief(NamedTuple):
    """What says where a slip stands and how far it may look, without its names: of many that stand by a name it is all that is asked."""

    family: str
    type: str
    days: tuple[int, int] | None
    published: int | None


def brief_of(slip: Slip) -> Brief:
    """The brief of a slip."""
    return Brief(sys.intern(slip.family), sys.intern(slip.type), slip.days, slip.published)


def slip_of(report: Report) -> Slip:
    """The slip of a report, as far as `of` is known."""
    names = [f"one {report.one}"] if report.one else []
    names += _counted(report)
    names += sorted(report.entities | report.theme)
    names += sorted(report.near.difference(names))[:NEAR_NAMES]
    names += [each for each in report.document.focus if each not in names]
    known_by = len(names)
    names += _further(report)
    anytime: Sequence[str] = names
    if report.interval is not None or report.published is not None:
        anytime = sorted(report.theme) or sorted(report.agents | report.patients)
    return Slip(
        _order(report),
        report.family,
        report.type,
        tuple(names),
        known_by,
        tuple(anytime),
        (report.interval[0].toordinal(), report.interval[1].toordinal()) if report.interval else None,
        report.published[0].toordinal() if report.published else None,
        report.cause,
        report.of,
        report.causes,
        bool(report.ties),
    )


def _order(report: Report) -> Order:
    """Day-precise ones first; those whose dead belong to another report after that one."""
    precise = 3
    if report.interval is not None:
        precise = 0 if (report.interval[1] - report.interval[0]).days <= 1 else 1
        precise += 2 if report.carried else 0
    precise = 2 * precise + (report.type == "act")  # an act of no kind goes with what a kind has gathered
    first = report.interval[0].toordinal() if report.interval else 0
    return bool(report.cause), precise, first, report.ref.doc, report.key, report.ref.index


def _counted(report: Report) -> list[str]:
    """What it counts that its text hardly names elsewhere: two that count such a thing («خمس جرافات»، «سبع جرافات») may differ in
    all else that they are looked up by."""
    counted = {unit for unit, _, _ in report.numbers if is_thing(unit) or not unit_known(unit)}
    lone = (unit for unit in sorted(counted) if not report.lone.isdisjoint(map(root_of, names_of(unit))))
    return [f"counted {unit if is_thing(unit) else root_of(unit)}" for unit in lone]


def _further(report: Report) -> list[str]:
    """What it is looked up by beside the entities in and around it, and those that its text names most."""
    kind = lexicon().types.get(report.type)
    out = [f"doc {report.ref.doc}"]
    if report.of:
        out.append(f"of {report.of}")
    if kind is not None and kind.harms:
        out += sorted({f"land {code}" for each in report.spots for code in each.countries})
    # who is arrested, or falls, here may have no name there; what is done again and again is looked for by who does it
    told_once = kind is not None and not (kind.repeats or kind.dated or kind.weak)
    if not report.theme or told_once:
        out.append(f"type {report.type}")
    if not report.theme:
        out += [f"word {w}" for w in sorted(report.words)]
    out += [f"word {w}" for w in sorted(report.called)]
    out += sorted(
        each for each in report.content if each.startswith("#")
    )  # «وزير الخارجية», named in one text alone
    if report.interval is not None and (report.interval[1] - report.interval[0]).days <= 1:
        out.append(f"day {report.interval[0].toordinal()}")  # last: what else happened on that day
    return out


def _weeks(days: tuple[int, int]) -> range:
    return range(days[0] // 7, days[1] // 7 + 1)


def entered(slip: Brief | Slip) -> list[int]:
    """The weeks of the blocks that a report stands in, and what stands for one."""
    if slip.days is not None:
        weeks = list(_weeks(slip.days)) if slip.days[1] - slip.days[0] <= LONG else [UNDATED]
        return [*weeks, ANYTIME]
    month = UNDATED if slip.published is None else UNDATED - 1 - slip.published // 30  # of publication
    return [month, ANYTIME]


def looked_at(slip: Brief | Slip) -> tuple[list[int], list[int]]:
    """The weeks in which groups are looked for, and these with what stands for a week where there is none.

    One that tells no day may be of any: the last place where its groups are looked for. Such come after the dated ones.
    """
    weeks: list[int] = []
    months: list[int] = []
    around = slip.published
    if slip.days is not None:
        around = slip.days[0]
        kind = lexicon().types.get(slip.type)
        reach = 2 if kind is not None and kind.once else 1
        span = _weeks(slip.days)
        if len(span) <= MANY_WEEKS:
            weeks = list(range(span.start - reach, span.stop + reach))
    elif slip.published is not None:
        week = slip.published // 7
        weeks = [*range(week, week - 9, -1), week + 1]
    if around is not None:
        month = around // 30
        months = [UNDATED - 1 - m for m in (month, month - 1, month + 1, month + 2)]
    any_time = [ANYTIME] if at_any_time(slip) else []
    return [*weeks, *any_time], [*weeks, *months, UNDATED, *any_time]


def at_any_time(slip: Brief | Slip) -> bool:
    """Whether groups of any time are looked for: it tells no day, or «ربيع 2019», of any day of which it may be."""
    return slip.days is None or len(_weeks(slip.days)) > MANY_WEEKS


class Looked(NamedTuple):
    """How far groups were looked for: by so many names of a family, one family after the other, then of other times; and of other kinds.

    What stands by a name beyond changes nothing of what was found.
    """

    until: int
    wide: int


class Candidates(NamedTuple):
    """The groups worth comparing, the nearest blocks first; how far was looked; and whether a block had more of other kinds than are
    looked at, so that one more there may stand for another that does not come up."""

    groups: tuple[int, ...]
    looked: Looked
    cut: bool


def families(slip: Brief | Slip) -> tuple[str, ...]:
    """Whose groups a report is compared with, its own first."""
    return _families(slip.family, slip.type)


@lru_cache(maxsize=1024)
def _families(family: str, type_: str) -> tuple[str, ...]:
    return (family, *sorted(kin().get(type_, ())))


def few(slip: Brief | Slip) -> int:
    """How many groups of other times are looked for by a name."""
    return FEW if slip.days is not None or slip.published is not None else CANDIDATES


class Register:
    """Slips in their order, with the groups that they are in: a group is the number of its first report's slip.

    `blocks` gives those of a name, `first` what leads to those of a family (see `Standing`). `types` are those of all slips,
    now or once: of kinds that none of these may retell, nobody looks for retellings.
    """

    def __init__(
        self,
        slips: Mapping[int, Slip],
        briefs: Mapping[int, Brief],
        homes: Mapping[int, int],
        blocks: Callable[[str], Blocks],
        first: Callable[[str], int | None],
        types: Collection[str],
    ) -> None:
        self._slips = slips
        self._briefs = briefs
        self._homes = homes
        self._blocks = blocks
        self._first = first
        self._types = types
        self._retells: dict[str, bool] = {}
        self._may: dict[tuple[str, str], bool] = {}

    def retells(self, type_: str) -> bool:
        """Whether a report of a type may retell anybody there, or be retold."""
        found = self._retells.get(type_)
        if found is None:
            found = self._retells[type_] = any(self._may_retell(type_, each) for each in self._types)
        return found

    def candidates(self, number: int) -> Candidates:
        """Groups of slips before this one that are worth comparing."""
        slip = self._slips[number]
        weeks, spans = looked_at(slip)
        found, until = self._kindred(number, slip, weeks, spans)
        others, wide, cut = self._retold(number, slip, spans)
        most, first = few(slip), self._first(slip.family)
        for name in slip.anytime:
            if len(found) >= CANDIDATES:
                break
            if first is not None:
                block = numbers_of(self._blocks(name), first + ANYTIME)
                found.update(dict.fromkeys(self._last(block, number, most)))
            until += 1
        return Candidates((*list(found)[:CANDIDATES], *others), Looked(until, wide), cut)

    def _kindred(
        self, number: int, slip: Slip, weeks: Sequence[int], spans: Sequence[int]
    ) -> tuple[dict[int, None], int]:
        """Groups of its family and of kin, the nearest blocks first; and by how many names of a family they were looked for."""
        found: dict[int, None] = {}
        until, homes = 0, self._homes
        for family in families(slip):
            first = self._first(family)
            if first is None:
                until += len(slip.names)
                continue
            around = [first + week for week in (spans if family == slip.family else weeks)]
            for name in slip.names:
                until += 1
                blocks = self._blocks(name)
                for where in around:
                    if where not in blocks:
                        continue
                    block = numbers_of(blocks, where)
                    for at in range(bisect_left(block, number) - 1, -1, -1):
                        found[homes[block[at]]] = None
                        if len(found) >= CANDIDATES:
                            return found, until
        return found, until

    def _retold(self, number: int, slip: Slip, spans: Sequence[int]) -> tuple[list[int], int, bool]:
        """Groups of other kinds that may tell the same in other words: those that share a name in the same weeks.

        And by how many names they were looked for, and whether a block had more than are looked at.
        """
        found: dict[int, None] = {}
        first, cut = self._first(ANY), False
        if first is None or not self.retells(slip.type):
            return [], slip.known_by, False
        around = [first + week for week in spans]
        for rank, name in enumerate(slip.names[: slip.known_by]):
            blocks = self._blocks(name)
            for where in around:
                if where not in blocks:
                    continue
                last = self._last(numbers_of(blocks, where), number, CANDIDATES)
                cut = cut or len(last) == CANDIDATES
                for home in reversed(last):
                    if home not in found and self._may_retell(slip.type, self._briefs[home].type):
                        found[home] = None
                        if len(found) >= WIDE:
                            return list(found), rank + 1, cut
        return list(found), slip.known_by, cut

    def _last(self, block: Sequence[int], number: int, most: int) -> list[int]:
        """The last groups of the slips of a block before one, the very last first; those that follow one another count once."""
        found: list[int] = []
        for at in range(bisect_left(block, number) - 1, -1, -1):
            home = self._homes[block[at]]
            if not found or found[-1] != home:
                if len(found) == most:
                    break
                found.append(home)
        return found

    def _may_retell(self, one: str, other: str) -> bool:
        found = self._may.get((one, other))
        if found is None:
            found = self._may[one, other] = may_retell(_Of(one), _Of(other))
        return found


class _Of(NamedTuple):
    """What has a type."""

    type: str
