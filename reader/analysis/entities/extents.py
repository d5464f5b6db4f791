"""Where the name of a place ends: «البقاع الغربي» whole, «كانو النيجيرية» without what only says whose it is, «غاو وميناكا» two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.model import EntityType
from reader.text.affixes import ARTICLE

_FILE = "orgheads.toml"
_SHORTEST = 4  # letters of a name that و may stand before


def with_direction(read: Scan, found: Iterable[Found], listed: dict[int, Match]) -> Iterator[Found]:
    """«البقاع الغربي», «المعادي الجديدة»: a place and the adjective that tells its part, which no nationality is."""
    ends = {end for _, end in read.sentences}
    parts, new = words_of(_FILE, "parts_of_places"), words_of(_FILE, "parts_of_towns")
    end = -1
    for each in found:
        at = each.last
        if each.first == end and at == end + 1 and not each.letters and read.norms[end] in parts:
            continue  # «حدود قطاع غزة الشرقية»: no town of its own
        free = at not in listed or (listed[at].doubtful and listed[at].last == at + 1)
        if each.type is EntityType.LOC and at not in ends and free:
            norm = read.norms[at]
            country = each.first in listed and listed[each.first].kind == "country"
            part = norm in parts and not _where_it_lies(read, each.first, at)
            if (part or (norm in new and not country)) and not _owned(read, each.first):
                each = replace(each, last=at + 1, strength=max(each.strength, 8), name="")
        end = each.last if each.type is EntityType.LOC else -1
        yield each


def _where_it_lies(read: Scan, first: int, at: int) -> bool:
    """«بلدة أنصار الجنوبية», «كوانغجو الجنوبية الغربية»: where a town lies, no part of its name."""
    town = first > 0 and head_of(read.norms[first - 1], words_of(_FILE, "lying_towns")) is not None
    parts = words_of(_FILE, "parts_of_places")
    return town or (at + 1 < len(read.norms) and read.norms[at + 1] in parts) or read.norms[at - 1] in parts


def _owned(read: Scan, at: int) -> bool:
    """«ريف حلب الشمالي», «حدود قطاع غزة الشرقية»: a noun owns the place or its class word, and the adjective may be the noun's."""
    before = read.norms[at - 1] if at else ""
    if not before or before in function_words():
        return False
    if head := head_of(before, words_of(_FILE, "plain_places")):
        return not head[0] and _owned(read, at - 1)
    return (before.endswith("ه") or dictionary.read(before).kind == "noun") and not before.startswith(ARTICLE)


def without_nationality(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found | None:
    """«كانو النيجيرية», «فالييفو الصربية»: the town alone; «السواحل الليبية»: a noun of the news, no name."""
    whole = listed.get(each.first)
    if each.type is not EntityType.LOC or each.last - each.first < 2 or (whole and whole.last >= each.last):
        return each
    last = read.norms[each.last - 1]
    whose = read.norms[each.last - 2]
    part = last in words_of(_FILE, "parts_of_places") and whose.startswith(ARTICLE)
    if part and each.last - each.first > 2 and vocab.lex.nationality(whose):
        return replace(each, last=each.last - 2)  # «هابشون الكورية الجنوبية»
    before = read.norms[each.first - 1] if each.first else ""
    lies = last in words_of(_FILE, "parts_of_places")
    said = lies or last in words_of(_FILE, "said_of_towns")
    if said and not part and head_of(before, words_of(_FILE, "lying_towns" if lies else "inhabited")):
        return replace(each, last=each.last - 1)  # «بلدة أنصار الجنوبية», «مدينة تشالا الساحلية»
    if not (last.startswith(ARTICLE) and vocab.lex.nationality(last)):
        return each
    norm = read.norms[each.first]
    if each.last - each.first == 2 and norm in vocab.clusters and not vocab.lex.known(norm):
        return None if vocab.tendencies.get(norm, "000")[1] < "2" else each
    return replace(each, last=each.last - 1)


def of_its_head(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found:
    """«رئيس بلدية إسطنبول»: the town, where the body is but a part of who heads it."""
    seat = listed.get(each.first + 1)
    if each.type is not EntityType.ORG or each.first == 0 or seat is None or seat.last != each.last:
        return each
    body = head_of(read.norms[each.first], words_of(_FILE, "headed_by"))
    if not body or seat.type is not EntityType.LOC or not vocab.word(read.norms[each.first - 1]).office:
        return each
    return Found(seat.first, seat.last, EntityType.LOC, "listed place", each.strength, seat.letters)


def joined_apart(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> Iterator[Found]:
    """«غاو وميناكا», found as one or with the و: where nothing knows the word with its و, that joins two places."""
    end = -1
    for each in found:
        if each.type is not EntityType.LOC or each.name:
            end = each.last if each.type is EntityType.LOC else -1
            yield each
            continue
        first, letters = each.first, each.letters
        if (
            not letters
            and _joined(read, vocab, first)
            and (first == end or _behind_a_name(read, vocab, first))
        ):
            letters = 1
        for at in range(each.first + 1, each.last):
            if _joined(read, vocab, at):
                yield replace(each, first=first, last=at, letters=letters)
                first, letters = at, 1
        yield replace(each, first=first, letters=letters)
        end = each.last


def _behind_a_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«في كيلك وأروالا»: nothing stands before the word that leads to a place, but what it is joined to."""
    before = read.norms[at - 1] if at else ""
    if not before or not read.tokens[at - 1].word or before in function_words():
        return False
    heads = words_of_any(_FILE, "places", "town_classes", "outside_places")
    led = before in words_of(_FILE, "place_before") or head_of(before, heads) is not None
    return not (led or vocab.word(before).office)


def _joined(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a word is و and a name: nothing knows it with the و."""
    norm = read.norms[at]
    if norm[:1] != "و" or len(norm) <= _SHORTEST or norm in function_words():
        return False
    return norm not in vocab.clusters and not vocab.lex.known(norm)
