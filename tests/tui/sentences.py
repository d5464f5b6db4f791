"""The sentences that rooms without a catalogue write for the user, gathered into reader/data/sentences.tsv.

Loaders, index, journal, exchange and keymaps say what went wrong in English, in one line that may be kept for years.
Their literals are found in the source (what is raised, skipped, or reads as words) and become patterns, by which a
line is known again when it is shown. `python -m tests.tui.catalogue` writes the table; a test fails when it is stale.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from reader.cli import USAGE
from reader.patterns import PLACE

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "reader" / "data" / "sentences.tsv"
ROOMS = (
    "reader/corpus", "reader/library", "reader/journal", "reader/export/__init__.py", "reader/exchange.py",
    "reader/config.py", "reader/keymap", "reader/tui/terminal/refusal.py", "reader/tui/terminal/driver.py",
    "reader/tui/terminal/reading.py", "reader/tui/terminal/output.py", "reader/tui/failing.py", "reader/commands", "reader/cli.py",
)  # fmt: skip
OTHERWISE = {  # files whose words are no sentences for the user, each with what they are
    "reader/corpus/linking/pending.py": "columns of tables",
    "reader/corpus/serial.py": "faults of our own",
    "reader/journal/pages.py": "caught where a torn file is salvaged",
    "reader/keymap/generate.py": "what a written file says",
    "reader/commands/manual.py": "the manual page, in English",
    "reader/commands/completion_command.py": "programs for the shell",
    "reader/commands/doctor_command.py": "facts for a report of a fault, in English",
}
# calls whose words are no sentence: SQL, patterns, names; and those that the catalogue gathers itself
NEVER = {
    "execute", "executemany", "executescript", "compile", "findall", "get", "said", "words", "N_", "_setting", "print", "count_of",
    "startswith", "fromkeys", "decide", "xml", "any", "str", "replace", "count",
}  # fmt: skip
SINKS = {"Unreadable": 0, "NotText": 0, "Skipped": 1, "Notice": 1, "BadQuery": 2, "Failure": 0, "Misuse": 0, "_fail": 0, "IndexFailed": 0, "IndexUnusable": 0, "ValueError": 0}  # fmt: skip
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;)]? [A-Za-z({'\"]")
_SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|NULL|CONFLICT|INTEGER|PRAGMA|NOT IN|MATCH|CASE|LIKE)\b"
    r"|_key\b|rowid|instr\(|^ AND |NOT \(|\n|%%|^<|^  "
)

NO_SENTENCES = {
    ".",
    "text",
    "none",
    "asked for",
    "Warraq notes",
    "warraq {a}",
    "error: {a}",
    "{a}: at least 1",
}  # words of files and code

HEAD = """# Sentences of the rooms below the screen, gathered from the source (`python -m tests.tui.catalogue`): do not edit.
# The line as it is written, with places, is the key in the catalogue. Source: our own words. Licence: GPL-3.0-or-later.
"""


def sentences() -> list[str]:
    """The patterns, sorted."""
    found: set[str] = set()
    for room in ROOMS:
        path = ROOT / room
        for file in sorted([path] if path.is_file() else path.rglob("*.py")):
            if file.relative_to(ROOT).as_posix() not in OTHERWISE:
                found.update(_of(ast.parse(file.read_text(encoding="utf-8"))))
    return sorted(found.union(USAGE) - NO_SENTENCES)


def table() -> str:
    """The table as a file."""
    return HEAD + "".join(f"{each}\n" for each in sentences())


def _of(tree: ast.Module) -> Iterator[str]:
    around: dict[ast.AST, ast.AST] = {
        inner: outer for outer in ast.walk(tree) for inner in ast.iter_child_nodes(outer)
    }
    for node in ast.walk(tree):
        if isinstance(around.get(node), (ast.JoinedStr, ast.FormattedValue, ast.Expr, ast.Compare)):
            continue
        pattern = pattern_of(node)
        if not pattern or not PLACE.sub("", pattern).strip(" :,;()«»"):
            continue
        call, at = call_around(node, around)
        if call in NEVER:
            continue
        sunk = call in SINKS and at == SINKS[call]
        if sunk or (_SENTENCE.search(PLACE.sub("x", pattern)) and not _SQL.search(pattern)):
            yield pattern


def call_around(node: ast.AST, around: Mapping[ast.AST, ast.AST]) -> tuple[str, int]:
    """The call whose argument a node is (or is part of), and which of them."""
    inner = node
    while (outer := around.get(inner)) is not None and not isinstance(outer, ast.stmt):
        if isinstance(outer, ast.Call) and inner in outer.args:
            name = getattr(outer.func, "attr", getattr(outer.func, "id", ""))
            return name, outer.args.index(inner)
        inner = outer
    return "", -1


def pattern_of(node: ast.AST) -> str:
    """A literal as a pattern, its places {a}, {b}, ...; "" for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and "{" not in node.value else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    out, places = "", iter("abcdefgh")
    for part in node.values:
        piece = str(part.value) if isinstance(part, ast.Constant) else "{" + next(places) + "}"
        if isinstance(part, ast.Constant) and ("{" in piece or "\t" in piece):
            return ""
        out += piece
    return out
