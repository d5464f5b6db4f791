"""The letters of names: `python -m training.letters DATA_DIR OUT.txt`.

Of each three letters in a row (a word's edges count as letters): how much likelier they are in a name than in an ordinary word of the
news, as a logarithm. Names are those of the shipped lists, people's and places'; ordinary words those of the clustered vocabulary that
no list has and no labelled text calls a name. A word with the article is neither: it tells of the article.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from reader.analysis.entities.features import clusters
from reader.analysis.entities.letters import EDGE, SCALE
from reader.analysis.entities.lexicon import lexicon
from reader.model import EntityType
from training.lists import counts

LEAST = 3  # times that three letters are seen
SHORTEST = 4  # letters of a word that is learnt from


def triples(words: Iterable[str]) -> Counter[str]:
    """How often each three letters in a row occur."""
    seen: Counter[str] = Counter()
    for word in words:
        framed = EDGE + word + EDGE
        seen.update(framed[at : at + 3] for at in range(len(framed) - 2))
    return seen


def learnt_from(data: Path) -> tuple[list[str], list[str]]:
    """(names, ordinary words), sorted."""
    lex, seen = lexicon(), clusters()
    _, named, _ = counts(data)
    places = {
        key
        for key in lex.phrases
        if " " not in key and any(each.type is EntityType.LOC for each in lex.phrases.of(key))
    }
    sure = {word for word in lex.names if word not in lex.doubtful}
    names = {word for word in {*lex.names, *places} if word not in seen or word in sure}
    plain = {
        word
        for word in seen
        if not (lex.known(word) or lex.nationality(word) or named[word])
        and word.isalpha()
        and word[0] >= "\u0600"
    }
    return _fit(names), _fit(plain)


def _fit(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if len(word) >= SHORTEST and not word.startswith("ال"))


def main(data: str, out: str) -> None:
    names, plain = (triples(words) for words in learnt_from(Path(data)))
    of_names, of_plain = names.total(), plain.total()
    by_odds: dict[int, list[str]] = defaultdict(list)
    for key in sorted(names | plain):
        if names[key] + plain[key] >= LEAST:
            odds = math.log((names[key] + 0.5) / of_names) - math.log((plain[key] + 0.5) / of_plain)
            by_odds[round(SCALE * odds)].append(key)
    lines = (" ".join([str(odds), *keys]) for odds, keys in sorted(by_odds.items()))
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, by_odds.values()))} triples")


if __name__ == "__main__":
    main(*sys.argv[1:3])
