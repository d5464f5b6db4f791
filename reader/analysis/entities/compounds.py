"""Given names of two words, and the surname behind them: «حمد الله محب», «قلب الدين حكمتيار», «سيف الإسلام»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.lexicon import function_words, words_of
from reader.analysis.entities.persons import joints, named
from reader.analysis.entities.shapes import strange
from reader.analysis.entities.verbs import past
from reader.model import EntityType

_FILE = "titles.toml"
_MOST = 2  # surnames behind one
_WHY = "given name of two words"


def compound_names(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """With a surname each of them; without one those that are hardly anything else."""
    compounds, alone = words_of(_FILE, "compounds"), words_of(_FILE, "compounds_alone")
    seconds = _seconds()
    for second, start, end in read.standing(seconds):
        at = second - 1
        if at < start:
            continue
        for letters, form in ((0, read.norms[at]), *peelings(read.norms[at])):
            pair = f"{form} {read.norms[at + 1]}"
            if pair not in compounds:
                continue
            first = at
            while not letters and first > start and _given(read, vocab, first - 1):
                first -= 1  # «محمد سيف الدين»
            last = at + 2
            while last < end and last - at - 2 < _MOST and _surname(read, vocab, last):
                last += 1
            listed = pair in vocab.lex.phrases
            if last > at + 2 or first < at or (pair in alone and not listed):
                yield Found(first, last, EntityType.PER, _WHY, 8 if last > at + 2 else 5, letters)
            break


@lru_cache(maxsize=1)
def _seconds() -> frozenset[str]:
    return frozenset(pair.split(" ")[1] for pair in words_of(_FILE, "compounds"))


def without_second(read: Scan, each: Found) -> Found | None:
    """The model's person without the second word of a compound that has no first one here («رجل الدين محمد علي»); None for «رحمة الله عليه»."""
    seconds = _seconds()
    after = read.norms[each.last] if each.last < len(read.norms) else ""
    if read.norms[each.last - 1] in seconds and after in words_of(_FILE, "pious"):
        return None
    if read.norms[each.first] in seconds:
        return replace(each, first=each.first + 1) if each.last - each.first > 1 else None
    return each


def _given(read: Scan, vocab: Vocabulary, at: int) -> bool:
    norm = read.norms[at]
    return norm in vocab.lex.given and named(vocab, norm) and not vocab.word(norm).office


def _surname(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A word of the name lists or one that nothing knows, said neither of God nor by a verb."""
    norm = read.norms[at]
    if not read.tokens[at].word or norm in function_words() or norm in words_of(_FILE, "pious"):
        return False
    if vocab.word(norm).office or vocab.lex.nationality(norm) or norm in joints() or norm in vocab.speech:
        return False
    if norm not in vocab.lex.given and past(vocab, norm):
        return False
    if norm in vocab.lex.doubtful and norm not in vocab.lex.given:
        return False
    return norm in vocab.lex.names or norm in vocab.lex.bare or strange(vocab, norm, read.surface(at))
