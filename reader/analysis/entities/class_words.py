"""The class words of bodies as lists, and which words go on with a name that begins with one."""

from __future__ import annotations

from functools import lru_cache

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Scan
from reader.analysis.entities.lexicon import words_of, words_of_any

_FILE = "orgheads.toml"
_PLURAL = ("ين", "ون")


class ClassWords:
    """The lists of orgheads.toml that say how far a name runs."""

    def __init__(self) -> None:
        for key in (
            "strong",
            "weak",
            "definite",
            "national",
            "adjectives",
            "middle",
            "purpose",
            "passing",
            "short_constructs",
            "after_people",
            "leagues",
            "joining",
            "of_places",
            "fields",
            "not_of_places",
            "learned",
        ):
            setattr(self, key, words_of(_FILE, key))
        self.adjectives |= words_of(_FILE, "late_adjectives")
        self.fixed = frozenset(word for pair in words_of(_FILE, "pairs") for word in pair.split()[1:])
        self.listed = words_of_any(_FILE, "pairs", "constructs")
        self.titles = words_of("titles.toml", "person_titles")

    strong: frozenset[str]
    weak: frozenset[str]
    definite: frozenset[str]
    national: frozenset[str]
    adjectives: frozenset[str]
    middle: frozenset[str]
    purpose: frozenset[str]
    passing: frozenset[str]
    short_constructs: frozenset[str]
    after_people: frozenset[str]
    leagues: frozenset[str]
    joining: frozenset[str]
    of_places: frozenset[str]
    fields: frozenset[str]
    not_of_places: frozenset[str]
    learned: frozenset[str]


@lru_cache(maxsize=1)
def class_words() -> ClassWords:
    """The lists, read once."""
    return ClassWords()


def adjective(vocab: Vocabulary, words: ClassWords, norm: str) -> str:
    """ "n" for a definite nationality, "a" for an adjective of names, "" otherwise."""
    if not norm.startswith("ال") or norm in words.passing:
        return ""
    if vocab.lex.nationality(norm) and not norm.endswith(("ون", "ين", "ات")):
        return "n"
    return "a" if norm in words.adjectives or norm in words.fixed else ""


def run_on(read: Scan, vocab: Vocabulary, words: ClassWords, at: int, end: int) -> tuple[int, str]:
    """Adjectives from `at` on: (token after the last, their kinds)."""
    kinds = ""
    while at < end and len(kinds) < 4:
        norm = read.norms[at]
        kind = adjective(vocab, words, norm)
        if (
            not kind
            and norm.endswith(_PLURAL)
            and read.norms[at - 1].endswith(_PLURAL)
            and vocab.lex.nationality(norm)
        ):
            kind = "n"  # «نقابة الصحفيين الأردنيين»
        if not kind:
            break
        kinds += kind
        at += 1
    return at, kinds


def plain_noun(vocab: Vocabulary, norm: str) -> bool:
    """A noun without its article that is neither an office nor the class word of a place."""
    if norm.startswith("ال") or not dictionary.noun(norm) or vocab.word(norm).office:
        return False
    if norm in words_of(_FILE, "place_before") or norm in words_of(_FILE, "strange_places"):
        return False  # «قوات شرق ليبيا»
    return head_of(norm, words_of_any(_FILE, "places", "plain_places")) is None


def joins(vocab: Vocabulary, words: ClassWords, norm: str) -> bool:
    """Whether «وال...» runs on inside the name rather than beginning the next one."""
    if norm in words.definite or norm[2:] in words.titles or norm in words.passing:
        return False
    return not vocab.lex.nationality(norm) and norm not in vocab.lex.phrases and norm not in vocab.lex.bare
