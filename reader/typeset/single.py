"""One line for a stock widget: cut in logical order, then reordered."""

from __future__ import annotations

from dataclasses import replace

from reader.typeset.joining import joins_onward
from reader.typeset.layout import DECIDES, given_direction, is_logical, style_for
from reader.typeset.line import Line
from reader.typeset.paragraph import Paragraph, text_direction
from reader.typeset.signs import prepared
from reader.typeset.words import Words, words_of

ELLIPSIS = "\u2026"
LOOKED_AT = 1 << 12  # code points of a title; what is further on is never shown
ZWJ = "\u200d"
MARKS = frozenset(".,:/-\u066b\u066c")  # what stands inside a number, a date or an hour


def one_line(
    text: str,
    width: int,
    *,
    align: str = "none",
    direction: str = "auto",
    shaping: str = "forms",
    marks: bool = True,
    order: str = "visual",
) -> Line:
    """`text` as one line of at most `width` cells; what does not fit gives way to an ellipsis.

    Line ends are painted as spaces. Overrides and unbalanced bidi controls are shown as a sign and not
    obeyed. `align`: "none" leaves the line unpadded; "left", "right", "centre", and "start" (the side the
    text's direction begins on) pad it to `width`; cells of padding have an empty Span. `order`: see `lay_out`.
    """
    given = given_direction(direction)
    logical = is_logical(order)
    words = words_of(style_for(width, "letters" if logical else shaping, marks, False))
    work = prepared(text[: max(LOOKED_AT, width * 16)], strict=True).rstrip(" ")
    base = given or text_direction(work[:DECIDES]) or "rtl"
    line = _fitted(
        work, len(text) > LOOKED_AT and len(work) < len(text.rstrip()), width, base, words, logical
    )
    return _padded(line, width, align)


def _fitted(work: str, shortened: bool, width: int, base: str, words: Words, logical: bool) -> Line:
    whole = Paragraph(work, 0, words, base)
    line = _painted(whole, logical)
    if line.width <= width and not shortened:
        return line
    if width < 1:
        return Line(0, len(work), whole.direction, (), (), (), b"")
    cells = sorted(zip(line.starts, line.ends, strict=True))
    room = max(0, width - 1)
    cut = cells[room][0] if room < len(cells) else len(work)
    kept = work[: _before_number(work, cut)].rstrip(" ")
    # The last letter keeps the form that it has in its whole word.
    joiner = ZWJ if joins_onward(work, len(kept)) else ""
    cut_line = Paragraph(kept + joiner + ELLIPSIS, 0, words, base)
    painted = _painted(cut_line, logical)
    # The ellipsis stands for all that is left out.
    end = len(kept)
    starts = tuple([min(start, end) for start in painted.starts])
    ends = tuple(
        [
            len(work) if start >= end else min(past, end)
            for start, past in zip(painted.starts, painted.ends, strict=True)
        ]
    )
    return replace(painted, start=0, end=len(work), starts=starts, ends=ends)


def _before_number(work: str, cut: int) -> int:
    """A cut that tears no number apart: "42…" would be read as 42 where 4234 is written. One that fills half the line
    is cut all the same."""
    if not _in_number(work, cut):
        return cut
    at = cut
    while at and (work[at - 1].isdecimal() or _in_number(work, at - 1)):
        at -= 1
    return at if 2 * at >= cut else cut


def _in_number(work: str, at: int) -> bool:
    """Whether a number goes on over a place: digits on both sides, or one of its marks between digits."""
    before, after = work[max(0, at - 2) : at], work[at : at + 2]
    if before[-1:].isdecimal():
        return after[:1].isdecimal() or (after[:1] in MARKS and after[1:].isdecimal())
    return before[-1:] in MARKS and before[:-1].isdecimal() and after[:1].isdecimal()


def _painted(paragraph: Paragraph, logical: bool) -> Line:
    return paragraph.unordered(paragraph.whole()) if logical else paragraph.paint(paragraph.whole())


def _padded(line: Line, width: int, align: str) -> Line:
    if align not in {"none", "left", "right", "centre", "start"}:
        raise ValueError(f"align: {align!r}")
    free = width - line.width
    if align == "none" or free <= 0:
        return line
    if align == "start":
        align = "right" if line.direction == "rtl" else "left"
    left = {"left": 0, "right": free, "centre": free // 2}[align]
    right = free - left
    from_right = line.direction == "rtl" and not line.logical
    edge = (line.end, line.start) if from_right else (line.start, line.end)
    base = b"\x01" if line.direction == "rtl" else b"\x00"
    return replace(
        line,
        glyphs=(" ",) * left + line.glyphs + (" ",) * right,
        starts=(edge[0],) * left + line.starts + (edge[1],) * right,
        ends=(edge[0],) * left + line.ends + (edge[1],) * right,
        levels=base * left + line.levels + base * right,
    )
