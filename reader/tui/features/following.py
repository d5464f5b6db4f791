"""Following people, events and links: what is chosen, its passages, and the way from one to the next."""

from __future__ import annotations

from textual import on

from reader.library import Mark
from reader.model import Place
from reader.tui import passages
from reader.tui.features.base import Desk
from reader.tui.panes.text import TextPane
from reader.tui.passages import PassageList
from reader.tui.session import ENTITY_KINDS
from reader.tui.widgets.line_pane import ListPane
from reader.when import in_words


class Following(Desk):
    """See the module."""

    # -- the thing at the cursor ------------------------------------------------------------------

    def thing_here(self) -> Mark | None:
        """The mark at the reading cursor that following would follow: the shortest that is shown."""
        text = self.text
        if text.article is None:
            return None
        found = [
            mark
            for mark in text.article.marks_at(text.word)
            if mark.kind != "BOILERPLATE" and mark.kind not in self.session.hidden
        ]
        order = {"PER": 0, "ORG": 0, "LOC": 0, "TIME": 1, "EVENT": 2, "NOTE": 3}
        return min(found, key=lambda mark: (order[mark.kind], len(mark.span)), default=None)

    def follow(self, mark: Mark) -> None:
        """All passages of a mark's entity, event or day; a note is opened."""
        if mark.kind in ENTITY_KINDS:
            self.follow_entity(mark.id)
        elif mark.kind == "EVENT":
            self.follow_event(mark.id)
        elif mark.kind == "TIME":
            self.follow_day(mark)
        elif mark.kind == "NOTE":
            self.open_note(mark.id)

    def follow_entity(self, entity: str) -> None:
        """An entity chosen, its mentions in all articles in the panel."""
        self.fetch("panel", lambda: self._entity(entity), self._open_list)

    def _entity(self, entity: str) -> PassageList | None:
        self.session.entity_chosen(entity)
        return passages.of_entity(self.session, entity)

    def _event(self, event: str) -> PassageList | None:
        self.session.event_chosen(event)
        return passages.of_event(self.session, event)

    def _open_list(self, found: PassageList | None) -> None:
        self.light()
        if found is not None:
            self.open_panel(found)

    def follow_event(self, event: str) -> None:
        """An event chosen, its accounts in the panel."""
        self.fetch("panel", lambda: self._event(event), self._open_list)

    def follow_day(self, mark: Mark) -> None:
        """The events of the day (or month, or year) that a time names."""
        found = passages.of_day(self.session, mark.id)
        if found.rows:
            self.open_panel(found)
        else:
            self.say(
                self.words(
                    "{value}: no event of that time was found", value=in_words(mark.id, None, self.words)
                )
            )

    def do_text_open(self) -> None:
        mark = self.thing_here()
        if mark is not None:
            self.follow(mark)
            return
        events = self.text.article.events_at(self.text.at) if self.text.article else []
        if events:
            self.follow_event(events[0])
        else:
            self.say(
                self.words(
                    "Nothing is known of this word; {key} goes to the next name",
                    key=self.reader.keymap.shown("text.next_thing"),
                )
            )

    @on(TextPane.Touched)
    def _touched(self) -> None:
        self.do_text_open()

    def do_text_choose(self) -> None:
        if not self.choose_here():
            self.say(self.words("No name or event stands here"))

    def choose_here(self) -> bool:
        """The name or event at the cursor chosen; the same again releases it."""
        mark = self.thing_here()
        session = self.session
        if mark is not None and mark.kind in ENTITY_KINDS:
            id, entity = mark.id, True
        elif mark is not None and mark.kind == "EVENT":
            id, entity = mark.id, False
        elif session.place and self.text.article and (events := self.text.article.events_at(self.text.at)):
            id, entity = events[0], False
        else:
            return False
        self._toggle(id, entity=entity)
        return True

    # -- n and N ----------------------------------------------------------------------------------

    def do_go_next(self) -> None:
        self._step(1)

    def do_go_previous(self) -> None:
        self._step(-1)

    def do_go_next_article(self) -> None:
        self._step(1, article=True)

    def do_go_previous_article(self) -> None:
        self._step(-1, article=True)

    def _step(self, direction: int, *, article: bool = False) -> None:
        session = self.session
        if session.chosen is None and not self.choose_here():
            self.say(
                self.words(
                    "Nothing is chosen yet; {key} chooses what stands at the cursor",
                    key=self.reader.keymap.shown("text.choose"),
                )
            )
            return
        if self.passages.display and self.previewing:
            self.close_panel(restore=True)
        found = session.step(direction, article=article)
        if found is None:
            self.say(self.words("It stands nowhere"))
            return
        passage, wrapped = found
        self.go_to(Place(passage.doc, passage.span.start))
        if wrapped:
            self.say(self.words("Round the end: {where}", where=self.where_chosen()))

    def where_chosen(self) -> str:
        """The chosen and where we are in it: «بشار الأسد 4/31 · article 2 of 5»."""
        article = self.text.article
        shown = Place(article.document.id, self.text.at) if article is not None and self.previewing else None
        chosen, counts = self.session.chosen, self.session.count(shown)
        if chosen is None or counts is None:
            return ""
        number, total, at, articles = counts
        words = self.words
        label = chosen.label if len(chosen.label) <= 28 else chosen.label[:27] + "…"
        if not at:  # an article is looked at that does not have it
            return words(
                "{name}: {passages} {inside}, not in this one",
                name=label,
                passages=words.count("{n} passage", "{n} passages", total),
                inside=words.count("in {n} article", "in {n} articles", articles),
            )
        return words(
            "{name} {n}/{total}, article {article} of {articles}",
            name=label,
            n=number,
            total=total,
            article=at,
            articles=articles,
        )

    # -- lists ------------------------------------------------------------------------------------

    @on(ListPane.Opened, "#entities")
    def _entity_opened(self, event: ListPane.Opened) -> None:
        found = self.entities.entity_at(event.row)
        if found is not None:
            self.end_preview()
            self.follow_entity(found.entity.id)

    @on(ListPane.Opened, "#timeline")
    def _event_opened(self, event: ListPane.Opened) -> None:
        found = self.timeline.event_at(event.row)
        if found is not None:
            self.end_preview()
            self.follow_event(found.id)

    def do_entities_choose(self) -> None:
        found = self.entities.entity_at(self.entities.cursor)
        if found is not None:
            self._toggle(found.entity.id, entity=True)

    def do_timeline_choose(self) -> None:
        found = self.timeline.event_at(self.timeline.cursor)
        if found is not None:
            self._toggle(found.id, entity=False)

    def _toggle(self, id: str, *, entity: bool) -> None:
        session = self.session
        if session.chosen is not None and session.chosen.id == id:
            session.chosen = None
        elif entity:
            session.entity_chosen(id)
        else:
            session.event_chosen(id)
        self.light()
        self.tell()

    def do_entities_gather(self) -> None:
        found = self.entities.entity_at(self.entities.cursor)
        if found is None:
            return
        gathered = self.session.gathered
        if found.entity.id in gathered:
            gathered.remove(found.entity.id)
        else:
            gathered.append(found.entity.id)
        self.light()
        names = " + ".join(self.session.name(each) for each in gathered)
        self.say(
            self.words(
                "Gathered: {names}; {key} shows where they meet",
                names=names,
                key=self.reader.keymap.shown("go.together"),
            )
            if gathered
            else self.words("Nothing is gathered")
        )

    def do_go_together(self) -> None:
        session = self.session
        wanted = list(session.gathered)
        if (
            len(wanted) < 2
            and session.chosen is not None
            and session.chosen.kind in ENTITY_KINDS
            and session.chosen.id not in wanted
        ):
            wanted.append(session.chosen.id)
        mark = self.thing_here()
        if len(wanted) < 2 and mark is not None and mark.kind in ENTITY_KINDS and mark.id not in wanted:
            wanted.append(mark.id)
        if len(wanted) < 2:
            self.say(
                self.words(
                    "Gather two or more first: {key} in the list of people and places",
                    key=self.reader.keymap.shown("entities.gather"),
                )
            )
            return
        self.fetch("panel", lambda: passages.together(session, wanted), self._open_together)

    def _open_together(self, found: PassageList) -> None:
        self.session.choose("TOGETHER", found.id, found.title, found.passages)
        self.light()
        self.open_panel(found)

    def do_go_related(self) -> None:
        place = self.session.place
        if place is not None:
            self.fetch(
                "panel",
                lambda: passages.related(self.session, place.doc),
                lambda found: self.open_panel(found, cursor=0),
            )

    def do_go_results(self) -> None:
        if self.last_list is None:
            self.say(self.words("No list of passages was opened yet"))
        else:
            self.open_panel(self.last_list)

    # -- the panel --------------------------------------------------------------------------------

    def open_panel(self, found: PassageList, cursor: int | None = None, *, focus: bool = True) -> None:
        if not self.passages.display:
            self.origin = self.session.place
        self.last_list = found
        place = self.session.place
        if cursor is None and place is not None:
            cursor = self._row_for(found, place)
        self.passages.show(found, cursor or 0)
        if not self.passages.is_attached:
            self.query_one("#panes").mount(self.passages)
        self.passages.display = True
        self.rearrange()
        if focus:
            self.focus_pane(self.passages)
        self._rest_on_passage()

    def _row_for(self, found: PassageList, place: Place) -> int:
        best = 0
        for number, row in enumerate(found.rows):
            if isinstance(row, passages.Row) and row.doc == place.doc:
                best = number
                if row.lit.end > place.offset:
                    break
        return best

    def close_panel(self, *, restore: bool = True) -> None:
        if not self.passages.display:
            return
        self.passages.display = False
        self.close_search()
        self.rearrange()
        if restore:
            self.end_preview()
        self.focus_pane(self.text)

    def do_passages_close(self) -> None:
        self.close_panel()

    @on(ListPane.Moved, "#passages")
    def _passage_rested(self) -> None:
        self.later("preview", self.rest(0.05), self._rest_on_passage)

    def _rest_on_passage(self) -> None:
        row = self.passages.passage_at(self.passages.cursor)
        if row is not None and row.doc and self.passages.display and not (row.kind == "NOTE" and row.dim):
            self.preview(Place(row.doc, row.lit.start), row.lit)
            self.tell()

    @on(ListPane.Opened, "#passages")
    def _passage_opened(self, event: ListPane.Opened) -> None:
        row = self.passages.passage_at(event.row)
        if row is None:
            return
        if row.kind == "QUERY":
            self.search_again(row.text)
            return
        if row.kind == "NOTE" and self.open_note_row(row):
            return
        shown = self.passages.shown
        if shown.kind == "RELATED" and row.id:
            if row.kind == "EVENT":
                self.session.event_chosen(row.id)
            else:
                self.session.entity_chosen(row.id)
        elif shown.kind in ("SEARCH", "NOTES"):
            self.session.choose(shown.kind, shown.id, shown.id or shown.title, shown.passages)
        self.later("preview", 0, lambda: None)
        self.close_panel(restore=False)
        self.close_search()
        self.go_to(Place(row.doc, row.lit.start))
        self.light()
