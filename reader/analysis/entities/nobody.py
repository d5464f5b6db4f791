"""Single words that name nothing where they stand: adjectives, verbs, verbal nouns, nouns with endings."""

from __future__ import annotations

from functools import lru_cache

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import PREPOSITIONS, head_of, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.things import CLOSING
from reader.analysis.entities.verbs import future, ordinary, past
from reader.model import EntityType

_CLASSES = "orgheads.toml"
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_TWO = dictionary.Reading("noun", "ان")  # a dual
_PLURAL = 4  # letters that a plural in ون has more than
_FEMININE = dictionary.Reading("noun", "ه")  # the adjective of a feminine noun
_OFTEN = 5000  # words that the news has most
_SPELLED = 10  # ة that a text has at least where its ه is a pronoun
_FEW = 10  # what is counted to here is a plural
TANWIN = ("\u064b", "\u064b\u0627")


def no_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A single word that names nothing here: «العلويين», «السعودية» after a feminine noun, «المدينة»."""
    norm = read.norms[at]
    if norm.startswith(("ال", "لل")) and norm.endswith(("يين", "يون")) and not vocab.lex.known(norm):
        return True
    stem = norm.removesuffix("ا")
    if read.surface(at).endswith(TANWIN) and (stem not in vocab.lex.given or dictionary.read(stem).kind):
        return True  # «لم يعد مجديًا»; not «محمدًا»
    if _construct_plural(read, vocab, at):
        return True
    if dictionary.borrowed(norm) and not vocab.lex.known(norm):
        return True  # «في الماراثون», «مرض الكوليرا»
    if not vocab.lex.known(norm) and (future(vocab, norm) or past(vocab, norm) or _inflected(vocab, norm)):
        return True  # «وأنزلت», «مدينتنا»
    if norm not in vocab.lex.names and any(rest in function_words() for _, rest in peelings(norm)):
        return not vocab.lex.known(norm)  # «وأين نعرضها»
    if norm.endswith("ا") and vocab.lex.nationality(norm[:-1]) and norm not in vocab.lex.phrases:
        return True  # «واحدا وعشرين فلبينيا»
    if vocab.lex.nationality(norm) and not norm.startswith("ال") and norm not in vocab.lex.phrases:
        before = read.norms[at - 1] if at else ""
        if before and before in vocab.clusters and norm not in vocab.lex.given and before not in vocab.speech:
            return True  # «ثري روسي»
    people = norm.endswith(("ون", "ين")) and at > 0 and vocab.lex.nationality(norm) is not None
    if people and read.norms[at - 1].endswith(("ون", "ين", "ان")):
        return True  # «متظاهرون كينيون»
    of_a_group = norm.endswith(("يون", "يين")) and at > 0 and not vocab.lex.known(norm)
    if of_a_group and read.norms[at - 1].endswith(norm[-2:]) and len(read.norms[at - 1]) > _PLURAL:
        return True  # «مسلحون حوثيون»
    if head_of(norm, words_of(_CLASSES, "never")) or blocked(read, at):
        return True
    two = norm[0] == "و" and not norm.startswith("وال") and norm[1:-2] in vocab.clusters
    two = two and not vocab.lex.known(norm[1:])
    if two and dictionary.read(norm) == _TWO:
        return True  # «وزوجته وحارسان»; not «والعيبان»
    after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
    if norm.startswith("ال") and vocab.lex.nationality(norm) and after in words_of("titles.toml", "former"):
        return True  # «وزير الدفاع السوداني السابق»
    if adjective_too(read, vocab, at) or masdar_too(read, vocab, at) or two_peoples(read, vocab, at):
        return True
    return adjective(read, vocab, at)


def _construct_plural(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«غواصو البحرية», «مهندسو الشركة»: a sound plural without its nun, before what it is of."""
    norm = read.norms[at]
    if not norm.endswith("و") or len(norm) <= _PLURAL or vocab.lex.known(norm) or at + 1 >= len(read.norms):
        return False
    people = dictionary.noun(norm[:-1]) or bool(vocab.word(norm[:-1]).office)
    return people and read.norms[at + 1].startswith("ال")


def _inflected(vocab: Vocabulary, norm: str) -> bool:
    """«وسقطت», «حربنا», «حربا باردة»: a verb or a noun of the news with an ending that no name has there."""
    if any(vocab.lex.known(rest) for _, rest in peelings(norm)):
        return False
    stem = norm[1:] if norm[:1] in "وف" and len(norm) > 4 else norm
    for ending, least in (("ت", 3), ("نا", 3), ("ا", 4)):
        root = stem.removesuffix(ending)
        roots = (root, root[:-1] + "ه") if root.endswith("ت") else (root,)  # «قريتنا»
        if stem.endswith(ending) and len(root) >= least and any(ordinary(vocab, one) for one in roots):
            return True
    return norm.startswith("ال") and norm.endswith(("ين", "ون")) and len(norm) > 6  # «المرشدين»


def adjective_too(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«عجز مالي»: a country whose name is an adjective too, behind a noun."""
    before = read.norms[at - 1] if at else ""
    if read.norms[at] in words_of(_CLASSES, "peoples_too"):
        heads = before in words_of("titles.toml", "office_heads")
        return not heads and before in words_of("titles.toml", "person_titles")
    if read.norms[at] not in words_of(_CLASSES, "adjectives_too") or at == 0:
        return False
    place = before in words_of(_CLASSES, "place_before") or head_of(before, words_of(_CLASSES, "places"))
    verb = before in vocab.speech or before[1:] in vocab.speech
    return not (place or verb or before in function_words() or not read.tokens[at - 1].word)


def masdar_too(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«قطر السفينة»: a country whose name is a verbal noun too, before a definite noun that is none of its adjectives or titles."""
    if read.norms[at] not in words_of(_CLASSES, "masdars_too") or at + 1 >= len(read.norms):
        return False
    after = read.norms[at + 1]
    adjective = (
        after.endswith(("يه", "ي", "ه"))
        or vocab.lex.nationality(after)
        or after in words_of(_CLASSES, "passing")
    )
    if not after.startswith("ال") or adjective or vocab.word(after).office:
        return False
    return not (
        at
        and (read.norms[at - 1] in PREPOSITIONS or read.norms[at - 1] in words_of(_CLASSES, "place_before"))
    )


def two_peoples(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«25 فلبينيا وروسيا», «255 بريطانيا», «جنديا سوريا»: adjectives in the accusative, not a country."""
    norm, before = read.norms[at], read.norms[at - 1] if at else ""
    if not before or not norm.endswith("يا") or vocab.lex.nationality(norm[norm[0] == "و" : -1]) is None:
        return False
    if _many(read, at - 1):
        return True
    if not before.endswith("ا") or before in vocab.lex.phrases:
        return False
    if vocab.lex.nationality(before[:-1]) is not None:
        return True
    head = before[:-1] in words_of("titles.toml", "office_heads")  # «رئيسا روسيا وتركيا»
    return bool(vocab.word(before[:-1]).office) and not head


def _many(read: Scan, at: int) -> bool:
    """Whether a number from 11 to 99 ends at a token, behind which one is counted in the accusative; no year, no share."""
    norm = read.norms[at]
    if not norm.isdigit():
        return head_of(norm, words_of(_CLASSES, "counts")) is not None
    year = _FIRST_YEAR < int(norm) < _LAST_YEAR or (
        at > 0 and read.norms[at - 1] in words_of(_CLASSES, "dated")
    )
    return not year and int(norm[-2:]) > _FEW


def blocked(read: Scan, at: int) -> bool:
    """«القوة القاهرة», «مسقط رأسه»: a listed name that is none next to this very word."""
    pairs, seconds = words_of(_CLASSES, "blocked"), _seconds_of_blocked()
    norm, after = read.norms[at], read.norms[at + 1] if at + 1 < len(read.norms) else ""
    if norm in seconds and at > 0 and f"{read.norms[at - 1]} {norm}" in pairs:
        return True
    if after not in seconds:
        return False
    forms = (norm, *(rest for _, rest in peelings(norm)))  # «بمسقط رأسه»
    return any(f"{form} {after}" in pairs for form in forms)


@lru_cache(maxsize=1)
def _seconds_of_blocked() -> frozenset[str]:
    return frozenset(pair.partition(" ")[2] for pair in words_of(_CLASSES, "blocked"))


def adjective(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«السعودية» and «سورية» are countries and adjectives: here the adjective of a feminine noun right before."""
    form = read.norms[at]
    if read.surface(at).endswith(TANWIN):
        return any(entry.kind == "country" for entry in vocab.lex.phrases.of(form))  # «اتصالا روسياً»
    if at == 0 or not form.endswith("ه") or not vocab.lex.nationality(form):
        return False
    before = read.norms[at - 1]
    if before in CLOSING:
        return form.startswith("ال")
    head = head_of(before, words_of(_CLASSES, "plain_places"))
    if vocab.lex.nationality(before) or (head is not None and not head[1].startswith("ال")):
        return False
    if form.startswith("ال") and (head is not None or _a_town(read, vocab, at - 1)):
        return True  # «العاصمة السعودية», «منطقة تبوك السعودية»
    if _of_a_plural(read, at, form.startswith("ال")):
        return True
    if not before.endswith(("ه", "ات")) or len(before) < 4 or before in words_of(_CLASSES, "place_before"):
        return False
    definite = any(rest.startswith("ال") for _, rest in [(0, before), *peelings(before)])
    return definite == form.startswith("ال")


def _a_town(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A listed place that is neither a country nor an ordinary word, behind a class word or a preposition: «تتهم صنعاء السعودية» names two."""
    entries = vocab.lex.phrases.of(read.norms[at])
    before = read.norms[at - 1] if at else ""
    led = before in PREPOSITIONS or head_of(before, words_of(_CLASSES, "plain_places")) is not None
    return led and bool(entries) and entries[0].kind == "city" and not entries[0].context


def _of_a_plural(read: Scan, at: int, definite: bool) -> bool:
    """«الصحف السعودية», «مصادر سورية», «وسائل إعلام سورية»: a plural that no ending shows stands before a token."""
    key = "broken_plurals" if definite else "plurals_that_speak"
    if head_of(read.norms[at - 1], words_of(_CLASSES, key)) is not None:
        return True
    pair = f"{read.norms[at - 2]} {read.norms[at - 1]}" if at > 1 else ""
    return not definite and head_of(pair, words_of(_CLASSES, key)) is not None


def verb_too(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«حلب الراعي البقرة»: a place that is a verb too, first in its sentence, before a subject and an object with their articles.

    Towns are feminine, and so is an adjective behind one: «حلب القديمة».
    """
    if not any(start == at and end - at > 2 for start, end in read.sentences):
        return False
    subject, other = read.norms[at + 1], read.norms[at + 2]
    definite = subject.startswith("ال") and other.startswith("ال") and subject[-1] not in "هءا"
    return definite and not (vocab.lex.nationality(subject) or vocab.lex.nationality(other))


def one_of_many(read: Scan, each: Found, listed: dict[int, Match]) -> bool:
    """A noun without its article, «في» and a place: some body there, not the name of one."""
    place = listed.get(each.first + 2)
    if place is None or place.type is not EntityType.LOC or place.doubtful or place.last != each.last:
        return False
    if read.norms[each.first + 1] not in words_of(_CLASSES, "inside"):
        return False
    return not read.norms[each.first][each.letters :].startswith("ال")


def ordinary_all(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """Ordinary words all («مكتبه فتح»), or a word for kin with its pronoun («ولد فيه جده»): the model's guess at a place."""
    norms = read.norms[each.first : each.last]
    if len(norms) == 1:
        kin = norms[0] in vocab.kin and read.surface(each.first).endswith("ه")
        owned = _somebodys(read, vocab, each.first)
        return kin or owned or _one_more_noun(read, vocab, each.first) or _what_kind(read, each.first)
    heads = words_of_any(_CLASSES, "places", "town_classes", "outside_places")
    return all(
        ordinary(vocab, norm) and vocab.tendencies.get(norm, "000")[1] < "2" and head_of(norm, heads) is None
        for norm in norms
    )


def _one_more_noun(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«ميناء ومعامل», «ثكنة وسوقا»: و and a noun of the news behind another noun without its article; «معبدان منحوتان», a dual."""
    norm, before = read.norms[at], read.norms[at - 1] if at else ""
    if norm.startswith("ال"):
        return dictionary.read(norm) == _TWO and norm not in vocab.clusters
    rest = norm[1:]
    if norm[0] != "و" or norm in vocab.clusters or rest not in vocab.clusters or vocab.lex.known(rest):
        return False
    plain = before in vocab.clusters and dictionary.noun(before) and not vocab.lex.known(before)
    return plain and dictionary.noun_inflected(rest)


def _somebodys(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«رماده», «ميلادهم»: a noun with its pronoun, in a text that spells its ة."""
    norm, surface = read.norms[at], read.surface(at)
    for letters, rest in ((0, norm), *peelings(norm)):
        for ending in ("ه", "هم", "ها"):
            stem = rest.removesuffix(ending)
            noun = (
                stem != rest
                and len(stem) > 2
                and (dictionary.noun(stem) or vocab.clusters.rank(stem) < _OFTEN)
            )
            if noun and surface.endswith(ending) and not (letters and norm in vocab.lex.phrases):
                return ending != "ه" or read.text.count("ة") >= _SPELLED
    return False


def _what_kind(read: Scan, at: int) -> bool:
    """«بلدة ساحلية», «قرية نائية», «لولاية سابعة», «حي سكني»: an adjective behind a class word of its gender, both without the article."""
    norm, before = read.norms[at], read.norms[at - 1] if at else ""
    if norm.startswith("ال"):
        return False
    classes = words_of_any(_CLASSES, "places", "town_classes")
    if not read.surface(at).endswith("ة"):
        he = norm.endswith("ي") and len(norm) >= _PLURAL and not before.endswith("ه")
        hit = head_of(before, classes) if he else None
        return hit is not None and not hit[1].startswith("ال") and dictionary.noun(norm)
    hit = head_of(before, classes) if before.endswith("ه") else None
    if hit is None or hit[1].startswith("ال"):
        return False
    return norm.endswith("ييه") or dictionary.read(norm) == _FEMININE


def titles_alone(vocab: Vocabulary, each: Found, norm: str) -> bool:
    """A person who is nothing but a title: «رائدا» of «رائدا الفضاء»."""
    return each.type is EntityType.PER and bool(vocab.word(norm).office) and not vocab.lex.known(norm)


def group(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """A noun of the news with an adjective of a nationality or of bodies, and no class word of places: people or things, no place."""
    norm, last = read.norms[each.first], read.norms[each.last - 1]
    adjective = vocab.lex.nationality(last) or last in vocab.adjectives
    noun = vocab.stem(norm)[1] in vocab.clusters and norm.startswith("لل")
    return bool(each.last - each.first == 2 and adjective and noun) and not head_of(
        norm, words_of(_CLASSES, "places")
    )
