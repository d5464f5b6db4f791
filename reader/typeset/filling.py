"""Lines filled word by word: the first fit, in logical order, measured in cells."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from reader.typeset.breaks import may_break
from reader.typeset.words import Word


class Slice(NamedTuple):
    """One line of a paragraph: code points `[start, end)` and cells `[first, past)`, in logical order.

    Cells count over the whole paragraph, one for the space after each word.
    """

    start: int
    end: int
    first: int
    past: int


def fill(words: list[Word], width: int, keep: int = 0) -> list[Slice]:
    """The lines of a paragraph, at least one. The spaces at which a line breaks belong to none.

    `keep`: the paragraph's length where the last line shall keep the spaces at its end that fit, else 0.
    """
    lines: list[Slice] = []
    begin = first = 0  # where the line in hand begins
    end = past = 0  # after the last word placed on it
    allowed: tuple[int, int, int, int] | None = (
        None  # the last place to break: end, past, next begin, next first
    )
    pos = cell = 0  # where the word in hand begins
    tail = ""
    started = False
    for word in words:
        length = word.length
        if not length:
            pos += 1
            cell += 1
            continue
        more = word.more
        head, breaks = ("", ()) if more is None else (more.head, more.breaks)
        if started and (not (tail or head) or may_break(tail, head)):
            allowed = (end, past, pos, cell)
        after = cell + word.width
        if after - first <= width and (not breaks or (more is not None and more.address)):
            end, past = pos + length, after
        elif started and not word.width:  # nothing to see: it takes no line of its own
            end = pos + length
        else:
            if not started and after - first > width:  # spaces at the front that push a word off its line
                begin, first = pos, cell
            edge, edge_cell = 0, cell  # where the part in hand begins
            whole = more is not None and more.address and word.width <= width
            for part in (length,) if whole else (*breaks, length):
                if edge:
                    allowed = (end, past, pos + edge, edge_cell)
                part_after = cell + bisect_left(word.starts, part)
                while part_after - first > width:
                    if allowed is not None:
                        lines.append(Slice(begin, allowed[0], first, allowed[1]))
                        begin, first = allowed[2:]
                        allowed = None
                    elif first < edge_cell:  # nothing may break, something must
                        lines.append(Slice(begin, end, first, past))
                        begin, first = pos + edge, edge_cell
                    else:
                        upto = _cut(word, first - cell, width)
                        if upto is None:
                            break
                        lines.append(Slice(begin, pos + word.starts[upto], first, cell + upto))
                        begin, first = pos + word.starts[upto], cell + upto
                        edge, edge_cell = word.starts[upto], first
                end, past = pos + part, part_after
                edge, edge_cell = part, part_after
        tail = "" if more is None else more.tail
        started = True
        pos += length + 1
        cell = after + 1
    if keep:
        room = min(keep - end, max(0, width - (past - first)))
        end, past = end + room, past + room
    lines.append(Slice(begin, max(begin, end), first, max(first, past)))
    return lines


def _cut(word: Word, first: int, width: int) -> int | None:
    """The cell to cut an over-long word before: a cluster's first. None: one cluster is wider than the line."""
    starts = word.starts
    upto = first + width
    while upto > first and starts[upto] == starts[upto - 1]:
        upto -= 1
    return upto if upto > first else None
