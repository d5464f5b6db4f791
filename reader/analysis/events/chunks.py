"""Noun phrases of a clause: what stands bare after a verb, and what a preposition governs.

Arabic marks the parts of a clause by place and preposition; without case endings the phrase boundaries
come from definiteness («أصدر | وزير الدفاع | أوامر»: a new indefinite noun after a definite phrase), from
prepositions written apart (في، إلى) or on the word (ب، ل), from conjunctions and from the names found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeGuard

from reader.analysis.entities.dictionary import noun
from reader.analysis.events.clause_ends import after_aside, bounds, called, circumstance
from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.noun_kinds import (
    acting_body,
    acts,
    indefinite,
    is_title,
    of_a_person,
    of_people,
)
from reader.analysis.events.numerals import is_number
from reader.analysis.events.phrase_begins import begins_phrase, names_none
from reader.analysis.events.readings import read_word
from reader.model import EntityType, Mention

BY = "على يد"  # the governor of who acts in a passive: على يد، بيد، من قبل
HARD = frozenset("؛.:؟!")
SOFT = frozenset("،,")


@dataclass(slots=True)
class Chunk:
    """One noun phrase: governor "" for a bare one; word numbers of its head nouns and of everything."""

    governor: str
    words: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)  # words that belong to no mention
    mentions: list[int] = field(default_factory=list)
    joined: bool = False  # tied to the phrase before by و
    after_comma: bool = False

    def main(self, mentions: Sequence[Mention]) -> int:
        """The mention that the phrase names: the person where a title stands before, else the first; -1 for none."""
        if len(self.mentions) < 2:
            return self.mentions[0] if self.mentions else -1
        persons = [m for m in self.mentions if mentions[m].type is EntityType.PER]
        return persons[-1] if persons and self.mentions[0] != persons[-1] else self.mentions[0]


def chunks(
    sentence: Sentence,
    start: int,
    stop: int,
    mentions: Sequence[Mention],
    *,
    ends: Collection[int] = (),
    vocabulary: Collection[str] = (),
    through: bool = False,
    skip: int = -1,
    anchor: int = -1,
) -> Iterator[Chunk]:
    """The phrases of words `[start, stop)` until the clause ends: at an opener, a hard stop or a word of `ends`.

    Words of times are in none, but of the one (`anchor`) that hangs on the act itself: «بعد يوم من مغادرة الرئيس العاصمة».
    """
    words = sentence.words
    held: list[Chunk] = []  # a title without a name, and what it is of
    phrases = _phrases(sentence, start, stop, mentions, ends, vocabulary, through, skip, anchor)
    for chunk in phrases:
        if held and (whole := _with_its_name(held, chunk, words, mentions)):
            yield from whole
            held = []
        elif held and chunk.governor and chunk.words[0] <= held[-1].words[-1] + 2:
            held.append(chunk)
        else:
            yield from held
            held = []
            if not chunk.mentions and chunk.head and is_title(words[chunk.head[0]]):
                held.append(chunk)
            else:
                yield chunk
    yield from held


def _with_its_name(
    held: Sequence[Chunk], chunk: Chunk, words: Sequence[Word], mentions: Sequence[Mention]
) -> list[Chunk]:
    """«الأمين العام | للحزب فلان» is «الأمين العام فلان | للحزب»: the title with its name, then what it is of; nothing where they are two."""
    named = next((m for m in reversed(chunk.mentions) if mentions[m].type is EntityType.PER), -1)
    title, between = held[0], words[held[-1].words[-1] + 1 : chunk.words[0]]
    if named >= 0 and len(held) == 1 and not title.governor and len(between) == 1 and _of_it(between[0]):
        return [replace(chunk, words=[*title.words, *chunk.words], head=[*title.head, *chunk.head])]
    if named < 0:
        return []
    name = [i for i in chunk.words if words[i].mention == named]
    roles = mentions[named].roles
    said = bool(roles) and name[0] - len(roles[0].split()) == held[0].words[0]
    if not said and not (chunk.head and words[chunk.head[0]].bare in word_list("grammar", "in_the_name_of")):
        return []  # «الناطق باسم الحزب فلان» needs no role that the name is known by
    whole = replace(held[0], words=[*held[0].words, *name], mentions=[named])
    rest = [i for i in chunk.words if words[i].mention != named]
    of = replace(chunk, words=rest, mentions=[m for m in chunk.mentions if m != named])
    return [whole, *held[1:], *([of] if rest else [])]


def _of_it(word: Word) -> bool:
    """«مدير الأخبار فيها فلان»: a preposition with a pronoun between a title and the name."""
    return not word.break_before and word.bare in word_list("grammar", "in_it")


def _phrases(
    sentence: Sentence,
    start: int,
    stop: int,
    mentions: Sequence[Mention],
    ends: Collection[int],
    vocabulary: Collection[str],
    through: bool,
    skip: int,
    anchor: int,
) -> Iterator[Chunk]:
    """The same, where a title may stand apart from the name that what it is of parts it from."""
    words = sentence.words
    adverbs = word_lists(("grammar", "adverbs"), ("grammar", "states"))
    prepositions = word_list("grammar", "prepositions")
    current: Chunk | None = None
    governor = ""
    comma = False
    resume = described = start
    definite = False  # what was swallowed: «العناية المركزة»
    for i in range(start, stop):
        if i < resume:
            continue
        word = words[i]
        broken = word.break_before if i > start else ""
        if broken:
            if broken[-1] in "-(–—":
                resume = after_aside(words, i, stop)
                if resume > i:
                    continue
            if not HARD.isdisjoint(broken):
                break
        if i in ends and _owned_by(current, i, words):
            current.words.append(i)
            current.head.append(i)
            continue
        if i in ends or (word.mention < 0 and (bounds(word.folded, word.bare) or circumstance(word))):
            if not through:
                break
            if current:
                yield current
            current, governor, comma = None, "", False
            continue
        if broken and not SOFT.isdisjoint(broken):
            if current:
                yield current
                current = None
            governor, comma = "", True
        joins = word.mention < 0 and word.bare != word.folded and i > start
        if joins and (aside := _told_aside(words, i, stop)) > i:
            if current:
                yield current
            current, governor, resume = None, "", aside
            continue
        if word.mention >= 0:
            if not word.begins:
                if current and word.mention in current.mentions:
                    current.words.append(i)
                continue
            nxt, governor = _mention(word, i, current, governor, mentions, words, comma)
            if nxt is not current:
                if current:
                    yield current
                current = nxt
            continue
        timed = word.time >= 0 and word.time != anchor
        if (i == skip and not is_number(word.folded)) or timed or word.bare in adverbs:
            if current:
                yield current
            current, governor = None, _still_open(words, i, stop, skip, governor)
            described, definite = (
                (i + 1, word.folded.startswith("ال")) if i == skip else (described, definite)
            )
            continue
        own = i == skip + 1 and not broken and _adjective_of(words[skip], word)
        if own or (i == described and not broken and _describes(words, i, start, definite)):
            described = i + 1
            continue
        if _about(words, i, stop):
            if current:
                yield current
            current = None
            continue
        if word.bare in prepositions:
            if current:
                yield current
            of = i > 0 and words[i - 1].bare in word_list("grammar", "of")
            by = word.bare in word_list("grammar", "by_hand") or (
                of and word.bare in word_list("grammar", "by_side")
            )
            current, governor = None, BY if by else word.bare
            continue
        if (
            current is None
            and governor
            and governor in word_list("grammar", "on")
            and word.bare in word_list("grammar", "hands")
        ):
            governor = BY
            continue
        if current and broken and (end := called(words, i, stop)) > i:
            current.words.extend(range(i, end))
            resume = end
            continue
        clitic = noun_clitic(word, vocabulary)
        if clitic or current is None or begins_phrase(current, i, words, mentions):
            if current:
                yield current
            own = word.bare == word.folded and word.folded != "و"  # «و 36 آخرين»
            joined = i > start and word.folded[:1] == "و" and not own and not clitic
            current = Chunk(
                clitic or governor or (current.governor if joined and current else ""), joined=joined
            )
            current.after_comma = comma
            governor = ""
        current.words.append(i)
        current.head.append(i)
    if current:
        yield current


def _still_open(words: Sequence[Word], at: int, stop: int, skip: int, governor: str) -> str:
    """«قضى في انفجار عبوة»: the preposition before what a trigger takes as part of itself, where an indefinite noun and what it is of
    stand behind it."""
    if at != skip or not governor or at + 1 >= stop or words[at].bare.startswith("ال") or words[at].owned:
        return ""
    after = words[at + 1]
    if after.break_before or after.begins or after.time >= 0 or acts(after.bare) or is_number(after.folded):
        return ""
    return governor if indefinite(after) or after.bare.startswith("ال") else ""


def _describes(words: Sequence[Word], at: int, start: int, definite: bool) -> bool:
    """«انفجار ضخم», «بجروح بالغة الخطورة»: how grave it was, right behind the noun of a happening, and in what."""
    word, listed = words[at], word_list("grammar", "describing")
    if word.folded in word_list("grammar", "in_degree"):
        return at > start and words[at - 1].folded in listed
    letters = without_article(word.folded) if definite else word.folded
    return word.mention < 0 and letters in listed


def _adjective_of(noun: Word, word: Word) -> bool:
    """«وجه كلمة | متلفزة»: an indefinite adjective of the noun that completes the verb."""
    if any(each.bare.startswith("ال") or each.bare != each.folded or each.owned for each in (noun, word)):
        return False
    pair = noun.folded.endswith("تين") and word.folded.endswith("تين")  # «طائرتين | عسكريتين»
    return pair or (noun.form.marbuta and word.form.marbuta and not is_number(word.folded))


def _about(words: Sequence[Word], at: int, stop: int) -> bool:
    """«نحو مئتي شخص»: about so many, no preposition."""
    if words[at].bare not in word_list("grammar", "about") or at + 1 >= stop:
        return False
    after = words[at + 1].folded
    return after[0].isdigit() or is_number(after)


def _owned_by(current: Chunk | None, i: int, words: Sequence[Word]) -> TypeGuard[Chunk]:
    """«جنود الانقلاب», «منفذ الهجوم»: a happening as the second half of a phrase, which goes on."""
    if current is None or current.mentions or not current.head or words[i].break_before:
        return False
    before = words[i - 1]
    first_half = current.words[-1] == i - 1 and not before.owned and not before.bare.startswith("ال")
    people = is_title(before) or acts(before.bare) or before.bare in word_list("grammar", "crowds")
    return first_half and people and words[i].folded.startswith("ال")


def _told_aside(words: Sequence[Word], at: int, stop: int) -> int:
    """The word at which a phrase goes on after «، وهو طبيب،» that begins at word `at`, which a conjunction is written on; a verb with its
    object («وخلفه شقيقه») ends it. `at` for neither."""
    word = words[at]
    if word.folded[:1] != "و":
        return at
    if word.folded in word_list("grammar", "circumstance"):
        return next((i for i in range(at + 1, stop) if words[i].break_before), stop)
    verb = any(reading.kind in ("past", "present") and reading.pronoun for reading in read_word(word.folded))
    return stop if verb and word.owned and not of_people(word) else at


def _mention(
    word: Word,
    i: int,
    current: Chunk | None,
    governor: str,
    mentions: Sequence[Mention],
    words: Sequence[Word],
    comma: bool,
) -> tuple[Chunk, str]:
    """The phrase that the mention beginning at word `i` belongs to, and the preposition still open."""
    clitics = word.clitics
    preposition = clitics[-1] if clitics and clitics[-1] in "بلك" else ""
    if preposition:
        return Chunk(preposition, [i], mentions=[word.mention], after_comma=comma), ""
    if clitics[:1] == "و" and current is not None:
        return (
            Chunk(
                current.governor, [i], mentions=[word.mention], joined=True, after_comma=current.after_comma
            ),
            "",
        )
    if current is None or clitics[:1] in ("و", "ف"):
        joined = bool(clitics[:1]) and not governor
        onward = joined and clitics[:1] == "ف" and current is not None  # «إلى باريس فلندن»
        governor = current.governor if onward and current is not None else governor
        return Chunk(governor, [i], mentions=[word.mention], joined=joined, after_comma=comma), ""
    if not current.mentions:
        person = mentions[word.mention].type is EntityType.PER
        if person and not current.governor and len(current.head) == 1 and i == current.head[0] + 1:
            title = words[current.head[0]].bare
            alone = title.startswith("ال") and title[2:] in word_list("grammar", "one_a_country")
            if alone and not mentions[word.mention].roles and any(m.roles for m in mentions):
                return Chunk(
                    "", [i], mentions=[word.mention], after_comma=comma
                ), ""  # «استقبل الملك | فلانا»
        if (
            person
            and len(current.head) <= 2
            and (acting_body(words[current.head[0]]) or _where(current, words))
        ):
            return Chunk("", [i], mentions=[word.mention], after_comma=comma), ""
        if (
            not person
            and not word.clitics
            and names_none(current, mentions[word.mention].type, words, word.folded)
        ):
            return Chunk("", [i], mentions=[word.mention], after_comma=comma), ""
        current.words.append(i)
        current.mentions.append(word.mention)
        return current, ""
    titled = bool(current.head) and is_title(words[current.head[0]])
    if titled and mentions[word.mention].type is EntityType.PER:
        current.words.append(i)
        current.mentions.append(word.mention)
        return current, ""
    return Chunk("", [i], mentions=[word.mention], after_comma=comma), ""


def _where(chunk: Chunk, words: Sequence[Word]) -> bool:
    """«في الحادث | فلان», «في المطار | فلان»: where, which is no title of whoever is named behind it."""
    last = words[chunk.head[-1]]
    if chunk.governor not in word_list("grammar", "during") or not last.bare.startswith("ال"):
        return False
    return not any(of_a_person(words[i]) for i in chunk.head)


def noun_clitic(word: Word, vocabulary: Collection[str]) -> str:
    """The preposition written on a common noun: بال and لل always, ب and ل where the rest is a known word."""
    letters = word.bare
    if letters.startswith(("بال", "لل")) and len(letters) > 4:
        return letters[0]
    if letters[:1] in ("ب", "ل") and letters[1:] in word_list("grammar", "place_heads"):
        return letters[0]  # «بحي»
    if letters[:1] in ("ب", "ل") and len(letters) > 3:
        rest = letters[1:]
        if (
            rest in vocabulary
            or rest in _known_nouns()
            or any(r.kind == "masdar" and not r.proclitic for r in read_word(rest))
            or (noun(rest) and not noun(letters))
        ):
            return letters[0]
    return ""


@cache
def _known_nouns() -> frozenset[str]:
    names = ("person_titles", "side_heads", "forces", "relations", "place_anaphors", "place_heads")
    return frozenset().union(
        *(word_list("grammar", n) for n in names),
        word_list("speech", "outlet_heads"),
        word_list("speech", "anonymous_heads"),
    )
