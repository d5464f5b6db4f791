"""The mouse by the bytes that a terminal sends for it (SGR encoding), in a pty."""

from __future__ import annotations

import base64
import re

import pytest

from tests.conftest import SEEDS
from tests.terminal.conftest import Opener
from tests.terminal.reading import Reading, shaped

pytestmark = pytest.mark.terminal

PERSON = "بشار الأسد"
OURS = ("?1000", "?1002", "?1006")
NEVER = ("?1003", "?1015", "?1016")
SSH = {"SSH_CONNECTION": "1 2 3 4"}


def sgr(session: Reading, button: int, x: int, y: int, final: str = "M") -> None:
    session.send(f"\x1b[<{button};{x + 1};{y + 1}{final}")


def click(session: Reading, x: int, y: int) -> None:
    sgr(session, 0, x, y)
    sgr(session, 0, x, y, "m")


def drag(session: Reading, *cells: tuple[int, int]) -> None:
    sgr(session, 0, *cells[0])
    for cell in cells[1:]:
        sgr(session, 32, *cell)
    sgr(session, 0, *cells[-1], "m")


def asked_for(session: Reading) -> list[str]:
    return [mode for mode in (*OURS, *NEVER) if session.emulator.modes.get(mode)]


def cell_of(session: Reading, words: str, *, left: int, right: int) -> tuple[int, int]:
    """The middle cell of the first place between two columns where these words are painted."""
    for y, row in enumerate(session.emulator.rows[1:], 1):  # not the headers
        for x in range(left, right):
            if "".join(cell[0] for cell in row[x : x + len(words)]) == words:
                return x + len(words) // 2, y
    raise AssertionError(f"{words} is not on the screen:\n{session.all}")


def borders(session: Reading) -> list[int]:
    """The columns of the lines between panes."""
    row = session.emulator.rows[5]
    return [x for x, cell in enumerate(row) if cell[0] == "│"]


def test_one_key_turns_it_on_over_ssh_and_off_again(opened: Opener) -> None:
    session = opened(env=SSH)
    assert asked_for(session) == []
    session.do("view.mouse")
    session.wait(lambda: asked_for(session) == list(OURS), "the mouse")
    session.do("view.mouse")
    session.wait(lambda: asked_for(session) == [], "the mouse given back")
    session.do("view.mouse", "app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []


def test_when_it_is_off_nothing_was_ever_asked(opened: Opener) -> None:
    session = opened(env=SSH)
    session.do("app.quit")
    session.wait_exit()
    assert not re.search(rb"\x1b\[\?(1000|1002|1003|1006|1015|1016)h", session.output)


def test_a_name_in_the_text_is_clicked_and_clicked_again(opened: Opener) -> None:
    session = opened()
    assert asked_for(session) == list(OURS)
    left, right = borders(session)
    at = cell_of(session, shaped(PERSON), left=left, right=right)
    click(session, *at)
    session.wait_status(f"person: {shaped(PERSON)}")
    assert session.in_list == (0, 0)
    click(session, *at)
    session.wait(lambda: session.in_list[1] > 0, "its passages")


def test_a_name_in_the_list_is_clicked_and_clicked_again(opened: Opener) -> None:
    session = opened()
    at = cell_of(session, shaped(PERSON), left=borders(session)[1], right=120)
    click(session, *at)
    session.wait(lambda: shaped(PERSON) in session.cursor_row(), "the cursor on it")
    click(session, *at)
    session.wait(lambda: session.in_list[1] > 0, "its passages")


def test_the_wheel_turns_the_pane_under_it(opened: Opener) -> None:
    session = opened()
    before = session.middle()
    sgr(session, 65, 60, 10)
    session.wait(lambda: session.middle()[1:20] == before[4:23], "three lines further")
    sgr(session, 64, 60, 10)
    session.wait(lambda: session.middle() == before, "and back")


def test_a_dragged_selection_copies_the_logical_text(opened: Opener) -> None:
    session = opened()
    left, right = borders(session)
    drag(session, (right - 4, 4), (right - 9, 4), (right - 9, 5), (left + 20, 6))
    session.wait_status("Copy the selection")
    session.do("text.copy")
    session.wait(lambda: b"\x1b]52;c;" in session.output, "the clipboard")
    sent = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", session.output)[-1]
    copied = base64.b64decode(sent).decode()
    assert len(copied.split()) > 12  # more than a line
    assert any(copied in file.read_text(encoding="utf-8") for file in SEEDS.glob("*.txt"))


def test_a_border_is_dragged_and_stays_there(opened: Opener) -> None:
    session = opened()
    left = borders(session)[0]
    drag(session, (left, 9), (left + 3, 9), (left + 6, 9))
    session.wait(lambda: borders(session)[:1] == [left + 6], "the border at the mouse")
    timeline = next(y for y, row in enumerate(session.screen()) if "Timeline" in row.split("│")[0])
    drag(session, (5, timeline), (5, timeline + 4))
    session.wait(
        lambda: "Timeline" in session.screen()[timeline + 4].split("│")[0], "the header at the mouse"
    )
    after = borders(session)
    session.do("app.quit")
    session.wait_exit()
    again = opened(card=False)
    assert borders(again) == after
    assert "Timeline" in again.screen()[timeline + 4].split("│")[0]


def test_a_folded_pane_is_opened_by_its_header(opened: Opener) -> None:
    session = opened()
    session.resize(80, 24)
    session.wait(lambda: "quit" in session.screen()[-1], "the small screen")

    def header() -> int:
        return next((y for y, row in enumerate(session.screen()) if "Timeline" in row.split("│")[0]), 0)

    session.wait(lambda: header() == 21, "the folded timeline")
    click(session, 5, 21)
    session.wait(lambda: header() == 2, "the timeline, opened")


def test_a_terminal_that_reports_its_size_in_band_is_not_asked_for_pixels(opened: Opener) -> None:
    """Textual turns on 1016 where mode 2048 is known, and leaves it on at exit."""
    session = opened()
    session.send("\x1b[?2048;2$y")
    session.wait(lambda: session.emulator.modes.get("?2048", False), "reports of the size")
    session.send("\x1b[48;40;120;800;1200t")
    left, right = borders(session)
    at = cell_of(session, shaped(PERSON), left=left, right=right)
    click(session, *at)
    session.wait_status(f"person: {shaped(PERSON)}")
    assert asked_for(session) == list(OURS)
    session.do("app.quit")
    assert session.wait_exit() == 0
    assert session.left_on() == []
