"""A clan as it was grouped the last time, and what is not as it was: what `regroup` goes on from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.analysis.events.blocking import Brief, Looked, Slip
from reader.analysis.events.blocks import Blocks
from reader.analysis.events.compare import NEVER, Verdict
from reader.analysis.events.features import Report
from reader.analysis.events.numbered import NOBODY
from reader.model import Mod

NO_CAUSES: Mapping[str, str] = {}
Apart = Mapping[str, Collection[str]]
Dated = tuple[str | None, Mod | None]
Near = tuple[float, int]  # points, and the best of the candidates


class Fit(NamedTuple):
    """How well the best of a report's candidates fits it: its number, or NOBODY where none comes near it; and those whose points
    the choice hung on beside it."""

    best: int
    verdict: Verdict
    rivals: tuple[int, ...] = ()


NO_FIT = Fit(NOBODY, NEVER)


class Offered(NamedTuple):
    """A pair of events that almost joined, in the order in which such are offered."""

    less: float  # points, below zero
    one: str
    other: str
    home: int  # the group that almost joined
    why: str


@dataclass(slots=True)
class Known:
    """A clan as it was grouped the last time, by the numbers of its slips (see `numbered`). A group is the number of its first."""

    slips: Mapping[int, Slip] = field(default_factory=dict)
    homes: Mapping[int, int] = field(default_factory=dict)  # the group of each, in order
    fits: Mapping[int, Fit] = field(default_factory=dict)
    looked: Mapping[int, Looked] = field(default_factory=dict)
    standing: Mapping[str, Blocks] = field(default_factory=dict)  # see Standing
    families: Sequence[str] = ()  # the same
    readers: Mapping[int, Sequence[int]] = field(
        default_factory=dict
    )  # of each group who compared with it, now or once
    of_document: Mapping[str, Sequence[int]] = field(default_factory=dict)
    tied: Collection[int] = ()  # those with dead or hurt, their own or others', or that hang on a date
    near: Mapping[int, Near] = field(default_factory=dict)  # those that almost joined one of another document
    events: Mapping[int, str] = field(default_factory=dict)  # of groups: the event's id
    dates: Mapping[int, Dated] = field(default_factory=dict)
    held: Collection[int] = ()  # groups that were held back
    apart: Apart = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)  # reports that the user hid: key -> document
    briefs: Mapping[int, Brief] = field(default_factory=dict)
    types: frozenset[str] = frozenset()  # of all reports that stand there, or once did
    best: Sequence[Offered] = ()  # of those of `near` the first that are offered


def _read_one_by_one(docs: Iterable[str]) -> None:
    """Reports that need not be read, or are few."""


@dataclass(slots=True)
class Change:
    """What is not as it was: documents with other reports than before or none, and the reports that they have now.

    Documents of which a report is hidden no more are among them.
    """

    known: Known
    docs: Collection[str]
    reports: Sequence[Report]
    report_of: Callable[[str, int], Report]  # any other report of the clan, by document and number
    again: Collection[str] = ()  # documents whose events are made again though their reports are the same
    # documents with the reports that they had, which name somebody who is named more or less often now: their reports fit one
    # another otherwise
    weighed: Collection[str] = ()
    ask: Callable[[Iterable[str]], None] = (
        _read_one_by_one  # told beforehand of which documents reports will be asked for
    )


def all_new(found: Sequence[Report]) -> Change:
    """Reports of which nothing is known."""
    held = {(each.ref.doc, each.ref.index): each for each in found}
    return Change(Known(), (), found, lambda doc, at: held[doc, at])
