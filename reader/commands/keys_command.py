"""`warraq keys`: every action with its keys; `--check FILE` validates a keymap."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader import config, keymap
from reader.actions import ACTIONS, CONTEXTS
from reader.cli import Failure
from reader.commands.opening import settings_of
from reader.commands.printing import print_json
from reader.commands.speaking import put, put_row, say, words_in
from reader.keymap.checking import check, shadowed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--check FILE (and the global --keymap)."""
    parser.add_argument("--check", metavar="FILE", help="say what is wrong with a keymap file")


def run(args: argparse.Namespace) -> int:
    """Print the keymap in force, or the problems of a file (then exit status 1)."""
    if args.check:
        return _check(args)
    chosen = load(settings_of(args).settings)
    if args.json:
        print_json(
            {
                "keymap": chosen.name,
                "actions": [
                    {
                        "id": each.id,
                        "keys": [" ".join(keys) for keys in chosen.of(each.id)],
                        "help": each.help,
                    }
                    for each in ACTIONS
                ],
                "problems": list(chosen.problems),
            }
        )
        return 0
    settings = settings_of(args).settings
    words = words_in(settings)
    for context in CONTEXTS:
        put(f"\n{words(context.title)}\n", sys.stdout, settings)
        for action in ACTIONS:
            if action.context == context.id:
                keys = ", ".join(keymap.show(each) for each in chosen.of(action.id))
                put_row(((f"  {action.id}", 30), (keys, 24)), words(action.help), sys.stdout, settings)
    for problem in chosen.problems:
        say(problem, settings, sys.stdout, prefix="\nwarraq: ")
    return 0


def load(settings: config.Settings) -> keymap.Keymap:
    """The keymap that the settings name, with the user's own lines on top."""
    folders = (config.keymaps_folder(), config.bundled("keymaps"))
    return keymap.load(settings.keymap, folders, user=config.keymaps_folder().parent / "keymap.toml")


def _check(args: argparse.Namespace) -> int:
    path = Path(args.check)
    if not path.is_file():
        raise Failure(f"{args.check}: no such file")
    lines, problems = keymap.read(path)
    layered = keymap.default_keymap().layered(lines, path.stem)
    usual = shadowed(keymap.default_keymap())
    problems = [*problems, *check(layered), *(each for each in shadowed(layered) if each not in usual)]
    if args.json:
        print_json({"file": args.check, "problems": problems})
    else:
        settings = settings_of(args).settings
        for each in problems or [f"{args.check}: nothing wrong"]:
            say(each, settings, sys.stdout)
    return 1 if problems else 0
