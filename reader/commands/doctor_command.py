"""`warraq doctor`: what this terminal can do, what was chosen and why, where files and logs are."""

from __future__ import annotations

import argparse
import locale
import os
import sqlite3
import sys
from importlib.metadata import version
from typing import cast

from reader import __version__, config
from reader.commands.opening import settings_of
from reader.commands.printing import ordering, print_json

PACKAGES = ("textual", "rich", "pyarabic", "python-bidi", "rapidfuzz")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing beside the global options."""


def run(args: argparse.Namespace) -> int:
    """Ask the terminal (if there is one) and print what was found."""
    loaded = settings_of(args)
    facts = {
        "terminal": _terminal(loaded.settings),
        "settings": _settings(loaded),
        "files": _files(loaded.settings),
        "versions": _versions(),
    }
    if args.json:
        print_json(facts)
        return 0
    width = max(len(name) for lines in facts.values() for name in lines) + 2
    with ordering(loaded.settings):  # the test line is judged as the app would send it
        for heading, lines in facts.items():
            print(f"{heading}")
            for name, value in lines.items():
                print(f"  {name:<{width}}{value}")
    return 0


def _terminal(settings: config.Settings) -> dict[str, str]:
    from reader.tui.terminal.detect import Answers, judge
    from reader.tui.terminal.modes import BidiMode
    from reader.tui.terminal.probe import report
    from reader.tui.terminal.refusal import refusal

    env = config.environment()
    chosen = cast(BidiMode | None, None if settings.bidi == "auto" else settings.bidi)
    asked = sys.stdin.isatty() and sys.stdout.isatty()
    found = report(env.values, chosen=chosen) if asked else judge(Answers(), env.values, chosen=chosen)
    refused = refusal(env.values, sys.stdout)
    out = {"name": found.name, "Arabic is ordered by": f"{found.bidi} ({found.reason})"}
    if not found.sure:
        out["not certain"] = "read the test line below; --bidi or the setting `bidi` decides"
    if found.advice:
        out["advice"] = found.advice
    out |= dict(found.facts)
    if refused:
        out["refused"] = refused
    if found.ssh:
        out["slow line"] = "over SSH: `ssh -C` (or `Compression yes`) makes scrolling 15 to 30 times lighter"
    out["test line"] = _test_line(found.bidi)
    return out


def _test_line(bidi: str) -> str:
    from reader.typeset import one_line

    sample = "قرأتُ «الأخبار» (3 مقالات) في 2024"
    return one_line(sample, 60).text if bidi == "app" else sample


def _settings(loaded: config.Loaded) -> dict[str, str]:
    out = {
        name: f"{getattr(loaded.settings, name)} ({loaded.origin.get(name, 'default')})"
        for name in config.CHOICES
    }
    return out | {f"problem {n}": line for n, line in enumerate(loaded.problems, 1)}


def _files(settings: config.Settings) -> dict[str, str]:
    index = config.index_file(config.bundled("seeds"), settings)
    return {
        "settings": str(config.config_file()),
        "keymaps": str(config.keymaps_folder()),
        "indexes": str(index.parent),
        "journal": str(config.journal_file(settings)),
        "log": str(config.log_file()),
        "bundled articles": str(config.bundled("seeds")),
    }


def _versions() -> dict[str, str]:
    out = {"warraq": __version__, "python": sys.version.split()[0], "sqlite": sqlite3.sqlite_version}
    out |= {name: version(name) for name in PACKAGES}
    return out | {"locale": ".".join(filter(None, locale.getlocale())) or "C", "cores": str(os.cpu_count())}
