"""A clock that jumps, years ahead and years back, under a reader who writes, indexes and looks at others' notes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.conftest import SEEDS
from tests.terminal.reading import Reading, settings_in, shaped, with_index

pytestmark = pytest.mark.terminal

YEAR = 365 * 86_400
AHEAD, BACK = f"{30 * YEAR}", f"{-20 * YEAR}"
Opener = Callable[..., Reading]


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    file = tmp_path / "clock"
    file.write_text("0")
    return file


@pytest.fixture
def under_it(clock: Path, tmp_path: Path) -> Iterator[Opener]:
    """`under_it(collection)`: a reader whose clock is the file `clock`."""
    made: list[Reading] = []

    def opener(collection: Path = SEEDS, **env: str) -> Reading:
        command = [sys.executable, "-m", "tests.terminal.jumping_clock", str(clock), str(collection)]
        made.append(Reading(tmp_path, command=[*command, "--lang", "en", "--bidi", "app"], env=env))
        return made[-1]

    yield opener
    for session in made:
        session.finish()


def ready(session: Reading) -> None:
    session.opened()
    session.drain()
    if "puts this card away" in session.all:
        session.put_card_away()


def test_what_is_written_is_kept_at_any_hour(
    under_it: Opener, clock: Path, indexed: Path, tmp_path: Path
) -> None:
    """A draft is saved while the clock jumps; the reader is killed in the future and comes back in the past."""
    with_index(indexed, tmp_path)
    session = under_it()
    ready(session)
    session.do("text.half_down", "text.note")
    session.wait_for("Note on «")
    text = ""
    for hour in ("0", AHEAD, BACK, AHEAD):
        clock.write_text(hour)
        text += "كلمة "
        session.send("كلمة ")

        def written() -> bool:
            with session.library(tmp_path) as library:
                return text.strip() in (each.strip() for each in library.journal.drafts().values())  # noqa: B023 - asked at once

        session.wait(written, f"the draft, {len(text.split())} words long")
    session.process.kill()
    session.wait_exit()

    clock.write_text(BACK)
    again = under_it()
    again.wait_for("What you were writing is back")
    clock.write_text(AHEAD)
    again.do("editor.save")
    again.wait_for("Note kept")
    clock.write_text(BACK)
    again.do("text.bottom", "text.note")
    again.wait_for("Note on «")
    again.send("ثانية")
    again.do("editor.save")
    again.wait_for("Note kept")
    again.do("app.undo")
    again.wait(lambda: "Note kept" not in again.status, "the last act taken back")
    again.do("app.quit")
    assert again.wait_exit() == 0
    assert again.left_on() == []
    with again.library(
        tmp_path
    ) as library:  # what was taken back is what was done last, not what is dated last
        assert [each.note.body.split() for each in library.notes()] == [text.split()]
        assert all(each.note.created <= each.note.modified for each in library.notes())
        assert library.verify() == []


def test_others_notes_are_seen_whatever_they_are_dated(
    under_it: Opener, clock: Path, indexed: Path, tmp_path: Path
) -> None:
    with_index(indexed, tmp_path)
    mine, theirs = under_it(), under_it(WARRAQ_AUTHOR="karim")
    for session in (mine, theirs):
        ready(session)
    for hour, body in ((AHEAD, "من الغد"), (BACK, "من الأمس")):
        clock.write_text(hour)
        theirs.do("text.next_paragraph", "text.note")
        theirs.wait_for("Note on «")
        theirs.send(body)
        theirs.do("editor.save")
        theirs.wait_for("Note kept")
        mine.wait_status("New notes of karim")
        mine.do("go.notes")
        mine.wait_for(shaped(body))
        mine.do("passages.close")
        mine.wait(lambda: "New notes" not in mine.status, "the word read")
    for session in (mine, theirs):
        session.do("app.quit")
        assert session.wait_exit() == 0


def test_indexing_goes_on_and_notices_what_changes(under_it: Opener, clock: Path, tmp_path: Path) -> None:
    """Progress and batches follow no calendar, and a file is known by more than its date."""
    folder = tmp_path / "collection"
    folder.mkdir()
    for n in range(30):
        text = "\n\n".join(
            f"قال الوزير سامي الحداد في بيروت إن الاتفاق رقم {n * 100 + line} وُقع." for line in range(25)
        )
        (folder / f"{n:02}.txt").write_text(f"خبر رقم {n}\n\n{text}\n", encoding="utf-8")
    session = under_it(folder)
    hours = iter([AHEAD, BACK] * 1000)

    def done() -> bool:
        clock.write_text(next(hours))
        return "article 1 of 30" in session.status

    session.wait(done, "the collection read under a clock that never stands")
    clock.write_text(BACK)
    (folder / "00.txt").write_text("خبر جديد\n\nنص آخر.\n", encoding="utf-8")
    session.wait(
        lambda: shaped("خبر جديد") in session.all or "changed" in session.status, "the edited article"
    )
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []
    with Library.open(folder, settings_in(tmp_path)) as library:
        library.refresh()
        assert len(library.rows()) == 30 and library.verify() == []
