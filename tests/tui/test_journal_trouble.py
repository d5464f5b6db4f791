"""A journal that cannot be written as usual, seen from the screen: said in one line, and reading goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reader import config
from reader.journal import Journal, NotWritten, opening, schema, store
from reader.journal.store import Surroundings
from tests.tui.conftest import Opener, Reader

NETWORK = {"en": "network file system (nfs4)", "ar": "نظام ملفات شبكي (nfs4)"}


def plain(reader: Reader) -> str:
    """What the status line says, without the isolates around names."""
    return reader.desk.status.said.replace("\u2068", "").replace("\u2069", "")


@pytest.fixture
def on_nfs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel says that every folder lies on NFS; none can be mounted here."""
    monkeypatch.setattr(opening, "Surroundings", lambda: Surroundings(filesystem_of=lambda _: "nfs4"))


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_on_a_network_it_is_said_and_notes_are_written_without_a_log(
    opened: Opener, settings: config.Settings, on_nfs: None, language: str
) -> None:
    async with opened(language=language) as reader:
        assert NETWORK[language] in plain(reader)
        await reader.do("text.highlight")
        path = Path(settings.journal)
        assert not path.with_name(f"{path.name}-wal").exists()
        with Journal(path, author="salma") as other:
            other.add_note(other.notes()[0].target, "من جهاز آخر")
        reader.desk.look_for_others()
        assert len(reader.app.library.notes()) == 2
        await reader.do("app.undo")
        assert [each.note.body for each in reader.app.library.notes()] == ["من جهاز آخر"]


async def test_where_locks_do_not_work_it_is_for_reading_only(
    opened: Opener, settings: config.Settings, on_nfs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(Path(settings.journal), author="test") as journal:
        journal.save_search("الجسر", "الجسر")
    set_log_mode = store.set_log_mode

    def refuse(connection: sqlite3.Connection, wanted: str) -> str:
        if wanted == "delete":
            raise sqlite3.OperationalError("disk I/O error")
        return set_log_mode(connection, wanted)

    monkeypatch.setattr(opening, "set_log_mode", refuse)
    async with opened(tour=True) as reader:
        assert "cannot be locked" in plain(reader) and "reading only" in plain(reader)
        for action in ("text.note", "text.highlight", "text.pair", "text.delete_note"):
            await reader.do(action)
            assert "read-only" in plain(reader) and not reader.desk.editor_open
        await reader.do("text.down", "go.searches")
        assert reader.desk.passages.shown.passages == [] and reader.desk.passages.row_count == 2
        await reader.do("passages.close", "view.articles", "articles.star")
        assert "Not written" in plain(reader) or "reading only" in plain(reader)
        await reader.do("go.next_document", "go.back")


async def test_a_newer_journal_is_read_and_not_written(opened: Opener, settings: config.Settings) -> None:
    with Journal(Path(settings.journal), author="test") as journal:
        journal.save_search("الجسر", "الجسر")

    def later(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT ''")

    opening.open_store(Path(settings.journal), steps=[*schema.MIGRATIONS, later]).close()
    async with opened(language="ar", tour=True) as reader:
        assert "وَرّاق أحدث" in plain(reader)
        await reader.do("text.note")
        assert not reader.desk.editor_open


@pytest.mark.parametrize("action", ["editor.discard", "editor.save"])
async def test_a_draft_that_cannot_be_dropped_does_not_keep_the_user_in(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    def full(*_: object) -> None:
        raise NotWritten("journal.sqlite: database or disk is full")

    async with opened() as reader:
        await reader.do("text.note")
        await reader.type("نص")
        monkeypatch.setattr(Journal, "drop_draft", full)
        await reader.do(action)
        assert not reader.desk.editor_open and reader.app.focused is reader.desk.text
        assert "comes back at the next start" in reader.desk.status.said
        assert len(reader.app.library.notes()) == (action == "editor.save")
        await reader.do("text.down")


async def test_a_torn_journal_is_salvaged_and_that_is_said(opened: Opener, settings: config.Settings) -> None:
    async with opened() as reader:
        await reader.do("text.highlight")
    path = Path(settings.journal)
    torn = bytearray(path.read_bytes())
    torn[100:140] = b"\xff" * 40
    path.write_bytes(torn)
    async with opened() as reader:
        assert "1 notes" in reader.desk.status.said and str(path.parent) in reader.desk.status.said
        assert len(reader.app.library.notes()) == 1
        await reader.do("view.articles", "app.info")
        assert any(label == "journal" for label, _ in reader.card())


async def test_a_journal_deleted_while_open_is_written_anew_and_that_is_said(
    opened: Opener, settings: config.Settings
) -> None:
    async with opened() as reader:
        await reader.do("text.highlight")
        for each in Path(settings.journal).parent.glob("journal.sqlite*"):
            if each.is_file():
                each.unlink()
        await reader.do("text.bottom", "text.highlight")
        reader.desk.look_for_others()
        assert "was deleted while open" in reader.desk.status.said
        assert len(reader.app.library.notes()) == 2
    with Journal(Path(settings.journal), author="test") as journal:
        assert len(journal.notes()) == 2
