"""Entities of the collection: every name settled anew, texts looked through and rows written only where it matters."""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.corpus.linking.asked import Asked
from reader.corpus.linking.keeping import keep
from reader.corpus.linking.linkable import Linkable, digest, unpack
from reader.corpus.linking.pending import Pending
from reader.corpus.pool import analysed_part
from reader.corpus.serial import dump, load, load_analysis, text_of
from reader.model import Decision, Entity, Mention, Span
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.analysis.entities.across import Learnt, Name
    from reader.analysis.entities.groups import Group, Member
    from reader.analysis.entities.holders import RoleRow
    from reader.analysis.entities.link import EntityLinking
    from reader.analysis.entities.units import Unit
    from reader.analysis.linking import Added, RoleLink, Suggestion, Unapplied

MANY_NAMES = 2000  # learnt anew: beyond, every text is looked through
ASKED = 20  # names in one query of the index of words


@dataclass(frozen=True, slots=True)
class Gained:
    """Mentions that a document gained by learnt names, each with the entity that the name is of."""

    found: tuple[tuple[Mention, str], ...]


class EntityRun:
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
        rows = db.execute("SELECT d.id, d.n FROM documents d JOIN linkable l ON l.doc=d.n ORDER BY d.id")
        self.numbers: dict[str, int] = dict(rows.fetchall())
        self.docs = list(self.numbers)
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
        self._looked: set[int] = set()  # documents looked through for learnt names this time
        self._gaining: dict[str, list[str]] | None = None  # entity -> documents

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
            keep(self.pending, self.linking, self.numbers, self._with_roles)
        self._decide()
        self._place()
        self._keep_entities()
        self.suggestions = self.linking.suggestions()
        self.linking.release()
        self.pending.by_id("entities")

    # -- learnt names --------------------------------------------------------

    def _look_for(self, names: Sequence[Name]) -> None:
        from reader.analysis.entities.across import Learnt

        concerned = self._concerned(self._changed(names))
        learnt = Learnt(names)
        for number in concerned:
            self._looked.add(number)
            self.pending.put("gained", number, *self._gains(number, learnt))

    def _gains(self, number: int, learnt: Learnt) -> tuple[str, bytes | None]:
        """What a document gains by learnt names: {entity: {form: count}} as JSON ("" for nothing), and the mentions."""
        text, body = self.db.execute(
            "SELECT t.body, a.body FROM texts t JOIN analyses a ON a.doc=t.doc WHERE t.doc=?", (number,)
        ).fetchone()
        found = learnt.in_text(analysed_part(text_of(text)), load_analysis(body).mentions)
        gains: dict[str, dict[str, int]] = {}
        for mention, entity in found:
            forms = gains.setdefault(entity, {})
            forms[mention.name] = forms.get(mention.name, 0) + 1
        return (_plain(gains), dump(Gained(tuple(found)))) if found else ("", None)

    def _changed(self, names: Sequence[Name]) -> set[tuple[str, ...]] | None:
        """The words of names that are learnt otherwise than before, or no more; None for very many. Both are sorted by words."""
        rows = self.db.execute("SELECT words, type, entity, title FROM learnt ORDER BY words")
        held = next(rows, None)
        changed: set[tuple[str, ...]] = set()
        for name in names:
            row = (" ".join(name.words), name.type.value, name.entity, name.title)
            while held is not None and held[0] < row[0]:
                self.pending.gone("learnt", held[:1])
                changed.add(tuple(held[0].split(" ")))
                held = next(rows, None)
            if held != row:
                self.pending.put("learnt", *row)
                if len(changed) <= MANY_NAMES:
                    changed.add(name.words)
            if held is not None and held[0] == row[0]:
                held = next(rows, None)
        while held is not None:
            self.pending.gone("learnt", held[:1])
            changed.add(tuple(held[0].split(" ")))
            held = next(rows, None)
        return changed if len(changed) <= MANY_NAMES else None

    def _concerned(self, changed: set[tuple[str, ...]] | None) -> Iterable[int]:
        """Documents in which a name that changed may stand, and those that were not looked through yet."""
        new = {
            n
            for (n,) in self.db.execute("SELECT doc FROM linkable WHERE doc NOT IN (SELECT doc FROM placed)")
        }
        if changed is None or 2 * len(new) > len(self.numbers):
            return self.numbers.values()
        wanted = new | self._holding(changed)
        return [number for number in self.numbers.values() if number in wanted]

    def _holding(self, names: Iterable[tuple[str, ...]]) -> set[int]:
        """Documents with all words of a name, the first of them clitics and all, by the index of words."""
        from reader.analysis.entities.across import joined

        asked: set[str] = set()
        for words in names:
            signs = [word for word in words if not word.isalnum()]
            if words[0] in signs:
                return set(self.numbers.values())  # a sign is in no index of words
            first = " OR ".join(f'"{form}"' for form in sorted({fold(form) for form in joined(words[0])}))
            rest = [f'"{fold(word)}"' for word in words[1:] if word not in signs]
            asked.add(" AND ".join((f"({first})", *rest)))
        queries = sorted(asked)
        found: set[int] = set()
        for start in range(0, len(queries), ASKED):
            query = " OR ".join(f"({each})" for each in queries[start : start + ASKED])
            found.update(
                n for (n,) in self.db.execute("SELECT rowid FROM words WHERE words MATCH ?", (query,))
            )
        return found

    def _said(self) -> Iterator[str]:
        """What each document gained (JSON, "" for nothing), in the order of documents."""
        rows = self.pending.read(
            "SELECT coalesce(t.said, g.said, '') FROM documents d JOIN linkable l ON l.doc=d.n"
            " LEFT JOIN gained g ON g.doc=d.n LEFT JOIN temp.new_gained t ON t.doc=d.n ORDER BY d.id"
        )
        return (said for (said,) in rows)

    def _gained(self, doc: str) -> list[tuple[Mention, str]]:
        number = self.numbers[doc]
        anew, kept = "SELECT body FROM temp.new_gained WHERE doc=?", "SELECT body FROM gained WHERE doc=?"
        for (body,) in self.pending.read(anew if number in self._looked else kept, number):
            return [] if body is None else list(load(Gained, body).found)
        return []

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

    def mentions(self, doc: str) -> tuple[Mention, ...]:
        """The mentions that the analysis saw, and those that were gained."""
        (body,) = self.db.execute("SELECT body FROM analyses WHERE doc=?", (self.numbers[doc],)).fetchone()
        return (*load_analysis(body).mentions, *(mention for mention, _ in self._gained(doc)))

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
            found = self._gained(doc)
            first = len(self.mentions(doc)) - len(found)
            members.update((doc, at) for at, (_, id_) in enumerate(found, first) if id_ in ids)
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
                placed = self._placed(doc, self.homes(rank), by_user.get(doc, ()))
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
            if held == mark and number not in self._looked:
                continue
            placed = placed or self._placed(doc, self.homes(rank), ())
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
        first = len(self.mentions(doc)) - len(gained)
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

    def homes(self, rank: int) -> list[str | None]:
        """For each unit of a document the entity it belongs to; single mentions may say otherwise."""
        return self.linking.homes(rank)

    def _now(self, entity: str) -> str | None:
        return self.linking.now(entity)

    def entity_of(self, rank: int) -> dict[tuple[str, int], str]:
        """{(document, index): entity} for the mentions that the analysis of a document saw."""
        doc = self.docs[rank]
        own: dict[tuple[str, int], str] = {}
        for unit, home in zip(self._units(doc), self.homes(rank), strict=True):
            for index in unit.at:
                entity = self._overrides.get((doc, index), home)
                if entity is not None:
                    own[doc, index] = entity
        return own

    def roles(self) -> tuple[RoleLink, ...] | None:
        """Whose the roles are that documents say without a name; what the user said of one is no longer unapplied.

        None where that is as it was.
        """
        from reader.analysis.entities.holders import heeded, holders

        ranks = {doc: rank for rank, doc in enumerate(self.docs)} if self._with_roles else {}
        found = holders(self._role_row(doc, ranks[doc]) for doc in self._with_roles)
        kept, self.unapplied = heeded(found, self.decisions, self.by_user, self.unapplied, self._role_span)
        return kept

    def _role_span(self, doc: str, index: int) -> Span:
        (body,) = self.db.execute("SELECT body FROM analyses WHERE doc=?", (self.numbers[doc],)).fetchone()
        return load_analysis(body).roles[index].span

    def _role_row(self, doc: str, rank: int) -> RoleRow:
        from reader.analysis.entities.holders import RoleRow

        found = self._linkable(doc)
        (published,) = self.db.execute("SELECT published FROM documents WHERE id=?", (doc,)).fetchone()
        held = {found.local[index]: entity for (_, index), entity in sorted(self.entity_of(rank).items())}
        return RoleRow(doc, published, found.roles, held)

    def own_mark(self, rank: int) -> str:
        """Changes when the entities of a document's own mentions do."""
        doc = self.docs[rank]
        if doc in self._overridden:
            return digest(f"{at}={entity}" for (_, at), entity in sorted(self.entity_of(rank).items()))
        return digest(home or "" for home in self.homes(rank))

    def own(self, rank: int) -> list[str]:
        """The entities that a document's own analysis names, sorted."""
        doc = self.docs[rank]
        homes = self.entity_of(rank).values() if doc in self._overridden else self.homes(rank)
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


@dataclass(slots=True)
class Row:
    """An entity as it lies in the index. `gained` are the forms that were learnt elsewhere, each with its count."""

    entity: Entity
    total: int
    documents: int
    naming: int
    gained: dict[str, int]
    listed: str

    def _gained(self) -> str:
        return _plain(dict(sorted(self.gained.items()))) if self.gained else ""

    def mark(self) -> str:
        """Changes when anything of it does."""
        entity, counts = self.entity, (self.total, self.documents, self.naming)
        head = (entity.type, entity.name, entity.why, self.listed, self._gained())
        return digest((*head, *map(str, counts), *entity.aliases))

    def plain(self, mark: str) -> tuple[object, ...]:
        """Its row."""
        from reader.analysis.entities.meeting import near

        entity = self.entity
        names = _plain([fold(name) for name in (entity.name, *entity.aliases)])
        head = (entity.id, entity.type.value, dump(entity), self.total, self.documents, mark, self.naming)
        return (*head, self._gained(), self.listed, near(entity.id, self.listed), names)


class Placed:
    """Whose the mentions of one document are: `own` as the analysis counts them, `at` with those added to it."""

    def __init__(self, own: dict[int, str]) -> None:
        self.own = own
        self.at: dict[str, list[int]] = {}
        for index, entity in own.items():
            self.at.setdefault(entity, []).append(index)
        self.added: list[tuple[int, Mention]] = []


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
