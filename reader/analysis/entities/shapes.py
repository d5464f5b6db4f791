"""Words that nobody knows, by their shape: what may be a foreign name."""

from __future__ import annotations

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import CLITICS, peelings
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Scan
from reader.text.affixes import ARTICLE, affixes

_INFLECTED = affixes("inflected")
_FOREIGN_TOO = frozenset(affixes("inflected_or_foreign"))
_HAMZA = ("أ", "إ")
_VERBS = affixes("begins_verbs")


def strange(vocab: Vocabulary, norm: str, surface: str = "") -> bool:
    """A word of a name's shape that neither the lists nor the clustered vocabulary know, with or without clitics.

    `surface` is the word as it stands there: «إلعاد» begins with no article.
    """
    if len(norm) < 4 or not norm.isalpha() or norm[0] < "\u0600" or _inflected(vocab, norm):
        return False
    if norm[0] in "وفلبك" and norm.endswith("ه"):
        return False  # «لثنيه», «وتوءمه»
    lex, seen = vocab.lex, vocab.clusters
    if len(norm) == 5 and norm[0] == "ا" and norm[2] == "ت":
        return False  # «اخترق»
    if norm.startswith(_VERBS) or norm in seen or norm in lex.phrases or lex.nationality(norm):
        return False
    if vocab.word(norm).office or (norm.removeprefix(ARTICLE) in seen and surface[:1] not in _HAMZA):
        return False
    if any(
        rest in seen or rest in lex.names or rest in lex.phrases or rest.removeprefix(ARTICLE) in seen
        for _, rest in peelings(norm)
    ):
        return False
    return norm in lex.names or not dictionary.ordinary(norm)


def _inflected(vocab: Vocabulary, norm: str) -> bool:
    """Whether a word ends as plurals and pronouns do; where nothing knows its stem some of these end foreign names («غاشاغوا»)."""
    if not norm.endswith(_INFLECTED):
        return False
    ending = next(each for each in _INFLECTED if norm.endswith(each))
    stem = norm.removesuffix(ending)
    doubtful = ending in _FOREIGN_TOO and len(stem) > 3 and norm[0] not in "يتنا"
    return not doubtful or any(form in vocab.clusters for form in (stem, stem + "ه", stem + "ي"))


def common(norm: str) -> bool:
    """A word in the shape of an Arabic participle or broken plural («محايد», «رقائق»): no name, unless a list says so."""
    short = norm[:1] == "م" and len(norm) in {4, 5} and norm[1] not in "اوي"
    return short or (len(norm) == 5 and norm[2] == "ا" and norm[3] == "ي")


def unseen(vocab: Vocabulary, norm: str) -> bool:
    """A word that nothing knows, with or without clitics, of whatever ending («ليفون»)."""
    if len(norm) < 4 or not norm.isalpha() or norm[0] < "\u0600" or norm.startswith(ARTICLE):
        return False
    if vocab.word(norm).office:
        return False
    forms = [norm, *(rest for _, rest in peelings(norm))]
    if any(form in vocab.clusters or vocab.lex.known(form) for form in forms):
        return False
    return not dictionary.ordinary(norm)


def spelled_in_arabic(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«بأول», «فرأى»: a clitic and a word of the news whose hamza or ى stands where foreign names («باول») have none."""
    norm, surface = read.norms[at], read.surface(at)
    if norm[:1] not in CLITICS or len(norm) < 4:
        return False
    if surface[1:2] not in {"أ", "إ"} and not surface.endswith("ى") and surface[2:3] != "أ":
        return False
    return any(rest in vocab.clusters and rest not in vocab.lex.given for _, rest in peelings(norm))


def unheard(vocab: Vocabulary, norm: str, rest: str) -> bool:
    """Whether neither the lists nor the news know a word, whatever its clitics."""
    forms = (norm, rest, rest.removeprefix(ARTICLE))
    if any(form in vocab.clusters or vocab.lex.known(form) for form in forms) or vocab.lex.nationality(rest):
        return False
    return not any(after in vocab.clusters for _, after in peelings(rest))
