"""`warraq import PATH FILE --kind names|decisions|notes`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader import exchange
from reader.cli import Failure
from reader.commands.opening import open_library, settings_of
from reader.commands.speaking import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH, FILE, --kind."""
    parser.add_argument("path", metavar="PATH", help="folder or file")
    parser.add_argument("file", metavar="FILE", help="what to import")
    parser.add_argument("--kind", required=True, choices=["names", "decisions", "notes"])


def run(args: argparse.Namespace) -> int:
    """Import; a second import of the same file adds nothing."""
    with open_library(args) as library:
        importer = {
            "names": exchange.import_names,
            "decisions": exchange.import_decisions,
            "notes": exchange.import_notes,
        }
        try:
            lines = importer[args.kind](library, Path(args.file))
        except ValueError as error:
            raise Failure(f"{args.file}: {error}") from error
        settings = settings_of(args).settings
        for line in lines:
            say(line, settings, sys.stdout)
    return 0
