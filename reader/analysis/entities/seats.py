"""The place between whoever heads it and his name: «حاكم كرو شيتيما», «رئيس غويانا عرفان علي», «رئيس بلدية كفتون نخلة فارس»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import words_of
from reader.analysis.entities.shapes import unheard
from reader.model import EntityType

_FILE = "orgheads.toml"
_FULL = 2  # words of a full name
_WHY = "the place that somebody heads"


def seats(read: Scan, vocab: Vocabulary, model: Iterable[Found], listed: dict[int, Match]) -> Iterator[Found]:
    """The model's people without the place before their given name, and the place."""
    for each in model:
        at = each.first
        body = each.type is EntityType.ORG and head_of(read.norms[at], words_of(_FILE, "headed_by"))
        if body:
            at += 1
        size = each.last - at
        if each.type is EntityType.LOC and size > 1 and _sent_by(read, vocab, at, listed):
            yield replace(each, type=EntityType.PER)  # «النائب عن ترومسو تورغير كناغ»
        elif each.type is EntityType.LOC and size == _FULL and _heads_it(read, vocab, at, listed):
            yield replace(each, type=EntityType.PER)  # «محافظ نينوى نجم الجبوري»
        elif each.type is EntityType.LOC or (each.type is EntityType.ORG and not body) or size < 3 or at == 0:
            yield each
        elif _seat(read, vocab, at, listed) and _begins(read, vocab, at + 1):
            yield Found(at, at + 1, EntityType.LOC, _WHY, 7)
            yield replace(each, first=at + 1, letters=0, type=EntityType.PER)
        else:
            yield each


def _sent_by(read: Scan, vocab: Vocabulary, at: int, listed: dict[int, Match]) -> bool:
    """Whether «عن» with a listed place, behind an office, stands before words that nothing knows."""
    first = next((start for start in range(at - 1, max(at - 4, 1), -1) if start in listed), 0)
    place = listed.get(first)
    if place is None or place.type is not EntityType.LOC or place.last != at or place.letters or at in listed:
        return False
    norm = read.norms[at]
    return (
        read.norms[first - 1] in words_of(_FILE, "standing_for")
        and bool(vocab.word(read.norms[first - 2]).office)
        and unheard(vocab, norm, norm)
    )


def _heads_it(read: Scan, vocab: Vocabulary, at: int, listed: dict[int, Match]) -> bool:
    """Whether who heads a listed place, and that place, stand right before a given name."""
    place = listed.get(at - 1)
    if at < 2 or place is None or place.type is not EntityType.LOC or place.last != at or at in listed:
        return False
    heads = head_of(read.norms[at - 2], words_of(_FILE, "of_a_place")) is not None
    return heads and read.norms[at] in vocab.lex.given


def _begins(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a name begins at a token behind a place: a given name; what nothing knows, too, where «عن» shows the place."""
    norm = read.norms[at]
    given = norm in vocab.lex.given and norm not in vocab.lex.doubtful
    return given or (
        at > 1 and read.norms[at - 2] in words_of(_FILE, "standing_for") and unheard(vocab, norm, norm)
    )


def _seat(read: Scan, vocab: Vocabulary, at: int, listed: dict[int, Match]) -> bool:
    """Whether a place stands between an office and a name: a listed one, or a word that nothing knows after who heads places alone."""
    norm, before = read.norms[at], read.norms[at - 1]
    if before in words_of(_FILE, "standing_for") and at > 1:
        before = read.norms[at - 2]  # «النائب عن ترومسو تورغير كناغ»
    heads = head_of(before, words_of(_FILE, "of_a_place")) is not None
    office = vocab.word(before).office
    sent = before != read.norms[at - 1]
    if not heads and (not office or (office.startswith("ال") and not sent)):
        return False
    match = listed.get(at)
    if match is None:
        return heads and unheard(vocab, norm, norm)
    sure = match.type is EntityType.LOC and match.last == at + 1 and not (match.letters or match.doubtful)
    return sure and norm not in vocab.lex.given
