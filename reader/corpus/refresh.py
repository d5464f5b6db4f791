"""Bringing an index up to date with a folder: scan, read, analyse, link; in batches that are whole or not there.

Killing the process at any point leaves an index that fits what was committed; the next refresh goes on from there.
One process refreshes at a time (a lock beside the index); any number may read meanwhile.
"""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
import time

from reader.corpus.analysing import Analysing
from reader.corpus.reading import Reading
from reader.corpus.rows import Notice, RefreshReport
from reader.corpus.work import Cancelled
from reader.model import Skipped


class Refresh(Reading, Analysing):
    """One run of all stages."""

    def run(self, *, rebuilt: str = "") -> RefreshReport:
        started = time.monotonic()
        stopped, unfinished = False, True
        try:
            self._bring_up_to_date()
            unfinished = False
        except Cancelled:
            stopped = True
        except sqlite3.OperationalError as error:
            if "full" not in str(error):
                raise
            self.failed = "the disk is full: the index is as far as it came"
        finally:
            self._rollback()
            self._dismiss(at_once=unfinished)
        counts = self.store.counts
        documents = self.db.execute("SELECT count(*) FROM documents").fetchone()[0]
        return RefreshReport(
            added=counts.added,
            changed=counts.changed,
            moved=counts.moved,
            removed=counts.removed,
            unchanged=max(0, documents - counts.added - counts.changed - counts.moved),
            analysed=counts.analysed,
            skipped=tuple(
                Skipped(*row) for row in self.db.execute("SELECT path, reason FROM skipped ORDER BY path")
            ),
            notices=tuple(
                Notice(*row) for row in self.db.execute("SELECT path, text FROM notices ORDER BY path")
            ),
            cancelled=stopped,
            failed=self.failed,
            rebuilt=rebuilt,
            seconds=time.monotonic() - started,
        )

    def _bring_up_to_date(self) -> None:
        self._describe()
        new, changed, gone = self._compare()
        if new or changed or gone:
            self._read(new, changed)
            with self._batch():
                for number in gone:
                    self.store.forget_file(number)
                self.store.sweep()
                if self.store.counts.removed:
                    self._touched()
        del new, changed, gone  # many, the first time; what follows takes long
        self._outdate()
        if not self.only_text:
            self._analyse()
            self._link()
        self._note("refreshed", datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))

    def relink(self) -> bool:
        """Applies decisions alone: metadata, what must be analysed again, links. Reads no file. False: cancelled."""
        stopped = True
        try:
            self._describe()
            self._analyse()
            self._link()
            stopped = False
        except Cancelled:
            return False
        finally:
            self._rollback()
            self._dismiss(at_once=stopped)
        return True

    def _describe(self) -> None:
        """Merges all metadata anew where collection.toml or the user's descriptions are other than last time."""
        told = f"{self.sidecar.digest}|{sorted((k, sorted(v.items())) for k, v in self.store.user.items())}"
        digest = hashlib.sha256(told.encode()).hexdigest()[:16]
        if self._meta("described") == digest:
            return
        with self._batch():
            self.store.describe_all()
            self._note("described", digest)
            self._note("name", self.sidecar.name)
            self._touched()

    def _outdate(self) -> None:
        if self._meta("analyser") == self.analyser:
            return
        with self._batch():
            self.db.execute("UPDATE documents SET stale=1")
            self._note("analyser", self.analyser)
