"""Keymap files: read, and laid one on top of the other.

A file is TOML: `format = 1`, a `name`, and one table a context with `action = ["key", "g g"]` in it
(docs/formats.md). What a file does not say stays as in the keymap below it. A wrong line costs that line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reader.actions import BY_ID, CONTEXTS
from reader.keymap.keys import Keys, parse_keys
from reader.keymap.matching import Keymap, default_keymap

FORMAT = 1
Lines = dict[str, tuple[Keys, ...]]
"""What a file says: the sequences of each action that it names."""


def parse(text: str, where: str) -> tuple[Lines, list[str]]:
    """The lines of a keymap file, and one problem line for each that makes no sense."""
    import tomllib  # the default keymap needs no file

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, [f"{where}: {error}; the keymap below it stays in force"]
    problems: list[str] = []
    if data.get("format", FORMAT) != FORMAT:
        problems.append(f"format {data['format']!r} is not known to this Warraq, which reads {FORMAT}")
    contexts = {each.id for each in CONTEXTS}
    keys: Lines = {}
    for table, lines in data.items():
        if table in contexts and isinstance(lines, dict):
            _read_context(table, lines, keys, problems)
        elif isinstance(lines, dict):
            problems.append(f"unknown context [{table}]{_nearest(table, contexts, '[{}]')}")
        elif table not in ("format", "name", "about"):
            problems.append(f"{table!r} stands outside every context")
    return keys, [f"{where}: {problem}" for problem in problems]


def _read_context(context: str, lines: dict[str, Any], keys: Lines, problems: list[str]) -> None:
    for name, given in lines.items():
        action = f"{context}.{name}"
        written = [given] if isinstance(given, str) else given
        if action not in BY_ID:
            problems.append(f"unknown action {action}{_nearest(action, BY_ID, '{}')}")
        elif not isinstance(written, list) or not all(isinstance(each, str) for each in written):
            problems.append(f"{action} wants a list of keys in quotes")
        else:
            parsed = [(each, parse_keys(each)) for each in written]
            problems += [f"{action}: {each!r} is no key" for each, sequence in parsed if sequence is None]
            keys[action] = tuple(sequence for _, sequence in parsed if sequence is not None)


def _nearest(word: str, known: Iterable[str], shape: str) -> str:
    """`; did you mean X?` where something known is near."""
    from difflib import get_close_matches  # most files have no fault

    near = get_close_matches(word, known, 1)
    return f"; did you mean {shape.format(near[0])}?" if near else ""


def load(name: str, folders: Sequence[Path], user: Path | None = None) -> Keymap:
    """The keymap of a name (looked for in `folders`) or a path, over the default; `user` is layered on top.

    Raises nothing: what cannot be read is among the problems, and the default stays.
    """
    keymap = default_keymap()
    path: Path | None = Path(name).expanduser() if name.endswith(".toml") or "/" in name else None
    if path is None and name != "default":
        path = next((file for folder in folders if (file := folder / f"{name}.toml").is_file()), None)
        if path is None:
            known = sorted(
                {each.stem for folder in folders if folder.is_dir() for each in folder.glob("*.toml")}
                | {"default"}
            )
            hint = _nearest(name, known, "{!r}") or f"; there are {', '.join(known)}"
            keymap = keymap.layered({}, "default", [f"keymap {name!r}: not found{hint}"])
    for each in (path, user if user and user.is_file() else None):
        if each is not None:
            keys, problems = read(each)
            keymap = keymap.layered(keys, each.stem if each == path else keymap.name, problems)
    return keymap


def read(path: Path) -> tuple[Lines, list[str]]:
    """The lines and problems of a keymap file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{path.name}: {error}; the keymap below it stays in force"]
    return parse(text, path.name)
