"""A small app on the real driver, for the tests that need a process of its own.

    python -m tests.terminal.app STATE_FILE [--bidi MODE] [--mouse] [--slow]

`on_leave` writes STATE_FILE, so that a test sees that it ran, and when. Keys: q quits, h blocks the
main thread, f floods the terminal, z suspends, e runs a command outside, x raises,
w starts a thread that never ends.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from reader.tui.terminal.driver import driver_class


class Probe(App[None]):
    BINDINGS: ClassVar = [
        ("q", "quit", "quit"),
        ("h", "hang", "hang"),
        ("f", "flood", "flood"),
        ("z", "suspend_process", "stop"),
        ("e", "outside", "outside"),
        ("x", "explode", "explode"),
        ("w", "worker", "worker"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, state: Path, **driver: object) -> None:
        self.state = state
        super().__init__(driver_class=driver_class(on_leave=self.save, **driver))
        self.count = 0

    def save(self) -> None:
        previous = self.state.read_text() if self.state.exists() else ""
        self.state.write_text(previous + f"saved {threading.current_thread().name}\n")

    def compose(self) -> ComposeResult:
        yield Static("ready 0", id="text")

    def on_paste(self, event: events.Paste) -> None:
        self.query_one("#text", Static).update(f"pasted {len(event.text)}")

    def on_resize(self, event: events.Resize) -> None:
        self.query_one("#text", Static).update(f"size {event.size.width}x{event.size.height} ready")

    def on_key(self, event: events.Key) -> None:
        self.count += 1
        self.sub_title = str(self.count)
        self.query_one("#text", Static).update(f"keys {self.count} {event.key}")

    def action_hang(self) -> None:
        time.sleep(60)

    def action_flood(self) -> None:
        def flood() -> None:
            self.count += 1
            self.query_one("#text", Static).update(f"flood {self.count} " + "x" * 1500)

        self.set_interval(0.01, flood)

    def action_outside(self) -> None:
        with self.suspend():
            print("outside now", flush=True)
            sys.stdin.readline()

    def action_explode(self) -> None:
        raise RuntimeError("told to")

    def action_worker(self) -> None:
        self.run_worker(lambda: time.sleep(60), thread=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("state", type=Path)
    parser.add_argument("--bidi", default="auto")
    parser.add_argument("--mouse", action="store_true")
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args()
    app = Probe(options.state, bidi=options.bidi, slow_line=options.slow)
    app.run(mouse=options.mouse)
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
