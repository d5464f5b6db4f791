"""A journal opened: rights, versions, file systems, and a file that goes while it is open; each with a plain line."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.journal import Journal, JournalError, NotWritten, ReadOnlyJournal, backups, opening, schema
from reader.journal.filesystem import filesystem_of, is_network
from reader.journal.store import Surroundings
from reader.model import Target

ABOUT = Target("document", id="d1")
Opener = Callable[..., Journal]


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    # 0o777 would keep even us from what we make without our own chmod.
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_rights_whatever_the_umask(open_journal: Opener, path: Path, umask: int) -> None:
    deep = path.parent / "a" / "b" / "journal.sqlite"
    deep.parent.parent.parent.mkdir(mode=0o755)
    deep.parent.parent.parent.chmod(0o755)  # made by somebody else: left as it is
    journal = open_journal(at=deep)
    journal.add_note(ABOUT, "نص")
    backup = journal.backup()
    files = [deep, backup, *deep.parent.glob("journal.sqlite-*")]
    assert len(files) == 4  # log and shared memory too
    assert {mode(each) for each in files} == {"0o600"}
    assert {mode(each) for each in (deep.parent, deep.parent.parent, backup.parent)} == {"0o700"}
    assert mode(path.parent) == "0o755"


def test_group_rights_only_where_asked(open_journal: Opener, path: Path, umask: int) -> None:
    journal = open_journal(shared=True)
    journal.add_note(ABOUT, "نص")
    backup = journal.backup()
    assert {mode(each) for each in (path, backup, *path.parent.glob("journal.sqlite-*"))} == {"0o660"}
    assert {mode(each) for each in (path.parent, backup.parent)} == {"0o2770"}
    journal.close()
    open_journal()  # a later session that does not ask takes nothing away
    assert mode(path) == "0o660"


@pytest.mark.parametrize(("folder", "file"), [(0o2770, "0o660"), (0o2755, "0o600"), (0o770, "0o600")])
def test_a_folder_made_to_be_shared_is_asking_enough(
    open_journal: Opener, path: Path, folder: int, file: str
) -> None:
    path.parent.mkdir()
    path.parent.chmod(folder)
    open_journal().add_note(ABOUT, "نص")
    assert {mode(each) for each in path.parent.glob("journal.sqlite*") if each.is_file()} == {file}


def test_rights_too_wide_are_taken_away(open_journal: Opener, path: Path) -> None:
    open_journal().close()
    path.chmod(0o644)
    open_journal()
    assert mode(path) == "0o600"


def test_on_disk_means_on_disk(journal: Journal, path: Path) -> None:
    with journal._store.read() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    journal.add_note(ABOUT, "نص")
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM notes").fetchone()[0] == 1


# -- reading only ------------------------------------------------------------------


def test_read_only_reads_and_refuses(open_journal: Opener) -> None:
    open_journal().add_note(ABOUT, "نص")
    journal = open_journal(read_only=True)
    assert [note.body for note in journal.notes()] == ["نص"]
    for act in (
        lambda: journal.add_note(ABOUT, "x"),
        lambda: journal.undo(),
        lambda: journal.save_draft("k", "x"),
    ):
        with pytest.raises(ReadOnlyJournal, match="reading only"):
            act()


def test_a_folder_is_no_journal(open_journal: Opener, path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(JournalError, match="not a file"):
        open_journal()


def test_read_only_makes_no_file(open_journal: Opener, path: Path) -> None:
    journal = open_journal(read_only=True)
    assert journal.notes() == []
    assert not path.parent.exists()


def test_a_folder_that_cannot_be_written(
    open_journal: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_journal().add_note(ABOUT, "نص")
    # Tests may run as root, whom no mode stops; what the system answers to others stands in its place.
    monkeypatch.setattr(opening.os, "access", lambda *_: False)
    journal = open_journal()
    assert journal.read_only
    assert "may not be written" in journal.notices[0]
    assert [note.body for note in journal.notes()] == ["نص"]


def test_a_log_that_cannot_be_read_in_place_is_read_in_a_copy(
    open_journal: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = open_journal()
    writer.add_note(ABOUT, "نص")

    def cannot(at: Path, *, read_only: bool = False) -> sqlite3.Connection:
        # What SQLite answers where it may not make the shared memory beside the file.
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(opening, "connect", cannot)
    assert [note.body for note in open_journal(read_only=True).notes()] == ["نص"]


# -- versions ------------------------------------------------------------------------


def later(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
    connection.execute("UPDATE notes SET colour = 'yellow'")


def test_a_migration_is_preceded_by_a_backup(open_journal: Opener, path: Path) -> None:
    open_journal().add_note(ABOUT, "قديم")
    store = opening.open_store(path, steps=[*schema.MIGRATIONS, later])
    assert store.connection.execute("SELECT body, colour FROM notes").fetchone()[:] == ("قديم", "yellow")
    store.close()
    (backup,) = [each for each in backups.backups(path) if each.kind == backups.MIGRATION]
    with sqlite3.connect(backup.path) as before:
        assert before.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert before.execute("SELECT body FROM notes").fetchone() == ("قديم",)


def test_a_migration_that_fails_leaves_everything_as_it_was(open_journal: Opener, path: Path) -> None:
    open_journal().add_note(ABOUT, "قديم")

    def fails(connection: sqlite3.Connection) -> None:
        later(connection)
        connection.execute("SELECT nothing FROM nowhere")

    with pytest.raises(sqlite3.OperationalError):
        opening.open_store(path, steps=[*schema.MIGRATIONS, fails])
    journal = open_journal()
    assert [note.body for note in journal.notes()] == ["قديم"]
    with journal._store.read() as connection:
        assert "colour" not in connection.execute("SELECT * FROM notes").fetchone().keys()  # noqa: SIM118 - a Row


def test_a_newer_journal_is_read_only(open_journal: Opener, path: Path) -> None:
    open_journal().add_note(ABOUT, "من الغد")
    opening.open_store(path, steps=[*schema.MIGRATIONS, later]).close()
    journal = open_journal()
    assert journal.read_only
    assert "newer Warraq" in journal.notices[0]
    assert [note.body for note in journal.notes()] == ["من الغد"]


def test_a_newer_journal_that_cannot_be_read_is_refused(open_journal: Opener, path: Path) -> None:
    open_journal().close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'oldest_reader'")
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"newer Warraq .journal version 99"):
        open_journal()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"Dear diary,\n" * 500, b"\x89PNG\r\n" + bytes(5000)], ids=["text", "png"]
)
def test_another_programs_file_is_left_alone(open_journal: Opener, path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(JournalError, match="not a Warraq journal"):
        open_journal()
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_another_programs_database_is_left_alone(open_journal: Opener, path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE visits (url TEXT)")
    connection.close()
    with pytest.raises(JournalError, match="not a Warraq journal"):
        open_journal()


# -- network file systems ---------------------------------------------------------------


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /net rw,relatime - nfs4 server:/net rw
41 40 0:41 / /net/a\\040b rw - ext4 /dev/sdb1 rw
42 22 0:42 / /mnt/s rw,nosuid shared:7 master:3 - fuse.sshfs me@host: rw
43 22 0:43 / /mnt/s rw - tmpfs none rw
malformed line
"""


@pytest.mark.parametrize(
    ("at", "kind", "network"),
    [
        ("/var/x", "ext4", False),
        ("/net/me/journal", "nfs4", True),
        ("/net/a b/journal", "ext4", False),
        ("/network", "ext4", False),
        ("/mnt/s/x", "tmpfs", False),
    ],
)
def test_file_systems_are_told_apart(tmp_path: Path, at: str, kind: str, network: bool) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS)
    assert filesystem_of(Path(at), table) == kind
    assert is_network(kind) == network


def test_where_the_system_does_not_tell(tmp_path: Path) -> None:
    assert filesystem_of(tmp_path, tmp_path / "none") == ""


@pytest.mark.parametrize("had_log", [True, False])
def test_on_a_network_no_log_is_used(open_journal: Opener, path: Path, had_log: bool) -> None:
    if had_log:
        open_journal().add_note(ABOUT, "محلي")
    journal = open_journal(at=path, filesystem="nfs4")
    if had_log and journal.read_only:
        # The first session still has the log open: it cannot be given up under it, and we are told so.
        assert "cannot be locked" in journal.notices[-1]
        return
    assert "network file system (nfs4)" in journal.notices[0]
    other = open_journal("كريم", filesystem="nfs4")
    journal.add_note(ABOUT, "أولى")
    other.add_note(ABOUT, "ثانية")
    assert [note.body for note in journal.notes()] == ["أولى", "ثانية"]
    assert not path.with_name("journal.sqlite-wal").exists()


def test_a_log_left_behind_is_taken_in_on_a_network(open_journal: Opener, path: Path) -> None:
    open_journal().add_note(ABOUT, "محلي")
    for suffix in ("", "-wal"):  # a copy made while it was open, as by `cp -r` to the server
        copy = path.with_name("copied.sqlite" + suffix)
        copy.write_bytes(path.with_name(path.name + suffix).read_bytes())
    journal = open_journal(at=path.with_name("copied.sqlite"), filesystem="nfs4")
    assert not journal.read_only
    assert [note.body for note in journal.notes()] == ["محلي"]


def test_a_file_system_without_locks_is_read_only(
    open_journal: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_journal().add_note(ABOUT, "نص")

    def no_locks(connection: sqlite3.Connection, wanted: str) -> str:
        raise sqlite3.OperationalError("locking protocol")

    monkeypatch.setattr(opening, "set_log_mode", no_locks)
    journal = open_journal(filesystem="nfs4")
    assert journal.read_only
    assert "cannot be locked (locking protocol)" in journal.notices[-1]


# -- the disk, and the file's name ---------------------------------------------------------


def test_deleted_while_open(open_journal: Opener, path: Path) -> None:
    journal = open_journal()
    journal.add_note(ABOUT, "قبل")
    for each in path.parent.iterdir():
        each.unlink()
    path.parent.rmdir()
    journal.add_note(ABOUT, "بعد")
    assert "deleted while open" in journal.notices[0]
    journal.add_note(ABOUT, "ثم")
    assert [note.body for note in open_journal().notes()] == ["قبل", "بعد", "ثم"]
    assert mode(path) == "0o600"


def test_replaced_while_open(open_journal: Opener, path: Path) -> None:
    journal = open_journal()
    journal.add_note(ABOUT, "القديم")
    path.unlink()
    newcomer = open_journal("كريم")
    newcomer.add_note(ABOUT, "الجديد")
    journal.add_note(ABOUT, "بعد")
    assert "joined" in journal.notices[0]
    newcomer.add_note(ABOUT, "أخيراً")
    everything = {"القديم", "الجديد", "بعد", "أخيراً"}
    assert {note.body for note in journal.notes()} == everything
    journal.close()
    newcomer.close()
    assert {note.body for note in open_journal().notes()} == everything


def test_the_log_alone_deleted_while_open(open_journal: Opener, path: Path) -> None:
    journal = open_journal()
    journal.add_note(ABOUT, "قبل")
    path.with_name("journal.sqlite-wal").unlink()
    journal.add_note(ABOUT, "بعد")
    assert [note.body for note in open_journal("كريم").notes()] == ["قبل", "بعد"]


def test_another_program_holds_the_file(
    open_journal: Opener, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.journal.store.BUSY_MS", 50)
    journal = open_journal()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotWritten, match=r"journal\.sqlite: database is locked; nothing was written"):
        journal.add_note(ABOUT, "x")
    holder.execute("ROLLBACK")
    holder.close()
    journal.add_note(ABOUT, "y")
    assert [note.body for note in journal.notes()] == ["y"]


def test_surroundings_default_to_the_world(tmp_path: Path) -> None:
    assert Surroundings().filesystem_of(tmp_path) == filesystem_of(tmp_path)
