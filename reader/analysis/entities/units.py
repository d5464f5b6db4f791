"""What linking needs of one document's mentions: one small record a local cluster, in place of the whole analysis.

A unit says under which key its mentions meet those of other documents. Keys of one document never depend on
another document, so units are made once a document and kept.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from reader.analysis.entities.keys import key_of, key_words, listed_name, parts, whole_name
from reader.analysis.entities.lexicon import lexicon, words_of
from reader.model import EntityType, Mention

_WEAK = ("model", "joined to a place")  # reasons of mentions from which no name is learnt


class Way(IntEnum):
    """How a unit finds its entity."""

    SETTLED = 0  # the key is the entity's
    FULL = 1  # a person's full name: other spellings and shorter forms may join it
    ALONE = 2  # a surname alone: joins the person who bears it
    KEPT = 3  # a given name alone without the article and with no office before it, whom a kin word names, a body of some state: never joined to another document


class Said(NamedTuple):
    """One form of the name: how often it stands there, and whether somebody surer than the model says so."""

    name: str
    times: int
    strong: bool


class Unit(NamedTuple):
    """Mentions of one document that are the same; `at` are their indexes in `Analysis.mentions`."""

    type: EntityType
    way: Way
    key: str  # folded words, "-" between those of a settled one and blanks between those of a person
    listed: str  # the canonical name where a list knows it
    names: tuple[Said, ...]
    at: tuple[int, ...]


def units_of(mentions: Sequence[Mention]) -> tuple[Unit, ...]:
    """The local clusters of one document, in the order of their first mentions."""
    grouped: dict[tuple[int, EntityType], list[int]] = {}
    for index, mention in enumerate(mentions):
        number = mention.local if mention.local >= 0 else -2 - index
        grouped.setdefault((number, mention.type), []).append(index)
    home = _country(mentions)
    return tuple(
        _unit(type_, indexes, [mentions[index] for index in indexes], home)
        for (_, type_), indexes in grouped.items()
    )


def _country(mentions: Sequence[Mention]) -> str:
    """The country that a document is about: named, itself or by adjective, twice and twice as often as any other; "" for none."""
    lex = lexicon()
    count: Counter[str] = Counter()
    for mention in mentions:
        if mention.type is EntityType.LOC and (name := listed_name(mention.type, mention.name)) is not None:
            if any(each.kind == "country" for each in lex.phrases.of(" ".join(key_words(name)))):
                count[name] += 1
            continue
        said = mention.roles if mention.type is EntityType.PER else (mention.name,)
        for word in (word for phrase in said for word in key_words(phrase)):
            if word.startswith("ال") and (name := lex.nationality(word)) is not None:
                count[name] += 1
    first, second, *_ = [*count.most_common(2), ("", 0), ("", 0)]
    return first[0] if first[1] > 1 and first[1] >= 2 * second[1] else ""


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Country -> its adjective in the masculine, folded, without the article."""
    out: dict[str, str] = {}
    for word, country in sorted(lexicon().demonyms.items(), key=lambda pair: (len(pair[0]), pair[0])):
        if word.endswith("ي"):
            out.setdefault(country, word)
    return out


def _every_state_has(words: Sequence[str]) -> bool:
    """«البرلمان», «البنك المركزي», «وزارة الخارجية»: a body by a name that another country's bears as well."""
    if " ".join(words) in words_of("orgheads.toml", "bodies_of_states"):
        return True
    return words[0] in words_of("orgheads.toml", "ministry_heads") and not any(
        lexicon().nationality(word) for word in words
    )


def _of_office(mentions: Sequence[Mention]) -> bool:
    """«الرئيس مبارك»: behind an office of state or a rank a given name alone is a surname; kings and sheikhs are called by their own."""
    offices = words_of("titles.toml", "before_surnames")
    return any(
        key_words(role)[:1] and key_words(role)[0] in offices for each in mentions for role in each.roles
    )


def _unit(type_: EntityType, indexes: list[int], mentions: Sequence[Mention], home: str) -> Unit:
    counts: dict[str, int] = {}
    strong: set[str] = set()
    for mention in mentions:
        counts[mention.name] = counts.get(mention.name, 0) + 1
        if not mention.why.startswith(_WEAK):
            strong.add(mention.name)
    names = tuple(Said(name, count, name in strong) for name, count in counts.items())
    words = key_words(_longest(counts))
    if type_ is EntityType.ORG and words and _every_state_has(words):
        if adjective := _adjectives().get(home):
            whole = " ".join([*words, "ال" + adjective + "ه" * words[0].endswith("ه")])
            known = listed_name(type_, whole) or ""
            return Unit(type_, Way.SETTLED, key_of(type_, whole), known, names, tuple(indexes))
        return Unit(type_, Way.KEPT, "-".join(words), "", names, tuple(indexes))
    listed = _listed(type_, counts)
    if type_ is not EntityType.PER or listed is not None:
        name = listed or _longest(counts)
        return Unit(
            type_, Way.SETTLED, key_of(type_, name), listed_name(type_, name) or "", names, tuple(indexes)
        )
    way = Way.FULL
    if len(parts(words)) < 2:
        kin = all("kin word" in mention.why for mention in mentions)
        given = len(words) == 1 and words[0] in lexicon().given and not words[0].startswith("ال")
        way = Way.KEPT if kin or (given and not _of_office(mentions)) else Way.ALONE
    known = "" if way is Way.FULL else listed_name(type_, _longest(counts)) or ""
    return Unit(type_, way, " ".join(words), known, names, tuple(indexes))


def own_mark(doc: str) -> str:
    """The end of the key of a name that is bound to one document."""
    return "~" + f"{zlib.crc32(doc.encode()):08x}"[:6]


def _listed(type_: EntityType, names: dict[str, int]) -> str | None:
    """The listed name of a cluster: of its names of several words where there are any («قيس سعيد» beside «قيس بن المنصف سعيد»)."""
    several = any(len(key_words(name)) > 1 for name in names)
    for name in sorted(names, key=lambda name: (-len(key_words(name)), name)):
        if several and len(key_words(name)) == 1:
            return None
        if (known := whole_name(type_, name)) is not None:
            return known
    return None


def _longest(names: dict[str, int]) -> str:
    return min(names, key=lambda name: (-len(key_words(name)), -names[name], name))
