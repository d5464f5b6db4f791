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
        """Bytes that came while it asked so often."""
        session.drain()
        before, count = len(session.output), asked.stat().st_size
        session.wait(lambda: asked.stat().st_size >= count + times, "questions to the journal")
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
    session.wait(lambda: session.all.count(shaped(event.title[:12])) > 1, "the event in the palette")
    session.do("input.accept")
    session.wait(lambda: session.in_list[1] > 0, "its accounts")
    session.do("rows.top", "rows.open")
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
