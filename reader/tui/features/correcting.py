"""Corrections in place: one key opens what can be said of the entity, event or passage in use; Enter says it.

Every word of the user's is a Decision in the journal; the links are then made anew in a worker and what is shown
follows. Undo takes the last one back, and the list of decisions any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.message import Message

from reader.catalogue import N_
from reader.library import STORE_ERRORS, JournalError
from reader.model import Decision, EntityType, Span
from reader.tui.features.base import Desk
from reader.tui.panes.timeline import when
from reader.tui.session import ENTITY_KINDS

Fact = tuple[str, str, str]  # label, words, what Enter does
TYPES = {"PER": N_("a person"), "ORG": N_("an organisation"), "LOC": N_("a place")}
SAID = {
    "merge": N_("the same"),
    "not-same": N_("not the same"),
    "split": N_("told apart"),
    "rename": N_("called"),
    "retype": N_("of the kind"),
    "redate": N_("dated"),
    "hide": N_("hidden"),
    "confirm": N_("confirmed"),
    "add": N_("added"),
    "describe": N_("described"),
}


@dataclass(frozen=True)
class Subject:
    """What a decision is about: an entity or event, and the mention of it at the cursor where there is one."""

    id: str
    name: str
    event: bool
    mention: str = ""  # DOC#START-END for an entity, a mention key for an event


class Relinked(Message):
    """The user's word was applied; `error` where that failed."""

    def __init__(self, error: str = "") -> None:
        self.error = error
        super().__init__()


class Correcting(Desk):
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
            return Subject(mark.id, self.session.name(mark.id), False, _passage(doc, mark.span))
        events = article.events_at(self.text.at)
        id = mark.id if mark is not None and mark.kind == "EVENT" else events[0] if events else ""
        found = self.session.library.event(id) if id else None
        if found is None:
            return None
        key = self.session.library.event_mention(id, doc, self.text.at)
        return Subject(id, found.title, True, key or "")

    def _correct(self, about: Subject) -> None:
        facts = self._event_choices(about) if about.event else self._entity_choices(about)
        self._choose(
            self.words("Correct: {name}", name=about.name),
            facts,
            lambda what: self._do(about, what),
        )

    def _choose(self, heading: str, facts: Sequence[Fact], then: Callable[[str], None]) -> None:
        from reader.tui.screens.info import InfoScreen

        self.app.push_screen(
            InfoScreen(self.words, heading, lambda: facts), lambda id: then(id) if id else None
        )

    # -- what can be said ---------------------------------------------------------------------------

    def _entity_choices(self, about: Subject) -> list[Fact]:
        words, library = self.words, self.session.library
        entity = library.entity(about.id)
        if entity is None:
            return []
        facts = [(words("name"), entity.name, "rename")]
        facts += [
            (words("kind"), words("it is {kind}", kind=words(TYPES[kind])), f"retype:{kind}")
            for kind in TYPES
            if kind != entity.type.value
        ]
        facts += self._same(about, [each for each in self.session.gathered if each != about.id])
        if about.mention:
            facts.append((words("this mention"), words("names another; keep it apart"), "split"))
            facts.append((words("this mention"), words("is no name"), "hide-mention"))
        facts.append((words("not a name"), words("hide it everywhere"), "hide"))
        facts.append((words("right"), words("confirm it as it is"), "confirm"))
        return facts + self._said_of(about)

    def _event_choices(self, about: Subject) -> list[Fact]:
        words, library = self.words, self.session.library
        event = library.event(about.id)
        if event is None:
            return []
        chosen = self.session.chosen
        others = [chosen.id] if chosen and chosen.kind == "EVENT" and chosen.id != about.id else []
        kind = library.event_types().get(event.type, event.type) if words.rtl else event.type
        facts = [
            (words("title"), event.title, "rename"),
            (words("date"), when(event.date, event.mod, words) or words("undated"), "redate"),
            (words("kind"), kind, "retype"),
        ]
        facts += self._same(about, others)
        if about.mention and len(event.mentions) > 1:
            facts.append((words("this mention"), words("tells of another event; keep it apart"), "split"))
        if about.mention:
            facts.append((words("this mention"), words("tells of no event"), "hide-mention"))
        facts.append((words("not an event"), words("hide it everywhere"), "hide"))
        facts.append((words("right"), words("confirm it as it is"), "confirm"))
        return facts + self._said_of(about)

    def _same(self, about: Subject, near: Sequence[str]) -> list[Fact]:
        """Merging: with what is gathered or chosen, with what is suggested, with anything by name."""
        words = self.words
        facts = [
            (words("the same"), words("as {name}", name=self._label(each)), f"merge:{each}") for each in near
        ]
        if len(near) > 1:
            facts.append((words("the same"), words("as all that are gathered"), "merge-all"))
        for each in self.session.library.suggestions():
            if about.id in (each.a, each.b):
                other = each.b if each.a == about.id else each.a
                name = self._label(other)
                facts.append(
                    (
                        words("perhaps the same"),
                        words("as {name}: {why}", name=name, why=each.why),
                        f"merge:{other}",
                    )
                )
                facts.append((words("not the same"), words("as {name}", name=name), f"not-same:{other}"))
        facts.append((words("the same"), words("as another, by name"), "merge-with"))
        facts.append((words("not the same"), words("as another, by name"), "not-same-with"))
        return facts

    def _said_of(self, about: Subject) -> list[Fact]:
        """What the user said of it before; Enter takes it back."""
        return [
            (self.words("take back"), self._told(each), f"undo:{each.id}")
            for each in self.session.library.journal.decisions()
            if about.id in (each.subject, each.object)
        ]

    def _label(self, key: str) -> str:
        """The name of an entity or title of an event; the key itself where it is gone."""
        library = self.session.library
        if (entity := library.entity(key)) is not None:
            return entity.name
        event = library.event("e" + key[1:] if len(key) == 17 else key)
        return event.title if event is not None else key.partition(":")[2].replace("-", " ") or key

    def _told(self, each: Decision) -> str:
        value = "" if each.kind in ("split", "add") else each.value
        parts = [self._label(each.subject), self.words(SAID.get(each.kind, each.kind))]
        parts += [self._label(each.object)] if each.object and each.kind != "describe" else []
        parts += [value] if value else []
        if each.reason:
            parts.append(f"({each.reason})")
        return " · ".join(parts)

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
            for number, each in enumerate(others):
                self.decide("merge", about.id, each, relink=number == len(others) - 1)
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
        from reader.tui.screens.palette import Entry, PaletteScreen

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

        self.app.push_screen(PaletteScreen(words, entries), lambda id: then(id) if id else None)

    def _pick_type(self, then: Callable[[str], None]) -> None:
        from reader.tui.screens.palette import Entry, PaletteScreen

        types = self.session.library.event_types()
        self.app.push_screen(
            PaletteScreen(self.words, lambda: [Entry(id, f"{title} · {id}") for id, title in types.items()]),
            lambda id: then(id) if id else None,
        )

    # -- what was missed ----------------------------------------------------------------------------

    def _correct_passage(self, doc: str, span: Span) -> None:
        """Selected words are a name, of somebody new or known; or they tell of an event."""
        words, article = self.words, self.text.article
        if article is None:
            return
        span = _trimmed(article.document.text, span)
        name = " ".join(span.of(article.document.text).split())
        if not name:
            return
        passage = _passage(doc, span)
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

    # -- writing it down ----------------------------------------------------------------------------

    def decide(
        self, kind: str, subject: str, object: str = "", value: str = "", reason: str = "", *, relink: bool = True
    ) -> None:  # fmt: skip
        """A decision, on disk when this returns; what hangs on it follows in a worker."""
        library = self.session.library
        written = self._put_down(lambda: library.decide(kind, subject, object, value, reason))
        if written and relink:
            self.say(
                self.words("Written down; {key} takes it back", key=self.reader.keymap.shown("app.undo"))
            )
            self.relink()

    def _put_down(self, write: Callable[[], object]) -> bool:
        """Whether the journal took it; where it refuses (no room, read-only) that is said, and nothing is lost."""
        try:
            write()
        except JournalError as error:
            self.say(self.words("Not written: {error}", error=str(error)), warning=True)
            return False
        return True

    def take_back(self, decision: str) -> None:
        """One decision undone, whichever it was."""
        if self._put_down(lambda: self.session.library.journal.undo_decision(decision)):
            self.say(self.words("Taken back"))
            self.relink()

    def undo(self) -> None:
        """The last act undone; where it was a decision, what hangs on it follows."""
        before = self.session.library.journal.decisions()
        super().undo()
        if self.session.library.journal.decisions() != before:
            self.relink()

    def relink(self) -> None:
        """The decisions applied anew, in a worker."""
        self.status.busy(True)
        self.run_worker(self._relink, thread=True, group="relink", exit_on_error=False)

    def _relink(self) -> None:
        try:
            self.session.library.relink()
        except STORE_ERRORS as error:
            self.post_message(Relinked(str(error)))
        else:
            self.post_message(Relinked())

    def on_relinked(self, message: Relinked) -> None:
        """Everything shown read anew; the chosen stays chosen where it still is."""
        self.status.busy(False)
        if message.error:
            self.say(self.words("It could not be applied: {error}", error=message.error), warning=True)
            return
        session, library = self.session, self.session.library
        at = self.entities.entity_at(self.entities.cursor)
        session.gathered = [each for each in session.gathered if library.entity(each) is not None]
        if session.chosen is not None:
            kind, id = session.chosen.kind, session.chosen.id
            again = {"EVENT": session.event_chosen, **dict.fromkeys(ENTITY_KINDS, session.entity_chosen)}
            if kind in again and again[kind](id) is None:
                session.chosen = None
        self.reload()
        if self.entities.everywhere:
            self.entities.show(library.entities(None), everywhere=True)
        if at is not None and at.entity.id in self.entities.index:
            self.entities.move_to(self.entities.index[at.entity.id], quiet=True)
        self.show_timeline()
        self.light()
        failed = {each.decision: each.reason for each in library.unapplied()}
        last = next(iter(reversed(library.journal.decisions())), None)
        if last is not None and last.id in failed:
            self.say(self.words("Not applied: {reason}", reason=failed[last.id]), warning=True)
        self.tell()

    # -- lists --------------------------------------------------------------------------------------

    def do_go_suggestions(self) -> None:
        """What might be the same; Enter says whether it is."""
        words, found = self.words, self.session.library.suggestions()
        facts = [
            (
                words("event") if _is_event(each.a) else words("name"),
                f"{self._label(each.a)} ≈ {self._label(each.b)} · {each.why}",
                str(number),
            )
            for number, each in enumerate(found)
        ] or [("", words("Nothing is suggested"), "")]

        def chosen(number: str) -> None:
            each = found[int(number)]
            answers = [
                (words("the same"), words("make them one"), "merge"),
                (words("not the same"), words("keep them apart, and never ask again"), "not-same"),
                (words("look"), self._label(each.a), "a"),
                (words("look"), self._label(each.b), "b"),
            ]
            self._choose(
                f"{self._label(each.a)} ≈ {self._label(each.b)}",
                answers,
                lambda what: (
                    self._look(each.a if what == "a" else each.b)
                    if what in ("a", "b")
                    else self.decide(what, each.a, each.b)
                ),
            )

        self._choose(words("Perhaps the same"), facts, chosen)

    def _look(self, key: str) -> None:
        if _is_event(key):
            self.follow_event(key)
        else:
            self.follow_entity(key)

    def do_go_decisions(self) -> None:
        """What the user said, the latest first; what could not be applied stands above, with the reason."""
        words, library = self.words, self.session.library
        failed = {each.decision: each.reason for each in library.unapplied()}
        decisions = list(reversed(library.journal.decisions()))
        decisions.sort(key=lambda each: each.id not in failed)
        facts = [
            (
                words("not applied") if each.id in failed else words.digits(each.created[:10]),
                f"{self._told(each)} — {failed[each.id]}" if each.id in failed else self._told(each),
                each.id,
            )
            for each in decisions
        ] or [("", words("Nothing was corrected yet"), "")]
        self._choose(words("Your corrections; Enter takes one back"), facts, self.take_back)


def _passage(doc: str, span: Span) -> str:
    """A mention as decisions name it."""
    return f"{doc}#{span.start}-{span.end}"


def _is_event(key: str) -> bool:
    return ":" not in key


def _trimmed(text: str, span: Span) -> Span:
    """A Span without the spaces and signs around it."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum() and not _joins(text[end - 1]):
        end -= 1
    return Span(start, end)


def _joins(character: str) -> bool:
    """Short vowels belong to the letter before them."""
    return "ً" <= character <= "ْ"
