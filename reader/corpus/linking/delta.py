"""Entities after few documents changed: only names that these can change are settled anew, the rest is as it lies in the index.

What comes out is that of `EntityRun` over everything. It needs what `keeping` put down; where decisions on entities are
heard, or too much changed, the whole is linked (`TooMuch`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from reader.corpus.linking.changed import ChangedDocuments, Titles, TooMuch, roll_of
from reader.corpus.linking.keeping import lead
from reader.corpus.linking.linkable import digest
from reader.corpus.linking.looking import MANY_NAMES
from reader.corpus.linking.names import Name, summed
from reader.corpus.linking.offering import Offering
from reader.corpus.linking.reached import Reached
from reader.corpus.linking.roles import Roles, packed, row_of, unpacked
from reader.corpus.linking.rows import Row
from reader.corpus.serial import load
from reader.model import Entity, EntityType

FEW = 2000  # names that may always be settled anew; of more, one in
SHARE = 4

_IS = "SELECT l.units, d.published FROM linkable l JOIN documents d ON d.n=l.doc WHERE l.doc=?"


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


class EntityDelta(ChangedDocuments):
    """One run over what changed. Raises TooMuch from `run`; nothing that others read is touched then."""

    def run(self) -> None:
        """Everything up to `pending`."""
        fresh, gone = self._changed_documents()
        self._count(fresh, gone)
        moved = self._settle()
        changed = self._learn()
        looked = self._look(fresh, changed)
        held = self._there.of(set().union(*(self.names.documents(name) for name in moved)))
        self.touched = fresh | held
        counts = self._place_anew(gone, fresh | held | looked)
        self._keep_changed(moved, counts)
        self.names.write()
        self.pending.by_id("entities")

    # -- who is who ----------------------------------------------------------

    def _settle(self) -> list[Name]:
        """Names that may be somebody else's are settled anew; those that are, with those that are gone."""
        from reader.analysis.entities.link import EntityLinking

        most = max(FEW, self.names.count // SHARE)
        reached = self._reached = Reached(self.names)
        reached.changed(self._dirty.values(), self._marks)
        more = True
        while more:
            if len(reached) > most:
                raise TooMuch
            settled = reached.on_roll()
            self.linking = EntityLinking(roll_of(self.names, settled))
            self.linking.settle()
            more = reached.more(self.linking, settled)
        moved = [name for name in self._dirty.values() if not name.docs]
        self.offering = Offering(self.db, self.pending, self.names, self.linking)
        self.offering.people(reached.settled.values())
        leads = {(name.lead, "") for name in moved}
        for number, name in enumerate(settled):
            if name.number not in reached.settled:
                continue
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
        titles = Titles(self, docs)
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

    def _look(self, fresh: set[int], changed: set[tuple[str, ...]]) -> set[int]:
        """Documents that gain otherwise than before."""
        for number in sorted(fresh | self._there.of(self._holding(changed))):
            said, body = self._gains(number, self._learnt_in(number))
            if number not in fresh:
                held = self.db.execute("SELECT said, body FROM gained WHERE doc=?", (number,)).fetchone()
                if held == (said, body):
                    continue
            self.looked.add(number)
            self.pending.put("gained", number, said, body)
        return self.looked

    # -- what came of it -----------------------------------------------------

    def _place_anew(self, gone: set[int], anew: set[int]) -> _Counts:
        counts = _Counts()
        for number in sorted(gone):
            was = self._before(number)
            if was is not None:
                counts.add(-1, self._units_before(was), was.said)
                self.pending.put("named_gone", number)
                self._roles.changed(number, unpacked(was.doc, was.roles) if was.roles else None, None)
        for number in sorted(anew):
            doc, was = self._there.id_of(number), self._before(number)
            if was is not None:
                counts.add(-1, self._units_before(was), was.said)
            found = self._is[number] if number in self._is or was is None else was.found
            homes = self._homes(doc, found)
            said = self._said_of(number)
            counts.add(1, zip(homes, (min(len(unit.at), 0xFFFF) for unit in found.units), strict=True), said)
            mark = digest((*homes, "+", said, *(json.loads(said) if said else ())))
            placed = self._placed(doc, homes, ())
            self.put_placed(number, mark, placed)
            body, published = self.db.execute(_IS, (number,)).fetchone()
            row = row_of(doc, published, found, sorted(placed.own.items()))
            self._roles.changed(number, unpacked(doc, was.roles) if was and was.roles else None, row)
            self.pending.put("named", number, doc, body, packed(row))
        return counts

    def _said_of(self, number: int) -> str:
        anew, kept = "SELECT said FROM temp.new_gained WHERE doc=?", "SELECT said FROM gained WHERE doc=?"
        for (said,) in self.pending.read(anew if number in self.looked else kept, number):
            return str(said)
        return ""

    def _keep_changed(self, moved: list[Name], counts: _Counts) -> None:
        """Entities whose names or counts are others."""
        groups = self.linking.groups
        affected = counts.changed()
        for name in (*moved, *self._dirty.values()):
            affected.update((name.home, str(name.kept[5]) if name.kept is not None else ""))
        homes = self._reached.homes
        affected.update(id_ for id_ in homes if id_ in groups.by_id and len(groups.by_id[id_].keys) > 1)
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
        group = self.linking.groups.by_id.get(id_) if id_ in self._reached.homes else None
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

    def naming_of(self, entity: str) -> int:
        """See EntityRun."""
        row = self.db.execute("SELECT naming FROM entities WHERE id=?", (entity,)).fetchone()
        return (row[0] if row else 0) + self._naming[entity]

    def roles(self) -> Roles:
        """See EntityRun."""
        return self._roles.links()
