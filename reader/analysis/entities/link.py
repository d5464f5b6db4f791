"""One entity across documents: what mentions of each document are the same, joined by name, aliases and surname.

Mentions of one document already carry local numbers (reader.analysis.entities.local). Across documents, in this order:
listed aliases and equal names join; spellings of one foreign name join; a shorter form of a full name joins the only
full name it can stand for; a surname alone joins the only person of the collection who bears it, or the one who is named
three times as often as any other. A given name alone («ابنه حافظ») is never joined across documents; one with its
article («البشير») is a surname as often, and is. Whatever is left
in doubt stays apart and becomes a suggestion. Two different full names are never joined.

Ids: «PER:بشار-الاسد», type and folded canonical name; a name bound to one document ends in ~ and six hex digits
of the document's id. The order of the documents changes nothing.

All of it is decided on names, not on mentions: `EntityLinking` takes each document's units (reader.analysis.entities.units)
and keeps, for each name, who bears it and in how many documents. That is small (`roll`), and quick enough to be done anew for
every change; what is costly (looking for learnt names in texts) is done by the caller, for the documents it concerns.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.analysis.entities.across import Learnt, Name, learnable, title_of
from reader.analysis.entities.decisions import apply
from reader.analysis.entities.groups import Group, Groups, Member
from reader.analysis.entities.keys import key_of, leads, parts, sounds
from reader.analysis.entities.lexicon import lexicon, words_of
from reader.analysis.entities.offers import By, Offer, alike, begun, organisations, same_given
from reader.analysis.entities.roll import Roll
from reader.analysis.entities.tokens import norms_of
from reader.analysis.entities.units import Unit, Way, units_of
from reader.analysis.linking import Added, EntityLinks, LinkInput, Suggestion, Unapplied
from reader.model import Decision, Entity, EntityType, Mention

_DOMINANT = 3
MOST_SUGGESTIONS = 500
_SAME = "same name"
Words = tuple[str, ...]


class EntityLinking:
    """The linking of one collection, in three steps: `add` every document, `settle`, then ask."""

    def __init__(self, roll: Roll | None = None) -> None:
        self.docs: list[str] = []
        self.titles: list[str] = []
        self.ids: list[str] = []  # of all entities, sorted, once the user's word is heard (`decide`)
        self.roll = Roll() if roll is None else roll
        self._home: list[str] = []  # of each name: the id of its group
        self._entity = array("i")  # of each name: the number of its entity in `ids`, -1 for none
        self.offers: list[Offer] = []  # suggestions as they were found, before the user's word
        self.leads: dict[str, str] = {}  # full names that are spelt otherwise mostly, each with that spelling
        self.groups = Groups(self.roll.names)

    # -- taking in -----------------------------------------------------------

    def add(self, doc: str, units: Iterable[Unit], title: str = "") -> None:
        """One document, in the order of document ids. `title` names it where something was learnt from it."""
        self.roll.add(len(self.docs), doc, units)
        self.docs.append(doc)
        self.titles.append(title)

    # -- who is who ----------------------------------------------------------

    def settle(self, look_up: Callable[[Group], set[Member]] | None = None) -> None:
        """Every name to its entity. `look_up` gives a group's mentions, asked only for decisions."""
        roll = self.roll
        self.groups = Groups(roll.names, look_up)
        self._home = [""] * len(roll)
        for number in roll.numbers(Way.SETTLED):
            id_ = f"{roll.type(number).value}:{roll.words[number]}"
            self._put(id_, number, roll.listed.get(number, ""), "same name or listed alias")
        self.offers = self._full()
        self.offers += self._alone()
        self.offers += organisations(self.groups)

    def _put(self, id_: str, number: int, listed: str, why: str) -> None:
        roll = self.roll
        group = self.groups.group(id_, roll.type(number), why)
        self._home[number] = group.id
        group.keys.append(number)
        group.docs = roll.docs[number]
        if len(group.keys) > 1:
            group.docs = roll.together(group.keys)
        group.count += sum(count for _, count in roll.names(number))
        group.listed = group.listed or listed

    def _full(self) -> list[Offer]:
        full = self.roll.of(EntityType.PER, Way.FULL)
        settled = {
            " ".join(id_.partition(":")[2].split("-")): 1000 + group.docs
            for id_, group in self.groups.by_id.items()
            if group.type is EntityType.PER
        }
        names = [*full, *(words for words in settled if words not in full)]
        home = self.leads = self._spellings(full, settled, names)
        target, doubts = _shorter(sorted({home.get(words, words) for words in names}))
        del names
        known = lexicon().listed  # by the words of a key, which are folded already
        for words in sorted(full):
            final = home.get(words, words)
            while final in target:
                final = target[final]
            why = _SAME if final == words else "another spelling or a shorter form of the same full name"
            self._put(_person(final), full[words], known(EntityType.PER.value, final) or "", why)
        return doubts

    def _spellings(
        self, full: Mapping[str, int], settled: Mapping[str, int], names: Sequence[str]
    ) -> dict[str, str]:
        """Full names that are spelt otherwise in more documents, each with that spelling (listed names first)."""

        def weight(words: str) -> int:
            number = full.get(words)
            return settled[words] if number is None else self.roll.docs[number]

        home: dict[str, str] = {}
        for spellings in alike(names, _sound):
            best = min(spellings, key=lambda words: (-weight(words), words))
            home.update((each, best) for each in spellings if each != best)
        return home

    def _alone(self) -> list[Offer]:
        """One-word people: to the only or the dominant bearer of the surname, else apart."""
        roll = self.roll
        bearers: dict[Words, list[Group]] = defaultdict(list)
        led: dict[Words, list[Group]] = defaultdict(list)  # by a first word that is no given name
        named: dict[Words, list[Group]] = {}  # by given name
        for group in self.groups.by_id.values():
            if group.type is EntityType.PER:
                pieces = parts(tuple(group.id.partition(":")[2].split("-")))
                if len(pieces) > 1:
                    bearers[sounds(pieces[-1])].append(group)
                    if leads(pieces):  # «موبوتو» of «موبوتو سيسي سيكو»
                        own = self._called_so(group, pieces[0][0])
                        (bearers if own else led)[sounds(pieces[0])].append(group)
                    named.setdefault(pieces[0], []).append(group)
        for sound, groups in led.items():
            if sound not in bearers:
                bearers[sound] = groups
        for found in bearers.values():
            found.sort(key=lambda group: (-group.docs, -group.count, group.id))
        weights: dict[str, int] = {}  # documents of a group before a surname joined it
        offers: list[Offer] = []
        for number in sorted(roll.numbers(Way.ALONE, Way.KEPT), key=roll.words.__getitem__):
            kept, key, type_ = roll.kept(number), roll.words[number], roll.type(number)
            listed = roll.listed.get(number, "")
            if not kept and listed and self._of_the_lists(number, bearers, weights):
                continue
            words = tuple(key.partition("~")[0].split(" ") if kept else key.split(" "))
            candidates = [] if kept else bearers.get(sounds(words), [])
            if candidates and (
                len(candidates) == 1
                or _weight(candidates[0], weights) >= _DOMINANT * _weight(candidates[1], weights)
            ):
                why = (
                    "surname of the only person of the collection who bears it"
                    if len(candidates) == 1
                    else "surname of the person named far more often than others who bear it"
                )
                weights.setdefault(candidates[0].id, candidates[0].docs)
                self._put(candidates[0].id, number, "", why)
                continue
            id_ = f"{type_.value}:" + key.replace(" ", "-")
            if type_ is not EntityType.PER:
                self._put(id_, number, "", "a body of some state, kept to this article")
                continue
            same_name = named.get(words, []) if kept else []
            self._put(id_, number, listed, "one name alone, kept to itself")
            offers += [
                Offer(
                    By.SURNAME, id_, Suggestion(id_, other.id, "the same surname", 1 / (1 + len(candidates)))
                )
                for other in candidates[:5]
            ]
            offers += same_given(id_, [other.id for other in same_name])
        return offers

    def _called_so(self, group: Group, word: str) -> bool:
        """Whether a person's own article calls him by a word alone."""
        return any(norms_of(name) == (word,) for number in group.keys for name, _ in self.roll.names(number))

    def _of_the_lists(
        self, number: int, bearers: Mapping[Words, list[Group]], weights: dict[str, int]
    ) -> bool:
        """A surname that the lists know somebody by is his where the collection names him in full, or nobody else who bears it."""
        words, listed = self.roll.words[number], self.roll.listed[number]
        id_ = "PER:" + key_of(EntityType.PER, listed)
        own = self.groups.by_id.get(self.groups.now(id_))
        others = [each for each in bearers.get(sounds((words,)), ()) if each.id != id_]
        if others and own is None:
            return False
        if others and _weight(others[0], weights) >= _DOMINANT * max(1, self.groups.by_id[id_].docs):
            return False
        if own is not None:
            weights.setdefault(own.id, own.docs)
        self._put(id_, number, listed, "surname of a person whom the lists know by it")
        return True

    # -- what is learnt, and what the user says ------------------------------

    def learnable(self) -> Iterator[Name]:
        """Names that are sure enough to be looked for in the other documents, sorted by their words."""
        roll, home = self.roll, self._home
        said = (
            (form.text, roll.type(form.number), home[form.number], form.first, form.last, form.strong)
            for form in roll.forms()
        )
        return learnable(said, lambda id_: self.groups.by_id[id_].type, self.titles)

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
        self.ids = sorted(self.groups.by_id)
        self._entity = array("i", map(self.number, self._home))
        self._home = []
        return unapplied, [replace(each, entity=self.groups.now(each.entity)) for each in by_user]

    # -- what came of it -----------------------------------------------------

    def homes(self, rank: int) -> list[str | None]:
        """For each unit of a document the entity it belongs to now; single mentions may say otherwise (`overrides`)."""
        return [self.ids[at] if at >= 0 else None for at in self.numbers(rank)]

    def numbers(self, rank: int) -> list[int]:
        """The same as numbers in `ids`, -1 for none."""
        return [self._entity[name] for name in self.roll.of_document(rank)]

    def number(self, entity: str) -> int:
        """The place in `ids` of what became of an entity that names were given; -1 where it was hidden or left empty."""
        id_ = self.groups.now(entity)
        return bisect_left(self.ids, id_) if id_ in self.groups.by_id else -1

    def home(self, number: int) -> str:
        """The id of the group of a name on the roll; asked before `decide`."""
        return self._home[number]

    def release(self) -> None:
        """Lets go of names and groups, once entities and suggestions were read: `homes` can still be asked, nothing else."""
        self.roll.forget()
        self.groups = Groups(self.roll.names)
        self.offers, self.titles, self.leads = [], [], {}

    def now(self, entity: str) -> str | None:
        """What became of an entity that names were given: its id of today, or None where it was hidden or left empty."""
        id_ = self.groups.now(entity)
        return id_ if id_ in self.groups.by_id else None

    def units(self, group: Group) -> Iterator[tuple[str, int]]:
        """(document, number of the unit in it) for each unit of a group."""
        for number in group.keys:
            for rank, unit in self.roll.units(number):
                yield self.docs[rank], unit

    def entities(self) -> Iterator[Entity]:
        """All entities, sorted by id."""
        return self.groups.entities()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Entities that might be the same, likeliest first; never those that the user told apart."""
        groups = self.groups
        apart = groups.apart
        kept: dict[tuple[str, str], Suggestion] = {}
        for _, _, found in self.offers:
            a, b = sorted((groups.now(found.a), groups.now(found.b)))
            if a != b and (a, b) not in apart and a in groups.by_id and b in groups.by_id:
                kept.setdefault((a, b), Suggestion(a, b, found.why, found.score))
        return tuple(sorted(kept.values(), key=lambda one: (-one.score, one.a, one.b))[:MOST_SUGGESTIONS])


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


def _weight(group: Group, before: Mapping[str, int]) -> int:
    """Documents of a group, before surnames joined it."""
    return before.get(group.id, group.docs)


def _sound(words: str) -> str:
    return " ".join(sounds(tuple(words.split(" "))))


def _shorter(names: Sequence[str]) -> tuple[dict[str, str], list[Offer]]:
    """Full names that leave out the middle of exactly one longer one: «محمد السوداني» of «محمد شياع السوداني». `names` are sorted."""
    target: dict[str, str] = {}
    doubts = begun(names)
    for _, last, together in sorted((*_ends(group[0]), group) for group in alike(names, both_ends)):
        for words in together:
            own = words.split(" ")
            longer = [
                other
                for other in together
                if other.count(" ") > words.count(" ") and _inside(own, other.split(" "))
            ]
            if not longer:
                continue
            if len(longer) == 1 and _family_name(last, longer[0]):
                target[words] = longer[0]
            else:
                doubts += [
                    Offer(
                        By.SHORTER,
                        _person(words),
                        Suggestion(_person(words), _person(other), "a shorter form of the name?", 0.5),
                    )
                    for other in longer
                ]
    return target, doubts


def _family_name(last: Words, full: str) -> bool:
    """Whether what a full name ends in is no given name of a line of fathers: «السوداني», «قوش» behind given names alone."""
    if last[-1].startswith("ال") and len(last[-1]) > 4:
        return True
    given, servant = lexicon().given, words_of("titles.toml", "servant")
    middle = parts(tuple(full.split(" ")))[1:-1]
    return last[-1] not in given and all(piece[0] in given or piece[0] in servant for piece in middle)


def _ends(words: str) -> tuple[Words, Words]:
    pieces = parts(tuple(words.split(" ")))
    return pieces[0], pieces[-1]


def both_ends(words: str) -> str:
    """The first and the last part of a name of several parts, "" for another."""
    pieces = parts(tuple(words.split(" ")))
    return "\x1f".join((" ".join(pieces[0]), " ".join(pieces[-1]))) if len(pieces) > 1 else ""


def _person(words: str) -> str:
    return "PER:" + words.replace(" ", "-")


def _inside(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


__all__ = ["EntityLinking", "link_entities"]
