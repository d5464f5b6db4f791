"""What the lists of reader/data/entities say of a word, as `lists.txt` has it packed (reader.analysis.entities.compiled)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.analysis.entities.packed import Packed
from reader.model import EntityType
from reader.text.affixes import ARTICLE

DATA = Path(__file__).parents[2] / "data" / "entities"
KEEP = 1 << 16  # distinct words that are remembered
_NAMES, _DOUBTFUL = (
    "13",
    "23",
)  # what a word's line begins with: 1 for a name, and 2 more for one that is an ordinary word as often


class Entry(NamedTuple):
    """One listed name: what it names, and whether it is an ordinary word besides."""

    type: EntityType
    name: str  # the canonical name of what it names
    kind: str  # country, city, town (of the GeoNames extract), organisation, club (a word that needs its class word), person, bare (a surname that stands for somebody)
    context: bool = False
    code: str = ""  # ISO code of the country where a place lies


class Listed(NamedTuple):
    """What the lists say of a folded word or of words joined by one space."""

    entries: tuple[Entry, ...] = ()  # what it names; those that are no ordinary words first
    longest: int = 0  # words of the longest phrase that begins with it, where one has several
    joined: int = 0  # «روسياالبيضاء»: letters of its first word
    tends: str = ""  # tenths of its occurrences in raw text that an earlier model called PER, LOC, ORG: «903»


_UNLISTED = Listed()


class Marked:
    """The words with one of some marks: asked like a set."""

    def __init__(self, words: Packed, marks: str) -> None:
        self._words, self._marks = words, marks

    def __contains__(self, word: str) -> bool:
        said = self._words.said(word)
        return said is not None and said[0] in self._marks

    def among(self, words: Iterable[str]) -> set[str]:
        """Which of some words are."""
        said, marks = self._words.said, self._marks
        return {word for word in words if (of := said(word)) is not None and of[0] in marks}

    def __iter__(self) -> Iterator[str]:
        return filter(self.__contains__, self._words)


class Phrases:
    """Folded phrase -> what it names. `read` makes out what is said of one."""

    def __init__(self, words: Packed, read: Callable[[str], Listed]) -> None:
        self._words, self._read = words, read

    def of(self, key: str) -> tuple[Entry, ...]:
        """What a phrase names; nothing where it is not listed."""
        said = self._words.said(key)
        return () if said is None else self._read(said).entries

    def __contains__(self, key: str) -> bool:
        said = self._words.said(key)
        return said is not None and "|" in said

    def __iter__(self) -> Iterator[str]:
        return filter(self.__contains__, self._words)


class Tendencies:
    """Folded word -> tenths of its occurrences (`Listed.tends`)."""

    def __init__(self, of: Callable[[str], Listed]) -> None:
        self._of = of

    def get(self, word: str, unknown: str) -> str:
        """Those of a word; `unknown` of one that raw text seldom or never has as a name."""
        return self._of(word).tends or unknown


class Lexicon:
    """Everything the lists say. Keys are folded; phrases are their words joined by one space."""

    def __init__(self, short: Mapping[str, bytes], words: Packed) -> None:
        self._short, self._words = short, words
        kinds = iter(self._cells("kinds"))
        self._kinds = {
            letter: (EntityType(type_), kind, context == "context")
            for letter, type_, kind, context in zip(kinds, kinds, kinds, kinds, strict=True)
        }
        self._read: Callable[[str], Listed] = lru_cache(maxsize=KEEP)(self._as_listed)
        self.phrases = Phrases(words, self._read)
        self.tendencies = Tendencies(self.of)
        self.names, self.doubtful = Marked(words, _NAMES), Marked(words, _DOUBTFUL)
        # given names of the region: roots that vowels tell apart
        self.given = frozenset(self._cells("given"))
        # adjective without ال, masculine or feminine -> country
        self.demonyms = self._pairs("demonyms")
        alone = {word: land for word, land in self.demonyms.items() if not word.startswith(ARTICLE)}
        definite = {ARTICLE + word: land for word, land in self.demonyms.items()}
        # the country of an adjective («السورية», «سوري»), or None
        self.nationality: Callable[[str], str | None] = (alone | definite).get
        # surname -> (full name, ordinary word too)
        bare = iter(self._cells("bare"))
        self.bare = {
            key: (name, often == "common") for key, name, often in zip(bare, bare, bare, strict=True)
        }
        # place that is an ordinary word too -> the codes (|) of the countries where it is one; flag `home`
        self.homes = self._pairs("homes")
        self.codes = self._pairs("codes")  # country -> ISO code

    @cached_property
    def _same(self) -> dict[tuple[str, str], str]:
        """(type, folded alias) -> canonical name, where `phrases` doesn't say it already."""
        cells = iter(self._cells("same"))
        return {(type_, key): name for type_, key, name in zip(cells, cells, cells, strict=True)}

    def listed(self, type_: str, key: str) -> str | None:
        """The canonical name of a folded alias, or None. A word that needs its class word («town», «club») is none by itself."""
        name = self._same.get((type_, key))
        return name_of(self.phrases.of(key), type_) if name is None else name

    def whole(self, type_: str, key: str) -> str | None:
        """The same, but None for a surname alone: it may be another's who bears it («بايدن»)."""
        if type_ == "PER" and key in self.bare and all(each.kind == "bare" for each in self.phrases.of(key)):
            return None
        return self.listed(type_, key)

    def of(self, word: str) -> Listed:
        """All of it."""
        said = self._words.said(word)
        return _UNLISTED if said is None else self._read(said)

    def known(self, norm: str) -> bool:
        """Whether a folded word is itself a listed name, or a nationality."""
        said = self._words.said(norm)
        return (said is not None and (said[0] in _NAMES or "|" in said)) or norm in self.bare

    def word_list(self, file: str, key: str) -> frozenset[str]:
        """A list of words of one of the files."""
        return frozenset(self._cells(f"{file} {key}"))

    def _as_listed(self, said: str) -> Listed:
        marks, *names = said.split("|")
        _, longest, joined, tends, *_ = (*marks.split(" "), "", "", "")
        entries = []
        for each in names:
            type_, kind, context = self._kinds[each[0]]
            name, _, code = each[1:].partition(";")
            entries.append(Entry(type_, name, kind, context, code))
        return Listed(tuple(entries), int(longest or 0), int(joined or 0), tends)

    def _cells(self, name: str) -> list[str]:
        """A short list; an unknown name raises KeyError."""
        return self._short[name].decode().split("\t")

    def _pairs(self, name: str) -> dict[str, str]:
        cells = self._cells(name)
        return dict(zip(cells[::2], cells[1::2], strict=True))


def said_of(
    entries: Iterable[tuple[str, str, str]],
    *,
    longest: int,
    joined: int,
    name: bool,
    doubtful: bool,
    tends: str,
) -> str:
    """What `Lexicon` reads of a word, an entry as the letter of its kind, its name and its country."""
    marks = f"{name + 2 * doubtful} {longest or ''} {joined or ''} {tends}"
    cells = (letter + (f"{named};{code}" if code else named) for letter, named, code in entries)
    return "|".join([marks.rstrip(), *cells])


def name_of(entries: tuple[Entry, ...], type_: str) -> str | None:
    """The name that a phrase surely stands for, of those of one kind."""
    for entry in entries:
        if (
            entry.type.value == type_
            and entry.kind != "town"
            and not (entry.kind == "bare" and entry.context)
        ):
            return entry.name
    return None


@lru_cache(maxsize=512)
def words_of(file: str, key: str) -> frozenset[str]:
    """A word list of a TOML file, folded."""
    return lexicon().word_list(file, key)


@lru_cache(maxsize=512)
def words_of_any(file: str, *keys: str) -> frozenset[str]:
    """Several word lists of a TOML file as one."""
    return frozenset().union(*(words_of(file, key) for key in keys))


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Particles and such, folded: no name runs over them."""
    return words_of("function_words.txt", "folded")


@lru_cache(maxsize=1)
def spelled_function_words() -> frozenset[str]:
    """The same as they are spelled: «أمام» is one, «إمام» a title."""
    return words_of("function_words.txt", "spelled")


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """Verbs of the news in the past, third person masculine, folded."""
    return words_of("verbs.txt", "folded")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read once a process: compiled, else as they are written."""
    from reader.analysis.entities import compiled

    if (found := compiled.read()) is not None:
        return found
    from reader.analysis.entities.lists import from_lists

    return compiled.parsed(compiled.compiled(from_lists()))
