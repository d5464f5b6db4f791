"""One entity across documents: mentions joined by name, aliases, surname; corrections applied last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reader.analysis.linking import EntityLinks, LinkInput, Unapplied
from reader.model import Decision, Entity, EntityType
from reader.text.fold import fold


def entity_id(type_: EntityType, name: str) -> str:
    """«PER:بشار-الاسد»: stable as long as the canonical name is."""
    return f"{type_.value}:{'-'.join(fold(name).split())}"


def link_entities(inputs: Sequence[LinkInput], decisions: Sequence[Decision] = ()) -> EntityLinks:
    """Entities of the collection. Order independent."""
    names: dict[str, tuple[EntityType, dict[str, int]]] = {}
    of: dict[tuple[str, int], str] = {}
    for each in sorted(inputs, key=lambda item: item.doc):
        clusters: dict[int, list[int]] = defaultdict(list)
        for index, mention in enumerate(each.analysis.mentions):
            clusters[mention.local].append(index)
        for members in clusters.values():
            mentions = [each.analysis.mentions[index] for index in members]
            longest = min(mentions, key=lambda m: (-len(m.name), m.name))
            key = entity_id(longest.type, longest.name)
            counts = names.setdefault(key, (longest.type, defaultdict(int)))[1]
            for index, mention in zip(members, mentions, strict=True):
                counts[mention.name] += 1
                of[each.doc, index] = key
    unapplied = tuple(
        Unapplied(each.id, "corrections are not read yet") for each in decisions if not each.undone
    )
    entities = []
    for key, (type_, counts) in sorted(names.items()):
        ordered = sorted(counts, key=lambda name: (-len(name), name))
        entities.append(Entity(key, type_, ordered[0], tuple(ordered[1:]), "same name"))
    return EntityLinks(tuple(entities), of, unapplied=unapplied)
