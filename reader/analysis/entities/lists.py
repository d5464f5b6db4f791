"""The lists of reader/data/entities as they are written: what `lists.txt` is compiled of (reader.analysis.entities.compiled).

Read where a list was changed since, and by tests and training; the reader's start needs none of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.analysis.entities.lexicon import DATA, Entry, name_of
from reader.analysis.entities.tokens import norm_of, tokenise
from reader.model import EntityType
from reader.text.fold import fold

_COMMON = {EntityType.LOC: "town", EntityType.ORG: "club"}  # kinds that need their class word
_sign = re.compile(r"[^\w ]")
_TABLES = ("affixes.toml", "orgheads.toml", "sport.toml", "titles.toml")
_GHAYN, _JIM, _WEST = "غ", "ج", "غرب"
_LONG = 6  # letters of a name that is hardly an ordinary word besides
Words = dict[tuple[str, str], frozenset[str]]  # (file, key) -> words


@dataclass(slots=True)
class Lists:
    """What the lists say. Keys are folded; phrases are their words joined by one space. `Lexicon` says what each is."""

    phrases: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    joined: dict[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    demonyms: dict[str, str] = field(default_factory=dict)
    same: dict[tuple[str, str], str] = field(default_factory=dict)
    bare: dict[str, tuple[str, bool]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    tendencies: dict[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=dict)

    def add(self, folded: str, entry: Entry) -> None:
        """List a folded name for `entry`."""
        words = (
            tuple(token.norm for token in tokenise(folded)) if _sign.search(folded) else tuple(folded.split())
        )
        if not words:
            return
        key = " ".join(words)
        entries = self.phrases.get(key)
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

    def prune(self) -> None:
        """Keep in `same` what `phrases` says otherwise or not at all."""
        self.same = {
            (type_, key): name
            for (type_, key), name in self.same.items()
            if name_of(self.phrases.get(key, ()), type_) != name
        }


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


def from_lists() -> Lists:
    """Everything, as the lists say it."""
    lists = Lists()
    _countries(lists)
    _named(lists, "places.tsv", 4, EntityType.LOC, "city")
    _named(lists, "organisations.tsv", 3, EntityType.ORG, "organisation")
    _people(lists)
    _towns(lists)
    names = (DATA / "names.txt").read_text(encoding="utf-8").split("\n", 2)[2]  # two lines of comment
    sure, _, doubtful = names.partition("\n\n")
    lists.words = _words()
    ours = fold(_without_comments("given_names.txt")).split()  # ours has the last word
    lists.given = frozenset(name.rstrip("?") for name in ours)
    ours += fold(_without_comments("family_names.txt")).split()
    _with_jim(lists)
    known = frozenset(name.rstrip("?") for name in ours)
    doubts = frozenset(doubtful.split())
    lists.names = (frozenset(sure.split()) | doubts | known) - lists.words["function_words.txt", "folded"]
    lists.prune()
    lists.doubtful = (doubts - known) | frozenset(name[:-1] for name in ours if name[-1] == "?")
    lists.tendencies = {cells[0]: cells[1] for cells, _ in rows("tendencies.tsv", 2)}
    return lists


def _words() -> Words:
    """The word lists: those of the TOML files by their key, folded; particles and such, over which no name runs, as they are
    spelled, too («أمام» is one, «إمام» a title); verbs of the news in the past, third person masculine.
    """
    words = {
        (file, key): frozenset(map(norm_of, listed))
        for file in _TABLES
        for key, listed in tomllib.loads((DATA / file).read_text(encoding="utf-8")).items()
        if isinstance(listed, list)
    }
    particles = _without_comments("function_words.txt").split()
    words["function_words.txt", "folded"] = frozenset(map(norm_of, particles))
    words["function_words.txt", "spelled"] = frozenset(particles)
    words["loanwords.txt", "folded"] = frozenset(map(norm_of, _without_comments("loanwords.txt").split()))
    words["verbs.txt", "folded"] = frozenset(fold(_without_comments("verbs.txt")).split())
    return words


def _countries(lists: Lists) -> None:
    for (name, code, _aliases, capital, _demonyms), (folded, _, aliases, capitals, demonyms) in rows(
        "countries.tsv", 5
    ):
        country = Entry(EntityType.LOC, name, "country", code=code)
        lists.codes[name] = code
        for form in [folded, *_split(aliases)]:
            lists.add(form, country)
        if capital:
            city = Entry(EntityType.LOC, _split(capital)[0], "city", code=code)
            for form in _split(capitals):
                lists.add(form, city)
        for stem in _split(demonyms):
            for ending in ("", "ه", "ين", "ون", "ان", "ات"):
                lists.demonyms.setdefault(stem + ending, name)


def _named(lists: Lists, file: str, columns: int, type_: EntityType, kind: str) -> None:
    """Places and organisations; a flag makes the one-word names doubtful, or, where there are none, the name itself."""
    for cells, folded in rows(file, columns):
        name, flags = cells[0], cells[-1]
        code = cells[1] if type_ is EntityType.LOC else ""
        forms = [folded[0], *_split(folded[-2])]
        short = any(" " not in form for form in forms)
        for form in forms:
            context = bool(flags) and (" " not in form if short else form == folded[0])
            far = context and flags in {"common", "home"}
            lists.add(form, Entry(type_, name, _COMMON[type_] if far else kind, context, code))
            if context and flags == "home":
                known = lists.homes.get(form)
                lists.homes[form] = f"{known}|{cells[1]}" if known else cells[1]


def _towns(lists: Lists) -> None:
    """The GeoNames extract: thousands of rows, so put in without `add`, which would find nothing to do for most."""
    phrases, longest = lists.phrases, lists.longest
    for (name, code, population, flags), (folded, *_) in rows("cities.tsv", 4):
        if folded in phrases:
            continue
        if _sign.search(folded):
            lists.add(folded, Entry(EntityType.LOC, name, "town", bool(flags), code))
            continue
        words = folded.split(" ")
        small = len(words) == 1 and int(population) < 300_000
        phrases[folded] = (Entry(EntityType.LOC, name, "town", bool(flags) or small, code),)
        if longest.get(words[0], 1) < len(words):
            longest[words[0]] = len(words)


def _with_jim(lists: Lists) -> None:
    """«نيكاراجوا», «جامبيا»: what one newsroom spells with غ another does with ج, where it is foreign and no list has that word."""
    own = lists.words["orgheads.toml", "own_ghayn"]
    for key, entries in list(lists.phrases.items()):
        places = [each for each in entries if each.code and each.type is EntityType.LOC]
        if _GHAYN not in key or _WEST in key or any(norm_of(each.code) in own for each in places):
            continue
        other = key.replace(_GHAYN, _JIM)
        if other in lists.phrases or (" " not in other and (len(other) < _LONG or other.startswith("الج"))):
            continue
        for each in places:
            if each.kind in {"country", "city"}:
                lists.add(other, each)
    for stem, country in list(lists.demonyms.items()):
        if len(stem) >= _LONG and norm_of(lists.codes.get(country, "")) not in own:
            lists.demonyms.setdefault(stem.replace(_GHAYN, _JIM), country)


def _people(lists: Lists) -> None:
    for (name, *_), (folded, aliases, bare, _flags) in rows("people.tsv", 4):
        person = Entry(EntityType.PER, name, "person")
        for form in [folded, *_split(aliases)]:
            lists.add(form, person)
            if form.startswith("ابو "):  # its case forms
                lists.add("ابا" + form[3:], person)
                lists.add("ابي" + form[3:], person)
        for form in _split(bare):
            common = form.endswith("*")
            lists.bare.setdefault(form.rstrip("*"), (name, common))
            lists.add(form.rstrip("*"), Entry(EntityType.PER, name, "bare", common))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _without_comments(file: str) -> str:
    lines = (DATA / file).read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("#"))
