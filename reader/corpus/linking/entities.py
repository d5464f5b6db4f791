"""Entities of the collection: every name settled anew, texts looked through and rows written only where it matters."""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.corpus.linking.asked import Asked
from reader.corpus.linking.keeping import keep
from reader.corpus.linking.linkable import Linkable, digest, unpack
from reader.corpus.linking.looking import Looking
from reader.corpus.linking.pending import Pending
from reader.corpus.linking.roles import Roles, row_of
from reader.corpus.linking.roles import keep as keep_roles
from reader.corpus.linking.rows import Placed, Row
from reader.corpus.linking.there import ALL
from reader.corpus.pool import analysed_part
from reader.corpus.serial import dump, load, load_analysis, text_of
from reader.model import Decision, Entity, Mention, Span

if TYPE_CHECKING:
    from reader.analysis.entities.groups import Group, Member
    from reader.analysis.entities.holders import RoleRow
    from reader.analysis.entities.link import EntityLinking
    from reader.analysis.entities.units import Unit
    from reader.analysis.linking import Added, Suggestion, Unapplied


class EntityRun(Looking):
    """One run of entity linking over the index. Ask `entity_of` afterwards whose a document's mentions are."""

    def __init__(
        self, db: sqlite3.Connection, pending: Pending, decisions: Sequence[Decision], *, keep: bool = False
    ) -> None:
        """`keep`: whether names are put down for linking what changes next; not where decisions are heard."""
        from reader.analysis.entities.link import EntityLinking

        self.db = db
        self.pending = pending
        self.decisions = decisions
        self.keep = keep
        # documents whose own names may belong to others than before, and entities that more or fewer name; None: all may
        self.touched: set[int] | None = None
        self.counted: set[str] | None = None
        self.linking: EntityLinking = EntityLinking()
        self.numbers = self._documents()
        self.counts = array("H")  # mentions of each unit, in order
        # by number of an entity in `linking.ids`: its mentions, its documents, those of them whose own analysis names it
        self.totals = self.spread = self.naming = array("I")
        self.by_user: list[Added] = []
        self.unapplied: list[Unapplied] = []
        self.suggestions: tuple[Suggestion, ...] = ()  # entities that might be the same
        self.renamed: set[str] = set()  # entities that are called otherwise than before
        self._overrides: Mapping[Member, str | None] = {}
        self._overridden: set[str] = set()  # documents
        self._with_roles: list[str] = []  # documents
        self.looked: set[int] = set()  # documents looked through for learnt names this time
        self.seen: dict[int, int] = {}
        self._gaining: dict[str, list[str]] | None = None  # entity -> documents

    def _documents(self) -> Mapping[str, int]:
        """Numbers of all documents by their ids, in the order of these."""
        return dict(self.db.execute(ALL).fetchall())

    def run(self) -> None:
        """Everything up to `pending`; nothing that others read is touched."""
        rows = self.db.execute(
            "SELECT d.id, l.units FROM documents d JOIN linkable l ON l.doc=d.n ORDER BY d.id"
        )
        for doc, body in rows:
            found = unpack(body)
            self.linking.add(doc, found.units, found.title)
            self.counts.extend(min(len(unit.at), 0xFFFF) for unit in found.units)
            if found.roles:
                self._with_roles.append(doc)
        self.linking.settle(self._look_up)
        self._look_for(list(self.linking.learnable()))
        for said in self._said():
            for entity, forms in json.loads(said).items() if said else ():
                for form, count in forms.items():
                    self.linking.gain(entity, form, count)
        if self.keep:
            keep(self.pending, self.linking, self.numbers)
        self._decide()
        self._place()
        self._keep_entities()
        self.suggestions = self.linking.suggestions()
        self.linking.release()
        self.pending.by_id("entities")

    # -- the user's word -----------------------------------------------------

    def _decide(self) -> None:
        self.unapplied, self.by_user = self.linking.decide(
            self.decisions, Asked(self.numbers, self.mentions), Asked(self.numbers, self.text)
        )
        self._overrides = self.linking.groups.overrides()
        self._overridden = {doc for doc, _ in self._overrides}

    def _linkable(self, doc: str) -> Linkable:
        (body,) = self.db.execute("SELECT units FROM linkable WHERE doc=?", (self.numbers[doc],)).fetchone()
        return unpack(body)

    def _units(self, doc: str) -> list[Unit]:
        return self._linkable(doc).units

    def text(self, doc: str) -> str:
        """The part of a text that was analysed."""
        (body,) = self.db.execute("SELECT body FROM texts WHERE doc=?", (self.numbers[doc],)).fetchone()
        return analysed_part(text_of(body))

    def _look_up(self, group: Group) -> set[Member]:
        """The mentions of a group: asked only of those that decisions speak of."""
        members: set[Member] = set()
        held: tuple[str, list[Unit]] = ("", [])
        for doc, number in self.linking.units(group):
            if held[0] != doc:
                held = (doc, self._units(doc))
            members.update((doc, at) for at in held[1][number].at)
        if self._gaining is None:
            self._gaining = {}
            for doc, said in zip(self.linking.docs, list(self._said()), strict=True):
                for entity in json.loads(said) if said else ():
                    self._gaining.setdefault(entity, []).append(doc)
        ids = {group.id, *group.took}
        for doc in {doc for id_ in ids for doc in self._gaining.get(id_, ())}:
            gained = enumerate(self._gained(doc), self.own_count(doc))
            members.update((doc, at) for at, (_, id_) in gained if id_ in ids)
        return members

    # -- what came of it -----------------------------------------------------

    def _place(self) -> None:
        """Whose the mentions of each document are; rows only for documents where that is not as it was."""
        by_user: dict[str, list[Added]] = {}
        for added in self.by_user:
            by_user.setdefault(added.doc, []).append(added)
        self.totals, self.spread, self.naming = (
            array("I", bytes(4 * len(self.linking.ids))) for _ in range(3)
        )
        rows = self.pending.read(
            "SELECT coalesce(t.said, g.said, ''), p.mark FROM documents d JOIN linkable l ON l.doc=d.n"
            " LEFT JOIN gained g ON g.doc=d.n LEFT JOIN temp.new_gained t ON t.doc=d.n"
            " LEFT JOIN placed p ON p.doc=d.n ORDER BY d.id"
        )
        ids, number_of = self.linking.ids, lru_cache(maxsize=1 << 15)(self.linking.number)
        unit = 0
        for rank, (doc, (said, held)) in enumerate(zip(self.linking.docs, rows, strict=True)):
            homes = self.linking.numbers(rank)
            number = self.numbers[doc]
            counts: dict[int, int] = {}
            placed = None
            if doc in self._overridden or doc in by_user:
                placed = self._placed(doc, self.linking.homes(rank), by_user.get(doc, ()))
                own = {self.linking.number(entity) for entity in placed.own.values()}
                counts = {self.linking.number(entity): len(at) for entity, at in placed.at.items()}
                mark = digest((*(f"{e}={placed.at[e]}" for e in sorted(placed.at)), *map(repr, placed.added)))
            else:
                for at, home in enumerate(homes, unit):
                    if home >= 0:
                        counts[home] = counts.get(home, 0) + self.counts[at]
                own = set(counts)
                now: list[str] = []
                for entity, forms in json.loads(said).items() if said else ():
                    if (home := number_of(entity)) >= 0:
                        counts[home] = counts.get(home, 0) + sum(forms.values())
                        now.append(ids[home])
                mark = digest((*(ids[home] if home >= 0 else "" for home in homes), "+", said, *now))
            unit += len(homes)
            for entity, count in counts.items():
                self.totals[entity] += count
                self.spread[entity] += 1
            for entity in own:
                self.naming[entity] += 1
            if held == mark and number not in self.looked:
                continue
            placed = placed or self._placed(doc, self.linking.homes(rank), ())
            self.put_placed(number, mark, placed)

    def put_placed(self, number: int, mark: str, placed: Placed) -> None:
        """Whose the mentions of a document are from now on."""
        self.pending.put("placed", number, mark)
        for id_, places in placed.at.items():
            self.pending.put("entity_docs", id_, number, ",".join(map(str, sorted(places))))
        for place, mention in placed.added:
            self.pending.put("added", number, place, dump(mention))

    def _placed(self, doc: str, homes: Sequence[str | None], by_user: Sequence[Added]) -> Placed:
        own: dict[int, str] = {}
        for unit, home in zip(self._units(doc), homes, strict=True):
            for index in unit.at:
                entity = self._overrides.get((doc, index), home)
                if entity is not None:
                    own[index] = entity
        placed = Placed(own)
        gained = self._gained(doc)
        if not gained and not by_user:
            return placed
        first = self.own_count(doc)
        kept: list[tuple[Mention, str]] = []
        for index, (mention, learnt) in enumerate(gained, first):
            entity = self._overrides.get((doc, index), self._now(learnt))
            if entity is not None:
                kept.append((mention, entity))
        kept.sort(key=lambda each: each[0].span)
        kept += [(each.mention, each.entity) for each in by_user if self.linking.now(each.entity) is not None]
        for place, (mention, entity) in enumerate(kept, first):
            placed.added.append((place, mention))
            placed.at.setdefault(entity, []).append(place)
        return placed

    def homes(self, doc: str) -> list[str | None]:
        """For each unit of a document the entity it belongs to; single mentions may say otherwise."""
        return self.linking.homes(bisect_left(self.linking.docs, doc))

    def _now(self, entity: str) -> str | None:
        return self.linking.now(entity)

    def entity_of(self, doc: str) -> dict[tuple[str, int], str]:
        """{(document, index): entity} for the mentions that the analysis of a document saw."""
        own: dict[tuple[str, int], str] = {}
        for unit, home in zip(self._units(doc), self.homes(doc), strict=True):
            for index in unit.at:
                entity = self._overrides.get((doc, index), home)
                if entity is not None:
                    own[doc, index] = entity
        return own

    def roles(self) -> Roles:
        """Whose the roles are that documents say without a name; what the user said of one is no longer unapplied."""
        from reader.analysis.entities.holders import heeded, holders

        rows = {doc: self._role_row(doc) for doc in self._with_roles}
        if self.keep:
            keep_roles(self.pending, {self.numbers[doc]: row for doc, row in rows.items()})
        found = holders(rows.values())
        kept, self.unapplied = heeded(found, self.decisions, self.by_user, self.unapplied, self._role_span)
        return Roles(kept)

    def _role_span(self, doc: str, index: int) -> Span:
        (body,) = self.db.execute("SELECT body FROM analyses WHERE doc=?", (self.numbers[doc],)).fetchone()
        return load_analysis(body).roles[index].span

    def _role_row(self, doc: str) -> RoleRow:
        found = self._linkable(doc)
        (published,) = self.db.execute("SELECT published FROM documents WHERE id=?", (doc,)).fetchone()
        own = sorted(self.entity_of(doc).items())
        return row_of(doc, published, found, ((index, entity) for (_, index), entity in own))

    def own_mark(self, doc: str) -> str:
        """Changes when the entities of a document's own mentions do."""
        if doc in self._overridden:
            return digest(f"{at}={entity}" for (_, at), entity in sorted(self.entity_of(doc).items()))
        return digest(home or "" for home in self.homes(doc))

    def own(self, doc: str) -> list[str]:
        """The entities that a document's own analysis names, sorted."""
        homes = self.entity_of(doc).values() if doc in self._overridden else self.homes(doc)
        return sorted({home for home in homes if home})

    def name_of(self, entity: str) -> str | None:
        """The name of an entity."""
        for sql in ("SELECT body FROM temp.new_entities WHERE id=?", "SELECT body FROM entities WHERE id=?"):
            for (body,) in self.pending.read(sql, entity):
                return load(Entity, body).name
        return None

    def naming_of(self, entity: str) -> int:
        """How many documents name an entity by their own analysis; 0 where there is none."""
        at = bisect_left(self.linking.ids, entity)
        return self.naming[at] if at < len(self.linking.ids) and self.linking.ids[at] == entity else 0

    def _keep_entities(self) -> None:
        """Entities that are new or other than before; those that are gone."""
        rows = self.db.execute(
            "SELECT id, mark FROM entities ORDER BY id"
        )  # as they come here: by code points
        held = next(rows, None)
        counts = zip(self.linking.entities(), self.totals, self.spread, self.naming, strict=True)
        for entity, total, documents, naming in counts:
            group = self.linking.groups.by_id[entity.id]
            row = Row(entity, total, documents, naming, dict(group.gained or ()), group.listed)
            mark = row.mark()
            while held is not None and held[0] < entity.id:
                self.pending.gone("entity", held[:1])
                held = next(rows, None)
            if held is not None and held[0] == entity.id and held[1] != mark:
                (body,) = self.db.execute("SELECT body FROM entities WHERE id=?", held[:1]).fetchone()
                if load(Entity, body).name != entity.name:
                    self.renamed.add(entity.id)
            if held is None or held != (entity.id, mark):
                self.pending.put("entities", *row.plain(mark))
            if held is not None and held[0] == entity.id:
                held = next(rows, None)
        if held is not None:
            self.pending.gone("entity", (held[0], *(id_ for id_, _ in rows)))
