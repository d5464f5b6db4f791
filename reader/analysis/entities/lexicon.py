"""The lists of reader/data/entities, read once: names to look up, by folded words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reader.analysis.entities.tokens import norm_of, tokenise
from reader.model import EntityType
from reader.text.fold import fold

DATA = Path(__file__).parents[2] / "data" / "entities"


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed name: what it names, and whether it is an ordinary word besides."""

    type: EntityType
    name: str  # the canonical name of what it names
    kind: str  # country, city, town (of the GeoNames extract), organisation, person, bare (a surname that stands for somebody)
    context: bool = False


@dataclass(slots=True)
class Lexicon:
    """Everything the lists say. Keys are folded; phrases are their words joined by one space."""

    phrases: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  # first word -> words of its longest phrase
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)  # «روسياالبيضاء» -> its words
    names: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()  # those of the names that are ordinary words as often
    given: frozenset[str] = frozenset()  # given names of the region: roots that vowels tell apart
    demonyms: dict[str, str] = field(
        default_factory=dict
    )  # adjective without ال, masculine or feminine -> country
    same: dict[tuple[str, str], str] = field(default_factory=dict)  # (type, folded alias) -> canonical name
    bare: dict[str, tuple[str, bool]] = field(
        default_factory=dict
    )  # surname -> (full name, ordinary word too)

    def add(self, name: str, entry: Entry) -> None:
        """List `name` for `entry`."""
        words = tuple(token.norm for token in tokenise(name))
        if not words:
            return
        key = " ".join(words)
        entries = self.phrases.get(key, ())
        if any(known.type is entry.type and known.name == entry.name for known in entries):
            return
        self.phrases[key] = tuple(sorted((*entries, entry), key=lambda each: each.context))
        self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
        if len(words) == 2 and entry.kind in {"country", "city", "town"}:
            self.joined["".join(words)] = words
        if entry.kind != "bare" or not entry.context:
            self.same.setdefault((entry.type.value, key), entry.name)

    def known(self, norm: str) -> bool:
        """Whether a folded word is itself a listed name, or a nationality."""
        return norm in self.phrases or norm in self.names or norm in self.bare

    def nationality(self, norm: str) -> str | None:
        """The country of an adjective («السورية», «سوري»), or None."""
        return self.demonyms.get(norm[2:] if norm.startswith("ال") else norm)


def rows(file: str, columns: int) -> Iterator[list[str]]:
    """The rows of a list; a row of another shape raises ValueError naming file and line."""
    path = DATA / file
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise ValueError(f"{path}:{number}: {len(cells)} columns, not {columns}")
        yield cells


@lru_cache(maxsize=64)
def words_of(file: str, key: str) -> frozenset[str]:
    """A word list of a TOML file, folded."""
    return frozenset(norm_of(word) for word in table(file)[key])


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Particles and such, folded: no name runs over them."""
    lines = (DATA / "function_words.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(norm_of(word) for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=8)
def table(file: str) -> dict[str, list[str]]:
    """A TOML file of word lists."""
    with (DATA / file).open("rb") as opened:
        return tomllib.load(opened)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read once a process."""
    lex = Lexicon()
    for name, _code, aliases, capital, demonyms in rows("countries.tsv", 5):
        country = Entry(EntityType.LOC, name, "country")
        for form in [name, *_split(aliases)]:
            lex.add(form, country)
        for index, form in enumerate(_split(capital)):
            lex.add(form, Entry(EntityType.LOC, _split(capital)[0] if index else form, "city"))
        for adjective in _split(demonyms) or []:
            stem = fold(adjective)
            for form in (stem, stem + "ه", stem + "ين", stem + "ون", stem + "ان", stem + "ات"):
                lex.demonyms.setdefault(form, name)
    for name, _code, aliases, flags in rows("places.tsv", 4):
        for form in [name, *_split(aliases)]:
            context = bool(flags) and (form == name or " " not in form)
            lex.add(form, Entry(EntityType.LOC, name, "town" if flags == "common" else "city", context))
    for name, aliases, flags in rows("organisations.tsv", 3):
        for form in [name, *_split(aliases)]:
            context = "context" in flags and (form == name or " " not in form)
            lex.add(form, Entry(EntityType.ORG, name, "organisation", context))
    for name, aliases, bare, _flags in rows("people.tsv", 4):
        person = Entry(EntityType.PER, name, "person")
        for form in [name, *_split(aliases)]:
            lex.add(form, person)
            if form.startswith("أبو "):  # its case forms
                lex.add("أبا" + form[3:], person)
                lex.add("أبي" + form[3:], person)
        for form in _split(bare):
            common = form.endswith("*")
            form = form.rstrip("*")
            key = " ".join(token.norm for token in tokenise(form))
            lex.bare.setdefault(key, (name, common))
            lex.add(form, Entry(EntityType.PER, name, "bare", common))
    for name, _code, population, flags in rows("cities.tsv", 4):
        if not lex.phrases.get(fold(name)):
            small = int(population) < 300_000 and " " not in name
            lex.add(name, Entry(EntityType.LOC, name, "town", bool(flags) or small))
    doubts: dict[str, bool] = {}
    for file in ("names.txt", "given_names.txt"):  # the second, ours, has the last word
        for line in (DATA / file).read_text(encoding="utf-8").split("\n"):
            if not line.startswith("#"):
                names = [(fold(name.rstrip("?")), name.endswith("?")) for name in line.split()]
                doubts.update(names)
                if file == "given_names.txt":
                    lex.given |= {name for name, _ in names}
    lex.names = frozenset(doubts)
    lex.doubtful = frozenset(name for name, doubt in doubts.items() if doubt)
    return lex
