"""Which mentions of one document are the same entity, and the roles said of them."""

from __future__ import annotations

from collections import defaultdict

from reader.analysis.entities.clitics import after_letters
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.propagation import words_in
from reader.analysis.entities.roles import roles_of
from reader.model import EntityType, Mention, Span
from reader.text.fold import DROPPED

_drop = str.maketrans("", "", DROPPED)
_CASES = {"أبا": "أبو", "أبي": "أبو", "ابا": "أبو", "ابي": "أبو"}


def normal_name(surface: str, article: bool) -> str:
    """Marks, tatweel and case endings undone; ال restored after لل."""
    words = surface.translate(_drop).split()
    if article and words:
        words[0] = "ا" + words[0]
    if len(words) > 1:
        words = [_CASES.get(word, word) if at + 1 < len(words) else word for at, word in enumerate(words)]
    return " ".join(words)


def clustered(read: Scan, vocab: Vocabulary, found: list[Found]) -> tuple[Mention, ...]:
    """Mentions with their local cluster numbers and roles."""
    keys = [_key(read, vocab, each) for each in found]
    surnames: dict[str, list[int]] = defaultdict(list)
    full: dict[tuple[EntityType, str], int] = {}
    for at, (each, key) in enumerate(zip(found, keys, strict=True)):
        words = key.split()
        if each.type is EntityType.PER and len(words) > 1:
            full.setdefault((each.type, key), at)
    for (_, key), at in full.items():
        for size in range(1, len(key.split())):
            surnames[" ".join(key.split()[-size:])].append(at)
    numbers: dict[tuple[EntityType, str], int] = {}
    mentions = []
    last_seen: dict[str, str] = {}
    for at, (each, key) in enumerate(zip(found, keys, strict=True)):
        if each.type is EntityType.PER:
            if len(key.split()) > 1:
                last_seen[key.split()[-1]] = key
            key = _person(key, surnames, keys, at, found)
        number = numbers.setdefault((each.type, key), len(numbers))
        token = read.tokens[each.first]
        start = token.start + after_letters(read.surface(each.first), each.letters)
        span = Span(start, read.tokens[each.last - 1].end)
        norm = read.norms[each.first]
        article = each.letters > 0 and norm[each.letters - 1 : each.letters + 1] == "لل"
        mentions.append(
            Mention(
                span,
                each.type,
                span.of(read.text),
                normal_name(span.of(read.text), article),
                each.why,
                number,
                roles_of(read, vocab, each),
            )
        )
    return tuple(mentions)


def _key(read: Scan, vocab: Vocabulary, each: Found) -> str:
    if each.name and each.why != "listed surname":
        return " ".join(each.name.split())
    words = " ".join(words_in(read, each))
    return vocab.lex.same.get((each.type.value, words), words)


def _person(key: str, surnames: dict[str, list[int]], keys: list[str], at: int, found: list[Found]) -> str:
    """The full name that a shorter one stands for here: the nearest before it, else the first after it."""
    candidates = surnames.get(key, [])
    if not candidates or found[at].why.startswith("after the kin"):
        return key
    before = [other for other in candidates if other <= at]
    return keys[max(before)] if before else keys[min(candidates)]
