"""Places by their class word: «بلدة كفرتبنيت», «حقل الجافورة», «معتمدية فريانة». The class word stays outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import PREPOSITIONS, head_of, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.shapes import strange, unheard
from reader.analysis.entities.verbs import past
from reader.model import EntityType

_FILE = "orgheads.toml"
_DEFINITE = 5  # letters of a noun with its article
_VILLAGE = 5  # letters that a village in one word has more than
_YEAR = 4  # digits of a year
_SECOND = 3  # letters of the second word of a village's name
_BORN = frozenset({"راسه", "راسها", "راسهم", "راسي"})
_PLURALS = ("ون", "ين", "ات")
_MEN = ("ون", "ين")
_HAMZA = "\u0623"
FREQUENT = 4000  # words of the news that are no place's name, whatever a list says («الشعب», «السلام»)


def places(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """Unknown words, or words that tend to be places, right after the class word of a place."""
    classes, small = words_of(_FILE, "town_classes"), words_of(_FILE, "small_towns")
    passing, never = words_of(_FILE, "passing"), words_of(_FILE, "never")
    whole, adjectives = words_of(_FILE, "whole_places"), words_of(_FILE, "place_adjectives")
    airports, heads = words_of(_FILE, "airports"), words_of_any(_FILE, "whole_places", "town_classes")
    for at, _, end in read.headed(heads):
        if at + 1 == end:
            continue
        inside = head_of(read.norms[at], whole)
        site = listed.get(at + 1)
        if inside and site and site.type is EntityType.LOC and not site.letters:
            last = site.last
            while last < end and read.norms[last] in adjectives:
                last += 1
            yield Found(at, last, EntityType.LOC, f"«{inside[1]}» and its place", 8, inside[0])
        if inside and inside[1] in airports and (last := _airport_end(read, vocab, at + 1, end)) > at + 1:
            yield Found(at, last, EntityType.LOC, f"after «{inside[1]}»", 8, inside[0])
            continue
        hit = head_of(read.norms[at], classes)
        norm = read.norms[at + 1]
        site = listed.get(at + 1)
        if hit and _coloured(read, at + 1, end) and (site is None or site.last == at + 2):
            yield Found(at + 1, at + 3, EntityType.LOC, f"after «{hit[1]}»", 9)  # «قرية الكوم الأخضر»
            continue
        if hit and norm in words_of(_FILE, "towns_begin") and _second_half(read, vocab, at + 2, end):
            yield Found(at + 1, at + 3, EntityType.LOC, f"after «{hit[1]}»", 9)  # «عزبة أبو قرن»
            continue
        own = hit is not None and hit[1].endswith("ه") and read.surface(at).endswith("ه")  # «وجهه»
        own = own or (hit is not None and not hit[0] and read.surface(at)[1:2] == _HAMZA)  # «وأدى», no «وادي»
        if hit is None or own or at + 1 in listed or not read.tokens[at + 1].word or len(norm) < 3:
            continue
        if norm in function_words() or norm in passing or norm in never or vocab.lex.nationality(norm):
            continue
        if norm.startswith("لل") or (norm[0] in "بل" and dictionary.noun(norm[1:])):
            continue  # «منجم للفحم»
        word = vocab.word(norm)
        if word.office or word.passes or norm in vocab.adjectives:
            continue
        if hit[1].endswith("ه") and norm.endswith("يه") and not norm.startswith("ال"):
            continue  # «مقبرة صخرية»
        tends = vocab.tendencies.get(norm, "000")
        definite = norm.startswith("ال") and not norm.endswith(("يه", "ي"))
        if definite and norm.endswith(_MEN) and hit[1] in words_of(_FILE, "camps"):
            continue  # «مخيم المعتصمين»
        unknown = norm not in vocab.clusters and not (dictionary.noun(norm) or dictionary.ordinary(norm))
        if unknown or int(tends[1]) > 2 or (definite and hit[1] in small):
            based = inside is not None and hit[1] not in small
            first, letters = (at, hit[0]) if based else (at + 1, 0)
            yield Found(first, at + 2, EntityType.LOC, f"after «{hit[1]}»", 6, letters)


def towns_of(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """«في قريته نبع الطيب», «نقلوا قريتنا كيتوندا», «مسقط رأسها تبنة»: a listed place, or what nothing knows, behind a town with its pronoun."""
    for at, _, end in read.headed(words_of(_FILE, "whose_towns") | _BORN):
        first, last = at + 1, at + 1
        born = f"{read.norms[at - 1]} {read.norms[at]}" if at else ""
        if read.norms[at] in _BORN and not any(born.endswith(each) for each in words_of(_FILE, "born")):
            continue
        if first >= end or not read.tokens[first].word:
            continue
        match = listed.get(first)
        sure = match is not None and match.type is EntityType.LOC and not (match.letters or match.doubtful)
        if match is not None and sure:
            yield Found(first, match.last, EntityType.LOC, f"after «{read.surface(at)}»", 9)
            continue
        if read.norms[first] in words_of(_FILE, "towns_begin") and _second_half(read, vocab, first + 1, end):
            yield Found(first, first + 2, EntityType.LOC, f"after «{read.surface(at)}»", 9)
            continue
        while last < end and last - first < 3 and _nobody_knows(read, vocab, last):
            last += 1
        if last > first:
            yield Found(first, last, EntityType.LOC, f"after «{read.surface(at)}»", 8)


def _nobody_knows(read: Scan, vocab: Vocabulary, at: int) -> bool:
    norm = read.norms[at]
    if not read.tokens[at].word or len(norm) < 3 or norm[0] in "وفبل" or norm in function_words():
        return False
    return unheard(vocab, norm, norm) and not dictionary.read(norm).kind and like_a_name(norm) >= NAME


def villages(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«وكفرنبرخ»: a word that nothing knows and that begins as villages are called."""
    begins = tuple(words_of(_FILE, "villages_begin"))
    if not any(begin in read.text for begin in begins):
        return  # most texts name none
    for at, norm in enumerate(read.norms):
        if not any(begin in norm for begin in begins):
            continue
        for letters, rest in ((0, norm), *peelings(norm)):
            if rest.startswith(begins) and len(rest) > _VILLAGE and unheard(vocab, norm, rest):
                if not dictionary.read(rest).kind:
                    yield Found(at, at + 1, EntityType.LOC, "begins as villages do", 8, letters)
                break


def _coloured(read: Scan, at: int, end: int) -> bool:
    """«الرأس الأبيض», «البحيرة الزرقاء»: a definite noun and a colour with its article."""
    if at + 1 >= end or not read.norms[at].startswith("ال") or len(read.norms[at]) < _DEFINITE:
        return False
    return read.norms[at + 1] in words_of(_FILE, "colours")


def _second_half(read: Scan, vocab: Vocabulary, at: int, end: int) -> bool:
    """Whether the second word of a town's name may stand at a token."""
    if at >= end or not read.tokens[at].word or len(read.norms[at]) < 3:
        return False
    further = read.norms[at + 1] if at + 1 < end else ""
    return read.norms[at] not in function_words() and further != "-" and not vocab.word(read.norms[at]).passes


def located(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«في العين الإماراتية», «عند طوخ في القليوبية», «في الخبر شرقي السعودية»: the words behind a place say in which country or province."""
    norms = read.norms
    after, further = (norms[index] if index < len(norms) else "" for index in (at, at + 1))
    if after.startswith("ال") and after.endswith("يه") and vocab.lex.nationality(after):
        return True
    if after not in words_of(_FILE, "strange_places"):
        noun = at > 0 and dictionary.read(norms[at - 1]).kind == "noun"  # «في مأوى بمدينة ...»
        return not noun and head_of(after, words_of(_FILE, "plain_places")) is not None and after[:1] == "ب"
    return any(
        entry.kind in {"country", "city"} and not entry.context for entry in vocab.lex.phrases.of(further)
    )


def _airport_end(read: Scan, vocab: Vocabulary, at: int, end: int) -> int:
    """Where the name behind «مطار» ends: «كانساي», «هواري بومدين», «الملك خالد الدولي»; `at` where none is there."""
    first, patrons = at, words_of("titles.toml", "patrons")
    while at < end and at - first < 4 and read.tokens[at].word:
        norm = read.norms[at]
        person = norm in vocab.lex.names and norm not in function_words() and not past(vocab, norm)
        patron = at == first and norm in patrons
        if not (person or patron or norm in vocab.lex.bare or strange(vocab, norm, read.surface(at))):
            break
        rests = [rest for letters, rest in peelings(norm) if norm not in vocab.lex.names]
        behind = any(rest in vocab.clusters or vocab.lex.known(rest) for rest in rests)
        if at > first and (behind or (norm.endswith("ا") and norm in vocab.lex.doubtful)):
            break  # «مطار كانساي ليلا»
        at += 1
    while first < at < end and read.norms[at] in words_of(_FILE, "place_adjectives"):
        at += 1
    return at


class Countries(NamedTuple):
    """ISO codes of the countries that a text names by themselves, by a nationality or by towns that are theirs alone."""

    about: frozenset[str]  # at least twice
    named: frozenset[str]


def countries_named(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Countries:
    """The countries of a text."""
    named = Counter(
        entry.name for match in listed.values() for entry in match.entries if entry.kind == "country"
    )
    for norm, count in Counter(read.norms).items():
        country = vocab.lex.nationality(norm)
        if country is not None:
            named[country] += count
    codes = vocab.lex.codes
    told = Counter({codes[name]: count for name, count in named.items() if name in codes})
    towns = {
        (entry.code, entry.name)
        for match in listed.values()
        if not match.doubtful
        and match.type is EntityType.LOC
        and len(match.entries) == 1
        and not noun_perhaps(read, match)
        for entry in match.entries
        if entry.kind != "country"
    }
    told.update(code for code, _ in towns)
    del told[""]
    return Countries(frozenset(code for code, count in told.items() if count > 1), frozenset(told))


def noun_perhaps(read: Scan, match: Match) -> bool:
    """«سيول», «كابل», «مشهد»: a city that is a noun too, where no preposition shows it: «في سيول», but «في مشهد» all the same."""
    norm = read.norms[match.first][match.letters :]
    if match.last - match.first > 1 or norm not in words_of(_FILE, "nouns_too"):
        return False
    after = read.norms[match.last] if match.last < len(read.norms) else ""
    there = match.first > 0 and head_of(read.norms[match.first - 1], PREPOSITIONS) and not after[:1].isdigit()
    return match.doubtful or not there


def home_of(vocab: Vocabulary, match: Match, form: str) -> frozenset[str]:
    """ISO codes of the countries where a place lies that is an ordinary word too."""
    homes = vocab.lex.homes.get(form)
    of = {
        entry.code
        for entry in match.entries
        if entry.type is EntityType.LOC and entry.context and vocab.clusters.rank(form) >= FREQUENT
    }
    return frozenset((*homes.split("|"), *of) if homes else of)


def at_home(
    read: Scan, vocab: Vocabulary, match: Match, listed: dict[int, Match], countries: Countries
) -> bool:
    """«وصل إلى الخبر» in a text about Saudi Arabia: a place that is an ordinary word too, in its country, behind a preposition
    of place or joined to another place, where no noun or adjective runs on behind it.
    """
    norm, size = read.norms[match.first], match.last - match.first
    form = next((rest for letters, rest in [(0, norm), *peelings(norm)] if letters == match.letters), norm)
    if size > 1 or match.first == 0:
        return False
    homes = home_of(vocab, match, form)
    if countries.named.isdisjoint(homes):
        return False
    name = match.entries[0].name
    if not match.letters and len(name) == len(form) and read.surface(match.first) != name:
        return False  # «آب», not «إب»
    after = read.norms[match.last] if match.last < len(read.norms) else ""
    if after.isdigit() and len(after) == _YEAR:
        return False  # «في نيسان 2024»
    before, clitics = read.norms[match.first - 1], norm[: match.letters]
    neighbour = next(
        (listed[at] for at in range(match.first - 1, max(-1, match.first - 4), -1) if at in listed), None
    )
    joined = (
        clitics == "و"
        and neighbour is not None
        and neighbour.last == match.first
        and neighbour.type is EntityType.LOC
    )
    there = clitics.endswith("ب") or (not clitics and head_of(before, words_of(_FILE, "home_before")))
    if countries.about.isdisjoint(homes) and (joined or head_of(before, words_of(_FILE, "home_ways"))):
        return False
    return bool(joined or there) and ends_there(read, vocab, match.last, form.startswith("ال"))


def ends_there(read: Scan, vocab: Vocabulary, at: int, definite: bool) -> bool:
    """Whether what stands at a token goes on after a place and not with it: no noun, no adjective but a nationality."""
    norm = read.norms[at] if at < len(read.norms) else ""
    if not norm or not read.tokens[at].word or norm in function_words() or norm[0].isdigit():
        return True
    if norm.startswith("ال") or norm in words_of(_FILE, "passing"):
        feminine = norm.endswith("ه")  # as towns are: «في الشمال السوري» is no town
        return feminine and vocab.lex.nationality(norm) is not None
    accusative = norm.endswith("ا") and dictionary.noun(norm[:-1])  # «إلى مران صيفا»
    around = norm in words_of(_FILE, "strange_places") or norm in words_of(_FILE, "after_places")
    return definite or accusative or around or norm[0] == "و" or past(vocab, norm)


def strange_places(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«ولد في ميزولا», «قبالة بيلوس»: a strange word spelled like a name after a preposition of place, and its like behind it."""
    prepositions, ways = words_of(_FILE, "strange_places"), words_of(_FILE, "strange_ways")
    for start, end in read.sentences:
        for at in range(start + 1, end):
            before = read.norms[at - 1]
            if before not in prepositions and before not in ways:
                continue
            if read.norms[at] in words_of(_FILE, "hills") and _hill(read, vocab, at + 1, end):
                joint = read.norms[at + 1] in words_of(_FILE, "towns_begin") and _hill(
                    read, vocab, at + 2, end
                )
                yield Found(at, at + 2 + joint, EntityType.LOC, f"after «{read.surface(at - 1)}»", 7)
                continue
            if before not in words_of(_FILE, "home_ways") and _definite_stranger(read, vocab, at):
                yield Found(at, at + 1, EntityType.LOC, f"after «{read.surface(at - 1)}»", 4)
                continue
            beside = _beside_a_place(read, vocab, at + 1, end)
            if beside and unheard(vocab, read.norms[at], read.norms[at]) and _a_stranger(read, vocab, at):
                yield Found(at, at + 1, EntityType.LOC, f"after «{read.surface(at - 1)}»", 6)
                continue
            if dictionary.read(read.norms[at]).kind or not _spelled_like_a_name(read, vocab, at):
                continue
            if employed_there(read, at) or _spent_there(read, at):
                continue
            last = at + 1
            while last < end and last - at < 3 and _spelled_like_a_name(read, vocab, last):
                last += 1
            sure = located(read, vocab, last) or _in_a_province(read, last, end)
            yield Found(at, last, EntityType.LOC, f"after «{read.surface(at - 1)}»", 6 if sure else 4)


def _hill(read: Scan, vocab: Vocabulary, at: int, end: int) -> bool:
    """«في تل أسقف», «إلى كفر الزغاري»: whether the second word of a village's name stands at a token, no adjective or verb of the news."""
    if at >= end or not read.tokens[at].word or len(read.norms[at]) < _SECOND:
        return False
    norm = read.norms[at]
    return norm not in function_words() and not vocab.word(norm).passes and not past(vocab, norm)


def _a_stranger(read: Scan, vocab: Vocabulary, at: int) -> bool:
    norm = read.norms[at]
    if not read.tokens[at].word or len(norm) < 3 or not norm.isalpha() or vocab.word(norm).office:
        return False
    return norm not in vocab.lex.names and head_of(norm, words_of(_FILE, "never")) is None


def _beside_a_place(read: Scan, vocab: Vocabulary, at: int, end: int) -> bool:
    """«من مشونش قرب بسكرة», «في فرفييه، شرقي بلجيكا»: where a place lies of another."""
    if at < end and read.norms[at] == "،":
        at += 1
    if at + 1 >= end or read.norms[at] not in words_of(_FILE, "strange_places") - PREPOSITIONS:
        return False
    return any(
        entry.kind in {"country", "city"} and not entry.context
        for entry in vocab.lex.phrases.of(read.norms[at + 1])
    )


def _in_a_province(read: Scan, at: int, end: int) -> bool:
    """«من سيستو في إقليم ...»."""
    if at + 1 >= end or read.norms[at] not in PREPOSITIONS:
        return False
    return head_of(read.norms[at + 1], words_of(_FILE, "plain_places")) is not None


def _definite_stranger(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«في اللطرون», «إلى الأسكرام»: a word with the article that no list, no text and no dictionary has, and nothing that runs on behind it."""
    norm = read.norms[at]
    if not norm.startswith("ال") or len(norm) < 5 or not norm.isalpha() or dictionary.read(norm).kind:
        return False
    if vocab.word(norm).office or not unheard(vocab, norm, norm) or employed_there(read, at):
        return False
    if norm.endswith(_PLURALS) and (norm[2:-2] in vocab.clusters or dictionary.noun(norm[2:-2])):
        return False  # «حتى الفائزون»
    return ends_there(read, vocab, at + 1, True)


def employed_there(read: Scan, at: int) -> bool:
    """«باحث في ميزوكلا»: who has a post there may have it with a firm."""
    return _behind(read, at, words_of(_FILE, "posts"))


def _spent_there(read: Scan, at: int) -> bool:
    """«موسمين في ميزوكلا»: so may who plays there."""
    return _behind(read, at, words_of(_FILE, "spent"))


def _behind(read: Scan, at: int, words: frozenset[str]) -> bool:
    """Whether one of the two words before the preposition of a token is one of these, in its own part of the sentence."""
    for index in range(at - 2, max(-1, at - 4), -1):
        if not read.tokens[index].word:
            return False
        if head_of(read.norms[index], words) is not None:
            return True
    return False


def ordinary_behind_class(read: Scan, at: int) -> bool:
    """«نهر جارف», «مزرعة كرنب»: a noun or adjective of the dictionary right behind the class word of a place."""
    if at == 0 or not dictionary.noun(read.norms[at]):
        return False
    return head_of(read.norms[at - 1], words_of(_FILE, "town_classes")) is not None


def _spelled_like_a_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    norm = read.norms[at]
    if not read.tokens[at].word or norm in vocab.lex.names or norm.startswith("ال"):
        return False
    if head_of(norm, words_of(_FILE, "never")) is not None:
        return False
    return len(norm) > 4 and strange(vocab, norm, read.surface(at)) and like_a_name(norm) >= NAME
