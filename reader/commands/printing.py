"""Arabic on standard output: typeset for a terminal, logical for a pipe."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from reader import config


def terminal_width() -> int:
    """Columns of the terminal on standard output; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def ordered_here(bidi: str, stream: TextIO | None = None) -> bool:
    """True where Warraq orders and joins what it prints (on standard output, or `stream`): where `--bidi app` asks for
    it, or on a terminal that is not known to order text by itself."""
    if bidi != "auto" or not (stream or sys.stdout).isatty():
        return bidi == "app"
    from reader.tui.terminal.modes import first_mode

    return first_mode(config.environment().values) == "app"


@contextmanager
def ordering(settings: config.Settings) -> Iterator[bool]:
    """Gives `ordered_here`; a terminal that stops ordering text when told is told so for what is printed inside."""
    here = ordered_here(settings.bidi)
    if not here or not sys.stdout.isatty():
        yield here
        return
    from reader.tui.terminal.modes import ENTER_BIDI, LEAVE_BIDI

    sys.stdout.write(ENTER_BIDI)
    try:
        yield here
    finally:
        sys.stdout.write(LEAVE_BIDI)
        sys.stdout.flush()


def painted(text: str, width: int, settings: config.Settings) -> str:
    """One line of text, cut to `width` cells and typeset if it goes to a terminal."""
    from reader.typeset import one_line

    return one_line(text, width).text if ordered_here(settings.bidi) else safe(text)


def safe(text: str) -> str:
    """Text without controls that a terminal would obey; newlines and tabs become blanks."""
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text)


# what is printed of a file's name, or of a note's label, must not be obeyed: controls, line ends, bidi controls
_OBEYED = dict.fromkeys(
    (*range(32), 127, *range(128, 160), 8206, 8207, *range(8232, 8239), *range(8294, 8298)), "�"
)


def plain(name: str) -> str:
    """A name on one line: what a terminal would obey is a visible sign instead."""
    return name.translate(_OBEYED)


def print_json(value: Any) -> None:
    """A JSON value on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
