"""Sentences as the event rules see them: words with their folded letters, mentions, times and clauses."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from reader.analysis.events.lexicon import DATA
from reader.analysis.events.numerals import may_count
from reader.analysis.events.readings import read_behind
from reader.analysis.events.speech import may_attribute
from reader.model import EntityType, Mention, Span, TimeExpression
from reader.text.fold import fold
from reader.text.sentences import all_sentences
from reader.text.words import WORD

_fold = lru_cache(maxsize=1024)(fold)
_ENDINGS = "\u064b\u064c\u064d\u064e\u064f\u0650"  # the vowels of case
_ARTICLES = ("ال", "بال", "كال", "لل")
_DAMMA, _SHADDA = "\u064f", "\u0651"
_FULL = 3  # words of a full name: there the finder of names runs on at times
_BREAK = re.compile(r"[،,؛;:()\[\]«»\"“”–—…]|(?<=\s)-|-(?=\s)")


@cache
def word_list(file: str, *keys: str) -> frozenset[str]:
    """A list of folded words from data/events: `word_list("grammar", "openers")`."""
    value = _table(file)
    for key in keys:
        value = value[key]
    return frozenset(fold(str(value)).split())


@cache
def word_lists(*lists: tuple[str, ...]) -> frozenset[str]:
    """Several of them as one: `word_lists(("grammar", "openers"), ("titles", "relatives"))`."""
    return frozenset().union(*(word_list(*each) for each in lists))


@cache
def _table(file: str) -> Any:
    with (DATA / f"{file}.toml").open("rb") as handle:
        return tomllib.load(handle)


@cache
def word_map(file: str, key: str) -> dict[str, str]:
    """Folded words of a table of data/events, each with the folded key of its line."""
    table = _table(file)[key]
    return {word: fold(name) for name, listed in table.items() for word in fold(listed).split()}


@lru_cache(maxsize=65536)
def without_conjunction(word: str) -> str:
    """A folded word without the و or ف written on it; و stays where a word is known to begin with it."""
    if len(word) < 3 or word[0] not in "وف":
        return word
    rest = word[1:]
    if word[0] == "و":
        if word in word_list("grammar", "keeps_waw"):
            return word
        # «واجهها» is only a verb with the letter its own
        own = word[1] != "و" and read_behind("", word) and not read_behind("و", word)
        return word if own else rest
    small = word_lists(("grammar", "openers"), ("grammar", "prepositions"), ("grammar", "verb_cues"))
    return rest if rest in small or (word not in small and read_behind("ف", word)) else word


def without_article(letters: str) -> str:
    """A folded noun without its article."""
    if not letters.startswith(_ARTICLES):
        return letters
    prefix = letters[: 2 if letters[0] in "ال" else 3]
    return letters[len(prefix) :] if len(letters) > len(prefix) + 1 else letters


def plain_word(word: str) -> str:
    """A folded word as reports keep it: without conjunction, article and the endings of case and number of a nisba."""
    letters = without_article(without_conjunction(word.strip('«»"“”()،,.')))
    if len(letters) > 4:
        letters = letters.removesuffix("ا").removesuffix("يه") + ("ي" if letters.endswith("يه") else "")
    return letters[:-2] if letters.endswith(("يين", "يون")) else letters


class Form(NamedTuple):
    """What a written word is wherever it stands."""

    folded: str
    bare: str  # without a conjunction that is written on the word
    marbuta: bool  # the last letter is ta marbuta, which folding makes like the pronoun ه
    damma: bool  # a damma on its first letters: «قُبض», a passive
    shadda: bool  # written with a shadda: «عيّنه» is not «عينه»
    alef: bool  # the last letter is an alef without hamza: «هنا» is not «هنأ»
    counts: bool  # a figure may begin with it
    attributes: bool  # a source may be named with it
    office: bool  # a noun that names a person by office


@lru_cache(maxsize=65536)
def form_of(written: str) -> Form:
    """A word by its letters alone: a text says most of its words again and again, and other texts say them, too."""
    folded = fold(written)
    bare = without_conjunction(folded)
    return Form(
        folded,
        bare,
        written.rstrip(_ENDINGS).endswith("ة"),
        _DAMMA in written[:3],
        _SHADDA in written,
        written[-1] == "ا",
        may_count(folded, bare),
        may_attribute(folded, bare),
        _is_office(bare),
    )


def _is_office(bare: str) -> bool:
    letters, titles = without_article(bare), word_list("grammar", "person_titles")
    return letters in titles or (letters[:1] in ("ب", "ل") and letters[1:] in titles)


@dataclass(slots=True)
class Word:
    """A word of a sentence. Nobody changes it; it is not frozen because making a frozen one takes three times as long."""

    start: int  # where it lies in the text; a Span of it is made where one is asked for
    end: int
    form: Form
    folded: str  # the form's, as its bare letters: asked for at every turn
    bare: str
    mention: int = -1  # index of the mention it belongs to
    time: int = -1  # index of the time expression it belongs to
    break_before: str = ""  # punctuation between the word before and this one
    clitics: str = ""  # letters before the mention that begins in this word: و ب ل ك
    begins: bool = False  # a mention begins in this word
    person: bool = False  # it belongs to the name of somebody: «بطرس حرب» is no war

    @property
    def span(self) -> Span:
        """Where it lies."""
        return Span(self.start, self.end)

    @property
    def owned(self) -> bool:
        """True for a noun that seems to end in a possessive pronoun: «عائلته», «دورها»."""
        return (
            len(self.folded) > 3 and not self.form.marbuta and self.folded.endswith(("ه", "ها", "هم", "هما"))
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words."""

    span: Span
    words: tuple[Word, ...]
    starts: tuple[int, ...] = field(repr=False)  # of the words, for bisecting
    # asked for by whatever dates an act:
    timed: tuple[int, ...] = field(init=False, repr=False)  # the words that belong to a time
    told: tuple[int, ...] = field(init=False, repr=False)  # of these the first of each expression
    naming: tuple[int, ...] = field(init=False, repr=False)  # the words that a name begins in

    def __post_init__(self) -> None:
        words = self.words
        timed = tuple([i for i, word in enumerate(words) if word.time >= 0])
        told = tuple([i for i in timed if not i or words[i - 1].time != words[i].time])
        object.__setattr__(self, "timed", timed)
        object.__setattr__(self, "told", told)
        object.__setattr__(self, "naming", tuple([i for i, word in enumerate(words) if word.begins]))

    def at(self, offset: int) -> int:
        """Index of the word that covers or precedes `offset`; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that lie wholly inside a span."""
        first, stop = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        cut = stop > first and self.words[stop - 1].end > span.end
        return self.words[first : stop - cut]


def read_sentences(
    text: str, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> Iterator[Sentence]:
    """The sentences of the text, in order. `mentions` and `times` are sorted by span, as their rooms give them."""
    m = t = near = 0  # the next name and time, and where the first of them begins
    named = [*(each.span.start for each in mentions), len(text)]
    dated = [*(each.span.start for each in times), len(text)]
    named_till = [*(each.span.end for each in mentions), len(text) + 1]
    dated_till = [*(each.span.end for each in times), len(text) + 1]
    for span in all_sentences(text):
        found: list[Word] = []
        end = span.start
        for match in WORD.finditer(text, span.start, span.end):
            start, stop = match.span()
            form = form_of(text[start:stop])
            if not form.folded:
                continue  # a lone tatweel, by which some write a dash, is no word
            gap = text[end:start]
            breaks = "" if gap == " " else "".join(_BREAK.findall(gap))
            end = stop
            if stop <= near:  # as most words lie
                found.append(Word(start, stop, form, form.folded, form.bare, break_before=breaks))
                continue
            while named_till[m] <= start:
                m += 1
            while dated_till[t] <= start:
                t += 1
            near = min(named[m], dated[t])
            inside = named[m] < stop
            if inside and t < len(times) and _month(times[t], mentions[m]):
                inside = False  # «السابع من آب» names no place
            begins = inside and named[m] >= start
            clitics = _fold(text[start : named[m]]) if begins and named[m] > start else ""
            time = t if dated[t] < stop else -1
            named_by = m if inside else -1
            person = inside and _of_person(mentions[m], stop, text)
            found.append(
                Word(
                    start, stop, form, form.folded, form.bare, named_by, time, breaks, clitics, begins, person
                )
            )
        yield from _pieces(span, found)


def _of_person(mention: Mention, stop: int, text: str) -> bool:
    """Whether the word that ends at `stop` is surely of somebody's name; the third is as often what he does: «طلب سامي حداد الصفح»."""
    if mention.type is not EntityType.PER:
        return False
    return mention.span.end > stop or len(mention.span.of(text).split()) < _FULL


def _month(time: TimeExpression, mention: Mention) -> bool:
    """True for a mention that is a word of a date; in «قبل سقوط حلب بيومين» the place stays one."""
    if not time.span.contains(mention.span):
        return False
    return time.anchor_span is None or not time.anchor_span.overlaps(mention.span)


LONGEST = (
    160  # words; a longer "sentence" (a text without stops) is read in pieces, so that the cost stays linear
)


def _pieces(span: Span, found: list[Word]) -> Iterator[Sentence]:
    """The sentence, or its pieces where it is endless: cut before a word that follows punctuation."""
    start = 0
    while len(found) - start > LONGEST:
        stop = start + LONGEST
        cut = next((i for i in range(stop, start + LONGEST // 2, -1) if found[i].break_before), stop)
        yield _sentence(Span(found[start].start, found[cut - 1].end), found[start:cut])
        start = cut
    if start < len(found):
        yield _sentence(Span(found[start].start, span.end) if start else span, found[start:])


def _sentence(span: Span, found: list[Word]) -> Sentence:
    return Sentence(span, tuple(found), tuple([word.start for word in found]))


def word_before(sentence: Sentence, at: int, skipped: str) -> str:
    """The bare word before word `at`, without those of a list of the grammar; "" at the start."""
    words, between = sentence.words, word_list("grammar", skipped)
    while at:
        at -= 1
        if words[at].bare not in between or words[at].break_before:
            return words[at].bare
    return ""
