"""Names of words that nobody knows, found by what stands around them.

A title announces a person whatever the name: «وزير الإعلام يماني قبرمسقل», «حاكم كاليفورنيا غافين نيوسوم»; so do a nationality, a verb of saying, a kunya.
Unknown is what no list has and no text before knew, in the shape of no verb and of no plural.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import function_words, spelled_function_words, words_of
from reader.analysis.entities.persons import joints, named, stands_between
from reader.analysis.entities.shapes import common, spelled_in_arabic, strange, unseen
from reader.analysis.entities.verbs import imperfect, past
from reader.model import EntityType

_REACH = 8  # tokens between a title and the name
_MOST = 4  # words of a name


def after_roles(
    read: Scan, vocab: Vocabulary, listed: dict[int, Match], bodies: Iterable[Found], offices: frozenset[str]
) -> Iterator[Found]:
    """Two words or more after a title with its country or body, of which one at least is strange. `offices` are the titles of the text."""
    spans = {
        match.first: match.last
        for match in listed.values()
        if match.type is not EntityType.PER and not match.doubtful and not _joined(read, match)
    }
    inside = words_of("titles.toml", "office_words")
    for body in bodies:
        if not (body.letters and read.norms[body.first][0] == "و"):
            spans[body.first] = max(body.last, spans.get(body.first, 0))
    for at, start, end in read.standing(offices):
        if at + 2 >= end or read.surface(at) in spelled_function_words():
            continue  # «أمام», not «إمام»
        office = vocab.word(read.norms[at]).office
        if office.endswith("ا") and not read.norms[at + 1].startswith("ال"):
            continue  # «كان طبيبا ...» announces nobody
        if office in joints() and at > start and read.norms[at - 1] in vocab.lex.names:
            continue  # «فاطمة بنت خطري غائبة»
        first = at + 1
        while first < end and first - at <= _REACH:
            if first in spans and _given_name(read, vocab, first, end):
                break  # «نائبته فيكتوريا فيارويل»
            if first in spans:
                first = spans[first]
            elif read.norms[first] in words_of("titles.toml", "posted_at") and first + 1 in spans:
                first = spans[first + 1]
            elif stands_between(read, vocab, first) or read.norms[first].removeprefix("ال") in inside:
                first += 1  # «رئيس مجلس الإدارة ...»
            else:
                break
        last, unknown, sure = first, 0, 0
        while last < end and last - first < _MOST and read.tokens[last].word:
            norm = read.norms[last]
            if last > first and norm[0] == "و" and norm not in vocab.lex.names:
                break  # the next one
            if last - first > 1 and sure and _no_surname(vocab, norm):
                break  # «جون سنو مقبض», «وسيمة خرشيش والدي»
            if last > first and (spelled_in_arabic(read, vocab, last) or imperfect(vocab, norm)):
                break  # «إبراهيم ولد أبتي فرأى», «إبراهيم أبو ليمون يوزع»
            definite = norm.startswith("ال") and norm[-1] != "ي" and norm not in vocab.lex.names
            if definite and last - first > 1 and sure > 1:
                break  # «فؤاد حسين القماشة»
            if read.surface(last)[1:2] == "\u064f" and norm not in vocab.lex.names:
                break  # «أُوقفا», a passive
            sure += named(vocab, norm)
            if norm in joints() and last + 1 < end and last + 1 - first < _MOST:
                last += 1
            elif last > first and read.norms[last - 1] in vocab.lex.bare and norm not in vocab.lex.names:
                break  # «الرئيس تبون بتنكيس الأعلام»
            elif last - first > 1 and norm.endswith("ا") and len(norm) < 6 and norm not in vocab.lex.names:
                break  # «حسن قريطم خجلا»
            elif strange(vocab, norm, read.surface(last)) or (last == first and unseen(vocab, norm)):
                unknown += 1
            elif last - first == 1 and sure and unseen(vocab, norm) and like_a_name(norm) >= NAME:
                unknown += 1  # «آلان بيرسيه»
            elif last == first and last + 1 < end and _short(vocab, norm, read.norms[last + 1]):
                unknown += 1  # «ميغ ويتمان»
            elif (
                norm not in vocab.lex.names
                or norm in function_words()
                or (last in spans and last > first)
                or (norm.startswith("ال") and last - first > 1)
            ):
                break
            last += 1
        if last - first > 1 and (unknown or (sure and first > at + 1)):
            yield Found(first, last, EntityType.PER, f"unknown words after the title «{read.surface(at)}»", 7)
        elif last - first == 1 and unknown and _whole_role(read, vocab, at, first):
            yield Found(first, last, EntityType.PER, f"after the title «{read.surface(at)}»", 4)


def _whole_role(read: Scan, vocab: Vocabulary, at: int, first: int) -> bool:
    """«قائد الجيش ماهيلي»: an office and what it is of, right before a word spelled like a name."""
    head = read.norms[at] in words_of("titles.toml", "office_heads") and first > at + 1
    of = read.norms[first - 1].startswith("ال") and not vocab.word(read.norms[first - 1]).office
    return head and of and like_a_name(read.norms[first]) >= NAME and strange(vocab, read.norms[first])


def _no_surname(vocab: Vocabulary, norm: str) -> bool:
    """A word for kin or a role, or one in the shape of an Arabic participle or plural, behind a whole name."""
    return bool(vocab.word(norm).office) or (common(norm) and norm not in vocab.lex.names)


def _short(vocab: Vocabulary, norm: str, after: str) -> bool:
    """Three letters that nothing knows, before a strange word."""
    known = norm in vocab.clusters or vocab.lex.known(norm) or norm in function_words()
    return len(norm) == 3 and norm.isalpha() and not known and strange(vocab, after)


def _given_name(read: Scan, vocab: Vocabulary, at: int, end: int) -> bool:
    """A place that is a given name, before a strange word or a name."""
    after = read.norms[at + 1] if at + 1 < end else ""
    further = after in vocab.lex.names or strange(vocab, after, read.surface(at + 1)) if after else False
    return read.norms[at] in vocab.lex.given and further


def _joined(read: Scan, match: Match) -> bool:
    """Whether و joins it to what is before: the next one of a row, no part of the role."""
    return match.letters > 0 and read.norms[match.first][0] == "و"


def after_nationalities(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«خلفا للبوسني وحيد خليلوزيتش», «فوز الصربي نوفاك ديوكوفيتش»: a nationality as a noun, then a full name."""
    names = vocab.lex.names
    for start, end in read.sentences:
        for at in range(start, end - 2):
            norm = read.norms[at]
            if not norm.endswith(("ي", "يه")):
                continue
            form = next((rest for _, rest in [(0, norm), *peelings(norm)] if rest.startswith("ال")), "")
            if not form.endswith(("ي", "يه")) or not vocab.lex.nationality(form) or form in names:
                continue
            if at > start and form == norm and (_definite(vocab, read.norms[at - 1])):
                continue  # «المنتخب البوسني ...»
            last = at + 1
            while last < end and last - at <= _MOST and read.tokens[last].word:
                word = read.norms[last]
                if word in function_words() or (word.startswith("ال") and last == at + 1):
                    break
                given = last == at + 1 and word in vocab.lex.given
                if not (
                    given
                    or named(vocab, word)
                    or word in joints()
                    or strange(vocab, word, read.surface(last))
                ):
                    break
                last += 1
            size = last - at - 1
            if size == 2 or (size > 1 and any(read.norms[index] in names for index in range(at + 1, last))):
                yield Found(
                    at + 1, last, EntityType.PER, f"full name after the nationality «{read.surface(at)}»", 6
                )


def _definite(vocab: Vocabulary, norm: str) -> bool:
    return (
        any(rest.startswith("ال") for _, rest in [(0, norm), *peelings(norm)])
        or bool(vocab.word(norm).office)
        or vocab.lex.nationality(norm) is not None
    )


def initials(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«إس. سوماناث», «إيه. بي. جيه. عبد الكلام»: letters by their English names, each with a full stop, and the surname."""
    letters, norms = words_of("titles.toml", "initials"), read.norms
    if letters.isdisjoint(norms):
        return
    last = 0
    for at in [at for at, mark in enumerate(norms[1:-1]) if mark == "." and norms[at] in letters]:
        if at < last:
            continue  # one of those before
        last = at
        while last + 2 < len(norms) and norms[last] in letters and norms[last + 1] == ".":
            last += 2
        if read.tokens[last].word and read.tokens[last].start - read.tokens[last - 1].end < 3:
            norm = norms[last]
            if norm in vocab.lex.names or norm in joints() or strange(vocab, norm):
                last += 2 if norm in joints() and last + 1 < len(norms) else 1
                yield Found(at, last, EntityType.PER, "initials and a surname", 9)


def after_speech(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«رأى منير الربيع»: a verb of saying, a given name, and a name word, though both be ordinary words."""
    names = vocab.lex.names.among(frozenset(read.norms))
    for start, end in read.sentences:
        for at in range(start, end - 2):
            norm = read.norms[at]
            given, after = read.norms[at + 1], read.norms[at + 2]
            if norm in vocab.speech or (norm[0] in "وف" and norm[1:] in vocab.speech):
                fits = given in vocab.lex.given or unseen(vocab, given)
            else:  # «وأحيت كارول سماحة حفلا»
                fits = after in names and given in names and named(vocab, given) and past(vocab, norm)
            if not fits:
                continue
            if given in function_words() or after in function_words():
                continue
            if vocab.word(given).office:
                continue
            if not (
                after in vocab.lex.names or strange(vocab, after, read.surface(at + 2))
            ) or vocab.lex.nationality(after):
                continue
            if vocab.word(after).office and after not in vocab.lex.given:
                continue
            if given not in vocab.lex.given and past(vocab, after):
                continue  # «أعلنت بنسودا فتح تحقيق»
            if (
                after[0] == "و"
                and after not in vocab.lex.names
                and (unseen(vocab, after[1:]) or after[1:] in vocab.lex.phrases)
            ):
                continue  # «وأعلنت سيريبرا وغروك»: two, and who knows what
            if after in words_of("orgheads.toml", "never") or any(
                entry.kind == "country" for entry in vocab.lex.phrases.of(given)
            ):
                continue  # «أعلنت مالي الحداد»
            yield Found(at + 1, at + 3, EntityType.PER, f"full name after «{read.surface(at)}»", 4)


def before_that(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«وقال عالم البراكين ثورفالدور ثوردارسون إن ...»: the words spelled like names between a verb of saying, with its title, and إن."""
    for that, start, _ in read.standing(words_of("titles.toml", "said_that")):
        if that < start + 3 or read.surface(that)[:1] == "أ":
            continue
        first, sure = that, 0
        while first > start + 1 and that - first < _MOST and _in_a_name(read, vocab, first - 1):
            first -= 1
            sure += read.norms[first] in vocab.lex.given or strange(vocab, read.norms[first])
        while that - first > 1 and not _begins(read, vocab, first):
            first += 1
        if that - first < 2 or not sure:
            continue
        before = read.norms[first - 1]
        verbs = [at for at in range(max(start, first - _REACH), first) if _says(vocab, read.norms[at])]
        titled = vocab.word(before).office or vocab.word(before).definite or vocab.word(before).passes
        if not verbs or not (_says(vocab, before) or titled or vocab.lex.nationality(before)):
            continue
        if read.norms[verbs[-1]].endswith("ت") and read.norms[first] not in vocab.lex.given:
            continue  # «وقالت غولدمان ساكس إن»
        yield Found(first, that, EntityType.PER, f"full name after «{read.surface(verbs[-1])}»", 7)


def _says(vocab: Vocabulary, norm: str) -> bool:
    return norm in vocab.speech or (norm[0] in "وف" and norm[1:] in vocab.speech)


def _begins(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a full name may begin with a word: no title, no definite word, nothing that stands between a title and a name."""
    norm = read.norms[at]
    word = vocab.word(norm)
    return not (
        word.office
        or word.passes
        or norm.startswith("ال")
        or vocab.lex.nationality(norm)
        or _says(vocab, norm)
    )


def _in_a_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A word of the name lists, a joint, or a strange word that is spelled like a name."""
    norm = read.norms[at]
    if not read.tokens[at].word or norm in function_words() or vocab.lex.nationality(norm):
        return norm in joints()
    if any(entry.type is not EntityType.PER for entry in vocab.lex.phrases.of(norm)):
        return norm in vocab.lex.given
    if (
        norm in vocab.lex.names
        or norm in vocab.lex.bare
        or norm in joints()
        or norm in words_of("titles.toml", "second_halves")
    ):
        return not _says(vocab, norm)
    unknown = norm not in vocab.clusters and not any(rest in vocab.clusters for _, rest in peelings(norm))
    return unknown and like_a_name(norm) >= NAME


def kunyas(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«لأبي عبيدة», «وأم خالد»: a father or mother, behind a clitic too, and a name. «أم» is a mother only with its hamza, before a given name."""
    fathers, mothers = words_of("titles.toml", "fathers"), words_of("titles.toml", "mothers")
    for at, _, end in read.headed(fathers | mothers):
        if at + 1 >= end or read.norms[at][-1] not in "ويام" or not read.tokens[at + 1].word:
            continue
        norm, after = read.norms[at], read.norms[at + 1]
        for letters, rest in ((0, norm), *peelings(norm)):
            father = rest in fathers and (after in vocab.lex.given or named(vocab, after))
            mother = (
                rest in mothers
                and read.surface(at)[letters : letters + 1] == "أ"
                and after in vocab.lex.given
            )
            if (father or mother) and (letters or mother) and after not in function_words():
                yield Found(at, at + 2, EntityType.PER, "a kunya", 7, letters)
                break


def of_a_country(read: Scan, vocab: Vocabulary, listed: dict[int, Match]) -> Iterator[Found]:
    """«كوفيسترو الألمانية»: a strange word and a feminine nationality, where no title is before, is a firm."""
    for start, end in read.sentences:
        for at in range(start, end - 1):
            land = read.norms[at + 1]
            if not (land.startswith("ال") and land.endswith("يه") and vocab.lex.nationality(land)):
                continue
            if land in vocab.lex.phrases:
                continue  # «قلبت السعودية الطاولة»
            before = read.norms[at - 1] if at > start else ""
            if before.startswith("ال") or (before and vocab.word(before).office):
                continue
            norm = read.norms[at]
            shaped = common(norm) or norm[0] in "وفبلكيتن" or norm.endswith(("ه", "ت")) or past(vocab, norm)
            if strange(vocab, norm, read.surface(at)) and not shaped:
                firm = listed.get(at - 1)
                first = at - (firm is not None and firm.type is EntityType.ORG and not firm.letters)
                yield Found(
                    first, at + 1, EntityType.ORG, "strange word with a nationality", 8 if first < at else 5
                )


def _of_arabic(norm: str) -> bool:
    """A word in a shape that verbs and nouns behind a name have: «تسلل», «مبتسما», «أسئلته»."""
    return norm[0] in "وفبلكمينتا" or norm.endswith(("ا", "ه", "ت", "ان", "ين", "ون"))


def full_names(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«أسس حسن البنا», «وغنى مارسيل خليفة»: a given name that is no ordinary word, with a surname or another given name behind it."""
    lex = vocab.lex
    for start, end in read.sentences:
        for at in range(start, end - 1):
            norm, after = read.norms[at], read.norms[at + 1]
            if norm in lex.given:
                letters, given = 0, norm
            elif norm[0] in "ولب" and norm[1:] in lex.given and norm not in lex.names:
                letters, given = 1, norm[1:]
            else:
                continue
            if given in lex.doubtful or vocab.word(given).office or given in joints():
                continue
            unknown = len(after) > 4 and strange(vocab, after, read.surface(at + 1)) and not _of_arabic(after)
            if not (after in lex.names or unknown) or after in function_words() or lex.nationality(after):
                continue
            sure = after not in lex.doubtful or after in lex.given or after.startswith("ال")
            if (
                sure
                and not vocab.word(after).office
                and after not in lex.phrases
                and given not in lex.phrases
            ):
                last = at + 2
                third = read.norms[last] if last < end else ""
                if third in lex.given and len(third) < 6 and vocab.tendencies.get(third, "9")[0] > "2":
                    last += 1  # «لي جاي ميونغ»
                yield Found(at, last, EntityType.PER, "given name and surname of the lists", 3, letters)
