"""A strange word that a text says again and again, where people stand: «إن سيربا استسلم», «وطلب منه سيربا», «وكان سيربا قد وعد».

Foreigners whom a story calls by one name alone, which no list has and no full name in the text says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.letters import NAME, like_a_name
from reader.analysis.entities.lexicon import words_of, words_of_any
from reader.analysis.entities.shapes import common, unseen
from reader.analysis.entities.verbs import imperfect, past
from reader.model import EntityType

_OFTEN = 3  # times that the text has it
_ACTING = 2  # of these, where it stands as people do


def repeated(read: Scan, vocab: Vocabulary, found: Sequence[Found]) -> Iterator[Found]:
    """Every bare occurrence of such a word."""
    counts, inside = Counter(read.norms), words_of("orgheads.toml", "strange_places")
    taken = {at for each in found for at in range(each.first, each.last)}
    places: dict[str, list[int]] = defaultdict(list)
    for at, norm in enumerate(read.norms):
        if counts[norm] >= _OFTEN:
            places[norm].append(at)
    for norm, where in places.items():
        if not taken.isdisjoint(where) or like_a_name(norm) < NAME or common(norm):
            continue
        if not unseen(vocab, norm) or counts["ال" + norm]:
            continue
        if any(at and read.norms[at - 1] in inside for at in where):
            continue  # «في ليشتي»: a place
        if sum(_stands(read, vocab, at) for at in where) >= _ACTING:
            yield from (
                Found(at, at + 1, EntityType.PER, "a strange word, said often where people act", 3)
                for at in where
            )


def _stands(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Behind «إن», a verb of saying or a verb with its object; before a verb in the past."""
    before = read.norms[at - 1] if at else ""
    after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
    if before in words_of_any("titles.toml", "said_that", "called", "with_pronouns"):
        return True
    if before in vocab.speech or (before[:1] in ("و", "ف") and before[1:] in vocab.speech):
        return True
    if before.endswith(("ه", "ها", "هم")) and past(
        vocab, before.removesuffix("هم").removesuffix("ها").removesuffix("ه")
    ):
        return True
    return after in words_of("titles.toml", "then_a_verb") or past(vocab, after) or imperfect(vocab, after)
