"""What the reader is doing: the collection, the place, what is chosen, what is marked. Knows no widget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cached_property

from reader.catalogue import Catalogue
from reader.config import Settings
from reader.lazy_dataclass import dataclass
from reader.library import Library, Mark, Rows
from reader.model import Document, DocumentRow, EntityType, Event, Passage, Place, Span
from reader.tui.history import History

FEW = 30  # places in the list that are asked for one by one, before all are learnt
# on the timeline of the whole collection at most (3 kB each): of more, those that more articles report
MANY_EVENTS = 8_000
KINDS = ("PER", "ORG", "LOC", "TIME", "EVENT", "NOTE")
ENTITY_KINDS = frozenset(each.value for each in EntityType)


@dataclass(frozen=True)
class Article:
    """A document with what is marked in it, ready to be painted."""

    document: Document
    marks: tuple[Mark, ...]
    reports: tuple[tuple[Span, str], ...]  # event mentions: (sentence or clause, event id)

    @cached_property
    def _starts(self) -> list[int]:
        return [mark.span.start for mark in self.marks]

    @cached_property
    def _longest(self) -> int:
        return max((len(mark.span) for mark in self.marks), default=0)

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """The marks that touch `[start, end)`, in text order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, end - 1)
        return [mark for mark in self.marks[first:last] if mark.span.end > start]

    def marks_at(self, span: Span) -> list[Mark]:
        """The marks that touch a Span, the shortest first."""
        return sorted(
            self.marks_in(span.start, max(span.end, span.start + 1)), key=lambda mark: len(mark.span)
        )

    def events_at(self, offset: int) -> list[str]:
        """The events reported at an offset, the shortest passage first."""
        found = [
            (len(span), event)
            for span, event in self.reports
            if span.start <= offset < max(span.end, span.start + 1)
        ]
        return list(dict.fromkeys(event for _, event in sorted(found)))


@dataclass(frozen=True)
class Chosen:
    """What was chosen last: lit everywhere it occurs, and what n and N go along."""

    kind: str  # PER ORG LOC EVENT NOTE SEARCH TOGETHER
    id: str
    label: str
    passages: tuple[Passage, ...]  # in the order of the articles

    @cached_property
    def by_document(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for passage in self.passages:
            found.setdefault(passage.doc, []).append(passage.span)
        return found


def places_of(passages: Iterable[Passage]) -> list[Passage]:
    """The passages, each place once: where two begin together (a sentence and its first clause) the longer one."""
    found: dict[tuple[str, int], Passage] = {}
    for each in passages:
        known = found.setdefault((each.doc, each.span.start), each)
        if len(each.span) > len(known.span):
            found[each.doc, each.span.start] = each
    return list(found.values())


@dataclass(frozen=True)
class Listing:
    """The article list in an order: its rows, and the headings that they stand under, with their numbers."""

    order: str
    matching: str
    rows: Rows
    groups: tuple[tuple[str, int], ...]


Places = tuple[Sequence[DocumentRow], dict[str, int]]  # a list, and where every article stands in it


@dataclass
class Session:
    """The state that the panes share."""

    library: Library
    settings: Settings
    words: Catalogue
    place: Place | None = None
    chosen: Chosen | None = None
    gathered: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)  # kinds that are not marked
    history: History = field(default_factory=History)
    order: str = "path"
    matching: str = ""  # words that the titles, sources or paths of the list contain
    searched: str = ""  # the query whose articles stand first where the list is sorted by relevance
    draft: tuple[str, str] | None = None  # key and text of the note being written, as typed so far
    size: int = 0  # articles of the collection, also of those that a narrowed list leaves out
    _rows: Sequence[DocumentRow] = ()
    _groups: Sequence[tuple[str, int]] = ()
    _positions: dict[str, int] = field(default_factory=dict)
    _asked: int = 0  # places in the list asked for since it was read
    _articles: dict[str, Article] = field(default_factory=dict)
    _counted: tuple[Chosen | None, object, list[tuple[int, int]], dict[int, int]] | None = None

    # -- articles ---------------------------------------------------------------------------------

    def load_rows(self) -> None:
        """The article list read anew (after a refresh, or in another order)."""
        self.take_rows(self.read_rows(self.order, self.matching))

    def read_rows(self, order: str, matching: str) -> Listing:
        """The list in an order, without showing it."""
        found = self.library.matches(self.searched) if order == "relevance" and self.searched else ()
        rows = self.library.rows(order, matching, found=found)
        groups = rows.groups()
        if sum(count for _, count in groups) != len(rows):
            groups = []  # the index went on in between: headings at the next look
        return Listing(order, matching, rows, tuple(groups))

    def take_rows(self, listing: Listing) -> None:
        """The list is this one from now on."""
        self.order, self.matching = listing.order, listing.matching
        self._rows, self._groups = listing.rows, listing.groups
        if not listing.matching:
            self.size = len(listing.rows)
        self._asked = 0
        self._positions.clear()
        self._articles.clear()

    @property
    def rows(self) -> Sequence[DocumentRow]:
        """The articles in the order of the list."""
        return self._rows

    @property
    def groups(self) -> Sequence[tuple[str, int]]:
        """(heading, articles under it) of the list; none where its order has no headings."""
        return self._groups

    def places_in_list(self) -> Places:
        """Where every article stands in the list: for a worker, to be handed to `learn_places`."""
        rows = self._rows
        if self._positions:
            return rows, self._positions
        ids = rows.ids() if isinstance(rows, Rows) else [row.id for row in rows]
        return rows, {id: number for number, id in enumerate(ids)}

    def learn_places(self, places: Places) -> None:
        """What `places_in_list` found, where the list is still the same."""
        rows, positions = places
        if rows is self._rows:
            self._positions = positions

    def events(self) -> Sequence[Event]:
        """The timeline of the collection; of a large one the events that several articles report."""
        return self.library.events(most=MANY_EVENTS)

    def events_here(self, doc: str) -> list[Event]:
        """The events that an article reports, in time order."""
        ids = dict.fromkeys(id for _, id in self.library.events_of(doc))
        found = [event for id in ids if (event := self.library.event(id)) is not None]
        return sorted(found, key=lambda e: (e.hypothetical, e.date is None, e.date or "", e.id))

    def position(self, doc: str) -> int:
        """Where an article stands in the list, from 0; -1 where it is not in it."""
        self._asked += 1
        if not self._positions:
            if isinstance(self._rows, Rows) and self._asked <= FEW:
                return self._rows.position(doc)
            self.learn_places(self.places_in_list())
        return self._positions.get(doc, -1)

    def article(self, doc: str) -> Article:
        """An article with its marks; the last few are kept. Raises KeyError where it is gone."""
        found = self._articles.get(doc)
        if found is None:
            library = self.library
            found = Article(library.document(doc), library.marks(doc), tuple(library.events_of(doc)))
            while len(self._articles) >= 24:
                del self._articles[next(iter(self._articles))]
            self._articles[doc] = found
        return found

    def forget(self, doc: str | None = None) -> None:
        """An article (or all) will be read anew: a note or a correction changed its marks."""
        if doc is None:
            self._articles.clear()
        else:
            self._articles.pop(doc, None)

    def title(self, doc: str) -> str:
        """An article's title; its id where it is gone."""
        try:
            return self.library.row(doc).metadata.title
        except KeyError:
            return doc[:12]

    # -- what is chosen ---------------------------------------------------------------------------

    def choose(self, kind: str, id: str, label: str, passages: Sequence[Passage]) -> Chosen:
        """From now on n and N go along these passages, and they are lit."""
        ordered = sorted(places_of(passages), key=lambda each: (self.position(each.doc), each.span))
        self.chosen = Chosen(kind, id, label, tuple(ordered))
        return self.chosen

    def entity_chosen(self, entity: str) -> Chosen | None:
        """An entity, chosen; None where there is none of that id."""
        found = self.library.entity(entity)
        if found is None:
            return None
        return self.choose(found.type.value, entity, found.name, self.library.mentions(entity))

    def event_chosen(self, event: str) -> Chosen | None:
        """An event, chosen."""
        found = self.library.event(event)
        if found is None:
            return None
        return self.choose("EVENT", event, found.title, self.event_passages(event))

    def event_passages(self, event: str) -> list[Passage]:
        """Where an event is reported, article by article, each place once."""
        found = self.library.event(event)
        if found is None:
            return []
        docs = dict.fromkeys(each.doc for each in found.mentions)
        return places_of(
            Passage(doc, span) for doc in docs for span, id in self.library.events_of(doc) if id == event
        )

    def step(self, direction: int, *, article: bool = False) -> tuple[Passage, bool] | None:
        """The next (or previous) passage of the chosen from here; True with it where it went round the end."""
        if self.chosen is None or not self.chosen.passages:
            return None
        passages, (keys, _) = self.chosen.passages, self._along()
        here = (self.position(self.place.doc), self.place.offset) if self.place else (-1, -1)
        if article:
            if direction > 0:
                at = bisect_left(keys, (here[0] + 1, -1))
            else:
                before = bisect_left(keys, (here[0], -1)) - 1
                at = bisect_left(keys, (keys[before][0], -1)) if before >= 0 else -1
        else:
            at = bisect_right(keys, here) if direction > 0 else bisect_left(keys, here) - 1
        wrapped = not 0 <= at < len(passages)
        if wrapped:
            at = 0 if direction > 0 else len(passages) - 1
            if article and direction < 0:
                at = bisect_left(keys, (keys[-1][0], -1))
        return passages[at], wrapped

    def count(self, place: Place | None = None) -> tuple[int, int, int, int] | None:
        """Where a place is in the chosen: passage number and total, article number and total (of those that have it)."""
        place = place or self.place
        if self.chosen is None or place is None:
            return None
        keys, articles = self._along()
        here = (self.position(place.doc), place.offset)
        return bisect_right(keys, here), len(keys), articles.get(here[0], 0), len(articles)

    def _along(self) -> tuple[list[tuple[int, int]], dict[int, int]]:
        """(article, offset) of each passage of the chosen, and the number of each article among those that have one.

        Worked out once for a list: a name may stand in thousands of places, and every jump tells where it led.
        """
        chosen, rows = self.chosen, self._rows
        held = self._counted
        if held is None or held[0] is not chosen or held[1] is not rows:
            keys = [(self.position(each.doc), each.span.start) for each in chosen.passages] if chosen else []
            articles = dict.fromkeys(key[0] for key in keys)
            numbers = {position: number for number, position in enumerate(articles, 1)}
            held = self._counted = (chosen, rows, keys, numbers)
        return held[2], held[3]

    # -- names ------------------------------------------------------------------------------------

    def name(self, entity: str) -> str:
        """An entity's name."""
        found = self.library.entity(entity)
        return found.name if found else entity
