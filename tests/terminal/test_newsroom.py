"""A newsroom's server: forced commands, one journal, and everything that might lead out of the reader."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from reader import config
from reader.library import Library
from tests.conftest import SEEDS
from tests.terminal.conftest import Sshd
from tests.terminal.reading import Reading, home_of, shaped
from tests.terminal.session import ROOT

pytestmark = pytest.mark.terminal


class Newsroom:
    """An archive's account: one key a person, each of which opens the reader and nothing else (docs/newsroom.md)."""

    def __init__(self, sshd: Sshd, folder: Path) -> None:
        self.sshd, self.folder = sshd, folder
        self.collection = folder / "collection"
        shutil.copytree(SEEDS, self.collection)
        self.journal = folder / "shared" / "journal.sqlite"
        self.journal.parent.mkdir()

    def admit(self, author: str) -> None:
        """The client's key now belongs to `author`."""
        home = " ".join(f"{name}={value}" for name, value in home_of(self.folder).items())
        command = (
            f"cd {ROOT} && {home} WARRAQ_AUTHOR={author} exec {sys.executable} -m reader {self.collection}"
            f" --lang en --bidi app --restricted --journal {self.journal}"
        )
        key = (self.sshd.folder / "client.pub").read_text().strip()
        (self.sshd.folder / "authorized_keys").write_text(f'restrict,pty,command="{command}" {key}\n')

    def library(self) -> Library:
        """The stores, to look into only."""
        settings = config.Settings(
            library=str(self.folder / "cache" / "warraq"), journal=str(self.journal), author="test"
        )
        return Library.open(self.collection, settings, read_only=True)


Enter = Callable[..., Reading]


@pytest.fixture
def newsroom(sshd: Sshd, tmp_path: Path) -> Newsroom:
    return Newsroom(sshd, tmp_path)


@pytest.fixture
def enter(newsroom: Newsroom, sshd: Sshd, tmp_path: Path) -> Iterator[Enter]:
    """`enter("salma")`: the reader as that person meets it over ssh; `asking`: a command of their own."""
    made: list[Reading] = []

    def opener(author: str, *, asking: str = "", env: Mapping[str, str] | None = None) -> Reading:
        newsroom.admit(author)
        sent = tuple(part for name in env or {} for part in ("-o", f"SendEnv={name}"))
        command = sshd.command("true", options=sent)
        session = Reading(tmp_path, command=[*command[:-1], *([asking] if asking else [])], env=env)
        made.append(session)
        session.opened()
        session.drain()
        if "puts this card away" in session.all:
            session.put_card_away()
        return session

    yield opener
    for session in made:
        session.finish()


def leave(session: Reading) -> None:
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []


def test_two_authors_in_one_journal(newsroom: Newsroom, enter: Enter) -> None:
    for author, body in (("salma", "من سلمى"), ("karim", "من كريم")):
        session = enter(author)
        if author == "karim":
            session.do("text.bottom")
        session.do("text.note")
        session.wait_for("Note on «")
        session.send(body)
        session.do("editor.save")
        session.wait_for("Note kept")
        session.do("go.notes")
        session.wait_for(shaped(body))
        leave(session)
    with newsroom.library() as library:
        assert sorted((each.note.author, each.note.body) for each in library.notes()) == [
            ("karim", "من كريم"),
            ("salma", "من سلمى"),
        ]


def test_what_the_client_asks_for_is_not_heard(newsroom: Newsroom, enter: Enter, tmp_path: Path) -> None:
    """A command of the client's own, its path, and variables that choose what code runs or where files are written."""
    touched = tmp_path / "touched"
    session = enter(
        "salma",
        asking=f"touch {touched}; sh",
        env={
            "TEXTUAL_DRIVER": "os:system",
            "TEXTUAL_LOG": str(touched),
            "TEXTUAL_PRESS": "q",
            "TEXTUAL_SCREENSHOT": "1",
            "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
            "EDITOR": f"touch {touched};",
            "VISUAL": f"touch {touched};",
            "PAGER": f"touch {touched};",
        },
    )
    session.do("text.note")
    session.wait_for("Note on «")
    session.do("editor.external")
    session.wait_for("No editor of your own here")
    session.do("editor.discard")
    session.wait(lambda: "Note on «" not in session.all, "the note closed")
    leave(session)
    assert not touched.exists()
    assert not list(tmp_path.glob("*.svg"))


def test_no_key_and_no_palette_entry_leads_out(enter: Enter, tmp_path: Path) -> None:
    session = enter("salma")
    session.do("app.suspend")
    session.send("!")
    session.send("\x1c")  # what makes SIGQUIT where the line is cooked
    session.drain()
    assert session.process.poll() is None
    assert session.emulator.alternate
    session.do("text.down")
    session.drain()
    assert session.article == 1
    for words in ("screenshot", "suspend", "background", "shell"):
        session.do("app.palette")
        session.drain()
        session.send(words)
        session.drain()
        session.send("\r")
        session.drain()
        assert session.process.poll() is None
        assert session.emulator.alternate, words
        session.do("app.escape")
        session.drain()
    assert not list(tmp_path.rglob("*.svg"))
    session.do("app.escape", "app.escape")
    session.drain()
    assert session.article > 0
    leave(session)


@pytest.mark.parametrize(
    "arguments",
    [
        ["config", "--edit"],
        ["export", str(SEEDS), "--format", "json", "-o", "out.json"],
        ["notes", str(SEEDS), "export"],
        ["notes", str(SEEDS), "backup"],
        ["import", str(SEEDS), "/etc/passwd", "--kind", "names"],
    ],
    ids=[
        "the settings in an editor",
        "findings to a file",
        "notes to a file",
        "a backup",
        "a file from elsewhere",
    ],
)
def test_restricted_commands(arguments: list[str], tmp_path: Path) -> None:
    """What a wrapper that hands arguments on would let through: refused with one line."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", *arguments, "--restricted"],
        capture_output=True, text=True, check=False, cwd=tmp_path, timeout=60, stdin=subprocess.DEVNULL,
        env={**os.environ, **home_of(tmp_path), "PYTHONPATH": str(ROOT), "EDITOR": "touch", "TERM": "xterm"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "restricted" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not (tmp_path / "out.json").exists()
