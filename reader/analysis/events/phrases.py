"""Phrases behind a trigger that are no party of their own: a name for who was just meant, one of those counted, how often, how much."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.analysis.events.chunks import Chunk
from reader.analysis.events.clauses import Sentence, Word, word_list
from reader.analysis.events.numbers import is_number
from reader.analysis.events.parts import type_of
from reader.model import EntityType, Mention


def apposed(after: Sequence[Chunk], sentence: Sentence, mentions: Sequence[Mention]) -> dict[int, int]:
    """«كبير الأطباء، فلان، ...», «غواص يدعى فلان»: the phrases that name the person whom one before them means, by id."""
    out: dict[int, int] = {}
    words = sentence.words
    nameless: Chunk | None = None
    for noun, name in pairwise(after):
        if not noun.mentions and noun.governor not in word_list("grammar", "during"):
            nameless = noun
        if type_of(name, mentions) is not EntityType.PER or name.governor or name.joined:
            continue
        called = bool(name.head) and words[name.head[0]].bare in word_list("grammar", "called")
        if called and nameless is not None:
            out[id(name)] = id(nameless)
        elif (
            name.after_comma
            and not name.head
            and not noun.mentions
            and not noun.governor
            and name.words[0] == noun.words[-1] + 1
            and _set_off(words, name.words[-1] + 1)
        ):
            out[id(name)] = id(noun)
    return out


def how_often(chunk: Chunk, sentence: Sentence) -> bool:
    """«أول مرة», «ثلاث مرات»: how often, nobody."""
    often = word_list("grammar", "how_often")
    return (
        bool(chunk.head)
        and not chunk.mentions
        and any(sentence.words[i].bare in often for i in chunk.head[:2])
    )


def measured(chunk: Chunk, sentence: Sentence) -> bool:
    """«32 مترا», «خمسة ملايين جنيه», «عمقها 32 مترا»: how much, nobody."""
    if chunk.mentions or not chunk.head:
        return False
    first = sentence.words[chunk.head[0]].folded
    if not (first[0].isdigit() or is_number(first)):
        return False
    measures = word_list("grammar", "measures")
    return any(sentence.words[i].folded.removesuffix("ا") in measures for i in chunk.head[1:])


def _set_off(words: Sequence[Word], end: int) -> bool:
    """True where a comma or the end of the sentence stands before word `end`."""
    return end >= len(words) or bool(words[end].break_before)


def included(chunk: Chunk, sentence: Sentence) -> bool:
    """«بينهم فلان», «أحدهما العقيد فلان»: one of those just counted."""
    among = word_list("grammar", "among")
    return chunk.governor in among or (bool(chunk.head) and sentence.words[chunk.head[0]].bare in among)
