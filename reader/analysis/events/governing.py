"""An act that another verb takes: asked for, offered, decided or refused. Its doer is theirs, and it may not have happened."""

from __future__ import annotations

from reader.analysis.events.clauses import Sentence, without_article, word_list
from reader.analysis.events.lexicon import EventType, lexicon
from reader.analysis.events.parts import ROLES, Parts
from reader.analysis.events.triggers import Found
from reader.model import Role


def controlled(
    parts: Parts, sentence: Sentence, found: Found, kind: EventType, before: Found, others: Parts
) -> str:
    """An act that a verb of asking, deciding or refusing takes: its doer is theirs. Gives the modality, "" for none."""
    if found.light:
        return ""
    governing = lexicon().types[before.reading.trigger.type]
    if (
        not governing.control
        or not 0 < found.at - before.at <= 10
        or not _complements(sentence, before.at, found)
    ):
        return ""
    role = ROLES[kind.subject if found.finite else kind.genitive]
    done = kind.by_word and governing.id in ("order", "decide", "decree") and not found.finite
    complement = "" if done else governing.complement  # «أصدر أمرا بمنع التجول»: the order is the act
    if parts.has(role) or (not found.finite and parts.has(Role.AGENT)):  # «غداة انقلاب نفذه الجيش»
        if found.finite:
            return complement  # «رفض أن يستقيل», «أن يغادر ابنه»: whoever acts, it is only spoken of
        demanded = governing.family == "demand" and (
            found.reading.proclitic == "ب" or sentence.words[found.at - 1].bare in word_list("grammar", "to")
        )
        return complement if demanded else ""  # «رفض طلب حداد»: somebody else's act, that happened
    if not found.reading.pronoun:
        source = Role.AGENT if governing.control == "agent" else Role.PATIENT
        for mention in others.named(source):
            if parts.participants.get(mention, Role.OTHER) is Role.OTHER:
                parts.participants[mention] = role
    return complement


def answered(
    parts: Parts, sentence: Sentence, found: Found, kind: EventType, before: Found, others: Parts
) -> None:
    """«طلبوا من القبطان العودة لكنه رفض»: whom something is asked of or offered to is who answers, where a pronoun stands before the verb."""
    governing = lexicon().types[before.reading.trigger.type]
    if not (kind.answer and found.finite and governing.family == "demand") or parts.has(Role.AGENT):
        return
    pronouns = word_list("grammar", "subject_pronouns")
    if not found.at or sentence.words[found.at - 1].bare not in pronouns:
        return
    for mention in others.named(Role.PATIENT)[:1]:
        parts.participants.setdefault(mention, Role.AGENT)


def _complements(sentence: Sentence, verb: int, found: Found) -> bool:
    """True where the act is what the verb takes: a masdar (bare or after ب، على، من), or «أن» with a present."""
    words = sentence.words
    if any(b in "؛.:" for w in words[verb + 1 : found.at + 1] for b in w.break_before):
        return False
    before = words[found.at - 1].bare
    if found.reading.definite and found.at - verb > 4:
        return False
    if found.finite:
        return found.reading.kind == "present" and before in word_list("grammar", "that_noun")
    if before in word_list("grammar", "of") and any(
        w.bare in word_list("grammar", "before_or_after")
        for w in words[max(verb + 1, found.at - 5) : found.at - 1]
    ):
        return False  # «عرضت عليه قبل يوم من وصول القوات»: when, not what
    between = words[verb + 1 : found.at]
    if any(w.bare in word_list("grammar", "openers") for w in between):
        return False
    if any(without_article(w.bare) in word_list("grammar", "comments") for w in between):
        return False  # «رفضت الوزارة التعليق على القصف»
    return before not in word_list("grammar", "prepositions") or before in word_list("grammar", "takes")
