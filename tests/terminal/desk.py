"""A four-pane reading app of the tests' own: what the frame difference engine has to live with.

List, text, side bar and a strip below, by the Line API; entities coloured, harakat, wide characters, emoji;
an overlay, a reading mode, themes. Content is made here, not read from the seeds.
"""

from __future__ import annotations

import re
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from reader.tui.terminal.frames import Model
from reader.typeset import lay_out
from tests.terminal.emulator import Emulator

WORDS = "قال الوزير إن المدينة شهدت أمس معارك عنيفة بين القوات وَكَالَة الأنباء London 2024 مِن جهة (الشمال) «سقطت» 漢字 👩\u200d👧 ثم"


def prose(paragraphs: int) -> str:
    """Words in an order that never repeats a line."""
    words = WORDS.split()
    return "\n".join(
        " ".join(words[(n * 7 + i * (n % 5 + 3) + i * i) % len(words)] for i in range(60 + n % 40))
        for n in range(paragraphs)
    )


class Lines(ScrollView, can_focus=True):
    def __init__(self, rows: list[str], paints: list[Style], id: str) -> None:
        super().__init__(id=id)
        self.rows = rows
        self.paints = paints
        self.cursor = 0

    def on_mount(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows))

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows))

    def render_line(self, y: int) -> Strip:
        at = y + round(self.scroll_offset.y)
        width = self.size.width
        base = self.rich_style + Style(reverse=at == self.cursor)
        if at >= len(self.rows):
            return Strip.blank(width, base)
        line = lay_out(self.rows[at], max(width, 2))[0] if self.rows[at] else None
        if line is None:
            return Strip.blank(width, base)
        segments = [Segment(" " * (width - line.width), base)]
        for n, word in enumerate(line.text.split(" ")):
            if n:
                segments.append(Segment(" ", base))
            segments.append(Segment(word, base + self.paints[sum(map(ord, word)) % len(self.paints)]))
        return Strip(segments, width)

    def move(self, step: int) -> None:
        before, self.cursor = self.cursor, min(max(self.cursor + step, 0), len(self.rows) - 1)
        for row in (before, self.cursor):
            self.refresh_lines(row - round(self.scroll_offset.y), 1)

    def go(self, lines: int) -> None:
        self.scroll_to(y=min(max(self.scroll_offset.y + lines, 0), self.max_scroll_y), animate=False)


class Card(ModalScreen[None]):
    DEFAULT_CSS = "Card { align: center middle; } Card Static { width: 40; height: 9; border: round red; }"

    def compose(self) -> ComposeResult:
        yield Static("overlay نص فوق النص 漢字\n" * 5)


class Desk(App[None]):
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #list { width: 28; border-right: solid $primary; } #text { width: 1fr; } #side { width: 26; border-left: solid $primary; }
    #time { height: 11; border-top: solid $primary; } #foot { height: 1; }
    .reading #list, .reading #side, .reading #time { display: none; } .reading #text { scrollbar-size: 0 0; }
    """
    # One word in five has a look of its own, as names and dates have in a reader.
    PLAIN: ClassVar = [
        *[Style()] * 16,
        Style(color="red"),
        Style(bold=True, color="green"),
        Style(color="#88aaff"),
        Style(underline=True),
    ]

    def __init__(self, driver: type[Driver], theme: str = "textual-dark") -> None:
        super().__init__(driver_class=driver)
        self.theme = theme

    def compose(self) -> ComposeResult:
        text = prose(60)
        rows = [text[line.start : line.end] for line in lay_out(text, 58)]
        yield Horizontal(
            Lines(
                [f"{n} " + " ".join(WORDS.split()[n % 9 : n % 9 + 3]) for n in range(90)], self.PLAIN, "list"
            ),
            Lines(rows, self.PLAIN, "text"),
            Lines([f"كيان {n}" for n in range(60)], self.PLAIN, "side"),
        )
        yield Lines([f"2024-12-{n:02} حدث" for n in range(30)], self.PLAIN, "time")
        yield Static("warraq 1/90", id="foot")

    def act(self, key: str) -> None:
        text = self.screen_stack[0].query_one("#text", Lines)
        match key:
            case "d" | "u":
                text.go(1 if key == "d" else -1)
            case "5" | "7":
                text.go(5 if key == "5" else -7)
            case " " | "b":
                text.go(text.size.height if key == " " else -text.size.height)
            case "G" | "g":
                text.go(10**6 if key == "G" else -(10**6))
            case "j" | "k":
                self.screen_stack[0].query_one("#list", Lines).move(1 if key == "j" else -1)
            case "J":
                self.screen_stack[0].query_one("#list", Lines).go(3)
            case "n":
                text.rows = [*text.rows[37:], *text.rows[:37]]
                text.refresh()
                self.screen_stack[0].query_one("#foot", Static).update(f"warraq {len(text.rows[0])}")
            case "m" if len(self.screen_stack) == 1:
                self.push_screen(Card())
            case "m":
                self.pop_screen()
            case "r":
                self.screen_stack[0].toggle_class("reading")
            case "s":
                side = self.screen_stack[0].query_one("#side")
                side.display = not side.display
            case "t":
                self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"


def inside(frame: str, size: Size) -> str:
    """The frame without what is addressed outside the screen.

    Just after a resize Textual may still paint for the old size; a terminal paints that over its last
    column or row, and a line feed in its last row scrolls it. The engine leaves both out, and the whole
    repaint that follows makes them equal again.
    """
    parts = re.split(r"(\x1b\[\d+;\d+H)", frame)
    kept = [parts[0]]
    for address, text in zip(parts[1::2], parts[2::2], strict=True):
        y, x = map(int, address[2:-1].split(";"))
        if y <= size.height and x <= size.width:
            kept += (address, text.rstrip("\n"))
    return "".join(kept)


class Recorder(HeadlessDriver):
    """Keeps what Textual writes and plays it into two emulators: as it is, and through the engine."""

    margins = able = False  # able: it repeats characters and shows frames at once
    is_headless = False  # so that frames are made at all

    def __init__(self, app: App[None], **options: object) -> None:
        super().__init__(app, **options)
        width, height = self._get_terminal_size()
        self.model = Model(margins=self.margins)
        self.model.repeats = self.model.at_once = self.able
        self.plain = Emulator(width, height)
        self.sent = Emulator(width, height, margins=self.margins, repeats=self.able)
        self.wrong: list[str] = []
        self.frames = 0

    def resize(self, width: int, height: int) -> None:
        self.plain.resize(width, height)
        self.sent.resize(width, height)

    def write(self, data: str) -> None:
        if not data.startswith("\x1b[") or "H" not in data[:12]:
            return
        size = self._app.size
        if size != (self.plain.width, self.plain.height):
            self.resize(*size)
        self.frames += 1
        self.plain.feed(inside(data, size))
        self.sent.feed(self.model.frame(data, (size.width, size.height)))
        for y, (one, other) in enumerate(zip(self.plain.seen, self.sent.seen, strict=True)):
            if one != other:
                x = next(x for x in range(len(one)) if one[x] != other[x])
                self.wrong.append(f"frame {self.frames} row {y} column {x}: {other[x]} for {one[x]}")

    def take_count(self) -> tuple[int, int]:
        """Bytes as Textual wrote them and as they were sent, since the last call."""
        counts = self.plain.received, self.sent.received
        self.plain.received = self.sent.received = 0
        return counts


class MarginsRecorder(Recorder):
    margins = able = True


def main() -> None:
    """The desk in a real terminal: `python -m tests.terminal.desk [slow]`; keys are `Desk.act`'s, q quits."""
    import sys

    from reader.tui.terminal.driver import driver_class

    class Live(Desk):
        def on_key(self, event: events.Key) -> None:
            if event.character == "q":
                self.exit()
            elif event.character:
                self.act(event.character)

    Live(driver_class(slow_line="slow" in sys.argv)).run(mouse=False)


if __name__ == "__main__":
    main()
