"""Searches that were kept and run before, as lists; tags on articles; and what others write, shown as it comes."""

from __future__ import annotations

from reader.told import told
from reader.tui import passages
from reader.tui.features.base import Desk

SHARED = ("note", "decision", "tag")  # kinds of acts that everybody sees
POLL, POLL_SLOW = 2.0, 5.0  # seconds between two looks at the journal: nearby, and over a slow line


class Shelving(Desk):
    """See the module."""

    _token = 0

    # -- searches -----------------------------------------------------------------------------------

    def do_go_searches(self) -> None:
        self.open_panel(passages.of_searches(self.session), cursor=0)

    def do_input_keep(self) -> None:
        """What stands in the search line, kept under its own words."""
        query = self.search.value.strip()
        if query and not self.no_writing():
            self.session.library.journal.save_search(query, query)
            self.say(self.words("Search kept; {key} lists them", key=self.reader.keymap.shown("go.searches")))

    def search_again(self, query: str) -> None:
        """A search of the list, run."""
        self.close_panel(restore=False)
        self.do_go_search()
        self.search.value = query
        self.run_search(query)

    # -- tags on articles ---------------------------------------------------------------------------

    def do_articles_tag(self) -> None:
        if self.articles.picked:
            self._tag_picked()
        elif self.articles.article_here is not None:
            self.tag_article(self.articles.article_here.id)

    def _tag_picked(self) -> None:
        """Tags put on every article that was picked; those that they have stay."""
        from reader.tui.screens.ask import AskScreen

        if self.no_writing():
            return
        docs = self.picked()

        def done(value: str | None) -> None:
            if value:
                self.write_apart(lambda: self._put_on(docs, value), self._tagged)

        heading = self.words.count("Tags for {n} article", "Tags for {n} articles", len(docs))
        hint = self.words("with commas between; tag:… in a search finds them")
        self.app.push_screen(AskScreen(self.words, heading, "", hint), done)

    def tag_article(self, doc: str) -> None:
        """The tags of an article asked for."""
        from reader.tui.screens.ask import AskScreen

        if self.no_writing():
            return
        row = self.session.library.row(doc)
        journal = self.session.library.journal
        before = [tag for _, tag in journal.document_tags(row.id)]

        def done(value: str | None) -> None:
            if value is not None:
                self.careful(lambda: self._tag(row.id, before, value))

        self.app.push_screen(
            AskScreen(
                self.words,
                self.words("Tags of {title}", title=row.metadata.title),
                ", ".join(before),
                self.words("with commas between; tag:… in a search finds them"),
            ),
            done,
        )

    def _put_on(self, docs: list[str], value: str) -> list[str]:
        wanted = _tags_in(value)
        for tag in wanted:
            self.session.library.tag(docs, tag)
        return wanted

    def _tag(self, doc: str, before: list[str], value: str) -> None:
        wanted = _tags_in(value)
        library = self.session.library
        for tag in before:
            if tag not in wanted:
                library.tag(doc, tag, on=False)
        for tag in wanted:
            if tag not in before:
                library.tag(doc, tag)
        self._tagged(wanted)

    def _tagged(self, wanted: list[str]) -> None:
        self.count_notes()
        self.articles.repaint()
        self.say(self.words("Tags: {tags}", tags="، ".join(wanted)) if wanted else self.words("No tag"))

    # -- others -------------------------------------------------------------------------------------

    def begin_watching(self) -> None:
        """From now on what others write in this journal is shown without being asked for."""
        self._token = self.session.library.journal.changes_since().token
        self.tell_notices()
        self.set_interval(POLL_SLOW if self.reader.slow else POLL, self.look_for_others)

    def look_for_others(self) -> None:
        """One cheap question; nothing is painted where nobody wrote anything."""
        if self.editor_open or self.previewing or self.writing_apart or self.app.screen is not self:
            return
        journal = self.session.library.journal
        self.tell_notices()
        changes = journal.changes_since(self._token)
        self._token = changes.token
        foreign = {(author, kind) for author, kind in changes.who if author != journal.author}
        before = self._shown_of_journal()
        if changes.who:
            self.count_notes()
            self.articles.starred = self.session.library.starred()
        if not any(kind in SHARED for _, kind in foreign) and before == self._shown_of_journal():
            return  # our own, which is shown already, or what is another's alone: his stars
        self.reload()
        writers = sorted(author for author, kind in foreign if kind == "note")
        if writers:
            self.say_also(self.words("New notes of {names}", names="، ".join(writers)))
        if any(kind == "decision" for _, kind in foreign):
            self.relink()

    def _shown_of_journal(self) -> tuple[object, ...]:
        """What the lists show of the journal."""
        pane = self.articles
        return (pane.noted, pane.tags, pane.starred, self.entities.noted, self.timeline.noted)

    def tell_notices(self) -> None:
        """What the journal found wrong and did about it, since it was opened or asked last: said once."""
        notices = self.session.library.journal.notices
        fresh, self._noticed = notices[self._noticed :], len(notices)
        if fresh:
            self.say_also(" · ".join(told(self.words, each) for each in fresh), warning=True)

    _noticed = 0


def _tags_in(value: str) -> list[str]:
    """Tags as they are typed, with commas between."""
    return [each for part in value.replace("،", ",").split(",") if (each := " ".join(part.split()))]
