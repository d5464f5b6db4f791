"""`warraq config --edit`: the annotated file is written for the editor, and what was written is validated."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import config
from reader.cli import main


def editor_that(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))


def test_the_annotated_file_is_opened_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor_that(tmp_path, monkeypatch, """grep -q '^# Warraq' "$1" && echo 'measure = 60' >> "$1" """)
    assert main(["config", "--edit"]) == 0
    assert config.load_settings(config.config_file()).settings.measure == 60
    assert config.config_file().stat().st_mode & 0o077 == 0


def test_a_wrong_line_is_said_with_its_number_and_the_nearest_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    editor_that(tmp_path, monkeypatch, """echo 'mesure = 60' > "$1" """)
    assert main(["config", "--edit"]) == 1
    said = capsys.readouterr().err
    assert "config.toml:1" in said
    assert "did you mean 'measure'?" in said


def test_restricted_opens_no_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tmp_path / "ran"
    editor_that(tmp_path, monkeypatch, f"touch {ran}")
    assert main(["--restricted", "config", "--edit"]) == 1
    assert not ran.exists()
