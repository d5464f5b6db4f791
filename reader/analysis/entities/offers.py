"""Entities that might be the same: offered, never joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reader.analysis.entities.groups import Groups
from reader.analysis.entities.keys import parts, sounds
from reader.analysis.linking import Suggestion
from reader.model import EntityType

Words = tuple[str, ...]


def begun(names: Sequence[Words]) -> list[Suggestion]:
    """«محمد شياع» and «محمد شياع السوداني»: the only longer name that begins so is offered."""
    longer: dict[Words, list[Words]] = defaultdict(list)
    for words in names:
        pieces = parts(words)
        if len(pieces) > 2:
            longer[(*pieces[0], *pieces[1])].append(words)
    return [
        Suggestion(
            "PER:" + "-".join(words), "PER:" + "-".join(longer[words][0]), "a shorter form of the name?", 0.3
        )
        for words in names
        if len(longer.get(words, ())) == 1
    ]


def organisations(groups: Groups) -> list[Suggestion]:
    """An organisation whose name begins like exactly one longer one: offered, never joined."""
    suggestions: list[Suggestion] = []
    ids = sorted(
        id_ for id_, group in groups.by_id.items() if group.type is EntityType.ORG and not group.listed
    )
    alike: dict[Words, list[str]] = defaultdict(list)  # «ميتسوبيشي» and «ميتسوبيتشي»
    for id_ in ids:
        words = tuple(id_.partition(":")[2].partition("~")[0].split("-"))
        alike[sounds(words)].append(id_)
    suggestions += [
        Suggestion(spellings[0], spellings[1], "another spelling of the name?", 0.6)
        for spellings in alike.values()
        if len(spellings) == 2
    ]
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
