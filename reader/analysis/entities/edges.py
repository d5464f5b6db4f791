"""People cut to the words that can be of a name: «غويخون عاد», «ديندريه انقلابا», «جيشه بينوشيه», «آبي سترته».

The model and the rules for unknown names run on where a word is as unknown as the name. Here the ordinary words at its edges go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from reader.analysis.entities import dictionary
from reader.analysis.entities.features import Vocabulary, possessed
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import function_words, verbs, words_of
from reader.analysis.entities.persons import joints, named
from reader.analysis.entities.shapes import strange, unseen
from reader.analysis.entities.verbs import adverb, imperfect, ordinary, past
from reader.model import EntityType
from reader.text.affixes import ARTICLE, affixes

_FILE = "titles.toml"
_GUESSED = ("model", "unknown words", "after the title", "words spelled", "full name")
_LITTLE = "3"  # tenths of a verb's occurrences that name people: «خان» is a verb too
_PEOPLES = affixes("peoples")  # of two or more, by what they are
_DECIDES = 5  # words back from a name to the verb of deciding
_FULL = 2  # words of a full name: more is behind it only where nothing else speaks for it


def edged(read: Scan, vocab: Vocabulary, each: Found) -> Found | None:
    """A guessed person without the ordinary words at its edges; None where nothing else is in it."""
    if each.type is not EntityType.PER or each.name or not each.why.startswith(_GUESSED):
        return each
    first, last, letters = each.first, each.last, each.letters
    after = read.norms[last] if last < len(read.norms) else ""
    if last - first == 1 and after in words_of(_FILE, "second_halves"):
        return None  # «رحمة الله عليه»: the names of two words are found by then
    if last - first == 1 and not letters and imperfect(vocab, read.norms[first]):
        return None  # «اسمه يوحي بأنه ...»
    if read.norms[last - 1] in words_of(_FILE, "owners") and _common(vocab, after):
        last -= 1  # «نجل مالك العبارة», «قال سامي حداد مالك الشركة»
        if last == first:
            return None
    adjective = "ال" + read.norms[first] in vocab.adjectives and read.norms[first] not in vocab.lex.names
    if adjective and last - first == _FULL and read.norms[last - 1] not in vocab.lex.names:
        return None  # «ديموقراطي فعلي»
    while last - first > 1 and _behind(read, vocab, first, last):
        last -= 1
    while last - first > 1 and (
        _noun_with_pronoun(read, vocab, first)
        or _noun_before(read, vocab, first, last)
        or _verb_before(read, vocab, first)
        or (last - first > _FULL and (_linked(read, vocab, first) or _of_the_office(read, vocab, first)))
    ):
        first, letters = first + 1, 0
    if (first, last) == (each.first, each.last):
        return each
    norm = read.norms[first]
    said_of = first > each.first and read.norms[first - 1].endswith(tuple(words_of(_FILE, "said_of")))
    if said_of and last - first == 1 and dictionary.noun(norm):
        return None  # «يوحي بأنه علوي»
    if last - first == 1 and (
        ordinary(vocab, norm) or norm in function_words() or norm in vocab.lex.doubtful
    ):
        return None
    return replace(each, first=first, last=last, letters=letters)


def _common(vocab: Vocabulary, norm: str) -> bool:
    """«السفينة», «الشركة»: a definite noun of the dictionary that is nobody's surname."""
    if not norm.startswith("ال") or norm.endswith("ي") or norm in vocab.lex.names or norm in vocab.lex.bare:
        return False
    return dictionary.read(norm).kind == "noun"


def _behind(read: Scan, vocab: Vocabulary, first: int, last: int) -> bool:
    """Whether the last word runs on after the name: a verb, a noun with its pronoun, an accusative, a preposition."""
    norm, before = read.norms[last - 1], read.norms[last - 2]
    after = read.norms[last] if last < len(read.norms) else ""
    if norm in words_of(_FILE, "at_night"):
        return True
    if last - first > _FULL and norm in words_of(_FILE, "tells") and before not in joints():
        return True  # «خالة سليمان داود تروي»
    if last - first > _FULL and norm in words_of(_FILE, "acts_too") and after in words_of(_FILE, "acted_on"):
        return True  # «أعلن النائب العام عبد المجيد محمود فتح تحقيق»
    if norm in words_of(_FILE, "of_a_day") and after.startswith("ال") and before not in joints():
        return True  # «يانيس فاروفاكيس صباح الاثنين»
    if before in joints() or norm in vocab.lex.bare or norm in vocab.lex.phrases:
        return False
    if _what_he_decides(read, vocab, first, last):
        return True
    if norm in words_of(_FILE, "suffixes") or norm in words_of(_FILE, "second_halves"):
        return False  # «يزدان بناه», «عوض الله»
    if norm in verbs() and norm in vocab.lex.doubtful:
        # «مكاريوس مات»: «مات» is a name too, but no surname; «قال رمضان نصر إنه»: a verb has more behind it
        closed = after in words_of(_FILE, "said_that") or (after != "" and not read.tokens[last].word)
        return not closed or vocab.tendencies.get(norm, "0")[0] < _LITTLE
    if last - first > _FULL and past(vocab, norm) and vocab.tendencies.get(norm, "0")[0] < _LITTLE:
        return True  # «فاسيلي ميليا مات»
    present = norm[0] == "ي" and len(norm) > 3 and unseen(vocab, norm)
    if last - first > _FULL and present and like_a_name(norm) < NAME / 4:
        return True  # «صالح مصلح يشتري»
    if _noun_with_pronoun(read, vocab, last - 1):
        return True
    if norm in vocab.lex.names:
        return False
    if _verb_with_pronoun(read, last - 1) or (norm[0] == "و" and norm[1:] in verbs()):
        return True  # «أن مصطفى أبلغه», «شقيقة مصطفى وأغمي على زوجته»
    if norm[0] in "بو" and norm[1:] in words_of(_FILE, "numerals"):
        return True  # «فاز فيشر باثنتي عشرة نقطة», «ابنته جيانا وست من رفاقهما»
    if norm in function_words() or past(vocab, norm) or imperfect(vocab, norm) or adverb(vocab, norm):
        return True
    noun = norm[:-1]
    return norm.endswith("ا") and len(noun) > 3 and noun in vocab.clusters and not named(vocab, noun)


def _what_he_decides(read: Scan, vocab: Vocabulary, first: int, last: int) -> bool:
    """«قرر سامي حداد التنحي», «طلب من حداد الرحيل»: behind a verb that takes one a definite noun of the dictionary that is no name."""
    norm = read.norms[last - 1]
    if not norm.startswith(ARTICLE) or norm in vocab.lex.names or not dictionary.noun(norm[len(ARTICLE) :]):
        return False
    deciding = words_of(_FILE, "deciding")
    return any(before in deciding for before in read.norms[max(0, first - _DECIDES) : first])


def _verb_with_pronoun(read: Scan, at: int) -> bool:
    """«سلمه», «هددها»: a verb of the news with its object, written with ه and no ta marbuta."""
    surface, norm = read.surface(at), read.norms[at]
    return any(
        surface.endswith(pronoun) and norm[: -len(pronoun)] in verbs()
        for pronoun in words_of(_FILE, "pronouns")
        if len(norm) > len(pronoun) + 2
    )


def _linked(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«السويدي بير أولوف أندرسون», «القائد الميداني أبو أحمد»: a nationality, or the adjective of a rank."""
    norm = read.norms[at]
    if at and norm in words_of(_FILE, "of_ranks") and vocab.word(read.norms[at - 1]).office:
        return True
    if norm.startswith("ال") and norm.endswith(_PEOPLES) and not vocab.lex.known(norm):
        return True  # «الحارسان السيخيان بيانت سينغ»
    return norm.startswith("ال") and bool(vocab.lex.nationality(norm)) and norm not in vocab.lex.given


def _of_the_office(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«قاضي الصلح كارل هنري ديستان», «قائد أمن القصر ديميتري هيرار»: the noun that the office or a noun of the news is of."""
    norm, before = read.norms[at], read.norms[at - 1] if at else ""
    if not norm.startswith("ال") or norm not in vocab.clusters or norm in vocab.lex.given:
        return False
    if not before or before.startswith("ال"):
        return False
    return bool(vocab.word(before).office) or (dictionary.noun(before) and before not in vocab.lex.names)


def _noun_before(read: Scan, vocab: Vocabulary, first: int, last: int) -> bool:
    """«سورة إبراهيم», «كنيس مئير طويق», «اسم ليلى»: a noun that names nobody, before what alone can be the name."""
    norm, after = read.norms[first], read.norms[first + 1]
    if norm in joints() or after in joints() or norm.startswith("ال"):
        return False
    if norm in function_words():
        return True
    if vocab.lex.known(norm):
        return False
    if ordinary(vocab, norm):
        noun = dictionary.noun(norm) and strange(vocab, after)  # «كرسي سباسكي», not «لينوس تورفالدس»
        return after in vocab.lex.names or last - first > _FULL or noun
    unknown = norm not in vocab.clusters and norm not in vocab.lex.names
    return unknown and last - first > _FULL and dictionary.noun(norm) and after in vocab.lex.given


def _verb_before(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«وبرأت سامي حداد»: a feminine verb before a given name."""
    norm = read.norms[at]
    known = vocab.lex.known(norm) or norm in vocab.lex.bare
    return norm.endswith("ت") and not known and past(vocab, norm) and read.norms[at + 1] in vocab.lex.given


@lru_cache(maxsize=1)
def _pronouns() -> tuple[str, ...]:
    return (*words_of(_FILE, "pronouns"), *words_of(_FILE, "pronouns_after_ta"))


def _noun_with_pronoun(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«جيشه», «لطباخه», «أبحاثه»: a noun that the news knows, with its pronoun, and no listed word («إلهه»)."""
    norm = read.norms[at]
    if len(norm) < 4 or not read.surface(at).endswith(_pronouns()):
        return False
    if norm in vocab.lex.names or norm in vocab.lex.bare or norm in vocab.lex.phrases or norm in joints():
        return False
    of = dictionary.read(norm)
    if of.kind == "noun" and of.ending in words_of(_FILE, "pronouns_after_ta"):
        return True  # «صديقتي»
    if like_a_name(norm) > 0:
        return False  # «بيريه»
    stem = possessed(norm)
    nouns = [stem, stem.removesuffix("ت") + "ه"]
    if norm[0] in "لب":
        nouns += [noun[1:] for noun in nouns]
    return any(len(noun) > 2 and noun in vocab.clusters and not named(vocab, noun) for noun in nouns)


def whole(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """People whose name was found in two pieces, or without its first word: «جوزيف لامبير», «إيلدا ليغيدينيو». `found` in order of the text."""
    taken = {at for each in found for at in range(each.first, each.last)}
    taken |= {start for start, _ in read.sentences}  # what opens a sentence is most often its verb
    held: Found | None = None
    for each in found:
        if held is not None and _goes_on(read, vocab, held, each):
            held = replace(held, last=each.last)
            continue
        if held is not None:
            yield held
        held = _with_first_name(read, vocab, each, taken)
    if held is not None:
        yield held


def _goes_on(read: Scan, vocab: Vocabulary, one: Found, other: Found) -> bool:
    """A given name, and right behind it a surname that begins with the letter of a preposition or with none."""
    if one.type is not EntityType.PER or other.type is not EntityType.PER or one.last != other.first:
        return False
    norm = read.norms[other.first]
    if one.last - one.first > 1 or norm[0] == "و" or other.name or other.letters > 1:
        return False
    return (
        read.norms[one.first][one.letters :] in vocab.lex.given
        and norm[other.letters :] not in vocab.lex.given
    )


def _with_first_name(read: Scan, vocab: Vocabulary, each: Found, taken: set[int]) -> Found:
    """With the word before, where nothing knows it and it is spelled like a name."""
    if each.type is not EntityType.PER or each.letters or each.name or not each.why.startswith(_GUESSED):
        return each
    at = each.first - 1
    if at < 1 or at in taken or not read.tokens[at].word:
        return each
    if each.last - each.first == 1 and read.norms[each.first] in vocab.lex.bare:
        return each  # «جحيم ترامب»: who is known by one name has a noun before it
    norm = read.norms[at]
    if (
        not unseen(vocab, norm)
        or read.surface(at).endswith("ى")
        or norm.endswith(("ه", "ا", "ت", "ون", "ين", "ان"))
    ):
        return each
    letters = int(norm[0] == "و" and read.norms[at][1:2] not in {"ا", "ي", "و"})
    return replace(each, first=at, letters=letters) if like_a_name(norm[letters:]) >= NAME else each
