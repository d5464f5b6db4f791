"""Entities that might be the same: offered, never joined."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from reader.analysis.entities.groups import Groups
from reader.analysis.entities.keys import parts, sounds
from reader.analysis.linking import Suggestion
from reader.model import EntityType

Words = tuple[str, ...]


def alike(names: Sequence[str], mark: Callable[[str], str]) -> Iterator[list[str]]:
    """The names that share a mark with others, together and in order; a name with the mark "" stands for itself.

    Most names share theirs with none: of all marks only hashes are kept, of which none comes into the answer.
    """
    codes = array("q", (hash(mark(name)) for name in names))
    seen: set[int] = set()
    shared: set[int] = set()
    for code in codes:
        (shared if code in seen else seen).add(code)
    del seen
    found: dict[str, list[str]] = {}
    for name, code in zip(names, codes, strict=True):
        if code in shared and (own := mark(name)):
            found.setdefault(own, []).append(name)
    return (together for together in found.values() if len(together) > 1)


def begun(names: Sequence[str]) -> list[Suggestion]:
    """«محمد شياع» and «محمد شياع السوداني»: the only longer name that begins so is offered. `names` are sorted."""
    longer: dict[str, list[str]] = {}
    for words in names:
        pieces = parts(tuple(words.split(" ")))
        if len(pieces) > 2:
            begin = " ".join((*pieces[0], *pieces[1]))
            at = bisect_left(names, begin)
            if names[at] == begin:  # there is one behind it: this name itself
                longer.setdefault(begin, []).append(words)
    return [
        Suggestion(
            "PER:" + begin.replace(" ", "-"),
            "PER:" + found[0].replace(" ", "-"),
            "a shorter form of the name?",
            0.3,
        )
        for begin, found in sorted(longer.items())
        if len(found) == 1
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
