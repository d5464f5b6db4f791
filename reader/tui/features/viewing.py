"""How the screen looks: panes and their sizes, language, theme, what is marked. All of it remembered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from textual import events
from textual.widget import Widget

from reader.catalogue import N_
from reader.tui.chrome import PaintedLines
from reader.tui.features.dragging import Dragging
from reader.tui.plan import SIDES, Plan, arrange
from reader.tui.widgets.line_pane import LinePane

MEMORY = "screen"
KIND_WORDS = {
    "PER": N_("people"),
    "ORG": N_("organisations"),
    "LOC": N_("places"),
    "TIME": N_("dates and times"),
    "EVENT": N_("events"),
    "NOTE": N_("notes"),
}


class Viewing(Dragging):
    """See the module."""

    _plan: Plan | None = None
    _kept_view: Mapping[str, object] = {}  # as it was at the start

    # -- panes ------------------------------------------------------------------------------------

    def rearrange(self) -> None:
        panel = bool(self.passages.display) or self.editor_open
        # a short list takes no more than it needs; while typing the height stays still
        rows = 10 if self.editor_open else 100 if self.typing else self.passages.row_count + 1
        self.wishes = replace(self.wishes, panel=panel, panel_rows=rows, typing=self.typing)
        self.clear_bottom(self.bottom_taken)
        panes = self.query_one("#panes")
        plan = arrange(panes.size, self.wishes)
        if plan != self._plan:
            if self._plan is not None and plan.columns != self._plan.columns:
                panes.refresh()  # the lines between the columns are its own
            self._plan = plan
            self.text.refresh(layout=True)  # of a child: Textual keeps the arrangement until one asks

    def focus_pane(self, pane: Widget) -> None:
        if pane.id in SIDES:
            wishes = replace(
                self.wishes,
                side=str(pane.id),
                folded=frozenset(self.wishes.folded) - {pane.id},
                reading=False,
            )
            if wishes != self.wishes:
                self.wishes = wishes
                self.rearrange()
        if self.focused is not pane:
            self.set_focus(pane, scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget is self.text:
            if self.previewing and not self.passages.display:
                self.end_preview(adopt=True)
            elif self.text.near and not self.previewing:
                self.text.light(near=())
        self.tell()

    def panes_in_order(self) -> list[Widget]:
        """The panes that Tab goes through; and the card that asks for an answer, while it lies there."""
        panes: list[Widget] = [self.articles, self.text]
        if self.passages.display:
            panes.append(self.passages)
        panes += [self.entities, self.timeline]
        shown = [
            pane
            for pane in panes
            if pane is self.text or pane is self.passages or pane.id not in self.wishes.folded
        ]
        shown = [pane for pane in shown if not self.wishes.reading or pane in (self.text, self.passages)]
        cards = [each for each in self.query("#terminal-card") if each.display]
        at = shown.index(self.text) + 1
        return [*shown[:at], *cards, *shown[at:]]

    def _turn(self, by: int) -> None:
        panes = self.panes_in_order()
        at = panes.index(self.focused) if self.focused in panes else 0
        self.focus_pane(panes[(at + by) % len(panes)])

    def do_view_next_pane(self) -> None:
        self._turn(1)

    def do_view_previous_pane(self) -> None:
        self._turn(-1)

    def do_view_articles(self) -> None:
        self.focus_pane(self.articles)

    def do_view_text(self) -> None:
        self.focus_pane(self.text)

    def do_view_entities(self) -> None:
        self.focus_pane(self.entities)

    def do_view_timeline(self) -> None:
        self.focus_pane(self.timeline)

    def _wish(self, **changed: object) -> None:
        self.wishes = replace(self.wishes, **changed)  # type: ignore[arg-type]  # fields of Wishes
        self.rearrange()
        self.remember_view()

    def do_view_fold(self) -> None:
        focused = self.focused
        if focused is None or focused.id not in SIDES:
            if self.wishes.folded:
                self._wish(folded=frozenset())
            else:
                self.say(self.words("The text is never folded; fold a side pane from inside it"))
            return
        self._wish(folded=frozenset(self.wishes.folded) | {focused.id})
        self.focus_pane(self.text)

    def do_view_reading(self) -> None:
        self._wish(reading=not self.wishes.reading)
        self.set_class(self.wishes.reading, "-reading")
        self.apply_columns()
        self.focus_pane(self.text)

    def do_view_columns(self) -> None:
        self.columns_wish = (
            {0: 1, 1: 2, 2: 0}[self.columns_wish]
            if self.columns_wish
            else (1 if self.text.column_count == 2 else 2)
        )
        self.apply_columns()
        self.remember_view()
        self.say(
            self.words("Two columns, where there is room")
            if self.text.columns == 2
            else self.words("One column")
        )

    columns_wish = 0  # 0: as many as there is room for

    def apply_columns(self) -> None:
        """One or two columns of text, by choice or by room."""
        wanted = self.columns_wish or {"1": 1, "2": 2}.get(self.session.settings.columns, 2)
        if self.wishes.stacked:
            wanted = 1
        if wanted != self.text.columns:
            self.text.columns = wanted
            self.text.relay()

    def do_view_wider(self) -> None:
        self._wish(share=min(40, self.wishes.share + 2))

    def do_view_narrower(self) -> None:
        self._wish(share=max(-14, self.wishes.share - 2))

    def do_view_taller(self) -> None:
        self._resize(1)

    def do_view_shorter(self) -> None:
        self._resize(-1)

    def _resize(self, by: int) -> None:
        if self.wishes.stacked and self.focused is not None and self.focused.id in SIDES:
            self._wish(lift=self.wishes.lift + by)
        elif self.focused is self.timeline:
            self._wish(lift=self.wishes.lift - by)
        elif self.focused is self.articles:
            self._wish(lift=self.wishes.lift + by)
        else:
            self._wish(panel_lift=self.wishes.panel_lift + (by if self.focused is not self.text else -by))

    def do_view_mirror(self) -> None:
        self._wish(mirrored=not self.wishes.mirrored)

    # -- language, theme, mouse ---------------------------------------------------------------------

    def do_view_language(self) -> None:
        mirrored = self.wishes.mirrored != self.words.rtl
        self.words.switch("en" if self.words.language == "ar" else "ar")
        self.wishes = replace(self.wishes, mirrored=self.words.rtl != mirrored)
        self.apply_language()
        self.remember_view()

    def apply_language(self) -> None:
        """Every pane painted in the interface's language and direction."""
        for pane in {*self.query(LinePane), self.passages}:  # which may not have been opened yet
            pane.rtl = self.words.rtl
            pane.repaint()
        for each in self.query(PaintedLines):
            each.rtl = self.words.rtl
            each.refresh()
        if self.text.article is not None and self.session.place is not None:
            self.text.repaint()
        self.rearrange()
        self.tell()

    def do_view_theme(self) -> None:
        from reader.tui.themes import THEMES

        names = [each.name for each in THEMES]
        at = names.index(self.app.theme) if self.app.theme in names else -1
        self.app.theme = names[(at + 1) % len(names)]
        self.remember_view()
        self.say(self.words("Theme: {name}", name=self.app.theme))

    def do_view_mouse(self) -> None:
        on = self.reader.toggle_mouse()
        self.say(
            self.words("Mouse on") if on else self.words("Mouse off: the terminal's own selection works")
        )

    def do_view_controls(self) -> None:
        self.text.controls_shown = not self.text.controls_shown
        self.text.relay()
        self.say(
            self.words("Invisible characters are shown")
            if self.text.controls_shown
            else self.words("Invisible characters are hidden")
        )

    def do_view_vowels(self) -> None:
        self.text.marks_shown = not self.text.marks_shown
        self.text.relay()
        self.say(
            self.words("Short vowels are shown")
            if self.text.marks_shown
            else self.words("Short vowels are hidden")
        )

    # -- what is marked -----------------------------------------------------------------------------

    def _toggle_kind(self, kind: str) -> None:
        hidden = self.session.hidden
        hidden.symmetric_difference_update({kind})
        self.text.hidden = hidden
        self.text.repaint()
        self.remember_view()
        name = self.words(KIND_WORDS[kind])
        self.say(
            self.words("Not marked: {kind}", kind=name)
            if kind in hidden
            else self.words("Marked: {kind}", kind=name)
        )

    def do_view_people(self) -> None:
        self._toggle_kind("PER")

    def do_view_organisations(self) -> None:
        self._toggle_kind("ORG")

    def do_view_places(self) -> None:
        self._toggle_kind("LOC")

    def do_view_times(self) -> None:
        self._toggle_kind("TIME")

    def do_view_events(self) -> None:
        self._toggle_kind("EVENT")

    def do_view_notes(self) -> None:
        self._toggle_kind("NOTE")

    # -- remembered ---------------------------------------------------------------------------------

    def remember_view(self) -> None:
        """What was chosen, written down for the next start."""
        wishes = self.wishes
        self.session.library.remember(
            MEMORY,
            json.dumps(
                {
                    **self._kept_view,  # the theme for the other kind of terminal
                    "mirrored": wishes.mirrored != self.words.rtl,
                    "folded": sorted(wishes.folded),
                    "share": wishes.share,
                    "lift": wishes.lift,
                    "panel_lift": wishes.panel_lift,
                    "reading": wishes.reading,
                    "columns": self.columns_wish,
                    "hidden": sorted(self.session.hidden),
                    self._theme_key: self.app.theme,
                    "language": self.words.language,
                    "order": self.session.order,
                }
            ),
        )

    @property
    def _theme_key(self) -> str:
        """A terminal of sixteen colours has a theme of its own: one chosen elsewhere cannot be read there."""
        return "theme of 16" if self.reader.environment.few_colours else "theme"

    def recall_view(self) -> None:
        """What was chosen the last time; settings given for this start come first."""
        settings = self.session.settings
        try:
            kept = json.loads(self.session.library.recall(MEMORY) or "{}")
        except ValueError:
            kept = {}
        self._kept_view = kept
        if (
            settings.language == "auto"
            and kept.get("language") in ("ar", "en")
            and not self.reader.language_given
        ):
            self.words.switch(kept["language"])
        swapped = bool(kept.get("mirrored", False))
        mirrored = {"rtl": True, "ltr": False}.get(settings.layout, self.words.rtl != swapped)
        self.columns_wish = kept.get("columns", 0) if kept.get("columns") in (0, 1, 2) else 0
        self.session.hidden = set(kept.get("hidden", []))
        if kept.get("order") in ("path", "date", "source", "title", "length", "unread"):
            self.session.order = kept["order"]
        if kept.get(self._theme_key) in self.app.available_themes and not self.reader.theme_given:
            self.app.theme = kept[self._theme_key]
        numbers = {
            name: kept[name] for name in ("share", "lift", "panel_lift") if isinstance(kept.get(name), int)
        }
        self.wishes = replace(
            self.wishes,
            mirrored=mirrored,
            folded=frozenset(each for each in kept.get("folded", []) if each in SIDES),
            reading=bool(kept.get("reading", False)),
            **numbers,
        )

    # -- the legend -----------------------------------------------------------------------------------

    def show_legend(self) -> None:
        """What the colours and signs mean, on a card that any key puts away."""
        if self.popup.display:
            self.popup.hide()
            return
        words, signs = self.words, self.text.signs
        sample = {
            "PER": "kind--per",
            "ORG": "kind--org",
            "LOC": "kind--loc",
            "TIME": "kind--time",
            "EVENT": "kind--event",
            "NOTE": "kind--note",
        }
        how = {
            "PER": words("bold"),
            "ORG": words("bold and underlined"),
            "LOC": words("underlined"),
            "TIME": words("bold and slanted"),
            "EVENT": words("slanted, {sign} beside the line", sign=signs.event),
            "NOTE": words("a tint, {sign} beside the line", sign=signs.note),
        }
        keys = self.reader.keymap
        toggles = {
            "PER": "people",
            "ORG": "organisations",
            "LOC": "places",
            "TIME": "times",
            "EVENT": "events",
            "NOTE": "notes",
        }
        lines = [
            (words(KIND_WORDS[kind]), f"{how[kind]}  ({keys.shown('view.' + toggles[kind])})", sample[kind])
            for kind in sample
        ]
        self.popup.show(words("What the signs mean; the keys hide a kind"), lines)
