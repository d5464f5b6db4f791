"""A name found once is found everywhere in the document.

(a) The last name of a full name alone is that person; so is a given name that a kin word announced.
(b) A name of several words is a name wherever it recurs.
(c) A single word that is a name at least twice, and in a quarter of its occurrences, is one everywhere.
Cautions: a surname that is a nationality («السوداني») is no name after a definite noun («الجيش السوداني»); one that is
an ordinary word («صالح») needs a title, a verb of saying or the model; clitics are peeled, but never off a known word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.analysis.entities.clitics import CLITICS, PREPOSITIONS, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan, resolve, words_in
from reader.analysis.entities.keys import parts
from reader.analysis.entities.lexicon import function_words, words_of
from reader.analysis.entities.nobody import adjective, masdar_too
from reader.analysis.entities.persons import joints
from reader.analysis.entities.shapes import unseen
from reader.analysis.entities.verbs import past
from reader.model import EntityType
from reader.text.affixes import ARTICLE, DEFINITE_OR_JOINED

_LITTLE = "2"  # tenths of a word's occurrences that name people
_SHORT = 4  # letters that a strange name may share with a word of the language
_OFTEN = 3  # times that a text says an ordinary word as a surname


class _Known(NamedTuple):
    type: EntityType
    words: tuple[str, ...]
    why: str
    careful: bool
    name: str = ""


def _peeled(vocab: Vocabulary, norm: str) -> Sequence[tuple[int, str]]:
    """What is left of a word without clitics, where it is no known word itself."""
    rests = peelings(norm) if norm[0] in CLITICS else ()
    if rests and (norm in vocab.clusters or norm in vocab.lex.names):
        return [(letters, rest) for letters, rest in rests if rest.startswith(ARTICLE) and letters < 3]
    return rests


def _ordinary(vocab: Vocabulary, word: str) -> bool:
    unsure = word in vocab.lex.doubtful or (word not in vocab.lex.names and word not in vocab.lex.bare)
    return unsure and (word in vocab.clusters or word in vocab.lex.given)


def _surname(words: tuple[str, ...]) -> tuple[str, ...]:
    """«عبد الله», «بن علي», «أبو الغيط»: a joint goes with what follows it, «الدين» with what is before it."""
    if len(words) < 3:
        return words[-1:]
    return words[-2:] if words[-2] in joints() else parts(words)[-1]


def _behind_class(vocab: Vocabulary, each: Found, word: str) -> bool:
    """Whether a place was found by its class word, and nothing else knows its word."""
    head = each.why.removeprefix("after «").removesuffix("»")
    return head in words_of("orgheads.toml", "inhabited") and len(word) > _SHORT and unseen(vocab, word)


def propagated(read: Scan, vocab: Vocabulary, found: list[Found]) -> list[Found]:
    """The found names and their recurrences."""
    known: dict[str, list[_Known]] = defaultdict(list)
    seen: set[tuple[EntityType, tuple[str, ...]]] = set()

    def learn(type_: EntityType, words: tuple[str, ...], why: str, careful: bool, name: str = "") -> None:
        if (type_, words) not in seen and words:
            seen.add((type_, words))
            known[words[0]].append(_Known(type_, words, why, careful, name))

    single: Counter[tuple[EntityType, str]] = Counter()
    first_names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    by_list: set[str] = set()  # listed places: «سقوط حماة» once, and «حماة» is the city
    by_class: set[str] = (
        set()
    )  # strange ones behind their class word: «بلدة بوكويوم» once, and «بوكويوم» is the town
    for each in found:
        words = words_in(read, each)
        if len(words) > 1:
            learn(each.type, words, f"named elsewhere in this text ({each.why})", False, each.name)
            if each.type is EntityType.PER:
                first_names[words[0]].add(words)
                last = _surname(words)
                if len(last) == 2 and last[0] == "بن":
                    learn(
                        each.type, ("ابن", last[1]), "last name of a person named in full in this text", False
                    )
                title = len(last) == 1 and vocab.word(last[0]).office.startswith(ARTICLE)  # «محمد ولد الشيخ»
                plain = last[0] not in function_words() and len(last[-1]) > 2 and not title
                plain = plain and last[0] not in words_of("orgheads.toml", "never")  # «حمد الله»
                plain = plain and last[0] not in words_of("titles.toml", "ordinals")  # «تاعا الثاني»
                if len(last) < len(words) and plain:
                    learn(
                        each.type,
                        last,
                        "last name of a person named in full in this text",
                        len(last) == 1 and _ordinary(vocab, last[0]),
                    )
                for word in words[1:-1]:  # «نستور سيربا كارتوليني» is «سيربا»
                    if len(word) > _SHORT and unseen(vocab, word):
                        learn(each.type, (word,), "surname of a person named in full in this text", False)
        elif each.why.startswith("after the kin"):
            learn(each.type, words, "named elsewhere in this text after a kin word", False)
        elif each.why.startswith("short name in brackets"):
            learn(each.type, words, f"named elsewhere in this text ({each.why})", True, each.name)
        else:
            single[each.type, words[0]] += 1
            if each.type is EntityType.LOC and each.name:
                by_list.add(words[0])
            elif each.type is EntityType.LOC and _behind_class(vocab, each, words[0]):
                by_class.add(words[0])
    if not known and not single:
        return found
    for given, bearers in sorted(first_names.items()):
        strange = len(given) > _SHORT and unseen(vocab, given)  # «ساتوانت»: no word but a name
        if len(bearers) == 1 and (strange or given in vocab.lex.given):
            learn(EntityType.PER, (given,), "first name of a person named in full in this text", not strange)
    counts, places = Counter(read.norms), read.forms()
    wanted = {word for _, word in single}
    said = {read.norms[at] for form in places.keys() & (wanted | known.keys()) for at in places[form]}
    peeled = {norm: rests for norm in said if (rests := _peeled(vocab, norm))}
    total: Counter[str] = Counter()
    if single:
        total.update({norm: counts[norm] for norm in wanted & counts.keys()})
        for norm, rests in peeled.items():
            for _, rest in rests:
                if rest in wanted:
                    total[rest] += counts[norm]
    for (type_, word), count in sorted(single.items()):
        enough = count > 1 or (2 * count >= total[word] and word in by_list)
        enough = (enough and 4 * count >= total[word]) or (type_ is EntityType.LOC and word in by_class)
        if enough and word not in function_words():
            learn(
                type_,
                (word,),
                "named elsewhere in this text",
                _ordinary(vocab, word) and 2 * count < total[word],
            )
    found = [_without_clitic(read, vocab, each, known) for each in found]
    taken = [False] * len(read.norms)
    for each in found:
        for at in range(each.first, each.last):
            taken[at] = True
    licensed = _licensed(read, vocab, known, taken)
    begins = {norm: [(0, norm)] for norm in known.keys() & counts.keys()}
    for norm, rests in peeled.items():
        if forms := [form for form in rests if form[1] in known]:
            begins[norm] = begins.get(norm, []) + forms
    more = []
    for start, end in read.sentences:
        for at in range(start, end):
            if taken[at] or read.norms[at] not in begins:
                continue
            for letters, form in begins[read.norms[at]]:
                hits = [
                    one
                    for one in known[form]
                    if at + len(one.words) <= end
                    and tuple(read.norms[at + 1 : at + len(one.words)]) == one.words[1:]
                    and not any(taken[at : at + len(one.words)])
                    and (
                        _allowed(read, vocab, at, start, one, letters)
                        or (form in licensed and _free(read, vocab, at, start, end, form))
                    )
                ]
                if hits:
                    best = max(hits, key=lambda one: len(one.words))
                    more.append(Found(at, at + len(best.words), best.type, best.why, 4, letters, best.name))
                    break
    return resolve([*found, *more])


def _without_clitic(read: Scan, vocab: Vocabulary, each: Found, known: Mapping[str, list[_Known]]) -> Found:
    """«خلفا لفينتركورن» where the text names «مارتن فينتركورن»: the model took the clitic for the name's first letter."""
    norm = read.norms[each.first]
    if each.why != "model" or each.letters or each.last - each.first > 1 or norm in known:
        return each
    if norm in vocab.clusters or vocab.lex.known(norm):
        return each
    for letters, rest in peelings(norm):
        for one in known.get(rest, ()):
            if len(one.words) == 1 and one.type is EntityType.PER:
                return replace(each, type=one.type, why=one.why, letters=letters)
    return each


def _licensed(
    read: Scan, vocab: Vocabulary, known: Mapping[str, list[_Known]], taken: Sequence[bool]
) -> set[str]:
    """Surnames that are ordinary words and that this text uses as names: it says one where only a name can stand, or says it often."""
    careful = {
        word: one
        for word, those in known.items()
        for one in those
        if one.careful and one.type is EntityType.PER and len(one.words) == 1 and one.why.startswith("last")
        if not word.startswith(ARTICLE) and not vocab.lex.nationality(word) and word not in function_words()
    }
    if not careful:
        return set()
    often: Counter[str] = Counter()
    sure: set[str] = set()
    for start, end in read.sentences:
        for at in range(start, end):
            form = read.norms[at]
            if form in careful and not taken[at] and _free(read, vocab, at, start, end, form):
                often[form] += 1
                if _allowed(read, vocab, at, start, careful[form], 0):
                    sure.add(form)
    return {
        form
        for form, count in often.items()
        if form in sure
        or (count >= _OFTEN and (form in vocab.lex.names or vocab.tendencies.get(form, "0")[0] > _LITTLE))
    }


def _free(read: Scan, vocab: Vocabulary, at: int, start: int, end: int, form: str) -> bool:
    """Whether the words around leave a surname that is an ordinary word to itself: no noun that it owns or that owns it."""
    before = read.norms[at - 1] if at > start else ""
    after = read.norms[at + 1] if at + 1 < end else ""
    if after[:1].isdigit() or (after.startswith(ARTICLE) and not vocab.lex.nationality(after)):
        return False
    if before.startswith(DEFINITE_OR_JOINED) and not vocab.word(before).office:
        return False
    return form not in vocab.clusters or before not in PREPOSITIONS


def _of_no_feminine(read: Scan, at: int, word: str) -> bool:
    """Whether a word without ة stands behind a definite one with it, whose adjective it then is not."""
    before = read.surface(at - 1) if at else ""
    if not before.startswith(ARTICLE) or not before.endswith("ة") or word.endswith(("ه", "ا", "ات")):
        return False
    return not word.endswith("ي") or read.surface(at).endswith("ي")  # «العظمى» goes with a feminine noun


def _allowed(read: Scan, vocab: Vocabulary, at: int, start: int, one: _Known, letters: int) -> bool:
    if len(one.words) > 1:
        return True
    if (
        one.type is EntityType.LOC
        and not letters
        and (adjective(read, vocab, at) or masdar_too(read, vocab, at))
    ):
        return False
    before = read.norms[at - 1] if at > start else ""
    word = one.words[0]
    if letters and (word.startswith(ARTICLE) or vocab.lex.nationality(word)):
        return True
    owned = bool(before) and (before.startswith(DEFINITE_OR_JOINED) or bool(vocab.word(before).office))
    if before in vocab.honorifics:
        return True  # «معالي السويدي»
    if vocab.lex.nationality(word):
        return not owned
    if one.careful:
        if word.startswith(ARTICLE) and len(word) > 4:
            if _of_no_feminine(read, at, word):
                return True  # «اعتقلت الشرطة المصرية السكري»
            return not before.startswith(DEFINITE_OR_JOINED) or bool(vocab.word(before).office)
        if not before:
            return False
        verb = before[1:] if before[0] in "وف" and before not in vocab.speech else before
        after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
        return (
            bool(vocab.word(before).office)
            or verb in vocab.speech
            or verb in words_of("titles.toml", "known_after")
            or before in words_of("titles.toml", "family")
            or (past(vocab, before) and before[-1] != "ت" and after in PREPOSITIONS)  # «خرج عون من ...»
            or (
                before in words_of("titles.toml", "that")
                and (after.startswith(("ي", "ت", "لم", "لن", "سي")) or past(vocab, after))
                and not vocab.word(after).definite
            )
        )
    return True
