"""What a report is looked up by, and which groups are worth comparing with it.

All that looking up reads of a report stands in its slip, so that an index can look reports up without having them. A block is a
family, a name and a week (`blocks`), so a capital that stands in every article still gives small ones; those of a name are
filled when somebody first asks for it. A report is compared with the groups that share a block with it, never with all: that is
near-linear. Reports without a date look at the weeks before their document was published.
"""

from __future__ import annotations

import sys
from bisect import bisect_right, insort
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.analysis.events.blocks import ANYTIME, Blocks
from reader.analysis.events.features import Report
from reader.analysis.events.kinship import kin, may_retell
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.numbered import Standing
from reader.analysis.events.numbers import is_thing, names_of, unit_known
from reader.analysis.events.roots import root_of

NEAR_NAMES = 6  # names around a report that it is looked up by
CANDIDATES = 32  # groups that a report is compared with
FEW = 12  # groups of any time that share the theme, looked at beside those of the time
UNDATED = -1  # instead of a week; below it, months of publication of undated reports
ANY = "*"  # instead of a family
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
    if not report.theme or (kind is not None and kind.wide):
        out.append(f"type {report.type}")
    if not report.theme:
        out += [f"word {w}" for w in sorted(report.words)]
    out += [f"word {w}" for w in sorted(report.called)]
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
    any_time = [ANYTIME] if slip.days is None else []
    return [*weeks, *any_time], [*weeks, *months, UNDATED, *any_time]


class Looked(NamedTuple):
    """How far groups were looked for: by so many names of a family, one family after the other, then of other times; and of other kinds.

    What stands by a name beyond changes nothing of what was found.
    """

    until: int
    wide: int


def families(slip: Brief | Slip) -> tuple[str, ...]:
    """Whose groups a report is compared with, its own first."""
    return (slip.family, *sorted(kin().get(slip.type, ())))


def few(slip: Brief | Slip) -> int:
    """How many groups of other times are looked for by a name."""
    return FEW if slip.days is not None or slip.published is not None else CANDIDATES


class Register:
    """Slips in their order, by name, with the groups that they are in: a group is the number of its first report's slip.

    `types` are those of all slips, now or once: of kinds that none of these may retell, nobody looks for retellings.
    """

    def __init__(
        self,
        slips: Mapping[int, Slip],
        briefs: Mapping[int, Brief],
        homes: Mapping[int, int],
        standing: Mapping[str, Sequence[int]],
        types: Collection[str],
    ) -> None:
        self._slips = slips
        self._briefs = briefs
        self._homes = homes
        self._types = types
        self._retells: dict[str, bool] = {}
        self._blocks = Blocks()
        self._weeks: dict[int, list[int]] = {}  # see `entered`
        # the slips that have a name: twice their number, and one more where other kinds know them by it
        self.standing = Standing(standing)
        self._filled: dict[str, int] = {}  # how many of them are in the blocks
        self._filled_any: dict[str, int] = {}  # the same of those of any family

    def comes(self, number: int, slip: Slip) -> None:
        """A slip is to be looked up. Nothing after it was asked for yet."""
        for rank, name in enumerate(slip.names):
            standing, mark = self.standing.to_change(name), 2 * number + (rank < slip.known_by)
            if standing and standing[-1] > mark:
                insort(standing, mark)
            else:
                standing.append(mark)
        self._weeks.pop(number, None)

    def leaves(self, number: int, slip: Slip) -> None:
        """A slip is not to be looked up any more. Nothing after it was asked for yet."""
        for rank, name in enumerate(slip.names):
            self.standing.to_change(name).remove(2 * number + (rank < slip.known_by))

    def with_name(self, name: str, after: int) -> Iterator[tuple[int, int]]:
        """Numbers of the slips after one of this number that have a name, and whether other kinds know them by it."""
        standing = self.standing[name]
        return ((each >> 1, each & 1) for each in standing[bisect_right(standing, 2 * after + 1) :])

    def retells(self, type_: str) -> bool:
        """Whether a report of a type may retell anybody there, or be retold."""
        found = self._retells.get(type_)
        if found is None:
            found = self._retells[type_] = any(may_retell(_Of(type_), _Of(each)) for each in self._types)
        return found

    def candidates(self, number: int) -> tuple[tuple[int, ...], Looked]:
        """Groups of slips before this one that are worth comparing, the nearest blocks first; and how far was looked."""
        slip = self._slips[number]
        weeks, spans = looked_at(slip)
        found, until = self._kindred(number, slip, weeks, spans)
        others, wide = self._retold(number, slip, spans)
        most = few(slip)
        for name in slip.anytime:
            if len(found) >= CANDIDATES:
                break
            found.update(dict.fromkeys(self._anytime(number, slip.family, name, most)))
            until += 1
        return (*list(found)[:CANDIDATES], *others), Looked(until, wide)

    def _fill(self, name: str, until: int) -> None:
        """Puts the slips with a name that stand before another into the blocks."""
        standing = self.standing[name]
        at, end, put = self._filled.get(name, 0), len(standing), self._blocks.put
        while at < end and (number := standing[at] >> 1) < until:
            put(self._briefs[number].family, name, self._entered(number), self._homes[number])
            at += 1
        self._filled[name] = at

    def _fill_any(self, name: str, until: int) -> None:
        """The same for those by whom other kinds know them, into the blocks of any family."""
        standing = self.standing[name]
        at, end, put = self._filled_any.get(name, 0), len(standing), self._blocks.put
        while at < end and (number := standing[at] >> 1) < until:
            if standing[at] & 1:
                put(ANY, name, self._entered(number), self._homes[number])
            at += 1
        self._filled_any[name] = at

    def _entered(self, number: int) -> list[int]:
        weeks = self._weeks.get(number)
        if weeks is None:
            weeks = self._weeks[number] = entered(self._briefs[number])
        return weeks

    def _kindred(
        self, number: int, slip: Slip, weeks: Sequence[int], spans: Sequence[int]
    ) -> tuple[dict[int, None], int]:
        """Groups of its family and of kin, the nearest blocks first; and by how many names of a family they were looked for."""
        found: dict[int, None] = {}
        until = 0
        for family in families(slip):
            around = spans if family == slip.family else weeks
            for name in slip.names:
                until += 1
                self._fill(name, number)
                for block in self._blocks.get(family, name, around):
                    for home in reversed(block):
                        found[home] = None
                        if len(found) >= CANDIDATES:
                            return found, until
        return found, until

    def _retold(self, number: int, slip: Slip, spans: Sequence[int]) -> tuple[list[int], int]:
        """Groups of other kinds that may tell the same in other words: those that share a name in the same weeks.

        And by how many names they were looked for.
        """
        found: dict[int, None] = {}
        if not self.retells(slip.type):
            return [], slip.known_by
        for rank, name in enumerate(slip.names[: slip.known_by]):
            self._fill_any(name, number)
            for block in self._blocks.get(ANY, name, spans):
                for home in block[-CANDIDATES:]:
                    if home not in found and may_retell(slip, self._briefs[home]):
                        found[home] = None
                        if len(found) >= WIDE:
                            return list(found), rank + 1
        return list(found), slip.known_by

    def _anytime(self, number: int, family: str, name: str, most: int) -> list[int]:
        self._fill(name, number)
        return [
            home for index in self._blocks.get(family, name, (ANYTIME,)) for home in reversed(index[-most:])
        ]


class _Of(NamedTuple):
    """What has a type."""

    type: str
