"""How much a text looks like Arabic prose: the share of its words that any Arabic prose is full of."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "corpus" / "commonest.toml"
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _commonest() -> tuple[frozenset[str], str]:
    import tomllib  # a start guesses no encoding

    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return frozenset(table["words"]), table["article"]


def common_words(text: str) -> tuple[int, int]:
    """(words that are common or bear the article, all words)."""
    common, article = _commonest()
    words = _WORD.findall(text)
    return sum(w in common or (w.startswith(article) and len(w) > 4) for w in words), len(words)
