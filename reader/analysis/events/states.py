"""A state under the names it acts by: «موسكو», «الكرملين» and «روسيا» offer, accept and refuse as one."""

from __future__ import annotations

from functools import cache, lru_cache

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
