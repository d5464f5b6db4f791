"""The command line: parse arguments, call one function, print.

Exit status: 0 done, 1 the work failed (one clear line on standard error), 2 usage. Each command is one file of
`reader.commands`, loaded only when it is asked for; only `open` (and `doctor`) ever load Textual.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from reader import __version__

# command -> what it does; "open" is what `warraq [PATH]` means
COMMANDS = {
    "open": "open the reader on a folder or file (the default command)",
    "index": "build or refresh the index of a collection",
    "search": "find documents and passages",
    "show": "one document: typeset to a terminal, logical text to a pipe",
    "export": "write findings in another format",
    "import": "read names, decisions or notes from a file",
    "notes": "list, export, import or back up notes",
    "keys": "every action with its keys",
    "config": "the settings in force and where each comes from",
    "doctor": "what this terminal can do, what was chosen and why",
    "completion": "completion for bash, zsh or fish",
}
DONE, FAILED, USAGE_STATUS = 0, 1, 2

# what these read or write lies wherever they are told: not for an account that may only read one collection
_NOT_RESTRICTED = {"show", "export", "import", "notes"}


USAGE = (  # what argparse says of a command line, in Python 3.11 to 3.13, and over its help
    "the following arguments are required: {a}",
    "argument {a}: invalid choice: {b} (choose from {c})",
    "argument {a}: expected one argument",
    "argument {a}: invalid {b} value: {c}",
    "argument {a}: {b}: at least 1",
    "argument {a}: not allowed with argument {b}",
    "unrecognized arguments: {a}",
    "one of the arguments {a} is required",
    "ambiguous option: {a} could match {b}",
    "show this help message and exit",
    "show program's version number and exit",
    "positional arguments",
    "options",
    "commands",
    "usage",
    "error",
)


class Failure(Exception):
    """The work failed; the message is the one line to print, in English: it is translated where it is printed."""


class Misuse(Failure):
    """The command line itself asks for what cannot be."""


def at_least_one(word: str) -> int:
    """A number of cells or documents, for argparse."""
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word}: at least 1")
    return number


class Parser(argparse.ArgumentParser):
    """argparse's, which speaks the language of the interface once `speak` is called."""

    def speak(self, argv: Sequence[str]) -> None:
        """From now on in the language that the command line, the settings or the locale say."""
        self.argv = argv

    argv: Sequence[str] | None = None

    def format_help(self) -> str:
        from reader.commands.speaking import help_in, words_for

        words = words_for(self.argv)
        return help_in(words, self, super().format_help) if words is not None else super().format_help()

    def print_help(self, file: Any = None) -> None:
        from reader.commands.speaking import put, settings_for

        put(self.format_help(), file or sys.stdout, settings_for(self.argv or ()))

    def error(self, message: str) -> NoReturn:
        from reader.commands.speaking import put, settings_for, tell, words_for
        from reader.told import told

        line, words = f"error: {message}", words_for(self.argv)
        usage = self.format_usage()
        if words is not None:
            line = f"{told(words, 'error')}: {told(words, message)}"
            usage = usage.replace("usage", told(words, "usage"), 1)
        settings = settings_for(self.argv or ())
        put(usage, sys.stderr, settings)
        tell(f"{self.prog}: {line}", sys.stderr, settings)
        sys.exit(USAGE_STATUS)


def global_options() -> argparse.ArgumentParser:
    """The options that every command takes."""
    parser = argparse.ArgumentParser(add_help=False)
    group = parser.add_argument_group("global options")
    group.add_argument("--library", metavar="DIR", help="folder for the index instead of the cache folder")
    group.add_argument("--journal", metavar="FILE", help="file for notes and decisions")
    group.add_argument("--keymap", metavar="NAME", help="default, vim, emacs, arabic or a keymap file")
    group.add_argument("--lang", choices=["ar", "en"], help="language of the interface")
    group.add_argument("--bidi", choices=["app", "terminal", "none"], help="who orders Arabic text")
    group.add_argument(
        "--restricted", action="store_true", help="no editor, no shell, no path outside the collection"
    )
    group.add_argument("--json", action="store_true", help="print JSON")
    group.add_argument("--version", action="version", version=f"warraq {__version__}")
    return parser


def parser_for(command: str) -> Parser:
    """The parser of one command, with the global options."""
    parser = Parser(
        prog="warraq" if command == "open" else f"warraq {command}",
        description=COMMANDS[command][0].upper() + COMMANDS[command][1:] + ".",
        parents=[global_options()],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_command_list() if command == "open" else None,
    )
    import_module(f"reader.commands.{command}_command").add_arguments(parser)
    return parser


def _command_list() -> str:
    return "commands:\n" + "\n".join(f"  {name:<12}{meaning}" for name, meaning in COMMANDS.items())


_WITH_VALUE = {"--library", "--journal", "--keymap", "--lang", "--bidi"}


def split_command(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The command and the remaining arguments: the first word that is no option, if it names a command."""
    skip = False
    for number, word in enumerate(argv):
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif word == "--":
            break
        elif not word.startswith("-"):
            if word in COMMANDS:
                return word, [*argv[:number], *argv[number + 1 :]]
            break
    return "open", list(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; the exit status."""
    command, rest = split_command(sys.argv[1:] if argv is None else argv)
    if command == "open":
        gc.disable()  # what a start makes stays; the app puts it on again with its first picture
    try:
        return _carry_out(command, rest)
    finally:
        gc.enable()


def _carry_out(command: str, rest: list[str]) -> int:
    parser = parser_for(command)
    parser.speak(rest)
    args = parser.parse_args(rest)
    if args.restricted and (command in _NOT_RESTRICTED or getattr(args, "check", None)):
        return _fail(f"{command}: not in restricted mode", rest)
    try:
        status: int | None = import_module(f"reader.commands.{command}_command").run(args)
        sys.stdout.flush()
    except Failure as failure:
        status = _fail(str(failure), rest)
        return USAGE_STATUS if isinstance(failure, Misuse) else status
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): not an error; keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _fail("interrupted", rest)
    except Exception as error:
        # loaded here, since `--help` must not pay for it; what a store may raise is one line, the rest is a bug
        from reader.library import STORE_ERRORS

        if not isinstance(error, STORE_ERRORS):
            raise
        return _fail(getattr(error, "said", None) or str(error), rest)
    return DONE if status is None else status


def _fail(message: str, argv: Sequence[str]) -> int:
    from reader.commands.speaking import complain

    complain(message, argv)
    return FAILED
