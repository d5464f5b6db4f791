"""Where a noun begins a phrase of its own and where it goes on with the one before: «أقال المجلس | الرئيس», «الحزب الحاكم»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.analysis.events.clauses import Word, without_article, word_list, word_lists
from reader.analysis.events.noun_kinds import (
    acting_body,
    acts,
    feminine,
    is_title,
    may_be_feminine,
    of_one_person,
)
from reader.analysis.events.numerals import is_number
from reader.analysis.events.states import demonyms
from reader.model import EntityType, Mention

if TYPE_CHECKING:
    from reader.analysis.events.chunks import Chunk


def names_none(chunk: Chunk, named: EntityType, words: Sequence[Word], begins: str) -> bool:
    """«المرأة الحديدية | دكا», «الرئيس | حزب الفجر»: a definite phrase that the name behind it, which begins so, does not say the name of."""
    first = words[chunk.head[0]].bare if chunk.head else ""
    if named is EntityType.LOC and len(chunk.head) > 1 and first in word_list("grammar", "in_the_name_of"):
        return words[chunk.head[-1]].bare.startswith("ال")  # «باسم قوات الحشد | روسيا»
    if chunk.governor or not all(words[i].bare.startswith("ال") for i in chunk.head):
        return False
    head = without_article(words[chunk.head[0]].bare)
    if named is EntityType.ORG and begins in word_list("grammar", "side_heads"):
        return True  # «اتهم الدفاع | شرطة دبي»
    if named is EntityType.LOC:
        places = word_lists(("grammar", "place_heads"), ("grammar", "named_places"))
        return head not in places and "ال" + head not in word_list("grammar", "place_anaphors")
    return head in word_list("grammar", "person_titles")


def begins_phrase(current: Chunk, i: int, words: Sequence[Word], mentions: Sequence[Mention]) -> bool:
    """True where the common noun at word `i` begins a phrase of its own rather than going on with the current one."""
    word = words[i]
    letters = word.folded
    if _how_many(word) and words[i - 1].bare.startswith("ال"):
        return not (
            letters == word.bare or _how_many(words[i - 1])
        )  # «الخاطفون الأربعة عشر», «المعتقلين الثلاثة والعشرين»
    if letters[:1] == "و" and word.bare != letters and (word.bare.startswith("ال") or is_title(word)):
        return True
    definite = letters.startswith("ال")
    if current.mentions:
        person = mentions[current.mentions[-1]].type is EntityType.PER  # «فلان | الأميركيين»
        if not person and definite and _rank_of(current, i, words, mentions):
            return False  # «قائد الحرس الجمهوري الجنرال فلان»
        described = letters.endswith(("يه", "ي") if person else ("يه", "ي", "ين", "ون"))
        return not (definite and (described or letters in word_list("grammar", "whose")))
    last = words[current.head[-1]].folded
    last_definite = words[current.head[-1]].owned or (
        last.startswith(("ال", "وال", "بال", "لل")) and not is_number(last)  # «300 ألف جنيه»
    )
    if is_number(last) and letters in word_list("grammar", "measures"):
        return False  # «مليون دولار»
    if not last_definite and last.endswith("ون") and len(last) > 4:
        return not letters.endswith("ون")  # «مسلحون | مدينة حلب»: with its nun it heads no construct
    if not last_definite and is_number(letters) and letters not in word_list("grammar", "behind_counted"):
        return not current.governor and len(current.head) == 1 and acts(last)  # «طعن رجل | ثلاثة أشخاص»
    if not last_definite and last in word_list("grammar", "anybody") and of_one_person(word):
        after = words[i + 1] if i + 1 < len(words) else None  # «ضرب رجل | سائق القطار»
        return after is not None and (after.begins or after.bare.startswith("ال"))
    if not last_definite and letters.endswith("ا") and acts(letters[:-1]) and acts(last):
        return True  # «طعن رجل | شرطيا»
    if not last_definite:
        of_a_country = len(current.head) > 1 and last.removesuffix("ه") in demonyms()
        return definite and (
            of_a_country or (last.endswith(("ون", "ين")) and len(last) > 4)
        )  # «مسلحون | القيادي», «قوات روسية | الحدود»
    if not definite:
        return True
    if letters in word_list("grammar", "place_anaphors"):
        return True
    if len(current.head) == 1 and last in word_list("grammar", "many_alone"):
        return not letters.endswith(
            ("ه", "ات", "ون", "ين", "ي")
        )  # «اجتاح الآلاف | الملعب», «الآلاف الغاضبون»
    if is_title(words[current.head[-1]]) or _described(current, words):
        if (
            i + 1 < len(words)
            and words[i + 1].begins
            and mentions[words[i + 1].mention].type is EntityType.PER
        ):
            return False  # «المرشح الخاسر فلان»
        if word.form.marbuta and not any(map(feminine, (words[n] for n in current.head))):
            return True  # «الوزير السابق | الرواية»
        return not letters.endswith(("ي", "يه")) and letters not in word_list("grammar", "title_adjectives")
    body = acting_body(words[current.head[0]])
    if body and without_article(letters) in word_list("grammar", "never_adjectives"):
        return True  # «الجيش | الرئيس»; «الحزب الحاكم» is one
    described = is_title(word) and not body  # «مدير الشرطة اللواء فلان»
    if feminine(words[current.head[-1]]) and not (may_be_feminine(word) or described):
        return True  # «الشرطة | المحتجين», «النيابة | المدير»: no adjective of it
    if without_article(letters) in word_lists(("grammar", "bodies"), ("grammar", "concrete")):
        return True  # «حمل التقرير | الشركة», «أوقف اللصوص | القطار»
    if letters.endswith("ون") and not is_title(word):
        return False  # «أهالي الضحايا الغاضبون»: no object ends so
    plural = last.endswith(("ون", "ين"))
    return plural != letters.endswith(("ون", "ين"))


def _rank_of(current: Chunk, i: int, words: Sequence[Word], mentions: Sequence[Mention]) -> bool:
    """A rank between an office with its body and who holds it."""
    if not current.head or not is_title(words[current.head[0]]) or i + 1 >= len(words):
        return False
    rank = without_article(words[i].bare) in word_list("grammar", "ranks")
    return rank and words[i + 1].begins and mentions[words[i + 1].mention].type is EntityType.PER


def _how_many(word: Word) -> bool:
    """A number with the article, that is no name and no weekday."""
    return word.bare.startswith("ال") and word.mention < 0 and word.time < 0 and is_number(word.bare[2:])


def _described(current: Chunk, words: Sequence[Word]) -> bool:
    """«أقال الرئيس التونسي | الحكومة»: an office with its country, which a noun does not go on with."""
    head, adjectives = words[current.head[0]], [words[i].folded for i in current.head[1:]]
    listed = word_list("grammar", "title_adjectives")
    described = all(
        each.startswith("ال") and (each.endswith(("ي", "يه")) or each in listed) for each in adjectives
    )
    return described and head.bare.startswith("ال") and is_title(head)
