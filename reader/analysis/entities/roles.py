"""Titles and roles said of a person: «الرئيس السوري», «وزير الخارجية الإيراني», «رئيس الحكومة العراقية»."""

from __future__ import annotations

from bisect import bisect_right

from reader.analysis.entities.clitics import after_letters, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.lexicon import function_words
from reader.model import EntityType

_REACH = 6


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
            or (
                at > start
                and vocab.word(read.norms[at - 1]).office
                and read.norms[at] not in function_words()
            )
        ):
            break
        at -= 1
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
