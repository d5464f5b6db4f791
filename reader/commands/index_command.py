"""`warraq index PATH`: build or refresh the index, with progress; print a summary."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from pathlib import Path

from reader.catalogue import N_
from reader.cli import Failure
from reader.commands.opening import ProgressLine, open_library, say_skipped, settings_of
from reader.commands.printing import print_json
from reader.commands.speaking import put_row, say, words_in
from reader.heap import share_one_heap
from reader.library import Library

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
    """PATH, one of --status, --verify, --rebuild, and how files are read."""
    parser.add_argument("path", metavar="PATH", help="folder or file")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--status", action="store_true", help="what the index holds, without touching it")
    what.add_argument("--verify", action="store_true", help="compare the index with the files")
    what.add_argument("--rebuild", action="store_true", help="start anew; notes and decisions stay")
    parser.add_argument(
        "--columns",
        metavar=("FILE", "FIELD=COLUMN"),
        nargs="+",
        action="append",
        default=[],
        help="which column of a table is text, title, source, published, language, author, url or id; kept for this collection",
    )
    parser.add_argument(
        "--encoding",
        metavar=("FILE", "NAME"),
        nargs=2,
        action="append",
        default=[],
        help="the encoding of a text file where the guess is wrong; kept for this collection, an empty name takes it back",
    )


def run(args: argparse.Namespace) -> int:
    """0 when all was read; 1 when --verify found a difference."""
    share_one_heap()
    with open_library(args, refresh=False) as library:
        if args.status:
            return _print(args, library.status())
        settings = settings_of(args).settings
        if args.verify:
            problems = library.verify()
            if args.json:
                print_json(problems)
            else:
                for each in problems or ["the index is true to the files"]:
                    say(each, settings, sys.stdout)
            return 1 if problems else 0
        _tell(library, args)
        with ProgressLine(words_in(settings)) as line:
            report = library.refresh(progress=line.show, rebuild=args.rebuild)
        say_skipped(library, settings)
        for notice in library.doubts():
            say(f"{notice.path}: {notice.text}", settings, sys.stderr, prefix="warraq: ")
        if report.failed:
            raise Failure(report.failed)
        return _print(args, report)


def _tell(library: Library, args: argparse.Namespace) -> None:
    """What the command line says of single files goes to the journal, so that it is said once."""
    try:
        for file, name in args.encoding:
            library.read_so(_within(library, file), {"encoding": name})
        for file, *pairs in args.columns:
            wrong = next((each for each in pairs if "=" not in each), None if pairs else file)
            if wrong is not None:
                raise Failure(
                    f"{wrong}: --columns takes a file and FIELD=COLUMN, as in text=body title=headline"
                )
            told = (each.split("=", 1) for each in pairs)
            library.read_so(_within(library, file), {field.strip(): column for field, column in told})
    except ValueError as error:
        raise Failure(getattr(error, "said", None) or str(error)) from error


def _within(library: Library, file: str) -> str:
    """The path of a file in the collection, whether it was given so or from where the user stands."""
    root = library.root
    if not root.is_dir():
        return Path(file).name
    for full in (os.path.normpath(root / file), os.path.abspath(file)):  # noqa: PTH100 - a link is the file's own name here
        if Path(full).is_file() and Path(full).is_relative_to(root):
            return Path(full).relative_to(root).as_posix()
    return file


def _print(args: argparse.Namespace, value: object) -> int:
    fields = dataclasses.asdict(value)  # type: ignore[call-overload]  # both reports are dataclasses
    if args.json:
        print_json(fields)
        return 0
    settings = settings_of(args).settings
    words = words_in(settings)
    for name, each in fields.items():
        shown = len(each) if isinstance(each, (list, tuple)) else each
        if isinstance(shown, bool):
            shown = words("yes") if shown else words("no")
        elif isinstance(shown, float):
            shown = f"{shown:.1f}"
        put_row(((words(FIELDS.get(name, name)), 20),), str(shown), sys.stdout, settings)
    return 0
