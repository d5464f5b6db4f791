"""The reports of one clan as they lie in the index: those that changed since it was grouped, others when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from reader.corpus.linking.linkable import Shared, digest, unpack_reports
from reader.corpus.linking.pending import Pending
from reader.model import EventRef

if TYPE_CHECKING:
    from reader.analysis.events.features import Report
    from reader.analysis.events.known import Change, Known

# Of both tables (?1 the clan, "" for all): a document told anew has its rows in the second alone.
_ROWS = (
    "SELECT d.id, r.mark, r.doc{body} FROM"
    " (SELECT clan, doc, mark{body} FROM reports WHERE (?1='' OR clan=?1) AND doc NOT IN (SELECT doc FROM temp.new_told)"
    " UNION ALL SELECT clan, doc, mark{body} FROM temp.new_reports WHERE ?1='' OR clan=?1) r"
    " JOIN documents d ON d.n=r.doc ORDER BY d.id, r.clan"
)
_OF_CLAN = _ROWS.replace("?1='' OR ", "")
_OLD = "SELECT body FROM reports WHERE doc=?2 AND (?1='' OR clan=?1) ORDER BY clan"
_NEW = "SELECT body FROM temp.new_reports WHERE doc=?2 AND (?1='' OR clan=?1) ORDER BY clan"
_SOME = (
    "SELECT d.id, r.body FROM json_each(?1) j CROSS JOIN documents d ON d.id=j.value"
    " CROSS JOIN reports r ON r.doc=d.n"  # in this order: SQLite would go through the whole clan
)
_SOME_OF_CLAN = _SOME + " AND r.clan=?2"
MANY = 4  # where more than one in so many documents changed, all are read in one go
NOTHING: Mapping[str, dict[int, Report]] = {}


class Reported:
    """The reports of a clan, "" for all. `around` says by number of a document what its events hang on beside its reports."""

    def __init__(
        self,
        pending: Pending,
        clan: str,
        numbers: Mapping[str, int],
        retold: Collection[str],
        made: Mapping[str, dict[int, Report]] = NOTHING,
    ) -> None:
        """`made`: the reports of documents whose rows need not be read."""
        self._pending = pending
        self._clan = clan
        self._numbers = numbers
        self._retold = retold
        self._shared = Shared(values=False)
        self._held = dict(made)
        self._documents = 0  # in the clan, where that was counted

    def marks(self, around: Mapping[int, str]) -> dict[int, str]:
        """What each document's reports in the clan are made of, by its number."""
        told: dict[int, list[str]] = {}
        for _, mark, number in self._pending.read(self._sql(""), self._clan):
            told.setdefault(number, []).append(mark)
        self._documents = len(told)
        return {number: mark_of(around[number], marks) for number, marks in told.items()}

    def change(
        self,
        known: Known,
        docs: Collection[str],
        reporting: Collection[str],
        again: Collection[str],
        weighed: Collection[str],
    ) -> Change:
        """The documents of which the reports are not as they were; `reporting` those of them that have some now."""
        from reader.analysis.events.known import Change

        if MANY * len(reporting) > self._documents > len(self._held):
            self._shared = Shared(values=True)
            made = set(self._held)
            for doc, _, _, body in self._pending.read(self._sql(", body"), self._clan):
                if doc not in made:
                    self._hold(doc, body)
        reports = [each for doc in sorted(reporting) for each in self._of(doc).values()]
        return Change(known, docs, reports, self.report, again, weighed, self.ask)

    def ask(self, docs: Iterable[str]) -> None:
        """Reports of many documents will be asked for: they are read in one go."""
        wanted = [doc for doc in set(docs) if doc not in self._held and doc not in self._retold]
        sql = _SOME_OF_CLAN if self._clan else _SOME
        rest = (self._clan,) if self._clan else ()
        for doc, body in self._pending.read(sql, json.dumps(wanted), *rest) if wanted else ():
            self._hold(doc, body)

    def report(self, doc: str, at: int) -> Report:
        """One report, by its number in its document."""
        return self._of(doc)[at]

    def of(self, ref: EventRef) -> Report:
        """The same by a reference."""
        return self._of(ref.doc)[ref.index]

    def _sql(self, body: str) -> str:
        return (_OF_CLAN if self._clan else _ROWS).replace("{body}", body)

    def _of(self, doc: str) -> dict[int, Report]:
        found = self._held.get(doc)
        if found is None:
            sql = _NEW if doc in self._retold else _OLD
            for (body,) in self._pending.read(sql, self._clan, self._numbers[doc]):
                self._hold(doc, body)
            found = self._held[doc]
        return found

    def _hold(self, doc: str, body: bytes) -> None:
        held = self._held.setdefault(doc, {})
        held.update((each.ref.index, each) for each in unpack_reports(body, self._shared))


def mark_of(around: str, marks: Iterable[str]) -> str:
    """What a document's reports in a clan are made of, by the marks of its rows and what surrounds it."""
    return digest((around, *marks))


def indexed(pending: Pending) -> None:
    """New reports will be asked for by their document, and by their clan: of each the whole table would be gone through."""
    for name, columns in (("doc", "doc"), ("clan", "clan,doc,mark")):
        pending.do(f"CREATE INDEX IF NOT EXISTS temp.new_reports_{name} ON new_reports({columns})")
