"""`warraq import PATH FILE --kind names|decisions|notes`."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli import Failure
from reader.commands.opening import open_library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH, FILE, --kind."""
    parser.add_argument("path", metavar="PATH", help="folder or file")
    parser.add_argument("file", metavar="FILE", help="what to import")
    parser.add_argument("--kind", required=True, choices=["names", "decisions", "notes"])


def run(args: argparse.Namespace) -> int:
    """Import; a second import of the same file adds nothing."""
    with open_library(args) as library:
        importer = {
            "names": library.import_names,
            "decisions": library.import_decisions,
            "notes": library.import_notes,
        }[args.kind]
        try:
            lines = importer(Path(args.file))
        except ValueError as error:
            raise Failure(f"{args.file}: {error}") from error
        for line in lines:
            print(line)
    return 0
