"""The second stage of a refresh: analysing what waits, in worker processes, and linking."""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import itertools
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from reader.corpus import pool
from reader.corpus.linkstore import link_file, store_links
from reader.corpus.pool import Outcome, Task
from reader.corpus.store import unpack
from reader.corpus.work import ALONE, Cancelled, NoWorkers, Work
from reader.model import Known

# Documents analysed, and of how many: the sidebar fills before all are. What is linked for now is linked again at the end.
LINKED_FOR_NOW = {250: 500, 1_000: 10_000, 10_000: 100_000}
LINKED_ELSEWHERE = 300  # documents from which on linking has a process of its own
LINKED_AFRESH = (
    2_000  # documents from which on that is a new one: those that analysed so many hold 200 MB each
)
LINKED_ON_HERE = (
    20_000  # documents up to which it has none for what hangs on few: in more even that takes much memory
)
KEPT = 400  # analyses stored in one transaction
TASKS = 8  # texts that go to a worker in one piece


class Analysing(Work):
    """Documents to findings."""

    def _analyse(self) -> None:
        waiting = [n for (n,) in self.db.execute("SELECT n FROM documents WHERE stale ORDER BY n")]
        if not waiting:
            return
        self._enter("analyse")
        if self._meta("linked") is None:
            self._for_now = [n for n, least in LINKED_FOR_NOW.items() if len(waiting) >= least]
        results: Iterator[list[Outcome]]
        groups = [waiting[i : i + TASKS] for i in range(0, len(waiting), TASKS)]
        if self.workers <= 1 or len(waiting) < ALONE:
            results = (pool.analyse_batch([t], self.analyse) for g in groups for t in self._tasks(g))
        else:
            results = self._analysed_elsewhere(groups)
        done = 0
        kept: list[Outcome] = []
        last = time.monotonic()
        for outcomes in results:
            kept += outcomes
            done += len(outcomes)
            if len(kept) >= KEPT or time.monotonic() - last > 1.0 or done == len(waiting):
                self._store_outcomes(kept)
                kept, last = [], time.monotonic()
            self._progress(done, len(waiting))
        self._store_outcomes(kept)

    def _store_outcomes(self, outcomes: list[Outcome]) -> None:
        if outcomes:
            with self._batch():
                self.store.analysed(outcomes)
                self._touched()
            self._link_for_now()

    def _link_for_now(self) -> None:
        """While a large collection is analysed for the first time, links what is there: of many documents the first tenth."""
        analysed = self.store.counts.analysed
        if self._executor is None or not self._for_now or analysed < self._for_now[0]:
            return
        self._for_now.pop(0)
        if self.db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            return  # there a long look keeps others from writing
        self._provisional.append(self._executor.submit(link_file, self.path, self.decisions, None))

    def _tasks(self, group: list[int]) -> list[Task]:
        tasks = []
        for doc in group:
            row = self.db.execute(
                "SELECT t.body, d.published, d.published_from, d.source FROM documents d JOIN texts t ON t.doc=d.n"
                " WHERE d.n=?",
                (doc,),
            ).fetchone()
            given = row[2] not in (Known.DATELINE, Known.INFERRED)
            tasks.append(Task(doc, unpack(row[0]), row[1] if given else None, row[3]))
        return tasks

    def _analysed_elsewhere(self, groups: list[list[int]]) -> Iterator[list[Outcome]]:
        """Results from worker processes, as they come; a group that breaks a worker is tried text by text."""
        running: dict[Future[list[Outcome]], list[int]] = {}
        left: Iterator[list[int]] = iter(groups)
        alone: list[list[int]] = []
        most = 3 * self.workers
        while True:
            group: list[int] | None = None
            try:
                while len(running) < most and (group := next(left, None)) is not None:
                    running[self._handed_on(pool.analyse_batch, self._tasks(group))] = group
            except BrokenProcessPool:
                alone.append(group or [])
                self._executor = None
            except NoWorkers:
                left = itertools.chain([group or []], left)
                most = 0  # what others have in hand is waited for, the rest is done here
            if not running:
                break
            ready, _ = concurrent.futures.wait(running, 0.2, concurrent.futures.FIRST_COMPLETED)
            self._progress_check()
            for future in ready:
                begun = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    alone.append(begun)
                    self._executor = None
        for doc in (doc for each in alone for doc in each):
            yield self._analysed_alone(doc)
        for each in left:
            yield pool.analyse_batch(self._tasks(each), self.analyse)

    def _analysed_alone(self, doc: int) -> list[Outcome]:
        (task,) = self._tasks([doc])
        try:
            return self._wait(self._handed_on(pool.analyse_batch, [task]))
        except BrokenProcessPool:
            self._executor = None
            return [pool.broken(task)]
        except NoWorkers:
            return pool.analyse_batch([task], self.analyse)

    def _link(self) -> None:
        """Joins entities and events across documents, where documents, decisions or the analyser changed."""
        wanted = hashlib.sha256(
            f"{self._meta('generation')}|{self.analyser}|{[d for d in self.decisions if not d.undone]}".encode()
        ).hexdigest()[:16]
        if self._meta("linked") == wanted:
            return
        self._enter("link")
        total = self.db.execute("SELECT count(*) FROM documents").fetchone()[0]
        self._progress(0, total, force=True)
        try:
            if (
                self.workers <= 1
                or total < LINKED_ELSEWHERE
                or not (self._linked_on(total) or self._linked_elsewhere())
            ):
                store_links(self.db, self.decisions, self._batch)
        except (Cancelled, sqlite3.Error):
            raise
        except Exception as error:  # noqa: BLE001 - reported; documents stay readable where linking breaks down
            self.failed = " ".join(f"linking failed: {type(error).__name__}: {pool.cause(error)}".split())[
                :300
            ]
            return
        with self._batch():
            self._note("linked", wanted)
        self._progress(total, total, force=True)

    def _linked_on(self, documents: int) -> bool:
        """Links what hangs on few documents here: a worker takes longer to start. False where more is to be done."""
        from reader.corpus.linking.changed import TooMuch

        counts = self.store.counts
        many = documents > LINKED_ON_HERE or counts.analysed + counts.removed >= ALONE
        if many or self._executor is not None:
            return False
        try:
            store_links(self.db, self.decisions, self._batch, few=True)
        except TooMuch:
            return False
        return True

    def _linked_elsewhere(self) -> bool:
        """Links a large collection in a worker, so that this process stays small; False where that cannot be."""
        generation = self._meta("generation")
        with contextlib.suppress(BrokenProcessPool):
            for each in self._provisional:  # done before the real one, or they would overwrite it
                self._wait(each)
        if self.store.counts.analysed >= LINKED_AFRESH:
            self._dismiss(at_once=False)
        try:
            return self._wait(self._handed_on(link_file, self.path, self.decisions, generation))
        except BrokenProcessPool:
            self._executor = None
            return False
        except NoWorkers:
            return False
