"""LinePane: the one scrolling widget under every pane.

It paints by lines (Textual's Line API) from an LRU cache, scrolls without animation, and repaints only the
lines that changed: a cursor move costs two rows on the wire. Nothing is measured up front, so a pane of a
million rows opens like one of ten. A pane has a header line of its own, which stays while the rest scrolls.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.widgets.looks import Looks
from reader.tui.widgets.painting import Row

EDGE = 2  # cells at the reading side of a row


class LinePane(Looks, can_focus=True):
    """A pane of lines. Subclasses say how many there are and paint one; see `ListPane` and the text pane."""

    HEADER: ClassVar[int] = 1
    ALLOW_SELECT = False  # the cells are in visual order: selecting is the pane's own work, in logical order

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "header",
        "header--focused",
        "header--dim",
        "row--cursor",
        "row--cursor-blurred",
        "row--dim",
        "row--here",
        "row--heading",
    }

    class Scrolled(Message):
        """The first line shown changed."""

        def __init__(self, pane: LinePane) -> None:
            self.pane = pane
            super().__init__()

        @property
        def control(self) -> LinePane:
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.top = 0
        self.rtl = False
        self.thrifty = False  # over a slow line: fewer cells change with the cursor
        self._count = 0  # lines, as `begin_painting` found them
        self._fitted = Size(0, 0)  # the size that `fit` was called for
        self._painting = False
        self._painted: LRUCache[tuple[object, ...], Strip] = LRUCache(1024)

    # -- what a subclass gives --------------------------------------------------------------------

    @property
    def line_count(self) -> int:
        """How many lines there are to scroll over."""
        raise NotImplementedError

    def paint_line(self, y: int, width: int) -> Strip:
        """Line `y` of the content."""
        raise NotImplementedError

    def line_key(self, y: int) -> tuple[object, ...]:
        """What the look of line `y` depends on, beside the content as a whole."""
        return (y,)

    def paint_header(self, width: int) -> Strip:
        """The line that stays at the top."""
        raise NotImplementedError

    # -- painting ---------------------------------------------------------------------------------

    @property
    def size(self) -> Size:
        """Cells of the pane, which has no border and no padding: Textual's own looks it up in the screen each time."""
        return self.outer_size

    @property
    def page(self) -> int:
        """Lines of content in view."""
        return max(1, self.size.height - self.HEADER)

    def row(self, width: int) -> Row:
        """An empty row in the pane's own colours."""
        return Row(width, self.ground)

    def begin_painting(self) -> None:
        """Called before rows are painted: what they have in common is found out once."""
        self._count = self.line_count

    def fit(self) -> None:
        """The size is another one: `top` moves as far as what should be in view needs."""
        self.top = self.clamp_top(self.top)

    def render_lines(self, crop: Region) -> list[Strip]:
        # Textual paints a pane of another size before it tells the pane: fitted now, it is painted once and not twice
        self._fit_once()
        self.begin_painting()
        return super().render_lines(crop)

    def _fit_once(self) -> None:
        if self._fitted != self.size:
            self._fitted = self.size
            self._painting = True
            self.fit()
            self._painting = False

    def on_resize(self) -> None:
        self._fit_once()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y < self.HEADER:
            return self.paint_header(width)
        at = self.top + y - self.HEADER
        if at >= self._count:
            return self.row(width).strip()
        key = (width, *self.line_key(at))
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = self.paint_line(at, width)
        return strip

    def repaint(self) -> None:
        """Everything is painted anew: the content changed."""
        self._painted.clear()
        self.refresh()

    def repaint_line(self, y: int, count: int = 1) -> None:
        """Content lines from `y` on are painted anew, as far as they are in view."""
        first = y - self.top + self.HEADER
        last = min(first + count, self.size.height)
        first = max(first, self.HEADER)
        if first < last:
            self.refresh(Region(0, first, self.size.width, last - first))

    def repaint_header(self) -> None:
        """The header is painted anew."""
        self.refresh(Region(0, 0, self.size.width, self.HEADER))

    def notify_style_update(self) -> None:
        self._painted.clear()
        super().notify_style_update()

    # Textual's own handlers style and paint the whole widget again (7 kB on the wire); these do the rest of their
    # work. No rule of ours hangs on :focus: what the focus changes is painted by `focus_changed`.

    def watch_has_focus(self, _has_focus: bool) -> None:
        return

    def on_focus(self, event: events.Focus) -> None:
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))
        self.focus_changed()

    def on_blur(self, event: events.Blur) -> None:
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))
        self.focus_changed()

    def focus_changed(self) -> None:
        """What looks different with the focus painted anew: the header, and what a subclass adds."""
        self.repaint_header()

    # -- scrolling --------------------------------------------------------------------------------

    def clamp_top(self, top: int) -> int:
        """The nearest first line that there can be."""
        return max(0, min(top, self.line_count - self.page))

    def scroll_lines_to(self, top: int) -> bool:
        """Line `top` is the first in view, as far as there is enough text; True where that changed anything."""
        top = self.clamp_top(top)
        if top == self.top:
            return False
        self.top = top
        if not self._painting:  # the header stays
            self.refresh(Region(0, self.HEADER, self.size.width, max(1, self.size.height - self.HEADER)))
        self.post_message(self.Scrolled(self))
        return True

    @property
    def leaps(self) -> bool:
        """Whether it scrolls by half a page: where the app says that a line in part of the rows costs a page as well."""
        return bool(getattr(self.app, "leaps", False)) and self.size.width < self.app.size.width

    def reveal(self, y: int, height: int = 1, margin: int = 0) -> None:
        """Scrolled no further than needed to have the lines `y` to `y + height` in view, or by half a page (`leaps`)."""
        height = min(height, self.page)
        margin = min(margin, max(0, (self.page - height) // 2))
        if self.leaps and not self.top <= y - margin <= y + height + margin <= self.top + self.page:
            margin = max(margin, (self.page - height) // 2)
        if y - margin < self.top:
            self.scroll_lines_to(y - margin)
        elif y + height + margin > self.top + self.page:
            self.scroll_lines_to(y + height + margin - self.page)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines_to(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines_to(self.top - 3)


class ListPane(LinePane):
    """Rows of one height with a cursor on one of them. Subclasses paint a row and say what it stands for."""

    ROW_HEIGHT: ClassVar[int] = 1

    class Moved(Message):
        """The cursor rests on another row."""

        def __init__(self, pane: ListPane, row: int) -> None:
            self.pane, self.row = pane, row
            super().__init__()

        @property
        def control(self) -> ListPane:
            return self.pane

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ListPane.Moved) and message.pane is self.pane

    class Opened(Message):
        """A row was asked for."""

        def __init__(self, pane: ListPane, row: int) -> None:
            self.pane, self.row = pane, row
            super().__init__()

        @property
        def control(self) -> ListPane:
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        """Line `line` of row `index`, painted into `row`."""
        raise NotImplementedError

    def selectable(self, index: int) -> bool:
        """False for headings, which the cursor passes over."""
        return 0 <= index < self.row_count

    @property
    def line_count(self) -> int:
        return self.row_count * self.ROW_HEIGHT

    def line_key(self, y: int) -> tuple[object, ...]:
        return (y, y // self.ROW_HEIGHT == self.cursor and (self.has_focus or None))

    def repaint_row(self, index: int) -> None:
        """One row painted anew."""
        self.repaint_line(index * self.ROW_HEIGHT, self.ROW_HEIGHT)

    def focus_changed(self) -> None:
        super().focus_changed()
        self.repaint_row(self.cursor)

    def paint_line(self, y: int, width: int) -> Strip:
        index, line = divmod(y, self.ROW_HEIGHT)
        row = self.row(width)
        self.paint_row(index, line, width, row)
        if index == self.cursor:
            end = min(width, EDGE) if self.thrifty else width
            left, right = (width - end, width) if self.rtl else (0, end)
            row.paint(left, right, self.look("row--cursor" if self.has_focus else "row--cursor-blurred"))
            if self.has_focus:
                self.paint_cursor(row)
        return row.strip()

    def paint_cursor(self, row: Row) -> None:
        """A sign for the row of the cursor that does not hang on colour."""

    # -- the cursor -------------------------------------------------------------------------------

    def move_to(self, index: int, *, step: int = 1, quiet: bool = False) -> None:
        """The cursor on a row, or the next selectable one in the direction of `step`."""
        count = self.row_count
        if not count:
            self.cursor = 0
            return
        index = max(0, min(index, count - 1))
        found = self._nearest(index, 1 if step >= 0 else -1)
        if found is None or found == self.cursor:
            self.reveal_cursor()
            return
        old, self.cursor = self.cursor, found
        self.repaint_line(old * self.ROW_HEIGHT, self.ROW_HEIGHT)
        self.repaint_line(found * self.ROW_HEIGHT, self.ROW_HEIGHT)
        self.reveal_cursor()
        if not quiet:
            self.post_message(self.Moved(self, found))

    def _nearest(self, index: int, step: int) -> int | None:
        for direction in (step, -step):
            at = index
            while 0 <= at < self.row_count:
                if self.selectable(at):
                    return at
                at += direction
        return None

    def reset(self, cursor: int = 0) -> None:
        """Other rows are shown from now on."""
        self._painted.clear()
        self.cursor = self._nearest(max(0, min(cursor, self.row_count - 1)), 1) or 0 if self.row_count else 0
        self.reveal_cursor()
        self.refresh()

    def reveal_cursor(self) -> None:
        """The row of the cursor in view, with the heading that it stands under where that is next to it."""
        first = self.cursor
        while first > 0 and self.cursor - first < 2 and not self.selectable(first - 1):
            first -= 1
        last, count = self.cursor, self.row_count
        while last + 1 < count and last - self.cursor < 12 and not self.selectable(last + 1):
            last += 1
        self.top = self.clamp_top(self.top)
        if last + 1 >= count:
            self.reveal(self.cursor * self.ROW_HEIGHT, (last - self.cursor + 1) * self.ROW_HEIGHT)
        self.reveal(first * self.ROW_HEIGHT, (self.cursor - first + 1) * self.ROW_HEIGHT)

    def fit(self) -> None:
        self.reveal_cursor()

    def on_click(self, event: events.Click) -> None:
        y = event.y - self.HEADER
        if y < 0:
            return
        index = (self.top + y) // self.ROW_HEIGHT
        if self.selectable(index):
            again = index == self.cursor
            self.move_to(index)
            if again or event.chain > 1:
                self.post_message(self.Opened(self, index))

    # -- actions, by name -------------------------------------------------------------------------

    @property
    def _rows_in_view(self) -> int:
        return max(1, self.page // self.ROW_HEIGHT)

    def do_rows_down(self) -> None:
        self.move_to(self.cursor + 1)

    def do_rows_up(self) -> None:
        self.move_to(self.cursor - 1, step=-1)

    def do_rows_page_down(self) -> None:
        self.move_to(self.cursor + self._rows_in_view)

    def do_rows_page_up(self) -> None:
        self.move_to(self.cursor - self._rows_in_view, step=-1)

    def do_rows_top(self) -> None:
        self.move_to(0)

    def do_rows_bottom(self) -> None:
        self.move_to(self.row_count - 1, step=-1)

    def do_rows_open(self) -> None:
        if self.selectable(self.cursor):
            self.post_message(self.Opened(self, self.cursor))
