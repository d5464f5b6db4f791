"""What the collection knows of an entity: roles said of it, when it is seen, and whom it appears with unexpectedly often.

"Appears with" is ranked by Dunning's log-likelihood ratio over articles, not by raw count: who is in every article is
no news. Pure but for what is asked of the library; for a worker where the collection is large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from reader.library import Library

MOST_READ = 400  # articles of an entity that are looked into for company; the others are evenly left out
FLOOR = 2  # articles that two must share before that means anything
SHOWN = 6


@dataclass(frozen=True)
class Company:
    """Another entity that shares articles with this one: in how many, how many chance would give, and how surprising."""

    id: str
    together: int
    expected: float
    score: float


@dataclass(frozen=True)
class Portrait:
    """Facts of an entity. `first` and `last` are publication dates; `bins` mentions over the time between them."""

    roles: tuple[tuple[str, int], ...] = ()
    documents: tuple[str, ...] = ()
    first: tuple[str, str] | None = None  # date, document
    last: tuple[str, str] | None = None
    bins: tuple[int, ...] = ()
    company: tuple[Company, ...] = ()


def portrait(library: Library, entity: str) -> Portrait:
    """The portrait of an entity; an empty one where nothing is known."""
    per_document = Counter(each.doc for each in library.mentions(entity))
    roles = Counter(role for each in library.mention_rows(entity) for role in each.mention.roles)
    roles.update(library.roles_said(entity))
    dated = sorted(
        (published, doc) for doc in per_document if (published := library.row(doc).metadata.published)
    )
    return Portrait(
        tuple(sorted(roles.items(), key=lambda item: (-item[1], item[0])))[:SHOWN],
        tuple(per_document),
        dated[0] if dated else None,
        dated[-1] if dated else None,
        spread([(date, per_document[doc]) for date, doc in dated]),
        company(library, entity, list(per_document)),
    )


def spread(dated: Sequence[tuple[str, int]], parts: int = 12) -> tuple[int, ...]:
    """Counts over equal stretches between the first date and the last; () where there is but one date."""
    days = [(_day(date), count) for date, count in dated]
    first, last = min((day for day, _ in days), default=0), max((day for day, _ in days), default=0)
    if first == last:
        return ()
    bins = [0] * parts
    for day, count in days:
        bins[min(parts - 1, (day - first) * parts // (last - first + 1))] += count
    return tuple(bins)


def _day(date: str) -> int:
    """A date or prefix of one as a number that grows with time; every month has 31 days."""
    year, month, day = ([int(part) for part in date[:10].split("-") if part.isdigit()] + [1, 1, 1])[:3]
    return (year * 12 + month - 1) * 31 + day - 1


def company(library: Library, entity: str, documents: Sequence[str]) -> tuple[Company, ...]:
    """Who shares more articles with it than chance would have it, the most surprising first."""
    every = -(-len(documents) // MOST_READ) if documents else 1
    read = documents[::every]
    together = Counter(
        each.entity.id for doc in read for each in library.entities(doc) if each.entity.id != entity
    )
    wanted = {id for id, count in together.items() if count >= FLOOR}
    total = len(library.rows())
    found = []
    for each in library.entities(None) if wanted else ():
        if each.entity.id in wanted:
            shared = min(together[each.entity.id] * every, each.documents)
            expected = len(documents) * each.documents / total
            if shared > expected:
                score = surprise(shared, len(documents), each.documents, total)
                found.append(Company(each.entity.id, shared, expected, score))
    found.sort(key=lambda each: (-each.score, -each.together, each.id))
    return tuple(found[:SHOWN])


def surprise(together: int, one: int, other: int, total: int) -> float:
    """Dunning's G² of two things that are in `one` and `other` of `total` articles, and `together` in some."""
    cells = (together, one - together, other - together, total - one - other + together)
    rows, columns = (one, total - one), (other, total - other)
    ratio = 0.0
    for number, seen in enumerate(cells):
        expected = rows[number // 2] * columns[number % 2] / total
        if seen > 0 and expected > 0:
            ratio += seen * log(seen / expected)
    return 2 * ratio
