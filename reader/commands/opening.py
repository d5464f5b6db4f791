"""What the commands share: settings with the command line on top, and a library opened and brought up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader import config
from reader.cli import Failure
from reader.commands.printing import plain
from reader.library import Library, Progress


def settings_of(args: argparse.Namespace) -> config.Loaded:
    """The settings in force for this command line; what is wrong in the file is said once, on standard error."""
    loaded = config.load_settings()
    for problem in loaded.problems:
        print(f"warraq: {problem}", file=sys.stderr)
    return config.override(
        loaded,
        library=args.library,
        journal=args.journal,
        keymap=args.keymap,
        language=args.lang,
        bidi=args.bidi,
    )


def collection(path: str) -> Path:
    """The folder or file that was named. The word `seeds` means the bundled articles where no such folder is."""
    chosen = Path(path).expanduser()
    if not chosen.exists() and path == "seeds":
        return config.bundled("seeds")
    if not chosen.exists():
        raise Failure(f"{path}: no such folder or file")
    return chosen


def open_library(args: argparse.Namespace, *, refresh: bool = True, read_only: bool = False) -> Library:
    """The library of `args.path`, its index brought up to date; files that could not be read are said."""
    try:
        library = Library.open(collection(args.path), settings_of(args).settings, read_only=read_only)
    except ValueError as error:
        raise Failure(str(error)) from error
    for notice in library.journal.notices:
        print(f"warraq: {plain(str(notice))}", file=sys.stderr)
    if refresh:
        with ProgressLine() as line:
            library.refresh(progress=line.show)
        for skipped in library.skipped():
            say_skipped(skipped.path, skipped.reason)
    return library


def say_skipped(path: str, reason: str) -> None:
    """One line on standard error for a file that was left out; its name may hold anything."""
    print(f"warraq: {plain(path)}: {plain(reason)}", file=sys.stderr)


class ProgressLine:
    """One line of progress on a terminal's standard error, twice a second; nothing on anything else."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._shown = 0.0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._on and self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def show(self, progress: Progress) -> None:
        """Paint the line, unless one was painted within the last half second."""
        from time import monotonic

        if not self._on or monotonic() - self._shown < 0.5:
            return
        self._shown = monotonic()
        of = f"/{progress.total}" if progress.total else ""
        left = f", {progress.left:.0f} s left" if progress.left is not None else ""
        rate = f" ({progress.rate:.0f}/s{left})" if progress.rate else ""
        print(f"\r\x1b[K{progress.stage} {progress.done}{of}{rate}", end="", file=sys.stderr, flush=True)
