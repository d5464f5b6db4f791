"""People by what stands before them and by the shape of Arabic names.

A name begins after a title or a kin word, runs over words of the name list, and over the joints of names:
بن، ابن، آل، ولد، أبو and its case forms, عبد and the divine name after it, de, von.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.letters import NAME, SURE, like_a_name
from reader.analysis.entities.lexicon import function_words, spelled_function_words, words_of, words_of_any
from reader.analysis.entities.shapes import spelled_in_arabic, strange, unseen
from reader.analysis.entities.verbs import past
from reader.analysis.entities.verbs_beside import was_born
from reader.model import EntityType

_TITLES = "titles.toml"
_OFTEN = "3"  # tenths of a word's occurrences that name people, from which it is a name before a surname
_GAP = 4  # definite words that may stand between a title and the name


@lru_cache(maxsize=1)
def joints() -> frozenset[str]:
    """What runs on inside a name: «بن», «آل», «أبو» and its case forms, «عبد», «de», «von»."""
    return words_of(_TITLES, "joints")


def named(vocab: Vocabulary, norm: str) -> bool:
    """A word of the name list that is no ordinary word."""
    return norm in vocab.lex.names and norm not in vocab.lex.doubtful and norm not in function_words()


def name_end(read: Scan, vocab: Vocabulary, at: int, end: int, *, strict: bool = True) -> int:
    """Where a name that runs on at `at` ends: the token after it (or `at`)."""
    norms, first = read.norms, at
    while at < end:
        norm = norms[at]
        if at > first and spelled_in_arabic(read, vocab, at):
            break  # «إبراهيم ولد أبتي فرأى»
        if norm in joints():
            after = norms[at + 1] if at + 1 < end and read.tokens[at + 1].word else ""
            if norm in words_of(_TITLES, "tribal") and after in words_of(_TITLES, "born_before"):
                break  # «كريم ولد عام 1970»
            if after and after not in function_words() and not vocab.word(after).office:
                at += 2
                continue
            break
        fits = named(vocab, norm) if strict else norm in vocab.lex.names
        if not fits or (vocab.lex.nationality(norm) and norm.startswith("ال")):
            break
        if norm not in vocab.lex.given and any(
            entry.kind == "country" for entry in vocab.lex.phrases.of(norm)
        ):
            break
        at += 1
    return at


def after_titles(read: Scan, vocab: Vocabulary, offices: frozenset[str]) -> Iterator[Found]:
    """Names that a title or a kin word announces. `offices` are the words of the text that are one."""
    own_kin, seconds = _own_kin(), _seconds_of_titles()
    royal = words_of(_TITLES, "one_name")
    doubles = words_of(_TITLES, "double_titles")
    kin_after = words_of(_TITLES, "kin_after")
    before = [at - 1 for at, start, _ in read.standing(seconds | kin_after) if at > start]
    titled = [at for at, _, _ in read.standing(offices)]
    for at, _, end in read.ranged({*before, *titled}):
        if at + 1 == end:
            continue
        word = vocab.word(read.norms[at])
        if (
            at + 3 < end
            and read.norms[at + 1] in seconds
            and any(f"{form} {read.norms[at + 1]}" in doubles for form in _stems(read.norms[at]))
        ):
            last = name_end(read, vocab, at + 2, end, strict=False)
            if last - at > 3:
                yield Found(at + 2, last, EntityType.PER, f"after the title «{read.surface(at)}»", 6)
        given = read.norms[at] in vocab.lex.given and read.norms[at] not in function_words()
        if given and read.norms[at + 1] in kin_after:
            yield Found(at, at + 1, EntityType.PER, f"before the kin word «{read.surface(at + 1)}»", 5)
        if (
            not word.office
            or word.office in words_of(_TITLES, "younger")
            or read.surface(at) in spelled_function_words()
        ):
            continue
        kin = word.office in own_kin or word.office.removeprefix("ال") in own_kin
        first = at + 1
        while first < end and first - at <= _GAP and stands_between(read, vocab, first):
            first += 1
        if first >= end or not read.tokens[first].word:
            continue
        last = name_end(read, vocab, first, end, strict=False)
        if first > at + 1 and last - first <= 2 and _and_surname(read, vocab, first, end):
            yield Found(first, first + 2, EntityType.PER, f"after the title «{read.surface(at)}»", 6)
            continue
        size = last - first
        if size == 0 and kin and first == at + 1 and _unknown(read, vocab, first):
            yield Found(first, first + 1, EntityType.PER, f"after the kin word «{read.surface(at)}»", 4)
            continue
        if size == 0:
            if first == at + 1 and word.office.startswith("ال") and not kin and _unknown(read, vocab, first):
                yield Found(first, first + 1, EntityType.PER, f"after the title «{read.surface(at)}»", 4)
            continue
        if kin and first == at + 1:
            if size > 1 and not all(named(vocab, norm) for norm in read.norms[first + 1 : last]):
                last = first + 1
            yield Found(first, last, EntityType.PER, f"after the kin word «{read.surface(at)}»", 6)
        elif (
            (size > 1 and sum(named(vocab, norm) for norm in read.norms[first:last]) > (first > at + 1))
            or (
                size > 1  # «الخبير علي واعظ»: ordinary words both, right after a definite title
                and first == at + 1
                and word.office.startswith("ال")
                and read.norms[first] in vocab.lex.given
            )
            or (
                size == 1
                and first - at == 1
                and named(vocab, read.norms[first])
                and (word.office.startswith("ال") or word.office in vocab.announce)
            )
        ):
            alone = size == 1 or (size == 2 and read.norms[first] in words_of(_TITLES, "servant"))
            if alone and last < end and word.office not in royal and _may_follow(read, vocab, last):
                last += 1
            yield Found(first, last, EntityType.PER, f"after the title «{read.surface(at)}»", 6)


@lru_cache(maxsize=1)
def _own_kin() -> frozenset[str]:
    """Words for kin with a pronoun: «ابنه»."""
    pronouns = ("ه", "ها", "هما", "هم", "ي")
    return frozenset(word for word in words_of(_TITLES, "kin") if word.endswith(pronouns) and len(word) > 2)


@lru_cache(maxsize=1)
def _seconds_of_titles() -> frozenset[str]:
    """Second words of titles of two."""
    return frozenset(title.split(" ")[1] for title in words_of(_TITLES, "double_titles"))


def _and_surname(read: Scan, vocab: Vocabulary, at: int, end: int) -> bool:
    """«وزير الصحة فراس الأبيض قال», «وزير النقل كامل الوزير، ...»: a given name and one word of any kind that a verb or a mark closes."""
    if read.norms[at] not in vocab.lex.given or read.norms[at] in function_words() or at + 1 >= end:
        return False
    norm, after = read.norms[at + 1], read.norms[at + 2] if at + 2 < end else ""
    if not read.tokens[at + 1].word or norm in function_words() or len(norm) < 3 or norm.endswith("ا"):
        return False
    if norm.startswith(("لل", "بال", "وال", "فال", "كال", "ي", "ت", "سي", "ست")):
        return False
    if any(not entry.context for entry in vocab.lex.phrases.of(norm)):
        return False
    if vocab.word(norm).passes or past(vocab, norm) or vocab.lex.nationality(norm) or norm in vocab.speech:
        return False
    if norm in words_of(_TITLES, "behind") or any(
        rest in vocab.clusters or rest in function_words() for _, rest in peelings(norm)
    ):
        return False
    return not after or after in function_words() or not after[0].isalnum() or past(vocab, after)


def _stems(norm: str) -> list[str]:
    return [norm, *(rest for _, rest in peelings(norm))]


def _unknown(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A long word that no list and no text before knew, of no verb's shape: after «الوزير» it is a surname."""
    norm = read.norms[at]
    if (
        not read.tokens[at].word
        or len(norm) < 6
        or norm in vocab.clusters
        or norm.startswith(("ال", "ي", "ت", "ن", "م", "بال", "وال", "فال", "كال", "لل"))
        or dictionary.read(norm).ending == "ان"
    ):
        return False
    return not norm.endswith(("ه", "ين", "ون", "ات", "ا")) and not any(
        rest in vocab.clusters for _, rest in peelings(norm)
    )


def _may_follow(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """After a title and a given name comes a surname, whatever word it is, unless it plainly is none."""
    norm = read.norms[at]
    if (
        not read.tokens[at].word
        or norm in function_words()
        or norm in vocab.speech
        or norm.startswith(("لل", "بال", "وال", "فال", "كال"))
        or vocab.word(norm).office
        or vocab.word(norm).passes
    ):
        return False
    if any(rest in function_words() or rest in vocab.clusters for _, rest in peelings(norm)):
        return False  # «سايمون بفطر»
    return norm not in vocab.lex.phrases


def stands_between(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a token may stand between a title and the name: «الأميركي», «السابق», «الخارجية»."""
    word = vocab.word(read.norms[at])
    if at and vocab.word(read.norms[at - 1]).office and read.surface(at).endswith(("ها", "هم")):
        return True  # «وزير دفاعها»
    return word.passes or (
        word.definite and read.norms[at] not in vocab.lex.names and read.norms[at] not in vocab.lex.bare
    )


def grown(read: Scan, vocab: Vocabulary, each: Found, free: set[int], bounds: tuple[int, int]) -> Found:
    """A person of the model or the lists with the name words that run on after it or stand before it."""
    start, end = bounds
    last = each.last
    while last < end and last not in free:
        further = name_end(read, vocab, last, min(end, last + 2))
        if further == last or any(at in free for at in range(last, further)):
            break
        last = further
    if (
        last < end
        and last not in free
        and read.norms[last - 1] in words_of_any(_TITLES, "sons", "servant")
        and read.tokens[last].word
    ):
        last += read.norms[last] not in function_words()  # «محمد بن قلاوون», «كمال عبد المعروف»
    if last < end and last not in free and _surname_like(read, vocab, each, last):
        last += 1
    while last < end and last not in free and 1 < last - each.first < 4 and _third(read, vocab, last):
        last += 1  # «تيدروس أدهانوم غيبرييسوس»
    if last < end and last not in free and last - each.first == 1 and _foreign_surname(read, vocab, last):
        forms = {read.norms[each.first], read.norms[each.first][each.letters :], read.norms[each.first][1:]}
        last += not forms.isdisjoint(vocab.lex.given)  # «ألكسندر كاليانينوف»
    if last < end and last not in free and last - each.first > 1:
        last += read.norms[last] in words_of(_TITLES, "suffixes")  # «وحيدة محمدي فر»
    servant = last - each.first == 2 and read.norms[each.first] in words_of(_TITLES, "servant")
    if servant and last < end and last not in free and read.tokens[last].word:
        last += unseen(vocab, read.norms[last]) and not _phrase(vocab, read.norms[last])  # «عبد السلام بكرات»
    if last - each.first == 1 and each.first > start and vocab.word(read.norms[each.first - 1]).office:
        ordinals = words_of(_TITLES, "ordinals")
        while last < end and last not in free and read.norms[last] in ordinals:
            last += 1  # «البابا لاوون الرابع عشر»
    first, letters = each.first, each.letters
    while first > start and first - 1 not in free and letters == 0:
        norm = read.norms[first - 1]
        that = read.surface(first - 1)[1:2] in {"إ", "أ"}  # «فإن السادات», not the Dutch «فان»
        if was_born(read, first - 1, last):
            break
        if norm in joints() - words_of(_TITLES, "not_before") and first - 1 > start and not that:
            first -= 1
            continue
        titled = first - 1 > start and vocab.word(read.norms[first - 2]).office
        announced = titled and (norm in vocab.lex.given or _between_title_and_name(read, vocab, first - 1))
        jointed = (read.norms[first] in words_of(_TITLES, "sons") and norm in vocab.lex.names) or (
            read.norms[first] in words_of(_TITLES, "fathers") and norm in vocab.lex.given
        )  # «العربي بن مهيدي», «نور أبو عودة»
        verb = past(vocab, norm) and norm not in vocab.lex.given  # «سألت نوفل»
        often = vocab.tendencies.get(norm, "0")[0] >= _OFTEN and norm in vocab.lex.given
        surnamed = often and last - first == 1 and read.norms[first] in vocab.lex.bare  # «سعيد بوتفليقة»
        if (
            (named(vocab, norm) or announced or jointed or surnamed)
            and not verb
            and not vocab.word(norm).office
        ):
            first -= 1
            continue
        for count, rest in peelings(norm):
            if (
                rest in vocab.lex.given
                and (named(vocab, rest) or read.norms[first] in words_of(_TITLES, "sons"))
                and norm not in vocab.clusters
                and not vocab.word(norm).office
            ):
                first, letters = first - 1, count
                break
        break
    if (first, last) == (each.first, each.last):
        return each
    return Found(first, last, each.type, each.why, each.strength, letters)


def _phrase(vocab: Vocabulary, norm: str) -> bool:
    """A preposition or a conjunction with a word that the news knows, a present or an ending: no surname."""
    if norm.endswith(("وا", "ها", "هم", "ته", "ات", "ين", "ون")) or norm[0] in "يتسن":
        return True
    return any(rest in vocab.clusters for _, rest in peelings(norm))


def sons(read: Scan, vocab: Vocabulary) -> Iterator[Found]:
    """«الناني ولد اشروقه»: a name word or one that nothing knows, «ولد», and whatever name follows; not «الطفل ولد في ...»."""
    born = words_of(_TITLES, "born_before")
    for at, start, end in read.standing(words_of(_TITLES, "tribal")):
        if not start < at < end - 1 or not read.tokens[at + 1].word or not read.tokens[at - 1].word:
            continue
        before, after = read.norms[at - 1], read.norms[at + 1]
        if after in born or any(rest in function_words() for _, rest in [(0, after), *peelings(after)]):
            continue
        if not (after in vocab.lex.names or after not in vocab.clusters or after in joints()):
            continue
        called = before in vocab.lex.given or (
            named(vocab, after) and before.startswith("ال")
        )  # «الطالب ولد عبدي»
        fits = before in vocab.lex.names or (before not in vocab.clusters and not vocab.lex.known(before))
        if not (fits or called) or before in function_words() or (before[0] in "وفبل" and not called):
            continue
        if vocab.word(before).office and not called:
            continue
        first = at - 1
        while first - 1 >= start and _given_before(read, vocab, first - 1):
            first -= 1  # «سيدي محمد ولد الشيخ»
        last = max(at + 2, name_end(read, vocab, at, end, strict=False))
        if last == at + 2 and vocab.word(after).office:
            last = name_end(read, vocab, last, end)  # «ولد الشيخ عبد الله»
        yield Found(first, last, EntityType.PER, "given name and surname of the lists", 8)


def _given_before(read: Scan, vocab: Vocabulary, at: int) -> bool:
    norm = read.norms[at]
    return norm in vocab.lex.given and norm not in function_words() and not vocab.word(norm).office


def _between_title_and_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«الممثلة منة شلبي»: whatever word stands between «الممثلة» and a name of one word is the given name."""
    norm, title = read.norms[at], vocab.word(read.norms[at - 1]).office
    return (
        title.startswith("ال")
        and not norm.startswith(("ال", "لل", "وال", "بال"))
        and read.tokens[at].word
        and (norm not in function_words() or read.surface(at).endswith("ة"))  # «منة» is not «منه»
        and norm not in vocab.between
        and not vocab.word(norm).passes
        and not any(rest in function_words() or rest in vocab.lex.names for _, rest in peelings(norm))
    )


def _surname_like(read: Scan, vocab: Vocabulary, each: Found, at: int) -> bool:
    """After one or two name words: a definite word that nobody knows («الشقفة»), or after one, a name that is a word too («سريع»)."""
    norm = read.norms[at]
    size = at - each.first
    clan = norm.startswith("ال") and norm.endswith("ي")  # «محمد بن عبد الله اللواتي»
    if size > (5 if clan else 2) or not read.tokens[at].word:
        return False
    if norm in function_words() or vocab.word(norm).office:
        return False
    if norm.startswith("ال"):
        head = read.norms[each.first]
        if size == 1 and (head in vocab.lex.bare or (len(head) > 5 and head not in vocab.lex.given)):
            return False  # «ميسي البشت»
        return (
            len(norm) > 4
            and norm not in vocab.clusters
            and not vocab.lex.nationality(norm)
            and norm not in vocab.lex.phrases
        )
    after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
    return (
        (size == 1 or after in words_of(_TITLES, "that"))  # «قال طارق وليم صعب إن»
        and norm in vocab.lex.names
        and named(vocab, read.norms[each.first])
        and norm not in vocab.speech
    )


def _foreign_surname(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A long strange word that is surely spelled like a name, behind a given name."""
    norm = read.norms[at]
    return len(norm) > 5 and strange(vocab, norm, read.surface(at)) and like_a_name(norm) >= SURE


def _third(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """A long strange word behind a name of two words, of no shape that Arabic words have there."""
    norm = read.norms[at]
    before = read.norms[at - 1]
    foreign = before not in vocab.lex.bare and not before.startswith("ال")
    hamza = read.surface(at)[:1] in {"أ", "إ", "آ"}
    joined = norm[0] in "وفبلك"  # a conjunction or a preposition, as likely as a name
    shaped = (norm[0] in "مينتا" and not hamza) or norm.endswith(("ا", "ه", "ي", "ت"))
    if joined or not foreign or not strange(vocab, norm, read.surface(at)):
        return False
    if norm.endswith("ا") and norm[1:2] == "ا":
        return False  # «ليونيل سكالوني باكيا»
    return like_a_name(norm) >= (SURE if shaped else NAME) or (len(norm) > 5 and not shaped)


@lru_cache(maxsize=1)
def titles_of() -> frozenset[str]:
    """Titles that a model may take into a name; all with ال."""
    return frozenset("ال" + word for word in words_of(_TITLES, "person_titles") if not word.startswith("ال"))
