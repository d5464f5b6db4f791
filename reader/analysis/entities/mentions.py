"""From a text to its mentions: lists, titles and rules, put together and explained."""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.entities.clitics import after_letters, peelings
from reader.analysis.entities.found import Found, Scan, resolve, scan
from reader.analysis.entities.gazetteer import matches
from reader.analysis.entities.lexicon import Lexicon, lexicon, words_of
from reader.model import EntityType, Mention, Span
from reader.text.fold import DROPPED

_drop = str.maketrans("", "", DROPPED)


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The people, organisations and places that a text names: sorted, not overlapping. Pure; near-linear."""
    lex = lexicon()
    read = scan(text)
    found = resolve([*_listed(read, lex), *_after_titles(read, lex)])
    mentions = []
    numbers: dict[tuple[str, str], int] = {}
    surnames: dict[str, str] = {}
    for each in found:
        if each.type is EntityType.PER and each.last - each.first > 1:
            name = _name(read, each)
            surnames[name.split()[-1]] = name
    for each in found:
        tokens = read.tokens
        start = tokens[each.first].start + after_letters(read.surface(each.first), each.letters)
        span = Span(start, tokens[each.last - 1].end)
        name = _name(read, each)
        key = each.name or (surnames.get(name, name) if each.type is EntityType.PER else name)
        local = numbers.setdefault((each.type.value, key), len(numbers))
        mentions.append(Mention(span, each.type, span.of(text), name, each.why, local))
    return tuple(mentions)


def _name(read: Scan, each: Found) -> str:
    token = read.tokens[each.first]
    start = token.start + after_letters(read.surface(each.first), each.letters)
    words = read.text[start : read.tokens[each.last - 1].end].translate(_drop).split()
    if each.letters and read.norms[each.first][each.letters - 1 :].startswith("لل"):
        words[0] = "ا" + words[0]
    return " ".join(words)


def _listed(read: Scan, lex: Lexicon) -> Iterator[Found]:
    for first, last, letters, entries in matches(read, lex):
        sure = [entry for entry in entries if not entry.context]
        if not sure:
            continue
        entry = sure[0]
        why = {
            "country": "listed country",
            "city": "listed place",
            "organisation": "listed organisation",
        }.get(entry.kind, "listed person")
        yield Found(first, last, entry.type, why, 8 if last - first > 1 else 6, letters, entry.name)


def _after_titles(read: Scan, lex: Lexicon) -> Iterator[Found]:
    titles = words_of("titles.toml", "person_titles") | words_of("titles.toml", "kin")
    between = words_of("titles.toml", "between")
    for start, end in read.sentences:
        for at in range(start, end - 1):
            word = read.norms[at]
            forms = [word, *(rest for _, rest in peelings(word))]
            if not any(form in titles or (form.startswith("ال") and form[2:] in titles) for form in forms):
                continue
            first = at + 1
            while first < end and (read.norms[first] in between or lex.nationality(read.norms[first])):
                first += 1
            last = first
            while last < end and read.norms[last] in lex.names and last - first < 4:
                last += 1
            if last - first > 1:
                yield Found(first, last, EntityType.PER, "after a title", 7)
