"""Keymap files and docs/keys.md, written from the registry: `python -m reader.keymap`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.actions import ACTIONS, BY_ID, CONTEXTS
from reader.keymap.files import FORMAT, read
from reader.keymap.keys import Keys, show
from reader.keymap.matching import Keymap, default_keymap

ABOUT = (
    "The keys of Warraq. Made from the registry of actions (`python -m reader.keymap`); copy it, change what you like,",
    "save it as keymap.toml in the config folder (`warraq doctor` says where): what a file leaves out stays as it is.",
    "",
    "A key is a character (n, ?, ]), a name (escape enter tab space backspace delete home end pageup pagedown",
    "up down left right f1) or one with a modifier (ctrl+o, alt+right, shift+tab). Keys of a sequence stand apart (g j).",
    "LETTER at the end stands for any letter. Every key has its twin on Arabic keyboards: the same physical key.",
    "Check a file with: warraq keys --check FILE",
)


def written(keymap: Keymap, about: Sequence[str]) -> str:
    """A complete, annotated keymap file."""
    out = [f"# {line}".rstrip() for line in about]
    out += ["", f"format = {FORMAT}", f'name = "{keymap.name}"']
    for context in CONTEXTS:
        out += ["", f"# {context.title}", f"[{context.id}]"]
        for action in ACTIONS:
            if action.context == context.id:
                keys = _quoted(keymap.of(action.id))
                out.append(f"{action.name} = [{keys}]  # {action.help}")
    return "\n".join(out) + "\n"


def partial(keys: Mapping[str, tuple[Keys, ...]]) -> str:
    """A keymap file of these lines alone: the user's own, on top of a whole one."""
    out = ["# Your own keys, on top of the keymap that the settings name.", f"format = {FORMAT}"]
    for context in CONTEXTS:
        lines = [
            f"{BY_ID[action].name} = [{_quoted(keys[action])}]"
            for action in keys
            if BY_ID[action].context == context.id
        ]
        if lines:
            out += ["", f"[{context.id}]", *lines]
    return "\n".join(out) + "\n"


def _quoted(sequences: Sequence[Keys]) -> str:
    return ", ".join(
        '"' + " ".join(each).replace("\\", "\\\\").replace('"', '\\"') + '"' for each in sequences
    )


def keys_page(keymap: Keymap) -> str:
    """docs/keys.md: every action with its keys, made from the registry."""
    out = ["# Keys", "", "Made from the registry (`python -m reader.keymap`); do not edit by hand.", ""]
    out.append(
        "Every key works on an Arabic keyboard too: the same physical key, whatever letter it types there."
    )
    for context in CONTEXTS:
        out += ["", f"## {context.title}", "", "| keys | what | id |", "|---|---|---|"]
        for action in ACTIONS:
            if action.context == context.id:
                keys = ", ".join(
                    f"`{show(each)}`" if "|" not in show(each) else show(each).replace("|", "\\|")
                    for each in keymap.of(action.id)
                )
                out.append(f"| {keys} | {action.help} | `{action.id}` |")
    return "\n".join(out) + "\n"


def write_generated(root: Path) -> list[Path]:
    """keymaps/default.toml and docs/keys.md under a checkout; the paths written."""
    keymap = default_keymap()
    made = {
        root / "keymaps" / "default.toml": written(keymap, ABOUT),
        root / "docs" / "keys.md": keys_page(keymap),
    }
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return list(made)


def keep_own(path: Path, changed: Mapping[str, tuple[Keys, ...]]) -> None:
    """The user's own keymap file with these lines in it; what stood there stays. Raises OSError."""
    own, _ = read(path) if path.is_file() else ({}, [])
    new = path.with_suffix(".new")  # never half a file, whatever happens
    new.write_text(partial({**own, **changed}), encoding="utf-8")
    new.replace(path)
