"""Which reports may tell one happening though their words are of two kinds: kin, and what may be retold as what."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol

from reader.analysis.events.lexicon import DATA, lexicon

if TYPE_CHECKING:
    from reader.analysis.events.features import Report


class Typed(Protocol):
    """What has the type of an event."""

    @property
    def type(self) -> str:
        """Its name in the lexicon."""


def comparable(a: Report, b: Report) -> bool:
    """Whether two reports are compared at all."""
    return a.family == b.family or close(a, b) or may_retell(a, b)


def close(a: Report, b: Report) -> bool:
    """Two types by which one happening may be told: he was removed, and the regime fell."""
    return b.family in kin()[a.type] or a.family in kin()[b.type]


def may_retell(a: Typed, b: Typed) -> bool:
    """Two types of which one may retell the other where time and names agree; an act of no kind may be any act."""
    types = lexicon().types
    return types[a.type].dated or types[b.type].dated or listed(a, b)


def listed(a: Typed, b: Typed) -> bool:
    """Two types that kin.toml lists as told in place of each other."""
    types = lexicon().types
    return types[b.type].family in retold().get(types[a.type].family, ())


@cache
def kin() -> Mapping[str, frozenset[str]]:
    """For each type the families of others whose reports may tell the same happening, both ways. ValueError for an unknown one."""
    types = lexicon().types.values()
    _known("kin", frozenset(name for each in types for name in each.kin))
    return {
        each.id: frozenset({*each.kin, *(t.family for t in types if each.family in t.kin)} - {each.family})
        for each in types
    }


def clan_of(type_: str) -> str:
    """The clan of a type: the first, by name, of all families that are kin of its kin."""
    return _clans().get(type_, type_)


@cache
def _clans() -> Mapping[str, str]:
    types = lexicon().types
    clan = {each.family: each.family for each in types.values()}
    changed = True
    while changed:  # as long as kin have two clans, the first is both's
        changed = False
        for id_, others in kin().items():
            families = {types[id_].family, *(each for each in others if each in clan)}
            first = min(clan[each] for each in families)
            for each in families:
                changed = changed or clan[each] != first
                clan[each] = first
    return {id_: clan[each.family] for id_, each in types.items()}


@cache
def retold() -> Mapping[str, frozenset[str]]:
    """For each family those that may tell its happenings in quite other words, as kin.toml lists them."""
    lines = tomllib.loads((DATA / "kin.toml").read_text(encoding="utf-8"))["retold"]
    out: dict[str, set[str]] = {}
    for line in lines:
        families = frozenset(line.split())
        _known("kin.toml", families)
        for family in families:
            out.setdefault(family, set()).update(families - {family})
    return {family: frozenset(others) for family, others in out.items()}


def _known(where: str, families: frozenset[str]) -> None:
    unknown = families - {kind.family for kind in lexicon().types.values()}
    if unknown:
        raise ValueError(f"{where}: no family {', '.join(sorted(unknown))}")
