"""Runs of names: one person or two.

Two run together where و joins them («مصطفى بن بولعيد والعربي بن مهيدي») and where a verb has its subject and its object side by side
(«كلف سعيد نجلاء بودن»); a given name and the surname right behind it are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan, first_word
from reader.analysis.entities.lexicon import function_words, verbs, words_of
from reader.analysis.entities.persons import joints, named
from reader.analysis.entities.shapes import strange
from reader.analysis.entities.verbs import past
from reader.model import EntityType
from reader.text.affixes import ARTICLE

_LITTLE = "1"  # tenths of a word's occurrences that name people
_SURNAME = "last name of a person named in full in this text"


def one_each(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> Iterator[Found]:
    """People of the model, cut where و begins the next one; bodies after «شركتا» likewise."""
    pairs = words_of("orgheads.toml", "two_bodies")
    for each in found:
        if each.last - each.first > 1 and read.norms[each.first] in pairs:
            each = replace(each, first=each.first + 1, letters=0)
        before = read.norms[each.first - 1] if each.first else ""
        if before in pairs or (before[:1] in "وفبل" and before[1:] in pairs):
            cut = next((at for at in range(each.first + 1, each.last) if read.norms[at][0] == "و"), 0)
            if cut and read.norms[cut] not in vocab.lex.names:
                yield replace(each, last=cut, type=EntityType.ORG)
                yield Found(cut, each.last, EntityType.ORG, each.why, each.strength, 1)
                continue
            each = replace(each, type=EntityType.ORG)
        if each.type is EntityType.PER:
            for at in range(each.first + 1, each.last):
                norm = read.norms[at]
                rest = norm[1:]
                if _object_of_a_preposition(vocab, norm) and read.norms[at - 1] not in joints():
                    yield replace(each, last=at)  # «اتصل بوتين بعلييف»
                    each = Found(at, each.last, each.type, each.why, each.strength, 1)
                    break
                seen = norm in vocab.clusters and not (rest in vocab.lex.given and at > each.first + 1)
                if at == each.first + 1 and at + 1 < each.last and rest in vocab.lex.given:
                    seen = (
                        seen and read.norms[each.first] in vocab.clusters
                    )  # «المهندسين دوغرو وإسماعيل آدالي»
                if norm[0] != "و" or norm in vocab.lex.names or seen or len(rest) < 3:
                    continue
                two = at + 1 < each.last and strange(vocab, rest)  # «تيو هيرنانديز وراندال كولو مواني»
                head = read.norms[each.first]
                names = head in vocab.lex.bare or (head in vocab.lex.names and head not in vocab.lex.given)
                if at == each.first + 1 and names and strange(vocab, rest):
                    yield replace(each, last=at)  # «تولستوي وفوكنر»
                    each = Found(at, each.last, each.type, each.why, each.strength, 1)
                    break
                if at == each.first + 1 and not (
                    rest in vocab.lex.given and read.norms[each.first] not in vocab.clusters
                ):
                    continue
                if two or rest in vocab.lex.names or (rest.startswith(ARTICLE) and rest in vocab.clusters):
                    yield replace(each, last=at)
                    each = Found(at, each.last, each.type, each.why, each.strength, 1)
                    break
        yield each


def _object_of_a_preposition(vocab: Vocabulary, norm: str) -> bool:
    """ب or ل and a name that a list is sure of, where the whole is no word that anything knows."""
    if norm[:1] not in {"ب", "ل"} or len(norm) < 5 or norm in vocab.clusters or vocab.lex.known(norm):
        return False
    rest = norm[1:]
    if rest in vocab.lex.doubtful:
        return False
    return rest in vocab.lex.bare or rest in vocab.lex.given or (rest in vocab.lex.names and len(rest) > 4)


def joined_people(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> Iterator[Found]:
    """«جمال سليمان وهيثم مناع»: a given name that و joins to a person, and the name after it."""
    known = list(found)
    taken = {at for each in known for at in range(each.first, each.last)}
    for each in known:
        at = each.last
        if each.type is not EntityType.PER or at + 1 >= len(read.norms) or at in taken or at + 1 in taken:
            continue
        norm, after = read.norms[at], read.norms[at + 1]
        if norm[0] != "و" or norm in vocab.lex.names:
            continue
        if norm in vocab.clusters and not (norm[1:] in vocab.lex.given and named(vocab, after)):
            continue
        if norm[1:] in vocab.lex.given and (after in vocab.lex.names or strange(vocab, after)):
            yield Found(at, at + 2, EntityType.PER, "joined to a person by و", 4, 1)


def given_and_surname(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> Iterator[Found]:
    """«سعيد بوتفليقة»: a given name and the known surname right behind it are one person."""
    people = list(found)
    for at, each in enumerate(people):
        after = people[at + 1] if at + 1 < len(people) else None
        before = people[at - 1] if at else None
        if after is not None and _given_of(read, vocab, each, after):
            yield Found(each.first, after.last, each.type, each.why, 7, each.letters)
        elif before is None or not _given_of(read, vocab, before, each):
            yield each


def _given_of(read: Scan, vocab: Vocabulary, each: Found, after: Found) -> bool:
    """Whether `each` is a given name alone and `after`, right behind it, a surname alone."""
    both = each.type is EntityType.PER and after.type is EntityType.PER and each.last == after.first
    single = each.last - each.first == 1 and after.last - after.first == 1 and not after.letters
    servant = (
        both and each.last - each.first == 2 and read.norms[each.first] in words_of("titles.toml", "servant")
    )
    if servant and after.last - after.first == 1 and not (each.name or after.letters or after.name):
        return read.norms[after.first] not in vocab.clusters  # «عبد الوافي لفتيت»
    if not (both and single):
        return False
    return first_word(read, each) in vocab.lex.given and read.norms[after.first] in vocab.lex.bare


def _no_name(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """Whether a span begins with an ordinary word of the news that is no given name and hardly ever anybody's."""
    word = first_word(read, each)
    if word not in vocab.clusters or word in vocab.lex.given or word in joints():
        return False
    return vocab.tendencies.get(word, "0")[0] <= _LITTLE


def subject_and_object(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> Iterator[Found]:
    """«كلف سعيد نجلاء بودن»: after a verb the surname of somebody named in full here, then another full name."""
    people = list(found)
    full = [each for each in people if each.type is EntityType.PER and each.last - each.first in {2, 3}]
    surnames = {read.norms[each.last - 1]: each for each in full}
    given_too = words_of("titles.toml", "verbs_too")
    known = {read.norms[each.last - 1] for each in full if first_word(read, each) in vocab.lex.given}
    doubles = {tuple(read.norms[each.last - 2 : each.last]) for each in people if each.last - each.first > 2}
    for each in people:
        first = each.first
        if (
            each in full
            and each.last - first == 2
            and read.norms[first + 1] in known
            and tuple(read.norms[first : first + 2]) not in doubles
            and _no_name(read, vocab, each)
        ):
            yield replace(
                each, first=first + 1, letters=0, why=_SURNAME
            )  # «وجند كوهين» in a text about «إيلي كوهين»
            continue
        said_of = surnames.get(read.norms[first]) if each.last - first == 2 and not each.name else None
        if said_of is not None and said_of is not each and past(vocab, read.norms[first + 1]):
            yield replace(each, last=first + 1, why=_SURNAME)  # «حكيمي دخل»
            continue
        own = surnames.get(read.norms[each.last - 1])
        bare = first_word(read, each) if each.last - first == 2 else ""
        said = bare[:1] in "وف" and (bare[1:] in vocab.speech or bare[1:] in verbs())
        if (
            (bare in given_too or said)
            and own is not None
            and own is not each
            and each.type is EntityType.PER
            and not each.name
        ):
            others = [
                one
                for one in people
                if one.last - one.first > 1 and read.norms[one.first] != read.norms[first]
            ]
            if any(read.norms[one.last - 1] == read.norms[each.last - 1] for one in others):
                yield replace(each, first=first + 1, letters=0, why=_SURNAME)  # «وخلف سعيد الحاكم»
                continue
        other = surnames.get(read.norms[first])
        if (
            other is None
            or other is each
            or each.type is not EntityType.PER
            or each.name
            or each.last - first not in {3, 4}
            or first == 0
            or not _may_be_verb(vocab, read.norms[first - 1])
            or not (named(vocab, read.norms[first + 1]) or read.norms[first + 1] in vocab.lex.given)
            or read.norms[first + 1] in joints()
        ):
            yield each
            continue
        yield replace(each, last=first + 1, why=_SURNAME)
        yield replace(each, first=first + 1, letters=0)


def _may_be_verb(vocab: Vocabulary, norm: str) -> bool:
    word = vocab.word(norm)
    return (
        norm[:1].isalpha()
        and not word.office
        and not word.definite
        and not word.passes
        and norm not in function_words()
        and norm not in vocab.lex.names
    )
