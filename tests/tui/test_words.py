"""One catalogue: no word for the user outside it, on the screen, on the command line and in what the rooms below say."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.analysis.times import find_times
from reader.catalogue import Catalogue
from reader.journal.saying import said
from reader.patterns import PLACE, Pattern
from reader.text.words import has_arabic
from reader.told import sentences as known_sentences
from reader.told import told
from reader.tui.timewords import doubts_in, rule_in
from tests.tui import sentences
from tests.tui.catalogue import strings
from tests.tui.sentences import ROOT, pattern_of

ARABIC = Catalogue("ar")
WORDS = re.compile(r"[A-Za-z]{2,}[,:;)]? [A-Za-z({'\"]")
# what reads like a sentence and is none for the user: files, and calls, each with its reason
FILES = {
    "reader/commands/manual.py": "the manual page, in English",
    "reader/commands/completion_command.py": "programs for the shell",
    "reader/commands/doctor_command.py": "facts for a report of a fault, in English",
    "reader/tui/terminal/detect.py": "the same facts, asked of the terminal",
    "reader/tui/terminal/browser.py": "what is said to another program",
    "reader/tui/terminal/frames/cells.py": "faults of our own, caught",
}
CALLS = {
    "NotImplementedError": "faults of our own",
    "Binding": "bindings of widgets; the footer and the help are made from the registry",
    "_hidden": "the same",
    "fetch": "names of workers",
    "run_worker": "the same",
    "later": "names of timers",
    "leave": "for the log",
    "get": "values of settings",
}
TEXTS = {"{a}: at least 1": "a part of what argparse says", "command line": "where a setting comes from", "bidi of ": "a key of the journal", "theme of 16": "a key of the journal"}  # fmt: skip


def literals(source: str) -> Iterator[tuple[str, str, str]]:
    """What is written in quotes in a folder (no docstring): place, call that it is given to, pattern."""
    folder = ROOT / source
    for file in sorted([folder] if folder.is_file() else folder.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        around = {inner: outer for outer in ast.walk(tree) for inner in ast.iter_child_nodes(outer)}
        for node in ast.walk(tree):
            if isinstance(around.get(node), (ast.JoinedStr, ast.FormattedValue, ast.Expr, ast.Compare)):
                continue
            if pattern := pattern_of(node) or (node.value if isinstance(node, ast.Constant) else ""):
                call, _ = sentences.call_around(node, around)
                yield f"{file.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}", call, str(pattern)


def test_no_words_outside_the_catalogue() -> None:
    known = {each for key in strings() for each in ([key] if isinstance(key, str) else key)}
    outside = [
        (place, pattern)
        for source in ("reader/tui", "reader/commands", "reader/cli.py", "reader/progress.py")
        for place, call, pattern in literals(source)
        if pattern not in known
        and pattern not in TEXTS
        and call not in CALLS
        and place.partition(":")[0] not in FILES
        and "\n    " not in pattern  # a stylesheet
        and WORDS.search(PLACE.sub("0", pattern))
    ]
    assert outside == []


def test_what_is_said_goes_through_the_catalogue() -> None:
    """What is given to the status line as it stands has no words of its own."""
    bare = [
        (place, pattern)
        for place, call, pattern in literals("reader/tui")
        if call in ("say", "say_also", "notify") and re.search("[A-Z ][a-z]{2}", PLACE.sub("", pattern))
    ]
    assert bare == []


def test_the_table_of_sentences_is_fresh() -> None:
    assert sentences.TABLE.read_text(encoding="utf-8") == sentences.table(), "python -m tests.tui.catalogue"


@pytest.mark.parametrize("row", known_sentences().rows, ids=lambda row: row.written)
def test_a_sentence_is_known_again_and_keeps_its_values(row: Pattern) -> None:
    values = {f"{place[1]}{place[2]}": f"v{n}" for n, place in enumerate(PLACE.finditer(row.written))}
    if "}{" in row.written:
        values["b"] = "; v1"
    line = row.written.format_map(values) if values else row.written
    spoken = told(ARABIC, line)
    assert has_arabic(spoken) and all(value in spoken for value in values.values()), spoken
    assert told(Catalogue("en"), line) == line


ERRNOS = "ENOENT EACCES EPERM ENOSPC EDQUOT EROFS EISDIR ENOTDIR EEXIST ENAMETOOLONG EFBIG ELOOP EIO ENOTEMPTY EBUSY ETXTBSY EINVAL EMFILE ENFILE ENOMEM EPIPE ENOEXEC E2BIG ESTALE ENOTCONN ETIMEDOUT ENXIO EAGAIN"  # fmt: skip


@pytest.mark.parametrize("name", ERRNOS.split())
def test_what_the_system_calls_a_cause_is_translated(name: str) -> None:
    error = OSError(getattr(errno, name), os.strerror(getattr(errno, name)), "/x/y")
    assert has_arabic(told(ARABIC, error.strerror))
    spoken = told(ARABIC, error)
    assert "/x/y" in spoken and "Errno" not in spoken and error.strerror not in spoken


def test_what_nobody_knows_is_isolated_in_its_line() -> None:
    assert "\u2068Level 3 halted\u2069" in told(ARABIC, "a.txt: cannot be read: Level 3 halted")
    assert told(ARABIC, "Level 3 halted") == "Level 3 halted"


def test_a_name_with_colons_and_commas_stays_as_it_is() -> None:
    spoken = told(ARABIC, "a: b, c; d.txt: empty")
    assert "فارغ" in spoken and "a: b, c; d.txt" in spoken.replace("\u2068", "").replace("\u2069", "")


def test_a_sentence_inside_another_is_translated_too() -> None:
    spoken = told(ARABIC, said("{path}: {error}", path=Path("j.sqlite"), error="disk I/O error"))
    assert "j.sqlite" in spoken and has_arabic(spoken)
    assert "لا إذن" in told(ARABIC, "a.txt: cannot be read: Permission denied")


def test_a_time_says_in_words_how_it_was_read() -> None:
    """Every rule that reads a time in the labelled collections has words for what it is made of, every doubt too."""
    texts = [*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/analysis/collections/read/*/*.txt")]
    times = [each for path in texts for each in find_times(path.read_text(encoding="utf-8")).expressions]
    assert len({each.rule for each in times}) > 30
    for each in times:
        assert has_arabic(rule_in(each, ARABIC)), each.rule
        assert all(has_arabic(doubt) for doubt in doubts_in(each, ARABIC)), each.flags
