"""Phrases behind a trigger that are no party of their own: a name for who was just meant, one of those counted, how often, how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reader.analysis.events.chunks import Chunk
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.lexicon import EventType
from reader.analysis.events.noun_kinds import acts, is_place_head, is_title, of_people
from reader.analysis.events.numerals import is_number
from reader.analysis.events.parts import type_of
from reader.analysis.events.readings import Reading, read_word
from reader.model import EntityType, Mention
from reader.text.fold import fold

_THREE = 3  # phrases: who acts, and an office with its name


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


def described(
    after: Sequence[Chunk], sentence: Sentence, mentions: Sequence[Mention], complement: int = -1
) -> set[int]:
    """«حكمت على فلان ربان العبارة», «التقى مع فلان وزير المالية»: who the one behind a preposition is, and no party beside him; by id.

    So, too, behind who acts where what he acts on, or the verb's own noun (word `complement`), stands behind it: «أرسل فلان رئيس المجلس وفدا».
    """
    people = word_lists(("grammar", "person_titles"), ("grammar", "trades"), ("grammar", "relations"))
    out: set[int] = set()
    for n, (name, noun) in enumerate(pairwise(after)):
        if type_of(name, mentions) is not EntityType.PER or noun.governor or noun.joined or not noun.head:
            continue
        if not name.governor and not (complement > noun.words[-1] or _thing(after[n + 2 : n + 3], sentence)):
            continue
        first = sentence.words[noun.words[0]]
        adjacent = noun.words[0] == name.words[-1] + 1 and not first.break_before
        if adjacent and first.mention < 0 and not first.owned and first.bare in people:
            out.add(id(noun))
    return out


def _thing(after: Sequence[Chunk], sentence: Sentence) -> bool:
    """Whether an indefinite phrase of no office stands there: «وفدا», not «رئيسا»."""
    if not after or after[0].governor or after[0].joined or after[0].after_comma or after[0].mentions:
        return False
    word = sentence.words[after[0].words[0]]
    office = is_title(word) or as_what(word.folded)
    return not (office or word.owned or word.bare.startswith("ال"))


def made_what(after: Sequence[Chunk], kind: EventType, sentence: Sentence) -> list[Chunk]:
    """Without «رئيسا للحزب» behind who was elected, and with what is refused apart: «رفضت كتلة العهد | المشاركة»."""
    out: list[Chunk] = []
    for chunk in after:
        words = [sentence.words[i] for i in chunk.head]
        bare = not (chunk.governor or chunk.mentions) and bool(words)
        if bare and kind.id == "elect" and as_what(words[0].folded):
            continue
        apart = bare and kind.answer and len(words) > 2 and words[-1].bare.startswith("ال")
        if apart and _masdar(words[-1]):
            out.append(replace(chunk, words=chunk.words[:-1], head=chunk.head[:-1]))
            out.append(Chunk("", chunk.words[-1:], chunk.head[-1:], after_comma=chunk.after_comma))
            continue
        out.append(chunk)
    return out


def as_what(letters: str) -> bool:
    """«رئيسا»: an office in the accusative."""
    return letters.endswith("ا") and letters[:-1] in word_list("grammar", "person_titles")


def _masdar(word: Word) -> bool:
    return any(each.kind == "masdar" for each in read_word(word.folded))


def told_what(chunk: Chunk, kind: EventType, sentence: Sentence) -> bool:
    """«وأبلغه استعداده», «وأبلغه القرار»: behind an object pronoun what was told, not who told it."""
    word = sentence.words[chunk.words[0]]
    if chunk.mentions or word.owned:
        return not chunk.mentions
    acts = word_lists(
        ("grammar", "person_titles"),
        ("grammar", "trades"),
        ("grammar", "forces"),
        ("grammar", "side_heads"),
        ("grammar", "bodies"),
        ("grammar", "relations"),
    )
    return kind.id == "inform" and without_article(word.bare) not in acts and not word.folded.endswith("ون")


def parted(after: Sequence[Chunk], sentence: Sentence, mentions: Sequence[Mention]) -> list[Chunk]:
    """«استقبلت الجماهير | فلانا»: behind a feminine verb a definite plural is its subject, and no title of the man behind it."""
    out: list[Chunk] = []
    for chunk in after:
        main = chunk.main(mentions)
        second = any(not each.governor for each in out)  # «شنقت السلطات الجاسوس فلانا»: its subject is said
        if second or chunk.governor or not chunk.head or main < 0:
            out.append(chunk)
            continue
        if mentions[main].type is not EntityType.PER:
            out.append(chunk)
            continue
        words = [sentence.words[i] for i in chunk.head]
        if not all(word.bare.startswith("ال") or word.owned for word in words) or any(
            map(_one_person, words)
        ):
            out.append(chunk)
            continue
        name = [i for i in chunk.words if i not in chunk.head]
        out.append(replace(chunk, words=list(chunk.head), mentions=[]))
        out.append(Chunk("", name, mentions=list(chunk.mentions), after_comma=chunk.after_comma))
    return out


def _one_person(word: Word) -> bool:
    """Whether a definite noun may be of the one who is named behind it: a title, kin, a feminine."""
    if word.owned:
        return of_people(word)
    known = word_lists(
        ("grammar", "person_titles"), ("grammar", "relations"), ("grammar", "honours"), ("grammar", "mothers")
    )
    return word.form.marbuta or without_article(word.bare) in known


def other_gender(
    chunk: Chunk, at: int, agreement: str, sentence: Sentence, mentions: Sequence[Mention]
) -> bool:
    """Whether the phrase right behind a verb at word `at` is no subject of it: «ترك السلطة», «اتهم ليلى», «التقت الملاكم»."""
    word = sentence.words[chunk.words[0]]
    if agreement not in ("m", "f") or chunk.words[0] != at + 1:
        return False
    main = chunk.main(mentions)
    woman = main >= 0 and fold(mentions[main].text).split()[0] in word_list("grammar", "womens_names")
    if word.mention >= 0:
        return agreement == "m" and woman and mentions[main].type is EntityType.PER
    letters = without_article(word.folded)
    if agreement == "f":
        he = letters in word_lists(("grammar", "person_titles"), ("grammar", "trades"))
        she = word.form.marbuta or woman or letters in word_list("grammar", "women")
        both = word.folded in word_list("grammar", "of_both_genders")
        return word.folded.startswith("ال") and he and not she and not both
    if not word.form.marbuta or is_number(word.folded):
        return False
    listed = word_lists(("grammar", "men"), ("grammar", "some_of"), ("grammar", "honours"))
    return letters not in listed


def is_apposition(name: Chunk, noun: Chunk, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """«اتهم فلان المتحدث باسم الحزب روسيا»: right behind a name, what he is of something, which is no party beside him."""
    if (
        type_of(name, mentions) is not EntityType.PER
        or noun.mentions
        or noun.joined
        or noun.words[0] != name.words[-1] + 1
    ):
        return False
    words, after = sentence.words, noun.words[-1] + 1
    if words[noun.words[0]].break_before or words[noun.words[0]].bare not in word_list(
        "grammar", "spokesmen"
    ):
        return False
    return after < len(words) and words[after].bare in word_lists(
        ("grammar", "at"), ("grammar", "in_the_name_of")
    )


def is_office(chunk: Chunk, sentence: Sentence) -> bool:
    """«لقي فلان، قائد الفيلق، ومرافقه مصرعهما»: an office behind a comma says who the one before it is."""
    return bool(chunk.head) and not chunk.governor and is_title(sentence.words[chunk.head[0]])


def somewhere(chunk: Chunk, sentence: Sentence) -> bool:
    """«المبنى», «المطار»: a place that nobody names."""
    word = sentence.words[chunk.words[0]]
    return not chunk.mentions and word.bare.startswith("ال") and is_place_head(word)


def without_offices(
    bare: list[Chunk], sentence: Sentence, mentions: Sequence[Mention], alone: bool
) -> list[Chunk]:
    """«قائد فيلق القدس الجنرال فلان», «قائد «الفيلق» في «الحرس» فلان», «القيادي في التنظيم فلان»: office, what it is of, rank and name are
    one phrase. `alone`: the verb has one party, whom it befell."""
    out = list(bare)
    for office, name in pairwise(bare):
        if not office.head or not is_title(sentence.words[office.head[0]]):
            continue
        if type_of(name, mentions) is not EntityType.PER or name.joined:
            continue
        between = sentence.words[office.words[-1] + 1 : name.words[0]]
        apart = bool(between) and between[0].bare in word_list("grammar", "at")
        if office.mentions and any(mentions[m].type is EntityType.PER for m in office.mentions):
            continue
        if office.mentions and apart and not alone and len(bare) < _THREE:
            continue  # «استقبل مدير المصرف في روما فلانا»
        near = not between and bool(office.mentions) and bool(name.head)
        ranked = near and without_article(sentence.words[name.head[0]].bare) in word_list("grammar", "ranks")
        if apart or ranked:
            out = [each for each in out if each is not office]
    return out


def how_often(chunk: Chunk, sentence: Sentence) -> bool:
    """«أول مرة», «ثلاث مرات»: how often, nobody."""
    often = word_list("grammar", "how_often")
    return (
        bool(chunk.head)
        and not chunk.mentions
        and any(sentence.words[i].bare in often for i in chunk.head[:2])
    )


def heads_complement(chunk: Chunk, complement: int, sentence: Sentence) -> bool:
    """«فرض حظر التجول»: the noun that the verb's own definite noun completes is nobody."""
    if complement < 0 or chunk.mentions or len(chunk.head) != 1 or chunk.words[-1] + 1 != complement:
        return False
    counts = sentence.words[chunk.head[0]].folded
    if counts[0].isdigit() or is_number(counts):
        return True  # «سقطت 3 صواريخ»
    return sentence.words[chunk.head[0]].bare in word_list("grammar", "completed")


def judges(chunk: Chunk, sentence: Sentence, kind: EventType) -> bool:
    """«قضى القاضي بسجنه»: who judges acts in what courts do; «فرفض قائدهم»: who is asked is no thing that is refused."""
    head = sentence.words[chunk.head[0]] if chunk.head else None
    if head is None:
        return False
    court = kind.family == "court" and without_article(head.bare) in word_list("grammar", "judges")
    return court or (bool(kind.answer) and of_people(head))


def told_how(phrases: Sequence[Chunk], complement: int, sentence: Sentence) -> set[int]:
    """Those that say how much, or of what kind what completes the verb is: nobody."""
    return {id(c) for c in phrases if measured(c, sentence) or of_complement(c, complement, sentence)}


def of_complement(chunk: Chunk, complement: int, sentence: Sentence) -> bool:
    """«أجرى اتصالا هاتفيا», «رهن الإقامة الجبرية»: an adjective right behind the noun that completes the verb."""
    if chunk.mentions or chunk.words != [complement + 1] or complement < 0:
        return False
    noun, adjective = sentence.words[complement], sentence.words[complement + 1]
    if noun.bare.startswith("ال") and adjective.folded.startswith("ال"):
        return noun.form.marbuta and adjective.form.marbuta
    words = (sentence.words[i].folded for i in (complement, complement + 1))
    return all(each.endswith("ا") and is_accusative(each) for each in words)


def measured(chunk: Chunk, sentence: Sentence) -> bool:
    """«32 مترا», «خمسة ملايين جنيه», «عمقها 32 مترا», «وعمره 69 عاما»: how much, nobody."""
    if chunk.mentions or not chunk.head:
        return False
    if sentence.words[chunk.head[0]].bare in word_lists(("grammar", "told_of"), ("grammar", "amounting")):
        return True
    first = sentence.words[chunk.head[0]].folded
    if not (first[0].isdigit() or is_number(first)):
        return False
    measures = word_list("grammar", "measures")
    return any(sentence.words[i].folded.removesuffix("ا") in measures for i in chunk.head[1:])


def accusative(chunk: Chunk, sentence: Sentence) -> bool:
    """«رئيسا تنفيذيا», «سرا»: an indefinite accusative says as what or how, not whom."""
    word = sentence.words[chunk.words[0]]
    return (
        word.folded.endswith("ا")
        and not word.bare.startswith("ال")
        and not word.owned
        and len(chunk.words) <= 3
    )


def is_accusative(letters: str) -> bool:
    """A noun in ـا that is long enough to be an indefinite accusative: «عرضا», not «ما»."""
    return len(letters) > 3 and not letters.startswith("ال") and not letters.endswith(("ايا", "ها", "نا"))


def himself(chunk: Chunk, sentence: Sentence) -> bool:
    """«تنحى هو نفسه», «حضر هو»: the pronoun says again who acts, and names nobody."""
    pronouns, selves = word_list("grammar", "he_or_she"), word_list("grammar", "selves")
    first, *rest = (sentence.words[i].folded for i in chunk.words)
    return first in pronouns and selves.issuperset(rest) and not chunk.mentions


def goes_on(reading: Reading, words: Sequence[Word], at: int) -> bool:
    """Whether a verb goes on with whose act was told before: «والتقى», «ثم التقى», «كما التقى»."""
    return bool(reading.conjunction) or (at > 0 and words[at - 1].bare in word_list("grammar", "and_then"))


def _set_off(words: Sequence[Word], end: int) -> bool:
    """True where a comma or the end of the sentence stands before word `end`."""
    return end >= len(words) or bool(words[end].break_before)


def in_company(after: Sequence[Chunk], chunk: Chunk) -> bool:
    """«دفن بحضور خمسة أشخاص بينهم فلان»: those counted last only were there."""
    before = [each for each in after if each.words[-1] < chunk.words[0]]
    return bool(before) and before[-1].governor in word_list("grammar", "company")


def included(chunk: Chunk, sentence: Sentence) -> bool:
    """«بينهم فلان», «أحدهما العقيد فلان»: one of those just counted."""
    among = word_list("grammar", "among")
    return chunk.governor in among or (bool(chunk.head) and sentence.words[chunk.head[0]].bare in among)


def swallowed(sentence: Sentence, complement: int) -> int:
    """The word that a trigger takes as part of itself, which a preposition («خرج أمام فرنسا») is not: it governs what follows."""
    if complement < 0:
        return -1
    word = sentence.words[complement]
    doers = word.folded.endswith("ون") and not is_number(word.folded)  # «أغلق محتجون الطريق»
    people = not word.folded.endswith("ا") and acts(
        without_article(word.bare.removesuffix("ان"))
    )  # «قضى ضابطان»
    if doers or people or word.bare in word_list("grammar", "prepositions"):
        return -1
    return complement
