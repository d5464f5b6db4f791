"""Entities that might be the same: offered, never joined."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from reader.analysis.entities.groups import Groups
from reader.analysis.entities.keys import parts, sounds
from reader.analysis.linking import Suggestion
from reader.model import EntityType

_FEW = 3  # bearers of a given name that are still worth offering


class By(IntEnum):
    """By what two entities are offered as one. Of two offers of one pair the earlier kind stands."""

    BEGINNING = 0  # of a person's name
    SHORTER = 1
    SURNAME = 2
    GIVEN = 3
    SPELLING = 4  # of an organisation's
    PREFIX = 5


class Offer(NamedTuple):
    """A suggestion, and what it was made for: a begun name, an entity, a sound."""

    by: By
    owner: str
    made: Suggestion


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


def beginning(words: str) -> str:
    """The first two parts of a person's name that has more, "" of another."""
    if words.count(" ") < 2:
        return ""
    pieces = parts(tuple(words.split(" ")))
    return " ".join((*pieces[0], *pieces[1])) if len(pieces) > 2 else ""


def begun(names: Sequence[str]) -> list[Offer]:
    """«محمد شياع» and «محمد شياع السوداني»: the only longer name that begins so is offered. `names` are sorted."""
    longer: dict[str, list[str]] = {}
    for words in names:
        if begin := beginning(words):
            at = bisect_left(names, begin)
            if names[at] == begin:  # there is one behind it: this name itself
                longer.setdefault(begin, []).append(words)
    return [each for begin, found in sorted(longer.items()) for each in longer_name(begin, found)]


def longer_name(begin: str, longer: Sequence[str]) -> list[Offer]:
    """A person's name, and the only longer one that begins so."""
    if len(longer) != 1:
        return []
    a, b = ("PER:" + words.replace(" ", "-") for words in (begin, longer[0]))
    return [Offer(By.BEGINNING, begin, Suggestion(a, b, "a shorter form of the name?", 0.3))]


def same_given(id_: str, others: Sequence[str]) -> list[Offer]:
    """Somebody known by a given name alone, and the few who bear it."""
    if len(others) > _FEW:
        return []
    return [Offer(By.GIVEN, id_, Suggestion(id_, other, "the same given name", 0.1)) for other in others]


def sound_of(organisation: str) -> str:
    """What the ids of organisations that might be one spelt otherwise have in common."""
    return " ".join(sounds(tuple(organisation.partition(":")[2].partition("~")[0].split("-"))))


def spelt(sound: str, ids: Sequence[str]) -> list[Offer]:
    """Two organisations that sound alike. `ids` are sorted."""
    if len(ids) != 2:
        return []
    return [Offer(By.SPELLING, sound, Suggestion(ids[0], ids[1], "another spelling of the name?", 0.6))]


def longer_body(id_: str, longer: Sequence[str]) -> list[Offer]:
    """An organisation of several words, and the only longer one that begins so."""
    if len(longer) != 1 or "-" not in id_:
        return []
    return [Offer(By.PREFIX, id_, Suggestion(id_, longer[0], "a shorter form of the name?", 0.4))]


def organisations(groups: Groups) -> list[Offer]:
    """An organisation whose name begins like exactly one longer one: offered, never joined."""
    offers: list[Offer] = []
    ids = sorted(
        id_ for id_, group in groups.by_id.items() if group.type is EntityType.ORG and not group.listed
    )
    alike: dict[str, list[str]] = defaultdict(list)  # «ميتسوبيشي» and «ميتسوبيتشي»
    for id_ in ids:
        alike[sound_of(id_)].append(id_)
    for sound, spellings in alike.items():
        offers += spelt(sound, spellings)
    for at, id_ in enumerate(ids):
        longer = []
        for further in range(at + 1, len(ids)):
            if not ids[further].startswith(id_):
                break
            if ids[further].startswith(id_ + "-"):
                longer.append(ids[further])
        offers += longer_body(id_, longer)
    return offers
