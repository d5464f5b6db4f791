"""Places of several words of which only one was found: «سان ريميخيو», «مقاطعة ألتو باراغواي», «باسان شار»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import PREPOSITIONS, head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of
from reader.analysis.entities.nobody import blocked
from reader.analysis.entities.shapes import unheard
from reader.model import EntityType
from reader.text.affixes import ARTICLE

_FILE = "orgheads.toml"
_SHORTEST = 3  # letters of a word of such a name


def beginning_there(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """«في سان ريميخيو», «وبورت كايتونا»: a strange place of one word with the word before it that foreign towns begin with,
    and with a strange word behind it where the sentence or a preposition goes on.
    """
    taken = {at for each in found for at in range(each.first, each.last)}
    starts, ends = {start for start, _ in read.sentences}, {end for _, end in read.sentences}
    for each in found:
        norm = read.norms[each.first]
        strange = (
            each.type is EntityType.LOC
            and not each.name
            and each.last - each.first == 1
            and not norm.startswith(ARTICLE)
            and unheard(vocab, norm, norm[each.letters :])
        )
        if strange and not each.letters and each.first not in starts and each.first - 1 not in taken:
            begins = head_of(read.norms[each.first - 1], words_of(_FILE, "foreign_towns_begin"))
            if begins is not None:
                each = replace(each, first=each.first - 1, letters=begins[0], strength=8)
        if strange and each.last not in ends and each.last not in taken and _goes_on(read, vocab, each.last):
            each = replace(each, last=each.last + 1, strength=max(each.strength, 6))
        yield each


def _goes_on(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a word that nothing knows stands at a token, and a mark, a preposition or و behind it."""
    norm = read.norms[at]
    if not read.tokens[at].word or len(norm) < _SHORTEST or norm.startswith(ARTICLE) or norm[0] in "وفبلك":
        return False
    if not norm.isalpha() or dictionary.read(norm).kind or not unheard(vocab, norm, norm):
        return False
    after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
    return not after or not read.tokens[at + 1].word or after in PREPOSITIONS or after[0] == "و"


def before_a_place(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """«مقاطعة ألتو باراغواي», «ولاية ساوث داكوتا»: between the class word of a place and a listed one, a word that no Arabic text has."""
    classes = words_of(_FILE, "geography_too")
    for place, start, _ in read.ranged(listed):
        match, at = listed[place], place - 1
        if at <= start or match.type is not EntityType.LOC or match.letters or match.doubtful:
            continue
        norm, before = read.norms[at], read.norms[at - 1]
        if (
            head_of(before, classes) is None
            or blocked(read, at + 1)
            or not read.tokens[at].word
            or norm in function_words()
        ):
            continue
        own = listed.get(at)
        known = norm in vocab.clusters if own is None else own.letters or not own.doubtful
        if known or read.surface(at).startswith(ARTICLE) or read.norms[at + 1].startswith(ARTICLE):
            continue
        yield Found(at, match.last, EntityType.LOC, f"after «{read.surface(at - 1)}»", 9)


def _by_particles(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """«سان بيدرو دي أتاكاما», «أنتوفاغاستا دي لا سييرا»: a place, particles of foreign names, and a place or a strange word are one."""
    joints, ends = words_of(_FILE, "particles_in_towns"), {end for _, end in read.sentences}
    places = {each.first: each for each in found if each.type is EntityType.LOC}
    taken = {at for each in found for at in range(each.first, each.last)}
    over = -1
    for each in found:
        if each.first < over:
            continue
        at = each.last
        place = each.type is EntityType.LOC
        while place and at not in ends and at not in taken and read.norms[at] in joints:
            at += 1
            at += at not in ends and read.norms[at] in words_of(_FILE, "articles_in_towns")  # «دي لا سييرا»
        if at > each.last and at not in ends and read.tokens[at].word:
            other = places.get(at)
            if other is not None and not other.letters:
                each = replace(each, last=other.last, strength=max(each.strength, 8), name="")
            elif at not in taken and _strange(vocab, read.norms[at]):
                each = replace(each, last=at + 1, strength=max(each.strength, 8), name="")
        over = each.last
        yield each


def _strange(vocab: Vocabulary, norm: str) -> bool:
    ordinary = norm in function_words() or norm.startswith(ARTICLE) or dictionary.noun(norm)
    return len(norm) >= _SHORTEST and norm.isalpha() and not (ordinary or vocab.word(norm).office)


def whole_names(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> list[Found]:
    """All that were found, places with the strange words that belong to them."""
    whole = list(beginning_there(read, vocab, list(found)))
    particles = not words_of(_FILE, "particles_in_towns").isdisjoint(read.norms)
    return list(_by_particles(read, vocab, whole)) if particles else whole
