"""What the command line says to its user, in the language of the interface: complaints, help, usage.

Loaded when there is something to say. Lines are logical text for a pipe, and typeset for a terminal that does not
order Arabic by itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from reader import config
from reader.catalogue import Catalogue
from reader.commands.printing import ordered_here, plain, terminal_width
from reader.told import told

_ISOLATES = dict.fromkeys((0x2068, 0x2069))


def settings_for(argv: Sequence[str]) -> config.Settings:
    """The settings in force where no parsed arguments are at hand: of the command line, what decides how to speak."""
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=True, exit_on_error=False)
    options.add_argument("--lang", choices=["ar", "en"])
    options.add_argument("--bidi", choices=["app", "terminal", "none"])
    try:
        given, _ = options.parse_known_args(argv)
    except (argparse.ArgumentError, SystemExit):
        given = argparse.Namespace(lang=None, bidi=None)
    return config.override(config.load_settings(), language=given.lang, bidi=given.bidi).settings


def words_in(settings: config.Settings) -> Catalogue:
    """The catalogue of the language that the settings or the locale say."""
    return Catalogue(config.interface_language(settings, config.environment()), settings.digits)


def words_for(argv: Sequence[str] | None) -> Catalogue | None:
    """The catalogue for a command line; None for English, which needs none, and where nobody is spoken to."""
    if argv is None:
        return None
    words = words_in(settings_for(argv))
    return None if words.language == "en" else words


def help_in(words: Catalogue, parser: argparse.ArgumentParser, form: Callable[[], str]) -> str:
    """A parser's help in another language: its own lines, and those of argparse."""
    # argparse offers no public list of what was added
    for action in parser._actions:
        if action.help:
            action.help = told(words, action.help)
    for group in parser._action_groups:
        if group.title:
            group.title = told(words, group.title)
    if parser.description:
        first = parser.description[0].lower() + parser.description[1:].rstrip(".")
        parser.description = told(words, first) + "."
    if parser.epilog:
        parser.epilog = "\n".join(_command_line(words, line) for line in parser.epilog.splitlines())
    return form().replace("usage", told(words, "usage"), 1)


def _command_line(words: Catalogue, line: str) -> str:
    """A line of the list of commands: two blanks, the command in its column, what it does."""
    if not line.startswith("  "):
        return told(words, line.rstrip(":")) + ":"
    name, meaning = line[2:14], line[14:]
    return f"  {name}{told(words, meaning)}"


def put(text: str, stream: TextIO, settings: config.Settings) -> None:
    """Lines that begin at the left whatever they say: help, usage, columns."""
    stream.write(_typeset(text, stream, settings, "ltr"))


def complain(message: object, argv: Sequence[str]) -> None:
    """What went wrong, on standard error: one line, which a name in it cannot break or colour."""
    say(message, settings_for(argv), sys.stderr, prefix="warraq: ")


def say(message: object, settings: config.Settings, stream: TextIO, *, prefix: str = "") -> None:
    """A line of the rooms below (or a sentence of the journal's), translated."""
    words = words_in(settings)
    if not hasattr(message, "message"):
        message = plain(" ".join(str(message).split()))
    line = prefix + told(words, message)
    stream.write(_typeset(line + "\n", stream, settings, "rtl" if words.rtl else "ltr"))


def _typeset(text: str, stream: TextIO, settings: config.Settings, direction: str) -> str:
    """Text as it goes to a stream; every line keeps to the terminal's width where it is typeset."""
    text = "".join(c if c.isprintable() or c in "\n\u2068\u2069\u200c\u200d" else "�" for c in text)
    if text.isascii() or not stream.isatty() or not ordered_here(settings.bidi, stream):
        return text.translate(_ISOLATES)
    from reader.typeset import lay_out

    width, out = terminal_width(), []
    for line in text.splitlines():
        rows = lay_out(line, width, direction=direction) if line else ()
        out += [row.text.rjust(width) if direction == "rtl" else row.text for row in rows] or [""]
    return "\n".join(out) + "\n"
