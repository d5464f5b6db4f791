"""What the model found, put right by what the lists and the grammar know for sure."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from reader.analysis.entities import dictionary
from reader.analysis.entities.bodies import organisation
from reader.analysis.entities.clitics import head_of, peelings
from reader.analysis.entities.compounds import without_second
from reader.analysis.entities.descriptors import descriptor
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.nobody import (
    TANWIN,
    blocked,
    group,
    no_name,
    one_of_many,
    ordinary_all,
    titles_alone,
)
from reader.analysis.entities.persons import joints
from reader.analysis.entities.places import employed_there, ordinary_behind_class
from reader.analysis.entities.shapes import spelled_in_arabic, strange, unseen
from reader.analysis.entities.there import at_a_place, place_behind_a_noun, stranger_there
from reader.analysis.entities.verbs import (
    adverb,
    future,
    imperfect,
    joined_noun,
    ordinary,
    past,
    verb_with_and,
)
from reader.analysis.entities.verbs_beside import beside_verbs
from reader.model import EntityType

_CLASSES = "orgheads.toml"
_NAME = 3  # words of somebody's whole name
_JOINED = ("بال", "لل", "وال", "فال", "كال")  # a preposition or و with a definite noun


def repaired(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found | None:
    """A span of the model, cut where a list or a word that is no name says so; None where it is no name at all."""
    if each.last - each.first == 1 and no_name(read, vocab, each.first):
        return None
    beside = beside_verbs(read, vocab, each, listed)
    if beside is None:
        return None
    each = beside
    norm = read.norms[each.first]
    runs_on = each.last - each.first > 1 and read.norms[each.last - 1].startswith("ال")  # «المملكة النبطية»
    if descriptor(norm) and each.type is EntityType.LOC and not runs_on:
        return None  # «المملكة آمنة»
    if each.last - each.first == 1 and titles_alone(vocab, each, norm):
        return None  # «رائدا»
    unlisted = each.type is not EntityType.PER and each.first not in listed and not vocab.lex.known(norm)
    own = listed.get(each.first)
    alone = each.type is EntityType.ORG and each.last - each.first == 1 and (own is None or own.doubtful)
    if alone and past(vocab, norm):
        return None  # «أفاد», a name as well
    if unlisted and (future(vocab, norm) or (past(vocab, norm) and not vocab.word(norm).head)):
        return None  # «سيتعلم المساومة», «سافر الأمير»
    if unlisted and group(read, vocab, each):
        return None
    if each.type is EntityType.ORG and each.first not in listed and one_of_many(read, each, listed):
        return None  # «محكمة في هامبورغ»
    many = each.type is EntityType.ORG and (own is None or own.last < each.last)
    if many and head_of(norm, words_of(_CLASSES, "many_of_a_kind")):
        return None  # «الميليشيات الشيعية», «الوحدات الموجودة»; not the club
    if unlisted and each.type is EntityType.LOC and norm not in vocab.clusters:
        alone_there = each.last - each.first == 1 and employed_there(read, each.first)
        if alone_there or ordinary_behind_class(read, each.first):
            return None  # «نهر جارف», «باحثا في ميزوكلا»
    if unlisted and each.type is EntityType.LOC and ordinary_all(read, vocab, each):
        return None  # «للأندية العربية», «مكتبه فتح»
    while each.last - each.first > 1 and verb_with_and(vocab, read.norms[each.first]):
        listed_too = listed.get(each.first + 1)
        place = listed_too is not None and listed_too.type is EntityType.LOC
        kind = EntityType.PER if each.type is EntityType.LOC and not place else each.type
        each = replace(each, first=each.first + 1, letters=0, type=kind)  # «ويفر تشيوينغا», «وأوفد زوما»
    for at in range(each.first + 1, each.last):
        if future(vocab, read.norms[at]):
            each = replace(each, last=at)  # «جعفر حسان سيترأس»
            break
    if each.type is EntityType.LOC and each.last - each.first > 1 and blocked(read, each.first):
        return None  # «مسقط رأس روتو»
    if (
        each.type is EntityType.LOC
        and each.last - each.first > 1
        and head_of(read.norms[each.first], _bodies())
    ):
        each = replace(each, type=EntityType.ORG)  # «جامعة ساو باولو»
    each = _kind_said_before(read, vocab, each, listed)
    if (
        each.type is not EntityType.ORG
        and each.first
        and head_of(read.norms[each.first - 1], words_of(_CLASSES, "business"))
    ):
        each = replace(each, type=EntityType.ORG, why=f"model, after «{read.surface(each.first - 1)}»")
    if each.type is not EntityType.PER:
        each = _listed_tail(read, vocab, _before_joined(read, each, listed), listed)
    if each.type is EntityType.ORG:
        return organisation(read, vocab, each, listed)
    given = read.norms[each.first] in vocab.lex.given and read.norms[each.first] not in vocab.lex.doubtful
    if each.type is EntityType.LOC and each.last - each.first == 2 and given and each.first not in listed:
        return replace(each, type=EntityType.PER)  # «كريستالينا جورجييفا»
    if each.type is EntityType.LOC:
        whole = listed.get(each.first)
        house = whole is None and read.norms[each.first] in words_of(_CLASSES, "houses")
        owners = read.norms[each.first + 1 : each.last]
        if house and len(owners) > 1 and not any(norm in vocab.clusters for norm in owners):
            return replace(each, first=each.first + 1, type=EntityType.PER)  # «بيت لاثا سوندارام»
        if house and owners and owners[0] in vocab.lex.names and owners[0] not in joints():
            return replace(each, first=each.first + 1, type=EntityType.PER)  # «منزل الغيثي»
        if whole and whole.last < each.last and whole.kind in {"country", "city"} and not whole.doubtful:
            return replace(each, last=whole.last)
        return each
    if each.last - each.first == 2 and read.norms[each.first] in words_of(_CLASSES, "place_before"):
        tail = listed.get(each.last - 1)
        if tail is not None and tail.type is EntityType.LOC and not tail.letters:
            return Found(
                each.last - 1, each.last, EntityType.LOC, "listed place", each.strength
            )  # «سكان سورين»
    if (owned := place_behind_a_noun(read, vocab, each, listed)) is not None:
        return owned
    if stranger_there(read, vocab, each):
        return replace(each, type=EntityType.LOC)  # «عند كونيفيتش بوليي»
    plain = all(
        norm in vocab.clusters and norm not in vocab.lex.names and norm not in vocab.lex.bare
        for norm in read.norms[each.first : each.last]
    )
    if plain and each.last - each.first == 2 and read.norms[each.last - 1][0] in "يت":
        return None  # «شيخا يبكي»
    people = without_second(read, each)
    return None if people is None or _peoples(read, vocab, people) else _person(read, vocab, people, listed)


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    """Class words of bodies that none of places is."""
    return words_of(_CLASSES, "strong") - words_of_any(_CLASSES, "whole_places", "places")


def _peoples(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """«الكوريون الشماليون»: a nationality in the plural and its adjective; «شبحا»: a noun of the news in the accusative."""
    norm, size = read.norms[each.first], each.last - each.first
    if size == 2 and norm.endswith(("ون", "ين")) and read.norms[each.first + 1].endswith(norm[-2:]):
        return vocab.lex.nationality(norm) is not None
    if size > 1 or not norm.endswith("ا") or len(norm) < 4 or norm in vocab.lex.given:
        return False
    if norm in vocab.lex.phrases or norm in vocab.lex.bare or read.surface(each.first)[-1:] != "ا":
        return False
    return ordinary(vocab, norm[:-1])


def _kind_said_before(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found:
    """«برئاسة كاريسليا رودريغيز»: a person whatever the model says; «سجن توكورون مئة»: a place, and a number is none of it."""
    if each.first == 0 or each.letters or each.first in listed:
        return each
    norm, before = read.norms[each.first], read.norms[each.first - 1]
    if each.type is not EntityType.PER and each.last - each.first in {2, 3}:
        surname = read.norms[each.last - 1] in vocab.lex.names
        if surname and head_of(before, vocab.announce) and strange(vocab, norm, read.surface(each.first)):
            return replace(each, type=EntityType.PER)
    geography = head_of(before, words_of(_CLASSES, "geography"))
    whole_name = each.last - each.first > 1 and norm in vocab.lex.given
    if each.type is EntityType.PER and geography and each.last - each.first < _NAME and not whole_name:
        return replace(each, type=EntityType.LOC)  # «مضيق توريس»
    grounds = words_of(_CLASSES, "grounds")
    if each.type is not EntityType.LOC and head_of(before, grounds) and norm not in vocab.lex.given:
        last = each.first + 1
        while last < each.last and strange(vocab, read.norms[last], read.surface(last)):
            last += 1
        if unseen(vocab, norm):
            return replace(each, last=last, type=EntityType.LOC)
    return each


def _to_somebody(vocab: Vocabulary, norm: str) -> bool:
    """«مسرحية لير لشكسبير»: ل and a listed surname, where the whole is no word that anything knows."""
    if norm[:1] != "ل" or len(norm) < 5 or norm in vocab.clusters or vocab.lex.known(norm):
        return False
    return norm[1:] in vocab.lex.bare


def _surname_too(read: Scan, vocab: Vocabulary, first: int, last: int) -> bool:
    """Whether a verb at the end of a name may be the surname: a list says so, and a given name is before it, or the news says it of people."""
    norm = read.norms[last - 1]
    if norm not in vocab.lex.names:
        return False
    given = last - first == 2 and read.norms[first] in vocab.lex.given
    return given or norm not in vocab.lex.doubtful or vocab.tendencies.get(norm, "0")[0] > "0"


def _before_joined(read: Scan, each: Found, listed: dict[int, Match]) -> Found:
    """Without a next name that و joins to it, and what ب joins."""
    for at in range(each.first + 1, each.last):
        match = listed.get(at)
        if match and match.letters and read.norms[at][0] in "وب" and not match.doubtful:
            return replace(each, last=at)
        if read.norms[at].startswith("بال") and match is None:
            return replace(each, last=at)  # «قوات الأمن بالغاز»
    return each


def _listed_tail(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found:
    """«برعاية السعودية», «أربك وول ستريت»: without the ordinary word before a listed name of the same kind."""
    tail = listed.get(each.first + 1)
    norm = read.norms[each.first]
    same = tail is not None and tail.last == each.last and tail.type is each.type and not tail.doubtful
    if not same or tail is None or tail.letters or each.first in listed:
        return each
    head = head_of(norm, words_of_any(_CLASSES, "places", "whole_places"))
    ordinary = norm in vocab.clusters and not vocab.word(norm).head and not head and not norm.startswith("ال")
    return replace(each, first=each.first + 1, letters=0) if ordinary else each


def _person(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found | None:
    first = each.first
    classes = words_of_any(_CLASSES, "business", "media")
    if (
        each.last - first == 2
        and read.norms[first + 1] in classes
        and read.norms[first + 1] not in vocab.lex.names
    ):
        return None  # «مالك منصة»
    employed = (
        each.last - first == 1 and first > 0 and read.norms[first - 1] in words_of("titles.toml", "employed")
    )
    if employed and strange(vocab, read.norms[first], read.surface(first)):
        return replace(each, type=EntityType.ORG)  # «محلل لدى بيرنستاين»
    land = listed.get(first)
    there = first > 0 and read.norms[first - 1] in words_of(_CLASSES, "place_before")
    place = land is not None and (
        land.kind == "country" or (land.kind == "city" and there and not land.doubtful)
    )
    if land is not None and place and each.last - land.last > 1 and land.letters == 0:
        first = land.last if read.norms[first] not in vocab.lex.given else first  # «منتخب غانا كريستيان أتسو»
    body = listed.get(first)
    if body is not None and body.type is EntityType.ORG and not body.doubtful and body.last < each.last:
        first = body.last if read.norms[first] not in vocab.lex.given else first  # «ليونيسف أنتوني ليك»
    while each.last - first > 1 and read.norms[first] in function_words():
        first += 1
    if each.last - first == 2:
        tail = listed.get(each.last - 1)
        norm = read.norms[first]
        if tail and tail.kind == "bare" and not vocab.lex.known(norm) and norm in vocab.clusters:
            first += 1
    first = _without_noun(read, vocab, first, each.last, listed)
    last = each.last
    behind, born = words_of("titles.toml", "behind"), words_of("titles.toml", "born_before")
    for at in range(first + 1, last):
        norm = read.norms[at]
        joined = norm.startswith(_JOINED) and norm not in vocab.lex.names
        said = imperfect(vocab, norm) or joined_noun(vocab, norm)
        said = said or _to_somebody(vocab, norm) or at_a_place(vocab, norm, listed.get(at))
        if (
            norm in words_of("titles.toml", "born")
            and read.norms[at + 1 : at + 2]
            and read.norms[at + 1] in born
        ):
            last = at  # «كريم ولد عام 1970»
            break
        if joined or norm in behind or (said and read.norms[at - 1] not in joints()):
            last = at  # «كيلر سوتر بالمصرفين»
            break
    while last - first > 1 and spelled_in_arabic(read, vocab, last - 1):
        last -= 1  # «محمد ولد عبد العزيز بأول», «إبراهيم ولد أبتي فرأى»
    norm = read.norms[last - 1]
    if last - first > 1 and past(vocab, norm) and not _surname_too(read, vocab, first, last):
        last -= 1  # «بايدن ترك», «لفتيت ترأس»
    elif last - first == 2 and adverb(vocab, norm):
        last -= 1  # «هينتون ساخرا»
    tail = listed.get(last - 1)
    if last - first > 2 and tail and tail.kind in {"country", "city"} and not (tail.doubtful or tail.letters):
        last -= tail.first >= first + 2 and tail.last == last and read.norms[last - 1] not in vocab.lex.names
    return replace(each, first=first, last=_name_over(read, vocab, first, last, listed))


def _without_noun(read: Scan, vocab: Vocabulary, first: int, last: int, listed: dict[int, Match]) -> int:
    """Where the name begins after a noun or a word that links title and name: «العسكريون حمدوك», «باسمه فرحان حق»."""
    between = words_of("titles.toml", "between")
    while last - first > 1:
        norm, after = read.norms[first], read.norms[first + 1]
        born = (
            norm in words_of("titles.toml", "born")
            and read.norms[last : last + 1]
            and read.norms[last] in words_of("titles.toml", "born_before")
        )
        if born and (first == 0 or read.norms[first - 1] not in vocab.lex.names):
            first += 1  # «ولد صالح في قرية ...»
            continue
        if norm in words_of("titles.toml", "that_joined") and read.surface(first)[1:2] in "إأ":
            first += 1  # «فإن السادات»
            continue
        nouns = [norm, *(rest for _, rest in peelings(norm))]
        further = last - first > 2 and (after in vocab.lex.names or after in vocab.lex.given)
        unknown = strange(vocab, after, read.surface(first + 1))
        verb = past(vocab, norm) and (last - first > 2 or norm not in vocab.lex.names)
        verb = verb or (norm[0] in "يت" and len(norm) > 3 and ordinary(vocab, norm))
        known = after in vocab.lex.given or after in vocab.lex.bare  # «سألت نوفل», «قابل كاسترو»
        called = past(vocab, norm) and known and norm not in vocab.lex.given
        if future(vocab, norm) or called or (verb and (further or unknown)):
            first += 1  # «رحل إيليا سوتسكيفر»
            continue
        noun = any(
            form.startswith("ال")
            and (vocab.lex.nationality(form) or form in vocab.clusters or form.endswith(("ون", "ين", "ان")))
            for form in nouns
        )
        tail = listed.get(first + 1)
        person = tail is not None and tail.kind in {"bare", "person"}
        verb = person and any(form in vocab.clusters for form in nouns)  # «وصافح بن سلمان»
        particle = any(form in function_words() for form in nouns)  # «فإن السادات»
        titled = first > 0 and bool(vocab.word(read.norms[first - 1]).office)
        follows = noun and (person or after in vocab.lex.names)
        if titled and norm in between and last - first > 1:
            first += 1  # «اللواء الركن بحري سيف», «البطريرك الماروني بشارة»
            continue
        if any(form in vocab.lex.names or form in vocab.lex.bare for form in nouns) or norm in joints():
            break
        if not (follows or verb or particle or norm in between):
            break
        first += 1
    return first


def _name_over(read: Scan, vocab: Vocabulary, first: int, last: int, listed: dict[int, Match]) -> int:
    """Where the name ends before what only follows it: «ميسي البشت», «ليونيل سكالوني باكيا», «حسن قريطم خجلا»."""
    lex = vocab.lex
    head = listed.get(first)
    if head is not None and head.type is EntityType.PER and not head.doubtful and head.last < last:
        norm = read.norms[head.last]
        surname = norm in lex.names and norm not in lex.doubtful
        ordinary = norm in vocab.clusters or norm.startswith("ال") or norm.endswith("ا")
        if ordinary and not surname and norm not in joints():
            return head.last
    while last - first > 1 and read.norms[last - 1] in function_words():
        last -= 1  # «كريستوفر نولان سبع»
    halves = words_of("titles.toml", "second_halves")
    for at in range(first, last - 1):  # «هزم عبد الله بن علي جيش مروان بن محمد»
        if at > first and not any(read.norms[at - 1] in known for known in (lex.names, joints(), halves)):
            break
        if at < first + 2:
            continue
        norm = read.norms[at]
        ordinary = (
            norm in vocab.clusters and norm not in lex.names and norm not in joints() and not lex.known(norm)
        )
        if ordinary and read.norms[at - 1] not in joints() and _like_a_verb(vocab, norm):
            return at
    norm = read.norms[last - 1]
    if last - first > 2 and norm.startswith("ال") and norm.endswith("يه") and norm not in lex.names:
        return last - 1  # «عائلة ديفيد غرين الإنجيلية»
    if last - first > 1 and read.surface(last - 1)[1:2] == "\u064f" and norm not in lex.names:
        return last - 1  # «توفيق أُوقفا»: a written u behind the first letter, a passive
    if last - first == 2 and norm.startswith("است") and norm not in lex.names and len(norm) > 4:
        return last - 1  # «خط جيهان استؤنف»
    full = last - first > 2 and all(read.norms[at] in lex.names for at in range(first, last - 1))
    if full and not lex.known(norm) and norm not in joints() and _like_a_verb(vocab, norm):
        return last - 1  # «أحمد طنطاوي اخترق»
    if last - first > 2 and norm.endswith("ا") and norm not in lex.names and not lex.known(norm):
        seen = (
            read.surface(last - 1).endswith(TANWIN) or norm in vocab.clusters or norm[:-1] in vocab.clusters
        )
        if seen or (full and dictionary.read(norm).kind):
            return last - 1  # not «محمد علي آغجا»
    noun = norm.startswith("ال") and norm in vocab.clusters and norm not in lex.names and not lex.known(norm)
    if noun and last - first == 2 and read.norms[first] in lex.bare:
        return last - 1  # «مدد سعيد التدابير»
    if norm.startswith("ال") and last - first == 2 and norm not in lex.names and norm not in lex.bare:
        given = read.norms[first]
        if len(given) > 5 and given in lex.names and given not in lex.given and not lex.nationality(norm):
            return last - 1  # «مارتينيز القفاز»
    return last


def _like_a_verb(vocab: Vocabulary, norm: str) -> bool:
    """«اخترق», «أقيل», «نظيره»: a word of the news that names nobody there, or the shape of a derived verb."""
    if norm.startswith("ال") or vocab.word(norm).office:
        return False
    if norm in vocab.clusters:
        return vocab.tendencies.get(norm, "0")[0] < "3"
    return norm[:1] == "ا" and len(norm) > 4 and (norm[1] == "ن" or norm[2] == "ت" or norm[1:3] == "ست")
