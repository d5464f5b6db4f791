"""The roll of what the units of all documents are called: columns in place of objects, so that a million names fit.

A name costs its two strings and some forty bytes. Numbers of names and of forms are given in the order in which
they are met.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reader.analysis.entities.units import Unit, Way, own_mark
from reader.model import EntityType

KINDS = tuple((type_, way) for type_ in EntityType for way in Way)
AT = {kind: at for at, kind in enumerate(KINDS)}


class Form(NamedTuple):
    """One form of a name, and the ranks of documents: its first, its last, the first where more than the model says so (-1: none)."""

    number: int  # of the name
    text: str
    first: int
    last: int
    strong: int


Summed = tuple[
    str, int, int, int, int
]  # a form of a name, how often it stands, and its first, last and first strong document


def words_of(unit: Unit, doc: str) -> str:
    """What a unit of a document is called on the roll."""
    return unit.key + own_mark(doc) if unit.way is Way.KEPT else unit.key


class Roll:
    """Names under which units meet: by type, way and folded words. Those of a kept name are bound to one document."""

    def __init__(self) -> None:
        self.words: list[str] = []  # of each name, folded
        self.docs = array("I")  # how many documents have it
        self.listed: dict[int, str] = {}  # the canonical name, where a list knows it
        self.listings: dict[int, Counter[str]] = {}  # all canonical names, and of how many units
        self._kinds = bytearray()
        self._seen = array("i")  # rank of the last document with it
        self._numbers: dict[tuple[EntityType, Way], dict[str, int]] = {}
        self._names = array("I")  # of each unit
        self._starts = array("I", [0])  # first unit of each document
        self._by_name: tuple[array[int], array[int]] | None = (
            None  # units sorted by name, and where each name's begin
        )
        # forms of names; those of one are a chain
        self._forms: list[str] = []
        self._head = array("i")  # first form of each name
        self._next, self._first, self._last, self._strong = array("i"), array("i"), array("i"), array("i")
        self._count = array("I")

    def __len__(self) -> int:
        return len(self.words)

    def add(self, rank: int, doc: str, units: Iterable[Unit]) -> None:
        """The units of the next document: `rank` counts up from 0."""
        for unit in units:
            number = self._number(unit, doc)
            self._names.append(number)
            if self._seen[number] != rank:
                self._seen[number] = rank
                self.docs[number] += 1
            if unit.listed:
                self._list(number, unit.listed, 1)
            for name, count, strong in unit.names:
                form = self._form(number, name, rank)
                self._count[form] += count
                self._last[form] = rank
                if strong and self._strong[form] < 0:
                    self._strong[form] = rank
        self._starts.append(len(self._names))

    def _list(self, number: int, listed: str, units: int) -> None:
        """One canonical name stands for all: the first by letters where lists know it by several."""
        self.listings.setdefault(number, Counter())[listed] += units
        self.listed[number] = min(listed, self.listed.get(number, listed))

    def _number(self, unit: Unit, doc: str) -> int:
        kind = unit.type, unit.way
        numbers = self._numbers.get(kind)
        if numbers is None:
            numbers = self._numbers[kind] = {}
        words = words_of(unit, doc)
        number = numbers.get(words)
        if number is None:
            number = numbers[words] = len(self.words)
            self.words.append(words)
            self._kinds.append(AT[kind])
            self.docs.append(0)
            self._seen.append(-1)
            self._head.append(-1)
        return number

    def _form(self, number: int, name: str, rank: int) -> int:
        form, before = self._head[number], -1
        while form >= 0:
            if self._forms[form] == name:
                return form
            before, form = form, self._next[form]
        form = len(self._forms)
        words = self.words[number]
        self._forms.append(words if words == name else name)
        self._count.append(0)
        self._next.append(-1)
        self._first.append(rank)
        self._last.append(rank)
        self._strong.append(-1)
        if before < 0:
            self._head[number] = form
        else:
            self._next[before] = form
        return form

    def put(
        self, kind: int, words: str, docs: int, listings: Mapping[str, int], forms: Iterable[Summed]
    ) -> int:
        """A name whose documents were counted before; its number. `kind` is its place in KINDS, `words` as in `words`."""
        number = self._numbers.setdefault(KINDS[kind], {})[words] = len(self.words)
        self.words.append(words)
        self._kinds.append(kind)
        self.docs.append(docs)
        self._seen.append(-1)
        self._head.append(-1)
        for listed, units in listings.items():
            self._list(number, listed, units)
        for name, count, first, last, strong in forms:
            form = self._form(number, name, first)
            self._count[form], self._last[form], self._strong[form] = count, last, strong
        return number

    # -- asking --------------------------------------------------------------

    def of(self, type_: EntityType, way: Way) -> Mapping[str, int]:
        """Folded words -> number, of one kind."""
        return self._numbers.get((type_, way), {})

    def type(self, number: int) -> EntityType:
        """The type that the name is of."""
        return KINDS[self._kinds[number]][0]

    def numbers(self, *ways: Way) -> Iterator[int]:
        """Numbers of the names that find their entity in one of these ways."""
        kinds = frozenset(at for at, (_, way) in enumerate(KINDS) if way in ways)
        return (number for number, kind in enumerate(self._kinds) if kind in kinds)

    def kept(self, number: int) -> bool:
        """Whether the name is bound to one document."""
        return KINDS[self._kinds[number]][1] is Way.KEPT

    def kind(self, number: int) -> int:
        """The place of its type and way in KINDS."""
        return self._kinds[number]

    def summed(self, number: int) -> Iterator[Summed]:
        """Its forms as `put` takes them."""
        form = self._head[number]
        while form >= 0:
            yield (
                self._forms[form],
                self._count[form],
                self._first[form],
                self._last[form],
                self._strong[form],
            )
            form = self._next[form]

    def names(self, number: int) -> Iterator[tuple[str, int]]:
        """Its forms and how often each stands."""
        form = self._head[number]
        while form >= 0:
            yield self._forms[form], self._count[form]
            form = self._next[form]

    def forms(self) -> Iterator[Form]:
        """All forms of all names."""
        for number, form in enumerate(self._head):
            while form >= 0:
                yield Form(number, self._forms[form], self._first[form], self._last[form], self._strong[form])
                form = self._next[form]

    # -- units ---------------------------------------------------------------

    def of_document(self, rank: int) -> array[int]:
        """The name of each unit of a document."""
        return self._names[self._starts[rank] : self._starts[rank + 1]]

    def units(self, number: int) -> Iterator[tuple[int, int]]:
        """(rank of the document, number of the unit in it) for each unit so called."""
        if self._by_name is None:
            self._by_name = self._sorted()
        units, begins = self._by_name
        for unit in units[begins[number] : begins[number + 1]]:
            rank = bisect_right(self._starts, unit) - 1
            yield rank, unit - self._starts[rank]

    def together(self, numbers: Iterable[int]) -> int:
        """How many documents have one of these names."""
        return len({rank for number in numbers for rank, _ in self.units(number)})

    def _sorted(self) -> tuple[array[int], array[int]]:
        begins = array("I", bytes(4 * (len(self.words) + 1)))
        for number in self._names:
            begins[number + 1] += 1
        for number in range(len(self.words)):
            begins[number + 1] += begins[number]
        free, units = begins[:], array("I", bytes(4 * len(self._names)))
        for unit, number in enumerate(self._names):
            units[free[number]] = unit
            free[number] += 1
        return units, begins

    def forget(self) -> None:
        """Lets go of the names themselves: afterwards only `of_document` can be asked."""
        self.words, self._forms, self._numbers, self.listed, self._by_name = [], [], {}, {}, None
        self.listings = {}
        self.docs, self._count, self._kinds = array("I"), array("I"), bytearray()
        self._seen, self._head, self._next = array("i"), array("i"), array("i")
        self._first, self._last, self._strong = array("i"), array("i"), array("i")
