"""Lists of passages: what following a person, an event, a search, a link or the history shows.

Every list is the same thing: headings (an article, a kind) and passages under them. Pure but for what is asked
of the library; snippets are cut when a row is painted, so that a list of thousands opens at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reader.catalogue import N_
from reader.lazy_dataclass import dataclass
from reader.library import SearchResult
from reader.model import AnchorState, Hit, Link, NoteState, Passage, Place, PlacedNote, Span
from reader.slots import SLOTS, of_slot
from reader.tui.notehead import HIGHLIGHT, STATES, glance
from reader.tui.session import Session, places_of

NEAR = 60  # code points that hits may take up to be one passage of the list


@dataclass(frozen=True)
class Title:
    """A heading: an article, or what its passages have in common."""

    text: str
    aside: str = ""
    doc: str = ""


@dataclass(frozen=True)
class Row:
    """A passage. `lit` is what its line is about; `tag` stands at the far end (a source, a letter, a state)."""

    doc: str
    lit: Span
    tag: str = ""
    text: str = ""  # shown instead of the article's own words (a note's body)
    kind: str = ""
    id: str = ""
    dim: bool = False
    at: int = 0  # of a note on two passages: which of them
    also: tuple[Span, ...] = ()  # what else is lit in its line


@dataclass(frozen=True)
class PassageList:
    """What the passages pane shows."""

    title: str
    rows: tuple[Title | Row, ...]
    kind: str = ""
    id: str = ""
    empty: str = ""

    @property
    def passages(self) -> list[Passage]:
        return [
            Passage(row.doc, span)
            for row in self.rows
            if isinstance(row, Row) and row.doc
            for span in (row.lit, *row.also)
        ]


def grouped(
    session: Session, passages: Iterable[Passage], tag: Callable[[Passage], str] | None = None
) -> tuple[Title | Row, ...]:
    """Passages under their articles, in the order of the list."""
    by_doc: dict[str, list[Passage]] = {}
    for passage in passages:
        by_doc.setdefault(passage.doc, []).append(passage)
    rows: list[Title | Row] = []
    articles = session.library.some(by_doc)
    for doc in sorted(by_doc, key=session.position):
        title = articles[doc].metadata.title if doc in articles else doc[:12]
        rows.append(Title(title, session.words.number(len(by_doc[doc])), doc))
        rows.extend(
            Row(each.doc, each.span, tag(each) if tag else "")
            for each in sorted(by_doc[doc], key=lambda each: each.span)
        )
    return tuple(rows)


def of_entity(session: Session, entity: str) -> PassageList | None:
    """Every mention of an entity, in context."""
    found = session.library.entity(entity)
    if found is None:
        return None
    rows = grouped(session, session.library.mentions(entity))
    return PassageList(found.name, rows, found.type.value, entity)


def of_event(session: Session, event: str) -> PassageList | None:
    """What each article says of an event, with who says so."""
    found = session.library.event(event)
    if found is None:
        return None
    words = session.words
    sources: dict[tuple[str, int], str] = {}
    for account in session.library.accounts(event):
        name = account.source.name if account.source else ""
        modality = {
            "denied": words("denied"),
            "planned": words("planned"),
            "hypothetical": words("scenario"),
        }.get(account.modality.value, "")
        for passage in account.passages:
            sources.setdefault(
                (passage.doc, passage.span.start), " · ".join(part for part in (modality, name) if part)
            )
    passages = session.event_passages(event) or places_of(
        passage for account in session.library.accounts(event) for passage in account.passages
    )
    rows: list[Title | Row] = []
    for dispute in found.disputes:
        values = " ≠ ".join(of_slot(dispute.slot, value.value, words) for value in dispute.values)
        rows.append(
            Title(
                words(
                    "They do not agree on {slot}: {values}",
                    slot=words(SLOTS.get(dispute.slot, dispute.slot)),
                    values=values,
                )
            )
        )
    rows.extend(grouped(session, passages, lambda each: sources.get((each.doc, each.span.start), "")))
    apart = {
        passage: words.digits(value.value)
        for dispute in found.disputes
        for value in dispute.values
        if value.elsewhere
        for passage in value.passages
    }
    if apart:
        rows.append(Title(words("Counted otherwise elsewhere")))
        rows.extend(grouped(session, apart, lambda each: apart[each]))
    return PassageList(found.title, tuple(rows), "EVENT", event)


ELSEWHERE = N_("elsewhere")  # of a count that no account of the event gives, but another text of the matter


def related(session: Session, doc: str) -> PassageList:
    """The articles that share something with one, rarest first, with the passages on the other side."""
    words, library = session.words, session.library
    rows: list[Title | Row] = []
    for link in library.links(doc):
        other = link.b if link.a == doc else link.a
        rows.append(
            Title(
                session.title(other),
                words.count("{n} thing shared", "{n} things shared", len(link.entities) + len(link.events)),
                other,
            )
        )
        rows.extend(_shared(session, link, other))
    return PassageList(
        words("Related to {title}", title=session.title(doc)),
        tuple(rows),
        "RELATED",
        doc,
        words("No other article shares a person, organisation, place or event with this one"),
    )


def _shared(session: Session, link: Link, other: str, most: int = 8) -> list[Row]:
    library = session.library
    rows = []
    for event in link.events[:most]:
        span = next((span for span, id in library.events_of(other) if id == event), None)
        found = library.event(event)
        if span is not None and found is not None:
            rows.append(Row(other, span, session.words("event"), kind="EVENT", id=event))
    marks = session.article(other).marks
    first: dict[str, Span] = {}
    for mark in marks:
        if mark.kind in ("PER", "ORG", "LOC"):
            first.setdefault(mark.id, mark.span)
    for entity in link.entities[:most]:
        found_entity = library.entity(entity)
        if entity in first and found_entity is not None:
            rows.append(Row(other, first[entity], found_entity.name, kind=found_entity.type.value, id=entity))
    return rows


def together(session: Session, entities: Sequence[str]) -> PassageList:
    """Where two or more entities meet: in one paragraph, else somewhere in one article."""
    words, library = session.words, session.library
    names = " + ".join(session.name(each) for each in entities)
    places: dict[str, dict[str, list[Span]]] = {}
    for entity in entities:
        for passage in library.mentions(entity):
            places.setdefault(passage.doc, {}).setdefault(entity, []).append(passage.span)
    rows: list[Title | Row] = []
    for doc in sorted((doc for doc, found in places.items() if len(found) >= 2), key=session.position):
        text = session.article(doc).document.text
        near = _meetings(text, places[doc], len(entities))
        if near:
            rows.append(Title(session.title(doc), words.number(len(near)), doc))
            rows.extend(Row(doc, span) for span in near)
        else:
            rows.append(Title(session.title(doc), words("in one article, apart"), doc))
            rows.extend(Row(doc, spans[0], session.name(entity)) for entity, spans in places[doc].items())
    return PassageList(names, tuple(rows), "TOGETHER", "+".join(entities), words("They meet in no article"))


def _meetings(text: str, places: dict[str, list[Span]], wanted: int) -> list[Span]:
    """Stretches of at most a paragraph (or 400 characters) that name as many of them as the article can."""
    everything = sorted((span, entity) for entity, spans in places.items() for span in spans)
    most = min(wanted, len(places))
    found: list[Span] = []
    for number, (span, _) in enumerate(everything):
        seen: dict[str, Span] = {}
        for other, entity in everything[number:]:
            if other.end - span.start > 400 or "\n" in text[span.start : other.end]:
                break
            seen.setdefault(entity, other)
        if len(seen) >= most:
            end = max(each.end for each in seen.values())
            if not found or span.start >= found[-1].end:
                found.append(Span(span.start, end))
    return found


def of_search(session: Session, query: str, result: SearchResult) -> PassageList:
    """The passages that a search found, best article first."""
    words = session.words
    titles = dict(zip(result.documents, result.titles, strict=True))
    by_doc: dict[str, list[Hit]] = {}
    for hit in result.hits:
        by_doc.setdefault(hit.doc, []).append(hit)
    rows: list[Title | Row] = []
    for doc, those in by_doc.items():
        rows.append(Title(titles[doc], words.number(len(those)), doc))
        rows.extend(
            Row(doc, near[0].span, "" if near[0].exact else "≈", also=tuple(hit.span for hit in near[1:]))
            for near in _lines(those)
        )
    total = result.total_documents
    title = words.count("{n} article has {query}", "{n} articles have {query}", total, query=query)
    return PassageList(title, tuple(rows), "SEARCH", query, words("Nothing found"))


def _lines(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of one article, those that one line of the list can show together in one piece."""
    found: list[list[Hit]] = []
    for hit in hits:
        first = found[-1][0] if found else None
        if first is not None and hit.span.end <= min(first.span.start + NEAR, first.context.end):
            found[-1].append(hit)
        else:
            found.append([hit])
    return found


def jumps(session: Session) -> PassageList:
    """The jump list, latest first."""
    rows: list[Title | Row] = []
    for place, here in session.history.all(session.place):
        rows.append(
            Row(place.doc, Span(place.offset, place.offset), "●" if here else session.title(place.doc))
        )
    return PassageList(
        session.words("Where you have been"), tuple(rows), "JUMPS", "", session.words("No jump yet")
    )


def of_marks(session: Session, marks: dict[str, Place]) -> PassageList:
    """The marks that were set, by letter."""
    rows = tuple(
        Row(place.doc, Span(place.offset, place.offset), letter) for letter, place in sorted(marks.items())
    )
    return PassageList(session.words("Marks"), rows, "MARKS", "", session.words("No mark is set yet"))


def of_notes(
    session: Session, notes: Sequence[PlacedNote], narrowed: str = "", *, title: str = ""
) -> PassageList:
    """All notes, article by article, then those on people and events; what could not be placed says so."""
    words = session.words
    by_owner: dict[tuple[str, str], list[PlacedNote]] = {}
    for each in notes:
        target = each.note.target
        doc = (
            target.selectors[each.at].doc
            if target.selectors
            else target.id
            if target.kind == "document"
            else ""
        )
        by_owner.setdefault((doc, "" if doc else target.label or target.id), []).append(each)
    rows: list[Title | Row] = []
    for (doc, label), those in sorted(by_owner.items(), key=lambda item: _note_order(session, item[0][0])):
        rows.append(Title(session.title(doc) if doc else label, words.number(len(those)), doc))
        rows.extend(_note_row(session, doc, each) for each in those)
    title = title or (words("Notes: {what}", what=narrowed) if narrowed else words("Notes"))
    empty = words("No note of that kind") if narrowed else words("No note yet")
    return PassageList(title, tuple(rows), "NOTES", "", empty)


def _note_order(session: Session, doc: str) -> tuple[bool, int]:
    at = session.position(doc) if doc else -1
    return at < 0, at


def _note_row(session: Session, doc: str, each: PlacedNote) -> Row:
    words, note = session.words, each.note
    placed = {
        AnchorState.MOVED: words("moved") + " ?",
        AnchorState.UNCERTAIN: words("uncertain") + " ?",
        AnchorState.ORPHAN: words("its passage is gone"),
    }
    author = note.author if note.author != session.library.journal.author else ""
    state = words(STATES[note.state]) if note.state is not NoteState.OPEN else ""
    label = words(HIGHLIGHT) if note.label == HIGHLIGHT else note.label
    tag = " · ".join(
        filter(
            None,
            (placed.get(each.state, ""), state, *(f"#{tag}" for tag in note.tags), label, author),
        )
    )
    quote = note.target.selectors[each.at].exact if note.target.selectors else ""
    body = glance(note.body) or f"«{glance(quote)}»"
    if note.target.kind == "pair":
        body = f"⇄ {body} «{glance(quote)}»"
    return Row(doc, each.span or Span(0, 0), tag, body, "NOTE", note.id, each.span is None, each.at)


def of_searches(session: Session) -> PassageList:
    """Searches that were kept, then those that were run, the last one first."""
    words, journal = session.words, session.library.journal
    kept = journal.saved_searches()
    rows: list[Title | Row] = []
    if kept:
        rows.append(Title(words("Kept"), words.number(len(kept))))
        rows += [Row("", Span(0, 0), "★", query, "QUERY", name) for name, query in kept.items()]
    run = [query for query in journal.search_history() if query not in kept.values()]
    if run:
        rows.append(Title(words("Searched before"), words.number(len(run))))
        rows += [Row("", Span(0, 0), "", query, "QUERY", query) for query in run]
    return PassageList(words("Searches"), tuple(rows), "SEARCHES", "", words("Nothing was searched yet"))


def of_day(session: Session, value: str) -> PassageList:
    """The passages that report events of a day, month or year."""
    found: list[Passage] = []
    for event in session.library.events():
        if event.date and value and (event.date.startswith(value) or value.startswith(event.date)):
            found.extend(session.event_passages(event.id))
    return PassageList(session.words.digits(value), grouped(session, dict.fromkeys(found)), "TIME", value)
