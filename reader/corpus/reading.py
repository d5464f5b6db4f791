"""The first stage of a refresh: what lies in the folder against what is known of it, and reading what is new."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from reader.corpus import loaders, pool
from reader.corpus.loaders import Loaded, SourceFile
from reader.corpus.pool import MOST_ANALYSED
from reader.corpus.scan import ASIDE, SIDECAR, Files, Folder, Found, folders
from reader.corpus.work import ALONE, NoWorkers, Work
from reader.model import Skipped

FIRST_BATCH = 8  # documents: on screen at once; the next batches are ever so many times larger, for each leaves a piece of
GROWTH = 32  # the index of words that every search looks into
BATCH_BYTES = 16 << 20
BATCH_SECONDS = 5.0  # what was read in them is put down, however little it is
RACY = 2_000_000_000  # ns: a file changed this shortly before is read again next time
NEW, CHANGED, EDITED = "new", "changed", "edited"  # the three passes over files: see Store.put


class Reading(Work):
    """Files to documents, in batches that are whole or not there."""

    def _compare(self) -> tuple[Files, Files, list[int]]:
        """New and changed files, and the numbers of those that are gone.

        A folder that is listed as it was when all in it was known is not looked at file by file. Of what is known of
        another hashes are held, not paths: this process is the one that shows the collection meanwhile.
        """
        self._enter("scan")
        marks: dict[str, bytes] = dict(self.db.execute("SELECT path, mark FROM folders"))
        told: dict[str, bytes] = {}  # of folders that are not as they were, what is to be known of them now
        new, changed, gone = Files(), Files(), list[int]()
        outside: list[Skipped] = []
        closed: list[str] = []
        encodings = self._reading_options_changed()
        held = self._told_by_folder()
        for folder in folders(self.root, lambda count: self._progress(count, 0)):
            outside += folder.skipped
            if folder.closed:
                closed.append(folder.prefix)
                continue
            before = marks.pop(folder.prefix, None)
            if before is None and not folder.names:
                continue
            mark = folder.mark()
            if mark and mark == before and not encodings:
                if folder.prefix in held:  # files of it that are no articles
                    there = {folder.prefix + name for name in folder.names}
                    outside += (each for each in held[folder.prefix] if each.path in there)
                continue
            same = self._compare_in(folder, new, changed, gone, outside, encodings)
            if (now := mark if same else b"") != before:
                told[folder.prefix] = now
        self._tell_of([*outside, *self.sidecar.problems])
        # what lies in a folder that cannot be entered just now is not gone: a mount may come back
        left = [prefix for prefix in marks if not prefix.startswith(tuple(closed))]
        gone += (number for prefix in left for number in self._known_in(prefix).values())
        if told or left:
            with self._batch():
                self.db.executemany("DELETE FROM folders WHERE path=?", ((prefix,) for prefix in left))
                self.db.executemany("REPLACE INTO folders VALUES(?,?)", told.items())
        return new, changed, gone

    def _compare_in(
        self,
        folder: Folder,
        new: Files,
        changed: Files,
        gone: list[int],
        outside: list[Skipped],
        encodings: bool,
    ) -> bool:
        """The same of one folder; True where all its articles are known as they are, and no other ones."""
        known = self._known_in(folder.prefix)
        any_known, other = bool(known), set()  # `other`: numbers of files that are not as they were
        escaped: set[str] = set()
        whole = True
        for each in folder.files():
            path, _, size, mtime, ctime = each
            same = known.pop(hash((path, size, mtime, ctime)), None)
            before = self._number_of(path) if same is None and any_known else same
            if before is None and (reason := loaders.not_an_article(path)) is not None:
                if reason:
                    outside.append(Skipped(path, reason))
                continue
            whole = whole and same is not None
            if "\\x" in path:  # a name that is not UTF-8 may be shown as another one is spelled
                if path in escaped:
                    outside.append(Skipped(path, "another file is shown under this name"))
                    continue
                escaped.add(path)
            if before is None:
                new.append(each)
            elif same is None or encodings:
                other.add(before)
                changed.append(each)
        left = [number for number in known.values() if number not in other]
        gone += left
        return whole and not known

    def _known_in(self, prefix: str) -> dict[int, int]:
        """The numbers of the files known in a folder, by hashes of what is known of them."""
        sql = "SELECT path, size, mtime, ctime, n FROM files WHERE instr(substr(path, ?), '/')=0"
        values: list[object] = [len(prefix) + 1]
        if prefix:
            sql += " AND path > ? AND path < ?"
            values += [prefix, f"{prefix[:-1]}0"]  # the character behind "/"
        rows = self.db.execute(sql, values)
        return {hash((path, size, mtime, ctime)): number for path, size, mtime, ctime, number in rows}

    def _number_of(self, path: str) -> int | None:
        row = self.db.execute("SELECT n FROM files WHERE path=?", (path,)).fetchone()
        return None if row is None else int(row[0])

    def _told_by_folder(self) -> dict[str, list[Skipped]]:
        """What was said the last time of files that no row stands for, by the folder that they lie in."""
        sql = (
            "SELECT path, reason FROM skipped WHERE file IS NULL AND path<>?"
            " UNION ALL SELECT path, text FROM notices WHERE file IS NULL"
        )
        found: dict[str, list[Skipped]] = {}
        for path, reason in self.db.execute(sql, (SIDECAR,)):
            found.setdefault(path[: path.rfind("/") + 1], []).append(Skipped(path, reason))
        return found

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

    def _read(self, new: Files, changed: Files) -> None:
        self._enter("read")
        total, done = len(new) + len(changed), 0
        later: list[Found] = []
        batch: list[tuple[Found, list[Loaded | Skipped], str]] = []
        size, most = 0, FIRST_BATCH
        begun = time.monotonic()
        for stage, files in ((NEW, new), (CHANGED, changed)):
            for found, articles, ended in self._loaded(files):
                batch.append((found, articles, ended))
                size += sum(len(a.text) for a in articles if isinstance(a, Loaded)) * 2
                done += 1
                late = time.monotonic() - begun > BATCH_SECONDS
                if len(batch) >= most or size >= BATCH_BYTES or late:
                    later += self._store_batch(batch, stage)
                    batch, size, most, begun = [], 0, most * GROWTH, time.monotonic()
                self._progress(done, total, found.path)
            later += self._store_batch(batch, stage)
            batch, size = [], 0
        for found, articles, ended in self._loaded(later):
            self._store_batch([(found, articles, ended)], EDITED)

    def _loaded(self, files: Files | list[Found]) -> Iterator[tuple[Found, list[Loaded | Skipped], str]]:
        heavy: list[tuple[Found, Future[tuple[list[Loaded | Skipped], str]]]] = []
        for found in files:
            source = self._source(found)
            if loaders.format_of(found.path) in loaders.LIGHT or self.workers <= 1 or len(files) < ALONE:
                yield (found, *pool.load_whole(source))
                continue
            try:
                heavy.append((found, self._handed_on(pool.load_whole, source)))
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
            batch.reverse()
            while batch:  # a text that is in the index is let go
                found, articles, ended = batch.pop()
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
            self.store.finish()
            self._touched()
        return later

    @staticmethod
    def _path(found: Found, member: str) -> str:
        return f"{found.path}/{member}" if member else found.path


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
