"""The lists of reader/data/entities in the form that loads fast: `lists.txt`.

Made by `python -m reader.analysis.entities.compiled` after a list was changed. Its first line is a checksum of the lists: where
they were changed since, the lists themselves are read, so an edited list is never overlooked; only the start is slower.
Then the short lists, a line each: its name and its cells, with tabs between; an empty line; and what all the long ones say of a word
or phrase, packed (reader.analysis.entities.packed).
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from reader.analysis.entities.lexicon import DATA, Entry, Lexicon, said_of
from reader.analysis.entities.packed import Packed, packed

if TYPE_CHECKING:
    from reader.analysis.entities.lists import Lists

FILE = DATA / "lists.txt"
SOURCES = (
    "affixes.toml",
    "cities.tsv",
    "countries.tsv",
    "family_names.txt",
    "function_words.txt",
    "given_names.txt",
    "loanwords.txt",
    "names.txt",
    "organisations.tsv",
    "orgheads.toml",
    "people.tsv",
    "places.tsv",
    "sport.toml",
    "tendencies.tsv",
    "titles.toml",
    "verbs.txt",
)


def checksum() -> str:
    """Of all lists as they are now."""
    value = 0
    for name in SOURCES:
        value = crc32((DATA / name).read_bytes(), value)
    return f"{value:08x}"


def read() -> Lexicon | None:
    """What the compiled file says; None where there is none, or the lists were changed since."""
    try:
        file = FILE.read_bytes()
    except OSError:
        return None
    return parsed(file) if file.startswith(checksum().encode() + b"\n") else None


def parsed(file: bytes) -> Lexicon:
    """The lists of a compiled file."""
    lines = file.split(b"\n")
    end = lines.index(b"")
    short = (line.partition(b"\t") for line in lines[1:end])
    return Lexicon({name.decode(): cells for name, _, cells in short}, Packed(lines[end + 1 :]))


def compiled(lists: Lists) -> bytes:
    """The file for the lists as they are now."""
    kinds = sorted({(each.type.value, each.kind, each.context) for each in chain(*lists.phrases.values())})
    letter = {kind: chr(ord("a") + at) for at, kind in enumerate(kinds)}

    def entry(each: Entry) -> tuple[str, str, str]:
        return letter[each.type.value, each.kind, each.context], each.name, each.code

    short = {
        "kinds": chain(*((letter[kind], *kind[:2], "context" if kind[2] else "") for kind in kinds)),
        "given": sorted(lists.given),
        "demonyms": chain(*sorted(lists.demonyms.items())),
        "bare": chain(
            *((key, name, "common" if often else "") for key, (name, often) in sorted(lists.bare.items()))
        ),
        "homes": chain(*sorted(lists.homes.items())),
        "codes": chain(*sorted(lists.codes.items())),
        "same": chain(*((*key, name) for key, name in sorted(lists.same.items()))),
    }
    short |= {" ".join(key): sorted(words) for key, words in sorted(lists.words.items())}
    known = lists.phrases.keys() | lists.longest.keys() | lists.joined.keys() | lists.tendencies.keys()
    long = {
        word: said_of(
            map(entry, lists.phrases.get(word, ())),
            longest=lists.longest.get(word, 0),
            joined=lists.joined.get(word, 0),
            name=word in lists.names,
            doubtful=word in lists.doubtful,
            tends=lists.tendencies.get(word, ""),
        )
        for word in known | lists.names | lists.doubtful
    }
    head = ("\t".join([name, *cells]) for name, cells in short.items())
    return b"\n".join([checksum().encode(), *map(str.encode, head), b"", *packed(long)])


def main(out: Path = FILE) -> None:
    """Write the file."""
    from reader.analysis.entities.lists import from_lists

    out.write_bytes(compiled(from_lists()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
