"""What is subject and what object where no ending is written: spellings that show the case, and verbs that say it by what follows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from reader.analysis.events.chunks import Chunk
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists, word_map
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.noun_kinds import of_people
from reader.analysis.events.numerals import is_number
from reader.analysis.events.parts import is_force, type_of
from reader.analysis.events.readings import read_word
from reader.analysis.events.triggers import Found
from reader.model import EntityType, Mention
from reader.text.fold import fold

_ACCUSATIVE = ("اءه", "اءها", "اءهم", "اءهما", "اءهن")  # the nominative has its hamza on a waw: «حلفاؤه»
_SOON = 6  # words behind a verb of compelling in which it says to what


def object_by_spelling(chunk: Chunk, sentence: Sentence) -> bool:
    """«طرد حلفاءه», «جمع وزراءه»: a hamza without a seat before a pronoun is the accusative's; and «رفض ذلك» has no subject."""
    word = sentence.words[chunk.words[0]]
    pointing = len(chunk.words) == 1 and word.folded in word_list("grammar", "this")
    return not chunk.mentions and (pointing or word.folded.endswith(_ACCUSATIVE))


def oblique(chunk: Chunk, sentence: Sentence) -> bool:
    """«معارضين», «المسؤولين»: a sound plural of people in the case of who suffers the act; one who acts is «معارضون»."""
    word = sentence.words[chunk.words[0]]
    letters = without_article(word.bare)
    if not letters.endswith("ين") or len(letters) < 6 or chunk.mentions or is_number(letters):
        return False
    people = word_lists(("grammar", "person_titles"), ("grammar", "trades"))
    participle = letters.startswith("م") and letters not in word_list("grammar", "broken_plurals")
    return participle or letters.endswith("يين") or letters[:-2] in people


def nominative(chunk: Chunk, sentence: Sentence) -> bool:
    """«مشجعون غاضبون», «ثلاثون شخصا», «جنديان»: a number, or a plural or dual of people, in the case of who acts, or of whom a
    passive is told."""
    word = sentence.words[chunk.words[0]]
    letters = without_article(word.folded)
    if chunk.mentions or word.bare != word.folded or not letters.endswith(("ون", "ان")):
        return False
    people = word_lists(("grammar", "person_titles"), ("grammar", "trades"), ("grammar", "relations"))
    stem = letters[:-2]
    if letters.endswith("ان"):
        return stem in people or (stem.endswith("ت") and stem[:-1] + "ه" in people)
    if letters in word_list("grammar", "no_plurals"):
        return False
    return is_number(letters) or stem in people or stem.endswith("ي") or (len(stem) > 3 and stem[0] == "م")


def gift(chunk: Chunk, found: Found, sentence: Sentence) -> bool:
    """«ومنحه مفتاح المدينة»: behind a verb of giving with its pronoun a lone phrase of no people is what was given."""
    if not found.reading.pronoun or chunk.mentions or not _is(found, "givers"):
        return False
    word = sentence.words[chunk.words[0]]
    names = ("person_titles", "trades", "forces", "side_heads", "bodies", "relations")
    people = word_lists(*(("grammar", name) for name in names))
    letters = without_article(word.bare)
    return letters not in people and not word.folded.endswith("ون") and not of_people(word)


def granted(found: Found) -> bool:
    """«منح الرئيس فلان وزير الدفاع وساما»: between who gives and what he gives stands who gets it."""
    return found.finite and _is(found, "givers")


def compelled(sentence: Sentence, found: Found) -> bool:
    """«أجبر فلان على الرحيل», «منع من السفر»: who is named alone before «على», «من» suffers it."""
    if not found.finite or not _is(found, "compelling"):
        return False
    for word in sentence.words[found.at + 1 : found.at + 1 + _SOON]:
        if word.break_before:
            return False
        if word.bare in word_list("grammar", "compelled_to"):
            return True
    return False


def hers(chunk: Chunk, found: Found, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """«قضت المحكمة بسجنه وبرأت فلانا»: behind «و» a feminine verb goes on with the body before it, and the man behind it is no subject."""
    main = chunk.main(mentions)
    if found.reading.conjunction != "و" or found.reading.agreement != "f" or main < 0:
        return False
    if chunk.words[0] != found.at + 1 or chunk.head or mentions[main].type is not EntityType.PER:
        return False
    if fold(mentions[main].text).split()[0] in word_list("grammar", "womens_names"):
        return False
    words = sentence.words
    for i in range(found.at - 1, -1, -1):
        verbs = [reading for reading in read_word(words[i].folded) if reading.kind != "masdar"]
        if words[i].mention < 0 and verbs and all(reading.agreement == "f" for reading in verbs):
            subject = words[i + 1]
            body = subject.mention >= 0 and mentions[subject.mention].type is EntityType.ORG
            return body or (subject.form.marbuta and subject.bare.startswith("ال"))
    return False


def hit_in(sentence: Sentence, found: Found) -> bool:
    """«ضرب فلان في رقبته»: who is named alone before a part of his own body was hit."""
    if not found.finite or not _is(found, "hits"):
        return False
    own = word_list("grammar", "own_body")
    for word in sentence.words[found.at + 1 : found.at + 1 + _SOON]:
        if word.break_before:
            return False
        if word.bare in own:
            return True
    return False


def taken_on(sentence: Sentence, found: Found, kind: EventType) -> bool:
    """«قبض عليه المحقق»: a preposition's pronoun right behind the verb says whom it befell."""
    after = sentence.words[found.at + 1 : found.at + 2]
    if not after or after[0].break_before:
        return False
    preposition = word_map("grammar", "pronouns_after").get(after[0].folded, "")
    return kind.preps.get(preposition) == "patient"


def excepted(sentence: Sentence, at: int) -> int:
    """«لم يقتل سوى جنديين»: how many words stand between the verb and whom alone it befell."""
    after = sentence.words[at + 1 : at + 2]
    return int(bool(after) and after[0].bare in word_list("grammar", "exceptive"))


def said_on(after: Sequence[Chunk], kind: EventType) -> bool:
    """«حكم القاضي على فلان»: a phrase behind «على» is whom it befell."""
    on = word_list("grammar", "on")
    return any(each.governor in on and kind.preps.get(each.governor) == "patient" for each in after)


def awaited(sentence: Sentence, at: int) -> bool:
    """«كان في استقبال الرئيس», «في وداع الضيف»: who is named behind it is received, and whoever stands behind him receives."""
    words = sentence.words
    if at < 2 or words[at].bare not in word_list("grammar", "welcomes"):
        return False
    inside, been = word_list("grammar", "inside"), word_list("grammar", "been")
    return words[at - 1].bare in inside and any(word.bare in been for word in words[max(0, at - 4) : at - 1])


def done_to(
    first: Chunk, found: Found, after: Sequence[Chunk], sentence: Sentence, mentions: Sequence[Mention]
) -> bool:
    """«غزو العاصمة», «لمهاجمة كابول»: what stands behind such a masdar suffers the act, unless it is somebody or «ل» says what does."""
    masdar = _without_for(sentence.words[found.at].bare)
    if found.reading.kind != "masdar" or masdar not in word_list("grammar", "done_to"):
        return False
    if any(each.governor == "ل" for each in after) or is_force(first, sentence):
        return False
    kind = type_of(first, mentions)
    word = sentence.words[first.words[0]]
    if kind is EntityType.PER:
        return masdar in word_list("grammar", "done_to_somebody")
    return kind is EntityType.LOC or (kind is None and word.folded.startswith("ال") and not _people(word))


def _without_for(letters: str) -> str:
    return letters[1:] if letters[:1] == "ل" and letters not in word_list("grammar", "done_to") else letters


def _people(word: Word) -> bool:
    letters = without_article(word.folded)
    return word.folded.endswith(("ون", "ين")) or letters in word_lists(
        *(("grammar", name) for name in ("person_titles", "trades", "forces", "side_heads", "crowds"))
    )


def object_is_complement(first: Chunk, found: Found, sentence: Sentence) -> bool:
    """«حل الرئيس البرلمان»: what the verb asks for is a definite noun right behind a definite phrase, which then acts; not «ووري الرئيس الثرى»."""
    words = sentence.words
    at, last = found.complement, words[first.words[-1]]
    ruling = at > 0 and words[at].folded in word_list("grammar", "rulings")  # «أصدر القاضي الثلاثاء حكما»
    if at < first.words[-1] or words[at].break_before or words[at].bare != words[at].folded:
        return False
    if at != first.words[-1] + 1 and not ruling:
        return False
    places = word_lists(("grammar", "place_heads"), ("grammar", "lain_in"))
    noun = ruling or (words[at].bare.startswith("ال") and without_article(words[at].bare) not in places)
    definite = last.mention >= 0 or last.bare.startswith("ال") or last.folded.endswith("ون")
    return noun and definite and words[at].bare not in word_list("grammar", "prepositions")


def an_act(first: Chunk, stops: Collection[int], sentence: Sentence) -> bool:
    """«ألغى الوزير فلان زيارة», «أوقف الجيش هجوما»: right behind who acts stands an act, indefinite, that it was done to."""
    at = first.words[-1] + 1
    if at not in stops or not first.mentions:
        return False
    word = sentence.words[at]
    if word.break_before or word.bare != word.folded or word.bare.startswith("ال") or word.owned:
        return False
    return all(reading.kind == "masdar" and not reading.proclitic for reading in read_word(word.folded))


def own_thing(chunk: Chunk, found: Found, sentence: Sentence, kind: EventType) -> bool:
    """«منصبه», «جميع صلاحياته» right after the verb: a thing of the subject's, who is left out; «شقيقه» and «قواته» act themselves."""
    word = sentence.words[chunk.words[0]]
    if len(chunk.words) > 1 and word.bare in word_list("grammar", "all_of"):
        word = sentence.words[chunk.words[1]]
    if chunk.mentions or found.reading.pronoun or not word.owned:
        return False
    if word.folded in word_list("grammar", "counterparts"):
        return True  # «والتقى في باريس نظيره الفرنسي»
    if chunk.words[0] != found.at + 1:
        return False
    return kind.family == "demand" or not of_people(word)  # «دعا أنصاره إلى الهدوء»


def _is(found: Found, name: str) -> bool:
    return _folded(found.reading.trigger.lemma) in word_list("grammar", name)


@lru_cache(maxsize=4096)
def _folded(lemma: str) -> str:
    return fold(lemma)
