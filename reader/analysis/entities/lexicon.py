"""The lists of reader/data/entities, read once: names to look up, by folded words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.analysis.entities.tokens import norm_of, tokenise
from reader.lazy_dataclass import dataclass
from reader.model import EntityType
from reader.text.fold import fold

_COMMON = {EntityType.LOC: "town", EntityType.ORG: "club"}  # kinds that need their class word
_sign = re.compile(r"[^\w ]")
DATA = Path(__file__).parents[2] / "data" / "entities"


class Entry(NamedTuple):
    """One listed name: what it names, and whether it is an ordinary word besides."""

    type: EntityType
    name: str  # the canonical name of what it names
    kind: str  # country, city, town (of the GeoNames extract), organisation, club (a word that needs its class word), person, bare (a surname that stands for somebody)
    context: bool = False
    code: str = ""  # ISO code of the country where a place lies


class Phrases(dict[str, "tuple[Entry, ...] | str"]):
    """Folded phrase -> what it names. Of a compiled list that is at first the letter of its kind, its name and, behind a tab, its
    country: `of` makes an entry of it when it is first asked for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, tuple[EntityType, str, bool]] = {}  # letter -> type, kind, context

    def of(self, key: str) -> tuple[Entry, ...]:
        """What a phrase names; nothing where it is not listed."""
        found = self.get(key, ())
        if isinstance(found, str):
            type_, kind, context = self.kinds[found[0]]
            name, _, code = found[1:].partition("\t")
            found = self[key] = (Entry(type_, name, kind, context, code),)
        return found

    def whole(self) -> dict[str, tuple[Entry, ...]]:
        """Everything, made."""
        return {key: self.of(key) for key in self}


@dataclass(slots=True)
class Lexicon:
    """Everything the lists say. Keys are folded; phrases are their words joined by one space."""

    phrases: Phrases = field(default_factory=Phrases)
    longest: dict[str, int] = field(
        default_factory=dict
    )  # first word -> words of its longest phrase, where it has several
    joined: dict[str, int] = field(default_factory=dict)  # «روسياالبيضاء» -> letters of its first word
    names: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()  # those of the names that are ordinary words as often
    given: frozenset[str] = frozenset()  # given names of the region: roots that vowels tell apart
    demonyms: dict[str, str] = field(
        default_factory=dict
    )  # adjective without ال, masculine or feminine -> country
    same: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (type, folded alias) -> canonical name, where `phrases` doesn't say it already
    bare: dict[str, tuple[str, bool]] = field(
        default_factory=dict
    )  # surname -> (full name, ordinary word too)
    homes: dict[str, str] = field(
        default_factory=dict
    )  # place that is an ordinary word too -> the codes (|) of the countries where it is one; flag `home`
    codes: dict[str, str] = field(default_factory=dict)  # country -> ISO code

    def add(self, folded: str, entry: Entry) -> None:
        """List a folded name for `entry`."""
        words = (
            tuple(token.norm for token in tokenise(folded)) if _sign.search(folded) else tuple(folded.split())
        )
        if not words:
            return
        key = " ".join(words)
        entries = self.phrases.of(key)
        if not entries:
            self.phrases[key] = (entry,)
        elif any(known.type is entry.type and known.name == entry.name for known in entries):
            return
        else:
            self.phrases[key] = tuple(sorted((*entries, entry), key=lambda each: each.context))
        if self.longest.get(words[0], 1) < len(words):
            self.longest[words[0]] = len(words)
        if len(words) == 2 and entry.kind in {"country", "city", "town"}:
            self.joined["".join(words)] = len(words[0])
        if entry.kind != "bare" or not entry.context:
            self.same.setdefault((entry.type.value, key), entry.name)

    def listed(self, type_: str, key: str) -> str | None:
        """The canonical name of a folded alias, or None. A word that needs its class word («town», «club») is none by itself."""
        name = self.same.get((type_, key))
        return self._in_phrases(type_, key) if name is None else name

    def whole(self, type_: str, key: str) -> str | None:
        """The same, but None for a surname alone: it may be another's who bears it («بايدن»)."""
        if type_ == "PER" and key in self.bare and all(each.kind == "bare" for each in self.phrases.of(key)):
            return None
        return self.listed(type_, key)

    def _in_phrases(self, type_: str, key: str) -> str | None:
        for entry in self.phrases.of(key):
            if (
                entry.type.value == type_
                and entry.kind != "town"
                and not (entry.kind == "bare" and entry.context)
            ):
                return entry.name
        return None

    def prune(self) -> None:
        """Keep in `same` what `phrases` says otherwise or not at all."""
        self.same = {key: name for key, name in self.same.items() if self._in_phrases(*key) != name}

    def known(self, norm: str) -> bool:
        """Whether a folded word is itself a listed name, or a nationality."""
        return norm in self.phrases or norm in self.names or norm in self.bare

    def nationality(self, norm: str) -> str | None:
        """The country of an adjective («السورية», «سوري»), or None."""
        return self.demonyms.get(norm[2:] if norm.startswith("ال") else norm)


def rows(file: str, columns: int) -> Iterator[tuple[list[str], list[str]]]:
    """The rows of a list as written and folded; a row of another shape raises ValueError naming file and line.

    A whole file is folded at once: some ten times cheaper than name by name.
    """
    path = DATA / file
    text = path.read_text(encoding="utf-8")
    for number, (line, folded) in enumerate(zip(text.split("\n"), fold(text).split("\n"), strict=True), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise ValueError(f"{path}:{number}: {len(cells)} columns, not {columns}")
        yield cells, folded.split("\t")


@lru_cache(maxsize=512)
def words_of(file: str, key: str) -> frozenset[str]:
    """A word list of a TOML file, folded."""
    words = _loaded()[1].get((file, key))
    return words_in_table(file, key) if words is None else words


@lru_cache(maxsize=512)
def words_of_any(file: str, *keys: str) -> frozenset[str]:
    """Several word lists of a TOML file as one."""
    return frozenset().union(*(words_of(file, key) for key in keys))


def words_in_table(file: str, key: str) -> frozenset[str]:
    """`words_of`, of the TOML file itself."""
    return frozenset(norm_of(word) for word in table(file)[key])


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Particles and such, folded: no name runs over them."""
    return frozenset(norm_of(word) for word in _without_comments("function_words.txt").split())


@lru_cache(maxsize=1)
def spelled_function_words() -> frozenset[str]:
    """The same as they are spelled: «أمام» is one, «إمام» a title."""
    return frozenset(_without_comments("function_words.txt").split())


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """Verbs of the news in the past, third person masculine, folded."""
    return frozenset(fold(_without_comments("verbs.txt")).split())


@lru_cache(maxsize=8)
def table(file: str) -> dict[str, list[str]]:
    """A TOML file of word lists."""
    import tomllib  # slow to import, and needed only where the compiled lists are out of date

    with (DATA / file).open("rb") as opened:
        return tomllib.load(opened)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@lru_cache(maxsize=1)
def _loaded() -> tuple[Lexicon, dict[tuple[str, str], frozenset[str]]]:
    """The lexicon and the word lists of the TOML files, where the compiled lists are those of today."""
    from reader.analysis.entities.compiled import read

    return read() or (from_lists(), {})


def lexicon() -> Lexicon:
    """The lists, read once a process: compiled (reader.analysis.entities.compiled), else the lists themselves."""
    return _loaded()[0]


def from_lists() -> Lexicon:
    """The lexicon as the lists say it."""
    lex = Lexicon()
    _countries(lex)
    _named(lex, "places.tsv", 4, EntityType.LOC, "city")
    _named(lex, "organisations.tsv", 3, EntityType.ORG, "organisation")
    _people(lex)
    _towns(lex)
    names = (DATA / "names.txt").read_text(encoding="utf-8").split("\n", 2)[2]  # two lines of comment
    sure, _, doubtful = names.partition("\n\n")
    ours = fold(_without_comments("given_names.txt")).split()  # ours has the last word
    lex.given = frozenset(name.rstrip("?") for name in ours)
    ours += fold(_without_comments("family_names.txt")).split()
    known = frozenset(name.rstrip("?") for name in ours)
    doubts = frozenset(doubtful.split())
    lex.names = (frozenset(sure.split()) | doubts | known) - function_words()
    lex.prune()
    lex.doubtful = (doubts - known) | frozenset(name[:-1] for name in ours if name[-1] == "?")
    return lex


def _countries(lex: Lexicon) -> None:
    for (name, code, _aliases, capital, _demonyms), (folded, _, aliases, capitals, demonyms) in rows(
        "countries.tsv", 5
    ):
        country = Entry(EntityType.LOC, name, "country", code=code)
        lex.codes[name] = code
        for form in [folded, *_split(aliases)]:
            lex.add(form, country)
        if capital:
            city = Entry(EntityType.LOC, _split(capital)[0], "city", code=code)
            for form in _split(capitals):
                lex.add(form, city)
        for stem in _split(demonyms):
            for ending in ("", "ه", "ين", "ون", "ان", "ات"):
                lex.demonyms.setdefault(stem + ending, name)


def _named(lex: Lexicon, file: str, columns: int, type_: EntityType, kind: str) -> None:
    """Places and organisations; a flag makes the one-word names doubtful, or, where there are none, the name itself."""
    for cells, folded in rows(file, columns):
        name, flags = cells[0], cells[-1]
        code = cells[1] if type_ is EntityType.LOC else ""
        forms = [folded[0], *_split(folded[-2])]
        short = any(" " not in form for form in forms)
        for form in forms:
            context = bool(flags) and (" " not in form if short else form == folded[0])
            far = context and flags in {"common", "home"}
            lex.add(form, Entry(type_, name, _COMMON[type_] if far else kind, context, code))
            if context and flags == "home":
                known = lex.homes.get(form)
                lex.homes[form] = f"{known}|{cells[1]}" if known else cells[1]


def _towns(lex: Lexicon) -> None:
    """The GeoNames extract: thousands of rows, so put in without `add`, which would find nothing to do for most."""
    phrases, longest = lex.phrases, lex.longest
    for (name, code, population, flags), (folded, *_) in rows("cities.tsv", 4):
        if folded in phrases:
            continue
        if _sign.search(folded):
            lex.add(folded, Entry(EntityType.LOC, name, "town", bool(flags), code))
            continue
        words = folded.split(" ")
        small = len(words) == 1 and int(population) < 300_000
        phrases[folded] = (Entry(EntityType.LOC, name, "town", bool(flags) or small, code),)
        if longest.get(words[0], 1) < len(words):
            longest[words[0]] = len(words)


def _people(lex: Lexicon) -> None:
    for (name, *_), (folded, aliases, bare, _flags) in rows("people.tsv", 4):
        person = Entry(EntityType.PER, name, "person")
        for form in [folded, *_split(aliases)]:
            lex.add(form, person)
            if form.startswith("ابو "):  # its case forms
                lex.add("ابا" + form[3:], person)
                lex.add("ابي" + form[3:], person)
        for form in _split(bare):
            common = form.endswith("*")
            lex.bare.setdefault(form.rstrip("*"), (name, common))
            lex.add(form.rstrip("*"), Entry(EntityType.PER, name, "bare", common))


def _without_comments(file: str) -> str:
    lines = (DATA / file).read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("#"))
