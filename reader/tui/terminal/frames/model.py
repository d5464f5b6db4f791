"""Two screens: the one Textual wants and the one the terminal shows; and the bytes between them.

`Model.frame(data, size)` takes what Textual writes for one frame and returns what to send instead.
`take` and `difference` are its two halves: while a slow line has not swallowed the last frame, several
frames can be taken and one difference sent. Nothing here knows Textual; a frame is plain ECMA-48: strings,
each after a cursor address (CSI row ; column H), the last address being the cursor.

Any doubt costs bytes, not correctness: a string that can't be followed is sent as it is and its
cells are unknown from then on; a frame that can't be followed is sent as it is and so is everything.
"""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len

from reader.tui.terminal.frames import scroll
from reader.tui.terminal.frames.cells import PLAIN, TAIL, UNKNOWN, Cell, CellReader
from reader.tui.terminal.frames.logical import logical_row, upright
from reader.tui.terminal.frames.pen import SLOW_BAND, Pen, Run, address

_ADDRESS: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_CONTROL: Final = re.compile(r"\x1b(?:\[[\d;]*m|\]8;[^\x07\x1b]*(?:\x1b\\|\x07))")
_JUMP: Final = 4
"""Bytes of a jump over two cells to nine, over one a byte less: unchanged cells that take no more are sent again."""

Size = tuple[int, int]


class Model:
    """The screens of one terminal.

    `margins`: it has left and right margins (DECLRMM). `logical`: it orders text by itself, so that rows
    are sent whole and turned around (see logical.py); margins are not used then.
    """

    def __init__(self, *, margins: bool = False, logical: bool = False) -> None:
        self.margins = margins
        self.logical = logical
        self.repeats = False  # it repeats a character (REP)
        self.at_once = False  # it shows a frame when it has all of it (mode 2026)
        self.braille = False  # an LRM would cost a column: see logical.py
        self.upright = False  # slanted Arabic would be boxes
        self._size: Size = (0, 0)
        self._shown: scroll.Rows = []
        self._wanted: scroll.Rows = []
        self._reader = CellReader()
        self._dirty: set[int] = set()
        self._spans: dict[tuple[int, int], None] = {}  # columns that strings were addressed to
        self._raw: list[str] = []  # strings that can't be followed, with their addresses
        self._cursor = (0, 0)  # where Textual wants it
        self._cursor_sent: tuple[int, int] | None = None

    # -- in

    def frame(self, data: str, size: Size) -> str:
        """What to send so that the terminal shows what `data` would have made it show. `size` is (columns, rows)."""
        if not self.take(data, size):
            return data
        return self.difference()

    def take(self, data: str, size: Size) -> bool:
        """Note what a frame wants. False: it can't be followed; send it as it is, everything is unknown now."""
        if size != self._size:
            self._resize(size)
        matches = list(_ADDRESS.finditer(data))
        if not matches or matches[0].start() != 0:
            self._lose()
            return False
        for index, match in enumerate(matches):
            end = matches[index + 1].start() if index + 1 < len(matches) else len(data)
            y, x = int(match[1]) - 1, int(match[2]) - 1
            string = data[match.end() : end].rstrip("\r\n")
            self._cursor = (y, x)
            if string and not self._put(y, x, string):
                self._lose()
                return False
        return True

    def forget(self) -> None:
        """The terminal may show anything now: it was somebody else's, was resized, or is told to repaint."""
        width, height = self._size
        self._shown = [[UNKNOWN] * width for _ in range(height)]
        self._dirty = set(range(height))
        self._cursor_sent = None

    def _lose(self) -> None:
        self._resize(self._size)

    def _resize(self, size: Size) -> None:
        self._size = size
        width, height = size
        self._wanted = [[UNKNOWN] * width for _ in range(height)]
        self._raw.clear()
        self._spans.clear()
        self.forget()

    def _put(self, y: int, x: int, string: str) -> bool:
        width, height = self._size
        if not (0 <= y < height and 0 <= x < width):
            return True  # outside the screen: nothing to see
        row = self._wanted[y]
        cells = self._reader.read(string)
        if cells is None or x + len(cells) > width:
            return self._put_raw(y, x, string)
        end = x + len(cells)
        _halve(row, x)
        _halve(row, end)
        row[x:end] = cells
        self._dirty.add(y)
        self._spans[(x, end)] = None
        return True

    def _put_raw(self, y: int, x: int, string: str) -> bool:
        """A string we can't follow: it is sent as it is, and its cells and a few more are unknown."""
        text = _CONTROL.sub("", string)
        if not text.isprintable() and any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text):
            return False
        width, _ = self._size
        end = min(x + cell_len(text), width)
        wanted, shown = self._wanted[y], self._shown[y]
        _halve(wanted, x)
        _halve(wanted, end)
        wanted[x:end] = [UNKNOWN] * (end - x)
        # It may join or run over its neighbours, which are therefore painted again behind it.
        around = max(x - 2, 0), min(end + 2, width)
        _halve(shown, around[0])
        _halve(shown, around[1])
        shown[slice(*around)] = [UNKNOWN] * (around[1] - around[0])
        self._dirty.add(y)
        self._raw.append(f"\x1b[{y + 1};{x + 1}H{string}")
        return True

    # -- out

    @property
    def pending(self) -> bool:
        """True where a difference may be waiting."""
        return bool(self._dirty or self._raw)

    @property
    def has_raw(self) -> bool:
        """True where a string must be sent as it is, and now."""
        return bool(self._raw)

    def difference(self) -> str:
        """The bytes from the shown screen to the wanted one; empty where nothing differs."""
        out = self._raw
        self._raw = []
        changed = self._changed()
        found = self._find_scroll(changed)
        if found is not None:
            out.append(_scroll_sequence(found, self._size[0]))
            scroll.move(self._shown, found)
            changed = sorted({*changed, *range(found.top, found.bottom)})
        pen = Pen(out, self._size[0], repeats=self.repeats)
        if self.logical:
            for y in changed:
                self._paint_logical(y, pen)
        else:
            runs = (run for y in changed for run in self._runs(y))
            pen.paint(runs, self._size[1] if self.at_once else SLOW_BAND, unseen=self.at_once)
        pen.finish()
        self._dirty.clear()
        self._spans.clear()
        sent = "".join(out)
        if sent or self._cursor_sent != self._cursor:
            self._cursor_sent = self._cursor
            sent += address(*self._cursor)
        return sent

    def _changed(self) -> list[int]:
        """Rows that differ where the wanted screen is known."""
        shown, wanted = self._shown, self._wanted
        return [y for y in sorted(self._dirty) if y < len(wanted) and shown[y] != wanted[y]]

    def _find_scroll(self, changed: list[int]) -> scroll.Scroll | None:
        full = (0, self._size[0])
        spans: dict[tuple[int, int], None] = {full: None}
        if not self.logical:
            for left, right in self._spans:
                spans[_trim(self._shown, self._wanted, changed, left, right)] = None
        wide = [(left, right) for left, right in spans if right - left > 3]
        return scroll.find(self._shown, self._wanted, changed, wide, None if self.margins else full)

    def _paint_logical(self, y: int, pen: Pen) -> None:
        """The whole row, but for what nobody knows."""
        wanted = self._wanted[y]
        if self._shown[y] == wanted:
            return
        x = 0
        while x < len(wanted):
            if wanted[x] is UNKNOWN:
                x += 1
                continue
            end = x
            while end < len(wanted) and wanted[end] is not UNKNOWN:
                end += 1
            pieces = logical_row(wanted[x:end], braille=self.braille)
            pen.send(
                y, x, ((upright(cell.style) if self.upright else cell.style, text) for cell, text in pieces)
            )
            self._shown[y][x:end] = wanted[x:end]
            x = end

    def _runs(self, y: int) -> list[Run]:
        """What is to be painted of a row, which counts as shown from now on."""
        shown, wanted = self._shown[y], self._wanted[y]
        width = len(wanted)
        row = _Row(y, wanted)
        x = 0
        while x < width:
            cell = wanted[x]
            if cell is shown[x] or cell is UNKNOWN:
                x += 1
                continue
            if cell is TAIL:  # its other half stayed, but this one was overwritten
                while x > 0 and wanted[x] is TAIL:
                    x -= 1
                cell = wanted[x]
            row.add(x, cell)
            if not (cell.sure and shown[x].sure):
                # Either may have run over what stands behind: paint that again.
                for behind in range(x + cell.width, min(x + cell.width + 2, width)):
                    shown[behind] = UNKNOWN
            for tail in range(x, x + max(cell.width, 1)):
                shown[tail] = wanted[tail]
            x += max(cell.width, 1)
        return row.runs()


class _Row:
    """Gathers cells, from left to right, into runs. A short gap in a run is sent again rather than jumped over."""

    def __init__(self, y: int, wanted: scroll.Row) -> None:
        self._y = y
        self._wanted = wanted
        self._runs: list[Run] = []
        self._texts: list[str] = []
        self._start = self._end = 0
        self._style = PLAIN

    def add(self, x: int, cell: Cell) -> None:
        if not cell.sure:
            self.runs()
            # Blank first: what it may not cover any more, or run over.
            fenced = f"{' ' * cell.width}\x1b[{self._y + 1};{x + 1}H{cell.text}"
            self._runs.append(Run(self._y, x, cell.width, cell.style, fenced, sure=False))
            return
        if self._texts and cell.style == self._style:
            between = self._wanted[self._end : x]
            if x == self._end or (self._short(between) and all(map(self._belongs, between))):
                self._texts += [each.text for each in between]
                self._texts.append(cell.text)
                self._end = x + cell.width
                return
        start, between = x, self._wanted[self._end : x] if self._texts else []
        self.runs()
        self._style = cell.style
        if between and self._short(between) and all(map(self._belongs, between)):
            self._texts += [each.text for each in between]
            start = self._end
        self._texts.append(cell.text)
        self._start, self._end = start, x + cell.width

    def _short(self, between: scroll.Row) -> bool:
        if len(between) > _JUMP:
            return False
        return sum(len(cell.text.encode()) for cell in between) <= _JUMP - (len(between) == 1)

    def _belongs(self, cell: Cell) -> bool:
        return cell.sure and cell.width == 1 and cell.style == self._style and cell is not UNKNOWN

    def runs(self) -> list[Run]:
        """All so far; nothing is added to the last one any more."""
        if self._texts:
            width = self._end - self._start
            self._runs.append(Run(self._y, self._start, width, self._style, "".join(self._texts)))
            self._texts.clear()
        return self._runs


def _halve(row: scroll.Row, x: int) -> None:
    """Something new begins or ends at `x`: a wide cell across that edge is no longer known, on both sides."""
    if not 0 < x < len(row) or row[x] is not TAIL:
        return
    start = x
    while start > 0 and row[start] is TAIL:
        start -= 1
    end = x
    while end < len(row) and row[end] is TAIL:
        end += 1
    row[start:end] = [UNKNOWN] * (end - start)


def _trim(shown: scroll.Rows, wanted: scroll.Rows, rows: list[int], left: int, right: int) -> tuple[int, int]:
    """Leave columns out at both sides in which nothing changes: borders, a scrollbar at rest."""
    inside = [(shown[y], wanted[y]) for y in rows]
    while right > left and all(a[left] is b[left] for a, b in inside):
        left += 1
    while right > left and all(a[right - 1] is b[right - 1] for a, b in inside):
        right -= 1
    return left, right


def _scroll_sequence(found: scroll.Scroll, width: int) -> str:
    """Set the region, insert or delete lines in it, and set nothing for longer than this string."""
    count = "" if abs(found.lines) == 1 else str(abs(found.lines))
    whole = found.left == 0 and found.right == width
    margins, ended = ("", "") if whole else (f"\x1b[?69h\x1b[{found.left + 1};{found.right}s", "\x1b[?69l")
    return (
        f"\x1b[m{margins}\x1b[{found.top + 1};{found.bottom}r\x1b[{found.top + 1};{found.left + 1}H"
        f"\x1b[{count}{'L' if found.lines > 0 else 'M'}\x1b[r{ended}"
    )
