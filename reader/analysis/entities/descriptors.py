"""Words that stand for a country without naming it: «المملكة» in a text about Saudi Arabia, «السلطنة» in one about Oman.

orgheads.toml lists the words with the countries each can mean. It is the country that the text names, or whose people and
bodies it names by adjective, far more often than any other of them; where none is, the word is no mention.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.lexicon import words_of
from reader.model import EntityType
from reader.text.fold import fold

STANDS_FOR = "stands for"
_DOMINANT = 2


@lru_cache(maxsize=1)
def _descriptors() -> dict[str, tuple[str, ...]]:
    """Folded descriptor -> folded countries."""
    out: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(words_of("orgheads.toml", "descriptors")):
        word, _, country = pair.partition(" ")
        out[word].append(country)
    return {word: tuple(countries) for word, countries in out.items()}


def descriptor(norm: str) -> bool:
    """Whether a folded word only stands for a country: which, and whether it does, the text says."""
    return norm in _descriptors()


def described(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> Iterator[Found]:
    """Where such a word stands for a country of this text."""
    table = _descriptors()
    words = frozenset(table)
    places = [(at, *hit) for at, _, _ in read.headed(words) if (hit := head_of(read.norms[at], words))]
    if not places:
        return
    taken: set[int] = set()
    count: Counter[str] = Counter()
    names: dict[str, str] = {}
    for each in found:
        taken.update(range(each.first, each.last))
        if each.type is EntityType.LOC and each.name:
            count[fold(each.name)] += 1
            names[fold(each.name)] = each.name
    for norm in read.norms:
        country = vocab.lex.nationality(norm) or vocab.lex.nationality(norm[1:] if norm[0] == "و" else "")
        if country is not None:
            count[fold(country)] += 1
            names.setdefault(fold(country), country)
    for at, letters, form in places:
        after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
        ranked = sorted(table[form], key=lambda country: (-count[country], country))
        best = ranked[0]
        rival = count[ranked[1]] if len(ranked) > 1 else 0
        clear = count[best] and count[best] >= _DOMINANT * rival
        if clear and at not in taken and not vocab.lex.nationality(after):
            yield Found(
                at,
                at + 1,
                EntityType.LOC,
                f"{STANDS_FOR} {names[best]} in this text",
                4,
                letters,
                names[best],
            )
