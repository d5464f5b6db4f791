"""`warraq export PATH --format ...`: findings in another format."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from reader.cli import Failure, Misuse
from reader.commands.opening import open_library, settings_of
from reader.commands.speaking import words_in
from reader.export import FORMATS, export


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH, --format, --table, -o."""
    parser.add_argument("path", metavar="PATH", help="folder or file")
    parser.add_argument(
        "--format",
        required=True,
        choices=list(FORMATS),
        help="; ".join(f"{name}: {each.meaning}" for name, each in FORMATS.items()),
    )
    parser.add_argument("--table", metavar="T", help=f"for csv: {', '.join(FORMATS['csv'].tables)}")
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write instead of standard output")


def run(args: argparse.Namespace) -> int:
    """Write the export; a file appears whole or not at all."""
    if args.table and args.table not in FORMATS[args.format].tables:
        known = ", ".join(FORMATS["csv"].tables)
        raise Misuse(f"--table: one of csv's tables ({known}), with --format csv")
    with open_library(args) as library:
        try:
            pieces = export(library, args.format, args.table, words_in(settings_of(args).settings))
            if args.output:
                _write_whole(Path(args.output), pieces, bom=FORMATS[args.format].bom)
                return 0
            if FORMATS[args.format].bom:
                sys.stdout.write("\ufeff")
            for piece in pieces:
                sys.stdout.write(piece)
        except ValueError as error:
            raise Failure(str(error)) from error
    return 0


def _write_whole(path: Path, pieces: Iterable[str], *, bom: bool) -> None:
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
            for piece in pieces:
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error  # the file that was asked for
    finally:
        part.unlink(missing_ok=True)
