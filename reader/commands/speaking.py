"""What the command line says to its user, in the language of the interface: complaints, help, usage.

Loaded when there is something to say. Lines are logical text for a pipe, and typeset for a terminal that does not
order Arabic by itself.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from reader import config
from reader.catalogue import Catalogue
from reader.commands.printing import ordered_here, plain, terminal_width
from reader.told import told

_ISOLATES = dict.fromkeys((0x2068, 0x2069))
_LATIN = re.compile("[A-Za-z]")


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
    """Lines that begin at the left whatever they say: help, usage, headings."""
    stream.write(_typeset(text, stream, settings))


def put_row(cells: Sequence[tuple[str, int]], last: str, stream: TextIO, settings: config.Settings) -> None:
    """A row of columns from the left: each with its width in cells, the last as wide as there is room."""
    cells = [(_harmless(cell), width) for cell, width in cells]
    last, taken = _harmless(last), sum(width for _, width in cells)
    if not _typesets(stream, settings):
        stream.write("".join(f"{cell:<{width}}" for cell, width in cells).translate(_ISOLATES) + last + "\n")
        return
    from reader.typeset import lay_out, one_line

    fitted = [(one_line(cell, width), width) for cell, width in cells]
    first = "".join(line.text + " " * (width - line.width) for line, width in fitted)
    lines = [line.text for line in lay_out(last, max(20, terminal_width() - taken))] if last else [""]
    stream.write(_left_alone("\n".join([first + lines[0], *(" " * taken + line for line in lines[1:])])))


def tell(sentence: str, stream: TextIO, settings: config.Settings) -> None:
    """A sentence in the interface's language, at the side where that begins."""
    stream.write(_typeset(sentence + "\n", stream, settings, "rtl" if words_in(settings).rtl else "ltr"))


def complain(message: object, argv: Sequence[str]) -> None:
    """What went wrong, on standard error: one line, which a name in it cannot break or colour."""
    say(message, settings_for(argv), sys.stderr, prefix="warraq: ")


def say(message: object, settings: config.Settings, stream: TextIO, *, prefix: str = "") -> None:
    """A line of the rooms below (or a sentence of the journal's), translated."""
    words = words_in(settings)
    if not hasattr(message, "message"):
        message = plain(" ".join(str(message).split()))
    line = prefix + told(words, message)
    tell(line, stream, settings)


def _harmless(text: str) -> str:
    """Text without what a terminal would obey, but for line ends and our own isolates."""
    return "".join(c if c.isprintable() or c in "\n\u2068\u2069\u200c\u200d" else "�" for c in text)


def _typesets(stream: TextIO, settings: config.Settings) -> bool:
    return stream.isatty() and ordered_here(settings.bidi, stream)


def _typeset(text: str, stream: TextIO, settings: config.Settings, direction: str = "") -> str:
    """Text as it goes to a stream; every line keeps to the terminal's width where it is typeset. A direction is that of
    every line, and its side; without one lines begin at the left, those without a Latin letter are read from the right."""
    text = _harmless(text)
    if text.isascii() or not _typesets(stream, settings):
        return text.translate(_ISOLATES)
    from reader.typeset import lay_out

    width, out = terminal_width(), []
    for line in text.splitlines():
        base = direction or ("ltr" if _LATIN.search(line) else "rtl")
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        rows = lay_out(words, max(20, width - indent), direction=base) if words else ()
        before = [width - row.width if direction == "rtl" else indent for row in rows]
        out += [" " * blanks + row.text for blanks, row in zip(before, rows, strict=True)] or [""]
    return _left_alone("\n".join(out))


def _left_alone(lines: str) -> str:
    """Lines that the terminal is told not to order again."""
    from reader.tui.terminal.modes import ENTER_BIDI, LEAVE_BIDI

    return f"{ENTER_BIDI}{lines}\n{LEAVE_BIDI}"
