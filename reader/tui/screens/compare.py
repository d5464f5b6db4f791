"""The compare screen: the accounts of one event side by side, from which one jumps into any of them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.screen import Screen

from reader.actions import ACTIONS, BY_ID
from reader.catalogue import Catalogue
from reader.comparison import Comparison
from reader.library import JournalError
from reader.model import Passage
from reader.slots import SLOTS
from reader.told import told
from reader.tui.chrome import FooterLine, StatusLine
from reader.tui.features.copying import said_of
from reader.tui.panes.compare import MODALITIES, ComparePane
from reader.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from reader.tui.app import WarraqApp


class CompareScreen(Screen[Passage | None]):
    """Dismisses with the passage to go to; None where nothing was asked for.

    `annotate(passage, body)` writes a note; `noted()` says which of the passages have one;
    `part(passage)` says that it tells of another event; `inform()` lays the card of the event over the comparison,
    `correct(passage)` what can be corrected about it.
    """

    CONTEXTS: ClassVar[tuple[str, ...]] = ()
    CSS_PATH = "compare.tcss"

    def __init__(
        self,
        lexicon: Catalogue,
        comparison: Comparison,
        *,
        at: Passage | None = None,
        annotate: Callable[[Passage, str], None],
        part: Callable[[Passage], None],
        noted: Callable[[], frozenset[Passage]],
        inform: Callable[[], None],
        correct: Callable[[Passage | None], None],
    ) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.pane = ComparePane(lexicon, comparison, at)
        self.status = StatusLine(lexicon, id="compare-status")
        self.footer = FooterLine(lexicon, id="compare-footer")
        self._annotate, self._part, self._noted = annotate, part, noted
        self._inform, self._correct = inform, correct

    @property
    def reader(self) -> WarraqApp:
        """The app, as what it is."""
        app: App[object] = self.app
        return app  # type: ignore[return-value]  # Textual types `app` as App[Any]

    def compose(self) -> ComposeResult:
        yield self.pane
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        self.pane.noted = self._noted()
        self.pane.focus()
        keymap, words = self.reader.keymap, self.lexicon
        found = [each for each in ACTIONS if each.rank and each.context in ("compare", "rows")]
        found.sort(key=lambda each: -each.rank)
        self.footer.show(
            [
                *((keymap.shown(each.id), words(each.footer)) for each in found),
                (keymap.shown("app.escape"), words("close")),
                *(
                    (keymap.shown(id), words(BY_ID[id].footer))
                    for id in ("app.help", "app.info", "app.correct")
                ),
            ]
        )
        count = len(self.pane.comparison.sides)
        self.status.tell(
            words("The words that differ are marked; {key} goes there", key=keymap.shown("rows.open"))
            if count > 1
            else words("Only one account of it is known"),
            "",
        )

    def on_screen_resume(self) -> None:
        """The card that lay here is gone, and with it its keys."""
        if self.app.screen is self:
            self.footer.lend(())

    @on(ComparePane.Chosen)
    def _opened(self, event: ComparePane.Chosen) -> None:
        self.dismiss(event.passage)

    # -- actions, by name ---------------------------------------------------------------------------

    def do_app_help(self) -> None:
        from reader.tui.screens.help import HelpScreen

        def chosen(action: str | None) -> None:
            if action:
                self.reader.carry_out(action)

        self.app.push_screen(HelpScreen(self.lexicon, self.reader.keymap, self.pane.CONTEXTS), chosen)

    def do_app_info(self) -> None:
        self._inform()

    def do_app_correct(self) -> None:
        self._correct(self.pane.passage)

    def do_compare_note(self) -> None:
        if (passage := self.pane.passage) is not None:
            self._ask_note(passage, "")

    def _ask_note(self, passage: Passage, written: str, hint: str = "") -> None:
        def done(body: str | None) -> None:
            if not body or not body.strip():
                return
            try:
                self._annotate(passage, body.strip())
            except JournalError as error:  # what was typed stays where it was typed
                self._ask_note(
                    passage, body, self.lexicon("Not written: {error}", error=told(self.lexicon, error))
                )
                return
            self.pane.noted = self._noted()
            self.pane.repaint()
            self.status.say(self.lexicon("Note kept"))

        self.app.push_screen(
            AskScreen(self.lexicon, self.lexicon("A note on this account"), written, hint), done
        )

    def do_compare_split(self) -> None:
        passage = self.pane.passage
        if passage is not None and self.pane.row_count > 1:
            self.dismiss(None)
            self._part(passage)

    def markdown(self) -> str:
        """The comparison as Markdown tables, in the interface's language."""
        from reader.export.comparison import markdown

        words = self.lexicon
        labels = {
            "slot": words("slot"),
            "value": words("value"),
            "says": words("who says so"),
            "source": words("source"),
            "article": words("article"),
            "published": words("date"),
            "passage": words("passage"),
            "undated": words("undated"),
            "unknown": words("source not named"),
            "elsewhere": words("elsewhere"),
        }
        named = {**SLOTS, **MODALITIES}
        return markdown(self.pane.comparison, {**labels, **{id: words(name) for id, name in named.items()}})

    def do_compare_copy(self) -> None:
        sent = self.reader.yank(self.markdown())
        if sent.outcome == "sent":
            self.status.say(self.lexicon("The table was sent to the terminal's clipboard"))
        else:
            self.status.say(said_of(self.lexicon, sent), warning=True)

    def do_compare_export(self) -> None:
        if self.reader.restricted:
            self.status.say(self.lexicon("Not in a restricted account"), warning=True)
            return
        self.app.push_screen(
            AskScreen(
                self.lexicon,
                self.lexicon("Write the comparison to which file?"),
                "comparison.md",
                self.lexicon("Markdown; a file that is there already is left alone"),
            ),
            self._write,
        )

    def _write(self, name: str | None) -> None:
        if not name or not name.strip():
            return
        path = Path(name.strip()).expanduser()
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            self._failed(path, error)
            return
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(self.markdown())
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink()  # half a table is worse than none
            self._failed(path, error)
            return
        self.status.say(self.lexicon("Written: {path}", path=str(path)))

    def _failed(self, path: Path, error: OSError) -> None:
        self.status.say(
            self.lexicon(
                "{path}: {error}", path=str(path), error=told(self.lexicon, error.strerror or error)
            ),
            warning=True,
        )
