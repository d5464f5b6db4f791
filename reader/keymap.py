"""Keymaps: which keys do what. Read, layered, checked, and given their twins on Arabic keyboards.

A keymap file is TOML: `format = 1`, a `name`, and one table a context with `action = ["key", "g g"]` in it
(docs/formats.md). What a file does not say stays as in the keymap below it. A wrong line costs that line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from reader.actions import ACTIONS, BY_ID, CONTEXTS, LETTER
from reader.lazy_dataclass import dataclass

FORMAT = 1
_LAYOUTS = Path(__file__).resolve().parent / "data" / "keys" / "arabic_layouts.toml"
_NAMED = frozenset(
    [
        "enter",
        "escape",
        "tab",
        "space",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
    ]
    + [f"f{n}" for n in range(1, 25)]
)
_TEXTUAL_NAMES = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Keymap:
    """Key sequences of every action. `problems` are the lines that were not understood."""

    name: str
    keys: Mapping[str, tuple[Keys, ...]]
    problems: tuple[str, ...] = ()

    def of(self, action: str) -> tuple[Keys, ...]:
        """The sequences that carry out an action; none where it is reached by name only."""
        return self.keys.get(action, ())

    def shown(self, action: str) -> str:
        """The first sequence of an action as it is shown to people; "" where it has none."""
        return show(self.of(action)[0]) if self.of(action) else ""

    def layered(
        self, over: Mapping[str, tuple[Keys, ...]], name: str, problems: Iterable[str] = ()
    ) -> Keymap:
        """This keymap with another's lines on top."""
        return Keymap(name, {**self.keys, **over}, (*self.problems, *problems))

    @cached_property
    def tries(self) -> dict[str, Node]:
        """One trie a context, of the keys as they are written."""
        roots = {context.id: Node() for context in CONTEXTS}
        for action, sequences in self.keys.items():
            for sequence in sequences:
                roots[BY_ID[action].context].add(sequence, action)
        return roots

    @cached_property
    def twin_tries(self) -> dict[str, Node]:
        """The same with the twins on Arabic keyboards; asked only where the written keys mean nothing."""
        roots = {context.id: Node() for context in CONTEXTS}
        for action, sequences in self.keys.items():
            for sequence in sequences:
                roots[BY_ID[action].context].add(sequence, action)
        for action, sequences in self.keys.items():
            for sequence in sequences:
                for twin in twins(sequence):
                    roots[BY_ID[action].context].add(twin, action, keep=True)
        return roots


@dataclass
class Node:
    """A step of a key sequence: `action` ends here, `next` goes on."""

    action: str | None = None
    next: dict[str, Node] = field(default_factory=dict)

    def add(self, sequence: Keys, action: str, *, keep: bool = False) -> None:
        """One more sequence; with `keep`, what is there already stays (twins never take a key away)."""
        node = self
        for key in sequence:
            if keep and node.action is not None:
                return
            node = node.next.setdefault(key, Node())
        if not (keep and (node.action is not None or node.next)):
            node.action = action

    def step(self, key: str) -> Node | None:
        """The node that a key leads to; LETTER stands for any one letter or digit."""
        if key in self.next:
            return self.next[key]
        return self.next.get(LETTER) if len(key) == 1 and key.isalnum() else None


@dataclass(frozen=True)
class Match:
    """A sequence that is complete: the action, and the letter given to it where it takes one."""

    action: str
    letter: str = ""


@dataclass(frozen=True)
class Pending:
    """A sequence that may go on: the keys that can follow, each with the action it leads to (or "…")."""

    keys: Keys
    choices: tuple[tuple[str, str], ...]


def find(keymap: Keymap, contexts: Sequence[str], keys: Keys) -> Match | Pending | None:
    """What `keys` mean where these contexts are active, the nearest first.

    A character that both keyboards can type (`>`) means what the keymap says of it; only then is it taken for
    the key that it stands on.
    """
    return _find(keymap, keymap.tries, contexts, keys) or _find(keymap, keymap.twin_tries, contexts, keys)


def _find(
    keymap: Keymap, tries: Mapping[str, Node], contexts: Sequence[str], keys: Keys
) -> Match | Pending | None:
    pending: list[Node] = []
    for context in contexts:
        node: Node | None = tries.get(context)
        for key in keys:
            node = node.step(key) if node else None
        if node is None:
            continue
        if node.next:
            pending.append(node)
        elif node.action and not pending:
            last = keys[-1]
            takes = any(sequence[-1] == LETTER for sequence in keymap.of(node.action))
            return Match(node.action, last if takes else "")
    if not pending:
        return None
    seen: dict[str, str] = {}
    for node in pending:
        for key, follower in node.next.items():
            if key.isascii():
                seen.setdefault(key, follower.action or "…")
    return Pending(keys, tuple(sorted(seen.items())))


# ---------------------------------------------------------------------------
# Keys, as written and as shown


def parse_key(text: str) -> str | None:
    """One key in its normal form: a character, or a name with modifiers; None where it is no key."""
    if text == LETTER or len(text) == 1:
        return text
    *modifiers, key = text.split("+") if not text.endswith("+") else [*text[:-1].rstrip("+").split("+"), "+"]
    if any(each not in _MODIFIERS for each in modifiers):
        return None
    if len(key) > 1 and key not in _NAMED:
        try:
            key = _TEXTUAL_NAMES.get(key) or unicodedata.lookup(key.replace("_", " "))
        except KeyError:
            return None
    return "+".join([*modifiers, key])


def parse_keys(text: str) -> Keys | None:
    """A sequence, its keys apart by blanks; None where one of them is no key."""
    keys = [parse_key(part) for part in text.split()]
    return tuple(key for key in keys if key) if keys and all(keys) else None


_SHOWN = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": "Space", "backspace": "Bksp", "pagedown": "PgDn", "pageup": "PgUp",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "delete": "Del", "insert": "Ins", LETTER: "a–z",
}  # fmt: skip


def show(keys: Sequence[str]) -> str:
    """A sequence as people read it: `^O`, `g j`, `Shift+Tab`."""
    out = []
    for key in keys:
        *modifiers, last = (
            [*key[:-1].rstrip("+").split("+"), "+"]
            if key.endswith("+") and len(key) > 1
            else key.split("+")
            if len(key) > 1
            else [key]
        )
        last = _SHOWN.get(last, last.upper() if last[1:].isdigit() else last)
        if modifiers == ["ctrl"] and len(last) == 1:
            out.append("^" + last.upper())
        else:
            out.append("+".join([*(each.capitalize() for each in modifiers), last]))
    return " ".join(out)


# ---------------------------------------------------------------------------
# Arabic keyboards


@dataclass(frozen=True)
class Layout:
    """An Arabic keyboard: what each Latin key types there (one letter, or two: لا), and all that it can type."""

    name: str
    types: Mapping[str, tuple[str, ...]]

    @cached_property
    def letters(self) -> frozenset[str]:
        return frozenset(letter for typed in self.types.values() for each in typed for letter in each)


_loaded: list[Layout] = []


def layouts() -> Sequence[Layout]:
    """The Arabic keyboards of data/keys/arabic_layouts.toml, read once."""
    if not _loaded:
        import tomllib  # the default keymap needs none before the first key

        data = tomllib.loads(_LAYOUTS.read_text(encoding="utf-8"))
        for name, table in data["layouts"].items():
            types = {
                key: (typed,) if isinstance(typed, str) else tuple(typed) for key, typed in table.items()
            }
            _loaded.append(Layout(name, types))
    return _loaded


def twins(sequence: Keys) -> list[Keys]:
    """The same physical keys on the Arabic keyboards; a key that types two letters becomes two keys.

    With Ctrl or Alt most terminals send the Latin letter all the same, so both are there.
    """
    found: dict[Keys, None] = {}
    for layout in layouts():
        made: list[Keys] = [()]
        for key in sequence:
            made = [(*start, *more) for start in made for more in _typed(layout, key)]
        for twin in made:
            if twin != sequence:
                found[twin] = None
    return list(found)


def _typed(layout: Layout, key: str) -> list[Keys]:
    modifier, _, last = key.rpartition("+") if len(key) > 1 else ("", "", key)
    if key == LETTER or len(last) != 1:
        return [(key,)]
    letters = layout.types.get(last, (last,))
    if not modifier:
        return [tuple(each) for each in letters]
    return [(key,), *((f"{modifier}+{each}",) for each in letters if len(each) == 1 and each != last)]


def latin_key(key: str) -> str:
    """The Latin letter on the key that types this on an Arabic keyboard; the key itself where there is none."""
    if len(key) == 1 and not key.isascii():
        for layout in layouts():
            for latin, typed in layout.types.items():
                if key in typed:
                    return latin
    return key


# ---------------------------------------------------------------------------
# Files


def default_keymap() -> Keymap:
    """The keymap of the registry."""
    keys = {}
    for action in ACTIONS:
        parsed = [parse_keys(each) for each in action.keys]
        keys[action.id] = tuple(each for each in parsed if each)
    return Keymap("default", keys)


def parse(text: str, where: str) -> tuple[dict[str, tuple[Keys, ...]], list[str]]:
    """The lines of a keymap file, and one problem line for each that makes no sense."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, [f"{where}: {error}; the keymap below it stays in force"]
    problems: list[str] = []
    if data.get("format", FORMAT) != FORMAT:
        problems.append(
            f"{where}: format {data['format']!r} is not known to this Warraq, which reads {FORMAT}"
        )
    keys: dict[str, tuple[Keys, ...]] = {}
    contexts = {each.id for each in CONTEXTS}
    for table, lines in data.items():
        if not isinstance(lines, dict):
            if table not in ("format", "name", "about"):
                problems.append(f"{where}: {table!r} stands outside every context")
            continue
        if table not in contexts:
            near = get_close_matches(table, contexts, 1)
            problems.append(
                f"{where}: unknown context [{table}]" + (f"; did you mean [{near[0]}]?" if near else "")
            )
            continue
        for name, given in lines.items():
            action = f"{table}.{name}"
            if action not in BY_ID:
                near = get_close_matches(action, BY_ID, 1)
                problems.append(
                    f"{where}: unknown action {action}" + (f"; did you mean {near[0]}?" if near else "")
                )
                continue
            written = [given] if isinstance(given, str) else given
            if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
                problems.append(f"{where}: {action} wants a list of keys in quotes")
                continue
            parsed = []
            for each in written:
                sequence = parse_keys(each)
                if sequence is None:
                    problems.append(f"{where}: {action}: {each!r} is no key")
                else:
                    parsed.append(sequence)
            keys[action] = tuple(parsed)
    return keys, problems


def check(keymap: Keymap) -> list[str]:
    """What is wrong with a keymap as a whole: one key for two actions, sequences that can never end, no way to do a thing."""
    problems = []
    for context in CONTEXTS:
        owner: dict[Keys, str] = {}
        for action, sequences in keymap.keys.items():
            if BY_ID[action].context != context.id:
                continue
            for sequence in sequences:
                if sequence in owner:
                    problems.append(f"{show(sequence)} is given to both {owner[sequence]} and {action}")
                owner.setdefault(sequence, action)
        for sequence, action in owner.items():
            starts = [sequence[:length] for length in range(1, len(sequence)) if sequence[:length] in owner]
            problems += [
                f"{action}: {show(sequence)} can never be typed, {show(start)} is {owner[start]}"
                for start in starts
            ]
    problems += [f"{action.id} has no key" for action in ACTIONS if not keymap.of(action.id)]
    return problems


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
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"
            keymap = keymap.layered({}, "default", [f"keymap {name!r}: not found{hint}"])
    for each in (path, user if user and user.is_file() else None):
        if each is not None:
            keys, problems = read(each)
            keymap = keymap.layered(keys, each.stem if each == path else keymap.name, problems)
    return keymap


def read(path: Path) -> tuple[dict[str, tuple[Keys, ...]], list[str]]:
    """The lines and problems of a keymap file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{path.name}: {error}; the keymap below it stays in force"]
    return parse(text, path.name)


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


ABOUT = (
    "The keys of Warraq. Made from the registry of actions (`python -m reader.keymap`); copy it, change what you like,",
    "save it as keymap.toml in the config folder (`warraq doctor` says where): what a file leaves out stays as it is.",
    "",
    "A key is a character (n, ?, ]), a name (escape enter tab space backspace delete home end pageup pagedown",
    "up down left right f1) or one with a modifier (ctrl+o, alt+right, shift+tab). Keys of a sequence stand apart (g j).",
    "LETTER at the end stands for any letter. Every key has its twin on Arabic keyboards: the same physical key.",
    "Check a file with: warraq keys --check FILE",
)


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


if __name__ == "__main__":
    for each in write_generated(Path(__file__).resolve().parent.parent):
        print(each.name)
