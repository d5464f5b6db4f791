"""A wider net: words of the collection that share a stem with the one asked for. Offered, and labelled as such.

The stemmer is Snowball's Arabic one (snowballstemmer, extra `stem`). It works on the words that occur in the
index, so what it adds can be shown word by word.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Any

from reader.text.words import has_arabic

SHORTEST = 2  # letters of a stem; shorter ones join words that have nothing to do with each other
MOST = 60  # words added for one word asked


class NoStemmer(Exception):
    """The extra is not installed; the message says which."""


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    try:
        import snowballstemmer  # type: ignore[import-untyped, import-not-found, unused-ignore]  # an extra
    except ImportError as error:
        raise NoStemmer("searching by stem needs an extra: pip install 'warraq[stem]'") from error
    return snowballstemmer.stemmer("arabic")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word. Raises NoStemmer."""
    feminine = word[:-1] + "ة" if len(word) > 3 and word.endswith("ه") else word  # folding made ة of it
    return str(_stemmer().stemWord(feminine))


def relatives(db: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """Words of the index with the stem of `word`, commonest first, itself left out. Raises NoStemmer."""
    if not has_arabic(word):
        return ()
    root = stem(word)
    if len(root) < SHORTEST:
        return ()
    rows = db.execute("SELECT term FROM vocabulary WHERE instr(term, ?) ORDER BY doc DESC, term", (root,))
    found = (term for (term,) in rows if term != word and stem(term) == root)
    return tuple(term for term, _ in zip(found, range(MOST), strict=False))
