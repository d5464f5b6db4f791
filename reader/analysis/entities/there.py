"""Places that the model takes for somebody, or for a part of his name."""

from __future__ import annotations

from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import words_of
from reader.analysis.entities.places import employed_there
from reader.analysis.entities.shapes import unheard
from reader.analysis.entities.verbs import ordinary
from reader.model import EntityType

_CLASSES = "orgheads.toml"
_FULL = 2  # words of a name that somebody hardly ever has more of
_MARKS = "،.«»"  # before a preposition of a new part of the sentence


def place_behind_a_noun(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found | None:
    """«أثار حفيظة كييف»: the place, where the model takes it and the noun before it for somebody."""
    tail = listed.get(each.last - 1)
    norm = read.norms[each.first]
    if each.last - each.first != 2 or tail is None or tail.type is not EntityType.LOC:
        return None
    known = norm in vocab.lex.names or norm in vocab.lex.given or norm in vocab.lex.bare
    surname = read.norms[each.last - 1] in vocab.lex.names
    if tail.doubtful or known or surname or not ordinary(vocab, norm):
        return None
    return Found(each.last - 1, each.last, EntityType.LOC, "listed place", each.strength, tail.letters)


def stranger_there(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """Words that nothing knows right behind a preposition of place, behind which nobody stands."""
    before = read.norms[each.first - 1] if each.first else ""
    if not each.letters and _of_towns(read, each.first):
        return all(unheard(vocab, norm, norm) for norm in read.norms[each.first : each.last])
    if before not in words_of(_CLASSES, "strange_places") or employed_there(read, each.first):
        return False
    if each.first > 1 and not read.tokens[each.first - 2].word and read.norms[each.first - 2] not in _MARKS:
        return False  # «الحركة الشعبية - شمال جاتيقو أموجا»
    norms = read.norms[each.first : each.last]
    if before in words_of(_CLASSES, "nobody_there") and not vocab.lex.phrases.of(" ".join(norms)):
        given = any(norm in vocab.lex.given for norm in norms)
        return len(norms) > _FULL or not given  # «قرب بيدرو خوان كاباييرو», not «قرب محمود درويش»
    return all(unheard(vocab, norm, norm) for norm in norms)


def _of_towns(read: Scan, at: int) -> bool:
    """«زلزال خوتشيتان», «صمدت شوان لوك», «السيطرة على بارانثان»: whether what happens to towns, or what they do, stands before a token."""
    before, further = (read.norms[index] if index >= 0 else "" for index in (at - 1, at - 2))
    if before in words_of(_CLASSES, "over"):
        return head_of(further, words_of(_CLASSES, "taken_over")) is not None
    return bool(before) and head_of(before, words_of(_CLASSES, "done_to_towns")) is not None


def at_a_place(vocab: Vocabulary, norm: str, match: Match | None) -> bool:
    """«صديقي فيكتور بميديين»: ب and a listed place, where the whole is no word that anything knows."""
    if norm[:1] != "ب" or match is None or match.letters != 1 or match.type is not EntityType.LOC:
        return False
    return not match.doubtful and norm not in vocab.clusters and not vocab.lex.known(norm)
