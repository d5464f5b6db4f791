"""Events after few documents changed: only clans in which a document's reports, or what surrounds them, are others are grouped on.

What comes out is that of `EventRun` over everything. What the last run put down of every clan says which these are, and what
they hang on in the others: whose dead and hurt are whose, the dates that others take over. Where decisions on events are
heard, the rules are others, or too much changed, the whole is run (`TooMuch`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.corpus.linking.changed import TooMuch
from reader.corpus.linking.delta import EntityDelta
from reader.corpus.linking.events import _BETWEEN, _REPORTED, EventRun, _Clan, _Names
from reader.corpus.linking.grouped_rows import grouped_as
from reader.corpus.linking.leaves import pack_ties, unpack_roots, unpack_ties
from reader.corpus.linking.pending import Pending
from reader.corpus.linking.reported import Reported, indexed, mark_of
from reader.model import Decision

if TYPE_CHECKING:
    from reader.analysis.events.link import EventLinking, Left
    from reader.analysis.linking import Suggestion

SHARE = 4  # of the documents at most one in so many may be surrounded by others than before
_BEST = "SELECT a, b, why, score FROM event_offers ORDER BY score DESC, a, b LIMIT ?"
_MARKS = (
    "SELECT clan, mark FROM reports WHERE doc=?1 AND doc NOT IN (SELECT doc FROM temp.new_told)"
    " UNION ALL SELECT clan, mark FROM temp.new_reports WHERE doc=?1 ORDER BY clan"
)

_LATE = (
    "SELECT EXISTS (SELECT 1 FROM reports WHERE late AND (?1='' OR clan=?1) AND doc NOT IN (SELECT doc FROM temp.new_told))"
    " OR EXISTS (SELECT 1 FROM temp.new_reports WHERE late AND (?1='' OR clan=?1))"
)


class EventDelta(EventRun):
    """One run over what changed. Raises TooMuch from `run`; nothing that others read is touched then."""

    def __init__(
        self, db: sqlite3.Connection, pending: Pending, decisions: Sequence[Decision], entities: EntityDelta
    ) -> None:
        super().__init__(db, pending, decisions, entities)
        self.put_chosen = pending.put_straight  # of few clans
        self._delta = entities
        self._ids_before: set[str] = set()  # of the events of clans that are grouped on
        self._ids_now: list[str] = []
        self._waiting: set[str] = set()  # of groups that wait for others, before or now
        self._marks: dict[tuple[str, int], str] = {}  # by clan and document, as they are now
        self._left: dict[str, Left] = {}  # by clan
        self._tied_otherwise = False  # whether others may be dated otherwise, or wait otherwise

    def run(self) -> None:
        """Everything up to `pending`."""
        held = self.db.execute("SELECT value FROM meta WHERE key='grouped'").fetchone()
        if not self.rules or held is None or held[0] != self.rules:
            raise TooMuch
        touched = self._touched(self._changed())
        late = dict(self.db.execute("SELECT clan, late FROM choices"))
        for name in touched:
            (is_late,) = next(self.pending.read(_LATE, name))
            if late.setdefault(name, is_late) != is_late:
                raise TooMuch  # others come before it now, or after it
        waiting = sorted(touched, key=lambda clan: (late[clan], clan))
        done = set()
        while waiting:
            name = waiting.pop(0)
            done.add(name)
            clan = self._clan(name, bool(late[name]), touched.get(name, set()))
            if self._group(clan, late):
                more = {each for each, is_late in late.items() if is_late and (not clan.late or each > name)}
                waiting = sorted({*waiting, *more} - done, key=lambda clan: (late[clan], clan))
        if self._tied_otherwise:
            self._finish(late)
        self._check_ids()
        self.pending.gone("event", sorted(self._ids_before.difference(self._ids_now)))

    def offers(self) -> tuple[Suggestion, ...]:
        """What is suggested, once everything was written."""
        from reader.analysis.events.offered import SUGGESTED
        from reader.analysis.linking import Suggestion

        return tuple(Suggestion(*row) for row in self.db.execute(_BEST, (SUGGESTED,)))

    # -- what changed --------------------------------------------------------

    def _changed(self) -> set[int]:
        """Documents whose reports were made anew, or which are surrounded by others than before."""
        entities = self._delta
        told = entities.fresh | (entities.touched or set())
        for number in sorted(told):
            row = self.db.execute(f"{_REPORTED} WHERE d.n=?", (number,)).fetchone()
            before = self.db.execute("SELECT mark, own, named FROM told WHERE doc=?", (number,)).fetchone()
            self._tell(row, *(before or ("", "", "")))
        indexed(self.pending)
        changed = told | self.copies.look_at(told, entities.gone)
        for entity in self._rarer_or_commoner():
            self._weighed |= self._naming(entity)
        self._weighed -= changed | entities.gone
        changed |= self._weighed
        for entity in entities.renamed:
            naming = self._naming(entity)
            self._again.update(self._ids(naming))
            changed |= naming
        if SHARE * len(changed) > len(entities.numbers):
            raise TooMuch
        return changed

    def _rarer_or_commoner(self) -> Iterator[str]:
        from reader.analysis.events.compare import step

        for entity in sorted(self._delta.counted or ()):
            row = self.db.execute("SELECT naming FROM entities WHERE id=?", (entity,)).fetchone()
            if step(row[0] if row else 0) != step(self._delta.naming_of(entity)):
                yield entity

    def _naming(self, entity: str) -> set[int]:
        """Documents that are there and named an entity the last time, and others that gained its name elsewhere."""
        sql = "SELECT p.doc FROM entities e JOIN entity_docs p ON p.entity=e.n WHERE e.id=?"
        return {number for (number,) in self.db.execute(sql, (entity,))}

    def _touched(self, changed: set[int]) -> dict[str, set[int]]:
        """By clan the documents whose part in it is not made of what it was; with nobody, clans whose events are made again."""
        touched: dict[str, set[int]] = {}
        for number in sorted(changed):
            sql = "SELECT named FROM temp.new_told WHERE doc=?1 UNION ALL SELECT named FROM told WHERE doc=?1"
            named = next(self.pending.read(sql, number))[0]
            doc = self._id_of(number)
            around = self._around(doc, named.split(_BETWEEN) if named else ())
            marks: dict[str, list[str]] = {}
            for clan, mark in self.pending.read(_MARKS, number):
                marks.setdefault("" if self._together else clan, []).append(mark)
            now = {clan: mark_of(around, its) for clan, its in marks.items()}
            was = dict(self.db.execute("SELECT clan, mark FROM grouped WHERE doc=?", (number,)))
            for clan in now.keys() | was.keys():
                if now.get(clan) != was.get(clan):
                    touched.setdefault(clan, set()).add(number)
                elif doc in self._again:
                    touched.setdefault(clan, set())
            self._marks.update(((clan, number), mark) for clan, mark in now.items())
        for number in self._delta.gone:
            for (clan,) in self.db.execute("SELECT clan FROM grouped WHERE doc=?", (number,)):
                touched.setdefault(clan, set()).add(number)
        return touched

    # -- clans ---------------------------------------------------------------

    def _clan(self, name: str, late: bool, changed: set[int]) -> _Clan:
        reports = Reported(self.pending, name, self.entities.numbers, self._retold)
        marks = {number: self._marks[name, number] for number in changed if (name, number) in self._marks}
        return _Clan(name, late, reports, marks, changed)

    def _group(self, clan: _Clan, late: dict[str, int]) -> bool:
        """Groups a clan on. Gives whether the dead and hurt of others may belong to other reports than before."""
        from reader.analysis.events.link import Left

        roots: dict[str, str] = {}
        if clan.late:
            for name in sorted(late, key=lambda each: (late[each], each)):
                if (late[name], name) < (1, clan.name):
                    roots.update(
                        self._left[name].roots if name in self._left else unpack_roots(self._ties(name))
                    )
        for few in (True, False):
            linking = self._linking()
            linking.add(Left(roots=roots))
            known = grouped_as(self.db, clan.name)
            waited = bool(known.held)
            events = list(self._take(clan, known, linking, few=few))
            if not few or self._alone(linking.left):
                break
        self._put_down(clan, linking, self._made_of(clan.late, roots))
        self._waiting.update(known.events[home] for home in known.held)
        if few:
            self._ids_before.update(linking.left.before)
        else:
            self._ids_before.update(event for home, event in known.events.items() if home not in known.held)
        for event in events:
            self._keep(event, self._mark_of(event.id))
        left = self._left[clan.name] = linking.left
        self._ids_now += left.events
        before = self._ties(clan.name)
        ties = pack_ties(left)
        if waited or left.held or (ties != before and self._anybody_waits()):
            self._tied_otherwise = True
        return ties != before and left.roots != (unpack_roots(before) if before else {})

    def _alone(self, left: Left) -> bool:
        """Whether nobody else is called as the events of groups that changed: else it is for the whole clan to say who is which."""
        before = set(left.before)
        for id_ in before.union(left.events):
            if "-" in id_ or (id_ not in before and self._mark_of(id_) is not None):
                return False
            alike = "SELECT 1 FROM events WHERE id>=?1||'-' AND id<?1||'.' LIMIT 1"
            if self.db.execute(alike, (id_,)).fetchone() is not None:
                return False
        return True

    def _linking(self) -> EventLinking:
        from reader.analysis.events.link import EventLinking

        return EventLinking(self._rarity, self.copies.of, _Names(self.entities))

    def _ties(self, clan: str) -> bytes:
        row = self.db.execute("SELECT ties FROM choices WHERE clan=?", (clan,)).fetchone()
        return bytes(row[0]) if row else b""

    def _anybody_waits(self) -> bool:
        return self.db.execute("SELECT 1 FROM choices WHERE held LIMIT 1").fetchone() is not None

    def _mark_of(self, event: str) -> str | None:
        row = self.db.execute("SELECT mark FROM events WHERE id=?", (event,)).fetchone()
        return None if row is None else str(row[0])

    def _finish(self, late: dict[str, int]) -> None:
        """The groups of all clans that wait for others."""
        from reader.analysis.events.link import event_id

        linking = self._linking()
        for name in sorted(late, key=lambda each: (late[each], each)):
            left = self._left.get(name)
            if left is None:
                reports = Reported(self.pending, name, self.entities.numbers, self._retold)
                left = unpack_ties(self._ties(name), reports.of)
                self._waiting.update(event_id(group.members) for group in left.held)
            linking.add(left)
        for event in linking.finish():
            self._keep(event, self._mark_of(event.id))
            self._ids_now.append(event.id)
            self._waiting.add(event.id)
        self._ids_before |= self._waiting

    def _check_ids(self) -> None:
        """Raises TooMuch where the same words are told twice and it is not for the clans at hand alone to say which is which."""
        now = set(self._ids_now)
        if len(now) < len(self._ids_now):
            raise TooMuch
        for id_ in (now ^ self._ids_before) | self._waiting:
            first = id_.partition("-")[0]
            alike = self.db.execute("SELECT id FROM events WHERE id>=?1 AND id<?1||'.'", (first,)).fetchall()
            if any(each not in self._ids_before for (each,) in alike):
                raise TooMuch
