"""docs/warraq.1, the manual page: made from the parsers, the settings and the registry of actions.

`python -m reader.commands.manual > docs/warraq.1`; a test fails when the file is stale.
"""

from __future__ import annotations

from reader import __version__, config, keymap
from reader.actions import ACTIONS, CONTEXTS
from reader.cli import COMMANDS, parser_for


def manual() -> str:
    """The page, as roff (man(7) macros)."""
    return "\n".join([*_head(), *_commands(), *_settings(), *_keys(), *_files()]) + "\n"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in {".", "'"} else text


def _head() -> list[str]:
    return [
        f'.TH WARRAQ 1 "" "warraq {__version__}" "User Commands"',
        ".SH NAME",
        "warraq \\- read collections of Arabic documents in the terminal",
        ".SH SYNOPSIS",
        ".B warraq\n[\\fIPATH\\fR]\n.br",
        *(f".B warraq {name}\n\\fI...\\fR\n.br" for name in COMMANDS if name != "open"),
        ".SH EXIT STATUS",
        "0 done; 1 the work failed, one line on standard error says why; 2 usage.",
    ]


def _commands() -> list[str]:
    out = [".SH COMMANDS"]
    for name, meaning in COMMANDS.items():
        out += [f".SS {name}", _escaped(meaning[0].upper() + meaning[1:]) + "."]
        # argparse offers no public list of what was added
        for action in parser_for(name)._actions:
            if action.dest == "help":
                continue
            words = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            if action.choices:
                words += " " + "|".join(map(str, action.choices))
            out += [".TP", f".B {_escaped(words)}", _escaped(action.help or "")]
    return out


def _settings() -> list[str]:
    out = [
        ".SH SETTINGS",
        f"In \\fI~/.config/{config.APP}/config.toml\\fR; \\fBwarraq config \\-\\-edit\\fR opens it.",
    ]
    for name, choice in config.CHOICES.items():
        values = f" ({', '.join(choice.values)})" if choice.values else ""
        out += [".TP", f".B {_escaped(name)}", _escaped(choice.meaning + values)]
    return out


def _keys() -> list[str]:
    chosen = keymap.default_keymap()
    out = [".SH KEYS"]
    for context in CONTEXTS:
        out.append(f".SS {_escaped(context.title)}")
        for action in ACTIONS:
            if action.context == context.id:
                keys = ", ".join(keymap.show(each) for each in chosen.of(action.id)) or "(by name)"
                out += [".TP", f".B {_escaped(keys)}", f"{_escaped(action.help)} ({_escaped(action.id)})"]
    return out


def _files() -> list[str]:
    return [
        ".SH FILES",
        "Indexes are in the user's cache folder and may be deleted; notes and decisions are in journal.sqlite in the user's data folder.",
        "\\fBwarraq doctor\\fR says where both are.",
    ]


if __name__ == "__main__":
    print(manual(), end="")
