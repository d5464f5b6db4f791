"""Names of the lists where they stand in the text; those that are ordinary words only where the words around say so."""

from __future__ import annotations

from collections.abc import Container, Iterator

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import head_of, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import Entry, function_words, verbs, words_of, words_of_any
from reader.analysis.entities.nobody import adjective, adjective_too, blocked, masdar_too, two_peoples
from reader.analysis.entities.places import FREQUENT, Countries, at_home, located, noun_perhaps
from reader.analysis.entities.shapes import strange
from reader.analysis.entities.things import CLOSING, OPENING
from reader.analysis.entities.verbs import past, verb_with_and
from reader.model import EntityType

_CLASSES = "orgheads.toml"
_FULL = 2  # words of a full name
_SHORT = 6  # letters from which a word may be a clitic and a name without its hamza
_NEWS = 5000  # the words that the news has most
_SPELLED = 10  # ة that a text has at least where its ه is a pronoun
_JOINED = ("", "و", "ب", "ل")  # clitics of a word without its article
_HEAD = 25  # tokens of a text's first lines
_DATELINE, _DATED = 4, frozenset("(-–—/")  # an agency stands in the first words, after one of these
_WHY = {
    "country": "listed country",
    "city": "listed place",
    "town": "listed place (GeoNames)",
    "organisation": "listed organisation",
    "club": "listed organisation",
    "person": "listed person",
    "bare": "listed surname",
}


def listed_names(
    read: Scan,
    vocab: Vocabulary,
    listed: dict[int, Match],
    said: dict[int, EntityType],
    countries: Countries,
    words: Container[str],
) -> Iterator[Found]:
    """Listed names; those that are ordinary words only where the text around says so."""
    spelled = read.text.count("ة") >= _SPELLED
    for first, match in listed.items():
        if blocked(read, first) or noun_too(read, match, countries):
            continue
        size = match.last - first
        for entry in match.entries:
            if (
                entry.type is EntityType.ORG
                and first
                and read.norms[first - 1].endswith(tuple(words_of("titles.toml", "ministers")))
            ):
                continue  # «وزير الخارجية الأمريكي»: the office, not the body
            if entry.type is EntityType.LOC and size == 1 and _class_told(read, match, words):
                continue  # «حاكم الجزيرة»
            if entry.kind == "bare" and _goes_on(read, vocab, match.last):
                continue  # «البغدادي المحمودي» is somebody else
            if entry.type is EntityType.PER and size < 3 and _sons(read, match.last):
                continue  # «الملك فيصل بن عبد العزيز»
            if (
                entry.context
                and not _fits(read, vocab, match, entry, said)
                and not at_home(read, vocab, match, listed, countries)
            ):
                continue
            if (
                size == 1
                and entry.context
                and read.norms[first].removeprefix("ال") in words_of(_CLASSES, "counts")
            ):
                continue  # «أرملة في السبعين»
            own = size == 1 and entry.name.endswith("ة") and read.surface(first).endswith("ه")
            if own and (entry.context or (spelled and _pronoun(read, first, said))):
                continue  # «من مقره», not «مقرة»; «جده», not «جدة»
            town = size == 1 and match.letters and entry.type is EntityType.LOC and entry.kind != "country"
            if (
                town
                and said.get(first) is not EntityType.LOC
                and dictionary.noun_inflected(read.norms[first])
                and not _seems_plural(match, read.norms[first])
            ):
                continue  # «ولدها»
            if size == 1 and (adjective_too(read, vocab, first) or masdar_too(read, vocab, first)):
                continue
            if entry.kind == "country" and size == 1 and not match.letters and adjective(read, vocab, first):
                continue
            town = size == 1 and entry.kind in {"town", "city"} and read.surface(first) != entry.name
            if town and (past(vocab, read.norms[first]) or _hamza(read.surface(first), entry.name)):
                continue  # «وأدان مناوي الهجوم», not «وادان»; «سئلت», not «سيلت»
            if entry.kind == "country" and size == 1 and two_peoples(read, vocab, first):
                continue
            if entry.kind == "town" and size == 1 and vocab.lex.nationality(read.norms[first]):
                continue  # «العاصمة الصينية»
            if (
                entry.kind == "country"
                and read.norms[first] in words_of(_CLASSES, "republics")
                and first
                and read.norms[first - 1].endswith(tuple(words_of(_CLASSES, "presidents")))
            ):
                continue  # «رئيس الجمهورية اللبنانية» is the office
            if (
                size == 1
                and entry.type is EntityType.LOC
                and not match.letters
                and _first_name(read, vocab, first)
            ):
                yield Found(first, first + 2, EntityType.PER, "given name and surname of the lists", 6)
                break
            clan = entry.type is EntityType.PER and size > 2 and _of_a_clan(read, match.last)
            if clan:
                yield Found(first, match.last + 2, entry.type, _WHY[entry.kind], 9, match.letters, entry.name)
                break
            strength = 8 if size > 1 else 5 if entry.kind == "bare" else 6
            yield Found(first, match.last, entry.type, _WHY[entry.kind], strength, match.letters, entry.name)
            break


def refused(read: Scan, vocab: Vocabulary, match: Match, words: Container[str]) -> bool:
    """Whether a listed name is another word there, whatever stands around it. `words`: all of the text."""
    if _other_alef(read, match) or _noun(read, vocab, match) or _begins_a_clause(read, match):
        return True
    if _called_after_him(read, vocab, match) or _kind_of_outlet(read, match):
        return True
    alone = match.type is EntityType.LOC and match.last - match.first == 1
    return alone and (
        _goes_on_as_a_noun(read, vocab, match)
        or _describes_a_place(read, vocab, match)
        or _behind_a_negation(read, match)
        or _and_a_verb(read, match)
        or numbered(read, match)
        or _told_before(read, vocab, match, words)
    )


def _goes_on_as_a_noun(read: Scan, vocab: Vocabulary, match: Match) -> bool:
    """«السلط الجهوية», «البقاع المقدسة»: a place that is an ordinary word far more often, before an adjective that no town has."""
    norm = read.norms[match.first]
    after = read.norms[match.last] if match.last < len(read.norms) else ""
    if not norm.startswith("ال") or not after.startswith("ال"):
        return False
    if match.doubtful and after in words_of(_CLASSES, "passing") and vocab.word(norm).office:
        return True  # «الزعيم السابق»
    if norm not in vocab.lex.homes:
        return False
    if not after.endswith("يه") or vocab.lex.nationality(after):
        return False
    return after not in words_of_any(_CLASSES, "parts_of_places", "parts_of_towns", "said_of_towns")


def _kind_of_outlet(read: Scan, match: Match) -> bool:
    """«قناة الجزيرة الإخبارية»: what kind of channel it is, no second one."""
    at = match.first
    if match.last - at > 1 or at < 2 or read.norms[at] not in words_of(_CLASSES, "kinds_of_outlets"):
        return False
    return any(head_of(read.norms[i], words_of(_CLASSES, "media")) for i in range(max(0, at - 3), at - 1))


def _describes_a_place(read: Scan, vocab: Vocabulary, match: Match) -> bool:
    """«منطقة جلفا الجبلية»: an adjective right behind a place with its class word, though some town is called so."""
    at, norm = match.first, read.norms[match.first]
    if (
        at < 2
        or match.letters
        or match.kind != "town"
        or not norm.startswith("ال")
        or not norm.endswith("يه")
    ):
        return False
    place = any(entry.type is EntityType.LOC for entry in vocab.lex.phrases.of(read.norms[at - 1]))
    return place and head_of(read.norms[at - 2], words_of(_CLASSES, "plain_places")) is not None


def _called_after_him(read: Scan, vocab: Vocabulary, match: Match) -> bool:
    """«هشام طلعت مصطفى»: a firm that bears somebody's name, behind a given name, is a person's full name."""
    names = range(match.first, match.last)
    if match.type is not EntityType.ORG or match.letters or len(names) < _FULL or not match.first:
        return False
    before = read.norms[match.first - 1]
    given = before in vocab.lex.given or any(rest in vocab.lex.given for _, rest in peelings(before))
    return given and all(read.norms[at] in vocab.lex.names for at in names)


def _begins_a_clause(read: Scan, match: Match) -> bool:
    """«قوله إن صالح العمال»: a place whose first word is a particle, behind nothing that a place stands behind."""
    if match.type is not EntityType.LOC or read.norms[match.first] not in words_of(_CLASSES, "clauses_begin"):
        return False
    before = read.norms[match.first - 1] if match.first else ""
    there = before in words_of(_CLASSES, "place_before") or head_of(before, words_of(_CLASSES, "places"))
    return not there


def _told_before(read: Scan, vocab: Vocabulary, match: Match, words: Container[str]) -> bool:
    """«الجزيرة» in a text that tells of «جزيرة جيليو»: a class word of places with its article, and no name."""
    before = read.norms[match.first - 1] if match.first else ""
    told = bool(before) and (past(vocab, before) or bool(vocab.word(before).office))
    if told and any(each.type is EntityType.ORG for each in match.entries):
        return False  # «مراسل الجزيرة ...»
    return _class_told(read, match, words)


def _class_told(read: Scan, match: Match, words: Container[str]) -> bool:
    """Whether a name is a class word of places with its article, which the text has without it."""
    rest = read.norms[match.first][match.letters :].removeprefix("ال")
    if not match.doubtful or rest == read.norms[match.first][match.letters :]:
        return False
    classes = words_of_any("orgheads.toml", "places", "town_classes")
    return rest in classes and any(letters + rest in words for letters in _JOINED)


def _behind_a_negation(read: Scan, match: Match) -> bool:
    """«لم يزد عددهم»: behind these only a verb stands."""
    before = read.norms[match.first - 1] if match.first and not match.letters else ""
    return before in words_of(_CLASSES, "verbs_only")


def _and_a_verb(read: Scan, match: Match) -> bool:
    """«ودان الرئيس الهجوم»: a town that is و and a verb too, first in its sentence."""
    norm = read.norms[match.first]
    verb = not match.letters and norm[0] == "و" and norm[1:] in verbs()
    return verb and match.first in {start for start, _ in read.sentences}


def numbered(read: Scan, match: Match) -> bool:
    """«رمسيس التاسع»: a king, for towns are feminine; «وصل إلى الرقة الأول من أغسطس» is a day."""
    after, further = (read.norms[at] if at < len(read.norms) else "" for at in (match.last, match.last + 1))
    if further in words_of("titles.toml", "of_a_month"):
        return False
    kings = match.doubtful and after.startswith("ال") and not after.endswith(("ه", "ي"))
    return kings and after in words_of("titles.toml", "ordinals")


def noun_too(read: Scan, match: Match, countries: Countries) -> bool:
    """«سيول تضرب لحج»: a city that is a noun or an adjective too, in a text that is not about its country."""
    return noun_perhaps(read, match) and countries.named.isdisjoint(each.code for each in match.entries)


def _other_alef(read: Scan, match: Match) -> bool:
    """A short name that is written with a hamza, which the text does not have behind a clitic: «باكرا» is not ب and «أكرا»."""
    short = match.letters and match.last - match.first == 1 and len(read.norms[match.first]) < _SHORT
    if not short or read.surface(match.first)[match.letters : match.letters + 1] != "ا":
        return False
    return all(entry.name[0] in "أإآ" for entry in match.entries)


def _noun(read: Scan, vocab: Vocabulary, match: Match) -> bool:
    """«بيوتا», «كعكا»: a noun with its ending, not a preposition and a town; but «بجدة», for the news speaks of the town."""
    norm = read.norms[match.first]
    town = match.letters and match.last - match.first == 1 and match.type is EntityType.LOC
    if not town or match.kind == "country" or norm[match.letters - 1] not in "بلك":
        return False
    if norm[match.letters - 1] != "ك" and vocab.clusters.rank(norm[match.letters :]) < _NEWS:
        return False
    return dictionary.noun_inflected(norm) and not _seems_plural(match, norm)


def _seems_plural(match: Match, norm: str) -> bool:
    """«بنجران», «لبكين»: ب or ل and a town that is no ordinary word, where a noun would have an ending that it seldom has."""
    sure = match.kind == "city" and not match.doubtful
    return sure and dictionary.read(norm).ending in words_of(_CLASSES, "many_endings")


def _hamza(surface: str, name: str) -> bool:
    """Whether a word has a hamza on ي or و that the listed name has not."""
    return any(letter in surface and letter not in name for letter in "ئؤ")


def _pronoun(read: Scan, at: int, said: dict[int, EntityType]) -> bool:
    """Whether a ه at the end is no ة, in a text that spells its ة: «فوجده أربعة وخمسين», «أسس جده»."""
    if read.norms[at].startswith("ال"):
        return False
    return dictionary.noun_inflected(read.norms[at][:-1]) or said.get(at) is not EntityType.LOC


def _sons(read: Scan, at: int) -> bool:
    """Whether «بن» or «آل» stands at a token."""
    return at < len(read.norms) and read.norms[at] in words_of("titles.toml", "of_a_line")


def _of_a_clan(read: Scan, at: int) -> bool:
    """«هيثم بن طارق آل سعيد»: آل and another word behind a listed name."""
    return at + 1 < len(read.norms) and read.surface(at) in {"آل", "ال"} and read.tokens[at + 1].word


def _first_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«سانتياغو أباسكال»: a place that is a given name, before a surname and after no preposition of place."""
    after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
    before = read.norms[at - 1] if at else ""
    norm = read.norms[at]
    surname = after in vocab.lex.names and after not in vocab.lex.doubtful
    foreign = not norm.startswith("ال") and not after.endswith("ا")
    if not (
        (norm in vocab.lex.given and surname)
        or (norm in vocab.lex.names and foreign and strange(vocab, after))
    ):
        return False
    if after in vocab.lex.phrases or after in function_words() or verb_with_and(vocab, after):
        return False
    if past(vocab, after) or (
        after[:1] in {"ي", "ت"} and after.endswith("ي") and after not in vocab.lex.names
    ):
        return False  # «وارسو ترضي»
    return (
        before not in words_of(_CLASSES, "place_before")
        and head_of(before, words_of(_CLASSES, "places")) is None
    )


def _other_kind(read: Scan, vocab: Vocabulary, match: Match, before: str) -> bool:
    """«منجم الفحم», «جسر التضامن»: a noun behind the class word of what is no town, though a small town is called so."""
    norm = read.norms[match.first][match.letters :]
    if head_of(before, words_of_any(_CLASSES, "grounds", "of_people")) is not None:
        return False
    return (
        match.last - match.first == 1 and norm in vocab.clusters and dictionary.noun(norm.removeprefix("ال"))
    )


def _goes_on(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a definite surname stands at a token."""
    norm = read.norms[at] if at < len(read.norms) else ""
    return (
        norm.startswith("ال")
        and norm in vocab.lex.names
        and not vocab.lex.nationality(norm)
        and norm not in vocab.lex.doubtful
    )


def _its_country(read: Scan, vocab: Vocabulary, match: Match, code: str) -> bool:
    """«أولو الفنلندية»: the nationality of a town behind it, and no woman of that name and nation."""
    after = read.norms[match.last] if match.last < len(read.norms) else ""
    if not (after.startswith("ال") and after.endswith("يه")) or read.norms[match.first] in vocab.lex.given:
        return False
    word = read.norms[match.first][match.letters :].removeprefix("ال")
    if dictionary.noun(word) or vocab.clusters.rank(read.norms[match.first]) < FREQUENT:
        return False  # «الثورة السورية»
    return vocab.lex.codes.get(vocab.lex.nationality(after) or "") == code


def _fits(read: Scan, vocab: Vocabulary, match: Match, entry: Entry, said: dict[int, EntityType]) -> bool:
    """Whether the words around an ordinary word, or the model, say that it is the name."""
    agreed = said.get(match.first) is entry.type and said.get(match.last - 1) is entry.type
    if agreed and entry.kind != "club":
        return True
    before = read.norms[match.first - 1] if match.first else ""
    after = read.norms[match.last] if match.last < len(read.norms) else ""
    if not before:
        return entry.type is EntityType.LOC and _its_country(read, vocab, match, entry.code)
    if entry.type is EntityType.LOC:
        if head_of(before, words_of(_CLASSES, "places")) is not None:
            return entry.kind != "town" or not _other_kind(read, vocab, match, before)
        if head_of(before, words_of_any("orgheads.toml", "of_a_place", "sites")) is not None:
            return True
        if entry.code and _its_country(read, vocab, match, entry.code):
            return True
        there = before in words_of(_CLASSES, "place_before")
        return there and (entry.kind != "town" or located(read, vocab, match.last))
    if entry.type is EntityType.ORG:
        if (
            entry.kind == "organisation"
            and match.first <= _DATELINE
            and before in _DATED
            and match.letters == 0
        ):
            return True  # «الكويت (كونا) -», «عمان - بترا»
        if (
            entry.kind == "organisation"
            and match.first <= _HEAD
            and match.letters == 0
            and match.last < len(read.norms)
        ):
            gap = read.text[read.tokens[match.last - 1].end : read.tokens[match.last].start]
            if "\n" in gap or (before == "/" and after == "/"):
                return True  # «الموافق 26 يوليو 2021 م واس», «1445 هـ/ وام /»
        told = (
            match.first > 1 and read.norms[match.first - 2] == "ل" and before in OPENING and after in CLOSING
        )
        if told:
            return True  # «وقال ل"الخبر"»
        if (
            before in OPENING
            and after in CLOSING
            and entry.kind != "club"
            and read.norms[match.first] not in words_of(_CLASSES, "never")
        ):
            return True
        return head_of(before, words_of_any("orgheads.toml", "quoted_after", "groups")) is not None
    return bool(vocab.word(before).office) and not vocab.lex.nationality(read.norms[match.first])
