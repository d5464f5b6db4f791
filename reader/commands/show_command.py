"""`warraq show FILE`: one document, typeset to a terminal, logical text to a pipe (unless --bidi says)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader.cli import Failure, at_least_one
from reader.commands.opening import collection, settings_of
from reader.commands.printing import ordered_here, ordering, print_json, terminal_width
from reader.library import load_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and --width."""
    parser.add_argument("path", metavar="FILE", help="one document")
    parser.add_argument(
        "--width",
        type=at_least_one,
        metavar="N",
        help="cells a line (default: the terminal, at most the measure)",
    )


def run(args: argparse.Namespace) -> int:
    """Read the file by itself, without index or journal."""
    settings = settings_of(args).settings
    path: Path = collection(args.path)
    if path.is_dir():
        raise Failure(f"{args.path}: a folder; show takes one document")
    loaded = load_file(path)
    if args.json:
        print_json(
            {"path": args.path, "title": loaded.own.title, "length": len(loaded.text), "text": loaded.text}
        )
        return 0
    if not ordered_here(settings.bidi):
        sys.stdout.write(loaded.text if not sys.stdout.isatty() else _visible(loaded.text))
        if not loaded.text.endswith("\n"):
            sys.stdout.write("\n")
        return 0
    from reader.typeset import TextLayout

    width = args.width or min(settings.measure, terminal_width())
    layout = TextLayout(
        loaded.text,
        width,
        shaping=settings.shaping,
        marks=settings.marks == "show",
        spaced=settings.paragraphs != "plain",
    )
    row = 0
    with ordering(settings):
        while row < layout.height:  # the height of a long text becomes exact as its lines are made
            line = layout.line(row)
            print((" " * line.indent + line.text).rstrip())
            row += 1
    return 0


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\t\u200c\u200d" else "�" for c in text)
