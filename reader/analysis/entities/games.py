"""Clubs in texts of sport: «فاز ليفربول على روما» names no town, «خسر الاتحاد أمام النصر» no union and no victory.

Which words make a text one of sport, and which clubs are called what a town or an ordinary word is, is data/entities/sport.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.analysis.entities.clitics import PREPOSITIONS, head_of, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import words_of
from reader.analysis.entities.persons import named
from reader.analysis.entities.things import OPENING
from reader.model import EntityType
from reader.text.affixes import ARTICLE

_FILE = "sport.toml"
_LEAST, _SHARE = 2, 40  # words of sport that a text has at least, and among how many one
_BACK = 3  # tokens between a transfer and its preposition
_WHY = "a club, in a text of sport"


class _Club(NamedTuple):
    last: int
    letters: int
    key: str


def of_sport(read: Scan) -> bool:
    """Whether a text is about games: words of sport are frequent in it."""
    words = words_of(_FILE, "words")
    seen = sum(1 for _ in read.headed(words))
    return seen >= _LEAST and seen * _SHARE >= len(read.norms)


def clubs(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """The clubs that a text of sport calls by the word of a town or of something else."""
    if not of_sport(read):
        return
    kinds = {
        key: kind for kind in ("doubtful", "clubs", "towns") for key in words_of(_FILE, kind)
    }  # the last of them counts
    for start, end in read.sentences:
        for at in range(start, end):
            if (own := _of_a_town(read, at, start, listed)) is not None:
                yield own
                continue
            club = _club(read, at, end, kinds)
            if club is None or _longer(listed, at, club.last):
                continue
            before = read.norms[at - 1] if at > start else ""
            after = read.norms[club.last] if club.last < end else ""
            if _adjective(vocab, after):
                continue  # «الاتحاد الدولي», «الشباب المتحمس»
            kind = kinds[club.key]
            if kind == "towns" and named(vocab, before):
                continue  # «إينر فالنسيا»
            if kind == "towns":
                if _a_place(read, at, club, before):
                    if town := _name(vocab, club.key, EntityType.LOC):
                        yield Found(at, club.last, EntityType.LOC, "listed place", 9, club.letters, town)
                    continue
            elif kind == "doubtful" and not _at_play(read, at, start, before):
                continue
            yield Found(
                at, club.last, EntityType.ORG, _WHY, 9, club.letters, _name(vocab, club.key, EntityType.ORG)
            )


def _club(read: Scan, at: int, end: int, kinds: dict[str, str]) -> _Club | None:
    norm = read.norms[at]
    for letters, form in ((0, norm), *peelings(norm)):
        two = f"{form} {read.norms[at + 1]}" if at + 1 < end else ""
        if two in kinds:
            return _Club(at + 2, letters, two)
        if form in kinds:
            return _Club(at + 1, letters, form)
    return None


def _of_a_town(read: Scan, at: int, start: int, listed: dict[int, Match]) -> Found | None:
    """«أهلي شندي», «نفط البصرة»: a word for clubs and its town; «مدرب شندي», «مرمى مالمو»: the club of the town."""
    town = listed.get(at)
    if at == start or town is None or town.kind not in {"city", "town"} or town.letters:
        return None
    before = read.norms[at - 1]
    if head := head_of(before, words_of(_FILE, "before_towns")):
        return Found(at - 1, town.last, EntityType.ORG, _WHY, 9, head[0])
    if head_of(before, words_of(_FILE, "of_clubs")) is None:
        return None
    return Found(at, town.last, EntityType.ORG, _WHY, 9)


def _longer(listed: dict[int, Match], at: int, last: int) -> bool:
    """Whether a list has a longer name that begins here («ليفربول ستريت»), or one that runs over the word."""
    return any(
        first in listed and listed[first].last > max(at, last if first == at else at)
        for first in range(max(0, at - 4), at + 1)
        if first != at or listed.get(at) is not None
    )


def _adjective(vocab: Vocabulary, after: str) -> bool:
    """A definite adjective that makes the word what it is elsewhere; one of a nationality makes it no other club."""
    return after.startswith(ARTICLE) and after in vocab.adjectives and vocab.lex.nationality(after) is None


def _a_place(read: Scan, at: int, club: _Club, before: str) -> bool:
    """«في برشلونة», «مدينة ليفربول», «لندن وليفربول»: the town."""
    if club.letters and "ب" in read.norms[at][: club.letters]:
        return True
    if before in words_of("sport.toml", "from_or_to"):
        return not _transfer(read, at)
    if (
        before in words_of("sport.toml", "inside")
        or head_of(before, words_of("orgheads.toml", "places")) is not None
    ):
        return True
    stays = words_of("orgheads.toml", "place_before") - PREPOSITIONS - words_of("sport.toml", "between")
    return before in stays and before not in words_of(_FILE, "before")


def _transfer(read: Scan, at: int) -> bool:
    transfers = words_of(_FILE, "transfers")
    return any(head_of(norm, transfers) is not None for norm in read.norms[max(0, at - 1 - _BACK) : at - 1])


def _at_play(read: Scan, at: int, start: int, before: str) -> bool:
    """Whether a word of the game stands before the club, or before another one that و joins it to."""
    if before in OPENING and at - 1 > start:
        before = read.norms[at - 2]
    if head_of(before, words_of(_FILE, "before")) is not None:
        return True
    return before in words_of("sport.toml", "transfer_before") and _transfer(read, at)


def _name(vocab: Vocabulary, key: str, kind: EntityType) -> str:
    """The canonical name of a listed club or town, or nothing."""
    return next((each.name for each in vocab.lex.phrases.of(key) if each.type is kind), "")


def in_a_cup(read: Scan, each: Found) -> bool:
    """«أولمبياد باريس», «دوري أبطال أفريقيا»: the place belongs to the name of the games."""
    return (
        each.type is EntityType.LOC
        and not each.letters
        and each.first > 0
        and head_of(read.norms[each.first - 1], words_of(_FILE, "cups")) is not None
    )
