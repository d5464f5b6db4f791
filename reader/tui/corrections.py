"""What can be said to correct an entity or event, and what was said: as rows of a card. Pure; asks the library alone.

Loaded when a card is opened, not with the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.catalogue import N_
from reader.model import Decision, Span
from reader.reasons import reason_in
from reader.text.fold import fold
from reader.tui.session import Session
from reader.when import when

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


def choices(session: Session, about: Subject) -> list[Fact]:
    """What can be said of an entity or event."""
    return _event_choices(session, about) if about.event else _entity_choices(session, about)


def _entity_choices(session: Session, about: Subject) -> list[Fact]:
    words, library = session.words, session.library
    entity = library.entity(about.id)
    if entity is None:
        return []
    facts = [(words("name"), entity.name, "rename")]
    facts += [
        (words("kind"), words("it is {kind}", kind=words(TYPES[kind])), f"retype:{kind}")
        for kind in TYPES
        if kind != entity.type.value
    ]
    facts += same(session, about, [each for each in session.gathered if each != about.id])
    if about.mention:
        facts.append((words("this mention"), words("names another; keep it apart"), "split"))
        facts.append((words("this mention"), words("is no name"), "hide-mention"))
    facts.append((words("not a name"), words("hide it everywhere"), "hide"))
    facts.append((words("right"), words("confirm it as it is"), "confirm"))
    return facts + said_of(session, about)


def _event_choices(session: Session, about: Subject) -> list[Fact]:
    words, library = session.words, session.library
    event = library.event(about.id)
    if event is None:
        return []
    chosen = session.chosen
    others = [chosen.id] if chosen and chosen.kind == "EVENT" and chosen.id != about.id else []
    kind = library.event_types(words.language).get(event.type, event.type)
    facts = [
        (words("title"), event.title, "rename"),
        (words("date"), when(event.date, event.mod, words) or words("undated"), "redate"),
        (words("kind"), kind, "retype"),
    ]
    facts += same(session, about, others)
    if about.mention and len(event.mentions) > 1:
        facts.append((words("this mention"), words("tells of another event; keep it apart"), "split"))
    if about.mention:
        facts.append((words("this mention"), words("tells of no event"), "hide-mention"))
    facts.append((words("not an event"), words("hide it everywhere"), "hide"))
    facts.append((words("right"), words("confirm it as it is"), "confirm"))
    return facts + said_of(session, about)


def same(session: Session, about: Subject, near: Sequence[str]) -> list[Fact]:
    """Merging: with what is gathered or chosen, with what is suggested, with anything by name."""
    words = session.words
    facts = [
        (words("the same"), words("as {name}", name=label(session, each)), f"merge:{each}") for each in near
    ]
    if len(near) > 1:
        facts.append((words("the same"), words("as all that are gathered"), "merge-all"))
    for each in session.library.suggestions():
        if about.id in (each.a, each.b):
            other = each.b if each.a == about.id else each.a
            name = label(session, other)
            facts.append(
                (
                    words("perhaps the same"),
                    words("as {name}: {why}", name=name, why=reason_in(each.why, words)),
                    f"merge:{other}",
                )
            )
            facts.append((words("not the same"), words("as {name}", name=name), f"not-same:{other}"))
    facts.append((words("the same"), words("as another, by name"), "merge-with"))
    facts.append((words("not the same"), words("as another, by name"), "not-same-with"))
    return facts


def said_of(session: Session, about: Subject) -> list[Fact]:
    """What the user said of it before; Enter takes it back."""
    return [
        (session.words("take back"), told(session, each), f"undo:{each.id}")
        for each in session.library.journal.decisions()
        if about.id in (each.subject, each.object)
    ]


def label(session: Session, key: str) -> str:
    """The name of an entity or title of an event; the key itself where it is gone."""
    library = session.library
    if (entity := library.entity(key)) is not None:
        return entity.name
    if words := library.words_at(key):
        return f"«{words}»"
    event = library.event("e" + key[1:] if len(key) == 17 else key)
    return event.title if event is not None else key.partition(":")[2].replace("-", " ") or key


def _as_said(session: Session, key: str, names: Sequence[str]) -> str:
    """What a decision named. After a merge both of its names lead to one entity, or one to none; the user said two."""
    entity = session.library.entity(key)
    said = fold(key.partition(":")[2].replace("-", " "))
    found = next((name for name in names if said and fold(name.replace("-", " ")) == said), None)
    return found or label(session, key) if entity is None or entity.id == key else found or said


def told(session: Session, each: Decision) -> str:
    value = "" if each.kind in ("split", "add") else each.value
    entities = [session.library.entity(key) for key in (each.subject, each.object) if key]
    names = [name for entity in entities if entity for name in (entity.name, *entity.aliases)]
    parts = [_as_said(session, each.subject, names), session.words(SAID.get(each.kind, each.kind))]
    parts += [_as_said(session, each.object, names)] if each.object and each.kind != "describe" else []
    parts += [value] if value else []
    if each.reason:
        parts.append(f"({each.reason})")
    return " · ".join(parts)


def passage_key(doc: str, span: Span) -> str:
    """A mention as decisions name it."""
    return f"{doc}#{span.start}-{span.end}"


def is_event(key: str) -> bool:
    return ":" not in key


def trimmed(text: str, span: Span) -> Span:
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
