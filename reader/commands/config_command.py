"""`warraq config`: the settings in force and where each comes from."""

from __future__ import annotations

import argparse
import shlex
import subprocess

from reader import config
from reader.cli import Failure
from reader.commands.opening import settings_of
from reader.commands.printing import print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--edit."""
    parser.add_argument("--edit", action="store_true", help="open the settings file in your editor")


def run(args: argparse.Namespace) -> int:
    """Print the settings; with --edit write the annotated file first if there is none."""
    if args.edit:
        return _edit(args)
    loaded = settings_of(args)
    values = {name: getattr(loaded.settings, name) for name in config.CHOICES}
    if args.json:
        print_json(
            {
                "file": str(config.config_file()),
                "settings": values,
                "origin": dict(loaded.origin),
                "problems": list(loaded.problems),
            }
        )
        return 0
    print(f"# {config.config_file()}")
    for name, value in values.items():
        shown = str(value) if isinstance(value, int) else f'"{value}"'
        print(f"{name} = {shown:<20} # {loaded.origin.get(name, 'default')}")
    return 1 if loaded.problems else 0


def _edit(args: argparse.Namespace) -> int:
    if args.restricted:
        raise Failure("config --edit: not in restricted mode")
    editor = config.environment().editor
    if not editor:
        raise Failure("no editor: set VISUAL or EDITOR")
    path = config.config_file()
    if not path.exists():
        config.private_folder(path.parent)
        path.write_text(config.annotated(), encoding="utf-8")
        path.chmod(0o600)
    status = subprocess.call([*shlex.split(editor), str(path)])
    if status:
        raise Failure(f"{editor}: ended with status {status}")
    problems = config.load_settings(path).problems
    if problems:
        raise Failure("; ".join(problems))
    return 0
