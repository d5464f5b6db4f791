"""Long work: the index brought up to date in a worker, with rate and time left, and a key that stops it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from reader.library import Progress, RefreshReport
from reader.progress import progress_in
from reader.told import told
from reader.tui.features.base import Desk
from reader.typeset import isolate

OFTEN, SELDOM = 0.1, 0.5  # seconds between two reports: nearby, and over a slow line


class Progressed(Message):
    """A refresh came further. Only the latest counts."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Progressed)


class Refreshed(Message):
    """A refresh ended."""

    def __init__(self, report: RefreshReport) -> None:
        self.report = report
        super().__init__()


class Refreshing(Desk):
    """See the module."""

    _worker: Worker[None] | None = None

    def refresh_collection(self) -> None:
        """Brings the index up to date; keys go on working meanwhile."""
        if self._worker is not None and self._worker.state in (WorkerState.PENDING, WorkerState.RUNNING):
            return
        self._worker = self.run_worker(self._refresh, thread=True, group="refresh", exit_on_error=False)

    def _refresh(self) -> None:
        worker = get_current_worker()
        report = self.session.library.refresh(progress=self.reported(), cancelled=lambda: worker.is_cancelled)
        self.post_message(Refreshed(report))

    def reported(self) -> Callable[[Progress], None]:
        """What long work in a worker calls as it gets on; it is shown now and then."""
        pause = SELDOM if self.reader.slow else OFTEN
        last = monotonic()

        def progress(found: Progress) -> None:
            nonlocal last
            now = monotonic()
            if now - last >= pause:
                last = now
                self.post_message(Progressed(found))

        return progress

    def long_work(self) -> list[Worker[None]]:
        """The workers that bring the index up to date or apply corrections, as far as they are at it."""
        return [each for each in (self._worker, self.relinking) if each is not None and each.is_running]

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker is self._worker and event.state is WorkerState.ERROR:
            self.busy_with("")
            self.say(
                self.words(
                    "The collection could not be read: {error}", error=told(self.words, event.worker.error)
                ),
                warning=True,
            )
            self.tell()

    def on_progressed(self, message: Progressed) -> None:
        """The stage, how far, how fast and how long still."""
        progress, words = message.progress, self.words
        if not self.long_work():
            return
        parts = progress_in(progress, words)
        if progress.total > 20:
            parts.append(words("{key} stops", key=self.reader.keymap.shown("app.cancel")))
        self.busy_with(" · ".join(parts))
        if not self.articles.row_count and progress.documents:
            self.load()
        self.tell()

    def on_refreshed(self, message: Refreshed) -> None:
        """What came of it; what is shown is read anew where anything changed."""
        report, words = message.report, self.words
        self.busy_with("")
        if report.anything or not self.session.rows:
            self.load()
        self.text.empty = str if self.session.size else self._nothing_to_read
        if self.text.article is None:
            self.text.refresh()
        said = []
        if report.failed:
            said.append(told(words, report.failed))
        if report.rebuilt:
            said.append(words("the index was made anew: {why}", why=told(words, report.rebuilt)))
        if report.cancelled:
            said.append(words("stopped; the rest will be read the next time"))
        if report.added and self._said_new:
            said.append(words.count("{n} new article", "{n} new articles", report.added))
        if (
            report.skipped and report.anything
        ):  # said when it is news; the card of an article lists them always
            said.append(words.count("{n} file was left out", "{n} files were left out", len(report.skipped)))
        if self.asked and not said:
            self.say(
                words("Nothing changed")
                if not report.anything
                else words("The collection is as its files are")
            )
        self.asked = False
        self._said_new = True
        if said and (report.failed or report.cancelled or not self.status.said):
            if report.cancelled:
                self.say("")  # that it was being stopped
            self.say_also(" · ".join(said), warning=bool(report.failed))
        self.tell()

    def _nothing_to_read(self) -> str:
        """What stands on the page of a collection without an article, and where to go from there."""
        shown = self.reader.keymap.shown
        return self.words(
            "No article with text was found in {folder}. Articles may be plain text, web pages, PDF, Word, mail, tables,"
            " feeds or archives of these. {look} looks again, {overview} names the files that were left out,"
            " {others} goes to another collection.",
            folder=isolate(self.session.library.name),
            look=shown("view.refresh"),
            overview=shown("go.overview"),
            others=shown("go.collections"),
        )

    _said_new = False
    asked = False  # the user asked for this refresh, and is told what came of it

    def cancel_work(self) -> bool:
        """Stops what is running; False where nothing is."""
        running = self.long_work()
        for each in running:
            each.cancel()
        if running:
            self.say(self.words("Stopping …"))
        return bool(running)
