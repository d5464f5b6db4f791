"""Places that are somebody's surname: «تايلور» in a text about «تشارلز تايلور», «بارو» beside «أداما بارو»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan, words_in
from reader.analysis.entities.lexicon import function_words, verbs, words_of, words_of_any
from reader.analysis.entities.verbs import past
from reader.model import EntityType

_FILE = "orgheads.toml"
_SHORTEST = 3  # letters of a surname


def namesakes(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """What was found, a place of one word as the person whose surname it is, where nothing around it shows a place."""
    full = {
        words[-1]
        for each in found
        if each.type is EntityType.PER
        and len(words := words_in(read, each)) > 1
        and len(words[-1]) >= _SHORTEST
    }
    alone = {
        at: words_in(read, each)[0]
        for at, each in enumerate(found)
        if each.type is EntityType.LOC and each.last - each.first == 1 and words_in(read, each)[0] in full
    }
    acting = {word for at, word in alone.items() if _acts(read, vocab, found[at])}
    acting.update(
        words_in(read, each)[0]
        for each in found
        if each.type is EntityType.PER and each.last - each.first == 1
    )
    there = {
        word
        for at, word in alone.items()
        if _there(read, found, at) and not (word in acting and _either(read, found[at]))
    }
    for at, each in enumerate(found):
        if at in alone and _somebody(read, vocab, each, alone[at], there):
            why = "last name of a person named in full in this text"
            each = replace(each, type=EntityType.PER, why=why, name="")
        yield each


def _there(read: Scan, found: list[Found], at: int) -> bool:
    """Behind a preposition or the class word of a place, or joined to another place."""
    each = found[at]
    if "ب" in read.norms[each.first][: each.letters]:
        return True
    if not each.first:
        return False
    before = read.norms[each.first - 1]
    joined = at > 0 and found[at - 1].last == each.first and found[at - 1].type is EntityType.LOC
    around = words_of_any(_FILE, "strange_places", "strange_ways", "home_before")
    return bool(joined or head_of(before, around) or head_of(before, words_of(_FILE, "plain_places")))


def _acts(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """«طلب سليمان من ...»: right behind the verb of a man, as towns are feminine."""
    before = read.norms[each.first - 1] if each.first and not each.letters else ""
    reached = head_of(before, words_of(_FILE, "place_before"))  # «سقوط حلب»
    return (past(vocab, before) or before in verbs()) and not before.endswith("ت") and not reached


def _either(read: Scan, each: Found) -> bool:
    """«طلبوا من سليمان»: behind a preposition that people stand behind as well as places."""
    return bool(each.first) and read.norms[each.first - 1] in words_of(_FILE, "people_too_behind")


def _somebody(read: Scan, vocab: Vocabulary, each: Found, word: str, there: set[str]) -> bool:
    """Whether a place's name stands for the person: never a country's, a city's only behind a verb of a man or a title."""
    entries = [entry for entry in vocab.lex.phrases.of(word) if entry.type is EntityType.LOC]
    if word in there or word in function_words() or any(entry.kind == "country" for entry in entries):
        return False
    if all(entry.context or entry.kind == "town" for entry in entries):
        return True
    before = read.norms[each.first - 1] if each.first and not each.letters else ""
    return _acts(read, vocab, each) or bool(before and vocab.word(before).office)
