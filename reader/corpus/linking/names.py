"""The names of all documents as they lie in the index: how often each form stands, where first, and whose the name is.

Kept by the linking of the whole; linking what changed takes documents out, puts others in, and asks by the marks that names
meet by (`analysis.entities.meeting`). Counts are added up; the postings say in which documents a name stands.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.corpus.linking.pending import Pending
from reader.corpus.serial import compact
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.entities.roll import Summed
    from reader.analysis.entities.units import Unit

Key = tuple[int, str]  # kind and words of a name


@dataclass(slots=True)
class Name:
    """One name. A form has its count, and the first, last and first strong document (by id, "" for none)."""

    number: int
    kind: int
    words: str
    docs: int = 0
    listings: Counter[str] = field(default_factory=Counter)
    forms: dict[str, list[Any]] = field(default_factory=dict)
    home: str = ""  # its entity
    lead: str = ""  # the spelling that stands for it
    kept: tuple[object, ...] | None = None  # its row in the index, None for a new one
    marked: frozenset[int] | None = None  # the marks that lead to it in the index, asked before it changes
    unsure: bool = False  # a document that a form began or ended with is gone

    def row(self) -> tuple[object, ...]:
        """As it lies in the index."""
        said = said_of(self.listings, self.forms)
        return (self.number, self.kind, self.words, self.docs, said, self.home, self.lead)

    @property
    def type(self) -> EntityType:
        """The type that the name is of."""
        from reader.analysis.entities.roll import KINDS

        return KINDS[self.kind][0]

    def beginning(self) -> str:
        """The first two parts of the spelling that stands for it, "" for none."""
        from reader.analysis.entities.offers import beginning

        return beginning(self.lead) if self.lead else ""

    def marks(self) -> frozenset[int]:
        """All marks that lead to it."""
        return frozenset(marks_of(self.kind, self.words, self.listings, self.forms, self.lead))

    @property
    def way(self) -> int:
        """How it finds its entity."""
        from reader.analysis.entities.roll import KINDS

        return KINDS[self.kind][1]

    @property
    def given(self) -> str:
        """A kept name without the mark of its document."""
        return self.words.partition("~")[0]

    def meets(self) -> set[int]:
        """The marks of names that it can change, or be changed by."""
        from reader.analysis.entities.meeting import marks
        from reader.analysis.entities.roll import KINDS

        return marks(*KINDS[self.kind], self.words, self.listings)

    def said_as(self) -> set[str]:
        """The words that it is looked for by in texts."""
        from reader.analysis.entities.meeting import said_as

        return set(said_as(self.type, self.forms))


def said_of(listings: Mapping[str, int], forms: Mapping[str, Sequence[Any]]) -> str:
    """The column of that name."""
    return compact([listings, forms])


def marks_of(kind: int, words: str, listings: Iterable[str], forms: Iterable[str], lead: str) -> set[int]:
    """All marks that lead to a name."""
    from reader.analysis.entities.meeting import code, marks, said_marks
    from reader.analysis.entities.offers import beginning
    from reader.analysis.entities.roll import KINDS
    from reader.analysis.entities.units import Way

    type_, way = KINDS[kind]
    found = marks(type_, way, words, listings) | said_marks(type_, way, words, forms)
    if begin := beginning(lead):
        found.add(code("begun " + begin))
    if way is Way.KEPT and type_ is EntityType.PER:
        found.add(code("given " + words.partition("~")[0]))
    return found


Share = tuple[Counter[str], dict[str, list[Any]]]  # of a document in a name: canonical names, forms


def shares(doc: str, units: Iterable[Unit]) -> dict[Key, Share]:
    """What a document says of each name."""
    from reader.analysis.entities.roll import AT, words_of

    found: dict[Key, Share] = {}
    for unit in units:
        listings, forms = found.setdefault((AT[unit.type, unit.way], words_of(unit, doc)), (Counter(), {}))
        if unit.listed:
            listings[unit.listed] += 1
        for form, count, strong in unit.names:
            held = forms.setdefault(form, [0, False])
            held[0] += count
            held[1] = held[1] or strong
    return found


class Names:
    """The names that a run asks for, each read once and changed in place until `write`."""

    def __init__(self, db: sqlite3.Connection, pending: Pending) -> None:
        self.db = db
        self.pending = pending
        self.held: dict[int, Name] = {}
        self._at: dict[Key, Name] = {}
        self._next: int = db.execute("SELECT coalesce(max(n), 0) FROM names").fetchone()[0]
        self._by_mark: dict[int, set[int]] = {}  # what was put in, or may have been
        self._less: dict[int, set[int]] = {}  # documents (by number) that a name lost
        self._more: dict[int, set[int]] = {}  # and gained
        self._docs: dict[int, set[int]] = {}

    @property
    def count(self) -> int:
        """How many names there are, about."""
        return self._next

    # -- asking --------------------------------------------------------------

    def find(self, key: Key) -> Name | None:
        """The name of that kind and those words."""
        if key not in self._at:
            rows = self.db.execute(f"{_ROWS} WHERE words=? AND kind=?", (key[1], key[0])).fetchall()
            for row in rows:
                self._hold(row)
        return self._at.get(key)

    def numbered(self, numbers: Iterable[int]) -> list[Name]:
        """Names by their numbers, those that are gone left out."""
        wanted = sorted(numbers)
        missing = [number for number in wanted if number not in self.held]
        if missing:
            for row in self.db.execute(_SOME, (compact(missing),)).fetchall():
                self._hold(row)
        found = (self.held.get(number) for number in wanted)
        return [name for name in found if name is not None and name.docs]

    def _hold(self, row: Sequence[Any]) -> None:
        number, kind, words, docs, said, home, lead = row
        if number in self.held:
            return
        listings, forms = json.loads(said)
        name = Name(number, kind, words, docs, Counter(listings), forms, home, lead, tuple(row))
        self.held[number] = self._at[kind, words] = name

    def of(self, entity: str) -> list[Name]:
        """The names whose home is an entity by the index; those that were read are as they are now."""
        return self.numbered(n for (n,) in self.db.execute("SELECT n FROM names WHERE home=?", (entity,)))

    def marked(self, mark: int) -> set[int]:
        """Numbers of the names that a mark leads to; of those that changed all that it may lead to."""
        rows = self.db.execute("SELECT name FROM name_marks WHERE mark=?", (mark,))
        return {n for (n,) in rows} | self._by_mark.get(mark, set())

    def documents(self, name: Name) -> set[int]:
        """Numbers of the documents with a name."""
        found = self._docs.get(name.number)
        if found is None:
            rows = self.db.execute("SELECT doc FROM name_docs WHERE name=?", (name.number,))
            found = {n for (n,) in rows} - self._less.get(name.number, set())
            found |= self._more.get(name.number, set())
            self._docs[name.number] = found
        return found

    # -- documents out and in ------------------------------------------------

    def concern(self, key: Key) -> Name:
        """The name of a key that a document leaves or comes to, made where there is none."""
        name = self.find(key)
        if name is None:
            self._next += 1
            name = Name(self._next, *key)
            self.held[name.number] = self._at[key] = name
        elif name.marked is None:
            name.marked = name.marks()
        return name

    def take_out(self, doc: str, number: int, name: Name, share: Share) -> None:
        """A document that says of a name what it said no more."""
        listings, forms = share
        name.docs -= 1
        name.listings = +(name.listings - listings)
        for form, (count, _) in forms.items():
            held = name.forms[form]
            held[0] -= count
            if not held[0]:
                del name.forms[form]
            elif doc in held:
                name.unsure = True
        self._less.setdefault(name.number, set()).add(number)
        self._more.get(name.number, set()).discard(number)

    def put_in(self, doc: str, number: int, name: Name, share: Share) -> None:
        """A document that says something of a name now."""
        listings, forms = share
        name.docs += 1
        name.listings += listings
        for form, (count, strong) in forms.items():
            held = name.forms.setdefault(form, [0, doc, doc, ""])
            held[0] += count
            _reach(held, doc, strong)
        self._more.setdefault(name.number, set()).add(number)
        self._less.get(name.number, set()).discard(number)

    def settled(self, name: Name, shares_of: Callable[[int], tuple[str, Mapping[Key, Share]]]) -> None:
        """After all documents went and came: where a form began or ended is asked of the documents again, and marks are kept up."""
        if name.unsure:
            for held in name.forms.values():
                held[1:] = ["", "", ""]
            for number in self.documents(name):
                doc, said = shares_of(number)
                for form, (_, strong) in said[name.kind, name.words][1].items():
                    held = name.forms[form]
                    held[1] = held[1] or doc
                    _reach(held, doc, strong)
            name.unsure = False
        for mark in name.marks():
            self._by_mark.setdefault(mark, set()).add(name.number)

    # -- to the index --------------------------------------------------------

    def write(self) -> None:
        """Everything that came out otherwise than it lies in the index."""
        for number, name in sorted(self.held.items()):
            if not name.docs:
                if name.kept is not None:
                    self.pending.put("names_gone", number)
                    for mark in name.marked or ():
                        self.pending.put("name_marks_gone", mark, number)
                continue
            if (row := name.row()) == name.kept:
                continue
            self.pending.put("names", *row)
            if name.kept is not None and name.marked is None:
                continue  # its home alone is another
            before = (name.marked or frozenset()) if name.kept is not None else frozenset()
            now = name.marks()
            for mark in now - before:
                self.pending.put("name_marks", mark, number)
            for mark in before - now:
                self.pending.put("name_marks_gone", mark, number)
        for number, docs in self._more.items():
            for doc in docs:
                self.pending.put("name_docs", number, doc)
        for number, docs in self._less.items():
            for doc in docs:
                self.pending.put("name_docs_gone", number, doc)

    def lead_to(self, name: Name, lead: str) -> None:
        """Gives a name the spelling that stands for it."""
        if name.lead != lead:
            if name.marked is None:
                name.marked = name.marks()
            name.lead = lead
            for mark in name.marks():
                self._by_mark.setdefault(mark, set()).add(name.number)


_ROWS = "SELECT n, kind, words, docs, said, home, lead FROM names"
_SOME = f"{_ROWS} WHERE n IN (SELECT value FROM json_each(?))"  # noqa: S608 - put together of constants


def summed(name: Name, rank: Mapping[str, int]) -> Iterator[Summed]:
    """Its forms as the roll takes them, documents by rank (-1 for none and for those without one)."""
    for form, (count, *docs) in name.forms.items():
        first, last, strong = (rank.get(doc, -1) for doc in docs)
        yield form, count, first, last, strong


def _reach(held: list[Any], doc: str, strong: bool) -> None:
    held[1], held[2] = min(held[1], doc), max(held[2], doc)
    if strong:
        held[3] = min(held[3] or doc, doc)
