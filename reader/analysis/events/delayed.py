"""Who acts or suffers behind a relative clause: «وقتل في المعارك التي اندلعت أمس ثلاثة جنود»."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.chunks import HARD, SOFT, Chunk, chunks
from reader.analysis.events.clauses import Sentence, Word, word_list
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.numerals import is_number
from reader.analysis.events.parts import Parts, enter
from reader.model import Mention, Role

_REACH = 16  # words of a relative clause


def told_behind(
    parts: Parts,
    sentence: Sentence,
    verb: int,
    after: Sequence[Chunk],
    kind: EventType,
    mentions: Sequence[Mention],
    role: Role,
) -> None:
    """Where a relative clause hangs on what a preposition governs, the verb's own noun may stand behind it.

    Entered is one that is counted, which nothing else in the clause can be: nobody is to be guessed then.
    """
    words = sentence.words
    if _so_many(words, verb):
        parts.told, parts.lone = True, False  # «وأصيب أكثر من ألفين»
        return
    at = after[-1].words[-1] + 1 if after and after[-1].governor else len(sentence.words)
    if at >= len(words) or words[at].bare not in word_list("titles", "relatives") or words[at].break_before:
        return
    for i in range(at + 2, min(len(words), at + _REACH)):
        word = words[i]
        if not (HARD | SOFT).isdisjoint(word.break_before):
            return
        number = word.folded[0].isdigit() or is_number(word.folded)
        if number and word.time < 0 and word.mention < 0 and word.bare == word.folded:
            counted = next(chunks(sentence, i, min(len(words), i + 5), mentions), None)
            if counted is not None and counted.head and len(counted.words) > 1:
                enter(parts, counted, role, mentions, sentence, kind)
                parts.told, parts.lone = True, False
            return


def _so_many(words: Sequence[Word], verb: int) -> bool:
    """«أكثر من ألفين», «ما لا يقل عن مئة», «نحو 30» right behind word `verb`: so many, not somebody who was named."""
    if verb + 1 >= len(words) or words[verb + 1].bare not in word_list("grammar", "about_so_many"):
        return False
    return any(is_number(w.folded) or w.folded[0].isdigit() for w in words[verb + 2 : verb + 6])
