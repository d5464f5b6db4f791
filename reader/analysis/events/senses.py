"""Verbs that news tells one act by: «هبطت» and «نزلت», «أُبعد» and «شُطب».

An event type is a family of verbs that mean one thing wherever they stand. These sets are wider: a verb stands in each act that
it may tell, so that a set in common is evidence between two reports and joins nothing by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from reader.analysis.events.lexicon import DATA
from reader.text.fold import fold

NONE: frozenset[int] = frozenset()


def one_sense(a: str, b: str) -> bool:
    """Whether two lemmas, unlike each other, may tell one act."""
    return a != b and not senses_of(a).isdisjoint(senses_of(b))


@lru_cache(maxsize=4096)
def senses_of(lemma: str) -> frozenset[int]:
    """The sets of senses.txt that a lemma stands in, by their number."""
    return _sets().get(fold(lemma), NONE)


@cache
def _sets() -> Mapping[str, frozenset[int]]:
    sets: dict[str, set[int]] = {}
    for number, line in enumerate((DATA / "senses.txt").read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            for word in fold(line).split():
                sets.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in sets.items()}
