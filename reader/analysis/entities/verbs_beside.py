"""What a verb beside a name has to do with it: its object, its pronoun, a speaker's «باسم»; none of these is of the name."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.entities.clitics import PREPOSITIONS
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words, verbs, words_of
from reader.model import EntityType

_TITLES = "titles.toml"
_CLASSES = "orgheads.toml"


def beside_verbs(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found | None:
    """A span of the model without these; None where nothing is left of it."""
    if in_the_name(read, each.first):
        if each.last - each.first == 1:
            return None
        kind = EntityType.ORG if each.type is EntityType.PER else each.type
        return replace(each, first=each.first + 1, letters=0, type=kind)  # «متحدث باسم اسكتلنديارد»
    if each.last - each.first == 1:
        guessed = each.type is EntityType.PER and each.first > 0 and in_the_name(read, each.first - 1)
        norm = read.norms[each.first]
        return replace(each, type=EntityType.ORG) if guessed and not vocab.lex.known(norm) else each
    if each.type is EntityType.PER and _verb_with_pronoun(read, vocab, each.first):
        each = replace(each, first=each.first + 1, letters=0)  # «فاعتقله بتلر»
    if _place_behind(read, vocab, each, listed):
        each = replace(each, last=each.last - 1)  # «غادر موبوتو كينشاسا»
    body = each.type is EntityType.ORG and each.last - each.first == 2
    if body and read.norms[each.first] in words_of(_CLASSES, "bodies_of_men"):
        object_ = read.surface(each.first + 1)
        if object_.startswith("ال") and object_.endswith("ة"):
            return None  # «أقر البرلمان الموازنة»
    return each


def was_born(read: Scan, at: int, last: int) -> bool:
    """«حين ولد سامي حداد في دمشق»: behind a conjunction and before where or when it is the verb, and no part of the name that ends at `last`."""
    before, after = read.norms[at - 1], read.norms[last : last + 1]
    if read.norms[at] not in words_of(_TITLES, "tribal") or before in PREPOSITIONS or not after:
        return False
    return before in function_words() and after[0] in words_of(_TITLES, "born_before")


def all_in_the_name(read: Scan) -> list[int]:
    """The tokens of a text that are (`in_the_name`)."""
    words = words_of(_TITLES, "in_the_name")
    return [at for at, norm in enumerate(read.norms) if norm in words and in_the_name(read, at)]


def in_the_name(read: Scan, at: int) -> bool:
    """«متحدث باسم ...»: behind a speaker «باسم» is no given name."""
    return (
        at > 0
        and read.norms[at] in words_of(_TITLES, "in_the_name")
        and read.norms[at - 1] in words_of(_TITLES, "speak_for")
    )


def _verb_with_pronoun(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«وانتظره», «فاعتقله»: و or ف, a verb of the news and its object."""
    norm = read.norms[at]
    if norm[:1] not in {"و", "ف"} or vocab.lex.known(norm) or vocab.lex.known(norm[1:]):
        return False
    surface = read.surface(at)
    for pronoun in words_of(_TITLES, "pronouns"):
        stem = norm[1 : -len(pronoun)]
        if (
            surface.endswith(pronoun)
            and len(stem) > 2
            and (stem in verbs() or stem.removesuffix("ت") in verbs())
        ):
            return True
    return False


def _place_behind(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> bool:
    """«غادر موبوتو كينشاسا», «ودخلت قوات كابيلا كينشاسا»: behind a verb of going and taking the town that ends a name is its object."""
    tail = listed.get(each.last - 1)
    if each.type is EntityType.LOC or not each.first or tail is None or tail.letters:
        return False
    if tail.doubtful and read.norms[tail.first] in vocab.clusters:
        return False  # an ordinary word
    if tail.kind not in {"country", "city", "town"} or tail.last != each.last or each.last - each.first > 3:
        return False
    verb = read.norms[each.first - 1]
    if not {verb, verb.removeprefix("و"), verb.removeprefix("ف")} & words_of(_CLASSES, "goes_to"):
        return False
    alone = each.last - each.first == 2
    return not (alone and read.norms[each.first][each.letters :] in vocab.lex.given)  # «غادر جورج واشنطن»
