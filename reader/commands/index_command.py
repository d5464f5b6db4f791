"""`warraq index PATH`: build or refresh the index, with progress; print a summary."""

from __future__ import annotations

import argparse
import dataclasses
import sys

from reader.catalogue import N_
from reader.cli import Failure
from reader.commands.opening import ProgressLine, open_library, say_skipped, settings_of
from reader.commands.printing import print_json
from reader.commands.speaking import put, say, words_in

FIELDS = {
    each.replace(" ", "_"): each
    for each in (
        N_("added"),
        N_("changed"),
        N_("moved"),
        N_("removed"),
        N_("unchanged"),
        N_("analysed"),
        N_("skipped"),
        N_("notices"),
        N_("cancelled"),
        N_("failed"),
        N_("rebuilt"),
        N_("seconds"),
        N_("root"),
        N_("documents"),
        N_("paths"),
        N_("files"),
        N_("waiting"),
        N_("without arabic"),
        N_("entities"),
        N_("events"),
        N_("linked"),
        N_("characters"),
        N_("size"),
        N_("schema"),
        N_("analyser"),
        N_("refreshed"),
        N_("name"),
        N_("languages"),
        N_("sources"),
    )
}


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
                for each in problems or ["the index is true to the files"]:
                    say(each, settings_of(args).settings, sys.stdout)
            return 1 if problems else 0
        settings = settings_of(args).settings
        with ProgressLine(words_in(settings)) as line:
            report = library.refresh(progress=line.show, rebuild=args.rebuild)
        say_skipped(library, settings)
        if report.failed:
            raise Failure(report.failed)
        return _print(args, report)


def _print(args: argparse.Namespace, value: object) -> int:
    fields = dataclasses.asdict(value)  # type: ignore[call-overload]  # both reports are dataclasses
    if args.json:
        print_json(fields)
        return 0
    settings = settings_of(args).settings
    words = words_in(settings)
    for name, each in fields.items():
        shown = len(each) if isinstance(each, (list, tuple)) else each
        put(f"{words(FIELDS.get(name, name)):<20}{shown}\n", sys.stdout, settings)
    return 0
