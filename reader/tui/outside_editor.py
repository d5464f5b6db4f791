"""The user's own editor, on a text of ours. Loaded when it is asked for."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.app import SuspendNotSupported

ERRORS = (OSError, SuspendNotSupported, ValueError)


@contextmanager
def _unstruck() -> Iterator[None]:
    """Ctrl+C and Ctrl+\\ are for the editor alone: the terminal sends them to us too, and we must not go of them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # a function and not SIG_IGN, which the editor would inherit
    # the descriptor tells a thread of every signal, whatever its handler is (reader.tui.terminal.lifecycle)
    descriptor = signal.set_wakeup_fd(-1)
    before = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        if descriptor >= 0:
            signal.set_wakeup_fd(descriptor, warn_on_full_buffer=False)


def edit_in(command: str, text: str) -> tuple[str, int]:
    """`text` through an editor, in a file that only the user can read; what it left there, and its exit status.

    Read back however the editor ended; a failed one that left nothing leaves the text as it was. Bytes that are no
    UTF-8 are kept as `\\xNN`. Raises OSError where the editor cannot be run or took the file away.
    """
    handle, name = tempfile.mkstemp(prefix="warraq-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        with _unstruck():
            status = subprocess.run([*shlex.split(command), name], check=False).returncode
        edited = path.read_text(encoding="utf-8", errors="backslashreplace")
        return (text if status and not edited else edited), status
    finally:
        path.unlink(missing_ok=True)
