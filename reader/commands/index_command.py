"""`warraq index PATH`: build or refresh the index, with progress; print a summary."""

from __future__ import annotations

import argparse
import dataclasses

from reader.cli import Failure
from reader.commands.opening import ProgressLine, open_library, say_skipped
from reader.commands.printing import plain, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH and one of --status, --verify, --rebuild."""
    parser.add_argument("path", metavar="PATH", help="folder or file")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--status", action="store_true", help="what the index holds, without touching it")
    what.add_argument("--verify", action="store_true", help="compare the index with the files")
    what.add_argument("--rebuild", action="store_true", help="start anew; notes and decisions stay")


def run(args: argparse.Namespace) -> int:
    """0 when all was read; 1 when --verify found a difference."""
    with open_library(args, refresh=False) as library:
        if args.status:
            return _print(args, library.status())
        if args.verify:
            problems = library.verify()
            if args.json:
                print_json(problems)
            else:
                print("\n".join(map(plain, problems)) or "the index is true to the files")
            return 1 if problems else 0
        with ProgressLine() as line:
            report = library.refresh(progress=line.show, rebuild=args.rebuild)
        for skipped in library.skipped():
            say_skipped(skipped.path, skipped.reason)
        if report.failed:
            raise Failure(report.failed)
        return _print(args, report)


def _print(args: argparse.Namespace, value: object) -> int:
    fields = dataclasses.asdict(value)  # type: ignore[call-overload]  # both reports are dataclasses
    if args.json:
        print_json(fields)
        return 0
    for name, each in fields.items():
        shown = len(each) if isinstance(each, (list, tuple)) else each
        print(f"{name.replace('_', ' '):<20}{shown}")
    return 0
