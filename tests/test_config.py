"""Settings: one declaration, validated line by line."""

from pathlib import Path

import pytest

from reader import config


def test_the_annotated_file_is_valid_and_changes_nothing() -> None:
    loaded = config.parse_settings(config.annotated())
    assert loaded.settings == config.Settings()
    assert not loaded.problems
    chosen = config.Settings(language="ar", measure=60, author='a"b\\c')
    assert config.parse_settings(config.annotated(chosen)).settings == chosen


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('langage = "ar"', "config.toml:1: unknown setting 'langage'; did you mean 'language'?"),
        ('\n\nlanguage = "fr"', "config.toml:3: language must be one of auto, ar, en"),
        ("measure = 9000", "config.toml:1: measure must be a whole number from 30 to 160"),
        ("measure = true", "config.toml:1: measure must be a whole number from 30 to 160"),
        ("author = 3", "config.toml:1: author must be text in quotes"),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_holds(text: str, problem: str) -> None:
    loaded = config.parse_settings(text + '\nkeymap = "vim"')
    assert loaded.problems == (problem,)
    assert loaded.settings.keymap == "vim"


def test_a_file_that_is_no_toml_leaves_the_defaults() -> None:
    loaded = config.parse_settings("language = ")
    assert loaded.settings == config.Settings()
    assert loaded.problems == ("config.toml: Invalid value (at end of document); the defaults are in force",)


def test_the_command_line_wins_and_says_so() -> None:
    loaded = config.override(
        config.parse_settings('language = "ar"\nkeymap = "vim"'), language="en", bidi=None
    )
    assert loaded.settings.language == "en"
    assert loaded.origin == {"language": "command line", "keymap": "file"}


def test_private_folders_are_private_whatever_the_umask(tmp_path: Path) -> None:
    import os

    before = os.umask(0)
    try:
        made = config.private_folder(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert {p.stat().st_mode & 0o777 for p in (made, made.parent)} == {0o700}


def test_the_bundled_folders_are_found() -> None:
    assert len(list(config.bundled("seeds").glob("*.txt"))) == 5
    with pytest.raises(FileNotFoundError):
        config.bundled("nothing")


@pytest.mark.parametrize(
    ("values", "language"),
    [
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LC_ALL": "en_GB", "LANG": "ar_SY"}, "en"),
        ({}, "en"),
        ({"LANG": "xx_YY"}, "en"),
    ],
)
def test_interface_language_follows_the_locale(values: dict[str, str], language: str) -> None:
    assert config.interface_language(config.Settings(), config.Environment(values)) == language


def test_restricted_closes_the_doors_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TEXTUAL_DRIVER", "EDITOR", "VISUAL", "PAGER"):
        monkeypatch.setenv(name, "/bin/sh")
    monkeypatch.setenv("TERM", "xterm")
    config.close_doors()
    env = config.environment()
    assert not [name for name in env.values if name.startswith("TEXTUAL_")]
    assert (env.editor, env.term) == ("", "xterm")


def test_a_forced_command_names_the_author(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARRAQ_AUTHOR", "salma")
    assert config.author(config.Settings()) == "salma"
    assert config.author(config.Settings(author="karim")) == "karim"
