"""The lists of reader/data/entities in the form that loads fast: `lists.txt`, columns of folded words, one a line.

Made by `python -m reader.analysis.entities.compiled` after a list was changed. Its first line is a checksum of the lists: where
they were changed since, the lists themselves are read, so an edited list is never overlooked; only the start is slower.
A file is sections, a form feed between; a section is a line that names it and its lines. Columns of one table follow each other.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from string import ascii_lowercase
from zlib import crc32

from reader.analysis.entities.lexicon import DATA, Entry, Lexicon, from_lists, table, words_in_table
from reader.model import EntityType

FILE = DATA / "lists.txt"
SOURCES = (
    "affixes.toml",
    "cities.tsv",
    "countries.tsv",
    "family_names.txt",
    "function_words.txt",
    "given_names.txt",
    "names.txt",
    "organisations.tsv",
    "orgheads.toml",
    "people.tsv",
    "places.tsv",
    "sport.toml",
    "titles.toml",
)
TABLES = ("affixes.toml", "orgheads.toml", "sport.toml", "titles.toml")
Words = dict[tuple[str, str], frozenset[str]]  # (TOML file, key) -> folded words
_KINDS = {each.value: each for each in EntityType}


def checksum() -> str:
    """Of all lists as they are now."""
    value = 0
    for name in SOURCES:
        value = crc32((DATA / name).read_bytes(), value)
    return f"{value:08x}"


def read() -> tuple[Lexicon, Words] | None:
    """What the compiled file says; None where there is none, or the lists were changed since."""
    try:
        text = FILE.read_text(encoding="utf-8")
    except OSError:
        return None
    stamp, _, rest = text.partition("\n")
    if stamp != checksum():
        return None
    sections = iter([section.split("\n") for section in rest.split("\f")])
    return _parsed(sections)


def _parsed(sections: Iterator[list[str]]) -> tuple[Lexicon, Words]:
    lex, words = Lexicon(), Words()
    for head, *first in sections:
        what, *of = head.split("\t")
        if what == "phrases":
            lex.phrases.kinds[of[0]] = _KINDS[of[1]], of[2], of[3] == "context"
            lex.phrases.update(zip(first, next(sections)[1:], strict=True))
        elif what == "several":
            for line in first:
                key, *cells = line.split("\t")
                lex.phrases[key] = tuple(
                    Entry(_KINDS[type_], name, kind, context == "context", code)
                    for type_, name, kind, context, code in zip(*[iter(cells)] * 5, strict=True)
                )
        elif what == "longest":
            lex.longest.update(zip(first, repeat(int(of[0]))))
        elif what == "joined":
            lex.joined.update(zip(first, repeat(int(of[0]))))
        elif what == "same":
            lex.same.update(zip(zip(repeat(of[0]), first), next(sections)[1:], strict=False))
        elif what == "demonyms":
            lex.demonyms.update(zip(first, next(sections)[1:], strict=True))
        elif what == "homes":
            lex.homes.update(zip(first, repeat(of[0])))
        elif what == "codes":
            cells = "\t".join(first).split("\t")
            lex.codes.update(zip(cells[::2], cells[1::2], strict=True))
        elif what == "bare":
            cells = "\t".join(first).split("\t")
            often = (common == "common" for common in cells[2::3])
            lex.bare.update(zip(cells[::3], zip(cells[1::3], often, strict=True), strict=True))
        elif what == "words":
            words[of[0], of[1]] = frozenset(first)
        else:
            setattr(lex, what, frozenset(first))  # names, doubtful, given
    return lex, words


def compiled(lex: Lexicon) -> str:
    """The file for the lists as they are now."""
    return checksum() + "\n" + "\f".join("\n".join([head, *lines]) for head, lines in _sections(lex))


def _sections(lex: Lexicon) -> Iterator[tuple[str, Iterable[str]]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    several = []
    for key, entries in sorted(lex.phrases.whole().items()):
        cells = [
            (each.type.value, each.name, each.kind, "context" if each.context else "", each.code)
            for each in entries
        ]
        if len(cells) == 1:
            type_, name, kind, context, code = cells[0]
            groups[f"{type_}\t{kind}\t{context}"].append((key, f"{name}\t{code}" if code else name))
        else:
            several.append("\t".join([key, *(part for cell in cells for part in cell)]))
    for letter, (head, pairs) in zip(ascii_lowercase, sorted(groups.items()), strict=False):
        yield f"phrases\t{letter}\t{head}", [key for key, _ in pairs]
        yield "names of these", [letter + name for _, name in pairs]
    yield "several", several
    for size in sorted(set(lex.longest.values())):
        yield f"longest\t{size}", sorted(key for key, value in lex.longest.items() if value == size)
    for letters in sorted(set(lex.joined.values())):
        yield f"joined\t{letters}", sorted(key for key, value in lex.joined.items() if value == letters)
    for kind in _KINDS:
        same = sorted((key, name) for (type_, key), name in lex.same.items() if type_ == kind)
        yield f"same\t{kind}", [key for key, _ in same]
        yield "names of these", [name for _, name in same]
    yield "demonyms", sorted(lex.demonyms)
    yield "countries of these", [lex.demonyms[key] for key in sorted(lex.demonyms)]
    yield (
        "bare",
        [f"{key}\t{name}\t{'common' if common else ''}" for key, (name, common) in sorted(lex.bare.items())],
    )
    for codes in sorted(set(lex.homes.values())):
        yield f"homes\t{codes}", sorted(key for key, value in lex.homes.items() if value == codes)
    yield "codes", [f"{name}\t{code}" for name, code in sorted(lex.codes.items())]
    for name in ("names", "doubtful", "given"):
        yield name, sorted(getattr(lex, name))
    for file in TABLES:
        for key, words in table(file).items():
            if isinstance(words, list):
                yield f"words\t{file}\t{key}", sorted(words_in_table(file, key))


def main(out: Path = FILE) -> None:
    """Write the file."""
    out.write_text(compiled(from_lists()), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
