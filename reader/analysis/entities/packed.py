"""Words with what is said of them, looked up in lines of a file as they lie.

A dictionary of all the words takes longer to make than a text takes to read, and holds a string for each word that no text has. Here a word's
line is found by the word's checksum, and nothing is made of what nobody asks for: a list may grow, and the start of the reader does not.
Who reads more than some twenty articles is better off with the dictionary, and gets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from zlib import crc32

_EACH = 8  # words in a line, at most, on average
_KEEP = 1 << 13  # answers that are kept


class Packed:
    """The lines of `packed`: their number is a power of two."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines, self._last = lines, len(lines) - 1
        self._patience = (
            len(lines) // 2
        )  # by then the questions took about as long as a dictionary takes to make
        # what is said of a word; None where it is none of these
        self.said: Callable[[str], str | None] = lru_cache(maxsize=_KEEP)(self._found)

    def _found(self, word: str) -> str | None:
        self._patience -= 1
        if self._patience < 0:
            self.said = self._unpacked.get
            self._lines = ()  # which nobody needs any more
            return self.said(word)
        key = _key(word)
        line = self._lines[crc32(key) & self._last]
        at = line.find(key)
        if at < 0:
            return None
        start = at + len(key)
        return line[start : line.index(b"\t", start)].decode()

    @cached_property
    def _unpacked(self) -> dict[str, str]:
        # one line's last tab and the next one's first are one
        lines = b"".join(self._lines).decode().replace("\t\t", "\t")
        cells = lines[1:-1].replace("\v", "\t").split("\t") if lines else []
        return dict(zip(cells[::2], cells[1::2], strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._unpacked)


def packed(said: Mapping[str, str]) -> list[bytes]:
    """Lines of pairs, each behind a tab: the word, a vertical tab, what is said of it. Neither has a tab, a line break or a vertical tab."""
    last = (1 << max(0, (len(said) - 1) // _EACH).bit_length()) - 1
    lines: list[list[bytes]] = [[] for _ in range(last + 1)]
    for word, what in sorted(said.items()):
        key = _key(word)
        lines[crc32(key) & last].append(key + what.encode())
    return [b"".join([*pairs, b"\t"]) if pairs else b"" for pairs in lines]


def _key(word: str) -> bytes:
    return f"\t{word}\v".encode("utf-8", "surrogatepass")  # somebody's text may ask for anything
