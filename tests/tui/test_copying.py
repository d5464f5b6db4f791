"""Copying: logical text by OSC 52, through tmux where it may pass, a register behind it, and words that claim no more."""

from __future__ import annotations

import base64
import re

import pytest

from reader import config
from reader.text.osc52 import LIMIT
from tests.tui.conftest import Opener, Reader


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to the terminal past the painted frames."""
    sent: list[str] = []
    monkeypatch.setattr(
        "textual.drivers.headless_driver.HeadlessDriver.write", lambda _, data: sent.append(data)
    )
    return sent


def clipboards(wire: list[str]) -> list[str]:
    """The texts that the terminal is asked to keep."""
    found = re.findall(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", "".join(wire))
    return [base64.b64decode(each).decode("utf-8") for each in found]


async def copied(reader: Reader, *actions: str) -> str:
    await reader.do(*actions)
    return reader.desk.status.said


async def test_a_passage_goes_out_in_logical_order_and_no_more_is_claimed(
    opened: Opener, wire: list[str]
) -> None:
    async with opened() as reader:
        text = reader.desk.text
        await reader.do("text.next_paragraph")
        sentence = text.passage().of(text.text)
        said = await copied(reader, "text.copy")
        assert clipboards(wire) == [sentence] and "sent to the terminal" in said and "copied" not in said
        await reader.do("text.copy_citation")
        assert (
            sentence.strip() in clipboards(wire)[-1] and text.article.document.title in clipboards(wire)[-1]
        )


async def test_inside_tmux_it_goes_both_ways(opened: Opener, wire: list[str]) -> None:
    async with opened() as reader:
        reader.app.environment = config.Environment({"TMUX": "/tmp/x,1,0", "TERM": "tmux-256color"})
        await reader.do("text.copy")
        assert "\x1bPtmux;\x1b\x1b]52;c;" in "".join(wire) and len(clipboards(wire)) == 2


async def test_what_is_too_long_is_not_sent_in_part_and_pasted_from_the_register(
    opened: Opener, wire: list[str]
) -> None:
    async with opened() as reader:
        long = ("ي" * 80 + "\n") * (LIMIT // 160)
        reader.desk._copy(long)
        assert not clipboards(wire) and "kept here" in reader.desk.status.said
        assert f"{LIMIT:,}" in reader.desk.status.said
        await reader.do("text.note")
        await reader.press("ctrl+v")
        assert reader.desk.note_field.text == long
        await reader.do("editor.discard")


async def test_a_note_is_copied_with_its_quote_and_an_empty_place_copies_nothing(
    opened: Opener, wire: list[str]
) -> None:
    async with opened() as reader:
        text = reader.desk.text
        await reader.do("text.next_paragraph")
        quote = text.passage().of(text.text).strip()
        await reader.do("text.note")
        await reader.type("كلام")
        await reader.do("editor.save", "go.notes", "passages.copy")
        (note,) = clipboards(wire)
        assert note.startswith(f"«{quote}»\n— ") and note.endswith("\n\nكلام")
        await reader.do("passages.close", "go.marks", "passages.copy")
        assert len(clipboards(wire)) == 1
        await reader.do("passages.close", "view.entities", "rows.open")
        await reader.settle()
        await reader.do("passages.copy")
        name = reader.chosen.label
        assert name.split()[-1] in clipboards(wire)[-1]
