"""Places in a row: «في غاو وميناكا», «سجني الصناعة والشدادي». What و joins to a place is one, and so is what a place is joined to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import head_of, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.places import FREQUENT, ends_there
from reader.analysis.entities.shapes import unheard
from reader.analysis.entities.verbs import past
from reader.model import EntityType
from reader.text.affixes import ARTICLE

_FILE = "orgheads.toml"
_PRESENT = "يتسن"  # letters that verbs of the present and future begin with
_PASSIVE = 5  # letters of «حوصرت»
_NAME = 3  # words of one place in a row
_ADJECTIVE = "يه"
_MANY = ("ون", "ين", "ات")
_OTHER = frozenset(EntityType) - {EntityType.LOC}


def rows_of_a_class(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """«مقاطعات كورتيس ويورو», «بلدتي فيليكا نوفوسيلكا وفريميفكا»: behind the class word of several places, what و joins,
    where a list has it as a place or nothing knows it.
    """
    classes = words_of_any(_FILE, "rows_of_places", "pairs_of_places")
    for at, _, end in read.headed(classes):
        hit = head_of(read.norms[at], classes) if at + 2 < end else None
        if hit is None:
            continue
        row: list[Found] = []
        first = at + 1
        while first < end and (last := _one_of_a_row(read, vocab, listed, first, end, bool(row))):
            row.append(Found(first, last, EntityType.LOC, f"after «{hit[1]}»", 8, int(bool(row))))
            first = last
            if _after_a_comma(read, vocab, first, end):
                first += 1  # «منطقتي الصلو، والأحكوم»
        if len(row) > 1 and not _named_on(vocab, read.norms[first] if first < end else ""):
            yield from row


def _after_a_comma(read: Scan, vocab: Vocabulary, at: int, end: int) -> bool:
    """Whether a row goes on behind a comma, with a listed place or a definite noun: a verb begins the next clause there."""
    if at + 1 >= end or read.norms[at] not in {"،", ","} or read.norms[at + 1][0] != "و":
        return False
    rest = read.norms[at + 1][1:]
    return rest.startswith(ARTICLE) or _listed(vocab, rest)


def _named_on(vocab: Vocabulary, norm: str) -> bool:
    """«جزر البهاماس وشيريكا جاكسون»: a surname behind the last word of a row, which is then somebody's."""
    return norm in vocab.lex.bare or (norm in vocab.lex.names and norm not in vocab.lex.doubtful)


def _one_of_a_row(
    read: Scan, vocab: Vocabulary, listed: dict[int, Match], at: int, end: int, further: bool
) -> int:
    """Where a place of a row ends that begins at a token; 0 where none does."""
    norm = read.norms[at]
    if further and (norm[0] != "و" or len(norm) < _NAME + 1):
        return 0
    rest = norm[1:] if further else norm
    if not read.tokens[at].word or len(rest) < _NAME or rest in function_words():
        return 0
    match = listed.get(at)
    if match is not None and match.type is EntityType.LOC and match.letters == int(further):
        return match.last
    if any(each.type is EntityType.LOC for each in vocab.lex.phrases.of(rest)):
        return at + 1
    if last := _of_villages(read, vocab, at, end, rest):
        return last
    named = rest in vocab.lex.names and not (
        further or dictionary.read(rest).kind or vocab.lex.nationality(rest)
    )
    if not named and (not unheard(vocab, norm, rest) or dictionary.ordinary(rest)):
        return 0
    last = at + 1
    while last < end and last - at < _NAME and read.tokens[last].word and last not in listed:
        other = read.norms[last]
        if (
            other[0] == "و"
            or len(other) < _NAME
            or not unheard(vocab, other, other)
            or dictionary.ordinary(other)
        ):
            break
        last += 1
    return last


def _of_villages(read: Scan, vocab: Vocabulary, at: int, end: int, rest: str) -> int:
    """«قرى طوي ثاني والمربأ وفلج بني خزير»: where a name of a row ends that the news does not know, though the dictionary may; 0 where none is."""
    definite = rest.startswith(ARTICLE)
    if rest in vocab.clusters or not rest.isalpha() or vocab.lex.nationality(rest):
        return 0
    if rest in words_of_any(_FILE, "rows_of_places", "places", "town_classes") or vocab.word(rest).office:
        return 0
    if not definite and (rest.endswith(_ADJECTIVE) or (rest.endswith("ه") and dictionary.noun(rest))):
        return 0  # «قرى جبلية وساحلية»
    stem = rest.removeprefix(ARTICLE)
    if rest.endswith(_MANY) and (stem[:-2] in vocab.clusters or dictionary.noun(stem[:-2])):
        return 0  # «أحياء للمهاجرين والنازحين»
    if rest[0] in "بلك" and any(
        dictionary.noun(after) or after in vocab.clusters for _, after in peelings(rest)
    ):
        return 0
    last = at + 1
    further = read.norms[last + 1] if last + 1 < end else ""
    if last < end and read.norms[last] in words_of(_FILE, "towns_begin") and further:
        return last + 2 if read.tokens[last + 1].word else 0
    closed = last >= end or not read.tokens[last].word or read.norms[last][0] == "و"
    if closed or ends_there(read, vocab, last, definite):
        return last
    single = read.norms[last + 1][0] == "و" if last + 1 < end else True
    return last + 1 if single and not dictionary.ordinary(read.norms[last]) and not definite else 0


def amid_places(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """«ضنك وينقل وعبري»: between two places of one row, or behind two, a word that a list has as a place, whatever it means besides."""
    at_end = {each.last: each for each in found if each.type is EntityType.LOC}
    at_first = {each.first for each in found if each.type is EntityType.LOC}
    others = {at: each for each in found if each.type in _OTHER for at in range(each.first, each.last)}
    between = words_of(_FILE, "between_places")
    for at, start, end in read.ranged(
        {at for last in at_end for at in (last, last + 1) if at < len(read.norms)}
    ):
        if at == start:
            continue
        step = 1 + (read.norms[at - 1] in between)
        before = at_end.get(at - step + 1)
        norm = read.norms[at]
        if before is None or at in at_first or (step == 1) is not (norm[0] == "و"):
            continue
        taken = others.get(at)
        if taken is not None and (taken.last - taken.first > 1 or taken.why != "model"):
            continue
        rest = norm[1:] if step == 1 else norm
        if not _listed(vocab, rest) or (step > 1 and past(vocab, norm)):
            continue
        behind = at + 1 < end and (
            (at + 1 in at_first and read.norms[at + 1][0] == "و")
            or (read.norms[at + 1] == "،" and at + 2 in at_first)
        )
        long = before.letters == 1 and before.first in at_end and read.norms[before.first][0] == "و"
        if behind or (long and ends_there(read, vocab, at + 1, rest.startswith("ال"))):
            yield Found(at, at + 1, EntityType.LOC, "joined to a place by و", 6, int(step == 1))


def _listed(vocab: Vocabulary, norm: str) -> bool:
    return len(norm) > 2 and any(each.type is EntityType.LOC for each in vocab.lex.phrases.of(norm))


def joined_places(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """«في غاو وميناكا»: a word nobody knows that و joins to a place is a place."""
    taken = {at for each in found for at in range(each.first, each.last)}
    ends = {end for _, end in read.sentences}
    single = {each.first: each for each in found if each.last - each.first == 1 and each.why == "model"}
    pairs = words_of(_FILE, "two_places")
    at_end = {each.last for each in found if each.type is EntityType.LOC}
    for each in found:
        at = each.last
        if each.type is not EntityType.LOC or at in ends or at >= len(read.norms):
            continue
        norm = read.norms[at]
        rest = norm[1:]
        other = single.get(at)
        doubt = other and other.type is EntityType.PER and norm[0] == "و" and rest not in vocab.lex.given
        row = each.letters == 1 and each.first in at_end and read.norms[each.first][0] == "و"
        pair = bool(each.first) and head_of(read.norms[each.first - 1], pairs)
        if doubt and (
            pair or (row and unheard(vocab, norm, rest))
        ):  # «مدينتي واجيما وسوزو», «وهران وإربد وكييل»
            yield Found(at, at + 1, EntityType.LOC, "joined to a place by و", 6, 1)
        if at in taken:
            continue
        inflected = rest.endswith(("ها", "هم", "هن", "وا", "نا", "ته", "تهم"))  # «وهزمتها»
        city = any(one.type is EntityType.LOC and one.kind == "city" for one in vocab.lex.phrases.of(rest))
        verb = rest[:1] in _PRESENT and not (city and ends_there(read, vocab, at + 1, False))  # «طوكيو وسيول»
        if norm[0] == "و" and len(rest) == _NAME and _sure(vocab, rest):
            yield Found(at, at + 1, EntityType.LOC, "joined to a place by و", 4, 1)  # «صنعاء وعدن»
            continue
        if norm[0] != "و" or len(rest) < 4 or verb or inflected or not read.tokens[at].word:
            continue
        if _suffered(rest) or (read.surface(at).endswith("ه") and dictionary.noun(rest[:-1])):
            continue
        if city and not any(one.kind == "city" for one in vocab.lex.phrases.of(norm)):
            yield Found(at, at + 1, EntityType.LOC, "joined to a place by و", 4, 1)  # «ميسان والمثنى»
            continue
        closed = ends_there(read, vocab, at + 1, rest.startswith("ال"))
        if closed and not vocab.lex.known(norm) and _place(vocab, rest):
            yield Found(at, at + 1, EntityType.LOC, "joined to a place by و", 4, 1)  # «أوبوك والزور»
        elif (not dictionary.ordinary(rest) or (closed and dictionary.noun(rest))) and unheard(
            vocab, norm, rest
        ):
            yield Found(at, at + 1, EntityType.LOC, "joined to a place by و", 4, 1)


def _sure(vocab: Vocabulary, norm: str) -> bool:
    entries = vocab.lex.phrases.of(norm)
    return any(each.kind in {"country", "city"} and not each.context for each in entries)


def _suffered(norm: str) -> bool:
    """«حوصرت», «نوقشت»: a passive of the third form, of a woman, a town or things."""
    return len(norm) == _PASSIVE and norm[1] == "و" and norm.endswith("ت") and norm[0] != "ا"


def first_of_a_row(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """«سجني الصناعة والشدادي», «يمشون من حدر ودينسور»: what stands before a place that و joins to it, where a list has it or a
    preposition of place leads to a word that nothing knows.
    """
    taken = {at for each in found for at in range(each.first, each.last)}
    starts = {start for start, _ in read.sentences}
    before = words_of_any(_FILE, "strange_places", "strange_ways")
    for each in found:
        at = each.first - 1
        joined = each.type is EntityType.LOC and each.letters == 1 and read.norms[each.first][0] == "و"
        if not joined or at in taken or at < 0 or each.first in starts or not read.tokens[at].word:
            continue
        norm = read.norms[at]
        led = at not in starts and read.norms[at - 1] in before
        if _place(vocab, norm) or (led and len(norm) > 2 and unheard(vocab, norm, norm)):
            yield Found(at, at + 1, EntityType.LOC, "before a place that و joins to it", 4)


def _place(vocab: Vocabulary, norm: str) -> bool:
    """Whether a list has a word as a place and the news has it seldom."""
    listed = any(each.type is EntityType.LOC for each in vocab.lex.phrases.of(norm))
    return listed and vocab.clusters.rank(norm) >= FREQUENT and norm not in function_words()


def _beside(read: Scan, one: Found, other: Found) -> bool:
    """Two single words of one line without clitics or articles."""
    gap = read.text[read.tokens[one.last - 1].end : read.tokens[other.first].start]
    single = one.last - one.first == 1 == other.last - other.first and not (one.letters or other.letters)
    return single and gap == " " and not any(read.norms[each.first].startswith("ال") for each in (one, other))


def in_one(read: Scan, vocab: Vocabulary, found: list[Found]) -> list[Found]:
    """«وهولا بريستان»: two words side by side that no list has, each found as a place, are one."""
    out: list[Found] = []
    for each in found:
        norm, before = read.norms[each.first], out[-1] if out else None
        beside = (
            before is not None and before.last == each.first and before.type is each.type is EntityType.LOC
        )
        alone = beside and each.last - each.first == 1 and not (each.letters or each.name)
        first = read.norms[before.first] if before is not None else ""
        strangers = before is not None and not before.name and unheard(vocab, norm, norm)
        whole = before is not None and beside and unheard(vocab, first, first) and _beside(read, before, each)
        if before is not None and ((alone and strangers) or whole):
            out[-1] = replace(before, last=each.last)  # «هولا بريستان», «بانغكال بينانغ»
        else:
            out.append(each)
    return out
