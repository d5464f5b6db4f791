"""Answers that may take longer than a frame: asked for in a worker, shown when they come, dropped when no longer wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from reader.told import told
from reader.tui.features.base import Desk

QUICK = 200  # articles up to which the index answers anything within a frame


class Fetched(Message):
    """An answer came."""

    def __init__(self, then: Callable[[Any], None], answer: object) -> None:
        self.then, self.answer = then, answer
        super().__init__()


class Fetching(Desk):
    """See the module."""

    def fetch(self, name: str, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        if len(self.session.rows) <= QUICK:
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

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and (event.worker.group or "").startswith(("fetch", "search")):
            self.status.busy(False)
            self.say(
                self.words("That could not be answered: {error}", error=told(self.words, event.worker.error)),
                warning=True,
            )
