"""Subjects that stand away from their act: before the verb, or with another verb that tells of a masdar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from reader.analysis.events.bearing import takes_back
from reader.analysis.events.chunks import HARD, SOFT, Chunk, chunks
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists, word_map
from reader.analysis.events.lexicon import EventType, lexicon
from reader.analysis.events.noun_kinds import indefinite, is_title, of_people
from reader.analysis.events.parts import Parts, enter
from reader.analysis.events.readings import Reading, read_word
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Mention, Role

# The pronouns by which a relative clause takes up what it tells of.
_TAKEN_UP = {"الذي": ("ه",), "التي": ("ها",)}
_THEM = ("هم", "ها")
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
    while start and words[start - 1].bare in word_list("grammar", "auxiliaries"):
        start -= 1
        if words[start].bare != words[start].folded:
            return []  # «وكان قد اعتقل»: a clause that begins with its verb
        if words[start].break_before.strip(_QUOTES):
            break
    limit = start
    begins = start < at and words[start].break_before.strip(_QUOTES)  # «، كان قد اعتقل»
    if start and words[start - 1].bare in word_list("grammar", "who_which_or_they"):
        if found.reading.pronoun:
            return []
        kind = lexicon().types[found.reading.trigger.type]
        if taken_up(sentence, at, words[start - 1].bare, kind) == "none":
            return []
        told = _antecedent(sentence, start - 1, mentions, kind.single == "patient", stops)
        return [told] if told is not None else []
    aside = next((i for i in range(limit - 1, max(0, limit - 25), -1) if words[i].break_before), limit)
    if aside < limit and words[aside].folded in word_lists(
        ("titles", "relatives"), ("grammar", "prepositions")
    ):
        across = _across_aside(sentence, aside, limit, mentions, stops)
        if across is not None:
            return [across]
    if begins:
        return []
    while start > 0 and start - 1 not in stops:
        before = words[start - 1]
        if SOFT.union("؛.:").intersection(words[start].break_before) and start != limit:
            across = _across_aside(sentence, start, limit, mentions, stops)
            if across is not None:
                return [across]
            break
        if before.bare in word_list("grammar", "openers"):
            break
        start -= 1
    if 1 < start < limit and relative(sentence, start) and not words[limit].break_before:
        told = _antecedent(sentence, start - 1, mentions, suffers=False)  # «ووهان التي يسكنها الملايين أغلقت»
        return [told] if told is not None and not _governed(words, told.words[0]) else []
    if start > 2 and start - 1 in stops and relative(sentence, start - 1):
        told = _antecedent(sentence, start - 2, mentions, suffers=False)  # «الوزير الذي زار المدينة وعد»
        return [told] if told is not None else []
    every = list(chunks(sentence, start, limit, mentions))
    found_chunks = [c for c in every if not c.governor]
    if not found_chunks:
        return []
    if _of_the_noun_before(words, limit, found.reading, every):
        return []
    first = found_chunks[0]
    head = words[first.words[0]]
    if first.words[0] != start:
        return []
    if start and start - 1 in stops and _of_the_act_before(words, start, limit):
        return []
    if start == 0 and set("-–—") & set(words[limit].break_before):
        return []  # «الخرطوم (أ ف ب) - اندلعت ...»: a dateline is no subject
    joined = [c for c in found_chunks[1:2] if c.joined and c.mentions and first.mentions]
    if _between_auxiliaries(words, start, limit):
        return [first, *joined]  # «كان أربعة عمال قد دخلوا النفق»
    that, nobody = word_list("grammar", "that"), word_list("grammar", "nobody")
    behind_that = start > 0 and words[start - 1].bare in that and head.bare not in nobody
    if (
        first.mentions
        or behind_that  # «أن طاقم السفينة أخفى»
        or head.bare.startswith("ال")
        or head.bare in word_list("grammar", "own_state")
        or (len(first.words) > 1 and head.bare in word_list("grammar", "one_of"))
        or without_article(head.bare) in word_list("grammar", "side_heads")
        or _their_own(head)
        or (is_title(head) and _definite(words[first.words[-1]]))  # «إن مدير المستشفى أمر»
    ):
        return [first, *joined]
    return []


def _of_the_noun_before(words: Sequence[Word], at: int, reading: Reading, phrases: Sequence[Chunk]) -> bool:
    """«عاد فلان على متن طائرة استأجرتها صحيفة»: the clause that begins at word `at` tells of the noun right before it, not of the subject."""
    last = phrases[-1]
    if last is phrases[0] or at - 1 not in last.words or not indefinite(words[at - 1]):
        return False
    feminine = reading.pronoun == "ها" if reading.pronoun else reading.agreement == "f"
    return words[at - 1].form.marbuta == feminine


def of_a_noun(sentence: Sentence, found: Found) -> bool:
    """«الهجوم الذي استهدف السفارة»: what acts is the noun that no name is of, and nobody named before."""
    words, at = sentence.words, found.at
    if found.reading.pronoun or at < 2:
        return False
    if _happening_acts(words, found):
        return True
    if words[at - 1].bare not in word_list("titles", "relatives"):
        agrees = words[at - 2].form.marbuta == (found.reading.agreement == "f")
        return (
            agrees and words[at - 1].bare in word_list("grammar", "been_or_be") and indefinite(words[at - 2])
        )  # «طائرة كانت تنقل السلاح»
    noun = words[at - 2]
    if words[at - 1].break_before or noun.mention >= 0 or not noun.folded.startswith("ال"):
        return False
    return without_article(noun.folded) not in word_list("grammar", "when_where")


def _happening_acts(words: Sequence[Word], found: Found) -> bool:
    """«أن الانفجار استهدف الفندق», «في تفجير استهدف موكبه»: a happening right before its verb, which it agrees with."""
    at = found.at
    while (
        at > 1 and words[at - 1].folded in word_list("grammar", "describing") and not words[at].break_before
    ):
        at -= 1
    noun, before = words[at - 1], words[at - 2]
    if noun.mention >= 0 or words[at].break_before or noun.form.marbuta != (found.reading.agreement == "f"):
        return False
    readings = [each for each in read_word(noun.folded) if each.kind != "jussive"]
    if not readings or any(each.kind != "masdar" or each.pronoun for each in readings):
        return False
    return not noun.folded.startswith("ال") or before.bare in word_list("grammar", "openers")


def _definite(word: Word) -> bool:
    return word.mention >= 0 or word.owned or word.bare.startswith("ال")


def _governed(words: Sequence[Word], at: int) -> bool:
    """«في العالم الذي نعيش فيه»: a preposition stands before word `at`, or on it."""
    return words[at].bare.startswith(("بال", "لل")) or (
        at > 0 and words[at - 1].bare in word_list("grammar", "prepositions")
    )


def _their_own(word: Word) -> bool:
    """«قواته استعادت المدينة», «رجالها هاجموا»."""
    sides = word_lists(("grammar", "side_heads"), ("grammar", "forces"))
    if not word.owned:
        return False
    stems = [word.folded.removesuffix(each) for each in ("هم", "ها", "ه") if word.folded.endswith(each)]
    return any(stem in sides or stem[:-1] + "ه" in sides for stem in stems)  # «شركته أبلغت»


def _of_the_act_before(words: Sequence[Word], start: int, limit: int) -> bool:
    """«بعد مقتل فلان، اعتقلت الشرطة رجلا»: the phrase right behind an act is that act's own, not the subject of the next verb."""
    act = words[start - 1]
    readings = read_word(act.folded)
    masdar = bool(readings) and all(reading.kind == "masdar" for reading in readings)
    if words[start].break_before or (masdar and act.bare.startswith("ال")):
        return False  # «القتيل فلان»
    if SOFT.intersection(words[limit].break_before) and words[limit].bare == words[limit].folded:
        return True
    return masdar and not act.owned


def taken_up(sentence: Sentence, at: int, relative: str, kind: EventType) -> str:
    """The part that a preposition's pronoun gives to what a relative clause tells of, "" where none takes it up.

    «التي عثر عليها» suffers it; «المنصة التي قتل عليها», «الأسبوع الذي شنق فيه» has none in the act but where or when.
    """
    words = sentence.words
    for word in words[at + 1 : at + 3]:
        if word.break_before:
            return ""
        preposition = word_map("grammar", "pronouns_after").get(word.folded)
        if preposition is not None and word.folded.endswith(_TAKEN_UP.get(relative, _THEM)):
            part = kind.preps.get(preposition, "")
            return part if part in ("agent", "patient") else "none"
    return ""


def relative(sentence: Sentence, at: int) -> bool:
    """True for a verb right after a relative pronoun."""
    return at > 0 and sentence.words[at - 1].bare in word_list("titles", "relatives")


def told_of(sentence: Sentence, found: Found, kind: EventType, bare: Sequence[Chunk]) -> Role | None:
    """The part of whom a relative clause tells where he does not act: «الفتاة التي عثر عليها», «المدرب الذي أقال النادي مساعده»."""
    if not relative(sentence, found.at) or found.reading.pronoun:
        return None
    words = sentence.words
    if taken_up(sentence, found.at, words[found.at - 1].bare, kind) == "patient":
        return Role.PATIENT
    if thing_first(sentence, bare):
        return Role.OTHER
    owned = len(bare) > 1 and not bare[1].mentions and words[bare[1].words[0]].owned
    return Role.OTHER if owned and not words[bare[0].words[0]].owned else None


def thing_first(sentence: Sentence, bare: Sequence[Chunk]) -> bool:
    """«استهدف موكبه انفجار»: something of somebody's stands before what acts on it."""
    if len(bare) < 2 or bare[0].mentions or bare[1].mentions:
        return False  # «أصابت شظاياها فلانا»
    first, second = (sentence.words[each.words[0]] for each in bare[:2])
    return first.owned and not of_people(first) and not second.owned and not second.folded.endswith("ا")


def actors(sentence: Sentence, bare: Sequence[Chunk]) -> Sequence[Chunk]:
    """Who acts in such a clause, and on what: a name or a definite noun; «عثر عليها مذبوحة» says in what state."""
    if thing_first(sentence, bare):
        return [bare[1], bare[0]]
    first = bare[0] if bare else None
    definite = first is not None and (first.mentions or sentence.words[first.words[0]].bare.startswith("ال"))
    return bare if definite else ()


def _across_aside(
    sentence: Sentence, aside: int, limit: int, mentions: Sequence[Mention], stops: Collection[int]
) -> Chunk | None:
    """«آبي، صاحب أطول فترة حكم، استقال», «الوزير، خلال زيارته إلى باريس، التقى»: who is named before what stands between two
    commas, right before the verb."""
    words = sentence.words
    if not SOFT.intersection(words[aside].break_before) or not SOFT.intersection(words[limit].break_before):
        return None
    relative = words[aside].bare in word_list("titles", "relatives")
    by_the_way = words[aside].bare in word_list("grammar", "prepositions")
    said = None if relative or by_the_way else next(iter(chunks(sentence, aside, limit, mentions)), None)
    if words[aside].bare != words[aside].folded:
        return None
    if not relative and not by_the_way and (said is None or said.governor or said.words[0] != aside):
        return None
    start = aside
    while start > 0 and start - 1 not in stops:
        if start != aside and (SOFT | HARD).intersection(words[start].break_before):
            break
        if words[start - 1].bare in word_list("grammar", "openers"):
            break
        start -= 1
    named = list(chunks(sentence, start, aside, mentions))
    if len(named) != 1 or named[0].governor or named[0].words[0] != start:
        return None
    if by_the_way and start and start - 1 in stops:
        return None  # «وصل فلان، بعد ساعات، استقبله»: that act's own
    main = named[0].main(mentions)
    if main < 0:
        definite = words[start].folded.startswith("ال")
        return named[0] if definite and (relative or (by_the_way and _somebody(words[start]))) else None
    return named[0] if mentions[main].type is not EntityType.LOC else None


def _between_auxiliaries(words: Sequence[Word], start: int, limit: int) -> bool:
    """A phrase right behind «كان» and right before «قد» is the subject of the verb that follows."""
    return (
        0 < start < limit < len(words)
        and words[limit].bare in word_list("grammar", "already")
        and words[start - 1].bare in word_list("grammar", "been_or_be")
    )


def _antecedent(
    sentence: Sentence,
    relative: int,
    mentions: Sequence[Mention],
    suffers: bool,
    stops: Collection[int] = (),
) -> Chunk | None:
    """The phrase that ends right before a relative pronoun: with a name, or who suffers the act («المدير الذي خطف»)."""
    start = relative
    while start > 0 and relative - start < 8:
        word = sentence.words[start - 1]
        if SOFT.union("؛.:").intersection(sentence.words[start].break_before):
            break
        if word.bare in word_list("grammar", "openers") or word.bare in word_list("grammar", "prepositions"):
            break
        if start < relative and start - 1 in stops:
            break  # «دان العمل الذي ...»
        start -= 1
    found = list(chunks(sentence, start, relative, mentions))
    if not found or found[-1].words[-1] != relative - 1:
        return None
    head = sentence.words[found[-1].words[0]]
    happening = any(reading.kind == "masdar" for reading in read_word(head.folded))
    acts = head.bare.startswith("ال") and _somebody(head)  # «الضابط الذي طلب عدم ذكر اسمه»
    return found[-1] if found[-1].mentions or acts or (suffers and not happening) else None


def _somebody(word: Word) -> bool:
    """A noun of people or of a body: a title, a trade, a force; no place."""
    letters = without_article(word.bare)
    people = (("grammar", name) for name in ("person_titles", "trades", "forces", "side_heads"))
    return letters in word_lists(*people) and word.bare not in word_list("grammar", "place_anaphors")


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
    between = [c for c in chunks(sentence, found.borne + 1, found.at, mentions) if not c.governor]
    bearer = sentence.words[found.borne]
    named = bearer.bare != bearer.folded and between and between[0].words[0] == found.borne + 1
    # «أعلن الجيش ...، وقرر مجلس الوزراء فرض ...», «أضرموا النار، فأطلقت الشرطة الغاز لتفريقهم»
    if not subjects or (named and (between[0].mentions or not subjects[0].mentions)):
        subjects = between[:1] + [c for c in between[1:2] if c.joined and c.mentions]
    for subject in subjects:
        enter(parts, subject, role, mentions, sentence, kind)


def taken_back(
    sentence: Sentence, found: Found, mentions: Sequence[Mention], parts: Parts, kind: EventType
) -> None:
    """«هجوم كاسح شنه الجيش», «الحملة التي قادتها الوزارة»: the subject of the verb that takes the masdar back as its object."""
    words = sentence.words
    if found.reading.pronoun:
        return  # «فوزه في انتخابات وصفها فلان»
    for i in range(found.at + 1, min(len(words) - 1, found.at + 5)):
        if HARD.union(SOFT).intersection(words[i].break_before):
            return
        if words[i].bare in word_list("grammar", "judging"):
            return  # «انتخابات وصفها فلان بأنها مزورة»
        if words[i].mention < 0 and takes_back(words[i]):
            subject = next(iter(chunks(sentence, i + 1, min(len(words), i + 9), mentions)), None)
            if subject is not None and not subject.governor and subject.words[0] == i + 1:
                enter(parts, subject, Role.AGENT, mentions, sentence, kind)
            return


def witnessed(sentence: Sentence, found: Found, mentions: Sequence[Mention], parts: Parts) -> None:
    """«المواجهات التي شهدتها شبوة», «شهدت شبوة مواجهات»: the place that saw it."""
    words, listed = sentence.words, word_list("grammar", "witness")
    for i in range(max(0, found.at - 6), min(len(words) - 1, found.at + 5)):
        if words[i].bare not in listed or (
            i > found.at and words[i - 1].bare not in word_list("grammar", "who_or_which")
        ):
            continue
        after = next((j for j in range(i + 1, min(len(words), i + 5)) if words[j].begins), -1)
        if after < 0 or (i < found.at) != (after < found.at):
            continue
        mention = words[after].mention
        if mentions[mention].type is EntityType.LOC:
            parts.participants.setdefault(mention, Role.PLACE)
            if parts.participants[mention] is Role.OTHER:
                parts.participants[mention] = Role.PLACE


def pronoun_before(sentence: Sentence, at: int) -> bool:
    """«إنه لم يلتق أي مسؤول»: the pronoun on إن is the subject, so that the phrase after the verb is the object."""
    at -= 1
    while at > 0 and sentence.words[at].bare in word_list("grammar", "before_verb"):
        at -= 1
    return at >= 0 and sentence.words[at].bare in word_list("grammar", "subject_pronouns")


def being(sentence: Sentence, at: int) -> bool:
    """True right after «أن يكون قد», «أن تكون قد»: a subject would stand before قد."""
    words = sentence.words
    return (
        at > 2
        and words[at - 1].bare in word_list("grammar", "already")
        and words[at - 2].bare in word_list("grammar", "being")
        and words[at - 3].bare in word_list("grammar", "that_noun")
    )


def had(sentence: Sentence, at: int) -> bool:
    """Right after «وكان قد»: a subject would stand before قد («وكان فلان قد أطاح ابن عمه»)."""
    words = sentence.words
    return (
        at > 1
        and words[at - 1].bare in word_list("grammar", "already")
        and words[at - 2].bare in word_list("grammar", "been")
        and words[at - 2].bare != words[at - 2].folded
    )
