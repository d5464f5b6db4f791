"""Bodies whose name ends with a place: «منظمة طبيعة العراق», «كلية العلوم بقفصة», «صندوق أبوظبي للتنمية».

The place alone would be read there, and the body be lost. The class words are data/entities/orgheads.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.model import EntityType

_FILE = "orgheads.toml"
_MOST = 4  # nouns between a class word and its place


def seated(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """What a class word and a place behind it name, candidates that may overlap."""
    heads = words_of_any(_FILE, "chained", "seats_behind", "traders")
    branches, shares = words_of(_FILE, "branches"), words_of(_FILE, "shares")
    missions, trades = words_of(_FILE, "missions"), words_of(_FILE, "firms_of_a_place")
    classes = words_of_any(_FILE, "chained", "seats_behind", "traders", "branches", "shares", "missions")
    for at, start, end in read.headed(classes, listed):
        if at + 1 == end:
            continue
        if (hit := head_of(read.norms[at], branches)) and (last := _branch(read, listed, at + 1)):
            yield Found(at, last, EntityType.ORG, "a firm and where its branch is", 8, hit[0])
        if (hit := head_of(read.norms[at], missions)) and (last := _mission(read, listed, at + 1, end)):
            yield Found(at, last, EntityType.ORG, "class word, its construct and a place", 9, hit[0])
        if at in listed and (last := _place(listed, at)) < end and read.norms[last] in trades and last:
            yield Found(at, last + 1, EntityType.ORG, "a place and what its firm is for", 8)
        if head_of(read.norms[at], shares) and (last := _whose_share(read, vocab, listed, at + 1, end)):
            yield Found(at + 1, last, EntityType.ORG, f"after «{read.surface(at)}»", 8)
        hit = head_of(read.norms[at], heads)
        if hit is None or (at > start and _minister(read, at - 1)):
            continue
        letters, head = hit
        if head in words_of(_FILE, "headed_by") and at > start and vocab.word(read.norms[at - 1]).office:
            continue  # «قائد شرطة مقاطعة نيويورك»
        last, first = 0, at
        if head in words_of(_FILE, "traders"):
            first, letters = at + 1, 0
            last = _trade(read, listed, at + 1)
        if not last and head in words_of(_FILE, "seats_behind"):
            last = _seat_behind(read, listed, at + 1, end)
        if not last and head in words_of(_FILE, "chained"):
            last = _chain(read, vocab, listed, at + 1, end, head)
        last = _to_what_end(read, listed, first, last, end) or last
        if last:
            yield Found(first, last, EntityType.ORG, "class word, its construct and a place", 8, letters)


def _branch(read: Scan, listed: dict[int, Match], at: int) -> int:
    """The end of a branch's country or town, or 0; «بريد مطار تونس قرطاج» is an office there."""
    return 0 if read.norms[at] in words_of(_FILE, "whole_places") else _place(listed, at)


def _mission(read: Scan, listed: dict[int, Match], at: int, end: int) -> int:
    """«الأمم المتحدة للدعم في ليبيا», «الأمم المتحدة المؤقتة في لبنان»: the end of a mission's country, or 0."""
    sender = listed.get(at)
    if sender is None or sender.type is not EntityType.ORG or sender.letters:
        return 0
    at = sender.last
    last = min(end - 1, at + _MOST)
    while at < last and read.norms[at].startswith(("ال", "ل")) and at not in listed:
        at += 1
    return _place(listed, at + 1) if at < end - 1 and read.norms[at] in words_of(_FILE, "inside") else 0


def _whose_share(read: Scan, vocab: Vocabulary, listed: dict[int, Match], at: int, end: int) -> int:
    """«سهم صناعات قطر», «أسهم الإسمنت الأردنية»: the end of a firm that a noun and its country name, or 0."""
    if at + 1 >= end or not read.tokens[at].word or at in listed:
        return 0
    norm, after = read.norms[at], read.norms[at + 1]
    if norm.startswith("ال"):
        whose = after.startswith("ال") and vocab.lex.nationality(after) and not vocab.lex.nationality(norm)
        whole = norm in words_of(_FILE, "many_of_a_kind") or norm in words_of(_FILE, "definite")
        return at + 2 if whose and not whole else 0
    return _place(listed, at + 1) if dictionary.read(norm).kind == "noun" else 0


def _minister(read: Scan, at: int) -> bool:
    return read.norms[at].endswith(tuple(words_of("titles.toml", "ministers")))


def _place(listed: dict[int, Match], at: int, clitics: str = "") -> int:
    """The end of a place at a token that is no ordinary word, behind no clitics; 0 where none is there."""
    match = listed.get(at)
    if match is None or match.type is not EntityType.LOC or match.doubtful or match.letters != len(clitics):
        return 0
    return match.last


def _chain(read: Scan, vocab: Vocabulary, listed: dict[int, Match], at: int, end: int, head: str) -> int:
    """«معلومات وادي حلوة», «معتقلي ومفقودي سجن صيدنايا»: the end of nouns without an article and their place, or 0."""
    first = at
    while at < end and at - first < _MOST:
        if at > first and (last := _place(listed, at)):
            return last
        norm = read.norms[at]
        plain = norm[1:] if at > first and norm[:1] == "و" and dictionary.read(norm[1:]).kind else norm
        if at in listed and not listed[at].doubtful:
            return 0
        if not _noun(read, vocab, at, plain, head):
            return 0
        at += 1
    return 0


def _noun(read: Scan, vocab: Vocabulary, at: int, norm: str, head: str) -> bool:
    """Whether a word may stand between a class word and its place."""
    if not read.tokens[at].word or norm.startswith("ال") or norm in function_words() or norm.endswith("ا"):
        return False
    if norm in words_of(_FILE, "place_before") or norm in words_of(_FILE, "strange_places"):
        return False
    if head_of(norm, words_of_any(_FILE, "places", "plain_places")) is not None:
        return head not in words_of(_FILE, "in_places")  # «مركز مدينة حلب»
    if vocab.word(norm).office and norm not in words_of(_FILE, "middle"):
        return False
    return dictionary.read(norm).kind == "noun" and vocab.lex.nationality(norm) is None


def _seat_behind(read: Scan, listed: dict[int, Match], at: int, end: int) -> int:
    """«العلوم بقفصة», «الأميركية في بيروت»: the end of a university's town, or 0."""
    first = at
    while at < end and at - first < _MOST and read.norms[at].startswith(("ال", "وال")) and at not in listed:
        at += 1
    if at == first or at >= end:
        return 0
    if last := _place(listed, at, "ب"):
        return last if read.norms[at][0] == "ب" else 0
    if read.norms[at] not in words_of(_FILE, "inside") or not read.norms[first - 1].endswith(
        tuple(words_of(_FILE, "seats_behind_in"))
    ):
        return 0
    at += 1
    if at + 1 < end and read.norms[at] in words_of(_FILE, "plain_places"):
        at += 1
    country = at in listed and listed[at].kind == "country"
    return 0 if country else _place(listed, at)


def _trade(read: Scan, listed: dict[int, Match], at: int) -> int:
    """«شركة نفط ذي قار»: the end of a firm's trade and place, or 0."""
    return _place(listed, at + 1) if read.norms[at] in words_of(_FILE, "trades") else 0


def _to_what_end(read: Scan, listed: dict[int, Match], first: int, last: int, end: int) -> int:
    """«أبوظبي للتنمية», «مصر للغزل والنسيج»: the end of what the body of a place is for, or 0."""
    at = last or _place(listed, first if read.norms[first] not in ("",) and first in listed else first + 1)
    if not at or at >= end:
        return 0
    norm = read.norms[at]
    if at in listed and not listed[at].doubtful and listed[at].type is EntityType.LOC:
        return 0
    if norm.startswith("لل") and len(norm) > 4:
        at += 1
    elif norm in words_of(_FILE, "purpose") and at + 1 < end and read.norms[at + 1].startswith("ال"):
        at += 2
    else:
        return 0
    if at < end and read.norms[at].startswith("وال") and dictionary.read(read.norms[at][1:]).kind == "noun":
        at += 1
    return at
