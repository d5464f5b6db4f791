"""Corrections in place: one key opens what can be said of the entity, event or passage in use; Enter says it.

Undo takes the last one back, and the list of decisions any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.catalogue import N_
from reader.model import EntityType, Event, Span
from reader.reasons import reason_in
from reader.tui.features.deciding import Deciding
from reader.tui.session import ENTITY_KINDS
from reader.typeset import isolate
from reader.when import when

if TYPE_CHECKING:  # cards and what stands on them are loaded when one is opened, not with the reader
    from reader.tui.corrections import Fact, Subject


class Correcting(Deciding):
    """See the module."""

    # -- what is to be corrected --------------------------------------------------------------------

    def do_app_correct(self) -> None:
        if self.app.screen is not self or self.no_writing():
            return
        text, article = self.text, self.text.article
        if self.focused is text and text.began is not None and article is not None:
            self._correct_passage(article.document.id, text.passage())
            return
        found = self._subject_here()
        if found is None:
            self.say(
                self.words(
                    "Nothing to correct here; select words with {key} to add a name that was missed",
                    key=self.reader.keymap.shown("text.select"),
                )
            )
        else:
            self._correct(found)

    def _subject_here(self) -> Subject | None:
        from reader.tui.corrections import Subject, passage_key

        if self.focused is self.entities:
            row = self.entities.entity_at(self.entities.cursor)
            return Subject(row.entity.id, row.entity.name, False) if row else None
        if self.focused is self.timeline:
            event = self.timeline.event_at(self.timeline.cursor)
            return Subject(event.id, event.title, True) if event else None
        article = self.text.article
        if article is None:
            return None
        doc, mark = article.document.id, self.thing_here()
        if mark is not None and mark.kind in ENTITY_KINDS:
            return Subject(mark.id, self.session.name(mark.id), False, passage_key(doc, mark.span))
        events = article.events_at(self.text.at)
        id = mark.id if mark is not None and mark.kind == "EVENT" else events[0] if events else ""
        found = self.session.library.event(id) if id else None
        if found is None:
            return None
        key = self.session.library.event_mention(id, doc, self.text.at)
        return Subject(id, found.title, True, key or "")

    def correct_event(self, event: Event, mention: str, leave: Callable[[], None]) -> None:
        """See the base: from a screen that lies over the desk."""
        from reader.tui.corrections import Subject

        if self.no_writing():
            leave()  # what was said about it is read on the desk
        else:
            self._correct(Subject(event.id, event.title, True, mention), leave)

    def _correct(self, about: Subject, leave: Callable[[], None] = lambda: None) -> None:
        from reader.tui.corrections import choices

        def chosen(what: str) -> None:
            leave()
            self._do(about, what)

        self._choose(
            self.words("Correct: {name}", name=about.name),
            choices(self.session, about),
            chosen,
        )

    def _choose(self, heading: str, facts: Sequence[Fact], then: Callable[[str], None]) -> None:
        from reader.tui.screens.info import InfoScreen

        self.app.push_screen(
            InfoScreen(self.words, heading, lambda: facts, accepts=N_("choose")),
            lambda id: then(id) if id else None,
        )

    # -- saying it ----------------------------------------------------------------------------------

    def _do(self, about: Subject, what: str) -> None:
        kind, _, rest = what.partition(":")
        words = self.words
        if kind == "rename":
            self._ask(
                words("Its name"), about.name, "", lambda name: self.decide("rename", about.id, "", name)
            )
        elif kind == "retype" and rest:
            self.decide("retype", about.id, "", rest)
        elif kind == "retype":
            self._pick_type(lambda type_: self.decide("retype", about.id, "", type_))
        elif kind == "redate":
            self._redate(about)
        elif kind in ("merge", "not-same"):
            self.decide(kind, about.id, rest)
        elif kind == "merge-all":
            others = [each for each in self.session.gathered if each != about.id]
            self.decide_each("merge", about.id, others)
            self.session.gathered.clear()
        elif kind in ("merge-with", "not-same-with"):
            self._pick(about, lambda other: self.decide(kind.removesuffix("-with"), about.id, other))
        elif kind == "split":
            self.decide("split", about.id, "", about.mention)
        elif kind == "hide-mention":
            self.decide("hide", about.mention)
        elif kind in ("hide", "confirm"):
            self.decide(kind, about.id)
        elif kind == "undo":
            self.take_back(rest)

    def _ask(self, heading: str, value: str, hint: str, then: Callable[[str], None]) -> None:
        """A line asked for; nothing happens where it is given up or left as it was."""
        from reader.tui.screens.ask import AskScreen

        def done(said: str | None) -> None:
            if said is not None and said.strip() != value:
                then(said.strip())

        self.app.push_screen(AskScreen(self.words, heading, value, hint), done)

    def _redate(self, about: Subject) -> None:
        from reader.tui.screens.ask import AskScreen

        words, library = self.words, self.session.library
        event = library.event(about.id)

        def dated(value: str) -> None:
            if not library.is_date(value):
                self.say(words("{value} is no date that is understood here", value=value), warning=True)
                return
            self.app.push_screen(
                AskScreen(words, words("Why? (may stay empty)"), ""),
                lambda reason: (
                    self.decide("redate", about.id, "", value, (reason or "").strip())
                    if reason is not None
                    else None
                ),
            )

        hint = words("2024, 2024-12, 2024-12-08, 2024-12-08T20:30 or 2024-11-27/2024-12-08; empty is undated")
        self._ask(words("Its date"), event.date or "" if event else "", hint, dated)

    def _pick(self, about: Subject, then: Callable[[str], None]) -> None:
        """Another entity or event, by name."""
        from reader.tui.corrections import TYPES
        from reader.tui.screens.palette import Entry, PickingScreen

        words, library = self.words, self.session.library

        def entries() -> list[Entry]:
            if about.event:
                return [
                    Entry(each.id, each.title, when(each.date, each.mod, words))
                    for each in library.events()
                    if each.id != about.id
                ]
            return [
                Entry(
                    each.entity.id,
                    " · ".join(dict.fromkeys((each.entity.name, *each.entity.aliases))),
                    words(TYPES[each.entity.type.value]),
                )
                for each in library.entities(None)
                if each.entity.id != about.id
            ]

        self.app.push_screen(PickingScreen(words, entries), lambda id: then(id) if id else None)

    def _pick_type(self, then: Callable[[str], None]) -> None:
        from reader.tui.screens.palette import Entry, PickingScreen

        library, words = self.session.library, self.words

        def entries() -> list[Entry]:
            """Each in the language of the interface, then in the other: found by either."""
            other = library.event_types("en" if words.language == "ar" else "ar")
            names = library.event_types(words.language)
            return [Entry(id, f"{name} · {other[id]}") for id, name in names.items()]

        self.app.push_screen(
            PickingScreen(words, entries),
            lambda id: then(id) if id else None,
        )

    # -- what was missed ----------------------------------------------------------------------------

    def _correct_passage(self, doc: str, span: Span) -> None:
        """Selected words are a name, of somebody new or known; or they tell of an event."""
        from reader.tui.corrections import TYPES, Subject, passage_key, trimmed

        words, article = self.words, self.text.article
        if article is None:
            return
        span = trimmed(article.document.text, span)
        name = " ".join(span.of(article.document.text).split())
        if not name:
            return
        passage = passage_key(doc, span)
        facts = [
            (words("it names"), words(kind), f"new:{type_}") for type_, kind in TYPES.items()
        ] + [
            (words("it names"), words("somebody or something known, by name"), "known"),
            (words("it tells of"), words("an event of its own"), "event"),
        ]  # fmt: skip

        def said(what: str) -> None:
            kind, _, rest = what.partition(":")
            if kind == "new":
                self.decide("add", f"{EntityType(rest).value}:{name}", "", passage)
            elif kind == "known":
                self._pick(Subject("", name, False), lambda entity: self.decide("add", entity, "", passage))
            else:
                key = self.session.library.event_mention("", doc, span.start) or ""
                self._pick_type(lambda type_: self.decide("add", f"event:{name}", key, f"{type_}||{name}"))
            self.text.clear_selection()

        self._choose(words("Add: {name}", name=name), facts, said)

    # -- lists --------------------------------------------------------------------------------------

    def do_go_suggestions(self) -> None:
        """What might be the same; Enter says whether it is."""
        from reader.tui.corrections import is_event, label

        words, found = self.words, self.session.library.suggestions()
        facts = [
            (
                words("event") if is_event(each.a) else words("name"),
                f"{label(self.session, each.a)} ≈ {label(self.session, each.b)}"
                f" · {isolate(reason_in(each.why, words))}",
                str(number),
            )
            for number, each in enumerate(found)
        ] or [("", words("Nothing is suggested"), "")]

        def chosen(number: str) -> None:
            each = found[int(number)]
            answers = [
                (words("the same"), words("make them one"), "merge"),
                (words("not the same"), words("keep them apart, and never ask again"), "not-same"),
                (words("look"), label(self.session, each.a), "a"),
                (words("look"), label(self.session, each.b), "b"),
            ]
            self._choose(
                f"{label(self.session, each.a)} ≈ {label(self.session, each.b)}",
                answers,
                lambda what: (
                    self._look(each.a if what == "a" else each.b)
                    if what in ("a", "b")
                    else self.decide(what, each.a, each.b)
                ),
            )

        self._choose(words("Perhaps the same"), facts, chosen)

    def _look(self, key: str) -> None:
        from reader.tui.corrections import is_event

        if is_event(key):
            self.follow_event(key)
        else:
            self.follow_entity(key)

    def do_go_decisions(self) -> None:
        """What the user said, the latest first; what could not be applied stands above, with the reason."""
        from reader.tui.corrections import told

        words, library = self.words, self.session.library
        failed = {each.decision: each.reason for each in library.unapplied()}
        decisions = list(reversed(library.journal.decisions()))
        decisions.sort(key=lambda each: each.id not in failed)
        facts = [
            (
                words("not applied") if each.id in failed else words.digits(each.created[:10]),
                f"{told(self.session, each)} — {reason_in(failed[each.id], words)}"
                if each.id in failed
                else told(self.session, each),
                each.id,
            )
            for each in decisions
        ] or [("", words("Nothing was corrected yet"), "")]
        self._choose(words("Your corrections; Enter takes one back"), facts, self.take_back)
