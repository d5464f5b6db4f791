"""Who holds a role that a document says without a name, by what the other documents say, and when.

Two holders of one office at different times stay apart: a document's role goes to the one person whom documents of about the same
time (a year) name with it; documents without a date speak against anybody else at any time. Where two remain, nobody is chosen:
both are offered. Independent of the order of documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reader.analysis.entities.offices import is_bare
from reader.analysis.linking import Added, RoleLink, Unapplied
from reader.model import Decision, RoleMention, Span

_WINDOW = 366  # days
_ONE = "the only one of whom the collection says this about then"
_SEVERAL = "the collection says this of several about then"


@dataclass(frozen=True, slots=True)
class RoleRow:
    """The roles of one document. `holder` is local number -> entity of this document's people."""

    doc: str
    published: str | None  # ISO date or prefix
    roles: Sequence[RoleMention]
    holder: Mapping[int, str]


def holders(rows: Iterable[RoleRow]) -> tuple[RoleLink, ...]:
    """A link for each role without a name that somebody may hold, by document and place in its text."""
    documents = sorted(rows, key=lambda row: row.doc)
    said: dict[str, list[tuple[date | None, str]]] = defaultdict(list)
    for row in documents:
        day = _day(row.published)
        for role in row.roles:
            entity = row.holder.get(role.local, "")
            if role.beside and entity and not is_bare(role.key):
                said[role.key].append((day, entity))
    out = []
    for row in documents:
        day = _day(row.published)
        for index, role in enumerate(row.roles):
            if role.beside:
                continue
            if entity := row.holder.get(role.local, ""):
                out.append(RoleLink(row.doc, index, entity, (), role.why))
                continue
            about = {
                entity
                for when, entity in said[role.key]
                if day is None or when is None or abs((when - day).days) <= _WINDOW
            }
            if len(about) == 1:
                out.append(RoleLink(row.doc, index, min(about), (), _ONE))
            elif about:
                out.append(RoleLink(row.doc, index, "", tuple(sorted(about)), _SEVERAL))
    return tuple(out)


def heeded(
    links: Iterable[RoleLink],
    decisions: Iterable[Decision],
    by_user: Iterable[Added],
    unapplied: Iterable[Unapplied],
    span_of: Callable[[str, int], Span],
) -> tuple[tuple[RoleLink, ...], list[Unapplied]]:
    """The links without roles that the user hid or split off (`hide`, `split` of their passage) or gave to somebody (a name
    added over them), and the unapplied decisions without those that spoke of a role. `span_of` gives the place of (document, index).
    """
    hidden = {
        passage: each.id
        for each in decisions
        if each.kind in {"hide", "split"} and not each.undone
        for passage in (each.subject if each.kind == "hide" else each.value).split()
    }
    passages = hidden.keys() | {
        f"{each.doc}#{each.mention.span.start}-{each.mention.span.end}" for each in by_user
    }
    docs = {passage.rpartition("#")[0] for passage in passages}
    kept, found = [], set()
    for link in links:
        if link.doc in docs:
            span = span_of(link.doc, link.index)
            passage = f"{link.doc}#{span.start}-{span.end}"
            if passage in passages:
                found.add(hidden.get(passage, ""))
                continue
        kept.append(link)
    return tuple(kept), [each for each in unapplied if each.decision not in found]


def _day(value: str | None) -> date | None:
    """The first day of an ISO date or its prefix; None where it is none."""
    parts = (value or "").split("-")
    try:
        year, month, day = (int(part) for part in [*parts, *["1"] * (3 - len(parts))])
        return date(year, month, day)
    except ValueError:
        return None
