"""How a trigger stands in its sentence beside the others: what is told by its neighbour, what only says when, what bears no act."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.events.again import occurs
from reader.analysis.events.clauses import Sentence, word_list
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.triggers import Found
from reader.analysis.events.worth import FLOOR
from reader.model import EventMention, Span


def occurring(sentence: Sentence, found: Sequence[Found], made: Sequence[EventMention]) -> set[Span]:
    """«جاء الافتتاح», «الوفاة حدثت»: a verb that only says that the happening beside it took place, which is told by its noun."""
    out = set()
    for i, verb in enumerate(found):
        if i + 1 < len(found) and _manages(sentence, verb, found[i + 1]) and made[i + 1].score >= FLOOR:
            out.add(made[i].trigger)
            continue
        if not (general(verb) and verb.finite and occurs(sentence.words[verb.at].folded)):
            continue
        for j in (i - 1, i + 1):
            if not 0 <= j < len(found) or general(found[j]) or made[j].score < FLOOR:
                continue
            noun, late = found[j], max(found[j].at, verb.at)
            beside = abs(noun.at - verb.at) == 1 and not sentence.words[late].break_before
            subject = not noun.finite and not noun.reading.proclitic
            if beside and subject and (noun.at > verb.at or noun.reading.definite):
                out.add(made[i].trigger)
    return out


def _manages(sentence: Sentence, verb: Found, act: Found) -> bool:
    """«نجح البرلمان في انتخاب فلان», «تمكنت الشرطة من توقيفه»: a verb that only says that the act behind it was done."""
    manages = (
        general(verb) and verb.finite and sentence.words[verb.at].bare in word_list("grammar", "manages")
    )
    return manages and act.borne == verb.at


def aside(sentence: Sentence, found: Found) -> bool:
    """«أعلن الوزير خلال زيارته ...»: where or when something was said, and not what."""
    if found.finite or not found.at:
        return False
    return sentence.words[found.at - 1].bare in word_list("grammar", "during")


def own_act(sentence: Sentence, found: Found) -> bool:
    """«أعلنت الدول خروجها من المنظمة»: what they announce is an act of theirs, told by the verb."""
    if found.finite or found.reading.proclitic or not (found.reading.pronoun or found.reading.definite):
        return False
    return sentence.words[found.at - 1].bare not in word_list("grammar", "prepositions")


def general(found: Found) -> bool:
    """True for an act of no kind."""
    return lexicon().grammars[found.reading.trigger.grammar].dated


def before_that(sentence: Sentence, at: int, dating: tuple[int, ...]) -> tuple[int, ...]:
    """«أعلن الوزير أن الجسر افتتح الأحد»: the day after أن is that of what is told, not of the telling."""
    that = word_list("grammar", "that")
    end = next(
        (
            i
            for i, word in enumerate(sentence.words)
            if i > at and (word.bare in that or any(b in ':«"“' for b in word.break_before))
        ),
        None,
    )
    late = {word.time for word in sentence.words[end:]} if end is not None else set()
    return tuple(each for each in dating if each not in late)


def circumstance(sentence: Sentence, found: Found) -> bool:
    """«وقتل في الهجوم جنديان»: a definite noun after a preposition does not end the clause around it."""
    if found.finite or not found.reading.definite or not found.at:
        return False
    return sentence.words[found.at - 1].bare in word_list("grammar", "prepositions")
