"""The words that figures are made of and the nouns that they count, as data/events/numbers.toml lists them."""

from __future__ import annotations

import tomllib
from functools import cache

from reader.analysis.events.lexicon import DATA
from reader.lazy_dataclass import dataclass
from reader.text.fold import fold


@dataclass(frozen=True, slots=True)
class Numerals:
    cardinals: dict[str, int]
    teens: dict[str, int]
    scales: dict[str, int]
    fractions: dict[str, float]
    parts: dict[str, float]  # several of them: «ثلاثة أرباع»
    fixed: dict[str, int]
    rough: frozenset[str]
    duals: frozenset[str]
    units: dict[str, str]
    counting: frozenset[str]
    clitics: frozenset[str]
    shown: dict[str, str]  # how what is counted is shown
    things: frozenset[str]


@cache
def numerals() -> Numerals:
    with (DATA / "numbers.toml").open("rb") as file:
        table = tomllib.load(file)

    def numbers(key: str) -> dict[str, int]:
        return {fold(w): int(n) for n, ws in table[key].items() for w in ws.split()}

    return Numerals(
        numbers("cardinals"),
        numbers("teens"),
        numbers("scales"),
        {fold(w): 1 / int(n) for n, ws in table["fractions"].items() for w in ws.split()},
        {fold(w): 1 / int(n) for n, ws in table["parts"].items() for w in ws.split()},
        numbers("fixed"),
        frozenset(fold(table["rough"]["words"]).split()),
        frozenset(fold(table["duals"]["words"]).split()),
        {
            fold(w): name
            for kind in ("units", "things")
            for name, ws in table[kind].items()
            for w in ws.split()
        },
        frozenset(fold(table["counting"]["words"]).split()),
        frozenset(table["clitics"]["letters"].split()),
        {name: ws.split()[0] for name, ws in table["things"].items()} | table["shown"],
        frozenset(table["things"]),
    )


def may_count(letters: str, bare: str) -> bool:
    """False for a word that no figure begins with, as hardly one in ten does: no number with or without what may be written on it."""
    known = _may_begin()
    return (
        letters[:1].isdigit()
        or bare in known
        or bare[1:] in known
        or letters in known
        or letters[1:] in known
        or letters[2:] in known
    )


@cache
def _may_begin() -> frozenset[str]:
    lists = numerals()
    return lists.duals.union(lists.cardinals, lists.teens, lists.scales, lists.fractions, lists.fixed)


@cache
def _lengths() -> dict[str, str]:
    with (DATA / "numbers.toml").open("rb") as file:
        return {unit: fold(word) for unit, word in tomllib.load(file)["lengths"].items()}


def length_unit(unit: str) -> str:
    """The word that a length of time is counted in, folded, by the letter of TIMEX3 or "minutes"."""
    return _lengths()[unit]


@cache
def number_words() -> frozenset[str]:
    """Folded number words."""
    lists = numerals()
    return frozenset({*lists.cardinals, *lists.scales, *lists.fixed})


def is_number(word: str) -> bool:
    """True for one of these."""
    return word in number_words()


def unit_shown(unit: str) -> str:
    """What is counted as a reader sees it beside the figure."""
    return numerals().shown.get(unit, unit)


def unit_known(unit: str) -> bool:
    """True for a noun that the lists of counted things know."""
    return unit_class(unit) != unit


def is_thing(unit: str) -> bool:
    """True for a noun, or the name of its class, that counts things which many texts do not count."""
    return unit_class(unit) in numerals().things


def names_of(unit: str) -> frozenset[str]:
    """The folded nouns that a class counts; the word itself where no list knows it."""
    return _nouns().get(unit, frozenset({unit}))


@cache
def _nouns() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for noun, name in numerals().units.items():
        found.setdefault(name, set()).add(noun)
    return {name: frozenset(nouns) for name, nouns in found.items()}


def unit_class(unit: str) -> str:
    """One name for what is counted, whatever its number and case; the word itself where no list knows it."""
    units = numerals().units
    for form in (unit, unit.removeprefix("ال"), unit.removesuffix("ا")):
        if form in units:
            return units[form]
    return unit


@cache
def unit_classes() -> frozenset[str]:
    """The names that `unit_class` gives to kinds of counted things."""
    return frozenset(numerals().units.values())
