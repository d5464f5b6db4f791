"""Do anything by name: actions, articles, people and places, events, notes. Typing narrows, Enter does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState
from typing_extensions import override

from reader.catalogue import N_, Catalogue
from reader.text.fold import fold
from reader.told import told
from reader.tui.screens.overlay import CardScreen, Item
from reader.tui.typing import TypingLine
from reader.tui.widgets.bidi_input import BidiInput

MOST = 200  # rows shown


@dataclass(frozen=True)
class Entry:
    """Something that can be done or gone to. `id` is `kind:rest`; `keys` is what to press for it next time."""

    id: str
    words: str
    aside: str = ""
    keys: str = ""


def score(query: str, words: str) -> int | None:
    """How well folded words answer a folded query, smaller is better; None where they do not.

    Every word of the query must begin a word (best), stand inside one, or at least have its letters in order.
    """
    total = 0
    for part in query.split():
        at = words.find(part)
        if at == 0 or (at > 0 and words[at - 1] in " -«("):
            total += at
        elif at > 0:
            total += 100 + at
        else:
            spread = _in_order(part, words)
            if spread is None or len(part) < 3:
                return None
            total += 1000 + spread
    return total


def _in_order(letters: str, words: str) -> int | None:
    start = at = words.find(letters[:1])
    for letter in letters[1:]:
        at = words.find(letter, at + 1)
        if at < 0:
            return None
    spread = at - start
    return spread if start >= 0 and spread <= 3 * len(letters) else None


def folded(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """Each with its words as they are compared."""
    return [(fold(each.words), each) for each in entries]


class Gathered(Message):
    """The entries that took a while, with their folded words."""

    def __init__(self, known: list[tuple[str, Entry]]) -> None:
        self.known = known
        super().__init__()


class PaletteScreen(CardScreen):
    """Dismisses with the id of the entry that was chosen."""

    ACCEPT, ACCEPTS = "input.accept", N_("go")
    HEADING: ClassVar[str] = N_("Do or go to")
    HINT: ClassVar[str] = N_("the name of an action, article, person, place, event or note")

    def __init__(
        self,
        lexicon: Catalogue,
        entries: Callable[[], Sequence[Entry]],
        first: Callable[[], Sequence[Entry]] | None = None,
    ) -> None:
        """`first` is what is there at once, where all the `entries` take a while: those then come from a thread."""
        super().__init__(lexicon, lexicon(self.HEADING), label_width=10)
        self._entries, self._first = entries, first
        self._known: list[tuple[str, Entry]] = []
        self.line = TypingLine(
            placeholder=lexicon(self.HINT),
            direction="rtl" if lexicon.rtl else "ltr",
            id="palette-line",
        )
        self.line.add_class("typing")

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield self.line
            yield self.list

    def above(self) -> Sequence[Widget]:
        return (self.line,)

    def begin(self) -> None:
        if self._first is None:
            self._known = folded(self._entries())
        else:
            self._known = folded(self._first())
            self.run_worker(self._gather, thread=True, exit_on_error=False)
        super().begin()
        self.query_one("#card").styles.height = min(24, self.app.size.height - 4)
        self.line.focus()

    def _gather(self) -> None:
        self.post_message(Gathered(folded(self._entries())))

    def on_gathered(self, message: Gathered) -> None:
        """Everything is there: what was typed meanwhile is looked for in it."""
        self._known = message.known
        if self.line.value.strip():
            self.fill()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            why = told(self.lexicon, event.worker.error)
            self.list.show([Item("", self.lexicon("That could not be answered: {error}", error=why))])

    def fill(self) -> None:
        self.list.show(list(self.items(0)))

    @override
    def items(self, width: int) -> Sequence[Item]:
        query = fold(self.line.value.strip())
        if query:
            found = [
                (how, number, each)
                for number, (words, each) in enumerate(self._known)
                if (how := score(query, words)) is not None
            ]
            found.sort(key=lambda each: each[:2])
            chosen = [each for _, _, each in found[:MOST]]
        else:
            chosen = [each for _, each in self._known[:MOST]]
        return [Item(each.keys, each.words, each.id, each.aside, style="row--here") for each in chosen] or [
            Item("", self.lexicon("Nothing of that name"))
        ]

    @on(BidiInput.Changed, "#palette-line")
    def _typed(self) -> None:
        self.fill()

    def do_input_accept(self) -> None:
        if self.list.items and (id := self.list.items[self.list.cursor].id):
            self.dismiss(id)

    def do_input_cancel(self) -> None:
        self.dismiss(None)

    def do_input_down(self) -> None:
        self.list.do_rows_down()

    def do_input_up(self) -> None:
        self.list.do_rows_up()


class PickingScreen(PaletteScreen):
    """One of the things that a correction may mean, by name."""

    ACCEPTS = N_("choose")
    HEADING = N_("Which one?")
    HINT = N_("a part of its name")
