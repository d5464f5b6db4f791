"""What Arabic writes together with a word, from reader/data/text/affixes.tsv: `affixes("clitics")`; folded, as words are compared.

The commonest have names here: they are asked of every word of a text, and a name costs no look into a table.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_DATA = Path(__file__).resolve().parents[1] / "data" / "text" / "affixes.tsv"


@cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = (line for line in _DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: tuple(forms.split()) for name, forms in (line.split("\t") for line in lines)}


def affixes(name: str) -> tuple[str, ...]:
    """The forms of a row, in its order."""
    return _table()[name]


ARTICLE: Final = affixes("article")[0]
FOR_THE: Final = affixes("for_the")[0]
"""ل with the article, whose alef it takes."""
DEFINITE: Final = affixes("definite")
DEFINITE_OR_JOINED: Final = affixes("definite_or_joined")
"""The article, also behind و, ب and ل."""
