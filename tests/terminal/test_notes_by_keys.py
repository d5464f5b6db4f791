"""An event followed by keys alone, and a screen that stays silent while the journal is asked about others' notes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.library import Library
from reader.model import Event
from tests.conftest import SEEDS
from tests.terminal.conftest import Opener
from tests.terminal.reading import Reading, settings_in, shaped, with_index

pytestmark = pytest.mark.terminal

# asks often, and counts how often it asked
HASTY = """
import sys
from pathlib import Path
from reader.tui.features import shelving
shelving.POLL = shelving.POLL_SLOW = 0.1
asked = Path(sys.argv.pop(1))
look = shelving.Shelving.look_for_others
def counted(self):
    look(self)
    with asked.open("a") as file:
        file.write(".")
shelving.Shelving.look_for_others = counted
from reader.cli import main
sys.exit(main())
"""


def test_nothing_is_written_while_nothing_happens(indexed: Path, tmp_path: Path) -> None:
    """Idle is 0 bytes, in the text and in the editor, though the journal is asked all the time; and for another's star."""
    asked = tmp_path / "asked"
    asked.touch()
    home = with_index(indexed, tmp_path / "home")
    command = [sys.executable, "-c", HASTY, str(asked), str(SEEDS), "--lang", "en", "--bidi", "app"]
    session = Reading(home, command=command)

    def silent(times: int = 15) -> int:
        """Bytes that came while it asked so often, once what was done before has come to rest."""
        session.drain()
        for _ in range(5):  # a busy machine is slow to rest
            before, count = len(session.output), asked.stat().st_size
            session.wait(lambda: asked.stat().st_size >= count + times, "questions to the journal")  # noqa: B023  # asked at once
            if len(session.output) == before:
                return 0
        return len(session.output) - before

    try:
        session.opened()
        session.put_card_away()
        assert silent() == 0
        doc = settings_in(home).journal
        with Journal(Path(doc), author="salma") as other:
            with Library.open(SEEDS, settings_in(home), read_only=True) as library:
                first = library.rows()[0].id
            other.star(first)
            assert silent() == 0
            other.tag_document(first, "عاجل")
            session.wait(lambda: shaped("عاجل") in session.all, "the tag of another")
        session.do("text.note")
        session.wait_for("Note on «")
        assert silent() == 0
        session.do("editor.discard", "app.quit")
        assert session.wait_exit() == 0
    finally:
        session.finish()


def told_most(home: Path) -> Event:
    """An event that as many articles as any tell of."""
    with Library.open(SEEDS, settings_in(home), read_only=True) as library:
        return max(library.events(), key=lambda each: (len({ref.doc for ref in each.mentions}), each.id))


def test_an_event_by_keys_alone_through_every_article_that_has_it_and_back(
    opened: Opener, tmp_path: Path
) -> None:
    """From its words in one article to the next at most three keys, and one to come back."""
    session = opened()
    event = told_most(tmp_path)
    articles = len({ref.doc for ref in event.mentions})
    assert articles >= 3
    session.do("app.palette")
    session.wait_for("Do or go to")
    session.send(event.title[:30])
    session.drain()
    session.do("input.accept")
    session.wait(lambda: session.in_list[1] > 0, "its accounts")
    session.do("rows.top", "rows.open")
    session.wait(lambda: "preview" not in session.status, "the first account opened")
    session.wait_status(f"article 1 of {articles}")
    way = [session.article]
    for number in range(2, articles + 1):
        keys = session.keys
        session.do("go.next_article")
        session.wait_status(f"article {number} of {articles}")
        assert session.keys - keys <= 3
        way.append(session.article)
    assert len(set(way)) == articles
    for number, article in reversed(list(enumerate(way[:-1], 1))):
        keys = session.keys
        session.do("go.back")
        session.wait_status(f"article {number} of {articles}")
        assert session.article == article and session.keys - keys == 1
    session.do("app.quit")
    assert session.wait_exit() == 0


EDITORS = {
    # name: (what the editor does, what the note is then, what is said)
    "edits": ("file.write_text(file.read_text('utf-8') + ' وتتمة', 'utf-8')", "بداية وتتمة", ""),
    "fails": ("sys.exit(3)", "بداية", "status 3"),
    "fails and leaves nothing": ("file.write_bytes(b''); sys.exit(1)", "بداية", "status 1"),
    "is interrupted": ("import signal, os; os.killpg(0, signal.SIGINT)", "بداية", "status"),
    "takes the file away": ("file.unlink()", "بداية", "The editor failed, nothing changed"),
    "writes no UTF-8": ("file.write_bytes('بداية'.encode() + b' \\xff')", "بداية \\xff", ""),
    "sees a private file": (
        "assert file.stat().st_mode & 0o777 == 0o600; file.write_text('مقفول', 'utf-8')",
        "مقفول",  # in no article: what is waited for is the note
        "",
    ),
}


def begin_note(session: Reading) -> None:
    """A note with one word, still being written."""
    session.opened()
    session.put_card_away()
    session.do("text.note")
    session.wait_for("Note on «")
    session.send("بداية")
    session.wait_for(shaped("بداية"))


@pytest.mark.parametrize("name", [*EDITORS, "is not there"])
def test_whatever_the_users_editor_does_nothing_is_lost(indexed: Path, tmp_path: Path, name: str) -> None:
    does, body, says = EDITORS.get(name, ("", "بداية", "The editor failed, nothing changed"))
    script = tmp_path / "editor.py"
    script.write_text(
        f"import sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n{does}\n", encoding="utf-8"
    )
    editor = f"{sys.executable} {script}" if does else "/no/such/editor"
    home = with_index(indexed, tmp_path / "home")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    session = Reading(home, env={"EDITOR": editor, "VISUAL": "", "TMPDIR": str(temporary)})
    try:
        begin_note(session)
        session.do("editor.external")
        if says:
            session.wait_for(says)
        else:
            session.wait_for(shaped(body.split()[-1]).strip("\\"))
        session.do("editor.save")
        session.wait_for("Note kept")
        assert list(temporary.glob("warraq-*")) == []  # no note lies about
        with session.library(home) as library:
            assert [each.note.body for each in library.notes()] == [body]
        session.do("app.quit")
        assert session.wait_exit() == 0
        assert session.left_on() == []
    finally:
        session.finish()


def test_a_key_typed_while_the_editor_leaves_is_ours(indexed: Path, tmp_path: Path) -> None:
    """Ctrl+S stops the line of a terminal that nobody has made raw; here it keeps the note."""
    there, go = tmp_path / "there", tmp_path / "go"
    script = tmp_path / "editor.py"
    script.write_text(
        f"import time\nfrom pathlib import Path\nPath({str(there)!r}).touch()\n"
        f"while not Path({str(go)!r}).exists():\n    time.sleep(0.01)\n",
        encoding="utf-8",
    )
    home = with_index(indexed, tmp_path / "home")
    session = Reading(home, env={"EDITOR": f"{sys.executable} {script}", "VISUAL": ""})
    try:
        begin_note(session)
        session.do("editor.external")
        session.wait(there.exists, "the editor")
        session.do("editor.save")
        go.touch()
        session.wait_for("Note kept")
        session.do("app.quit")
        assert session.wait_exit() == 0
        assert session.left_on() == []
    finally:
        session.finish()
