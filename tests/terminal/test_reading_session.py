"""A reading of the five articles by keys alone, from the first start to the second: what the reader is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Event
from tests.conftest import SEEDS
from tests.terminal.conftest import Opener
from tests.terminal.reading import Reading, settings_in, shaped

pytestmark = pytest.mark.terminal
PERSON = "بشار الأسد"


def to_the_person(session: Reading) -> None:
    """The cursor on the person's name, from name to name in the text."""
    for _ in range(12):
        if f"person: {shaped(PERSON)}" in session.status:
            return
        before = session.status
        session.do("text.next_entity")
        session.wait(lambda: session.status != before, "another name")  # noqa: B023  # asked before the loop goes on
    raise AssertionError(f"no {PERSON} among the first names:\n{session.all}")


def two_accounts(home: Path) -> list[Event]:
    """Dated events of the day in question that several articles tell: the flight, the fall of the city."""
    with Library.open(SEEDS, settings_in(home), read_only=True) as library:
        return [
            event
            for event in library.events()
            if (event.date or "").startswith("2024-12-08")
            and len({mention.doc for mention in event.mentions}) > 1
        ]


def test_from_the_first_start_to_the_second(opened: Opener, tmp_path: Path) -> None:
    """Opens on nothing, follows a person through all articles and back, writes a note, quits, is there again."""
    session = opened(fresh=True)
    to_the_person(session)

    # out: one article after the other, at most three keys from a name to its next mention in another article
    way = [(session.article, "")]
    for number in range(2, 6):
        keys = session.keys
        session.do("go.next_article")
        session.wait_status(f"article {number} of 5", shaped(PERSON))
        session.wait(
            lambda: session.article not in [each[0] for each in way], "another article"
        )  # asked at once
        assert session.keys - keys <= 3
        way.append((session.article, session.status.split(" · ")[0]))
    assert sorted(article for article, _ in way) == [1, 2, 3, 4, 5]

    # and back: one key each, to the same place in the same article
    for article, place in reversed(way[:-1]):
        keys = session.keys
        session.do("go.back")
        session.wait(lambda: session.article == article and place in session.status, f"back in {article}")  # noqa: B023  # asked at once
        assert session.keys - keys == 1

    # a search
    session.do("go.search")
    session.wait_for("-without")
    session.send("حميميم")
    session.wait(lambda: f"articles have {shaped('حميميم')}" in session.all, "what was found")
    session.do("input.accept")
    session.wait_status(shaped("حميميم"), f"place: {shaped('حميميم')}")

    # a note on the sentence there, then away and back
    session.do("text.note")
    session.wait_for("Note on «")
    session.send("ملاحظة أولى")
    session.do("editor.save")
    session.wait_for("Note kept")
    session.wait(
        lambda: any(set("✎┆") & set(cell) for cell in session.middle()), "the note's sign in the text"
    )
    session.do("text.right", "text.left")
    session.wait_status(f"place: {shaped('حميميم')}")
    article = session.article
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []

    with session.library(tmp_path) as library:
        place = library.last_place()
        assert place is not None
        assert library.document(place.doc).text[place.offset :].startswith("حميميم")
        assert [each.note.body for each in library.notes()] == ["ملاحظة أولى"]

    again = opened(card=False)
    again.wait_status(f"place: {shaped('حميميم')}")
    assert again.article == article
    assert any(set("✎┆") & set(cell) for cell in again.middle())
    again.do("go.notes")
    again.wait_for(shaped("ملاحظة أولى"))
    again.do("app.quit")
    assert again.wait_exit() == 0


def test_each_account_of_a_day_is_read_from_the_timeline(opened: Opener, tmp_path: Path) -> None:
    session = opened()
    events = two_accounts(tmp_path)
    assert len(events) >= 2, "the flight and the fall of the city"
    for event in events:
        start = shaped(" ".join(event.title.split()[:2]))
        session.do("view.timeline", "rows.top")
        for _ in range(40):
            session.drain()
            if start in session.cursor_row():
                break
            session.do("rows.down")
        assert start in session.cursor_row(), session.all
        session.do("rows.open")
        documents = {mention.doc for mention in event.mentions}
        session.wait(lambda: session.in_list[1] > 0, "the list of what each says")
        session.drain()
        seen = {session.article}
        while session.in_list[0] < session.in_list[1]:
            at = session.in_list
            session.do("rows.down")
            session.wait(lambda: session.in_list > at, "the next account")  # noqa: B023  # asked at once
            session.drain()
            seen.add(session.article)
        assert len(seen) == len(documents), "an article for each that tells of it"
        session.do("rows.open")
        session.wait(lambda: "preview" not in session.status, "the last account opened")
        session.do("go.back")
        session.drain()
    session.do("app.quit")
    assert session.wait_exit() == 0
