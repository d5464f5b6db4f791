"""One entity across documents: what mentions of each document are the same, joined by name, aliases and surname.

Mentions of one document already carry local numbers (reader.analysis.entities.local). Across documents, in this order:
listed aliases and equal names join; spellings of one foreign name join; a shorter form of a full name joins the only
full name it can stand for; a surname alone joins the only person of the collection who bears it, or the one who is named
three times as often as any other. A given name alone («ابنه حافظ») is never joined across documents. Whatever is left
in doubt stays apart and becomes a suggestion. Two different full names are never joined.

Ids: «PER:بشار-الاسد», type and folded canonical name; a name bound to one document ends in ~ and six hex digits
of the document's id. The order of the documents changes nothing.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.entities.across import learnt
from reader.analysis.entities.decisions import apply
from reader.analysis.entities.groups import Group, Groups
from reader.analysis.entities.keys import key_of, key_words, listed_name, parts, sounds
from reader.analysis.entities.lexicon import lexicon
from reader.analysis.linking import Added, EntityLinks, LinkInput, Suggestion
from reader.model import Decision, EntityType, Mention

_DOMINANT = 3
_FEW = 3  # bearers of a given name that are still worth offering
_MOST_SUGGESTIONS = 500


@dataclass(slots=True)
class _Unit:
    """A local cluster: mentions of one document that are the same."""

    doc: str
    type: EntityType
    indexes: list[int] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    kin: bool = True  # found by a kin word alone


def link_entities(inputs: Sequence[LinkInput], decisions: Sequence[Decision] = ()) -> EntityLinks:
    """Entities of the collection, obeying `decisions` (see reader.analysis.entities.decisions)."""
    documents = sorted(inputs, key=lambda each: each.doc)
    groups = Groups()
    people: list[_Unit] = []
    for each in documents:
        for unit in _units(each.doc, each.analysis.mentions):
            if unit.type is EntityType.PER and not _listed(unit):
                people.append(unit)
            else:
                name = _listed(unit) or _longest(unit)
                _put(
                    groups,
                    f"{unit.type.value}:{key_of(unit.type, name)}",
                    unit,
                    name,
                    "same name or listed alias",
                )
    suggestions = _people(groups, people)
    suggestions += _organisations(groups)
    mentions = {each.doc: each.analysis.mentions for each in documents}
    own = {doc: len(found) for doc, found in mentions.items()}
    for doc, gained in learnt(groups, documents, mentions).items():
        mentions[doc] = (*mentions[doc], *(mention for mention, _ in gained))
        for index, (mention, entity) in enumerate(gained, own[doc]):
            group = groups.by_id[entity]
            group.members.add((doc, index))
            group.names[mention.name] += 1
            group.docs.add(doc)
    unapplied, by_user = apply(groups, decisions, mentions, {each.doc: each.text for each in documents})
    of = groups.of()
    added = [
        Added(doc, mentions[doc][index], entity) for (doc, index), entity in of.items() if index >= own[doc]
    ]
    added.sort(key=lambda each: (each.doc, each.mention.span))
    added += [replace(each, entity=groups.now(each.entity)) for each in by_user]
    apart = groups.apart
    kept: dict[tuple[str, str], Suggestion] = {}
    for found in suggestions:
        a, b = sorted((groups.now(found.a), groups.now(found.b)))
        if a != b and (a, b) not in apart and a in groups.by_id and b in groups.by_id:
            kept.setdefault((a, b), Suggestion(a, b, found.why, found.score))
    ranked = sorted(kept.values(), key=lambda one: (-one.score, one.a, one.b))[:_MOST_SUGGESTIONS]
    of = {member: entity for member, entity in of.items() if member[1] < own[member[0]]}
    return EntityLinks(groups.entities(), of, tuple(ranked), tuple(unapplied), tuple(added))


def _units(doc: str, mentions: Sequence[Mention]) -> list[_Unit]:
    units: dict[tuple[int, EntityType], _Unit] = {}
    for index, mention in enumerate(mentions):
        number = mention.local if mention.local >= 0 else -2 - index
        unit = units.setdefault((number, mention.type), _Unit(doc, mention.type))
        unit.indexes.append(index)
        unit.names[mention.name] += 1
        unit.kin = unit.kin and "kin word" in mention.why
    return list(units.values())


def _listed(unit: _Unit) -> str | None:
    names = sorted(unit.names, key=lambda name: (-len(key_words(name)), name))
    for name in names:
        if (known := listed_name(unit.type, name)) is not None:
            return known
        if len(key_words(name)) > 1:
            return None
    return None


def _longest(unit: _Unit) -> str:
    return min(unit.names, key=lambda name: (-len(key_words(name)), -unit.names[name], name))


def _put(groups: Groups, id_: str, unit: _Unit, name: str, why: str) -> Group:
    group = groups.group(id_, unit.type, why)
    for index in unit.indexes:
        group.members.add((unit.doc, index))
    group.names.update(unit.names)
    group.docs.add(unit.doc)
    group.listed = group.listed or listed_name(unit.type, name) or ""
    return group


def _people(groups: Groups, units: list[_Unit]) -> list[Suggestion]:
    """Unlisted people into groups; returns the doubts."""
    suggestions: list[Suggestion] = []
    full: dict[tuple[str, ...], list[_Unit]] = defaultdict(list)
    single: list[_Unit] = []
    for unit in units:
        words = key_words(_longest(unit))
        if len(parts(words)) > 1:
            full[words].append(unit)
        else:
            single.append(unit)
    home = _spellings(groups, full)
    target, doubts = _shorter(home)
    suggestions += doubts
    for words in sorted(full):
        final = home[words]
        while final in target:
            final = target[final]
        why = "same name" if final == words else "another spelling or a shorter form of the same full name"
        for unit in full[words]:
            _put(groups, "PER:" + "-".join(final), unit, " ".join(final), why)
    suggestions += _alone(groups, single)
    return suggestions


def _spellings(
    groups: Groups, full: dict[tuple[str, ...], list[_Unit]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each full name to the spelling of it that most documents use (listed names first)."""
    weight = {words: len({unit.doc for unit in units}) for words, units in full.items()}
    for id_, group in groups.by_id.items():
        if group.type is EntityType.PER:
            weight.setdefault(tuple(id_.partition(":")[2].split("-")), 1000 + len(group.docs))
    alike: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in weight:
        alike[sounds(words)].append(words)
    home = {}
    for spellings in alike.values():
        best = min(spellings, key=lambda words: (-weight[words], words))
        home.update(dict.fromkeys(spellings, best))
    return home


def _shorter(
    home: dict[tuple[str, ...], tuple[str, ...]],
) -> tuple[dict[tuple[str, ...], tuple[str, ...]], list[Suggestion]]:
    """Full names that leave out the middle of exactly one longer one: «محمد السوداني» of «محمد شياع السوداني»."""
    ends: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    names = sorted(set(home.values()))
    for words in names:
        pieces = parts(words)
        if len(pieces) > 1:
            ends[pieces[0], pieces[-1]].append(words)
    target: dict[tuple[str, ...], tuple[str, ...]] = {}
    doubts = []
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


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _alone(groups: Groups, single: list[_Unit]) -> list[Suggestion]:
    """One-word people: to the only or the dominant bearer of the surname, else apart."""
    bearers: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    named: dict[tuple[str, ...], list[Group]] = {}  # by given name
    for group in groups.by_id.values():
        if group.type is EntityType.PER:
            pieces = parts(tuple(group.id.partition(":")[2].split("-")))
            if len(pieces) > 1:
                bearers[tuple(sound(word) for word in pieces[-1])].append(group)
                named.setdefault(pieces[0], []).append(group)
    for found in bearers.values():
        found.sort(key=lambda group: (-len(group.docs), -len(group.members), group.id))
    weights = {group.id: len(group.docs) for group in groups.by_id.values()}
    suggestions = []
    lex = lexicon()
    for unit in sorted(single, key=lambda one: (one.doc, one.indexes)):
        words = key_words(_longest(unit))
        given = len(words) == 1 and words[0] in lex.given
        candidates = [] if given or unit.kin else bearers.get(tuple(sound(word) for word in words), [])
        if candidates and (
            len(candidates) == 1 or weights[candidates[0].id] >= _DOMINANT * weights[candidates[1].id]
        ):
            only = len(candidates) == 1
            why = (
                "surname of the only person of the collection who bears it"
                if only
                else "surname of the person named far more often than others who bear it"
            )
            _put(groups, candidates[0].id, unit, "", why)
            continue
        id_ = "PER:" + "-".join(words)
        same_name = named.get(words, []) if given or unit.kin else []
        if given or unit.kin:
            id_ += "~" + f"{zlib.crc32(unit.doc.encode()):08x}"[:6]
        _put(groups, id_, unit, _longest(unit), "one name alone, kept to itself")
        suggestions += [
            Suggestion(id_, other.id, "the same surname", 1 / (1 + len(candidates)))
            for other in candidates[:5]
        ]
        if len(same_name) <= _FEW:
            suggestions += [Suggestion(id_, other.id, "the same given name", 0.1) for other in same_name]
    return suggestions


def _organisations(groups: Groups) -> list[Suggestion]:
    """An organisation whose name begins like exactly one longer one: offered, never joined."""
    suggestions = []
    ids = sorted(
        id_ for id_, group in groups.by_id.items() if group.type is EntityType.ORG and not group.listed
    )
    for at, id_ in enumerate(ids):
        longer = []
        for further in range(at + 1, len(ids)):
            if not ids[further].startswith(id_):
                break
            if ids[further].startswith(id_ + "-"):
                longer.append(ids[further])
        if len(longer) == 1 and "-" in id_:
            suggestions.append(Suggestion(id_, longer[0], "a shorter form of the name?", 0.4))
    return suggestions


def sound(word: str) -> str:
    """One word's sound key (reader.analysis.entities.keys)."""
    return sounds((word,))[0]
