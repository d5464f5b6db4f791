"""Where the panes stand: pure arithmetic from the size of the screen and the user's wishes to regions.

Four designs, not one squeezed: `wide` (100 columns and more) has articles over timeline on the starting side and
people and places on the other; `narrow` has one side column in which the pane in use is open and the others are
folded to their headers; `stacked` has every pane over the whole width, for a terminal that orders the Arabic of each
row by itself and would mix panes that share one; `reading` is the text alone. Under 60x15 there is nothing sensible
to show.
"""

from __future__ import annotations

from collections.abc import Set

from textual.geometry import Region, Size

from reader.lazy_dataclass import dataclass

SMALLEST = Size(60, 15)
WIDE = 100
THRIFTY_TEXT, MOST_LIST = 45, 40
"""Cells of the text and of a list over a slow line, where each line of a page counts: lines of 40 cells, as on a screen of 100 columns."""
SIDES = ("articles", "entities", "timeline")


@dataclass(frozen=True)
class Wishes:
    """What the user chose. `share` widens (or narrows) the side panes, `lift` moves the line between two stacked ones."""

    mirrored: bool = False
    reading: bool = False
    folded: Set[str] = frozenset()
    share: int = 0  # cells
    lift: int = 0  # lines
    side: str = "articles"  # the side pane last in use
    panel: bool = False  # passages (or a note being written) are shown under the text
    panel_lift: int = 0  # lines
    panel_rows: int = 100  # lines that the panel has use for
    typing: bool = False  # the search line is open
    stacked: bool = False  # never two panes on a row: the terminal orders each row by itself
    thrifty: bool = False  # over a slow line: the lists take what makes the lines of the text shorter


@dataclass(frozen=True)
class Plan:
    """Regions of the panes that are shown, and the columns and rows where lines stand between them."""

    regions: dict[str, Region]
    columns: tuple[int, ...] = ()


def arrange(size: Size, wishes: Wishes) -> Plan:
    """The plan for a screen (without status line and footer)."""
    width, height = size
    if width < SMALLEST.width:
        return Plan({"text": Region(0, 0, width, height)})
    sides = [pane for pane in SIDES if pane not in wishes.folded]
    if wishes.reading or not sides:
        return Plan(_middle(Region(0, 0, width, height), wishes))
    if wishes.stacked:
        return _stacked(width, height, wishes, sides)
    if width < WIDE:
        return _narrow(width, height, wishes, sides)
    return _wide(width, height, wishes, sides)


def _narrow(width: int, height: int, wishes: Wishes, sides: list[str]) -> Plan:
    side = max(18, min(max(22, width // 3) + wishes.share, width - 36))
    text = width - side - 1
    x = text + 1 if wishes.mirrored else 0
    regions = _middle(Region(0 if wishes.mirrored else side + 1, 0, text, height), wishes)
    opened = wishes.side if wishes.side in sides else sides[0]
    y = 0
    for pane in sides:
        lines = height - (len(sides) - 1) if pane == opened else 1
        regions[pane] = Region(x, y, side, lines)
        y += lines
    return Plan(regions, (text if wishes.mirrored else side,))


def _stacked(width: int, height: int, wishes: Wishes, sides: list[str]) -> Plan:
    """One above the other: the side pane in use over the text, the others folded to their headers over it."""
    opened = wishes.side if wishes.side in sides else sides[0]
    headers = len(sides) - 1
    panel = 5 if wishes.panel else 0
    room = height - headers - panel - wishes.typing - 6  # the text keeps six lines
    lines = max(1, min(max(5, height * 3 // 10) + wishes.lift, room))
    regions: dict[str, Region] = {}
    y = 0
    for pane in sides:
        rows = lines if pane == opened else 1
        regions[pane] = Region(0, y, width, rows)
        y += rows
    return Plan({**_middle(Region(0, y, width, height - y), wishes), **regions})


def _wide(width: int, height: int, wishes: Wishes, sides: list[str]) -> Plan:
    most = (width - 44) // 2
    room = 30 if width < 130 else 34 if width < 180 else 40
    far = room - 6
    if wishes.thrifty and (spare := width - 2 - room - far - THRIFTY_TEXT) > 0:
        taken = max(0, min(spare // 2, min(most, MOST_LIST) - room))
        room, far = room + taken, min(far + spare - taken, MOST_LIST - 4)
    start = max(18, min(room + wishes.share, most))
    end = max(18, min(far + wishes.share, most))
    first = [pane for pane in ("articles", "timeline") if pane in sides]
    other = [pane for pane in ("entities",) if pane in sides]
    start, end = start if first else 0, end if other else 0
    text = width - start - end - bool(first) - bool(other)
    left, right = (end, start) if wishes.mirrored else (start, end)
    regions = _middle(Region(left + bool(left), 0, text, height), wishes)
    columns = []
    if left:
        columns.append(left)
    if right:
        columns.append(width - right - 1)
    start_x = width - start if wishes.mirrored else 0
    if len(first) == 2:
        upper = max(5, min(height * 2 // 5 + wishes.lift, height - 6))
        regions["articles"] = Region(start_x, 0, start, upper)
        regions["timeline"] = Region(start_x, upper, start, height - upper)
    elif first:
        regions[first[0]] = Region(start_x, 0, start, height)
    if other:
        regions["entities"] = Region(0 if wishes.mirrored else width - end, 0, end, height)
    return Plan(regions, tuple(columns))


def _middle(region: Region, wishes: Wishes) -> dict[str, Region]:
    """The text, and under it the passages (or the note editor) and the search line where they are open."""
    x, y, width, height = region
    found: dict[str, Region] = {}
    if wishes.typing:
        height -= 1
        found["search"] = Region(x, y + height, width, 1)
    if wishes.panel:
        lines = max(5, min(height * 9 // 20 + wishes.panel_lift, height - 6, wishes.panel_rows))
        height -= lines
        found["panel"] = Region(x, y + height, width, lines)
    found["text"] = Region(x, y, width, height)
    return found
