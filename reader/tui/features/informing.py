"""What is known of the thing in use, and why: metadata, entities, events, times; and correcting it in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.catalogue import N_, Catalogue
from reader.library import Mark
from reader.model import AnchorState, Event, Known
from reader.reasons import reason_in
from reader.slots import of_slot
from reader.told import told
from reader.tui.features.base import Desk
from reader.tui.notehead import glance
from reader.tui.passages import ELSEWHERE
from reader.tui.session import ENTITY_KINDS
from reader.typeset import isolate
from reader.when import in_words, when

if TYPE_CHECKING:  # cards are loaded when one is opened, not with the reader
    from reader.tui.screens.info import Fact

KNOWN = {
    Known.USER: N_("you said so"),
    Known.SIDECAR: N_("from collection.toml"),
    Known.METADATA: N_("from the file"),
    Known.DATELINE: N_("from its dateline"),
    Known.INFERRED: N_("a guess from the text"),
}
KINDS = {"PER": N_("person"), "ORG": N_("organisation"), "LOC": N_("place")}
ANCHORS = {
    "document": N_("the date of the article"),
    "text": N_("a date said before it"),
    "scenario": N_("the scenario"),
}
MODALITIES = {
    "asserted": N_("asserted"),
    "attributed": N_("attributed"),
    "denied": N_("denied"),
    "planned": N_("planned"),
    "hypothetical": N_("hypothetical"),
}
LANGUAGES = {"ar": N_("Arabic"), "en": N_("English"), "fr": N_("French"), "fa": N_("Persian")}


def language_in(code: str, words: Catalogue) -> str:
    """A language's name where the interface has one; else its code, as the file says it."""
    name = LANGUAGES.get(code.partition("-")[0].lower())
    return words(name) if name else code


class Informing(Desk):
    """See the module."""

    def inform(self) -> None:
        """The card of what is in use: an article, an entity, an event, or what stands at the cursor."""
        focused = self.focused
        if focused is self.articles and self.articles.article_here is not None:
            self.inform_article(self.articles.article_here.id)
        elif focused is self.entities and (found := self.entities.entity_at(self.entities.cursor)):
            self.inform_entity(found.entity.id)
        elif (event := self._event_in_use()) is not None:
            self.inform_event(event)
        elif (mark := self.thing_here()) is not None:
            self.inform_mark(mark)
        elif self.text.article is not None:  # the one that is seen, also where a list only looks into it
            self.inform_article(self.text.article.document.id)

    def _event_in_use(self) -> Event | None:
        """The event under the timeline's cursor, or whose passages are listed: they begin anywhere in what they tell."""
        if self.focused is self.timeline:
            return self.timeline.event_at(self.timeline.cursor)
        shown = self.passages.shown
        if self.focused is not self.passages or shown.kind != "EVENT":
            return None
        return self.session.library.event(shown.id)

    def inform_mark(self, mark: Mark) -> None:
        """The card of a mark in the text."""
        if mark.kind in ENTITY_KINDS:
            self.inform_entity(mark.id, mark)
        elif mark.kind == "EVENT":
            event = self.session.library.event(mark.id)
            if event is not None:
                self.inform_event(event, mark)
        elif mark.kind == "TIME":
            self.inform_time(mark)
        elif mark.kind == "NOTE":
            found = self.session.library.placed(mark.id)
            lost = next((each for each in found if each.state is not AnchorState.ANCHORED), None)
            if lost is not None:
                self.review(lost)
            elif found:
                self.inform_note(found)

    def _notes_on(self, kind: str, id: str) -> list[Fact]:
        """The notes on a whole thing; Enter opens one."""
        journal = self.session.library.journal
        found: list[Fact] = []
        for each in journal.notes(kind=kind, id=id):
            said = glance(each.body or each.label or ", ".join(each.tags))
            if each.author != journal.author:
                said = f"{each.author}: {said}"
            found.append((self.words("note"), said, f"note:{each.id}"))
        return found

    # -- articles -----------------------------------------------------------------------------------

    def inform_article(self, doc: str) -> None:
        """Title, source, date and language, how each is known, and what was found."""
        words, session = self.words, self.session

        def facts() -> list[Fact]:
            row = session.library.row(doc)
            meta = row.metadata

            def said(value: str | None, known: Known | None) -> str:
                if not value:
                    return words("unknown; Enter says it")
                return f"{isolate(value)}  ({words(KNOWN[known])})" if known else value

            return [
                (words("title"), said(meta.title, meta.title_from), "title"),
                (words("source"), said(meta.source, meta.source_from), "source"),
                (
                    words("date"),
                    said(words.digits(meta.published) if meta.published else None, meta.published_from),
                    "published",
                ),
                (
                    words("language"),
                    said(language_in(meta.language or "", words), meta.language_from),
                    "language",
                ),
                (words("tags"), self._tags_of(doc) or words("none; Enter puts some on it"), "tags"),
                *self._notes_on("document", doc),
                *([(words("author"), meta.author, "")] if meta.author else []),
                *([(words("address"), meta.url, "")] if meta.url else []),
                (words("file"), row.path, ""),
                (words("length"), words.count("{n} character", "{n} characters", row.length), ""),
                (
                    words("named"),
                    words.count(
                        "{n} person, organisation or place",
                        "{n} people, organisations and places",
                        len(session.library.entities(doc)),
                    ),
                    "",
                ),
                (
                    words("reported"),
                    words.count(
                        "{n} event", "{n} events", len({id for _, id in session.library.events_of(doc)})
                    ),
                    "",
                ),
                *(
                    [(words("notes"), words.count("{n} note", "{n} notes", noted), "notes")]
                    if (noted := session.library.journal.note_counts().get(doc, 0))
                    else []
                ),
                *((words("journal"), told(words, each), "") for each in session.library.journal.notices),
                *(
                    [
                        (
                            words("left out"),
                            words.count(
                                "{n} file of the collection", "{n} files of the collection", left_out
                            ),
                            "overview",
                        )
                    ]
                    if (left_out := len(session.library.skipped()))
                    else []
                ),
            ]

        def done(field: str | None) -> None:
            if field == "tags":
                self.tag_article(doc)
            elif field == "notes":
                self.show_notes_of(doc)
            elif field == "overview":
                self.do_go_overview()
            elif field is not None and field.startswith("note:"):
                self.open_note(field[5:])
            elif field is not None:
                self._describe(doc, field)

        self._card(words("About this article"), facts, done)

    def _tags_of(self, doc: str) -> str:
        return " ".join(f"#{tag}" for _, tag in self.session.library.journal.document_tags(doc))

    def _card(
        self, heading: str, facts: Callable[[], Sequence[Fact]], done: Callable[[str | None], None]
    ) -> None:
        from reader.tui.screens.info import InfoScreen

        self.app.push_screen(InfoScreen(self.words, heading, facts), done)

    def _describe(self, doc: str, field: str) -> None:
        from reader.tui.screens.ask import AskScreen

        meta = self.session.library.row(doc).metadata
        names = {
            "title": N_("title"),
            "source": N_("source"),
            "published": N_("date"),
            "language": N_("language"),
        }
        now = str(getattr(meta, field) or "")
        hint = (
            self.words("2024, 2024-12 or 2024-12-08; empty is unknown")
            if field == "published"
            else self.words("empty is unknown")
        )

        def done(value: str | None) -> None:
            if value is None or value.strip() == now:
                return
            if field == "published" and not self.session.library.is_day(value.strip()):
                self.say(
                    self.words("{value} is no date that is understood here", value=value.strip()),
                    warning=True,
                )
                return
            self.decide("describe", doc, field, value.strip())

        self.app.push_screen(AskScreen(self.words, self.words(names[field]), now, hint), done)

    # -- entities, events, times --------------------------------------------------------------------

    def inform_entity(self, id: str, mark: Mark | None = None) -> None:
        """An entity: its names, how often and where, and why it is one."""
        words, library = self.words, self.session.library
        entity = library.entity(id)
        if entity is None:
            return

        def facts() -> list[Fact]:
            mentions = library.mentions(id)
            named = len(library.mention_rows(id))
            found = [
                (words("kind"), words(KINDS[entity.type.value]), ""),
                *([(words("also"), "، ".join(entity.aliases), "")] if entity.aliases else []),
                (words("named"), words.count("{n} time", "{n} times", named), "follow"),
                *(
                    [(words("by a role"), words.count("{n} time", "{n} times", by_role), "follow")]
                    if (by_role := len(mentions) - named)
                    else []
                ),
                (
                    words("in"),
                    words.count("{n} article", "{n} articles", len({each.doc for each in mentions})),
                    "",
                ),
            ]
            if mark is not None and mark.why:
                found.append((words("marked because"), reason_in(mark.why, words), ""))
            if entity.why:
                found.append((words("one because"), reason_in(entity.why, words), ""))
            found += self._notes_on("entity", id)
            if library.journal.note_counts():
                found.append((words("notes"), words("all that concern it"), "notes"))
            return found + known

        def done(chosen: str | None) -> None:
            if chosen == "follow":
                self.follow_entity(id)
            elif chosen == "notes":
                self.show_notes_about(entity.name)
            elif chosen and chosen.startswith("note:"):
                self.open_note(chosen[5:])
            elif chosen:
                self.portrait_chosen(id, chosen)

        def card(found: list[Fact]) -> None:
            known[:] = found
            self._card(entity.name, facts, done)

        known: list[Fact] = []
        self.fetch("card", lambda: self.portrait_facts(id), card)

    def inform_event(
        self, event: Event, mark: Mark | None = None, *, leave: Callable[[], None] = lambda: None
    ) -> None:
        """An event: when, who, where, who says so, and where they do not agree."""
        words, library, session = self.words, self.session.library, self.session

        def facts() -> list[Fact]:
            found: list[Fact] = [(words("when"), when(event.date, event.mod, words) or words("undated"), "")]
            if event.participants:
                found.append((words("who"), "، ".join(session.name(each) for each in event.participants), ""))
            if event.places:
                found.append((words("where"), "، ".join(session.name(each) for each in event.places), ""))
            found.append(
                (words("reported"), words.count("{n} time", "{n} times", len(event.mentions)), "follow")
            )
            found.append(
                (words("independent"), words.count("{n} source text", "{n} source texts", event.origins), "")
            )
            accounts = library.accounts(event.id)
            if len(accounts) > 1:
                found.append((words("accounts"), words("side by side"), "compare"))
            for account in accounts:
                source = account.source.name if account.source else session.title(account.doc)
                found.append((words(MODALITIES[account.modality.value]), source, ""))
            for dispute in event.disputes:
                values = " ≠ ".join(
                    f"{of_slot(dispute.slot, each.value, words)} ({'، '.join((*each.sources, *apart))})"
                    for each in dispute.values
                    for apart in [(words(ELSEWHERE),) if each.elsewhere else ()]
                )
                found.append((words("no agreement"), values, ""))
            reasons = dict.fromkeys((event.why, mark.why if mark else ""))
            found += self._notes_on("event", event.id)
            return [
                *found,
                *((words("why"), reason_in(reason, words), "") for reason in reasons if reason),
            ]

        def done(chosen: str | None) -> None:
            if chosen:
                leave()
            if chosen == "follow":
                self.follow_event(event.id)
            elif chosen == "compare":
                self.compare_event(event.id)
            elif chosen and chosen.startswith("note:"):
                self.open_note(chosen[5:])

        self._card(event.title, facts, done)

    def inform_time(self, mark: Mark) -> None:
        """A time: its value, the rule that read it, what it hangs on, and doubts."""
        from reader.tui.timewords import MODS, doubts_in, rule_in

        words, place = self.words, self.session.place
        if place is None:
            return
        times = self.session.library.analysis(place.doc).times
        found = next((each for each in times if each.span == mark.span), None)
        if found is None:
            return
        facts: list[Fact] = [
            (words("value"), in_words(found.value, None, words), "follow"),
            (words("read by"), rule_in(found, words), ""),
        ]
        if found.mod:
            facts.insert(1, (words("precision"), words(MODS[found.mod]), ""))
        if found.anchor:
            facts.append((words("hangs on"), words(ANCHORS.get(found.anchor, found.anchor)), ""))
        facts += [(words("doubt"), doubt, "") for doubt in doubts_in(found, words)]
        self._card(found.text, lambda: facts, lambda id_: self.follow_day(mark) if id_ == "follow" else None)

    # -- help ---------------------------------------------------------------------------------------

    def show_help(self) -> None:
        """Help for the pane in use."""
        from reader.tui.dispatch import contexts_of
        from reader.tui.screens.help import HelpScreen

        contexts = list(dict.fromkeys(contexts_of(self.focused or self)))
        self.app.push_screen(
            HelpScreen(self.words, self.reader.keymap, contexts, slow=self.reader.slow), self._help_chose
        )

    def _help_chose(self, action: str | None) -> None:
        if action:
            self.reader.carry_out(action)
