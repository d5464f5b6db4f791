"""Verbs by their shape, where one runs into a name: «بروكمان سينضمان», «رحل إيليا سوتسكيفر», «وعلق هينتون ساخرا»."""

from __future__ import annotations

from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.lexicon import verbs
from reader.text.affixes import affixes

_FUTURE = affixes("future")
_ENDINGS = ("", *affixes("after_presents"))
_LAST = frozenset("اهمت")  # letters that a listed verb ends with where something is written behind it
_SHORTEST = 3  # letters of an imperfect without its endings
_LITTLE = "3"  # tenths of a word's occurrences that name people


def future(vocab: Vocabulary, norm: str) -> bool:
    """سـ and an imperfect that the news knows, with whatever ends it: «سينضمان», «وسيعود»; no name («سيف», «ستارمر»)."""
    rest = norm[1:] if norm[:1] in "وف" else norm
    if not rest.startswith(_FUTURE) or any(each in vocab.lex.names for each in (norm, rest)):
        return False
    if norm in vocab.lex.phrases:
        return False
    verb = rest[1:]
    stems = (verb.removesuffix(ending) for ending in _ENDINGS if verb.endswith(ending))
    return any(
        len(stem) >= _SHORTEST and stem in vocab.clusters and stem not in vocab.lex.names for stem in stems
    )


def past(vocab: Vocabulary, norm: str) -> bool:
    """A verb of the list in the third person, with or without و or ف, that is no given name: «ترأس», «وروت», «أعلنوا»."""
    listed = verbs()
    forms = (norm, norm[1:]) if norm[:1] in "وف" else (norm,)
    if not vocab.lex.given.isdisjoint(forms):
        return False
    for form in forms:
        if form in listed:
            return True
        if form[-1:] not in _LAST:
            continue
        if form.endswith("وا") and form[:-2] in listed:
            return True
        if (
            form.endswith(("اه", "اها", "اهم"))
            and form[: form.rindex("ا" if form.endswith("اه") else "اه")] in listed
        ):
            return True  # «المنوني زاراه»
        stem = form[:-1]
        if form.endswith("ت") and len(stem) > 1 and any(stem + last in listed for last in ("", "ي", "ا")):
            return True
    return False


def imperfect(vocab: Vocabulary, norm: str) -> bool:
    """A verb in the present that is no name: «يوزع», «تكذب»."""
    if (
        norm[:1] not in {"ي", "ت"}
        or norm in vocab.lex.names
        or norm in vocab.lex.phrases
        or norm in vocab.lex.bare
    ):
        return False
    return len(norm) > 3 and (norm[1:] in verbs() or ordinary(vocab, norm))


def verb_with_and(vocab: Vocabulary, norm: str) -> bool:
    """و or ف and a verb of the news: «ويفر», «وأوفد»; no name by itself."""
    if (
        norm[:1] not in {"و", "ف"}
        or norm in vocab.clusters
        or vocab.lex.known(norm)
        or vocab.lex.known(norm[1:])
    ):
        return False
    rest = norm[1:]
    return imperfect(vocab, rest) or past(vocab, norm) or future(vocab, norm)


def joined_noun(vocab: Vocabulary, norm: str) -> bool:
    """A preposition and a noun of the news: «بحبس», «لعقوبة»; no name («بنكيران», «لافروف»)."""
    if norm[:1] not in {"ب", "ل", "ك"} or norm in vocab.clusters or vocab.lex.known(norm):
        return False
    return len(norm) > 3 and ordinary(vocab, norm[1:])


def adverb(vocab: Vocabulary, norm: str) -> bool:
    """A participle in the accusative: «ساخرا», «محذرا», «غاضبا»; its stem is of the shape فاعل or begins with م."""
    stem = norm[:-1]
    if not norm.endswith("ا") or len(stem) < 4 or norm in vocab.lex.names or norm in vocab.lex.phrases:
        return False
    shaped = stem[1] == "ا" or stem[0] == "م"
    return shaped and (norm in vocab.clusters or stem in vocab.clusters) and stem not in vocab.lex.names


def ordinary(vocab: Vocabulary, norm: str) -> bool:
    """A word of the news that names nobody and hardly ever did: «رحل», which may be the verb before a name."""
    return (
        norm in vocab.clusters
        and not norm.startswith("ال")
        and norm not in vocab.lex.names
        and norm not in vocab.lex.bare
        and norm not in vocab.lex.phrases
        and not vocab.word(norm).office
        and vocab.tendencies.get(norm, "0")[0] < _LITTLE
    )
