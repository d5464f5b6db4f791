"""A state under the names it acts by: «موسكو», «الكرملين» and «روسيا» offer, accept and refuse as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from reader.analysis.events.clauses import without_article, word_list
from reader.analysis.events.lexicon import DATA
from reader.text.affixes import ARTICLE
from reader.text.fold import fold

COUNTRIES = DATA.parent / "entities" / "countries.tsv"


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _states() -> dict[str, str]:
    """Folded name -> key of the state that acts under it: countries with their capitals, and the seats of states.tsv."""
    out: dict[str, str] = {}
    for state, *names in _rows(DATA / "states.tsv"):
        for name in (state, *names):
            out[fold(name)] = fold(state).replace(" ", "-")
    for name, _, *rest in _rows(COUNTRIES):
        aliases, capitals = ([*rest, "", ""])[:2]
        known = [fold(each) for each in (name, *aliases.split("|"), *capitals.split("|")) if each]
        key = next((out[each] for each in known if each in out), known[0].replace(" ", "-"))
        for each in known:
            out.setdefault(each, key)
    return out


@lru_cache(maxsize=65536)
def as_actor(entity: str, name: str) -> str:
    """What an entity is when it acts: "state:NAME" for a state, its capital or seat; else the entity itself."""
    state = _states().get(fold(name))
    return f"state:{state}" if state and not entity.startswith("PER") else entity


@cache
def demonyms() -> dict[str, str]:
    """«سوداني» from «السودان», «روسي» from «روسيا»: the nisba of each one-word name of a state, and those listed."""
    out: dict[str, str] = {}
    for name, key in _states().items():
        stem = name.removeprefix(ARTICLE)
        for ending in ("يا", "يه", "ا", "ي"):
            if stem.endswith(ending) and len(stem) - len(ending) >= 3:
                stem = stem[: len(stem) - len(ending)]
                break
        if " " not in name:
            out.setdefault(stem + "ي", key)
    for name, _, *rest in _rows(COUNTRIES):
        for each in (rest[2] if len(rest) > 2 else "").split("|"):
            if each:
                out[fold(each)] = _states()[fold(name)]
    return out


def acting_state(words: Sequence[str]) -> str | None:
    """The state that a phrase without a name acts for: «الحكومة السودانية», «القوات الروسية»; folded words, no clitics."""
    heads = word_list("grammar", "state_heads")
    if not words or without_article(words[0]) not in heads:
        return None
    after = next((w for w in words[1:] if without_article(w) not in heads), "")
    state = demonyms().get(without_article(after).removesuffix("ه"))
    return f"state:{state}" if state is not None else None
