"""One word of a query and the forms of it that are looked for: clitics, the article, attached pronouns."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reader.corpus.spelling import WORD
from reader.text.fold import fold

DATA = Path(__file__).resolve().parents[2] / "data" / "corpus" / "search.toml"


@lru_cache(maxsize=1)
def language() -> dict[str, dict[str, Any]]:
    """reader/data/corpus/search.toml."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def tokens(text: str) -> list[str]:
    """The folded words of a piece of a query, as texts are looked through for them; the index has them without case, too."""
    return WORD.findall(fold(text))


@dataclass(frozen=True, slots=True)
class Clitics:
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    article: str
    future: str
    imperfect: tuple[str, ...]
    pronouns: tuple[str, ...]
    pronouns_after_ta: tuple[str, ...]
    shortest: int


@lru_cache(maxsize=1)
def clitics() -> Clitics:
    table = language()["clitics"]

    def folded(key: str) -> tuple[str, ...]:
        return tuple(fold(each) for each in table[key])

    return Clitics(
        folded("conjunctions"),
        folded("prepositions"),
        fold(table["article"]),
        fold(table["future"]),
        folded("imperfect"),
        folded("pronouns"),
        folded("pronouns_after_ta"),
        int(table["shortest"]),
    )


@lru_cache(maxsize=512)
def forms(word: str, *, pronouns: bool = True) -> tuple[str, ...]:
    """The folded forms in which a folded word stands in running text, the plain one first.

    With the article: what stands before it (والأسد، بالأسد، للأسد). Without: that, the article, and attached
    pronouns. A word of Latin letters or digits, or a very short one, is itself alone.
    """
    if not "\u0620" <= word[0] <= "\u06ff" or len(word) < 2:
        return (word,)
    c = clitics()
    before = ("", *c.conjunctions)
    found = dict.fromkeys((word,))
    if word.startswith(c.article) and len(word) >= len(c.article) + 2:
        core = word[len(c.article) :]
        found.update(dict.fromkeys(b + p + c.article + core for b in before for p in ("", *_joining(c))))
        found.update(dict.fromkeys(b + "لل" + core for b in before))
        return tuple(found)
    if len(word) < c.shortest:
        return tuple(dict.fromkeys((word, *(b + word for b in c.conjunctions))))
    heads = [b + p for b in before for p in ("", *c.prepositions)]
    if word.startswith(c.imperfect) and len(word) > c.shortest:
        heads += [b + c.future for b in before]
    found.update(dict.fromkeys(h + word for h in heads))
    found.update(dict.fromkeys(b + p + c.article + word for b in before for p in ("", *_joining(c))))
    found.update(dict.fromkeys(b + "لل" + word for b in before))
    if pronouns:
        ta = word.endswith("ه") and len(word) > c.shortest
        stem, tails = (word[:-1] + "ت", c.pronouns_after_ta) if ta else (word, c.pronouns)
        rare = c.conjunctions[1:]  # ف before a word with a pronoun is too rare to be asked for each time
        found.update(
            dict.fromkeys(h + stem + tail for h in heads if not h.startswith(rare) for tail in tails)
        )
    return tuple(found)


def _joining(c: Clitics) -> tuple[str, ...]:
    """Prepositions that stand before the article unchanged; ل swallows its alef."""
    return tuple(p for p in c.prepositions if p != "ل")
