"""Who might be whom, after few names changed: offers made anew where they could be others, and the best of all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reader.corpus.linking.names import Name, Names
from reader.corpus.linking.pending import Pending
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.entities.link import EntityLinking
    from reader.analysis.entities.offers import By, Offer
    from reader.analysis.linking import Suggestion
    from reader.corpus.linking.rows import Row

_ENOUGH = 4  # entities that are near: of more nobody is offered
_BEST = (
    "SELECT a, b, why, score FROM offers o WHERE NOT EXISTS"
    " (SELECT 1 FROM offers p WHERE p.a=o.a AND p.b=o.b AND p.kind<o.kind)"
    " AND EXISTS (SELECT 1 FROM entities WHERE id=o.a) AND EXISTS (SELECT 1 FROM entities WHERE id=o.b)"
    " ORDER BY score DESC, a, b LIMIT ?"
)

_NEAR = "SELECT id FROM entities WHERE near=? AND near<>'' ORDER BY id LIMIT ?"
_BODY = "SELECT id FROM entities WHERE id=? AND near>='sound ' AND near<'sound!' LIMIT ?"
_LONGER = (
    "SELECT id FROM entities WHERE id>=?1||'-' AND id<?1||'.' AND near>='sound ' AND near<'sound!' LIMIT ?2"
)


def best(db: sqlite3.Connection) -> tuple[Suggestion, ...]:
    """The likeliest offers between entities that are there, as `EntityLinking.suggestions` has them."""
    from reader.analysis.entities.link import MOST_SUGGESTIONS
    from reader.analysis.linking import Suggestion

    return tuple(Suggestion(*row) for row in db.execute(_BEST, (MOST_SUGGESTIONS,)))


class Offering:
    """Offers of one run over what changed: those of `linking` for people, the rest by who came and who left."""

    def __init__(
        self, db: sqlite3.Connection, pending: Pending, names: Names, linking: EntityLinking
    ) -> None:
        self.db = db
        self.pending = pending
        self.names = names
        self.linking = linking
        self._left: dict[str, set[str]] = {}  # by what they are near: entities
        self._came: dict[str, set[str]] = {}

    def people(self, names: Iterable[Name]) -> None:
        """Offers between whole names and of surnames: of all names that were settled anew, and of those that are gone."""
        from reader.analysis.entities.offers import By

        made: dict[str, list[Offer]] = {}
        for offer in self.linking.offers:
            if offer.by in (By.SHORTER, By.SURNAME):
                made.setdefault(offer.owner, []).append(offer)
        owners = {f"PER:{each.words.replace(' ', '-')}" for each in names if each.type is EntityType.PER}
        for owner in sorted(owners):
            self._put((By.SHORTER, By.SURNAME), owner, made.get(owner, ()))

    def begun(self, leads: set[str]) -> None:
        """Offers of names that others begin with, where these names stand for somebody now, or did."""
        from reader.analysis.entities.meeting import code
        from reader.analysis.entities.offers import By, beginning, longer_name

        for begin in sorted({*leads, *map(beginning, leads)} - {""}):
            found = self.names.numbered(self.names.marked(code("begun " + begin)))
            longer = sorted({name.lead for name in found if name.beginning() == begin})
            self._put((By.BEGINNING,), begin, longer_name(begin, longer) if self._leads(begin) else ())

    def _leads(self, words: str) -> bool:
        from reader.analysis.entities.roll import AT
        from reader.analysis.entities.units import Way

        keys = (
            (AT[EntityType.PER, Way.FULL], words),
            (AT[EntityType.PER, Way.SETTLED], words.replace(" ", "-")),
        )
        found = (self.names.find(key) for key in keys)
        return any(name is not None and name.docs and name.lead == words for name in found)

    def changed(self, id_: str, held: Sequence[Any] | None, row: Row | None) -> None:
        """An entity that was or is now; `held` is its row in the index, its name on a list at 5."""
        from reader.analysis.entities.meeting import near

        before = near(id_, held[5]) if held is not None else ""
        now = near(id_, row.listed) if row is not None else ""
        if before != now:
            self._left.setdefault(before, set()).add(id_)
            self._came.setdefault(now, set()).add(id_)

    def others(self, dirty: Iterable[Name]) -> None:
        """Offers of given names and of organisations."""
        from reader.analysis.entities.offers import By, spelt
        from reader.analysis.entities.units import Way

        kept: dict[str, list[Name]] = {}
        for name in dirty:
            if name.type is EntityType.PER and name.way is Way.KEPT:
                kept.setdefault("given " + name.given, []).append(name)
        bodies: set[str] = set()
        for near in sorted((self._left.keys() | self._came.keys() | kept.keys()) - {""}):
            left, came = self._left.get(near, set()), self._came.get(near, set())
            if near.startswith("given "):
                self._given(near, left, came, kept.get(near, []))
                continue
            before = self._ids(_NEAR, near, len(left))
            sound = near.removeprefix("sound ")
            self._put((By.SPELLING,), sound, spelt(sound, sorted((before - left) | came)))
            for id_ in left | came:
                bodies.update(id_[:at] for at, letter in enumerate(id_) if letter == "-")
                bodies.add(id_)
        left, came = (
            set().union(*(ids for near, ids in these.items() if near.startswith("sound ")))
            for these in (self._left, self._came)
        )
        for id_ in sorted(bodies):
            self._body(id_, left, came)

    def _given(self, near: str, left: set[str], came: set[str], dirty: list[Name]) -> None:
        from reader.analysis.entities.meeting import code
        from reader.analysis.entities.offers import By, same_given
        from reader.analysis.entities.units import Way

        before = self._ids(_NEAR, near, len(left))
        now = (before - left) | came
        concerned = dirty
        if len(before) < _ENOUGH or len(now) < _ENOUGH:
            concerned = [*dirty, *self.names.numbered(self.names.marked(code(near)))]
        for name in concerned:
            if name.way is Way.KEPT and name.type is EntityType.PER and "given " + name.given == near:
                id_ = f"PER:{name.words.replace(' ', '-')}"
                self._put((By.GIVEN,), id_, same_given(id_, sorted(now)) if name.docs else ())

    def _body(self, id_: str, left: set[str], came: set[str]) -> None:
        """Offers of an organisation whose name others begin with; `left` and `came` are all organisations that did."""
        from reader.analysis.entities.offers import By, longer_body

        there = (self._ids(_BODY, id_, 0) - left) | ({id_} & came)
        gone = {each for each in left if each.startswith(id_ + "-")}
        longer = (self._ids(_LONGER, id_, len(gone)) - left) | {
            each for each in came if each.startswith(id_ + "-")
        }
        self._put((By.PREFIX,), id_, longer_body(id_, sorted(longer)) if there else ())

    def _ids(self, sql: str, value: str, more: int) -> set[str]:
        """Entities that were near something, as many as matter and `more`."""
        return {id_ for (id_,) in self.db.execute(sql, (value, _ENOUGH + more))}

    def _put(self, kinds: tuple[By, ...], owner: str, offers: Iterable[Offer]) -> None:
        """The offers of an owner from now on; written where they differ."""
        rows = self.db.execute("SELECT a, b, kind, owner, why, score FROM offers WHERE owner=?", (owner,))
        held = {row[:3]: row for row in rows if row[2] in kinds}
        for row in map(row_of, offers):
            if held.pop(row[:3], None) != row:
                self.pending.put("offers", *row)
        for key in held:
            self.pending.put("offers_gone", *key)


def row_of(offer: Offer) -> tuple[Any, ...]:
    """An offer as it lies in the index."""
    a, b = sorted((offer.made.a, offer.made.b))
    return (a, b, int(offer.by), offer.owner, offer.made.why, offer.made.score)
