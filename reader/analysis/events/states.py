"""A state under the names it acts by: «موسكو», «الكرملين» and «روسيا» offer, accept and refuse as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from reader.analysis.events.clauses import without_article, word_list
from reader.analysis.events.lexicon import DATA
from reader.text.fold import fold


@cache
def _states() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in (DATA / "states.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            state, *names = line.split("\t")
            for name in (state, *names):
                out[fold(name)] = fold(state).replace(" ", "-")
    return out


@lru_cache(maxsize=65536)
def as_actor(entity: str, name: str) -> str:
    """What an entity is when it acts: "state:NAME" for a state, its capital or seat; else the entity itself."""
    state = _states().get(fold(name))
    return f"state:{state}" if state and not entity.startswith("PER") else entity


@cache
def _demonyms() -> dict[str, str]:
    """«سوداني» from «السودان», «روسي» from «روسيا»: the nisba of each one-word name of a state."""
    out: dict[str, str] = {}
    for line in (DATA / "states.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        state, *names = (fold(name) for name in line.split("\t"))
        for name in (state, *names):
            stem = name.removeprefix("ال")
            for ending in ("يا", "يه", "ا", "ي"):
                if stem.endswith(ending) and len(stem) - len(ending) >= 3:
                    stem = stem[: len(stem) - len(ending)]
                    break
            if " " not in name:
                out.setdefault(stem + "ي", state.replace(" ", "-"))
    return out


def acting_state(words: Sequence[str]) -> str | None:
    """The state that a phrase without a name acts for: «الحكومة السودانية», «القوات الروسية»; folded words, no clitics."""
    heads = word_list("grammar", "state_heads")
    if not words or without_article(words[0]) not in heads:
        return None
    after = next((w for w in words[1:] if without_article(w) not in heads), "")
    state = _demonyms().get(without_article(after).removesuffix("ه"))
    return f"state:{state}" if state is not None else None
