"""Entities in the making: sets of mentions with an id, merged, split and renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.analysis.entities.keys import key_of
from reader.model import Entity, EntityType

Member = tuple[str, int]  # document, index into its mentions; below 0: added by the user, in no analysis


@dataclass(slots=True)
class Group:
    """One entity while decisions are applied."""

    id: str
    type: EntityType
    why: str
    members: set[Member] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    docs: set[str] = field(default_factory=set)
    listed: str = ""
    named: str = ""  # by the user

    def name(self) -> str:
        """The user's name, else the listed one, else the most words, then the most frequent."""
        if self.named or self.listed:
            return self.named or self.listed
        return min(self.names, key=lambda name: (-len(name.split()), -self.names[name], name), default="")


class Groups:
    """All entities of a collection while they are made."""

    def __init__(self) -> None:
        self.by_id: dict[str, Group] = {}
        self.moved: dict[str, str] = {}  # id that was merged away -> id that took it
        self._called: dict[str, set[str]] | None = None
        self.apart: set[tuple[str, str]] = set()  # sorted pairs the user told apart

    def group(self, id_: str, type_: EntityType, why: str) -> Group:
        """The group of that id, made where there is none."""
        self._called = None
        id_ = self.now(id_)
        if id_ not in self.by_id:
            self.by_id[id_] = Group(id_, type_, why)
        elif why != "same name" and why not in self.by_id[id_].why and len(self.by_id[id_].why) < 160:
            self.by_id[id_].why += "; " + why
        return self.by_id[id_]

    def now(self, id_: str) -> str:
        """Where an id ended up."""
        while id_ in self.moved:
            id_ = self.moved[id_]
        return id_

    def resolve(self, key: str) -> Group | None:
        """The entity of an id or of «TYPE:name»: by id, by canonical name, else by the only entity so called."""
        found = self.by_id.get(self.now(key))
        if found is not None:
            return found
        kind, colon, name = key.partition(":")
        if not colon:
            kind, name = "", key
        name = name.replace("-", " ").partition("~")[0].strip()
        if not name:
            return None
        types = [EntityType(kind)] if kind in EntityType.__members__ else list(EntityType)
        for type_ in types:
            found = self.by_id.get(self.now(f"{type_.value}:{key_of(type_, name)}"))
            if found is not None:
                return found
        index = self.called()
        for wanted in (types, list(EntityType)):
            ids = sorted(
                {
                    id_
                    for type_ in wanted
                    for id_ in index.get(key_of(type_, name), ())
                    if self.by_id[id_].type in wanted
                }
            )
            if len(ids) == 1:
                return self.by_id[ids[0]]
        return None

    def called(self) -> dict[str, set[str]]:
        """Folded name -> entities that go by it; kept until an entity comes or goes."""
        if self._called is not None:
            return self._called
        index: dict[str, set[str]] = {}
        for group in self.by_id.values():
            for name in {*group.names, group.name()}:
                index.setdefault(key_of(group.type, name), set()).add(group.id)
        self._called = index
        return index

    def merge(self, into: Group, other: Group, why: str) -> None:
        """`other` becomes part of `into`; its id goes on meaning it."""
        self._called = None
        into.members |= other.members
        into.names += other.names
        into.docs |= other.docs
        into.listed = into.listed or other.listed
        into.named = into.named or other.named
        into.why = f"{into.why}; {why}" if into.why else why
        del self.by_id[other.id]
        self.moved[other.id] = into.id

    def drop_empty(self) -> None:
        """Forget entities that lost their last mention."""
        for id_ in [id_ for id_, group in self.by_id.items() if not group.members]:
            del self.by_id[id_]

    def entities(self) -> tuple[Entity, ...]:
        """Sorted by id."""
        out = []
        for id_, group in sorted(self.by_id.items()):
            name = group.name()
            aliases = sorted(
                (each for each in group.names if each != name), key=lambda each: (-group.names[each], each)
            )
            out.append(Entity(id_, group.type, name, tuple(aliases), group.why))
        return tuple(out)

    def of(self) -> Mapping[Member, str]:
        """Which mention is whose."""
        return {
            member: id_
            for id_, group in sorted(self.by_id.items())
            for member in sorted(group.members)
            if member[1] >= 0
        }
