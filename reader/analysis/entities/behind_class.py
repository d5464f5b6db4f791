"""Places behind their class word that the sentence itself shows to be a name: what closes it («منطقة يعيس التابعة لـ...», «مديرية مريس بمحافظة ...»),
quotation marks («بجبل "دنا"»), or what calls it so («قرية اسمها بادمي»). Lists and dictionary then decide less than elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import CLITICS, head_of, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.shapes import unheard
from reader.analysis.entities.things import CLOSING, OPENING
from reader.model import EntityType
from reader.text.affixes import ARTICLE

_FILE = "orgheads.toml"
_SHORTEST = 3  # letters of a name
_QUOTED = 3  # words of a name in quotation marks
_BETWEEN = 3  # words between a class word and «اسمها»
_OFTEN = 4000  # words of the news that are hardly anybody's village
_HAMZA = "\u0623"
_PRESENT = "يتن"  # letters that verbs of the present begin with
_INFLECTED = ("ت", "ها", "هم", "وا")  # what verbs end with, and foreign names seldom
_PLURALS = ("ون", "ين", "ات")


def behind_class(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """All of them; candidates that may overlap others. What a list has there already is left to it."""
    inhabited = words_of(_FILE, "inhabited")
    classes = words_of_any(_FILE, "inhabited", "quoted_places")
    for at, _, end in read.headed(classes):
        hit = head_of(read.norms[at], classes)
        if hit is None or at + 1 >= end or (hit[1].endswith("ه") and read.surface(at).endswith("ه")):
            continue  # «بلده», «وجهه»: a pronoun, no ة
        if not hit[0] and read.surface(at)[1:2] == _HAMZA:
            continue  # «وأدى», no «وادي»
        why = f"after «{hit[1]}»"
        place = listed.get(at + 1)
        if place is not None and (place.type is not EntityType.LOC or place.letters):
            place = None
        first, last, strength = at + 1, 0, 6
        marked = read.norms[first] in OPENING and hit[1] not in words_of(_FILE, "adjectives_alike")
        if hit[1] in words_of(_FILE, "of_bodies_too") and not (marked or _a_district(read, at, hit)):
            continue
        if read.norms[first] in OPENING:
            first, last, strength = first + 1, _quoted(read, vocab, first + 1, end), 9
        elif hit[1] not in inhabited:
            continue
        elif place is None or place.doubtful:
            last = _closed(read, vocab, first, end, hit[1])
        if place is not None and last <= place.last and hit[1] in words_of(_FILE, "of_bodies_too"):
            last = place.last + (place.last < end and _goes_on(read, vocab, place.last))
            name = place.entries[0].name if last == place.last else ""
            yield Found(first, last, EntityType.LOC, why, 9, 0, name)
            continue
        if not last:
            first, last = _called(read, vocab, listed, first, end, hit[1])
            strength = 9
        known = listed.get(first)
        if last and (
            known is None or known.type is not EntityType.LOC or known.doubtful or known.last < last
        ):
            bodily = strength == 6 and hit[1] in words_of(_FILE, "of_bodies_too")
            yield Found(first, last, EntityType.LOC, why, 9 if bodily else strength)


def _quoted(read: Scan, vocab: Vocabulary, at: int, end: int) -> int:
    """Where a name in quotation marks ends; 0 where it is no name («مدينة "الخوف"») or too long for one."""
    last = at
    while last < end and last - at <= _QUOTED and read.tokens[last].word:
        last += 1
    if not at < last < end or last - at > _QUOTED or read.norms[last] not in CLOSING:
        return 0
    norm = read.norms[at]
    known = any(entry.type is EntityType.LOC for entry in vocab.lex.phrases.of(norm))
    plain = vocab.clusters.rank(norm) < _OFTEN if norm in vocab.clusters else norm in function_words()
    return 0 if plain and not known and last - at == 1 else last


def _closed(read: Scan, vocab: Vocabulary, at: int, end: int, head: str) -> int:
    """Where a name of one word or two ends that the news does not know, with what closes it behind it; 0 where none is."""
    if not _may_be_a_name(read, vocab, at):
        return 0
    norm = read.norms[at]
    if norm.startswith(ARTICLE) and head in words_of(_FILE, "of_owners"):
        return 0  # «بحيرة البجع», «مدينة القمصان»
    last = at + 1
    if norm in vocab.clusters:
        return 0
    begins = last < end and read.norms[last] in words_of(_FILE, "kin_in_towns")
    if begins and last + 1 < end and read.tokens[last + 1].word:
        last += 2  # «فلج بني خزير»
    elif last < end and read.tokens[last].word and _goes_on(read, vocab, last):
        last += 1
    verb = dictionary.read(norm).kind == "verb" and norm[0] in _PRESENT
    plain = dictionary.noun(norm) and not norm.startswith(ARTICLE)  # «نهر جاف»
    if plain and (last >= end or not read.tokens[last].word):
        return 0
    return last if _is_closed(read, vocab, last, end, firmly=verb or plain) else 0


def _a_district(read: Scan, at: int, hit: tuple[int, str]) -> bool:
    """«في مديرية مريس بمحافظة ...», «قرب بلدية سان فرناندو»: where something is, and no body that acts."""
    before = read.norms[at - 1] if at else ""
    if at + 1 < len(read.norms) and read.norms[at + 1] in words_of(_FILE, "fields"):
        return False
    if hit[1] in words_of(_FILE, "worked_in"):
        return before in words_of_any(_FILE, "nobody_there", "of_whom")
    there = read.norms[at][: hit[0]].endswith("ب") or before in words_of(_FILE, "strange_places")
    return there or before in words_of_any(_FILE, "owned", "of_whom")


def _may_be_a_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    norm = read.norms[at]
    if not read.tokens[at].word or len(norm) < _SHORTEST or not norm.isalpha() or norm in function_words():
        return False
    if norm in words_of(_FILE, "never") or norm in words_of(_FILE, "passing") or vocab.lex.nationality(norm):
        return False
    word, definite = vocab.word(norm), norm.startswith(ARTICLE)
    if word.office or word.passes or norm in vocab.adjectives or norm.startswith("لل"):
        return False
    if norm.endswith("يه") and not definite:
        return False  # «بلدة ساحلية»
    if norm.endswith("ه") and not definite and dictionary.read(norm).kind == "noun":
        return False  # «جزيرة مملوكة», «منطقة مزدحمة»
    stem = norm.removeprefix(ARTICLE)
    if norm.endswith(_PLURALS) and (dictionary.noun(stem[:-2]) or stem[:-2] in vocab.clusters):
        return False  # «قرية المزارعين»
    if norm[0] == "س" and norm[1:2] in _PRESENT and dictionary.read(norm).kind == "verb":
        return False  # «قرية ستغمر»
    classes = words_of_any(_FILE, "places", "town_classes")
    return norm[0] not in "بلك" or not any(  # «منجم للفحم», «قرية بولاية ...»
        dictionary.noun(rest) or rest in vocab.clusters or rest in classes for _, rest in peelings(norm)
    )


def _goes_on(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a second word belongs to a name that nothing knows («بيلا يونيون»)."""
    norm = read.norms[at]
    if norm[0] == "و" or not _may_be_a_name(read, vocab, at) or norm.startswith(ARTICLE):
        return False
    spelled = like_a_name(norm) >= NAME
    if (norm[0] in CLITICS or dictionary.read(norm).kind) and not spelled:
        return False  # «بحيرة المنزلة ضاقت», «مخيم الهول فأفرغ»
    return unheard(vocab, norm, norm) and not (norm.endswith(_INFLECTED) and dictionary.read(norm).kind)


def _is_closed(read: Scan, vocab: Vocabulary, at: int, end: int, *, firmly: bool) -> bool:
    """Whether what stands at a token shows that a name ended before it: a mark, a place where it lies, what it is part of."""
    if at >= end or not read.tokens[at].word:
        return not firmly or (at < end and read.norms[at] in "،,")
    norm = read.norms[at]
    if norm in words_of_any(_FILE, "belonging", "said_of_towns") or (
        norm.startswith(ARTICLE) and norm.endswith("يه") and vocab.lex.nationality(norm)
    ):
        return True
    province = head_of(norm, words_of(_FILE, "inhabited"))
    if province is not None and norm[: province[0]] == "ب":
        return True
    return not firmly and (
        norm in function_words() or norm in words_of_any(_FILE, "strange_places", "after_places")
    )


def _called(
    read: Scan, vocab: Vocabulary, listed: dict[int, Match], at: int, end: int, head: str
) -> tuple[int, int]:
    """«قرية اسمها بادمي», «مخيم نازحين آخر يسمى أبو شوك»: the words behind, or (0, 0). What calls it agrees with the class word."""
    named = words_of(_FILE, "feminine_called" if head.endswith("ه") else "masculine_called")
    for index in range(at, min(end - 1, at + _BETWEEN)):
        if not read.tokens[index].word or index in listed:
            break
        if read.norms[index] not in named:
            continue
        first = index + 1
        if read.norms[first] in OPENING:
            return first + 1, _quoted(read, vocab, first + 1, end)
        if not _may_be_a_name(read, vocab, first):
            break
        joint = read.norms[first] in words_of(_FILE, "towns_begin")
        last = min(end, first + 1 + joint)
        while (
            last < end and last - first < _QUOTED and read.tokens[last].word and _goes_on(read, vocab, last)
        ):
            last += 1
        return first, last
    return 0, 0
