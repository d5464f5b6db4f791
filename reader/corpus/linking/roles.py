"""Whose the roles are that documents say without a name, over the index.

Of each document with roles a row is kept: when it is from, and of each role its key, who holds it there and whether it stands beside
his name. After few documents changed, only roles with a key of theirs are decided anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.corpus.linking.linkable import Linkable
from reader.corpus.linking.pending import Pending
from reader.corpus.serial import compact
from reader.model import RoleMention, Span

if TYPE_CHECKING:
    from reader.analysis.entities.holders import RoleRow
    from reader.analysis.linking import RoleLink

_NOWHERE = Span(0, 0)
_HELD = "SELECT id, roles FROM named WHERE doc=?"


@dataclass(frozen=True, slots=True)
class Roles:
    """What roles were found to be whose: all of the collection, or those of `docs` (numbers) alone."""

    links: tuple[RoleLink, ...]
    docs: frozenset[int] | None = None


def row_of(doc: str, published: str | None, found: Linkable, own: Iterable[tuple[int, str]]) -> RoleRow:
    """The roles of a document. `own` are the entities of its mentions, in order."""
    from reader.analysis.entities.holders import RoleRow

    holder = {found.local[index]: entity for index, entity in own} if found.roles else {}
    return RoleRow(doc, published, found.roles, holder)


def packed(row: RoleRow) -> str:
    """A row as it lies in the index; "" without roles."""
    said = [[each.key, row.holder.get(each.local, ""), each.beside, each.why] for each in row.roles]
    return compact([row.published, said]) if said else ""


def unpacked(doc: str, body: str) -> RoleRow:
    """What `packed` made, with local numbers of its own."""
    from reader.analysis.entities.holders import RoleRow

    published, said = json.loads(body)
    roles = [RoleMention(_NOWHERE, "", key, at, beside, why) for at, (key, _, beside, why) in enumerate(said)]
    return RoleRow(doc, published, roles, {at: entity for at, (_, entity, *_) in enumerate(said) if entity})


def mark_of(key: str) -> int:
    """The mark that leads from a role to the documents with it."""
    from reader.analysis.entities.meeting import code

    return code("role " + key)


def keep(pending: Pending, rows: Mapping[int, RoleRow]) -> None:
    """Puts down the roles of documents (by number) whose rows in `named` wait to be written."""
    said = [(packed(row), number) for number, row in rows.items()]
    pending.do_all("UPDATE temp.new_named SET roles=? WHERE doc=?", said)
    for number, row in rows.items():
        pending.put_all("role_docs", [(mark, number) for mark in {mark_of(each.key) for each in row.roles}])


class Changing:
    """Roles after few documents changed: say each (`changed`), then ask for the `links`."""

    def __init__(self, db: sqlite3.Connection, pending: Pending) -> None:
        self.db = db
        self.pending = pending
        self._anew: set[int] = set()  # documents whose roles are decided anew
        self._keys: set[str] = set()  # of roles that stand beside other names than before
        self._rows: dict[int, RoleRow | None] = {}

    def changed(self, number: int, before: RoleRow | None, now: RoleRow | None) -> None:
        """A document's roles as they were and as they are; None where it was or is not there."""
        old, new = packed(before) if before else "", packed(now) if now else ""
        self._rows[number] = now if new else None
        if new:
            self._anew.add(number)
        if old == new:
            return
        rows = [each for each in (before, now) if each is not None]
        self._keys.update(each.key for row in rows for each in row.roles if each.beside)
        marks = [{mark_of(each.key) for each in row.roles} if row else set[int]() for row in (before, now)]
        self.pending.put_all("role_docs_gone", [(mark, number) for mark in marks[0] - marks[1]])
        self.pending.put_all("role_docs", [(mark, number) for mark in marks[1] - marks[0]])

    def links(self) -> Roles:
        """The roles that may be others' than before."""
        from reader.analysis.entities.holders import holders

        anew = set(self._anew)
        for number, row in self._with(self._keys).items():
            if any(not each.beside and each.key in self._keys for each in row.roles):
                anew.add(number)
        asked = {each.key for number in anew for each in self._row(number).roles if not each.beside}
        rows = {**self._with(asked), **{number: self._row(number) for number in anew}}
        docs = {self._row(number).doc for number in anew}
        found = holders(rows.values())
        return Roles(tuple(each for each in found if each.doc in docs), frozenset(anew))

    def _with(self, keys: Iterable[str]) -> dict[int, RoleRow]:
        """The documents with roles of these keys."""
        sql = "SELECT doc FROM role_docs WHERE mark=?"
        marks = {mark_of(key) for key in keys}
        numbers = {n for mark in marks for (n,) in self.db.execute(sql, (mark,))} | set(self._rows)
        return {number: row for number in sorted(numbers) if (row := self._asked(number)) is not None}

    def _row(self, number: int) -> RoleRow:
        row = self._asked(number)
        assert row is not None  # a document without roles is not decided on
        return row

    def _asked(self, number: int) -> RoleRow | None:
        if number not in self._rows:
            doc, body = self.db.execute(_HELD, (number,)).fetchone()
            self._rows[number] = unpacked(doc, body) if body else None
        return self._rows[number]
