"""People whom a mark or a list announces: a byline («بقلم: سمير الزعيم»), an age («صبا (9 أعوام)»), a role behind a comma («سافيور كاسوكويري، وزير ...»),
a verb of doing with its object («أوفد زوما», «رسمه فيوليه لودوك») before words that are spelled like names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary, vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.letters import NAME, SURE, like_a_name
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.persons import joints, named
from reader.analysis.entities.shapes import common, strange, unseen
from reader.analysis.entities.things import OPENING
from reader.analysis.entities.verbs import imperfect
from reader.model import EntityType
from reader.text.affixes import ARTICLE

_FILE, _CLASSES = "titles.toml", "orgheads.toml"
_MOST = 4  # words of a name
_BETWEEN = frozenset({"،", ",", "؛", ":", "(", "."})
_BYLINE = 3  # words of a byline, where nothing else ends it


def announced(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """All of them."""
    bylines, ages, lists = (
        not words_of(_FILE, key).isdisjoint(read.norms) for key in ("bylines", "years_of_age", "list_before")
    )
    foreign = list(map(_foreign_word, read.norms))
    for start, end in read.sentences:
        if bylines:
            yield from _bylines(read, vocab, start, end)
        if ages:
            yield from _ages(read, vocab, start, end)
        yield from _with_roles(read, vocab, listed, start, end)
        if foreign[start:end].count(True) > 1:
            yield from _foreign(read, listed, foreign, start, end)
        if lists:
            yield from _told_one_by_one(read, vocab, start, end)


def _told_one_by_one(read: Scan, vocab: Vocabulary, start: int, end: int) -> Iterator[Found]:
    """«وهما سمير الجسر ووليد ...», «بينهم يحيى العرب أحد ...»: behind a word that a list of people stands behind, a given name and a
    definite noun with a mark, another given name or «أحد» behind it."""
    lists = words_of(_FILE, "list_before")
    for at in range(start, end - 2):
        if read.norms[at] not in lists:
            continue
        first = at + 1 + (read.norms[at + 1] in _BETWEEN)
        if (
            first + 1 >= end
            or not named(vocab, read.norms[first])
            or read.norms[first] not in vocab.lex.given
        ):
            continue
        norm, after = read.norms[first + 1], read.norms[first + 2] if first + 2 < end else "."
        if not norm.startswith(ARTICLE) or len(norm) < 5 or norm in words_of(_FILE, "weekdays"):
            continue
        if norm in vocab.lex.phrases or vocab.lex.nationality(norm) or norm.endswith(("ين", "ون", "ات")):
            continue
        if vocab.word(norm).office or vocab.word(norm).passes:
            continue
        if after in _BETWEEN or after in words_of(_FILE, "one_of") or after[1:] in vocab.lex.given:
            yield Found(first, first + 2, EntityType.PER, "given name and surname in a list", 6)


def _bylines(read: Scan, vocab: Vocabulary, start: int, end: int) -> Iterator[Found]:
    """«بقلم: سمير الزعيم» up to the end of its line or a mark."""
    bylines = words_of(_FILE, "bylines")
    if bylines.isdisjoint(read.norms[start:end]):
        return
    for at in range(start, end - 2):
        if read.norms[at] not in bylines:
            continue
        mark = read.norms[at + 1] in {":", "/", "|"}
        if not mark and read.norms[at] not in words_of(_FILE, "bylines_bare"):
            continue
        first = at + 1 + mark
        while first < end and (vocab.word(read.norms[first]).office or read.norms[first] == "."):
            first += 1
        last = first
        while last < end and last - first < _MOST and _on_the_line(read, last) and _may_be_named(read, last):
            last += 1
        closed = last == end or not read.tokens[last].word or not _on_the_line(read, last)
        names = sum(norm in vocab.lex.names for norm in read.norms[first:last])
        body = (
            first < last
            and read.norms[first].startswith(ARTICLE)
            and read.norms[first] not in vocab.lex.names
        )
        if closed and not body and 1 < last - first <= _BYLINE + 1 and (mark or names):
            yield Found(first, last, EntityType.PER, f"byline after «{read.surface(at)}»", 8)


def _on_the_line(read: Scan, at: int) -> bool:
    return "\n" not in read.text[read.tokens[at - 1].end : read.tokens[at].start]


def _may_be_named(read: Scan, at: int) -> bool:
    norm = read.norms[at]
    return read.tokens[at].word and norm not in function_words() and norm[0] > "\u0600"


def _ages(read: Scan, vocab: Vocabulary, start: int, end: int) -> Iterator[Found]:
    """«صبا (9 أعوام)», «تقول وسيمة، 34 عاما،»: one or more name words, or strange ones, right before an age."""
    years = words_of(_FILE, "years_of_age")
    for at in range(start + 1, end - 2):
        if read.norms[at] not in {"(", "،", ","} or not read.norms[at + 1][:1].isdigit():
            continue
        if read.norms[at + 2] not in years:
            continue
        first = at
        while first > start and at - first < _MOST and _name_word(read, vocab, first - 1):
            first -= 1
        words = read.norms[first:at]
        if not words or (vocab.word(words[0]).office and words[0] not in vocab.lex.given):
            continue
        sure = any(norm in vocab.lex.given or norm in vocab.lex.bare for norm in words)
        if sure or all(strange(vocab, norm) for norm in words):
            yield Found(first, at, EntityType.PER, "name before an age", 6)


def _name_word(read: Scan, vocab: Vocabulary, at: int) -> bool:
    norm = read.norms[at]
    if not read.tokens[at].word or norm in function_words() or vocab.lex.nationality(norm):
        return False
    if any(entry.type is not EntityType.PER for entry in vocab.lex.phrases.of(norm)):
        return norm in vocab.lex.given
    if norm[0] == "و" and norm not in vocab.lex.names:
        return False  # «وجثت كاريني»
    if norm in vocab.lex.names or norm in joints():
        return True
    verb = norm.endswith("ت") and norm[0] in "تا"  # «تعافت», «انتظرت»
    return not verb and strange(vocab, norm, read.surface(at)) and like_a_name(norm) >= NAME


def _with_roles(
    read: Scan, vocab: Vocabulary, listed: dict[int, Match], start: int, end: int
) -> Iterator[Found]:
    """Two or three words of which one is strange and spelled like a name, before a comma and a title («... كاسوكويري، وزير»)."""
    for at in range(start + 2, end - 1):
        if read.norms[at] not in {"،", ",", "("} or not _role(read, vocab, at + 1):
            continue
        first = at
        while (
            first > start
            and at - first < _MOST
            and first - 1 not in listed
            and _name_word(read, vocab, first - 1)
        ):
            first -= 1
        foreign = [norm for norm in read.norms[first:at] if strange(vocab, norm)]
        spelled = bool(foreign) and all(like_a_name(norm) >= NAME and not common(norm) for norm in foreign)
        if 1 < at - first < _MOST and spelled:
            yield Found(first, at, EntityType.PER, "full name before its role", 5)


def _foreign(
    read: Scan, listed: dict[int, Match], foreign: Sequence[bool], start: int, end: int
) -> Iterator[Found]:
    """«ومعه سافيور كاسوكويري», «شيده فيوليه لودوك»: two or three words that nothing knows, surely spelled like names, where no class word,
    no preposition of place and no quotation mark says that they name something else.
    """
    away = words_of_any(
        _CLASSES,
        "strange_places",
        "business",
        "media",
        "groups",
        "places",
        "town_classes",
        "vessels",
        "works",
        "after_people",
    )
    at = start
    while at < end - 1:
        last = at
        while last < end and foreign[last] and last not in listed and read.tokens[last].word:
            last += 1
        if last - at not in {2, 3}:
            at = max(at + 1, last)
            continue
        before = read.norms[at - 1] if at > start else ""
        spelled = [like_a_name(norm) for norm in read.norms[at:last]]
        if (
            sum(spelled) >= SURE * len(spelled)
            and (before[:1].isalpha() or before in _BETWEEN)
            and before not in OPENING
            and head_of(before, away) is None
        ):
            yield Found(at, last, EntityType.PER, "words spelled like a foreign name", 4)
        at = last


@lru_cache(maxsize=1 << 15)
def _foreign_word(norm: str) -> bool:
    vocab = vocabulary()
    if not norm.isalpha() or norm.startswith(ARTICLE) or norm.endswith(("ات", "ين", "ون")) or len(norm) < 4:
        return False
    if norm in vocab.clusters or like_a_name(norm) < NAME:
        return False
    if imperfect(vocab, norm) or (norm.endswith("ا") and norm[:-1] in vocab.clusters):
        return False  # «شيخا يبكي»
    return unseen(vocab, norm)


def _role(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A title without an article or with one: «وزير الدفاع», «الباحث في ...»; no kin word and none with a clitic."""
    norm = read.norms[at]
    office = vocab.word(norm).office
    return bool(office) and office == norm and (norm.removeprefix(ARTICLE) in vocab.titles)
