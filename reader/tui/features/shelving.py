"""Searches that were kept and run before, as lists; tags on articles; and what others write, shown as it comes."""

from __future__ import annotations

from reader.tui import passages
from reader.tui.features.base import Desk

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
        from reader.tui.screens.ask import AskScreen

        if not self.articles.row_count or self.no_writing():
            return
        row = self.articles.rows[self.articles.cursor]
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

    def _tag(self, doc: str, before: list[str], value: str) -> None:
        wanted = [each for part in value.replace("،", ",").split(",") if (each := " ".join(part.split()))]
        journal = self.session.library.journal
        for tag in before:
            if tag not in wanted:
                journal.tag_document(doc, tag, on=False)
        for tag in wanted:
            if tag not in before:
                journal.tag_document(doc, tag)
        self.say(self.words("Tags: {tags}", tags="، ".join(wanted)) if wanted else self.words("No tag"))

    # -- others -------------------------------------------------------------------------------------

    def begin_watching(self) -> None:
        """From now on what others write in this journal is shown without being asked for."""
        self._token = self.session.library.journal.changes_since().token
        self.set_interval(POLL_SLOW if self.reader.slow else POLL, self.look_for_others)

    def look_for_others(self) -> None:
        """One cheap question; nothing is painted where nobody wrote anything."""
        if self.editor_open or self.previewing or self.app.screen is not self:
            return
        library = self.session.library
        changes = library.journal.changes_since(self._token)
        self._token = changes.token
        if not changes.acts:
            return
        others = {each.author for each in changes.acts} - {library.journal.author}
        noted, starred = self.articles.noted, self.articles.starred
        self.count_notes()
        self.articles.starred = library.starred()
        if not others and (noted, starred) == (self.articles.noted, self.articles.starred):
            return  # our own, which is shown already
        self.reload()
        if any(each.kind == "note" and each.author in others for each in changes.acts):
            self.say(self.words("New notes of {names}", names="، ".join(sorted(others))))
        if any(each.kind == "decision" for each in changes.acts):
            self.refresh_collection()
