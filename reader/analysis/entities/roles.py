"""Titles and roles said of a person: «الرئيس السوري», «وزير الخارجية الإيراني», «رئيس الحكومة العراقية»."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.entities.clitics import after_letters, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.lexicon import function_words, words_of
from reader.model import EntityType, Mention
from reader.text.fold import fold

_REACH = 6
_SELDOM = 2  # times that somebody is named without the office


def roles_of(read: Scan, vocab: Vocabulary, each: Found) -> tuple[str, ...]:
    """The role phrase that ends right before a person's name, clitics outside; empty for others."""
    if each.type is not EntityType.PER or each.letters:
        return ()
    start = read.sentences[bisect_right(read.sentences, (each.first, len(read.norms))) - 1][0]
    at = each.first - 1
    best = -1
    while at >= start and each.first - at <= _REACH and read.tokens[at].word:
        word = vocab.word(read.norms[at])
        if word.office and word.office not in vocab.announce:
            best = at
        elif not (
            word.passes
            or word.definite
            or _of_a_body(read, vocab, at, start, each.first)
            or (
                at > start
                and vocab.word(read.norms[at - 1]).office
                and read.norms[at] not in function_words()
            )
        ):
            break
        at -= 1
    if best > start and vocab.word(read.norms[best]).definite and _of_several(vocab, read.norms[best - 1]):
        return ()  # «مستشارا الملك فلان وفلان»
    if best < 0 or not (
        vocab.word(read.norms[best]).definite
        or best + 1 < each.first
        or vocab.word(read.norms[best]).office in vocab.kin
    ):
        return ()
    first = read.surface(best)
    letters = next(
        (count for count, rest in peelings(read.norms[best]) if rest == vocab.word(read.norms[best]).office),
        0,
    )
    words = [
        first[after_letters(first, letters) :],
        *(read.surface(index) for index in range(best + 1, each.first)),
    ]
    if letters and read.norms[best][letters - 1 : letters + 1] == "لل":
        words[0] = "ا" + words[0]
    return (" ".join(words),)


def _of_a_body(read: Scan, vocab: Vocabulary, at: int, start: int, name: int) -> bool:
    """«الأمين العام للأمم المتحدة فلان», «... لحزب الفجر فلان», «المبعوث إلى روما فلان»: what the definite office before is of, or to.

    `name` is the token at which the name begins.
    """
    before = read.norms[at - 1] if at > start else ""
    norm, to = read.norms[at], words_of("titles.toml", "posted_to")
    if before in to:
        return True
    word = vocab.word(norm)
    body = (
        norm.startswith("لل") or (word.clitics == "ل" and word.head != "") or (norm in to and at + 1 < name)
    )
    return body and before != "" and vocab.word(before).definite


def _of_several(vocab: Vocabulary, norm: str) -> bool:
    """The dual or plural of an office before what it is of: «مستشاري», «نائبا»."""
    return len(norm) > 4 and norm[-1] in "يا" and bool(vocab.word(norm[:-1]).office)


def of_another(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Without «الملك» for whom the king received: an office that a country has one of, said once of somebody whom the text names
    often, where it says it of another whenever it names him."""
    unique = words_of("titles.toml", "one_a_country")
    said: dict[str, dict[int, int]] = {}
    first: dict[tuple[str, int], int] = {}  # where somebody is first called so
    named: dict[int, int] = {}
    for each in mentions:
        if each.type is EntityType.PER:
            named[each.local] = named.get(each.local, 0) + 1
            title = fold(each.roles[0]) if each.roles else ""
            if title.removeprefix("ال") in unique and title.startswith("ال"):
                said.setdefault(title, {}).setdefault(each.local, 0)
                first.setdefault((title, each.local), each.span.start)
                said[title][each.local] += 1
    taken = {
        (title, local)
        for title, bearers in said.items()
        for local, count in bearers.items()
        if count == 1 and named[local] > _SELDOM
        # a king of whom the text spoke before: who comes later may be the king of another country
        if any(n == named[one] and first[title, one] < first[title, local] for one, n in bearers.items())
    }
    if not taken:
        return tuple(mentions)
    return tuple(
        replace(each, roles=()) if each.roles and (fold(each.roles[0]), each.local) in taken else each
        for each in mentions
    )
