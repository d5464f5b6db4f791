"""Entities after few documents changed: only names that these can change are settled anew, the rest is as it lies in the index.

What comes out is that of `EntityRun` over everything. It needs what `keeping` put down; where decisions on entities are
heard, or too much changed, the whole is linked (`TooMuch`).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.corpus.linking.entities import MANY_NAMES, EntityRun, Row
from reader.corpus.linking.keeping import lead
from reader.corpus.linking.linkable import Linkable, digest, unpack
from reader.corpus.linking.names import Key, Name, Names, Share, shares, summed
from reader.corpus.linking.offering import Offering
from reader.corpus.linking.pending import Pending
from reader.corpus.serial import load
from reader.model import Entity, EntityType

if TYPE_CHECKING:
    from reader.analysis.entities import across
    from reader.analysis.entities.roll import Roll
    from reader.analysis.linking import RoleLink

PART = 10  # of the documents at most one in so many may have changed
FEW = 2000  # names that may always be settled anew; of more, one in so many as of the documents


class TooMuch(Exception):
    """So much changed that linking the whole is cheaper, or nothing was kept to go on from."""


@dataclass(slots=True)
class _Was:
    """A document as it was linked the last time."""

    doc: str
    found: Linkable
    said: str


class _Counts:
    """What entities gain and lose: mentions, documents, documents that name them, forms learnt elsewhere."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()
        self.documents: Counter[str] = Counter()
        self.naming: Counter[str] = Counter()
        self.gained: dict[str, Counter[str]] = {}

    def add(self, sign: int, homes: Iterable[tuple[str, int]], said: str) -> None:
        """A document that is linked so now (1), or was before (-1): the entity and mentions of each unit."""
        own: set[str] = set()
        for entity, mentions in homes:
            self.total[entity] += sign * mentions
            own.add(entity)
        gains = json.loads(said) if said else {}
        for entity, forms in gains.items():
            self.total[entity] += sign * sum(forms.values())
            gained = self.gained.setdefault(entity, Counter())
            for form, count in forms.items():
                gained[form] += sign * count
        for entity in own:
            self.naming[entity] += sign
        for entity in own | gains.keys():
            self.documents[entity] += sign

    def changed(self) -> set[str]:
        """The entities of which something is another."""
        counts = {id_ for each in (self.total, self.documents, self.naming) for id_, n in each.items() if n}
        return counts | {id_ for id_, forms in self.gained.items() if any(forms.values())}


class EntityDelta(EntityRun):
    """One run over what changed. Raises TooMuch from `run`; nothing that others read is touched then."""

    def __init__(self, db: sqlite3.Connection, pending: Pending) -> None:
        super().__init__(db, pending, (), keep=True)
        self.names = Names(db, pending)
        self.offering: Offering
        self._doc_of = {number: doc for doc, number in self.numbers.items()}
        self._was: dict[int, _Was] = {}
        self._is: dict[int, Linkable] = {}  # of documents that are new or were analysed anew
        self._dirty: dict[int, Name] = {}  # names that documents came to or left
        self._words: set[str] = set()  # that may be learnt otherwise
        self._marks: set[int] = set()  # of dirty names, before and after
        self._learnt: dict[str, dict[str, across.Name | None]] = {}  # by first word, as it is now
        self._shares: dict[int, tuple[str, Mapping[Key, Share]]] = {}
        self._any_roles = False
        self._naming: Counter[str] = Counter()

    def run(self) -> None:
        """Everything up to `pending`."""
        fresh, gone = self._changed_documents()
        self._count(fresh, gone)
        moved = self._settle()
        changed = self._learn()
        looked = self._look(fresh, changed)
        held = set().union(*(self.names.documents(name) for name in moved)) & self._doc_of.keys()
        self.touched = fresh | held
        counts = self._place_anew(gone, fresh | held | looked)
        self._keep_changed(moved, counts)
        self.names.write()
        self.pending.by_id("entities")

    # -- which documents, and what they say of which names -------------------

    def _changed_documents(self) -> tuple[set[int], set[int]]:
        placed = {n for (n,) in self.db.execute("SELECT doc FROM placed")}
        named = {n for (n,) in self.db.execute("SELECT doc FROM named")}
        fresh, gone = self._doc_of.keys() - placed, named - self._doc_of.keys()
        if PART * (len(fresh) + len(gone)) > len(named):
            raise TooMuch
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
            doc, was = self._doc_of[number], self._before(number)
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
            row = self.db.execute(
                "SELECT n.id, n.units, coalesce(g.said, '') FROM named n LEFT JOIN gained g ON g.doc=n.doc WHERE n.doc=?",
                (number,),
            ).fetchone()
            if row is None:
                return None
            self._was[number] = _Was(row[0], unpack(row[1]), row[2])
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

    # -- who is who ----------------------------------------------------------

    def _settle(self) -> list[Name]:
        """Names that may be somebody else's are settled anew; those that are, with those that are gone."""
        from reader.analysis.entities.link import EntityLinking

        most = max(FEW, len(self.numbers) // PART)
        reached = self.names.reached(self._marks, most)
        if reached is None:
            raise TooMuch
        concerned = {name.number: name for name in (*reached, *self._dirty.values()) if name.docs}
        settled = [concerned[number] for number in sorted(concerned)]
        roll = _roll(self.names, settled)
        self.linking = EntityLinking(roll)
        self.linking.settle()
        moved = [name for name in self._dirty.values() if not name.docs]
        self.offering = Offering(self.db, self.pending, self.names, self.linking)
        self.offering.people([*settled, *moved])
        leads = {(name.lead, "") for name in moved}
        for number, name in enumerate(settled):
            home, led = self.linking.home(number), lead(self.linking, name.kind, name.words)
            leads.add((name.lead, led))
            self.names.lead_to(name, led)
            if home != name.home:
                moved.append(name)
                name.home = home
                self._words |= name.said_as()
        self.offering.begun({lead for before, now in leads if before != now for lead in (before, now)})
        return moved

    # -- learnt names --------------------------------------------------------

    def _learn(self) -> set[tuple[str, ...]]:
        """The words of names that are learnt otherwise than before, or no more."""
        from reader.analysis.entities.across import learnable
        from reader.analysis.entities.meeting import leading_to

        marks = {mark for words in self._words for mark in leading_to(words)}
        numbers = set().union(*map(self.names.marked, marks))
        found = self.names.numbered(numbers)
        docs = sorted({doc for name in found for form in name.forms.values() for doc in form[1:] if doc})
        rank = {doc: at for at, doc in enumerate(docs)}
        said = (
            (form, name.type, name.home, first, last, strong)
            for name in found
            for form, _, first, last, strong in summed(name, rank)
        )
        titles = _Titles(self, docs)
        made = learnable(said, lambda id_: EntityType(id_.partition(":")[0]), titles, self._words)
        now = {" ".join(name.words): name for name in made}
        changed = set()
        for words in sorted(self._words):
            held = self.db.execute(
                "SELECT words, type, entity, title FROM learnt WHERE words=?", (words,)
            ).fetchone()
            name = now.get(words)
            row = (words, name.type.value, name.entity, name.title) if name else None
            if held == row:
                continue
            split = tuple(words.split(" "))
            changed.add(split)
            self._learnt.setdefault(split[0], {})[words] = name
            if row is None:
                self.pending.gone("learnt", [words])
            else:
                self.pending.put("learnt", *row)
        if len(changed) > MANY_NAMES:
            raise TooMuch
        return changed

    def title(self, doc: str) -> str:
        """The words that a document is called by."""
        number = self.numbers[doc]
        if number in self._is:
            return self._is[number].title
        was = self._before(number)
        assert was is not None
        return was.found.title

    def _look(self, fresh: set[int], changed: set[tuple[str, ...]]) -> set[int]:
        """Documents that gain otherwise than before."""
        from reader.analysis.entities.across import Learnt

        learnt = Learnt(ask=self._known)
        for number in sorted(fresh | (self._holding(changed) & self._doc_of.keys())):
            said, body = self._gains(number, learnt)
            if number not in fresh:
                held = self.db.execute("SELECT said, body FROM gained WHERE doc=?", (number,)).fetchone()
                if held == (said, body):
                    continue
            self._looked.add(number)
            self.pending.put("gained", number, said, body)
        return self._looked

    def _known(self, word: str) -> Iterator[across.Name]:
        """The learnt names that begin with a word."""
        from reader.analysis.entities.across import Name as LearntName

        now = self._learnt.get(word, {})
        rows = self.db.execute(
            "SELECT words, type, entity, title FROM learnt WHERE words>=?1 AND words<?1||'!'", (word,)
        )
        for words, type_, entity, title in rows:
            if words not in now:
                yield LearntName(tuple(words.split(" ")), EntityType(type_), entity, title)
        yield from (name for name in now.values() if name is not None)

    # -- what came of it -----------------------------------------------------

    def _place_anew(self, gone: set[int], anew: set[int]) -> _Counts:
        counts = _Counts()
        for number in sorted(gone):
            was = self._before(number)
            if was is not None:
                counts.add(-1, self._units_before(was), was.said)
                self.pending.put("named_gone", number)
                self._any_roles = self._any_roles or bool(was.found.roles)
        for number in sorted(anew):
            doc, was = self._doc_of[number], self._before(number)
            if was is not None:
                counts.add(-1, self._units_before(was), was.said)
            found = self._is[number] if number in self._is or was is None else was.found
            homes = self._homes(doc, found)
            said = self._said_of(number)
            counts.add(1, zip(homes, (min(len(unit.at), 0xFFFF) for unit in found.units), strict=True), said)
            mark = digest((*homes, "+", said, *(json.loads(said) if said else ())))
            placed = self._placed(doc, homes, ())
            self.put_placed(number, mark, placed)
            (body,) = self.db.execute("SELECT units FROM linkable WHERE doc=?", (number,)).fetchone()
            self.pending.put("named", number, doc, body, bool(found.roles))
            self._any_roles = self._any_roles or bool(found.roles or (was and was.found.roles))
        return counts

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

    def _said_of(self, number: int) -> str:
        anew, kept = "SELECT said FROM temp.new_gained WHERE doc=?", "SELECT said FROM gained WHERE doc=?"
        for (said,) in self.pending.read(anew if number in self._looked else kept, number):
            return str(said)
        return ""

    def _keep_changed(self, moved: list[Name], counts: _Counts) -> None:
        """Entities whose names or counts are others."""
        groups = self.linking.groups
        affected = counts.changed()
        for name in (*moved, *self._dirty.values()):
            affected.update((name.home, str(name.kept[5]) if name.kept is not None else ""))
        affected.update(id_ for id_, group in groups.by_id.items() if len(group.keys) > 1)
        self._naming = counts.naming
        self.counted = {id_ for id_, count in counts.naming.items() if count}
        for id_ in sorted(affected - {""}):
            held = self.db.execute(
                "SELECT body, total, documents, naming, gained, listed, mark FROM entities WHERE id=?", (id_,)
            ).fetchone()
            row = self._row(id_, held, counts)
            if row is None:
                self.pending.gone("entity", [id_])
            elif held is None or row.mark() != held[6]:
                if held is not None and load(Entity, held[0]).name != row.entity.name:
                    self.renamed.add(id_)
                self.pending.put("entities", *row.plain(row.mark()))
            self.offering.changed(id_, held, row)
        self.offering.others(self._dirty.values())

    def _row(self, id_: str, held: tuple[object, ...] | None, counts: _Counts) -> Row | None:
        """What is known of an entity now; None where none of its names is left."""
        from reader.analysis.entities.groups import Group

        body, total, documents, naming, gained, listed, _ = held or (b"", 0, 0, 0, "", "", "")
        forms = Counter(json.loads(str(gained)) if gained else {})
        forms.update(counts.gained.get(id_, {}))
        forms = +forms
        group = self.linking.groups.by_id.get(id_)
        if group is not None:
            group.gained = forms
            entity = self.linking.groups.entity(group)
            listed = group.listed
        elif int(str(documents)) + counts.documents[id_] == 0:
            return None
        else:
            assert isinstance(body, bytes)
            entity = load(Entity, body)
            if counts.gained.get(id_):
                said = Counter(forms)
                for name in self.names.of(id_):
                    said.update({form: held[0] for form, held in name.forms.items()})
                whole = Group(id_, entity.type, entity.why, said=said, listed=str(listed))
                entity = self.linking.groups.entity(whole)
        return Row(
            entity,
            int(str(total)) + counts.total[id_],
            int(str(documents)) + counts.documents[id_],
            int(str(naming)) + counts.naming[id_],
            dict(forms),
            str(listed),
        )

    # -- asked by events and roles -------------------------------------------

    def homes(self, rank: int) -> list[str | None]:
        """See EntityRun."""
        doc = self.docs[rank]
        number = self.numbers[doc]
        return list(self._homes(doc, self._is[number] if number in self._is else self._linkable(doc)))

    def _now(self, entity: str) -> str | None:
        return entity

    def naming_of(self, entity: str) -> int:
        """See EntityRun."""
        row = self.db.execute("SELECT naming FROM entities WHERE id=?", (entity,)).fetchone()
        return (row[0] if row else 0) + self._naming[entity]

    def roles(self) -> tuple[RoleLink, ...] | None:
        """See EntityRun."""
        if not self._any_roles:
            return None
        rows = self.pending.read(
            "SELECT id FROM (SELECT doc, id, roles FROM named WHERE doc NOT IN (SELECT doc FROM temp.new_named)"
            " AND doc NOT IN (SELECT doc FROM temp.new_named_gone) UNION ALL SELECT doc, id, roles FROM temp.new_named)"
            " WHERE roles ORDER BY id"
        )
        self._with_roles = [doc for (doc,) in rows]
        return super().roles()


class _Titles(Sequence[str]):
    """What documents are called by, read for the few that are asked for."""

    def __init__(self, run: EntityDelta, docs: list[str]) -> None:
        self._run = run
        self._docs = docs

    def __getitem__(self, at: Any) -> Any:
        return self._run.title(self._docs[at])

    def __len__(self) -> int:
        return len(self._docs)


def _roll(names: Names, settled: list[Name]) -> Roll:
    from reader.analysis.entities.roll import Roll

    class Summed(Roll):
        """Names summed up before; how many documents have several of them is asked of the postings."""

        def together(self, numbers: Iterable[int]) -> int:
            return len(set().union(*(names.documents(settled[number]) for number in numbers)))

    roll = Summed()
    for name in settled:
        roll.put(name.kind, name.words, name.docs, name.listings, summed(name, {}))
    return roll
