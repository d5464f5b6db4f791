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
_WHY = "the place that somebody heads"


def seats(read: Scan, vocab: Vocabulary, model: Iterable[Found], listed: dict[int, Match]) -> Iterator[Found]:
    """The model's people without the place before their given name, and the place."""
    for each in model:
        at = each.first
        body = each.type is EntityType.ORG and head_of(read.norms[at], words_of(_FILE, "headed_by"))
        if body:
            at += 1
        size = each.last - at
        if each.type is EntityType.LOC or (each.type is EntityType.ORG and not body) or size < 3 or at == 0:
            yield each
        elif _seat(read, vocab, at, listed) and _given(vocab, read.norms[at + 1]):
            yield Found(at, at + 1, EntityType.LOC, _WHY, 7)
            yield replace(each, first=at + 1, letters=0, type=EntityType.PER)
        else:
            yield each


def _given(vocab: Vocabulary, norm: str) -> bool:
    return norm in vocab.lex.given and norm not in vocab.lex.doubtful


def _seat(read: Scan, vocab: Vocabulary, at: int, listed: dict[int, Match]) -> bool:
    """Whether a place stands between an office and a name: a listed one, or a word that nothing knows after who heads places alone."""
    norm, before = read.norms[at], read.norms[at - 1]
    heads = head_of(before, words_of(_FILE, "of_a_place")) is not None
    office = vocab.word(before).office
    if not heads and (not office or office.startswith("ال")):
        return False
    match = listed.get(at)
    if match is None:
        return heads and unheard(vocab, norm, norm)
    sure = match.type is EntityType.LOC and match.last == at + 1 and not (match.letters or match.doubtful)
    return sure and norm not in vocab.lex.given
