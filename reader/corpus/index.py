"""The index of one collection: the one object through which the library asks for documents and what is in them.

Derived data, one SQLite file. Any thread and any process may read while one refreshes; every thread gets a
connection of its own. What is asked of a damaged file, or of one that another version wrote, is answered with
`IndexUnusable`; `refresh` makes such a file anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.corpus import schema, serial
from reader.corpus.rows import Notice, Progress, RefreshReport, SearchResult, Status
from reader.corpus.schema import IndexFailed, IndexUnusable
from reader.model import (
    Decision,
    Skipped,
    Span,
)

if TYPE_CHECKING:
    from reader.corpus.overview import Overview
    from reader.corpus.pool import Analyse
    from reader.corpus.refresh import Refresh
    from reader.corpus.search.plan import Vocabulary
from reader.corpus.documents import ORDERS, UnknownDocument
from reader.corpus.findings import Findings


class Index(Findings):
    """See the module. `analyse` and `analyser` stand for reader.analysis and are injected by tests."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        analyse: Analyse | None = None,
        analyser: str | None = None,
    ) -> None:
        super().__init__(path, read_only=read_only)
        self._analyse = analyse
        self._analyser = analyser
        self._vocabulary: Vocabulary | None = None

    # -- bringing it up to date -------------------------------------------------

    def refresh(
        self,
        root: Path,
        *,
        decisions: Sequence[Decision] = (),
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        workers: int | None = None,
        rebuild: bool = False,
        only_text: bool = False,
        identities: Mapping[str, str] | None = None,
        reading: Mapping[str, Mapping[str, str]] | None = None,
    ) -> RefreshReport:
        """Brings the index up to date with `root` (a folder or one file) and the user's decisions.

        `workers` processes analyse (None: as many as there are cores; 0 or 1: in this one). `cancelled` is asked
        often; `progress` is called in this thread, at most about ten times a second. Another refresh of the same
        index is waited for. `only_text` makes documents readable and searchable and stops there.
        `identities` is {version: id}, what the journal knows documents by: a text of that version gets that id again
        even where the index was deleted. `reading` is {path: {"encoding" or a field of a table: value}}, the user's word
        on how files are read, over collection.toml's. Raises IndexFailed, and OSError where `root` cannot be read at all.
        """
        from reader.corpus import pool
        from reader.corpus.lock import refreshing

        if self.read_only:
            raise IndexFailed(f"{self.path}: opened for reading only")
        if pool.starting():
            raise IndexFailed(f"{self.path}: a worker does not refresh; the script needs its main guard")
        if not root.exists():
            raise FileNotFoundError(f"{root}: no such file or folder")
        with refreshing(self.path, progress, cancelled) as mine:
            if not mine:
                return RefreshReport(cancelled=True)
            why = "asked for" if rebuild else ""
            known = dict(identities or {})
            for _ in range(2):
                try:
                    if why:
                        known = {**schema.identities(self.path), **known}
                        self._start_anew()
                    self._note_root(root)
                    run = self._run(root, decisions, progress, cancelled, workers, only_text, reading)
                    run.store.identities = known
                    report = run.run(rebuilt=why)
                    self._analysis.cache_clear()
                    return report
                except IndexUnusable as error:
                    why = str(error)
                except sqlite3.DatabaseError as error:
                    told = schema.explained(self.path, error)
                    if not isinstance(told, IndexUnusable) or why:
                        raise told from error
                    why = str(told)
            raise IndexFailed(f"{self.path}: {why}")

    def relink(
        self,
        decisions: Sequence[Decision],
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        workers: int | None = None,
    ) -> bool:
        """Applies the user's decisions to what is indexed already; reads no file of the collection.

        False where it was cancelled: the next refresh comes to it again. Raises IndexFailed.
        """
        from reader.corpus.lock import refreshing

        root = self._meta("root")
        if root is None:
            return True
        with refreshing(self.path, progress, cancelled) as mine, self._explained():
            if not mine:
                return False
            run = self._run(Path(root), decisions, progress, cancelled, workers)
            whole = run.relink()
            self._analysis.cache_clear()
            if run.failed:
                raise IndexFailed(run.failed)
            return whole

    def _run(
        self,
        root: Path,
        decisions: Sequence[Decision],
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        workers: int | None,
        only_text: bool = False,
        reading: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Refresh:
        from reader.corpus.refresh import Refresh

        self._db().execute(f"PRAGMA cache_size=-{schema.WRITTEN_CACHE}")
        return Refresh(
            self._db(),
            self.path,
            root,
            decisions,
            analyse=self._analyse,
            analyser=f"{self._analyser or _analyser_version()}.{serial.shape()}",
            progress=progress,
            cancelled=cancelled,
            workers=workers,
            only_text=only_text,
            reading=reading,
        )

    def _note_root(self, root: Path) -> None:
        self._db().execute(
            "REPLACE INTO meta VALUES('root', ?)", (os.fsencode(root.resolve()).decode("utf-8", "replace"),)
        )

    def start_anew(self) -> dict[str, str]:
        """An unusable file deleted; {version: id} of what could be read of it, for the next `refresh`."""
        kept = schema.identities(self.path)
        self._start_anew()
        return kept

    def _start_anew(self) -> None:
        """Other threads and processes go on with the old file until they next ask, and find the new one then."""
        if self._local.db is not None:
            self._local.db.close()
            self._local.db = None
        schema.remove(self.path)

    # -- finding ----------------------------------------------------------------

    def search(self, query: str, **options: Any) -> SearchResult:
        """See `corpus.search.run.Search.search` for the options."""
        from reader.corpus.search.plan import Vocabulary
        from reader.corpus.search.run import Search

        self._vocabulary = self._vocabulary or Vocabulary()
        with self._explained():
            return Search(self._db(), self._vocabulary).search(query, **options)

    def matches(self, query: str, **options: Any) -> list[str]:
        """See `corpus.search.run.Search.matches` for the options."""
        from reader.corpus.search.plan import Vocabulary
        from reader.corpus.search.run import Search

        self._vocabulary = self._vocabulary or Vocabulary()
        with self._explained():
            return Search(self._db(), self._vocabulary).matches(query, **options)

    def other_names(self, query: str, **options: Any) -> tuple[tuple[str, ...], int]:
        """See `corpus.search.run.Search.other_names`."""
        from reader.corpus.search.run import Search

        with self._explained():
            return Search(self._db(), self._vocabulary).other_names(query, **options)

    def marks(self, doc: str, query: str, **options: Any) -> list[Span]:
        """Every place of one document that the words of a query stand at, in order."""
        from reader.corpus.search.run import Search

        with self._explained():
            return Search(self._db()).marks(self.text(doc), query, **options)

    def stirred(self, root: Path, budget: float = 0.2) -> bool | None:
        """Whether files changed since they were indexed; None where that is not cheap to tell (see `corpus.watch`)."""
        from reader.corpus.watch import stirred

        with self._explained():
            return stirred(self._db(), root, budget)

    # -- is it true -------------------------------------------------------------

    def verify(self, root: Path, reading: Mapping[str, Mapping[str, str]] | None = None) -> Iterator[str]:
        """Compares the index with itself and with the files; one line for each difference. Reads every file."""
        from reader.corpus.verify import differences

        with self._explained():
            yield from differences(self._db(), root, reading or {})

    # -- how it stands ----------------------------------------------------------

    def skipped(self) -> list[Skipped]:
        """What was not read, and why: files, their members, lines of collection.toml, failed analyses."""
        return [
            Skipped(*row) for row in self._all("SELECT path, reason FROM skipped ORDER BY path, rowid")
        ] + [
            Skipped(path, f"read, but not analysed: {error}")
            for path, error in self._all(
                "SELECT d.path, a.error FROM analyses a JOIN documents d ON d.n=a.doc WHERE a.error<>'' ORDER BY d.path_key"
            )
        ]

    def notices(self) -> list[Notice]:
        """What was read with a doubt: a guessed encoding, a part left out."""
        return [Notice(*row) for row in self._all("SELECT path, text FROM notices ORDER BY path, rowid")]

    def generation(self) -> int:
        """A number that grows whenever documents or their analyses change."""
        return int(self._meta("generation") or 0)

    def overview(self) -> Overview:
        """The collection at a glance: counts by month, source, language; who is named; what is double."""
        from reader.corpus.overview import overview

        with self._explained():
            return overview(self._db())

    def status(self) -> Status:
        """The index in figures."""
        counts = self._one(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM paths), (SELECT count(*) FROM files),"
            " (SELECT count(*) FROM analyses), (SELECT count(*) FROM documents WHERE stale),"
            " (SELECT count(*) FROM documents WHERE NOT arabic), (SELECT count(*) FROM entities),"
            " (SELECT count(*) FROM events), (SELECT count(*) FROM skipped), (SELECT count(*) FROM notices),"
            " (SELECT coalesce(sum(length), 0) FROM documents)"
        )
        assert counts is not None
        sizes = [self.path.with_name(self.path.name + suffix) for suffix in ("", "-wal")]

        languages = "SELECT coalesce(language, ''), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
        sources = "SELECT coalesce(source, ''), count(*) FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"
        return Status(
            root=self._meta("root") or "",
            documents=counts[0],
            paths=counts[1],
            files=counts[2],
            analysed=counts[3],
            waiting=counts[4],
            without_arabic=counts[5],
            entities=counts[6],
            events=counts[7],
            linked=self._meta("linked") is not None and counts[4] == 0,
            skipped=counts[8],
            notices=counts[9],
            characters=counts[10],
            size=sum(p.stat().st_size for p in sizes if p.exists()),
            schema=self._meta("schema") or "",
            analyser=self._meta("analyser") or "",
            refreshed=self._meta("refreshed") or "",
            name=self._meta("name") or "",
            languages=tuple(self._all(languages)),
            sources=tuple(self._all(sources)),
        )


def _analyser_version() -> str:
    from reader.analysis import VERSION

    return VERSION


__all__ = ["ORDERS", "Index", "IndexFailed", "IndexUnusable", "UnknownDocument"]
