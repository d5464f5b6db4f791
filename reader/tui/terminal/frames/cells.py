"""Painted strings as cells, and the SGR sequences between styles.

Cells are interned: two cells of one look are one object, so that screens are compared by identity.
Forgetting the interned ones costs bytes on the line, never a wrong screen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from rich.cells import cell_len

from reader.text.clusters import cluster_bounds

# One code point, one cell, in every terminal we know of: the scripts a reader of Arabic meets, general
# punctuation, lines and blocks. Left out: what some terminals draw as an emoji, and soft hyphens. The small squares,
# bullets of many a news page, are no emoji without a selector, which typesetting doesn't paint.
_SURE: Final = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u05be\u05d0-\u05ea"
    "\u0600-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06dd\u06de\u06e5\u06e6\u06e9\u06ee-\u070d"
    "\u0750-\u077f\u08a0-\u08c9\u1e00-\u1fff\u2010-\u2027\u2030-\u203b\u203d-\u2048\u204a-\u205e\u2070-\u209c"
    "\u20a0-\u20bf\u2190-\u2193\u2200-\u22ff\u2400-\u2426\u2500-\u259f\u25a0-\u25ab\u25b2-\u25b5\u25b7-\u25bf"
    "\u25c1-\u25fa\u2800-\u28ff\ufb50-\ufbc1\ufbd3-\ufd3f\ufe70-\ufefc\ufffd"
)
# Marks that stay on their letter everywhere: harakat, Quranic signs, Latin and Hebrew combining marks.
_MARKS: Final = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
)
_WIDE: Final = "\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"

_TOKEN: Final = re.compile(
    rf"(?P<run>[{_SURE}]+(?![{_MARKS}\u200d\ufe0e\ufe0f\u20e3]))"
    rf"|(?P<marked>[{_SURE}][{_MARKS}]+(?![\u200d\ufe0e\ufe0f\u20e3]))"
    rf"|(?P<wide>[{_WIDE}](?![{_MARKS}\u200d\ufe0e\ufe0f]))"
    r"|\x1b\[(?P<sgr>[\d;]*)m"
    r"|\x1b\]8;[^;\x07\x1b]*;(?P<link>[^\x07\x1b]*)(?:\x1b\\|\x07)"
    r"|(?P<other>[^\x00-\x1f\x7f-\x9f]+?(?=[\x00-\x1f\x7f-\x9f]|\Z))",
)
_SURE_TEXT: Final = re.compile(f"(?:[{_SURE}][{_MARKS}]*)*")
_EACH_MARK: Final = re.compile(f"[{_MARKS}]")
_MAX_CELLS: Final = 30_000
_MAX_STRINGS: Final = 4_000
"""Interned cells and remembered strings, before both are forgotten."""


class NotCells(ValueError):
    """The string holds something that cannot be followed; `width` cells of it were painted, as far as known."""


class Style(NamedTuple):
    """A look: SGR parameters of the colours ("" is the default) and of the attributes, and a link's address."""

    foreground: str = ""
    background: str = ""
    attributes: tuple[str, ...] = ()
    link: str = ""


PLAIN: Final = Style()
MOST_PARAMETERS: Final = 10
"""Parameters of one SGR sequence: mlterm drops what is beyond, others take 16 or 32."""
_OFF: Final = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29",
    "21": "24", "51": "54", "52": "54", "53": "55",
}  # fmt: skip


class Cell:
    """What one position shows. `width` is in cells; the positions behind a wide cell hold `TAIL`.

    `sure` is False where terminals disagree on the width, and such a cell is fenced when it is painted.
    """

    __slots__ = ("style", "sure", "text", "width")

    def __init__(self, text: str, style: Style, width: int = 1, *, sure: bool = True) -> None:
        self.text = text
        self.style = style
        self.width = width
        self.sure = sure

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, {self.width})"


UNKNOWN: Final = Cell("\ufffd", PLAIN)
"""A position whose content nobody knows: never equal to what is wanted, never moved."""
TAIL: Final = Cell("", PLAIN, 0)
"""The second position of a wide cell."""
BLANK: Final = Cell(" ", PLAIN)

Cells = tuple[Cell, ...]


class CellReader:
    """Turns painted strings into cells and remembers both."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, Style], Cell] = {(" ", PLAIN): BLANK}
        self._strings: dict[str, Cells | None] = {}

    def read(self, string: str) -> Cells | None:
        """The cells of a string that begins and ends in the plain style; None where it can't be followed."""
        try:
            return self._strings[string]
        except KeyError:
            pass
        if len(self._strings) > _MAX_STRINGS or len(self._cells) > _MAX_CELLS:
            self._strings.clear()
            self._cells = {(" ", PLAIN): BLANK}
        try:
            cells = self._parse(string)
        except NotCells:
            cells = None
        self._strings[string] = cells
        return cells

    def _parse(self, string: str) -> Cells:
        cells: list[Cell] = []
        style = PLAIN
        position = 0
        while position < len(string):
            match = _TOKEN.match(string, position)
            if match is None:
                raise NotCells(repr(string[position : position + 12]))
            match match.lastgroup:
                case "run":
                    cells.extend([self._cell(character, style) for character in match.group()])
                case "marked":
                    cells.append(self._cell(match.group(), style))
                case "wide":
                    cells += (self._cell(match.group(), style, 2), TAIL)
                case "sgr":
                    style = apply_sgr(style, match["sgr"])
                case "link":
                    style = Style(style.foreground, style.background, style.attributes, match["link"])
                case _:
                    position = self._disputed(string, position, match.end(), style, cells)
                    continue
            position = match.end()
        if style != PLAIN:
            raise NotCells("the style is left on")
        return tuple(cells)

    def _disputed(self, string: str, start: int, end: int, style: Style, cells: list[Cell]) -> int:
        """One cluster whose width terminals may not agree on; Rich's word is what Textual laid out by."""
        _, length = next(cluster_bounds(string[start:end]))
        cluster = string[start : start + length]
        width = cell_len(cluster)
        if width == 0:
            raise NotCells("a mark with nothing under it")
        cells.append(self._cell(cluster, style, width, sure=False))
        cells.extend([TAIL] * (width - 1))
        return start + length

    def _cell(self, text: str, style: Style, width: int = 1, *, sure: bool = True) -> Cell:
        key = (text, style)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = Cell(text, style, width, sure=sure)
        return cell


@lru_cache(maxsize=4096)
def apply_sgr(style: Style, parameters: str) -> Style:
    """The style after SGR (ECMA-48 8.3.117, and the colours of ISO 8613-6). Raises NotCells for what we don't know."""
    foreground, background, attributes = style.foreground, style.background, set(style.attributes)
    values = iter(parameters.split(";"))
    for value in values:
        if value in ("", "0"):
            foreground, background, attributes = "", "", set()
        elif value in _OFF:
            attributes.add(value)
        elif value in _OFF.values():
            attributes -= {on for on, off in _OFF.items() if off == value}
        elif value in ("38", "48"):
            kind = next(values, "")
            count = {"5": 1, "2": 3}.get(kind)
            if count is None:
                raise NotCells(f"SGR {parameters}")
            colour = ";".join((value, kind, *(next(values, "0") for _ in range(count))))
            if value == "38":
                foreground = colour
            else:
                background = colour
        elif value == "39":
            foreground = ""
        elif value == "49":
            background = ""
        elif len(value) in (2, 3) and value[:-1] in ("3", "9"):
            foreground = value
        elif len(value) in (2, 3) and value[:-1] in ("4", "10"):
            background = value
        else:
            raise NotCells(f"SGR {parameters}")
    return Style(foreground, background, tuple(sorted(attributes)), style.link)


def sure_width(text: str) -> int | None:
    """Cells that a text takes in every terminal; None where they may not agree."""
    if _SURE_TEXT.fullmatch(text) is None:
        return None
    return len(text) if text.isascii() else len(text) - len(_EACH_MARK.findall(text))


@lru_cache(maxsize=4096)
def change_style(now: Style, then: Style) -> str:
    """The shortest sequence from one look to the other."""
    if now == then:
        return ""
    link = "" if now.link == then.link else f"\x1b]8;;{then.link}\x1b\\"
    whole = ["0", *then.attributes, then.foreground, then.background]
    change: list[str] = []
    gone = [_OFF[one] for one in now.attributes if one not in then.attributes]
    change += dict.fromkeys(gone)
    # 22 ends bold and dim together, 24 both underlines: what should stay comes back.
    change += [one for one in then.attributes if one not in now.attributes or _OFF[one] in gone]
    if now.foreground != then.foreground:
        change.append(then.foreground or "39")
    if now.background != then.background:
        change.append(then.background or "49")
    if not change:
        return link
    if not (then.attributes or then.foreground or then.background):
        return link + "\x1b[m"
    parts = min(change, list(filter(None, whole)), key=lambda each: len(";".join(each)))
    return link + "".join(f"\x1b[{';'.join(each)}m" for each in _sequences(parts))


def _sequences(parts: list[str]) -> list[list[str]]:
    """The parameters shared out over as few sequences as mlterm takes, which reads ten of each and no more."""
    out: list[list[str]] = [[]]
    count = 0
    for part in parts:
        own = part.count(";") + 1
        if count + own > MOST_PARAMETERS:
            out.append([])
            count = 0
        out[-1].append(part)
        count += own
    return out
