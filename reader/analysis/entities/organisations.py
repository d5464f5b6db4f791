"""Organisations by their class word: «وزارة الخارجية الروسية», «الجيش السوري», «صحيفة "بلومبيرغ"».

The words and how far a name runs after each are data/entities/orgheads.toml; here is only the grammar: construct
(indefinite head, definite end), definite head with its adjectives, a name in quotation marks after its class word.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.entities import dictionary
from reader.analysis.entities.class_words import ClassWords, adjective, class_words, joins, plain_noun, run_on
from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, words_of, words_of_any
from reader.analysis.entities.outlets import after_class_word, quoted
from reader.analysis.entities.persons import name_end
from reader.model import EntityType

_FILE = "orgheads.toml"
_FIELDS = 2  # that و may join to the first of a ministry's
_LONGEST = 8
_PLURAL = ("ين", "ون")
_PREPOSED = frozenset("بلك")


def organisations(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """What the class words say, candidates that may overlap."""
    words = class_words()
    heads = words_of_any(_FILE, "strong", "weak", "definite")
    any_head = words_of_any(
        _FILE, "strong", "weak", "definite", "quoted_after", "media", "business", "ministries"
    )
    for at, start, end in read.headed(any_head):
        norm = read.norms[at]
        if len(norm) < 2:
            continue
        yield from quoted(read, at, end)
        yield from after_class_word(read, vocab, listed, at, end)
        if (ministry := _ministry(read, vocab, at, start, end)) is not None:
            yield ministry
        if (hit := head_of(norm, heads)) is None or at + 1 >= end:
            continue
        letters, head = hit
        if at > start and read.norms[at - 1].endswith(tuple(words_of("titles.toml", "ministers"))):
            continue  # «مستشار الأمن الوطني السعودي»
        if head in words_of(_FILE, "headed_by") and at > start and vocab.word(read.norms[at - 1]).office:
            continue  # «رئيس بلدية إسطنبول»
        if head in words.definite:
            last, why = _definite(read, vocab, words, listed, at, end, head)
        else:
            last, why = _construct(read, vocab, words, listed, at, end, head)
        if last:
            yield Found(at, last, EntityType.ORG, why, 8, letters)


def _ministry(read: Scan, vocab: Vocabulary, at: int, start: int, end: int) -> Found | None:
    """«الخارجية الإيرانية», «الدفاع الروسية»: a ministry without its class word, after a verb of saying or a particle."""
    land = read.norms[at + 1] if at + 1 < end else ""
    if not (land.startswith("ال") and land.endswith("يه") and vocab.lex.nationality(land)):
        return None
    hit = head_of(read.norms[at], words_of(_FILE, "ministries"))
    if hit is None:
        return None
    before = read.norms[at - 1] if at > start else ""
    spoken = before.endswith("ت") and not before.endswith("ات") and len(before) > 2
    if not (
        not before
        or spoken
        or hit[0]
        or before in function_words()
        or before in words_of(_FILE, "ministry_before")
    ):
        return None
    return Found(at, at + 2, EntityType.ORG, "class word with a nationality", 8, hit[0])


def _of_those_before(read: Scan, at: int, head: str) -> bool:
    """«محطات التلفزيون اللبنانية»: a feminine nationality behind a masculine noun is of the plural before it."""
    feminine = read.norms[at + 1].endswith("يه") and not head.endswith(("ه", "ات"))
    return feminine and at > 0 and read.norms[at - 1].endswith("ات")


def _definite(
    read: Scan, vocab: Vocabulary, words: ClassWords, listed: dict[int, Match], at: int, end: int, head: str
) -> tuple[int, str]:
    last, kinds = run_on(read, vocab, words, at + 1, end)
    if not kinds:
        return 0, ""
    if _of_those_before(read, at, head):
        return 0, ""
    whole = listed.get(at)
    if whole and whole.type is EntityType.ORG and at + 1 < whole.last <= last:
        after = _purpose(read, vocab, words, listed, last, end)
        return after, "listed organisation"  # «الحزب الديموقراطي الدستوري» is another one
    key = f"{head} {read.norms[at + 1]}"
    if key in words.listed:
        return _purpose(read, vocab, words, listed, last, end), "class word with its fixed adjective"
    after = _purpose(read, vocab, words, listed, last, end)
    if "n" in kinds and "a" in kinds and head in words.learned:
        return after, "class word with its fixed adjective"  # «الجامعة الكاثوليكية الأرجنتينية»
    if head in words.national and "n" in kinds:
        return after, "class word with a nationality"
    if after > last and ("n" in kinds or "a" in kinds):
        return after, "class word with its purpose"
    return 0, ""


def _purpose(
    read: Scan, vocab: Vocabulary, words: ClassWords, listed: dict[int, Match], at: int, end: int
) -> int:
    """«لحقوق الإنسان», «للطاقة الذرية»: the token after it, or `at`."""
    if at >= end:
        return at
    norm = read.norms[at]
    if norm.startswith("لل") and len(norm) > 4:
        at += 1
        if at < end and read.norms[at].startswith("وال") and joins(vocab, words, read.norms[at][1:]):
            at += 1  # «الهيئة العامة للآثار والتراث»
    elif norm in words.purpose and (land := listed.get(at + 1)) and land.kind in {"country", "city"}:
        at = land.last  # «القوات الديمقراطية لتحرير رواندا»
    elif (seat := _of_whom(read, words, listed, at, end)) > at:
        return seat  # «الاتحاد العام لنقابات عمال العراق»
    elif norm in words.purpose and at + 1 < end and read.norms[at + 1].startswith("ال"):
        at += 2
        if at < end and read.norms[at].startswith("وال") and joins(vocab, words, read.norms[at][1:]):
            at += 1  # «لعلم البراكين والزلازل»
    else:
        return at
    at = run_on(read, vocab, words, at, end)[0]
    if (
        at + 1 < end
        and read.norms[at].startswith("وال")
        and adjective(vocab, words, read.norms[at + 1]) == "a"
        and joins(vocab, words, read.norms[at][1:])
    ):
        at = run_on(read, vocab, words, at + 1, end)[0]
    return at


def _of_whom(read: Scan, words: ClassWords, listed: dict[int, Match], at: int, end: int) -> int:
    """«لنقابات عمال العراق», «لطلبة تونس»: the end of the place of those whose body it is, or 0."""
    if read.norms[at][:1] != "ل" or read.norms[at][1:] not in words.middle:
        return 0
    at += 1
    while at < end and read.norms[at] in words.middle:
        at += 1
    land = listed.get(at)
    sure = land is not None and land.kind in {"country", "city"} and not (land.letters or land.doubtful)
    return land.last if land is not None and sure else 0


def _construct(
    read: Scan, vocab: Vocabulary, words: ClassWords, listed: dict[int, Match], at: int, end: int, head: str
) -> tuple[int, str]:
    norms = read.norms
    second = at + 1
    norm = norms[second]
    if not read.tokens[second].word or norm in function_words() or norm in words.passing:
        return 0, ""
    there = listed.get(second)
    if norm[0] in _PREPOSED and there and there.letters and there.type is EntityType.LOC:
        return 0, ""  # «في مستشفى بميامي»
    if head in words_of(_FILE, "councils") and norm in words_of(_FILE, "boards"):
        return 0, ""  # «مجلس إدارة إنتل»
    strong = head in words.strong
    known = listed.get(at)
    shortest = known.last - second + 1 if known and known.type is EntityType.ORG else 1
    for size in range(3, max(shortest, 1) - 1, -1):  # «مجلس الأمن القومي» is not «مجلس الأمن»
        if second + size <= end and " ".join([head, *norms[second : second + size]]) in words.listed:
            last, _ = run_on(read, vocab, words, second + size, end)
            return last, "class word with its fixed construct"
    if known and known.type is EntityType.ORG and known.last - at > 1:
        last, _ = run_on(read, vocab, words, known.last, end)  # «نقابة الصحفيين الأردنيين»
        return last, "listed organisation"
    if head in words.after_people and (last := _patron(read, vocab, second, end)):
        last, _ = run_on(read, vocab, words, last, end)  # «مكتبة الملك فهد الوطنية»
        return _purpose(read, vocab, words, listed, last, end), "class word with the name it bears"
    if seat := _seated(read, words, listed, second, end):
        return run_on(read, vocab, words, seat, end)[0], "class word with its field and a place"
    match = listed.get(second)
    if match and match.letters == 0 and match.type is EntityType.ORG and head in words_of(_FILE, "parties"):
        return match.last, "class word with a listed organisation"  # «حزب حركة النهضة»
    plain = not norm.startswith("ال") and norm in vocab.clusters and dictionary.noun(norm)
    named = head in words_of(_FILE, "universities") or (
        head in words.of_places and not plain
    )  # «جامعة سوسة», «متحف بابل»
    sure = match is not None and (not match.doubtful or named)
    if match and match.letters == 0 and sure and match.type is not EntityType.ORG:
        last, kinds = run_on(read, vocab, words, match.last, end)
        if (strong and head not in words.not_of_places) or head in words.of_places:
            whose = kinds == "n" and head in words.of_places  # «محكمة براونشفايغ الألمانية»
            return match.last if whose else last, "class word with a name"
        if "a" in kinds and head in words.weak and match.kind in {"country", "city"}:
            return last, "class word with a name"  # «مركز دبي التجاري العالمي»
        return 0, ""
    last_middle = (
        second + 1
        if norm in words.middle
        and second + 1 < len(norms)
        and norms[second + 1] in words_of(_FILE, "middle_again")
        else second
    )
    land = listed.get(last_middle + 1)
    party = (
        head in words_of(_FILE, "parties")
        and not norm.startswith(("ي", "ال"))
        and not vocab.lex.nationality(norm)
    )  # «حزب آفاق تونس»
    noun_of = head in words.weak and plain_noun(vocab, norm)  # «مجلس أساقفة فرنسا»
    closing = (
        {"country", "city"} if last_middle > second or head in words_of(_FILE, "courts") else {"country"}
    )
    if (norm in words.middle or party or noun_of) and land and not land.letters and land.kind in closing:
        return run_on(read, vocab, words, land.last, end)[0], "class word, its construct and a place"
    unknown = norm not in vocab.clusters and norm.isalpha() and len(norm) > 3  # «مستشفى زميرلي»
    if (
        head in words_of(_FILE, "hospitals")
        and (unknown or (norm.startswith("ال") and len(norm) > 4))
        and not vocab.lex.nationality(norm)
    ):
        last, _ = run_on(read, vocab, words, second + 1, end)
        return last, "class word and its construct"  # «مستشفى الروم»
    further = norms[second + 1] if second + 1 < end else ""
    noun = party and norm in vocab.clusters and not norm.endswith(("ي", "يه"))
    owner = further.startswith("ال") and len(further) > 4 and further not in words.passing
    if noun and owner and not vocab.word(further).office:
        last, _ = run_on(read, vocab, words, second + 2, end)
        return last, "class word and its construct"  # «حزب قوة الشعب»
    at = second
    if (
        norm in words.middle
        and second + 1 < end
        and norms[second + 1].startswith("ال")
        and norms[second + 1] not in words.passing
    ):
        at = second + 2
        evidence = "m"
    elif norm.startswith("ال") and len(norm) > 3:
        if norm in words.definite or norm[2:] in words.titles:
            return 0, ""
        if vocab.lex.nationality(norm):
            return 0, ""
        at = second + 1
        evidence = ""
    else:
        return 0, ""
    at, kinds = run_on(read, vocab, words, at, end)
    evidence += kinds
    joined = False
    for _ in range(_FIELDS):
        if not (
            head in words.joining
            and "n" not in evidence
            and at < end
            and norms[at].startswith("وال")
            and len(norms[at]) > 5
            and joins(vocab, words, norms[at][1:])
        ):
            break
        at, kinds = run_on(read, vocab, words, at + 1, end)
        evidence += kinds
        joined = "a" in kinds  # «لجنة النفط والطاقة النيابية», «وزارة الثقافة والسياحة والآثار»
    after = _purpose(read, vocab, words, listed, at, end)
    if after > at and head not in words_of(_FILE, "ministry_heads"):
        evidence += "p"
        at = after
    match = listed.get(at)
    if (
        match
        and match.kind == "country"
        and match.letters == 0
        and match.last - match.first < 3
        and (strong or head in words_of_any(_FILE, "councils", "committees"))
    ):
        at = match.last
        evidence += "n"
    if at - second > _LONGEST:
        return 0, ""
    if "n" in evidence:
        return at, "class word, its construct and a nationality"
    if (
        joined
        or (strong and (evidence or head in words.short_constructs))
        or (head in words.leagues and "m" in evidence)
    ):
        return at, "class word and its construct"
    return 0, ""


def _seated(read: Scan, words: ClassWords, listed: dict[int, Match], at: int, end: int) -> int:
    """«غرفة تجارة وصناعة أبوظبي», «مديرية صحة إربد»: the end of the place behind the field of a body, or 0."""
    first = at
    while at < end and (
        read.norms[at] in words.fields or (at > first and read.norms[at][1:] in words.fields)
    ):
        at += 1
    seat = listed.get(at) if at > first else None
    if seat is None or seat.letters or seat.type is not EntityType.LOC or seat.last > end:
        return 0
    return seat.last


def _patron(read: Scan, vocab: Vocabulary, at: int, end: int) -> int:
    """«مركز الملك سلمان», «مجموعة طلعت مصطفى»: the end of the person's name, or 0."""
    first = at
    while first < end and read.norms[first] in words_of("titles.toml", "patrons"):
        first += 1
    last = name_end(read, vocab, first, end, strict=False)
    further = last
    while further < end and further - first < 3 and read.tokens[further].word:
        norm = read.norms[further]
        if norm in vocab.clusters or norm.startswith("ال") or norm in function_words():
            break
        further += 1
    if further > last and further < end and adjective(vocab, class_words(), read.norms[further]) == "a":
        return further  # «مركز ساتيش داوان الفضائي»
    return last if last > first and (first > at or last - first > 1) else 0
