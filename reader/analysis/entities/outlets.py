"""Bodies that a class word announces and that need no grammar: outlets, companies, names in quotation marks, datelines.

«قناة ليبيا الأحرار», «شركة إنتلكسا», «صحيفة "الراية"», «لندن - "الحياة الجديدة"». The class word stays outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import head_of, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan, words_in
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.shapes import common
from reader.model import EntityType

_FILE = "orgheads.toml"
_OPEN = frozenset("«“\"(‘‹'")
_CLOSE = frozenset("»”\"’›'")
_DATELINE = 9  # tokens in which a dateline ends
_DASHES = frozenset("-–—/")
_BEFORE_END = 2  # words of a firm's name before its last


def after_class_word(
    read: Scan, vocab: Vocabulary, listed: dict[int, Match], at: int, end: int
) -> Iterator[Found]:
    """«قناة ليبيا الأحرار», «صحيفة بيلد»: after a media class word a country with its motto, or words nobody knows."""
    hit = head_of(read.norms[at], words_of_any(_FILE, "media", "business"))
    first = at + 1
    if (
        hit is None
        or first >= end
        or not read.tokens[first].word
        or read.norms[first] in words_of(_FILE, "not_media")
    ):
        return
    if hit[1] in words_of(_FILE, "stations") and not _on_air(read, vocab, at):
        return  # «محطة أمبالانغودا»: trains, pumps or power
    match = listed.get(first)
    if match is not None and match.type is EntityType.LOC and "ب" in read.norms[first][: match.letters]:
        return  # «خياطة في مصنع بجوهانسبرغ»
    there = head_of(read.norms[first], words_of(_FILE, "inhabited"))
    if there is not None and there[0]:
        return  # «مصنع بقرية كوماردوبي»
    if (
        match is not None
        and match.type is EntityType.ORG
        and not match.letters
        and hit[1] in words_of(_FILE, "business")
    ):
        last = match.last
        while last < end and last - match.last < 2 and _foreign(vocab, read.norms[last]):
            last += 1
        if last > match.last:
            yield Found(first, last, EntityType.ORG, f"after «{hit[1]}»", 8)  # «شركة تاتا موتورز»
            return
    paper = hit[1] in words_of(_FILE, "papers") and at not in listed
    if match is not None and paper and match.kind in {"town", "city"} and match.last == first + 1:
        if not match.letters:
            yield Found(first, first + 1, EntityType.ORG, f"after «{hit[1]}»", 8)  # «صحيفة ماركا», «قناة دبي»
        return
    if match is not None and match.kind == "country" and match.last < end:
        norm = read.norms[match.last]
        if (
            norm.startswith("ال")
            and not vocab.lex.nationality(norm)
            and norm not in words_of(_FILE, "passing")
        ):
            yield Found(first, match.last + 1, EntityType.ORG, f"after «{hit[1]}»", 8)
        return
    norm = read.norms[first]
    if (
        hit[1] in words_of(_FILE, "papers")
        and norm.startswith("ال")
        and len(norm) > 3
        and not vocab.lex.nationality(norm)
    ):
        if match is None or (match.doubtful and match.last == first + 1):
            yield Found(first, first + 1, EntityType.ORG, f"after «{hit[1]}»", 6)
        return
    if vocab.lex.nationality(norm):
        return  # «شركة يوغوسلافية»
    last = first
    while (
        last < end
        and last - first < 3
        and read.tokens[last].word
        and not read.norms[last].startswith("لل")
        and not _known(vocab, read.norms[last], last > first)
        and (
            not read.norms[last].startswith("ال")
            or read.surface(last)[:1] in "أإ"
            or hit[1] in words_of("orgheads.toml", "definite_after")
        )
        and read.norms[last] not in vocab.clusters
        and not any(
            rest in function_words() for _, rest in peelings(read.norms[last])
        )  # «شركة بثمانين موظفا»
    ):
        last += 1
    if last - first == 1 and (common(norm) or (norm[0] == "و" and norm not in vocab.lex.names)):
        return  # «بنك محايد», «منصة ومرشح»
    if last - first == 1 and norm[0] in "بل" and dictionary.noun(norm[1:]):
        return  # «دورية لإطلاق نار»
    if last > first:
        yield Found(first, last, EntityType.ORG, f"after «{hit[1]}»", 8)


def _on_air(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«قال لمحطة بتروفاك», «مراسل محطة زارا»: whether the words around a station say that it broadcasts."""
    told = words_of(_FILE, "on_air")
    around = (*read.norms[max(0, at - 2) : at], *read.norms[at + 2 : at + 4])
    return any(norm in vocab.speech or head_of(norm, told) for norm in around)


def _known(vocab: Vocabulary, norm: str, further: bool) -> bool:
    """Whether a list has a word; a name word is no hindrance inside a firm's name («إيفرغرين مارين»)."""
    if further and norm in vocab.lex.names:
        return norm in vocab.lex.phrases
    return vocab.lex.known(norm)


def _foreign(vocab: Vocabulary, norm: str) -> bool:
    """A long word that nothing knows, of no verb's or plural's shape."""
    if len(norm) < 5 or not norm.isalpha() or norm in vocab.clusters or vocab.lex.known(norm):
        return False
    if norm.startswith(("ال", "ي", "ت", "ن", "و", "ف", "ب", "ل", "است")) or norm.endswith(
        ("ه", "ها", "هم", "ات", "ين", "ون", "ا")
    ):
        return False
    return vocab.lex.nationality(norm) is None


def firms(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«ثرايف كابيتال», «جيجو إير»: up to two words that are no Arabic of the news, and a last word of foreign firms' names."""
    ends = words_of(_FILE, "firm_ends")
    for at, start, end in read.standing(ends):
        first = at
        letters = 0
        while first > start and at - first < _BEFORE_END and not letters:
            further, letters = _in_firm(read, vocab, first - 1)
            if not further:
                break
            first -= 1
        if first == at:
            continue
        last = at + 1
        while last < end and read.norms[last] in ends:
            last += 1
        yield Found(first, last, EntityType.ORG, "a foreign firm's last word", 8, letters)


def _in_firm(read: Scan, vocab: Vocabulary, at: int) -> tuple[bool, int]:
    """Whether a word may stand in a foreign firm's name, and the clitics before it."""
    norm = read.norms[at]
    if not read.tokens[at].word or len(norm) < 3 or norm in function_words() or vocab.word(norm).office:
        return False, 0
    if norm.startswith("ال") and read.surface(at)[:1] not in "أإ":
        return False, 0
    if norm not in vocab.clusters or norm in vocab.lex.names:
        for letters, rest in peelings(norm):
            listed = rest in vocab.lex.phrases or rest in vocab.lex.names
            if listed and not vocab.lex.known(norm) and rest not in vocab.clusters:
                return True, letters
        return vocab.lex.nationality(norm) is None and norm not in words_of(_FILE, "media"), 0
    town = any(each.kind in {"city", "country"} and not each.context for each in vocab.lex.phrases.of(norm))
    return town and read.norms[at + 1] in words_of(_FILE, "firm_ends"), 0  # «شنغهاي إلكتريك»


def owned(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«طائرة تابعة لجيجو إير»: strange words behind ل, after what says that something is theirs, are a firm."""
    words = words_of(_FILE, "owned")
    for before, _, end in read.standing(words):
        at = before + 1
        norm = read.norms[at] if at < end else ""
        if norm[:1] != "ل" or len(norm) < 5:
            continue
        rest = norm[1:]
        known = rest in vocab.clusters or rest in vocab.lex.phrases or rest in vocab.lex.given
        if known or vocab.lex.nationality(rest) or norm in vocab.clusters or rest.startswith("ل"):
            continue
        last = at + 1
        while last < end and last - at < 3 and _foreign_too(vocab, read.norms[last]):
            last += 1
        if last == at + 1 and rest in vocab.lex.names:
            continue  # «تابعة لبوتفليقة»
        yield Found(at, last, EntityType.ORG, f"after «{read.surface(at - 1)}»", 8, 1)


def _foreign_too(vocab: Vocabulary, norm: str) -> bool:
    """A further word of a firm's name: a strange one, or a short one that nothing knows («إير»)."""
    short = norm.isalpha() and len(norm) in {3, 4} and norm[0] not in "وفبلكيتن"
    unknown = norm not in vocab.clusters and not vocab.lex.known(norm) and norm not in function_words()
    return _foreign(vocab, norm) or (short and unknown)


def dateline(read: Scan, listed: dict[int, Match]) -> Iterator[Found]:
    """«لندن - "الحياة الجديدة"», «صنعاء – سبأنت:»: an outlet behind the place, in the first words of a text."""
    norms = read.norms[:_DATELINE]
    place = listed.get(0)
    if place is None or place.type is not EntityType.LOC or place.letters:
        return
    at = place.last
    dash = at < len(norms) and norms[at] in _DASHES
    at += dash
    if at < len(norms) and norms[at] in _OPEN - {"("}:
        close = next((index for index in range(at + 1, len(norms)) if norms[index] in _CLOSE), 0)
        if at + 1 < close <= at + 4:
            yield Found(at + 1, close, EntityType.ORG, "the outlet of the dateline", 9)
        return
    last = at
    while last < len(norms) and last - at < 3 and read.tokens[last].word:
        last += 1
    ends = last < len(norms) and norms[last] == ":"
    other = listed.get(at)
    free = other is None or other.type is EntityType.ORG
    if dash and ends and at < last and free and norms[at] not in words_of(_FILE, "no_outlets"):
        yield Found(at, last, EntityType.ORG, "the outlet of the dateline", 6)


def in_brackets(read: Scan, found: Iterable[Found]) -> Iterator[Found]:
    """«هيئة إدارة الكوارث والطوارئ (آفاد)»: one word in brackets right behind a body is its short name."""
    bodies = list(found)
    taken = {at for each in bodies for at in range(each.first, each.last)}
    for each in bodies:
        at = each.last
        if (
            each.type is not EntityType.ORG
            or read.norms[at : at + 1] != ["("]
            or read.norms[at + 2 : at + 3] != [")"]
        ):
            continue
        norm = read.norms[at + 1]
        if (
            not read.tokens[at + 1].word
            or at + 1 in taken
            or len(norm) < 3
            or norm in words_of(_FILE, "never")
        ):
            continue
        if norm.startswith("ال") and norm.endswith(("يه", "ي")):
            continue  # «(الحكومية)»
        name = each.name or " ".join(words_in(read, each))
        yield Found(at + 1, at + 2, EntityType.ORG, "short name in brackets behind the full one", 6, 0, name)


def quoted(read: Scan, at: int, end: int) -> Iterator[Found]:
    """A name in quotation marks right after its class word."""
    hit = head_of(read.norms[at], words_of(_FILE, "quoted_after"))
    if hit is None:
        return
    mark = at + 1
    while mark + 1 < end and read.norms[mark] in _OPEN:
        close = next(
            (index for index in range(mark + 1, min(end, mark + 8)) if read.norms[index] in _CLOSE), 0
        )
        if close <= mark + 1 or not read.tokens[mark + 1].word:
            return
        yield Found(mark + 1, close, EntityType.ORG, f"in quotation marks after «{hit[1]}»", 9)
        mark = close + 2 if close + 1 < end and read.norms[close + 1] == "و" else end  # «الرأي» و«الغد»
