"""Where a place lies: «مرفأ بيروت» in «بيروت», «الحوز» in «المغرب»; by its name and by the country the gazetteer gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from reader.analysis.events.clauses import without_article
from reader.analysis.events.lexicon import DATA
from reader.text.fold import fold

GAZETTEER = DATA.parent / "entities"
APART, ONE_COUNTRY, INSIDE, PART_OF_NAME = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as linking compares it: words of its name, ISO codes of the countries that have such a place."""

    entity: str
    words: frozenset[str]
    countries: frozenset[str]
    whole: str  # the code of the country that it is itself; "" for a town or a region


@cache
def _countries() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Folded place name -> ISO codes; and the names of whole countries with theirs."""
    codes: dict[str, set[str]] = defaultdict(set)
    whole: dict[str, str] = {}
    for file in ("countries.tsv", "places.tsv", "cities.tsv"):
        for line in (GAZETTEER / file).read_text(encoding="utf-8").splitlines():
            name, *rest = line.split("\t")
            if line.startswith("#") or not rest or not rest[0]:
                continue
            aliases = [] if file == "cities.tsv" or len(rest) < 2 else rest[1].split("|")
            for each in (name, *aliases):
                codes[fold(each)].add(rest[0])
            if file == "countries.tsv":
                whole.update((fold(each), rest[0]) for each in (name, *aliases))
                for capital in rest[2].split("|") if len(rest) > 2 else ():
                    codes[fold(capital)].add(rest[0])
    return {name: frozenset(found) for name, found in codes.items() if name}, whole


@lru_cache(maxsize=16384)
def spot(entity: str, name: str) -> Spot:
    """The place `entity`, called `name`. «مرفأ بيروت» lies where «بيروت» lies when no list knows it whole."""
    known, whole = _countries()
    folded = fold(name)
    words = folded.split()
    found: frozenset[str] = frozenset()
    for start in range(len(words)):
        found = known.get(" ".join(words[start:]), frozenset())
        if found:
            break
    return Spot(entity, frozenset(map(without_article, words)), found, whole.get(folded, ""))


def nearness(a: Iterable[Spot], b: Iterable[Spot]) -> int:
    """How close two sets of places are at best: APART, ONE_COUNTRY, INSIDE (a town and its country), PART_OF_NAME."""
    best = APART
    others = tuple(b)
    for first in a:
        for second in others:
            best = max(best, _near(first, second))
    return best


def _near(a: Spot, b: Spot) -> int:
    if a.entity == b.entity:
        return PART_OF_NAME
    if not (a.whole or b.whole) and (a.words < b.words or b.words < a.words):
        return PART_OF_NAME
    if a.whole and b.whole:
        return APART
    if (a.whole and a.whole in b.countries) or (b.whole and b.whole in a.countries):
        return INSIDE
    return ONE_COUNTRY if a.countries & b.countries else APART
