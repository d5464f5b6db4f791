"""What changed since the last linking: documents, what they say of which names, and how these are learnt now."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reader.corpus.linking.entities import EntityRun
from reader.corpus.linking.linkable import Linkable, unpack
from reader.corpus.linking.names import Key, Name, Names, Share, shares, summed
from reader.corpus.linking.offering import Offering
from reader.corpus.linking.pending import Pending
from reader.corpus.linking.roles import Changing
from reader.corpus.linking.there import There
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.entities import across
    from reader.analysis.entities.roll import Roll

_TYPES = {each.value: each for each in EntityType}
PART = 10  # of the documents at most one in so many may have changed
_LEARNT = "SELECT words, type, entity, title FROM learnt"
_BEGUN_SO = "WHERE words>=?1 AND words<?1||'!'"  # these words, or these and more behind a space
_BEGUN = f"FROM learnt {_BEGUN_SO}"
_WAS = "SELECT n.id, n.units, coalesce(g.said, ''), n.roles FROM named n LEFT JOIN gained g ON g.doc=n.doc WHERE n.doc=?"


class TooMuch(Exception):
    """So much changed that linking the whole is cheaper, or nothing was kept to go on from."""


@dataclass(slots=True)
class _Was:
    """A document as it was linked the last time."""

    doc: str
    found: Linkable
    said: str
    roles: str


class ChangedDocuments(EntityRun):
    """The part of a run over what changed that reads documents as they were and as they are."""

    def __init__(self, db: sqlite3.Connection, pending: Pending) -> None:
        super().__init__(db, pending, (), keep=True)
        self.names = Names(db, pending)
        self.offering: Offering
        self._was: dict[int, _Was] = {}
        self._is: dict[int, Linkable] = {}  # of documents that are new or were analysed anew
        self._dirty: dict[int, Name] = {}  # names that documents came to or left
        self._words: set[str] = set()  # that may be learnt otherwise
        self._marks: set[int] = set()  # of dirty names, before and after
        self._learnt: dict[str, dict[str, across.Name | None]] = {}  # by first word, as it is now
        self._begins: dict[str, bool] = {}  # whether a learnt name began with a word the last time
        self._shares: dict[int, tuple[str, Mapping[Key, Share]]] = {}
        self._roles = Changing(db, pending)
        self._naming: Counter[str] = Counter()
        self.fresh: set[int] = set()  # documents that are new or were analysed anew
        self.gone: set[int] = set()

    def _documents(self) -> Mapping[str, int]:
        self._there = There(self.db)
        return self._there

    def _changed_documents(self) -> tuple[set[int], set[int]]:
        fresh = self._there.fresh()
        gone = self._there.gone(fresh)
        (named,) = self.db.execute("SELECT count(*) FROM named").fetchone()
        if PART * (len(fresh) + len(gone)) > named:
            raise TooMuch
        self.fresh, self.gone = fresh, gone
        return fresh, gone

    def _count(self, fresh: set[int], gone: set[int]) -> None:
        """Documents leave names and come to them."""
        for number in sorted(gone):
            was = self._before(number)
            if was is not None:
                for key, share in shares(was.doc, was.found.units).items():
                    self.names.take_out(was.doc, number, self._concern(key), share)
        for number in sorted(fresh):
            (body,) = self.db.execute("SELECT units FROM linkable WHERE doc=?", (number,)).fetchone()
            found = self._is[number] = unpack(body)
            doc, was = self._there.id_of(number), self._before(number)
            before = shares(doc, was.found.units) if was else {}
            now = shares(doc, found.units)
            self._shares[number] = doc, now
            retitled = was is not None and was.found.title != found.title
            for key in sorted(before.keys() | now.keys()):
                old, new = before.get(key), now.get(key)
                if old == new:
                    if retitled and (name := self.names.find(key)) is not None:
                        self._words |= name.said_as()
                    continue
                name = self._concern(key)
                if old is not None:
                    self.names.take_out(doc, number, name, old)
                if new is not None:
                    self.names.put_in(doc, number, name, new)
        for name in self._dirty.values():
            self.names.settled(name, self._shares_of)
            self._words |= name.said_as()
            self._marks |= name.meets()

    def _before(self, number: int) -> _Was | None:
        if number not in self._was:
            row = self.db.execute(_WAS, (number,)).fetchone()
            if row is None:
                return None
            self._was[number] = _Was(row[0], unpack(row[1]), *row[2:])
        return self._was[number]

    def _concern(self, key: Key) -> Name:
        name = self.names.concern(key)
        if name.number not in self._dirty:
            self._dirty[name.number] = name
            self._words |= name.said_as()
            self._marks |= name.meets()
        return name

    def _shares_of(self, number: int) -> tuple[str, Mapping[Key, Share]]:
        if number not in self._shares:
            was = self._before(number)
            assert was is not None  # a name stands in documents that were linked
            self._shares[number] = was.doc, shares(was.doc, was.found.units)
        return self._shares[number]

    def title(self, doc: str) -> str:
        """The words that a document is called by."""
        number = self.numbers[doc]
        if number in self._is:
            return self._is[number].title
        was = self._before(number)
        assert was is not None
        return was.found.title

    def _known(self, followed: Mapping[str, Collection[str]], word: str) -> Iterator[across.Name]:
        """The learnt names that begin with a word, of those with more the ones whose second word stands behind it in a text."""
        from reader.analysis.entities.across import Name as LearntName

        now = self._learnt.get(word, {})
        begins = self._begins.get(word)
        if begins is None:
            row = self.db.execute(f"SELECT 1 {_BEGUN} LIMIT 1", (word,)).fetchone()
            begins = self._begins[word] = row is not None
        if begins:
            asked = [("WHERE words=?", word), *((_BEGUN_SO, f"{word} {each}") for each in followed[word])]
            for where, value in asked:
                for words, type_, entity, title in self.db.execute(f"{_LEARNT} {where}", (value,)):
                    if words not in now:
                        yield LearntName(tuple(words.split(" ")), _TYPES[type_], entity, title)
        yield from (name for name in now.values() if name is not None)

    def _learnt_in(self, number: int) -> across.Learnt:
        """The learnt names that may stand in a document."""
        from reader.analysis.entities.across import Learnt, unjoined
        from reader.analysis.entities.tokens import norms_of

        norms = norms_of(self.text(self._there.id_of(number)))
        pairs = set(pairwise(norms))
        followed = defaultdict[str, set[str]](set)
        for word, after in pairs:
            followed[word].add(after)
            for _, rest in unjoined(word):
                followed[rest].add(after)
        return Learnt(ask=partial(self._known, followed))

    def _units_before(self, was: _Was) -> Iterator[tuple[str, int]]:
        from reader.analysis.entities.roll import AT, words_of

        for unit in was.found.units:
            name = self.names.find((AT[unit.type, unit.way], words_of(unit, was.doc)))
            assert name is not None and name.kept is not None
            yield str(name.kept[5]), min(len(unit.at), 0xFFFF)

    def _homes(self, doc: str, found: Linkable) -> list[str]:
        from reader.analysis.entities.roll import AT, words_of

        homes = []
        for unit in found.units:
            name = self.names.find((AT[unit.type, unit.way], words_of(unit, doc)))
            assert name is not None
            homes.append(name.home)
        return homes

    def homes(self, doc: str) -> list[str | None]:
        """See EntityRun."""
        number = self.numbers[doc]
        return list(self._homes(doc, self._is[number] if number in self._is else self._linkable(doc)))

    def _now(self, entity: str) -> str | None:
        return entity


class Titles(Sequence[str]):
    """What documents are called by, read for the few that are asked for."""

    def __init__(self, run: ChangedDocuments, docs: list[str]) -> None:
        self._run = run
        self._docs = docs

    def __getitem__(self, at: Any) -> Any:
        return self._run.title(self._docs[at])

    def __len__(self) -> int:
        return len(self._docs)


def roll_of(names: Names, settled: list[Name]) -> Roll:
    from reader.analysis.entities.roll import Roll

    class Summed(Roll):
        """Names summed up before; how many documents have several of them is asked of the postings."""

        def together(self, numbers: Iterable[int]) -> int:
            return len(set().union(*(names.documents(settled[number]) for number in numbers)))

    roll = Summed()
    for name in settled:
        roll.put(name.kind, name.words, name.docs, name.listings, summed(name, {}))
    return roll
