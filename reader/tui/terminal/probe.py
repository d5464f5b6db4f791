"""Ask the terminal what it is, before Textual starts: for `warraq doctor`.

The running app asks the same questions through its driver and waits for nothing.
"""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import termios
import time
import tty
from collections.abc import Mapping
from typing import Final

from reader.tui.terminal.detect import QUERIES, Answers, TerminalReport, judge, read_answers
from reader.tui.terminal.input import Answer, InputStream, Keys
from reader.tui.terminal.modes import BidiMode

TIMEOUT: Final = 1.0
"""Seconds that a terminal has for its answers: a line to another continent and back, twice."""


def probe(input_fd: int, output_fd: int, *, timeout: float = TIMEOUT) -> tuple[Answers, str]:
    """Ask, wait for the last answer or `timeout` seconds, and leave the terminal as it was.

    Returns the answers and what a person typed meanwhile. A terminal that can't be asked gives empty answers.
    """
    try:
        before = termios.tcgetattr(input_fd)
    except termios.error:
        return Answers(), ""
    sequences: list[str] = []
    typed: list[str] = []
    stream = InputStream()
    deadline = time.monotonic() + timeout
    try:
        tty.setcbreak(input_fd, termios.TCSANOW)
        # Erase the line afterwards: Apple Terminal prints the p of a query that it does not know.
        os.write(output_fd, QUERIES.encode() + b"\r\x1b[2K")
        while (left := deadline - time.monotonic()) > 0 and not read_answers(sequences).finished:
            if not select.select([input_fd], [], [], left)[0]:
                break
            data = os.read(input_fd, 4096)
            if not data:
                break
            for token in stream.feed(data.decode("utf-8", "replace")):
                if isinstance(token, Answer):
                    sequences.append(token.sequence)
                elif isinstance(token, Keys) and not token.text.startswith("\x1b[?"):
                    typed.append(token.text)
    except OSError:
        return read_answers(sequences), "".join(
            typed
        )  # the terminal went away: what we have is what there is
    finally:
        # TCSAFLUSH: an answer that comes too late must not be taken for typing by the shell.
        with contextlib.suppress(termios.error):  # gone
            termios.tcsetattr(input_fd, termios.TCSAFLUSH, before)
    return read_answers(sequences), "".join(typed)


def terminal_around_tmux(env: Mapping[str, str]) -> str:
    """What the terminal around tmux calls itself, as tmux was told; empty where it doesn't know."""
    if not env.get("TMUX"):
        return ""
    try:
        answer = subprocess.run(
            ["tmux", "display-message", "-p", "#{client_termtype}"],
            capture_output=True,
            timeout=0.5,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode("utf-8", "replace").strip()[:80]


def report(
    env: Mapping[str, str], input_fd: int = 0, output_fd: int = 1, *, chosen: BidiMode | None = None
) -> TerminalReport:
    """Probe and judge in one: what `warraq doctor` calls."""
    answers, _ = probe(input_fd, output_fd)
    return judge(answers, env, chosen=chosen, outer=terminal_around_tmux(env))
