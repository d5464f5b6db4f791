"""The card of a first start: the eye is asked once who orders Arabic in this terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from reader import config
from reader.tui.features.terminal_card import LINE
from reader.tui.terminal.frames.logical import LRM
from reader.typeset import lay_out
from tests.tui.conftest import Reader
from tests.tui.test_output_modes import panes_by_row, reading, sent


def lies_there(reader: Reader) -> bool:
    card = reader.desk.eye_card
    return card is not None and bool(card.display)


async def test_the_eye_is_asked_once_and_never_in_the_way(tmp_path: Path) -> None:
    async with reading(tmp_path, "auto") as reader:
        desk = reader.desk
        assert not lies_there(reader)  # no terminal there to ask
        desk.judge_terminal()
        await reader.rest()
        grid = "\n".join(reader.grid())
        assert lay_out(LINE, 60)[0].text in grid
        assert lay_out(LINE, 60, order="logical", shaping="letters")[0].text in grid
        await reader.do("text.bottom")
        assert desk.text.at > 0 and lies_there(reader)  # keys work under it
        await reader.do("view.articles")
        assert desk.focused is desk.articles and lies_there(reader)  # 1 is a pane, not an answer
        await reader.do("app.legend")
        await reader.do("app.legend")
        assert lies_there(reader)  # another card does not end it
        await reader.do("view.text", "view.next_pane")
        assert desk.focused is desk.eye_card
        await reader.do("text.down")  # a key that is no answer
        assert lies_there(reader) and reader.app.bidi == "app"
        await reader.press("2")
        await reader.rest()
        assert not lies_there(reader)
        assert reader.app.bidi == "terminal"  # at once
        assert not any(len(those) > 1 for those in panes_by_row(reader))
        assert desk.focused is desk.text
        assert reader.app.library.recall(reader.app.terminal_name) == "terminal"
        desk.judge_terminal()
        assert not lies_there(reader)
    async with reading(tmp_path, "auto") as reader:
        assert reader.app.bidi == "terminal"  # from the first paint


@pytest.mark.parametrize(("action", "back"), [("go.search", "input.cancel"), ("text.note", "editor.discard")])
async def test_the_question_makes_way_for_what_is_typed(tmp_path: Path, action: str, back: str) -> None:
    async with reading(tmp_path, "auto") as reader:
        reader.desk.judge_terminal()
        await reader.rest()
        assert lies_there(reader)
        await reader.do(action)
        assert not lies_there(reader)
        await reader.do(back)
        assert lies_there(reader) and reader.desk.terminal_asking


async def test_a_click_answers(tmp_path: Path) -> None:
    async with reading(tmp_path, "auto") as reader:
        reader.desk.judge_terminal()
        await reader.rest()
        await reader.pilot.click("#terminal-card", offset=(5, 2))
        await reader.rest()
        assert reader.app.bidi == "terminal" and not lies_there(reader)


async def test_escape_asks_later_and_a_choice_asks_never(tmp_path: Path) -> None:
    async with reading(tmp_path, "auto") as reader:
        reader.desk.judge_terminal()
        await reader.do("app.escape")
        assert not lies_there(reader) and not reader.desk.terminal_asking
        reader.desk.judge_terminal()
        await reader.rest()
        assert lies_there(reader)
        await reader.do("app.quit")  # q leaves while it lies there
        assert reader.app._exit
    async with reading(tmp_path, "app") as reader:
        assert reader.app.bidi_given


@pytest.mark.parametrize("now", ["app", "terminal"])
async def test_the_card_shows_what_the_terminal_would_get(tmp_path: Path, now: str) -> None:
    """The first line ordered by us, the second as written, whatever the driver does to rows now."""
    async with reading(tmp_path, "auto") as reader:
        if now == "terminal":
            reader.app.environment = config.Environment({"KONSOLE_VERSION": "230805"})
        reader.desk.judge_terminal()
        await reader.rest()
        assert reader.desk.eye_card is not None and reader.app.bidi == now
        top = reader.desk.eye_card.region.y
        out = [sent(row) if now == "terminal" else row for row in reader.grid()]
        first, second = (row.replace(LRM, "") for row in out[top + 1 : top + 3])
        ordered = lay_out(LINE, 60, shaping="letters")[0].text
        assert ordered in unicodedata.normalize("NFKC", first)
        assert LINE in unicodedata.normalize("NFKC", second)


@pytest.mark.parametrize(
    ("answers", "env", "mode"),
    [
        (["\x1bP>|Konsole 23.08.5\x1b\\", "\x1b[?62c"], {"TERM": "xterm-256color"}, "terminal"),
        (["\x1b[>0;136;0c", "\x1b[?6c"], {"TERM": "xterm-256color"}, "terminal"),
        (["\x1bP>|XTerm(379)\x1b\\", "\x1b[?64c"], {"TERM": "xterm-256color"}, "app"),
        (["\x1b[8;2$y", "\x1bP>|VTE(7006)\x1b\\"], {"TERM": "xterm-256color"}, "app"),
    ],
    ids=["konsole", "putty", "xterm", "vte"],
)
async def test_the_answers_act_at_once(
    tmp_path: Path, answers: list[str], env: dict[str, str], mode: str
) -> None:
    async with reading(tmp_path, "auto") as reader:
        reader.app.environment = config.Environment(env)
        reader.desk._answers = answers
        reader.desk.judge_terminal()
        await reader.rest()
        assert reader.app.bidi == mode
        assert any(len(those) > 1 for those in panes_by_row(reader)) == (mode == "app")
        assert reader.desk.text.order == "visual"
