"""One entity across documents: what mentions of each document are the same, joined by name, aliases and surname.

Mentions of one document already carry local numbers (reader.analysis.entities.local). Across documents, in this order:
listed aliases and equal names join; spellings of one foreign name join; a shorter form of a full name joins the only
full name it can stand for; a surname alone joins the only person of the collection who bears it, or the one who is named
three times as often as any other. A given name alone («ابنه حافظ») is never joined across documents. Whatever is left
in doubt stays apart and becomes a suggestion. Two different full names are never joined.

Ids: «PER:بشار-الاسد», type and folded canonical name; a name bound to one document ends in ~ and six hex digits
of the document's id. The order of the documents changes nothing.

All of it is decided on names, not on mentions: `EntityLinking` takes each document's units (reader.analysis.entities.units)
and keeps, for each name, who bears it and in how many documents. That is small, and quick enough to be done anew for
every change; what is costly (looking for learnt names in texts) is done by the caller, for the documents it concerns.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.entities.across import Learnt, Name, learnable, title_of
from reader.analysis.entities.decisions import apply
from reader.analysis.entities.groups import Group, Groups, Member
from reader.analysis.entities.keys import key_of, parts, sounds
from reader.analysis.entities.lexicon import lexicon
from reader.analysis.entities.offers import begun, organisations
from reader.analysis.entities.units import Unit, Way, own_mark, units_of
from reader.analysis.linking import Added, EntityLinks, LinkInput, Suggestion, Unapplied
from reader.model import Decision, Entity, EntityType, Mention

_DOMINANT = 3
_FEW = 3  # bearers of a given name that are still worth offering
_MOST_SUGGESTIONS = 500
_SAME = "same name"
Words = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Key:
    """Units of all documents that are called the same, before it is known whose they are."""

    number: int
    type: EntityType
    way: Way
    words: str
    listed: str
    doc: str = ""  # of a name that is bound to one document
    units: array[int] = field(default_factory=lambda: array("I"))
    docs: int = 0
    last: int = -1  # rank of the last document with it
    names: list[Spread] = field(default_factory=list)  # few, in the order they were met

    def spread(self, name: str, rank: int) -> Spread:
        """Where a form of the name stands, begun with this document where it is new."""
        for each in self.names:
            if each.name == name:
                return each
        self.names.append(Spread(name, first=rank))
        return self.names[-1]


@dataclass(slots=True, eq=False)
class Spread:
    """One form of a name: how often, and the ranks of its documents; -1 is none."""

    name: str
    count: int = 0
    first: int = -1
    last: int = -1
    strong: int = -1  # the first document where more than the model says so


class EntityLinking:
    """The linking of one collection, in three steps: `add` every document, `settle`, then ask."""

    def __init__(self) -> None:
        self.docs: list[str] = []
        self.titles: list[str] = []
        self._starts = array("I", [0])  # first unit of each document
        self._keys: dict[tuple[EntityType, Way, str], Key] = {}
        self._by_number: list[Key] = []
        self._key_of_unit = array("I")
        self._home: list[str] = []  # of each key: the id of its group
        self._released: list[str | None] | None = None  # of each key: its entity of today
        self._suggested: list[Suggestion] = []
        self.groups = Groups(self._names_of)

    # -- taking in -----------------------------------------------------------

    def add(self, doc: str, units: Iterable[Unit], title: str = "") -> None:
        """One document, in the order of document ids. `title` names it where something was learnt from it."""
        rank = len(self.docs)
        self.docs.append(doc)
        self.titles.append(title)
        for unit in units:
            bound = unit.way is Way.KEPT
            words = unit.key + own_mark(doc) if bound else unit.key
            key = self._keys.get((unit.type, unit.way, words))
            if key is None:
                key = Key(len(self._by_number), unit.type, unit.way, words, unit.listed, doc if bound else "")
                self._keys[unit.type, unit.way, words] = key
                self._by_number.append(key)
            key.units.append(len(self._key_of_unit))
            self._key_of_unit.append(key.number)
            if key.last != rank:
                key.docs += 1
                key.last = rank
            key.listed = key.listed or unit.listed
            for name, count, strong in unit.names:
                spread = key.spread(name, rank)
                spread.count += count
                spread.last = rank
                if strong and spread.strong < 0:
                    spread.strong = rank
        self._starts.append(len(self._key_of_unit))

    # -- who is who ----------------------------------------------------------

    def settle(self, look_up: Callable[[Group], set[Member]] | None = None) -> None:
        """Every name to its entity. `look_up` gives a group's mentions, asked only for decisions."""
        self._keys.clear()
        self.groups = Groups(self._names_of, look_up)
        self._home = [""] * len(self._by_number)
        for key in self._by_number:
            if key.way is Way.SETTLED:
                self._put(f"{key.type.value}:{key.words}", key, key.listed, "same name or listed alias")
        self._suggested = self._full()
        self._suggested += self._alone()
        self._suggested += organisations(self.groups)

    def _put(self, id_: str, key: Key, listed: str, why: str) -> None:
        group = self.groups.group(id_, key.type, why)
        self._home[key.number] = group.id
        group.keys.append(key.number)
        group.docs = key.docs
        if len(group.keys) > 1:
            group.docs = len(
                {self._rank(unit) for number in group.keys for unit in self._by_number[number].units}
            )
        group.count += sum(spread.count for spread in key.names)
        group.listed = group.listed or listed

    def _names_of(self, number: int) -> Iterator[tuple[str, int]]:
        return ((spread.name, spread.count) for spread in self._by_number[number].names)

    def _rank(self, unit: int) -> int:
        return bisect_right(self._starts, unit) - 1

    def _full(self) -> list[Suggestion]:
        full = {tuple(k.words.split(" ")): k for k in self._by_number if k.way is Way.FULL}
        home = self._spellings(full)
        target, doubts = _shorter(home)
        known = lexicon().listed  # by the words of a key, which are folded already
        for words in sorted(full):
            final = home[words]
            while final in target:
                final = target[final]
            why = _SAME if final == words else "another spelling or a shorter form of the same full name"
            listed = known(EntityType.PER.value, " ".join(final)) or ""
            self._put("PER:" + "-".join(final), full[words], listed, why)
        return doubts

    def _spellings(self, full: Mapping[Words, Key]) -> dict[Words, Words]:
        """Each full name to the spelling of it that most documents use (listed names first)."""
        weight = {words: key.docs for words, key in full.items()}
        for id_, group in self.groups.by_id.items():
            if group.type is EntityType.PER:
                weight.setdefault(tuple(id_.partition(":")[2].split("-")), 1000 + group.docs)
        alike: dict[Words, list[Words]] = defaultdict(list)
        for words in weight:
            alike[sounds(words)].append(words)
        home = {}
        for spellings in alike.values():
            best = min(spellings, key=lambda words: (-weight[words], words))
            home.update(dict.fromkeys(spellings, best))
        return home

    def _alone(self) -> list[Suggestion]:
        """One-word people: to the only or the dominant bearer of the surname, else apart."""
        bearers: dict[Words, list[Group]] = defaultdict(list)
        named: dict[Words, list[Group]] = {}  # by given name
        for group in self.groups.by_id.values():
            if group.type is EntityType.PER:
                pieces = parts(tuple(group.id.partition(":")[2].split("-")))
                if len(pieces) > 1:
                    bearers[sounds(pieces[-1])].append(group)
                    named.setdefault(pieces[0], []).append(group)
        for found in bearers.values():
            found.sort(key=lambda group: (-group.docs, -group.count, group.id))
        weights = {group.id: group.docs for found in bearers.values() for group in found}
        suggestions = []
        alone = [key for key in self._by_number if key.way in (Way.ALONE, Way.KEPT)]
        for key in sorted(alone, key=lambda key: key.words):
            kept = key.way is Way.KEPT
            if not kept and key.listed and self._of_the_lists(key, bearers, weights):
                continue
            words = tuple(key.words.partition("~")[0].split(" ") if kept else key.words.split(" "))
            candidates = [] if kept else bearers.get(sounds(words), [])
            if candidates and (
                len(candidates) == 1 or weights[candidates[0].id] >= _DOMINANT * weights[candidates[1].id]
            ):
                why = (
                    "surname of the only person of the collection who bears it"
                    if len(candidates) == 1
                    else "surname of the person named far more often than others who bear it"
                )
                self._put(candidates[0].id, key, "", why)
                continue
            id_ = f"{key.type.value}:" + key.words.replace(" ", "-")
            if key.type is not EntityType.PER:
                self._put(id_, key, "", "a body of some state, kept to this article")
                continue
            same_name = named.get(words, []) if kept else []
            self._put(id_, key, key.listed, "one name alone, kept to itself")
            suggestions += [
                Suggestion(id_, other.id, "the same surname", 1 / (1 + len(candidates)))
                for other in candidates[:5]
            ]
            if len(same_name) <= _FEW:
                suggestions += [Suggestion(id_, other.id, "the same given name", 0.1) for other in same_name]
        return suggestions

    def _of_the_lists(
        self, key: Key, bearers: Mapping[Words, list[Group]], weights: Mapping[str, int]
    ) -> bool:
        """A surname that the lists know somebody by is his where the collection names him in full, or nobody else who bears it."""
        id_ = "PER:" + key_of(EntityType.PER, key.listed)
        own = self.groups.now(id_) in self.groups.by_id
        others = [each for each in bearers.get(sounds((key.words,)), ()) if each.id != id_]
        if others and not own:
            return False
        if others and weights[others[0].id] >= _DOMINANT * max(1, self.groups.by_id[id_].docs):
            return False
        self._put(id_, key, key.listed, "surname of a person whom the lists know by it")
        return True

    # -- what is learnt, and what the user says ------------------------------

    def learnable(self) -> list[Name]:
        """Names that are sure enough to be looked for in the other documents."""
        said = (
            (spread.name, key.type, self._home[key.number], spread.first, spread.last, spread.strong)
            for key in self._by_number
            for spread in key.names
        )
        types = {id_: group.type for id_, group in self.groups.by_id.items()}
        return learnable(said, types, self.titles)

    def gain(self, entity: str, name: str, count: int) -> None:
        """`count` mentions that were found by a learnt name."""
        group = self.groups.by_id[entity]
        if group.gained is None:
            group.gained = Counter()
        group.gained[name] += count
        group.count += count

    def decide(
        self,
        decisions: Sequence[Decision],
        mentions: Mapping[str, Sequence[Mention]],
        texts: Mapping[str, str],
    ) -> tuple[list[Unapplied], list[Added]]:
        """The user's word over it: what found nothing to act on, and the mentions that the user added."""
        unapplied, by_user = apply(self.groups, decisions, mentions, texts)
        return unapplied, [replace(each, entity=self.groups.now(each.entity)) for each in by_user]

    # -- what came of it -----------------------------------------------------

    def homes(self, rank: int) -> list[str | None]:
        """For each unit of a document the entity it belongs to now; single mentions may say otherwise (`overrides`)."""
        numbers = self._key_of_unit[self._starts[rank] : self._starts[rank + 1]]
        if self._released is not None:
            return [self._released[number] for number in numbers]
        return [self.now(self._home[number]) for number in numbers]

    def release(self) -> None:
        """Lets go of names and groups, once entities and suggestions were read: `homes` can still be asked, nothing else."""
        self._released = [self.now(home) for home in self._home]
        self.groups = Groups(self._names_of)
        self._by_number, self._home, self._suggested, self.titles = [], [], [], []

    def now(self, entity: str) -> str | None:
        """What became of an entity that names were given: its id of today, or None where it was hidden or left empty."""
        id_ = self.groups.now(entity)
        return id_ if id_ in self.groups.by_id else None

    def units(self, group: Group) -> Iterator[tuple[str, int]]:
        """(document, number of the unit in it) for each unit of a group."""
        for number in group.keys:
            for unit in self._by_number[number].units:
                rank = self._rank(unit)
                yield self.docs[rank], unit - self._starts[rank]

    def entities(self) -> Iterator[Entity]:
        """All entities, sorted by id."""
        return self.groups.entities()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Entities that might be the same, likeliest first; never those that the user told apart."""
        groups = self.groups
        apart = groups.apart
        kept: dict[tuple[str, str], Suggestion] = {}
        for found in self._suggested:
            a, b = sorted((groups.now(found.a), groups.now(found.b)))
            if a != b and (a, b) not in apart and a in groups.by_id and b in groups.by_id:
                kept.setdefault((a, b), Suggestion(a, b, found.why, found.score))
        return tuple(sorted(kept.values(), key=lambda one: (-one.score, one.a, one.b))[:_MOST_SUGGESTIONS])


def link_entities(inputs: Sequence[LinkInput], decisions: Sequence[Decision] = ()) -> EntityLinks:
    """Entities of the collection, obeying `decisions` (see reader.analysis.entities.decisions)."""
    documents = sorted(inputs, key=lambda each: each.doc)
    own = {each.doc: each.analysis.mentions for each in documents}
    units = {each.doc: units_of(each.analysis.mentions) for each in documents}
    gained: dict[str, list[tuple[Mention, str]]] = {}

    def look_up(group: Group) -> set[Member]:
        members = {(doc, at) for doc, number in linking.units(group) for at in units[doc][number].at}
        ids = {group.id, *group.took}
        for doc, found in gained.items():
            members |= {(doc, at) for at, (_, id_) in enumerate(found, len(own[doc])) if id_ in ids}
        return members

    linking = EntityLinking()
    for each in documents:
        linking.add(each.doc, units[each.doc], title_of(each.text))
    linking.settle(look_up)
    learnt = Learnt(linking.learnable())
    for each in documents:
        if found := learnt.in_text(each.text, own[each.doc]):
            gained[each.doc] = found
            for mention, entity in found:
                linking.gain(entity, mention.name, 1)
    mentions = {doc: (*own[doc], *(mention for mention, _ in gained.get(doc, ()))) for doc in own}
    unapplied, by_user = linking.decide(decisions, mentions, {each.doc: each.text for each in documents})
    of: dict[Member, str] = {}
    added: list[Added] = []
    overrides = linking.groups.overrides()
    for rank, doc in enumerate(linking.docs):
        for unit, home in zip(units[doc], linking.homes(rank), strict=True):
            for at in unit.at:
                if (id_ := overrides.get((doc, at), home)) is not None:
                    of[doc, at] = id_
        for at, (mention, entity) in enumerate(gained.get(doc, ()), len(own[doc])):
            if (id_ := overrides.get((doc, at), linking.now(entity))) is not None:
                added.append(Added(doc, mention, id_))
    added.sort(key=lambda each: (each.doc, each.mention.span))
    return EntityLinks(
        tuple(linking.entities()), of, linking.suggestions(), tuple(unapplied), (*added, *by_user)
    )


def _shorter(home: Mapping[Words, Words]) -> tuple[dict[Words, Words], list[Suggestion]]:
    """Full names that leave out the middle of exactly one longer one: «محمد السوداني» of «محمد شياع السوداني»."""
    ends: dict[tuple[Words, Words], list[Words]] = defaultdict(list)
    names = sorted(set(home.values()))
    for words in names:
        pieces = parts(words)
        if len(pieces) > 1:
            ends[pieces[0], pieces[-1]].append(words)
    target: dict[Words, Words] = {}
    doubts = begun(names)
    for (_, last), alike in sorted(ends.items()):
        for words in alike:
            longer = [other for other in alike if len(other) > len(words) and _inside(words, other)]
            if not longer:
                continue
            if len(longer) == 1 and last[-1].startswith("ال") and len(last[-1]) > 4:
                target[words] = longer[0]
            else:
                doubts += [
                    Suggestion(
                        "PER:" + "-".join(words), "PER:" + "-".join(other), "a shorter form of the name?", 0.5
                    )
                    for other in longer
                ]
    return target, doubts


def _inside(short: Words, long: Words) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


__all__ = ["EntityLinking", "link_entities"]
