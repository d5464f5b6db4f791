"""Notes being written: very long ones, odd ones, kept while typing, and those that another session has open."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from reader.model import Span
from reader.tui.features.writing import LONGEST, WRITING
from reader.tui.whose import start_of, still_runs, this_process
from reader.tui.widgets.bidi_editor import BidiEditor
from tests.tui.conftest import Opener

HUGE = "سطر من ملاحظة طويلة جدا\n" * 90_000  # 2 MB and more


def test_the_editor_here_takes_what_the_limit_says() -> None:
    assert BidiEditor().editing.max_length == LONGEST


async def test_a_note_of_2_mb_is_listed_and_never_cut(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor here would cut it: it is opened in the user's own, whole."""
    seen: list[str] = []

    def outside(text: str) -> str | None:
        seen.append(text)
        return text + "تتمة"

    async with opened() as reader:
        library = reader.app.library
        doc = library.rows()[0].id
        note = library.add_note(doc, Span(0, 9), HUGE)
        reader.desk.reload(doc)
        await reader.do("go.notes")
        (row,) = reader.listed()
        assert len(row[1]) <= 300
        await reader.do("passages.edit")  # no terminal here to lend to an editor: said, nothing changed
        assert not reader.desk.editor_open and "The editor failed" in reader.desk.status.said
        assert library.journal.note(note.id) == note and not library.journal.drafts()
        monkeypatch.setattr(reader.app, "edit_outside", outside)
        await reader.do("go.notes", "passages.edit")
        assert seen == [HUGE] and not reader.desk.editor_open
        assert library.journal.note(note.id).body == HUGE + "تتمة"
        assert not library.journal.drafts() and "Note kept" in reader.desk.status.said


async def test_what_comes_back_too_long_from_an_editor_is_kept_whole(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as reader:
        await reader.do("text.note")
        await reader.type("أ")
        monkeypatch.setattr(reader.app, "edit_outside", lambda text: text + "\n" + HUGE)
        await reader.do("editor.external")
        (note,) = reader.app.library.journal.notes()
        assert note.body == f"أ\n{HUGE}".strip() and not reader.desk.editor_open
        await reader.do("text.bottom", "text.note")
        reader.desk.note_field.text = HUGE  # a paste that is too long
        await reader.rest()
        assert "takes 200,000 letters" in reader.desk.status.said
        await reader.do("editor.discard")


@pytest.mark.parametrize("body", ["ًٌٍَُ", "\x00\x1b[31m\x07\u202e\u2066", "\ud800نص", "\u0651" * 3000])
async def test_an_odd_note_is_kept_and_shown_without_harm(opened: Opener, body: str) -> None:
    async with opened() as reader:
        await reader.do("text.next_paragraph", "text.note")
        reader.desk.note_field.text = body
        await reader.rest()
        await reader.do("editor.save", "go.notes")
        await reader.settle()
        assert len(reader.app.library.journal.notes()) == 1
        grid = "".join(reader.grid())
        assert not set(grid) & set("\x00\x1b\x07\u202e\u2066\ud800")


async def test_a_draft_is_kept_while_typing_goes_on(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill loses no more than the last second, however long somebody types without a pause."""
    monkeypatch.setattr("reader.tui.features.writing.KEEP", 0.3)
    async with opened() as reader:
        await reader.do("text.note")
        journal = reader.app.library.journal
        for _ in range(12):
            await reader.type("ن")
            await reader.rest(0.1)  # never as long as KEEP
        (kept,) = journal.drafts().values()
        assert len(kept) >= 4
        await reader.do("editor.discard")
        assert not journal.drafts()


async def test_a_draft_that_another_session_has_open_is_left_to_it(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.note")
        await reader.type("نصف")
        reader.desk.keep_draft()
        name = reader.desk.draft_name
        reader.app.exit()
    elsewhere = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        process = f"{os.uname().nodename}:{elsewhere.pid}:{start_of(elsewhere.pid)}"
        assert still_runs(process) and not still_runs(this_process())
        async with opened() as reader:
            library = reader.app.library
            library.remember(WRITING + name, process)
            reader.app.exit()
        async with opened() as reader:
            assert not reader.desk.editor_open
            await reader.do("text.note")  # the same sentence: a text of its own
            assert reader.desk.note_field.text == ""
            await reader.type("غيره")
            reader.desk.keep_draft()
            assert sorted(reader.app.library.journal.drafts().values()) == sorted(["نصف", "غيره"])
            reader.app.exit()
    finally:
        elsewhere.communicate(b"\n")
    assert not still_runs(process)
    async with opened() as reader:
        assert reader.desk.note_field.text == "نصف"
        await reader.do("editor.save")
        reader.app.exit()
    async with opened() as reader:
        assert reader.desk.note_field.text == "غيره"
        await reader.do("editor.save")
        assert sorted(each.body for each in reader.app.library.journal.notes()) == sorted(["نصف", "غيره"])
        assert not reader.app.library.journal.drafts()
