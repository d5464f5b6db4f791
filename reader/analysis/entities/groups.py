"""Entities in the making: sets of units with an id, merged, split and renamed.

A group knows its units by number. Its single mentions are looked up only where a decision asks for them, so that
a collection of 100,000 documents does not hold millions of them.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reader.analysis.entities.keys import key_of
from reader.model import Entity, EntityType

Member = tuple[str, int]  # document, index into its mentions; below 0: added by the user, in no analysis


def _none() -> array[int]:
    return array("I")


@dataclass(slots=True)
class Group:
    """One entity while decisions are applied."""

    id: str
    type: EntityType
    why: str
    keys: array[int] = field(default_factory=_none)  # numbers of what its units are called
    gained: Counter[str] | None = None  # names of mentions that were learnt elsewhere
    said: Counter[str] | None = None  # all names, once a decision may change them
    count: int = 0  # mentions
    docs: int = 0  # documents; right until decisions are applied
    listed: str = ""
    named: str = ""  # by the user
    took: tuple[str, ...] = ()  # ids of groups that were merged into it
    held: set[Member] | None = None  # its mentions, once they were asked for


class Groups:
    """All entities of a collection while they are made.

    `names_of` gives the names of a key and how often each stands, `look_up` the mentions of a group's units.
    """

    def __init__(
        self,
        names_of: Callable[[int], Iterable[tuple[str, int]]],
        look_up: Callable[[Group], set[Member]] | None = None,
    ) -> None:
        self._names_of = names_of
        self.by_id: dict[str, Group] = {}
        self.moved: dict[str, str] = {}  # id that was merged away -> id that took it
        self.apart: set[tuple[str, str]] = set()  # sorted pairs the user told apart
        self.known: dict[Member, str] = {}  # mentions that were looked up, and whose they were
        self._look_up = look_up
        self._called: dict[str, set[str]] | None = None

    def group(self, id_: str, type_: EntityType, why: str) -> Group:
        """The group of that id, made where there is none."""
        self._called = None
        id_ = self.now(id_)
        if id_ not in self.by_id:
            self.by_id[id_] = Group(id_, type_, why)
        elif why != "same name" and why not in self.by_id[id_].why and len(self.by_id[id_].why) < 160:
            self.by_id[id_].why += "; " + why
        return self.by_id[id_]

    def names(self, group: Group) -> Counter[str]:
        """Its names and how often each stands; kept, and the group's own to change, once decisions are applied."""
        if group.said is not None:
            return group.said
        names: Counter[str] = Counter()
        for key in group.keys:
            for name, count in self._names_of(key):
                names[name] += count
        if group.gained is not None:
            names.update(group.gained)
        return names

    def own_names(self, group: Group) -> Counter[str]:
        """The same, to be changed."""
        if group.said is None:
            group.said = self.names(group)
        return group.said

    def name(self, group: Group) -> str:
        """The user's name, else the listed one, else the most words, then the most frequent."""
        if group.named or group.listed:
            return group.named or group.listed
        return _longest(self.names(group))

    def entity(self, group: Group) -> Entity:
        """What is known of it, other names most frequent first."""
        names = self.names(group)
        name = group.named or group.listed or _longest(names)
        aliases = sorted((each for each in names if each != name), key=lambda each: (-names[each], each))
        return Entity(group.id, group.type, name, tuple(aliases), group.why)

    def now(self, id_: str) -> str:
        """Where an id ended up."""
        while id_ in self.moved:
            id_ = self.moved[id_]
        return id_

    def members(self, group: Group) -> set[Member]:
        """Its mentions; the set is the group's own and may be changed."""
        if group.held is None:
            group.held = self._look_up(group) if self._look_up is not None else set()
            for member in group.held:
                self.known.setdefault(member, group.id)
        return group.held

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
            for name in {*self.names(group), self.name(group)}:
                index.setdefault(key_of(group.type, name), set()).add(group.id)
        self._called = index
        return index

    def merge(self, into: Group, other: Group, why: str) -> None:
        """`other` becomes part of `into`; its id goes on meaning it."""
        self._called = None
        if into.held is None and other.held is None:
            into.took += (other.id, *other.took)
        else:
            self.members(into).update(self.members(other))
        self.own_names(into).update(self.names(other))
        if other.held is None and into.held is None:
            into.keys.extend(other.keys)
        into.count += other.count
        into.listed = into.listed or other.listed
        into.named = into.named or other.named
        into.why = f"{into.why}; {why}" if into.why else why
        del self.by_id[other.id]
        self.moved[other.id] = into.id

    def drop(self, group: Group) -> None:
        """Forget an entity: its mentions are nobody's."""
        self._called = None
        del self.by_id[group.id]

    def drop_empty(self) -> None:
        """Forget entities that lost their last mention."""
        for id_ in [id_ for id_, group in self.by_id.items() if group.held is not None and not group.held]:
            del self.by_id[id_]

    def entities(self) -> Iterator[Entity]:
        """Sorted by id."""
        for id_ in sorted(self.by_id):
            yield self.entity(self.by_id[id_])

    def overrides(self) -> Mapping[Member, str | None]:
        """For each mention that was looked up whose it is now, None for nobody's; for the others `now` says."""
        out: dict[Member, str | None] = dict.fromkeys(self.known)
        for group in self.by_id.values():
            if group.held is not None:
                out.update(dict.fromkeys(group.held, group.id))
        return out


def _longest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-len(name.split()), -names[name], name), default="")
