"""A picture of a screen: SVG that shows cells as a terminal does.

Textual's own SVG leaves spacing to the viewer's fonts and lets it reorder; here every cell has its own x, and the style
keeps viewers from ordering anything. No remote font is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from rich.color import Color
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI, TerminalTheme
from textual.strip import Strip

from reader.tui.widgets.painting import glyphs

WIDTH, HEIGHT, SIZE = 9.03, 20, 15
STYLE = f'text{{unicode-bidi:bidi-override;direction:ltr;font-family:"DejaVu Sans Mono",monospace;font-size:{SIZE}px;white-space:pre}}'


def svg(rows: Sequence[Strip], *, title: str = "Warraq", theme: TerminalTheme = DIMMED_MONOKAI) -> str:
    """The rows of a screen as SVG."""
    columns = max(row.cell_length for row in rows)
    width, height = columns * WIDTH, len(rows) * HEIGHT
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 16:.1f} {height + 16:.1f}" width="{width + 16:.0f}" height="{height + 16:.0f}">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect width="100%" height="100%" rx="6" fill="{_ground(rows, theme)}"/><g transform="translate(8 8)">',
    ]
    for y, row in enumerate(rows):
        x = 0
        for segment in row:
            cells = glyphs(segment.text)
            out.append(_run(x, y, cells, segment.style or Style(), theme))
            x += len(cells)
    out.append("</g></svg>")
    return "\n".join(part for part in out if part)


def _ground(rows: Sequence[Strip], theme: TerminalTheme) -> str:
    for row in rows:
        for segment in row:
            if segment.style and segment.style.bgcolor and segment.style.bgcolor.triplet:
                return segment.style.bgcolor.triplet.hex
    return theme.background_color.hex


def _colour(colour: Color | None, theme: TerminalTheme, *, foreground: bool) -> str | None:
    if colour is None or (colour.is_default and not foreground):
        return None
    return colour.get_truecolor(theme, foreground=foreground).hex


def _run(x: int, y: int, cells: Sequence[str], style: Style, theme: TerminalTheme) -> str:
    fore, back = _colour(style.color, theme, foreground=True), _colour(style.bgcolor, theme, foreground=False)
    if style.reverse:
        fore, back = back or theme.background_color.hex, fore or theme.foreground_color.hex
    fore = fore or theme.foreground_color.hex
    out = []
    left, top = x * WIDTH, y * HEIGHT
    if back:
        out.append(
            f'<rect x="{left:.2f}" y="{top}" width="{len(cells) * WIDTH + 0.3:.2f}" height="{HEIGHT + 0.3}" fill="{back}"/>'
        )
    placed = [(number, cell) for number, cell in enumerate(cells) if cell.strip()]
    weight = ' font-weight="bold"' if style.bold else ""
    slant = ' font-style="italic"' if style.italic else ""
    # one element a cell: librsvg takes no list of x, and runs words together
    if placed:
        letters = "".join(
            f'<text x="{left + number * WIDTH:.1f}">{escape(cell)}</text>' for number, cell in placed
        )
        out.append(f'<g fill="{fore}"{weight}{slant} transform="translate(0 {top + 15})">{letters}</g>')
    if style.underline:
        out.append(
            f'<rect x="{left:.2f}" y="{top + 17.5}" width="{len(cells) * WIDTH:.2f}" height="1" fill="{fore}"/>'
        )
    return "".join(out)


def grid(rows: Sequence[Strip]) -> str:
    """The same as text: a row a line, spaces at its end taken off."""
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows) + "\n"
