"""A text of many paragraphs as rows, for the editor. Pure: no Textual.

Every key makes new rows; what did not change is remembered by its paragraph's text, so a key costs one
paragraph and a count of the others.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from reader.tui.widgets.editing_layout import Row, base_direction, paragraph_rows


class EditorRows:
    """The rows of `text` at `width` columns; `cursor` tells which paragraph has a free cell at its end."""

    def __init__(
        self,
        text: str,
        cursor: int,
        width: int,
        undecided: str,
        *,
        focused: bool = True,
        order: str = "visual",
    ) -> None:
        self.width, self.order = width, order
        self._paragraphs = text.split("\n")
        self._starts = list(accumulate((len(one) + 1 for one in self._paragraphs), initial=0))[:-1]
        self._undecided = base_direction(text, undecided)
        self._current = self._paragraph_at(cursor) if focused else -1
        self._made: dict[int, list[Row]] = {}
        heights = [_height(one, width, self._undecided, order) for one in self._paragraphs]
        if focused:
            heights[self._current] = len(self._rows(self._current))
        self._tops = list(accumulate(heights, initial=0))

    @property
    def height(self) -> int:
        """Rows; at least one."""
        return self._tops[-1]

    def row(self, y: int) -> Row:
        """The row at `y`, which must be inside."""
        paragraph = bisect_right(self._tops, y) - 1
        return self._rows(paragraph)[y - self._tops[paragraph]]

    def row_of(self, offset: int) -> int:
        """The row that the cursor is in at `offset`."""
        paragraph = self._paragraph_at(offset)
        rows = self._rows(paragraph)
        inside = bisect_right([row.start for row in rows], offset) - 1
        return self._tops[paragraph] + max(inside, 0)

    def _paragraph_at(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _rows(self, paragraph: int) -> list[Row]:
        if paragraph not in self._made:
            self._made[paragraph] = paragraph_rows(
                self._paragraphs[paragraph],
                self._starts[paragraph],
                self.width,
                self._undecided,
                with_end=paragraph == self._current,
                order=self.order,
            )
        return self._made[paragraph]


@lru_cache(maxsize=20_000)
def _height(paragraph: str, width: int, undecided: str, order: str) -> int:
    if not paragraph:
        return 1
    return len(paragraph_rows(paragraph, 0, width, undecided, with_end=False, order=order))
