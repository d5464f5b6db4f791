"""Whether a word is spelled like a name: «غاشاغوا», «ثوردارسون» are, «مبتسما», «لقتلى» are not.

By the three letters in a row that names have and ordinary words of the news have not (letters.txt, made by training/letters.py).
It tells nothing of a word that somebody knows: ask it of words that neither the lists nor the vocabulary have.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat

from reader.analysis.entities.lexicon import DATA

EDGE = "-"
SCALE = 10  # a tenth of a natural logarithm is 1
NAME = 4.0  # from here on a word is more likely a name: four of five names, one of twenty ordinary words
SURE = 8.0


@lru_cache(maxsize=1)
def _triples() -> dict[str, int]:
    found: dict[str, int] = {}
    # one line for all that are as likely: few numbers to read at the start
    for line in (DATA / "letters.txt").read_text(encoding="utf-8").splitlines():
        odds, *triples = line.split(" ")
        found.update(zip(triples, repeat(int(odds))))
    return found


def like_a_name(norm: str) -> float:
    """Tenths of a logarithm, a letter: above 0 a name's spelling, below 0 an ordinary word's."""
    framed, triples = EDGE + norm + EDGE, _triples()
    return sum([triples.get(framed[at : at + 3], 0) for at in range(len(norm))]) / max(1, len(norm))
