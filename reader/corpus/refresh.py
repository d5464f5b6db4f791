"""Bringing an index up to date with a folder: scan, read, analyse, link; in batches that are whole or not there.

Killing the process at any point leaves an index that fits what was committed; the next refresh goes on from there.
One process refreshes at a time (a lock beside the index); any number may read meanwhile.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import datetime
import hashlib
import itertools
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from reader.corpus import loaders, pool
from reader.corpus.linkstore import link_file, store_links
from reader.corpus.loaders import Loaded, SourceFile
from reader.corpus.metadata import described
from reader.corpus.pool import MOST_ANALYSED, Analyse, Outcome, Task
from reader.corpus.rows import Notice, Progress, RefreshReport
from reader.corpus.scan import ASIDE, FOLDER_CLOSED, Found, scan
from reader.corpus.sidecar import read_sidecar
from reader.corpus.store import Store, unpack
from reader.model import Decision, Known, Skipped

FIRST_BATCH = 8  # documents: on screen at once
BATCH = 2000
BATCH_BYTES = 16 << 20
LINKED_FOR_NOW = (250, 2500)  # documents analysed: the sidebar fills before all are
LINKED_ELSEWHERE = 300  # documents from which on linking has a process of its own
KEPT = 400  # analyses stored in one transaction
TASKS = 8  # texts that go to a worker in one piece
ALONE = 24  # fewer texts than this are analysed without starting processes
RACY = 2_000_000_000  # ns: a file changed this shortly before is read again next time
NEW, CHANGED, EDITED = "new", "changed", "edited"  # the three passes over files: see Store.put
SAID = 0.1  # seconds between two reports of progress


class Cancelled(Exception):
    """The user asked to stop; what was committed stays."""


class NoWorkers(Exception):
    """This system, or the program that runs us, does not let processes start: the work is done in this one."""


class Refresh:
    """One run. `db` is a connection to the index at `path`, used by this thread alone."""

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
        self.sidecar = read_sidecar(self.folder)
        self.store = Store(db, self.sidecar, described(decisions))
        self.only_text = only_text
        self.failed = ""
        self._said = 0.0
        self._stage = ("", 0.0)
        self._executor: ProcessPoolExecutor | None = None
        self._for_now: list[int] = []
        self._provisional: list[Future[bool]] = []

    # -- the run -------------------------------------------------------------

    def run(self, *, rebuilt: str = "") -> RefreshReport:
        started = time.monotonic()
        stopped = False
        try:
            self._bring_up_to_date()
        except Cancelled:
            stopped = True
        except sqlite3.OperationalError as error:
            if "full" not in str(error):
                raise
            self.failed = "the disk is full: the index is as far as it came"
        finally:
            self._rollback()
            if self._executor is not None:
                self._executor.shutdown(wait=not stopped, cancel_futures=True)
                self._executor = None
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
                for number in gone.values():
                    self.store.forget_file(number)
                self.store.sweep()
                if self.store.counts.removed:
                    self._touched()
        self._outdate()
        if not self.only_text:
            self._analyse()
            self._link()
        self._note("refreshed", datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))

    def relink(self) -> None:
        """Applies decisions alone: metadata, what must be analysed again, links. Reads no file."""
        try:
            self._describe()
            self._analyse()
            self._link()
        except Cancelled:
            pass
        finally:
            self._rollback()
            if self._executor is not None:
                self._executor.shutdown(wait=False, cancel_futures=True)
                self._executor = None

    # -- what is there -------------------------------------------------------

    def _compare(self) -> tuple[list[Found], list[Found], dict[str, int]]:
        """New and changed files, and the numbers of those that are gone."""
        self._enter("scan")
        known = {
            path: (size, mtime, ctime, number)
            for number, path, size, mtime, ctime in self.db.execute(
                "SELECT n, path, size, mtime, ctime FROM files"
            )
        }
        new: list[Found] = []
        changed: list[Found] = []
        outside: list[Skipped] = []
        encodings = self._reading_options_changed()
        count = 0
        escaped: set[str] = set()
        for each in scan(self.root):
            if isinstance(each, Skipped):
                outside.append(each)
                continue
            count += 1
            if count % 1000 == 0:
                self._progress(count, 0)
            path = each.path
            before = known.pop(path, None)
            if before is not None:
                if before[:3] != each[2:] or encodings:
                    changed.append(each)
            elif (reason := loaders.not_an_article(path)) is not None:
                if reason:
                    outside.append(Skipped(path, reason))
                continue
            else:
                new.append(each)
            if "\\x" in path:  # a name that is not UTF-8 may be shown as another one is spelled
                if path in escaped:
                    (new if before is None else changed).remove(each)
                    outside.append(Skipped(path, "another file is shown under this name"))
                escaped.add(path)
        self._tell_of([*outside, *self.sidecar.problems])
        # what lies in a folder that cannot be entered just now is not gone: a mount may come back
        closed = tuple(f"{s.path}/" for s in outside if s.reason.startswith(FOLDER_CLOSED))
        return new, changed, {p: number for p, (_, _, _, number) in known.items() if not p.startswith(closed)}

    def _tell_of(self, outside: list[Skipped]) -> None:
        """What is said of files that no row stands for: left aside as usual, or skipped for a reason."""
        aside = [(s.path, s.reason) for s in outside if s.reason in ASIDE]
        failed = [(s.path, s.reason) for s in outside if s.reason not in ASIDE]
        held = self.db.execute(
            "SELECT path, reason FROM skipped WHERE file IS NULL ORDER BY rowid"
        ).fetchall()
        told = self.db.execute("SELECT path, text FROM notices WHERE file IS NULL ORDER BY rowid").fetchall()
        if (held, told) == (failed, aside):
            return
        with self._batch():
            self.db.execute("DELETE FROM skipped WHERE file IS NULL")
            self.db.execute("DELETE FROM notices WHERE file IS NULL")
            for each in failed:
                self.store.skip(None, *each)
            for each in aside:
                self.store.notice(None, *each)

    def _reading_options_changed(self) -> bool:
        """True where collection.toml now says other encodings or columns than at the last run."""
        options = repr(
            (
                sorted(
                    (p, f["encoding"])
                    for p, f in {**self.sidecar.files, "": self.sidecar.defaults}.items()
                    if "encoding" in f
                ),
                sorted((p, sorted(c.items())) for p, c in self.sidecar.columns.items()),
            )
        )
        if self._meta("reading") == options:
            return False
        self._note("reading", options)
        return True

    # -- reading -------------------------------------------------------------

    def _read(self, new: list[Found], changed: list[Found]) -> None:
        self._enter("read")
        total, done = len(new) + len(changed), 0
        later: list[Found] = []
        batch: list[tuple[Found, list[Loaded | Skipped], str]] = []
        size, most = 0, FIRST_BATCH
        for stage, files in ((NEW, new), (CHANGED, changed)):
            for found, articles, ended in self._loaded(files):
                batch.append((found, articles, ended))
                size += sum(len(a.text) for a in articles if isinstance(a, Loaded)) * 2
                done += 1
                if len(batch) >= most or size >= BATCH_BYTES:
                    later += self._store_batch(batch, stage)
                    batch, size, most = [], 0, min(BATCH, most * 4)
                self._progress(done, total, found.path)
            later += self._store_batch(batch, stage)
            batch, size = [], 0
        for found, articles, ended in self._loaded(later):
            self._store_batch([(found, articles, ended)], EDITED)

    def _loaded(self, files: list[Found]) -> Iterator[tuple[Found, list[Loaded | Skipped], str]]:
        heavy: list[tuple[Found, Future[tuple[list[Loaded | Skipped], str]]]] = []
        for found in files:
            source = self._source(found)
            if loaders.format_of(found.path) in loaders.LIGHT or self.workers <= 1 or len(files) < ALONE:
                yield (found, *pool.load_whole(source))
                continue
            try:
                heavy.append((found, self._processes().submit(pool.load_whole, source)))
            except (NoWorkers, BrokenProcessPool):
                yield (found, *pool.load_whole(source))
            if len(heavy) >= 4 * self.workers:
                yield self._heavy_result(*heavy.pop(0))
        for each in heavy:
            yield self._heavy_result(*each)

    def _heavy_result(
        self, found: Found, future: Future[tuple[list[Loaded | Skipped], str]]
    ) -> tuple[Found, list[Loaded | Skipped], str]:
        try:
            articles, ended = self._wait(future)
        except BrokenProcessPool:
            self._executor = None
            return found, [], "the program that reads this format broke down on it"
        return found, articles, ended

    def _source(self, found: Found) -> SourceFile:
        told = self.sidecar.of(found.path)
        return SourceFile(
            found.path, found.full, found.size, told.get("encoding"), self.sidecar.columns_of(found.path)
        )

    def _store_batch(self, batch: list[tuple[Found, list[Loaded | Skipped], str]], stage: str) -> list[Found]:
        """Stores a batch in one transaction; returns the files that hold texts to be taken for edited ones."""
        later: list[Found] = []
        if not batch:
            return later
        now = time.time_ns()
        with self._batch():
            for found, articles, ended in batch:
                recent = abs(now - found.mtime) < RACY or abs(now - found.ctime) < RACY
                mtime = -1 if recent else found.mtime
                known = None if stage == NEW else self.store.known_file(found, mtime)
                number = self.store.new_file(found, mtime) if known is None else known
                if known is not None:
                    kept = {self._path(found, a.member) for a in _distinct(articles) if isinstance(a, Loaded)}
                    self.store.keep_only(number, kept)
                unsettled = False
                for article in _distinct(articles):
                    path = self._path(found, article.member) if isinstance(article, Loaded) else article.path
                    if isinstance(article, Skipped):
                        self.store.skip(number, path, article.reason)
                    elif not self.store.put(
                        number, path, article, new=known is None, only_known=stage == CHANGED
                    ):
                        unsettled = True
                    else:
                        for said in _notices(article):
                            self.store.notice(number, path, said)
                if ended:
                    self.store.skip(number, found.path, ended)
                if unsettled:
                    later.append(found)
                    self.db.execute(
                        "UPDATE files SET mtime=-2 WHERE n=?", (number,)
                    )  # not dealt with yet, if killed here
            self._touched()
        return later

    @staticmethod
    def _path(found: Found, member: str) -> str:
        return f"{found.path}/{member}" if member else found.path

    # -- metadata, analysis, links -------------------------------------------

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

    def _analyse(self) -> None:
        waiting = [n for (n,) in self.db.execute("SELECT n FROM documents WHERE stale ORDER BY n")]
        if not waiting:
            return
        self._enter("analyse")
        if self._meta("linked") is None:
            self._for_now = [n for n in LINKED_FOR_NOW if 2 * n < len(waiting)]
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
        """While a large collection is analysed for the first time, links what is there, at 250 documents and at 2,500."""
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
        while True:
            group: list[int] | None = None
            try:
                while len(running) < 3 * self.workers and (group := next(left, None)) is not None:
                    running[self._processes().submit(pool.analyse_batch, self._tasks(group))] = group
            except BrokenProcessPool:
                alone.append(group or [])
                self._executor = None
            except NoWorkers:
                left = itertools.chain([group or []], left)
                break
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
            return self._wait(self._processes().submit(pool.analyse_batch, [task]))
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
            if not self._linked_elsewhere(total):
                store_links(self.db, self.decisions, self._batch)
        except (Cancelled, sqlite3.Error):
            raise
        except Exception as error:  # noqa: BLE001 - reported; documents stay readable where linking breaks down
            self.failed = " ".join(f"linking failed: {type(error).__name__}: {error}".split())[:300]
            return
        with self._batch():
            self._note("linked", wanted)
        self._progress(total, total, force=True)

    def _linked_elsewhere(self, documents: int) -> bool:
        """Links a large collection in a worker, so that this process stays small; False where that cannot be."""
        if self.workers <= 1 or documents < LINKED_ELSEWHERE:
            return False
        generation = self._meta("generation")
        with contextlib.suppress(BrokenProcessPool):
            for each in self._provisional:  # done before the real one, or they would overwrite it
                self._wait(each)
        try:
            executor = self._processes()
            return self._wait(executor.submit(link_file, self.path, self.decisions, generation))
        except BrokenProcessPool:
            self._executor = None
            return False
        except NoWorkers:
            return False

    # -- small things --------------------------------------------------------

    def _processes(self) -> ProcessPoolExecutor:
        """The workers, started when first needed. Raises NoWorkers where processes cannot be had at all."""
        if self._executor is None:
            executor = pool.start(self.workers, self.analyse)
            try:
                self._wait(executor.submit(pool.alive))
            except (BrokenProcessPool, OSError) as error:
                executor.shutdown(wait=False, cancel_futures=True)
                raise NoWorkers from error
            self._executor = executor
        return self._executor

    def _wait(self, future: Future[pool.T]) -> pool.T:
        while True:
            try:
                return future.result(timeout=0.2)
            except concurrent.futures.TimeoutError:
                self._progress_check()

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


def _distinct(articles: list[Loaded | Skipped]) -> Iterator[Loaded | Skipped]:
    """The articles of one file, members that bear the same name told apart by a number."""
    seen: set[str] = set()
    for article in articles:
        if isinstance(article, Loaded) and article.member:
            member, number = article.member, 1
            while member in seen:
                number += 1
                member = f"{article.member} ({number})"
            seen.add(member)
            yield article if number == 1 else dataclasses.replace(article, member=member)
        else:
            yield article


def _notices(article: Loaded) -> list[str]:
    """What the reader of an article should know about how it was read."""
    said = [article.notice] if article.notice else []
    if len(article.text) > MOST_ANALYSED:
        said.append(f"analysed in part: the first {MOST_ANALYSED:,} of {len(article.text):,} characters")
    return said
