"""What the stages of a refresh share: transactions, worker processes, progress, stopping."""

from __future__ import annotations

import concurrent.futures
import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from reader.corpus import pool
from reader.corpus.metadata import described
from reader.corpus.pool import Analyse
from reader.corpus.rows import Progress
from reader.corpus.sidecar import read_sidecar
from reader.corpus.store import Store
from reader.model import Decision

ALONE = 24  # fewer texts than this are analysed without starting processes
START_WITHIN = (
    30.0  # seconds in which a first worker must answer: where memory ends, it may never, and say nothing
)
NO_ROOM = (RuntimeError, OSError, MemoryError)
"""How Python says that no process or thread can be had; BrokenProcessPool and TimeoutError are among them."""
SAID = 0.1  # seconds between two reports of progress


class Cancelled(Exception):
    """The user asked to stop; what was committed stays."""


class NoWorkers(Exception):
    """This system, or the program that runs us, does not let processes start: the work is done in this one."""


class Work:
    """One run over an index. `db` is a connection to the index at `path`, used by this thread alone."""

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        root: Path,
        decisions: Sequence[Decision],
        *,
        analyse: Analyse | None,
        analyser: str,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        workers: int | None,
        only_text: bool = False,
        reading: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.db = db
        self.path = path
        self.root = root
        self.decisions = decisions
        self.analyse = analyse
        self.analyser = analyser
        self.tell = progress
        self.is_cancelled = cancelled
        self.workers = pool.cores() if workers is None else workers
        self.folder = root if root.is_dir() else root.parent
        self.sidecar = read_sidecar(self.folder).with_reading(reading or {})
        self.store = Store(db, self.sidecar, described(decisions))
        self.only_text = only_text
        self.failed = ""
        self._said = 0.0
        self._stage = ("", 0.0)
        self._executor: ProcessPoolExecutor | None = None
        self._for_now: list[int] = []
        self._provisional: list[Future[bool]] = []

    def _processes(self) -> ProcessPoolExecutor:
        """The workers, started when first needed. Raises NoWorkers where processes cannot be had at all."""
        if self._executor is None:
            executor = pool.start(self.workers, self.analyse)
            try:
                self._wait(executor.submit(pool.alive), within=START_WITHIN)
            except NO_ROOM as error:
                pool.end(executor)
                raise NoWorkers from error
            except Cancelled:
                pool.end(executor)
                raise
            self._executor = executor
        return self._executor

    def _handed_on(self, task: Callable[..., pool.T], *given: object) -> Future[pool.T]:
        """What a worker will make of it. Raises NoWorkers also where one more cannot be had; those at work go on."""
        executor = self._processes()
        try:
            return executor.submit(task, *given)
        except BrokenProcessPool:
            raise
        except NO_ROOM as error:
            raise NoWorkers from error

    def _dismiss(self, *, at_once: bool) -> None:
        """Lets the workers go, whatever they do where the user does not wait for it."""
        executor, self._executor = self._executor, None
        if executor is not None and at_once:
            pool.end(executor)
        elif executor is not None:
            executor.shutdown(cancel_futures=True)

    def _wait(self, future: Future[pool.T], *, within: float | None = None) -> pool.T:
        """Raises TimeoutError where nothing came `within` so many seconds."""
        until = None if within is None else time.monotonic() + within
        while True:
            try:
                return future.result(timeout=0.2)
            except concurrent.futures.TimeoutError:
                self._progress_check()
                if until is not None and time.monotonic() > until:
                    raise

    @contextlib.contextmanager
    def _batch(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        self._progress_check()
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def _meta(self, key: str) -> str | None:
        row = self.db.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _note(self, key: str, value: str) -> None:
        self.db.execute("REPLACE INTO meta VALUES(?,?)", (key, value))

    def _touched(self) -> None:
        """Something that linking depends on changed."""
        self._note("generation", str(int(self._meta("generation") or 0) + 1))

    def _enter(self, stage: str) -> None:
        self._stage = (stage, time.monotonic())

    def _progress_check(self) -> None:
        if self.is_cancelled is not None and self.is_cancelled():
            raise Cancelled

    def _progress(self, done: int, total: int, path: str = "", *, force: bool = False) -> None:
        self._progress_check()
        now = time.monotonic()
        if self.tell is None or (now - self._said < SAID and done != total and not force):
            return
        self._said = now
        stage, since = self._stage
        rate = done / (now - since) if now > since else 0.0
        left = (total - done) / rate if rate and total else None
        documents = self.db.execute("SELECT count(*) FROM documents").fetchone()[0]
        self.tell(Progress(stage, done, total, rate, left, path, documents))
