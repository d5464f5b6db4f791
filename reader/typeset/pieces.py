"""Where a text is cut into paragraphs, and a paragraph of more than 64 Ki code points into pieces."""

from __future__ import annotations

from collections.abc import Iterator

from reader.typeset.signs import LINE_END


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """`(start, end)` of each paragraph of `text`, line ends left out; at least one."""
    at = 0
    for match in LINE_END.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)
