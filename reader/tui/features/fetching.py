"""What may take longer than a frame: answers asked for in a worker, and much that is written down at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from reader.told import told
from reader.tui.features.base import Desk
from reader.tui.session import Session

QUICK = 200  # articles up to which the index answers anything within a frame


class Fetched(Message):
    """An answer came."""

    def __init__(self, then: Callable[[Any], None], answer: object) -> None:
        self.then, self.answer = then, answer
        super().__init__()


class Fetching(Desk):
    """See the module."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._written = Event()  # set once the last of what `write_apart` was given is on disk
        self._written.set()

    def fetch(self, name: str, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        if self.session.size <= QUICK:
            then(work())
            return
        self.status.busy(True)
        self.run_worker(
            partial(self._fetch, work, then),
            thread=True,
            exclusive=True,
            group=f"fetch {name}",
            exit_on_error=False,
        )

    def _fetch(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        worker = get_current_worker()
        answer = work()
        if not worker.is_cancelled:
            self.post_message(Fetched(then, answer))

    def on_fetched(self, message: Fetched) -> None:
        """The answer given to who asked for it."""
        self.status.busy(False)
        message.then(message.answer)

    # -- writing ------------------------------------------------------------------------------------

    def write_apart(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        if self.session.size <= QUICK:
            self.careful(lambda: then(work()))
            return
        before, done = self._written, Event()
        self._written = done
        self.status.busy(True)
        self.run_worker(
            partial(self._write, work, then, before, done), thread=True, group="write", exit_on_error=False
        )

    @property
    def writing_apart(self) -> bool:
        return not self._written.is_set()

    def _write(
        self, work: Callable[[], object], then: Callable[[Any], None], before: Event, done: Event
    ) -> None:
        """In turn, and to its end even when the reader leaves meanwhile."""
        before.wait()
        try:
            answer = work()
        finally:
            done.set()
        self.post_message(Fetched(then, answer))

    # -- what came of a worker ------------------------------------------------------------------------

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What a worker failed at, said."""
        group, error = event.worker.group or "", event.worker.error
        if event.state is not WorkerState.ERROR or error is None:
            return
        if group == "write":
            self.status.busy(False)
            self.refused(error)
        elif group.startswith(("fetch", "search")):
            self.status.busy(False)
            self.say(
                self.words("That could not be answered: {error}", error=told(self.words, error)), warning=True
            )
