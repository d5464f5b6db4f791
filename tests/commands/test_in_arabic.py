"""The command line in the interface's language: errors, help, usage, summaries; JSON and English stay as they are."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import COMMANDS
from reader.text.words import has_arabic
from tests.commands.test_command_line import Run, run

__all__ = ["run"]


@pytest.fixture
def where(tmp_path: Path) -> tuple[str, ...]:
    return ("--library", str(tmp_path / "index"), "--journal", str(tmp_path / "journal.sqlite"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help", "--lang", "ar")
    assert status == 0 and "الاستعمال: warraq" in out and "usage" not in out
    said = [line for line in out.splitlines() if line.startswith("  -") and "  " in line.strip()]
    assert said and all(has_arabic(line) for line in said), said


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("search",), "تلزم هذه المعاملات: PATH, QUERY"),
        (("search", "seeds", "x", "--limit", "few"), "قيمة لا تصح"),
        (("index", "seeds", "--nothing"), "معاملات غير معروفة: --nothing"),
        (("notes", "seeds", "burn"), "لا يصح 'burn'"),
    ],
)
def test_usage_errors(run: Run, argv: tuple[str, ...], said: str) -> None:
    status, _, err = run(*argv, "--lang", "ar")
    assert status == 2 and said in err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("show", "/nowhere/at/all"), "warraq: /nowhere/at/all: لا يوجد مجلد ولا ملف كهذا"),
        (("show", "seeds"), "مجلد؛ والأمر show يأخذ وثيقة واحدة"),
        (("show", "--restricted", "seeds"), "ليس في الوضع المقيّد"),
        (("keys", "--check", "/nowhere"), "لا يوجد ملف كهذا"),
    ],
)
def test_errors(run: Run, argv: tuple[str, ...], said: str) -> None:
    status, _, err = run(*argv, "--lang", "ar")
    assert status == 1 and said in err and len(err.splitlines()) == 1


def test_what_was_left_out_and_what_was_found(run: Run, where: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("وصل الوفد إلى عمّان.\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x00\x01\x02")
    status, out, err = run("index", str(folder), "--lang", "ar", *where)
    assert status == 0 and "أُضيف" in out and "b.txt: بيانات ثنائية لا نص" in err
    status, out, _ = run("search", str(folder), "الوفد", "--lang", "ar", *where)
    assert status == 0 and "مقطع واحد في وثيقة واحدة" in out
    _, out, err = run("search", str(folder), '"الوفد', "--lang", "ar", *where)
    assert "لم يُغلق" in err and "عند الحرف 1" in err
    _, out, _ = run("search", str(folder), "الوفد", "--lang", "ar", "--json", *where)
    assert json.loads(out)["documents"] == 1


def test_the_locale_decides_where_nobody_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    assert "لا يوجد" in run("show", "/nowhere")[2]
    assert "no such folder" in run("show", "/nowhere", "--lang", "en")[2]


def test_a_terminal_gets_the_line_typeset(tmp_path: Path) -> None:
    """What goes to a terminal is ordered and joined, line ends where they were."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": "80"}
    command = [sys.executable, "-m", "reader", "show", "/nowhere", "--lang", "ar", "--bidi", "app"]
    subprocess.run(command, stdout=theirs, stderr=theirs, stdin=theirs, env=env, check=False)
    os.close(theirs)
    line = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", os.read(ours, 4096).decode())
    os.close(ours)
    assert "ﺪﺟﻮﻳ ﻻ" in line and "لا" not in line and line.rstrip().endswith("warraq")
