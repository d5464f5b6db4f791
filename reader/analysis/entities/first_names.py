"""Given names that stand alone, as reports call people whom they know: «سألت نوفل», «يبتسم فهد», «تريني فتيحة دفتر طفلة»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reader.analysis.entities.clitics import PREPOSITIONS, head_of, peelings
from reader.analysis.entities.features import Vocabulary, vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.lexicon import function_words, verbs, words_of
from reader.analysis.entities.shapes import strange
from reader.analysis.entities.things import OPENING
from reader.analysis.entities.verbs import past
from reader.analysis.entities.verbs_beside import in_the_name
from reader.model import EntityType

_OFTEN = "2"  # tenths of a word's occurrences that name people, above which it is hardly an ordinary word
_SHORTEST = 3
_CLASSES = "orgheads.toml"


def first_names(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """Given names of the lists that are no ordinary words, where no name, thing or place runs on around them."""
    taken = {at for each in found for at in range(each.first, each.last)}
    for at, start, end in read.headed(vocab.lex.given):
        if at in taken or not read.tokens[at].word:
            continue
        letters = _given(read, at)
        if letters is None or (at > start and _of_a_thing(read, vocab, at, letters)):
            continue
        if (at > start and at - 1 in taken and not letters) or in_the_name(read, at):
            continue
        if at > start and read.norms[at - 1] in words_of("titles.toml", "verb_next"):
            continue  # «لم ينس»
        if at + 1 < end and read.norms[at][letters] in "يت" and _has_a_preposition(read, at + 1):
            continue  # «ويحيي معها فلان حفلا»
        if at + 1 < end and _runs_on(read, vocab, at + 1, taken):
            continue
        if at == start and read.norms[at] in verbs() and at + 1 < end and read.norms[at + 1] in PREPOSITIONS:
            continue  # «هاجر إلى لندن»
        yield Found(at, at + 1, EntityType.PER, "given name of the lists", 3, letters)


def _has_a_preposition(read: Scan, at: int) -> bool:
    """«معها», «له»: a preposition with its pronoun, which stands behind a verb."""
    return read.norms[at] in words_of("titles.toml", "with_pronouns")


def _given(read: Scan, at: int) -> int | None:
    """How many letters of clitics stand before a given name that is no ordinary word; None where none is there."""
    norm = read.norms[at]
    letters = _before_given(norm)
    if letters is None:
        return None
    surface = read.surface(at)
    if (norm.endswith("ه") and surface.endswith("ه")) or surface[1:2] == "\u064f":
        return None  # «لناديه», not «نادية»; «مُحي», a passive
    return letters


@lru_cache(maxsize=1 << 10)
def _before_given(norm: str) -> int | None:
    vocab = vocabulary()
    forms = [(0, norm), *peelings(norm)]
    if vocab.lex.given.isdisjoint([form for _, form in forms]):
        return None  # so it is with nearly every word
    if any(form in function_words() for _, form in forms):
        return None  # «ولدينا», not «دينا»
    for letters, form in forms[:1] if norm in vocab.clusters or norm in vocab.lex.names else forms:
        if form not in vocab.lex.given or form in vocab.lex.doubtful or len(form) < _SHORTEST:
            continue
        ordinary = form in vocab.clusters and vocab.tendencies.get(form, "0")[0] <= _OFTEN
        if form in words_of("titles.toml", "given_words"):
            continue
        if ordinary or form in function_words() or form in vocab.lex.phrases or vocab.word(form).office:
            continue
        if letters and (form.startswith("ال") or len(form) < _SHORTEST + 1):
            continue
        return letters
    return None


def _of_a_thing(read: Scan, vocab: Vocabulary, at: int, letters: int) -> bool:
    """Behind a quotation mark, or behind the class word of a place or of a thing: «العاصفة "دانيال"», «شارع رياض الصلح»."""
    before = read.norms[at - 1]
    if before in OPENING or before == "-" or (not letters and _owns(vocab, before)):
        return True
    return any(
        head_of(before, words_of(_CLASSES, key)) is not None
        for key in ("places", "town_classes", "named_after", "vessels", "works", "of_a_place")
    )


def _owns(vocab: Vocabulary, norm: str) -> bool:
    """A noun of the news without article, no verb, particle or role: what stands behind may be of its name («لقاح», «مجمع»)."""
    if norm not in vocab.clusters or norm.startswith("ال") or norm in function_words() or norm in verbs():
        return False
    said = norm in vocab.speech or past(vocab, norm) or norm[0] in "يتن" or norm.endswith(("ا", "ت"))
    return not (said or vocab.word(norm).office)


def _runs_on(read: Scan, vocab: Vocabulary, at: int, taken: set[int]) -> bool:
    """Whether the word behind is, or may be, more of a name."""
    norm = read.norms[at]
    if not read.tokens[at].word or norm in function_words() or past(vocab, norm):
        return not read.tokens[at].word and norm == "-"
    if at in taken or norm in vocab.lex.names or norm in vocab.lex.phrases:
        return norm[0] != "و"
    return strange(vocab, norm, read.surface(at))
