"""`warraq [PATH]`: open the reader."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader import config
from reader.cli import Failure
from reader.commands.opening import collection, settings_of
from reader.library import Library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH; without it the last collection, else the bundled articles."""
    parser.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="folder or file; default: where you were last, else the bundled articles",
    )
    parser.add_argument(
        "--web",
        action="store_true",
        help="for textual-serve: speak with a page over standard input and output",
    )


def run(args: argparse.Namespace) -> int:
    """Open the app. Nothing is read or indexed before the first paint."""
    if args.web:
        from reader.tui.terminal.browser import environment_for_page, size_for_page, split

        values = config.environment().values
        status = split(size_for_page(values))
        if status is not None:
            return status
        config.use_environment(environment_for_page(values))
    loaded = settings_of(args)
    if args.restricted:
        config.close_doors()
    root = collection(args.path) if args.path else _last_or_seeds(loaded.settings)
    from reader.tui.terminal.refusal import refusal

    if refused := refusal(config.environment().values, sys.stdout):
        raise Failure(refused)
    from reader.heap import share_one_heap
    from reader.tui.app import run_app

    share_one_heap()

    def complain(line: str) -> None:
        from reader.commands.speaking import say

        say(line, loaded.settings, sys.stderr, prefix="warraq: ")

    try:
        return run_app(root, loaded, restricted=args.restricted, complain=complain)
    except ValueError as error:
        raise Failure(getattr(error, "said", None) or str(error)) from error


def _last_or_seeds(settings: config.Settings) -> Path:
    last = Library.last_collection(settings)
    return last if last is not None else config.bundled("seeds")
