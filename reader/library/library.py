"""The one door to a collection: what is found, what the user did, and bringing both up to date."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reader.corpus.loaders import Loaded, SourceFile, Unreadable
from reader.corpus.loaders import load as load_source
from reader.corpus.rows import Progress, RefreshReport
from reader.corpus.schema import IndexFailed
from reader.journal import JournalError
from reader.library.decided import carried, passages_in
from reader.library.files_read import FilesRead
from reader.library.own_work import OwnWork
from reader.model import (
    Decision,
)

WATCH = "watch"  # Decision.object of an `add` that looks for a name instead of naming passages


class Library(OwnWork, FilesRead):
    """A collection with its index and the journal, opened together. Close it, or use it as a context."""

    # -- long work --------------------------------------------------------------

    def refresh(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        rebuild: bool = False,
        workers: int | None = None,
    ) -> RefreshReport:
        """The index brought up to date with the files: only what changed is read and analysed again."""
        report = self.index.refresh(
            self.root,
            decisions=self._decisions(),
            progress=progress,
            cancelled=cancelled,
            workers=workers,
            rebuild=rebuild,
            identities=self._identities(),
            reading=self.journal.reading_of(self.key),
        )
        if self._why_anew and not report.cancelled:
            report = replace(report, rebuilt=report.rebuilt or self._why_anew)
            self._why_anew = ""
        with suppress(JournalError):  # read-only, or no room: the next refresh comes to it again
            self._keep_knowing()
        if report.anything and any(
            each.object == WATCH or passages_in(each) for each in self.journal.decisions()
        ):
            try:
                self.relink(
                    progress, cancelled
                )  # watched names and decided passages: in what came in just now
            except IndexFailed as error:
                report = replace(report, failed=report.failed or str(error))
        return report

    def _identities(self) -> dict[str, str]:
        """What the journal knows documents by: an index made anew gives them their old ids, so that no note is lost."""
        known = self.journal.known_documents()
        here = [each for each in known if each.collection in {"", self.key}]
        # a text is the same document in whatever folder it lies; a path says so in this one alone
        ids = {each.path: each.doc for each in here} | {each.version: each.doc for each in [*known, *here]}
        return self._kept_ids | ids

    def _keep_knowing(self) -> None:
        """The journal learns where its documents are today; a folder that was moved here brings its marks and drafts."""
        for old, docs in self.journal.collections().items():
            if old in {"", self.key} or Path(old).exists():
                continue
            if 2 * sum(doc in self.index for doc in docs) > len(docs):
                self.journal.rename_collection(old, self.key)
        known = self.journal.known_documents()
        self._know(*(each.doc for each in known if each.collection in {"", self.key}))

    def stirred(self) -> bool | None:
        """Whether files changed since `refresh`; None where that is not cheap to tell."""
        return self.index.stirred(self.root)

    def relink(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bool:
        """The user's decisions applied anew to entities and events; False where it was cancelled. Raises IndexFailed."""
        return self.index.relink(self._decisions(), progress=progress, cancelled=cancelled)

    def _decisions(self) -> list[Decision]:
        """The user's decisions, their passages where they are today; watched names turned into those that hold them."""
        out = []
        for each in self.journal.decisions():
            if each.kind != "add" or each.object != WATCH:
                out.append(carried(each, self._version, self._text) if passages_in(each) else each)
                continue
            passages: list[str] = []
            for name in (each.subject.partition(":")[2], *filter(None, each.value.split("|"))):
                phrase = '"' + name.replace('"', " ") + '"'
                for doc in self.index.search(phrase, limit=len(self.index), hits_of_one=1).documents:
                    passages += [f"{doc}#{span.start}-{span.end}" for span in self.index.marks(doc, phrase)]
            if passages:
                out.append(replace(each, object="", value=" ".join(dict.fromkeys(passages))))
        return out

    # -- out and in -------------------------------------------------------------

    def verify(self) -> list[str]:
        """Where the index is not true to the files, one line each."""
        return list(self.index.verify(self.root, self.journal.reading_of(self.key)))

    def backup(self, to: Path | None = None) -> Path:
        """A copy of the journal, whole and consistent."""
        return self.journal.backup(to)


def load_file(path: Path) -> Loaded:
    """One file read by itself, without index or journal. Raises Unreadable with one line."""
    source = SourceFile(path.name, str(path), path.stat().st_size)
    for each in load_source(source):
        if isinstance(each, Loaded):
            return each
    raise Unreadable("no article in it")
