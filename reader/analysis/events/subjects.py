"""Subjects that stand away from their act: before the verb, or with another verb that tells of a masdar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from reader.analysis.events.bearing import takes_back
from reader.analysis.events.chunks import HARD, SOFT, Chunk, chunks
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list
from reader.analysis.events.lexicon import EventType, lexicon
from reader.analysis.events.parts import Parts, enter
from reader.analysis.events.readings import read_word
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Mention, Role

_AUXILIARIES = ("قد", "لقد", "لم", "لن", "لا", "سوف", "كان", "كانت", "كانوا")
_BEEN = ("كان", "كانت", "كانوا")
_QUOTES = '«»"“”'


def subject_before(
    sentence: Sentence, found: Found, mentions: Sequence[Mention], stops: Collection[int]
) -> list[Chunk]:
    """The subject that stands before its verb with who is joined to it, or the noun that a relative clause tells about."""
    words = sentence.words
    at = found.at
    if found.reading.conjunction:
        return []  # «وغادر»: a new clause that begins with its verb
    start = at
    while start and words[start - 1].bare in _AUXILIARIES:
        start -= 1
        if words[start].bare != words[start].folded or words[start].break_before.strip(_QUOTES):
            return []  # «وكان قد اعتقل»: a clause that begins with its verb
    limit = start
    if start and words[start - 1].bare in ("الذي", "التي", "الذين"):
        if found.reading.pronoun:
            return []
        kind = lexicon().types[found.reading.trigger.type]
        told = _antecedent(sentence, start - 1, mentions, kind.single == "patient")
        return [told] if told is not None else []
    while start > 0 and start - 1 not in stops:
        before = words[start - 1]
        if SOFT.union("؛.:").intersection(words[start].break_before) and start != limit:
            break
        if before.bare in word_list("grammar", "openers"):
            break
        start -= 1
    found_chunks = [c for c in chunks(sentence, start, limit, mentions) if not c.governor]
    if not found_chunks:
        return []
    first = found_chunks[0]
    head = words[first.words[0]]
    if first.words[0] != start:
        return []
    if start == 0 and set("-–—") & set(words[limit].break_before):
        return []  # «الخرطوم (أ ف ب) - اندلعت ...»: a dateline is no subject
    joined = [c for c in found_chunks[1:2] if c.joined and c.mentions and first.mentions]
    if _between_auxiliaries(words, start, limit):
        return [first, *joined]  # «كان أربعة عمال قد دخلوا النفق»
    if (
        first.mentions
        or head.bare.startswith("ال")
        or head.bare in word_list("grammar", "own_state")
        or without_article(head.bare) in word_list("grammar", "side_heads")
    ):
        return [first, *joined]
    return []


def _between_auxiliaries(words: Sequence[Word], start: int, limit: int) -> bool:
    """A phrase right behind «كان» and right before «قد» is the subject of the verb that follows."""
    return 0 < start < limit < len(words) and words[limit].bare == "قد" and words[start - 1].bare in _BEEN


def _antecedent(
    sentence: Sentence, relative: int, mentions: Sequence[Mention], suffers: bool
) -> Chunk | None:
    """The phrase that ends right before a relative pronoun: with a name, or who suffers the act («المدير الذي خطف»)."""
    start = relative
    while start > 0 and relative - start < 8:
        word = sentence.words[start - 1]
        if SOFT.union("؛.:").intersection(sentence.words[start].break_before):
            break
        if word.bare in word_list("grammar", "openers") or word.bare in word_list("grammar", "prepositions"):
            break
        start -= 1
    found = list(chunks(sentence, start, relative, mentions))
    if not found or found[-1].words[-1] != relative - 1:
        return None
    head = sentence.words[found[-1].words[0]]
    happening = any(reading.kind == "masdar" for reading in read_word(head.folded))
    return found[-1] if found[-1].mentions or (suffers and not happening) else None


def of_the_bearer(
    sentence: Sentence,
    found: Found,
    mentions: Sequence[Mention],
    stops: Collection[int],
    parts: Parts,
    kind: EventType,
    role: Role,
) -> None:
    """«حاول فلان دخول المقر», «فلان تعرض لهجوم»: the subject of the verb that bears the masdar."""
    verb = replace(
        found, at=found.borne, reading=replace(found.reading, kind="past", pronoun="", conjunction="")
    )
    subjects = subject_before(sentence, verb, mentions, stops)
    if not subjects:
        between = [c for c in chunks(sentence, found.borne + 1, found.at, mentions) if not c.governor]
        subjects = between[:1] + [c for c in between[1:2] if c.joined and c.mentions]
    for subject in subjects:
        enter(parts, subject, role, mentions, sentence, kind)


def taken_back(
    sentence: Sentence, found: Found, mentions: Sequence[Mention], parts: Parts, kind: EventType
) -> None:
    """«هجوم كاسح شنه الجيش», «الحملة التي قادتها الوزارة»: the subject of the verb that takes the masdar back as its object."""
    words = sentence.words
    for i in range(found.at + 1, min(len(words) - 1, found.at + 5)):
        if HARD.union(SOFT).intersection(words[i].break_before):
            return
        if words[i].mention < 0 and takes_back(words[i]):
            subject = next(iter(chunks(sentence, i + 1, min(len(words), i + 9), mentions)), None)
            if subject is not None and not subject.governor and subject.words[0] == i + 1:
                enter(parts, subject, Role.AGENT, mentions, sentence, kind)
            return


def witnessed(sentence: Sentence, found: Found, mentions: Sequence[Mention], parts: Parts) -> None:
    """«المواجهات التي شهدتها شبوة», «شهدت شبوة مواجهات»: the place that saw it."""
    words, listed = sentence.words, word_list("grammar", "witness")
    for i in range(max(0, found.at - 6), min(len(words) - 1, found.at + 5)):
        if words[i].bare not in listed or (i > found.at and words[i - 1].bare not in ("الذي", "التي")):
            continue
        after = next((j for j in range(i + 1, min(len(words), i + 5)) if words[j].begins), -1)
        if after < 0 or (i < found.at) != (after < found.at):
            continue
        mention = words[after].mention
        if mentions[mention].type is EntityType.LOC:
            parts.participants.setdefault(mention, Role.PLACE)
            if parts.participants[mention] is Role.OTHER:
                parts.participants[mention] = Role.PLACE
