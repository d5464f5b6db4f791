"""What the commands share: settings with the command line on top, and a library opened and brought up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader import config
from reader.catalogue import Catalogue
from reader.cli import Failure
from reader.commands.printing import ordered_here, terminal_width
from reader.commands.speaking import say, words_in
from reader.library import Library, Progress
from reader.progress import progress_in

FEW = 3  # files left out that a command names which was asked for something else


def settings_of(args: argparse.Namespace) -> config.Loaded:
    """The settings in force for this command line; what is wrong in the file is said once, on standard error."""
    loaded = config.load_settings()
    loaded = config.override(
        loaded,
        library=args.library,
        journal=args.journal,
        keymap=args.keymap,
        language=args.lang,
        bidi=args.bidi,
    )
    if not hasattr(args, "said"):
        args.said = True
        for problem in loaded.problems:
            say(problem, loaded.settings, sys.stderr, prefix="warraq: ")
    return loaded


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
        settings = settings_of(args).settings
        library = Library.open(collection(args.path), settings, read_only=read_only)
    except ValueError as error:
        raise Failure(getattr(error, "said", None) or str(error)) from error
    for notice in library.journal.notices:
        say(notice, settings, sys.stderr, prefix="warraq: ")
    if refresh:
        with ProgressLine(words_in(settings)) as line:
            library.refresh(progress=line.show)
        say_skipped(library, settings, most=FEW)
    return library


def say_skipped(library: Library, settings: config.Settings, most: int | None = None) -> None:
    """One line on standard error for each file that was left out; its name may hold anything. `most`: the rest counted."""
    left_out = library.skipped()
    for skipped in left_out[:most]:
        say(f"{skipped.path}: {skipped.reason}", settings, sys.stderr, prefix="warraq: ")
    if most is not None and len(left_out) > most:
        more = words_in(settings).count(
            "{n} more file was left out (warraq index lists them)",
            "{n} more files were left out (warraq index lists them)",
            len(left_out) - most,
        )
        say(more, settings, sys.stderr, prefix="warraq: ")


class ProgressLine:
    """One line of progress on a terminal's standard error, twice a second; nothing on anything else."""

    def __init__(self, words: Catalogue) -> None:
        self.words = words
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
        line = " · ".join(progress_in(progress, self.words))
        if ordered_here("auto", sys.stderr):
            from reader.typeset import one_line

            line = one_line(line, terminal_width(), direction="rtl" if self.words.rtl else "ltr").text
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
