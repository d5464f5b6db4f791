"""The words of time, read once from the TOML tables in data/times.

A surface word (folded) leads to its `Entry`s: what kind of word it is and what it is worth. Proclitics
(و ف ب ل ك) are expanded when the tables are read, so that finding a word in running text is one
dictionary look-up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reader.lazy_dataclass import dataclass
from reader.text.affixes import affixes
from reader.text.fold import fold

_DATA = Path(__file__).resolve().parents[2] / "data" / "times"
PIECES = re.compile(r"[^\W\d_]+|\d+|\n|\S")
_CLITICS = ("", *affixes("runs_of_clitics"))
FAMILIES = ("syriac", "egyptian", "maghreb", "english")


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a word or phrase. `rest` are the folded pieces that must follow the first one."""

    kind: str
    value: int | str
    extra: str = ""
    rest: tuple[str, ...] = ()


Found = tuple[int, tuple[Entry, ...]]  # length of the proclitics, readings (longest phrase first)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables: `forms` by folded surface word, and plain word lists (folded) by "section.name"."""

    forms: Mapping[str, Found]
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[
        str, Mapping[str, tuple[tuple[str, ...], ...]]
    ]  # the lists by the first piece of a phrase
    events: Mapping[str, tuple[int, str]]
    joined: tuple[str, ...]  # beginnings of a word that «ل» joins, not folded
    otherwise: frozenset[str]  # words that fold to one of time and are none, not folded
    months: tuple[tuple[tuple[str, ...], int], ...]  # Gregorian names in pieces, for reading typos


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    """The largest of them, of which two things are made."""
    return _table("words")


def _month_entries() -> Iterator[tuple[str, Entry]]:
    table = _table("months")
    doubtful = {fold(w) for w in table["ambiguous"]["names"]}
    bare = {fold(w) for w in table["ambiguous"]["after_preposition"]}
    exact = {fold(w) for w in table["ambiguous"]["exact"]}
    names_too = {fold(w) for w in table["ambiguous"]["prepositioned"]}
    figure = {fold(w) for w in table["ambiguous"]["figure"]}
    for family in (*FAMILIES, "hijri"):
        for number, names in table[family].items():
            for name in names:
                folded = fold(name)
                marks = (
                    ("?" if folded in doubtful else "")
                    + ("p" if folded in bare else "")
                    + ("=" if folded in exact else "")
                    + ("0" if folded in figure else "")
                    + ("n" if folded in names_too else "")
                )
                kind = "hmonth" if family == "hijri" else "month"
                yield name, Entry(kind, int(number), family + marks)


def _day_entries() -> Iterator[tuple[str, Entry]]:
    table = _table("days")
    for kind in ("weekday", "weekday_bare"):
        for number, names in table[kind].items():
            yield from ((name, Entry(kind, int(number))) for name in names)
    for kind in ("part", "part_adverb", "part_definite", "part_at", "part_abbreviation"):
        for part, names in table[kind].items():
            yield from ((name, Entry(kind, part)) for name in names)
    for number, names in table["relative"].items():
        yield from ((name, Entry("relative", int(number))) for name in names)
    for name, part in table["told_day"].items():
        yield name, Entry("told_day", part)
    for name, (days, part) in table["night"].items():
        yield name, Entry("night", days, part)
    for name, (month, day, calendar) in table["holiday"].items():
        yield name, Entry("holiday", month * 100 + day, calendar)
    clock = table["clock"]
    yield from ((name, Entry("hour", "")) for name in clock["hour"])
    yield from ((name, Entry("clock", hour)) for name, hour in clock["named"].items())
    yield from ((name, Entry("minutes", value)) for name, value in clock["minutes"].items())
    yield from ((name, Entry("minutes_less", value)) for name, value in clock["less"].items())
    yield from ((name, Entry("clock_exact", "")) for name in clock["exact"]["words"])


def _number_entries() -> Iterator[tuple[str, Entry]]:
    table = _table("numbers")
    for number, names in table["cardinal"].items():
        yield from ((name, Entry("cardinal", int(number))) for name in names)
        yield from (("ال" + name, Entry("cardinal_definite", int(number))) for name in names)
    yield from (
        (name, Entry("cardinal_and", int(n))) for n, names in table["cardinal_and"].items() for name in names
    )
    yield from ((name, Entry("thousand", 1000)) for name in table["thousands"]["words"])
    for number, names in table["ordinal"].items():
        for name in names:
            yield name, Entry("ordinal", int(number), "bare")
            yield "ال" + name, Entry("ordinal", int(number), "definite")
    for number, names in table["ordinal_definite"].items():
        yield from ((name, Entry("ordinal", int(number), "definite")) for name in names)
    for number, names in table["ordinal_unit"].items():
        yield from ((name, Entry("ordinal", int(number), "unit")) for name in names)
    yield from ((name, Entry("first", 1)) for name in table["first_of_month"]["words"])
    for kind in ("fraction", "fraction_parts", "fraction_two"):
        for number, names in table[kind].items():
            yield from ((name, Entry(kind, int(number))) for name in names)


def _unit_entries() -> Iterator[tuple[str, Entry]]:
    table = _table("units")
    for number in ("singular", "dual", "plural"):
        for unit, names in table[number].items():
            for name in names:
                yield name, Entry("unit", unit, number)
                yield "ال" + name, Entry("unit_definite", unit, number)
    for unit, names in table["dual_construct"].items():
        yield from ((name, Entry("unit_construct", unit)) for name in names)
    for season, names in table["season"].items():
        for name in names:
            yield name, Entry("season", season, "bare")
            yield "ال" + name, Entry("season", season, "definite")
    for tens, names in table["decade"].items():
        for name in names:
            yield name, Entry("decade", int(tens))
            yield "ال" + name, Entry("decade", int(tens))
    for part, names in table["part_of_year"].items():
        yield from ((name, Entry("part_of_year", part)) for name in names)
    yield from ((name, Entry("every", "")) for name in table["every"]["words"])
    for value, names in table["adverb"].items():
        yield from ((name, Entry("set", value)) for name in names)


def _deixis_entries() -> Iterator[tuple[str, Entry]]:
    table = _table("deixis")
    sections = {
        "adjective": "deixis", "adjective_many": "deixis_many", "demonstrative": "this", "text": "text", "text_before": "text_before",
    }  # fmt: skip
    for section, kind in sections.items():
        for number, names in table[section].items():
            yield from ((name, Entry(kind, int(number))) for name in names)
    for mod, names in table["position"].items():
        yield from ((name, Entry("position", mod)) for name in names)
    yield from ((name, Entry("many", "")) for name in table["many"]["words"])
    yield from ((name, Entry("few", "")) for name in table["few"]["words"])


def _word_entries() -> Iterator[tuple[str, Entry]]:
    table = _words()
    for mod, names in table["mod"].items():
        yield from ((name, Entry("mod", mod)) for name in names)
    for side, names in table["before_after"].items():
        yield from ((name, Entry("side", side)) for name in names)
    for side, names in table["before_after_text"].items():
        yield from ((name, Entry("side_text", side)) for name in names)
    for calendar, names in table["calendar"].items():
        yield from ((name, Entry("calendar", calendar)) for name in names)
    yield from ((name, Entry("event_noun", "")) for name in table["event_noun"])
    yield from ((name, Entry("to", "")) for name in table["interval"]["to"])
    yield from ((name, Entry("between", "")) for name in table["interval"]["between"])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables, read on first use."""
    direct: dict[str, list[Entry]] = {}
    spellings: dict[tuple[str, ...], int] = {}
    for entries in (
        _month_entries,
        _day_entries,
        _number_entries,
        _unit_entries,
        _deixis_entries,
        _word_entries,
    ):
        for phrase, entry in entries():
            first, *rest = PIECES.findall(fold(phrase))
            full = Entry(entry.kind, entry.value, entry.extra, tuple(rest))
            known = direct.setdefault(first, [])
            if full not in known:
                known.append(full)
            if entry.kind == "month" and not entry.extra.startswith("english"):
                spellings[(first, *rest)] = int(entry.value)
    forms: dict[str, Found] = {}
    for clitic in _CLITICS:
        for word, readings in direct.items():
            surface = clitic + word
            if clitic.endswith("ل") and word.startswith("ال"):
                surface = clitic + "ل" + word[2:]
            if len(word) == 1 and clitic:
                continue
            ordered = tuple(sorted(readings, key=lambda entry: -len(entry.rest)))
            forms.setdefault(surface, (len(clitic), ordered))
    words = _words()
    lists: dict[str, frozenset[str]] = {}
    phrases: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for section, content in (*words.items(), *_table("grammar").items()):
        if section == "event_noun":
            continue
        for name, values in content.items():
            pieces = tuple(tuple(PIECES.findall(fold(value))) for value in values)
            lists[f"{section}.{name}"] = frozenset(p[0] for p in pieces if len(p) == 1)
            begun = phrases[f"{section}.{name}"] = {}
            for each in pieces:
                begun[each[0]] = (*begun.get(each[0], ()), each)
    events = {fold(word): (int(days), str(part)) for word, (days, part) in words["event_noun"].items()}
    joined = tuple(words["event_stop"]["spelled"])
    otherwise = frozenset(words["spelled_otherwise"]["words"])
    return Lexicon(forms, lists, phrases, events, joined, otherwise, tuple(spellings.items()))
