"""What opens over the desk: a card with a list, and above it, where wanted, a line to type in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from typing_extensions import override

from reader.catalogue import N_, Catalogue
from reader.library import UnknownDocument
from reader.text.words import has_arabic
from reader.tui.chrome import FooterLine
from reader.tui.panes.lists import SidePane
from reader.tui.widgets.line_pane import ListPane
from reader.tui.widgets.painting import Row, output, wrapped_words
from reader.typeset import text_direction
from reader.typeset.classes import bidi_classes
from reader.typeset.levels import first_strong

if TYPE_CHECKING:
    from reader.tui.app import WarraqApp


@dataclass(frozen=True)
class Item:
    """A row: a sign or label, words, and what it stands for. Without `id` it is a heading or plain words."""

    label: str
    words: str
    id: str = ""
    aside: str = ""
    heading: bool = False
    style: str = "row--count"
    side: str = ""  # the direction of the text that the words are a piece of; "" where they are all of it


def wrapped(label: str, words: str, width: int, id: str = "", style: str = "row--count") -> list[Item]:
    """Long words over several rows; the label and what it stands for are in the first."""
    lines = wrapped_words(words, max(10, width)) or [""]
    side = _side(words)
    return [
        Item(label, lines[0], id, style=style, side=side),
        *(Item("", line, side=side) for line in lines[1:]),
    ]


def _side(words: str) -> str:
    """The direction of words: where two are mixed, the one they begin in."""
    return text_direction(words) or first_strong(bidi_classes(words)) or ""


class CardList(SidePane):
    """The list of a card. `label_width` cells for labels."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("rows",)

    def __init__(self, lexicon: Catalogue, heading: str, *, label_width: int = 14) -> None:
        super().__init__(lexicon, id="card-list")
        self.rtl = lexicon.rtl
        self.heading_text = heading
        self.aside_text = ""
        self.label_width = label_width
        self.items: Sequence[Item] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Other rows."""
        self.items = items
        self.top = 0
        self.reset()

    @property
    def row_count(self) -> int:
        return len(self.items)

    def selectable(self, index: int) -> bool:
        if not 0 <= index < len(self.items) or self.items[index].heading:
            return False
        return bool(self.items[index].label or self.items[index].id) or self._plain

    @property
    def _plain(self) -> bool:
        """True for a card of words alone: every row can be gone to."""
        return not any(item.label or item.id for item in self.items)

    def header_text(self) -> str:
        return self.heading_text

    def header_aside(self) -> str:
        return self.aside_text

    @override
    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        item = self.items[index]
        if item.heading:
            self.two_ends(
                row, item.words, item.aside, self.look("row--dim"), main_style=self.look("row--heading")
            )
            return
        label = self.label_width
        base = "rtl" if has_arabic(item.label) else "ltr"  # keys read from the left everywhere
        ends = 0
        if item.aside:
            if self.rtl:
                ends = (
                    row.words(item.aside, left=1, right=width // 3, rtl=False, style=self.look("row--dim"))
                    + 2
                )
            else:
                ends = (
                    row.words(
                        item.aside,
                        left=width * 2 // 3,
                        right=width - 1,
                        rtl=True,
                        base="ltr",  # «about 2024», whose year is isolated
                        style=self.look("row--dim"),
                    )
                    + 2
                )
        if self.rtl:
            row.words(
                item.label,
                left=width - 2 - label,
                right=width - 2,
                rtl=True,
                base=base,
                style=self.look(item.style),
            )
            row.words(item.words, left=1 + ends, right=width - 3 - label, rtl=True)
        else:
            side = item.side or _side(item.words)
            row.words(item.label, left=2, right=2 + label, rtl=False, base=base, style=self.look(item.style))
            row.words(
                item.words,
                left=3 + label,
                right=width - 1 - ends,
                rtl=side == "rtl" and not item.aside,
                base=side,
            )


class CardScreen(ModalScreen[str | None]):
    """A card in the middle of the screen. Escape closes; Enter on a row with an id closes with it."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("overlay",)
    CSS_PATH = "overlay.tcss"
    ACCEPT: ClassVar[str] = "rows.open"  # the action that takes a row
    ACCEPTS: str = N_("open")  # what it does, in a word of the footer

    def __init__(self, lexicon: Catalogue, heading: str, *, label_width: int = 14) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.list = CardList(lexicon, heading, label_width=label_width)

    @property
    def reader(self) -> WarraqApp:
        """The app, as what it is."""
        app: App[object] = self.app
        return app  # type: ignore[return-value]  # Textual types `app` as App[Any]

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield from self.above()
            yield self.list

    def above(self) -> Sequence[Widget]:
        """Widgets over the list."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """The rows, for a card of this many cells."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.begin()

    def begin(self) -> None:
        """The card filled, and the focus where the user begins."""
        self.set_class(output().apart, "-apart")
        if self.reader.settings.borders == "ascii":
            self.query_one("#card").styles.border = ("ascii", "ansi_default")
            self.list.ascii = True
        self.fill()
        self.list.focus()

    def fill(self) -> None:
        """The rows made and the card made as tall as they need."""
        width = min(
            100, self.app.size.width - 4
        )  # beside a wider card, one that stands apart, no pane is seen either
        try:
            found = list(self.items(width - self.list.label_width - 8))
        except UnknownDocument:  # deleted while the card lay here
            found = [Item("", self.lexicon("This article is gone"))]
        self.list.show(found)
        self.query_one("#card").styles.height = min(
            len(found) + 3 + len(self.above()), self.app.size.height - 4
        )

    def on_screen_resume(self) -> None:
        """The footer of the screen below tells the keys that work now."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(footer := getattr(screen, "footer", None), FooterLine):
                footer.lend(self.offers())
                return

    def offers(self) -> list[tuple[str, str]]:
        """`(key, word)` pairs for the footer."""
        shown, words = self.reader.keymap.shown, self.lexicon
        takes = self.ACCEPT != "rows.open" or any(item.id for item in self.list.items)
        return [
            *([(shown(self.ACCEPT), words(self.ACCEPTS))] if takes else []),
            (shown("app.escape"), words("close")),
        ]

    def on_resize(self) -> None:
        if self.list.is_mounted:
            cursor = self.list.cursor
            self.fill()
            self.list.move_to(cursor)

    @on(ListPane.Opened)
    def _opened(self, event: ListPane.Opened) -> None:
        item = self.list.items[event.row]
        if item.id:
            self.choose(item.id)

    def choose(self, id: str) -> None:
        """A row with an id was asked for."""
        self.dismiss(id)
