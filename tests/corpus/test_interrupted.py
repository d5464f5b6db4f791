"""What a refresh survives: kills, damage, a full disk, others at the same file, threads and scripts of all sorts."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.corpus.index import Index, IndexFailed
from reader.corpus.linkstore import link_file
from reader.corpus.rows import RefreshReport
from tests.corpus.collections import index_at, write

A, B, C = "سقوط دمشق في يد المعارضة.\n", "بوتين يمنح الأسد اللجوء في موسكو.\n", "مقال ثالث عن الاقتصاد.\n"


def test_others_go_on_while_the_index_is_made_anew(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    index.refresh(root)
    with index_at(tmp_path) as other:
        assert len(other) == 1
        write(root, {"b.txt": B})
        thread = threading.Thread(target=lambda: index.refresh(root, rebuild=True))
        thread.start()
        while thread.is_alive():
            assert len(other) in (0, 1, 2)
        thread.join()
        assert len(other) == len(index) == 2


def test_cancelled_work_goes_on_where_it_stopped(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(60)})
    asked = iter([False] * 45 + [True] * 1000)
    report = index.refresh(root, cancelled=lambda: next(asked), workers=1)
    assert report.cancelled
    assert 0 < report.added < 60
    first = report.added
    again = index.refresh(root, workers=1)
    assert again.added == 60 - first
    assert len(index) == 60
    assert list(index.verify(root)) == []


KILLED = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.corpus.collections import index_at
index_at(Path(sys.argv[1])).refresh(Path(sys.argv[2]), workers=1, progress=lambda p: print(p.documents, flush=True))
"""


@pytest.mark.parametrize(("after", "of"), [(0, 300), (8, 300), (40, 300), (300, 600)])
def test_killed_at_any_point_leaves_an_index_that_goes_on(tmp_path: Path, after: int, of: int) -> None:
    # long, so that the kill comes in time; few tell of what happened, which is linking's affair and takes most of it
    texts = {f"{n}.txt": f"{C if n % 20 else A} {n} " + "كلمات كثيرة. " * 300 for n in range(of)}
    root = write(tmp_path / "c", texts)
    project = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(tmp_path), str(root), project],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= after:
            break
    process.kill()
    process.wait()
    process.stdout.close()
    with index_at(tmp_path) as index:
        before = len(index)
        report = index.refresh(root, workers=1)
        assert report.added == of - before
        assert not report.rebuilt
        assert index.status().waiting == 0
        assert list(index.verify(root)) == []


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\7" * 5000, b""])
def test_a_damaged_index_is_made_anew(index: Index, tmp_path: Path, damage: bytes) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    index.refresh(root)
    index.close()
    for beside in ("-wal", "-shm"):
        index.path.with_name(index.path.name + beside).unlink(missing_ok=True)
    index.path.write_bytes(damage)
    report = index.refresh(root)
    assert (report.added, bool(report.rebuilt)) == (1, bool(damage))
    assert index.search("دمشق").total_documents == 1


def test_damage_inside_is_found_and_mended(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(50)})
    index.refresh(root, workers=1)
    index.close()
    with sqlite3.connect(index.path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(index.path.read_bytes())
    data[4096 * 3 : 4096 * 12] = os.urandom(4096 * 9)
    index.path.write_bytes(data)
    write(root, {"new.txt": B})
    index.refresh(root, workers=1)
    assert len(index) == 51 or index.refresh(root, rebuild=True, workers=1).added == 51
    assert index.search("دمشق").total_documents == 50


def test_a_damaged_grouping_of_events_is_made_anew_once(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.corpus.linking.events.AFRESH", 1)  # it is gone on with, so it is read
    root = write(tmp_path / "c", {"a.txt": A, "b.txt": f"{A} بعد ذلك."})
    index.refresh(root, workers=1)
    with sqlite3.connect(index.path) as db:
        db.execute("UPDATE choices SET body = CAST(substr(body, 1, length(body) - 1) || x'01' AS BLOB)")
        assert db.execute("SELECT count(*) FROM choices").fetchone()[0]
    write(root, {"new.txt": f"{A} وقيل غير ذلك."})
    assert "damaged" in index.refresh(root, workers=1).rebuilt
    write(root, {"newer.txt": f"{A} ثم هدأت."})
    report = index.refresh(root, workers=1)
    assert (report.added, report.rebuilt, report.failed, len(index)) == (1, "", "", 4)


def test_an_index_of_another_version_is_made_anew(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    index.refresh(root)
    index.close()
    with sqlite3.connect(index.path) as db:
        db.execute("UPDATE meta SET value='0.old' WHERE key='schema'")
    report = index.refresh(root)
    assert "version 0.old" in report.rebuilt
    assert report.added == 1


def test_two_that_refresh_at_once_do_the_work_once(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(200)})
    reports: list[RefreshReport] = []

    def one() -> None:
        with index_at(tmp_path) as index:
            reports.append(index.refresh(root, workers=1))

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r.added for r in reports) == [0, 0, 200]


def test_it_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(400)})
    with index_at(tmp_path) as index, index_at(tmp_path) as other:
        seen: list[int] = []

        def look(_: object) -> None:
            if other.path.exists():
                seen.append(other.search("دمشق").total_documents)

        index.refresh(root, workers=1, progress=look)
        assert seen[-1] == 400
        assert any(0 < n < 400 for n in seen)


def test_a_full_disk_stops_with_a_line(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n} {os.urandom(3000).hex()}" for n in range(100)})
    db = index._db()
    db.execute("PRAGMA max_page_count=150")
    report = index.refresh(root, workers=1)
    assert "disk is full" in report.failed
    assert 0 < len(index) < 100
    db.execute("PRAGMA max_page_count=1000000")
    index.refresh(root, workers=1)
    assert len(index) == 100
    assert list(index.verify(root)) == []


def test_workers_do_not_outlive_a_killed_refresh(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n} " + "كلمات كثيرة. " * 300 for n in range(900)})
    project = str(Path(__file__).parents[2])
    script = textwrap.dedent(KILLED).replace("workers=1", "workers=2").replace("p.documents", "p.stage")
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path), str(root), project], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == "analyse":
            break
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("no /proc here to count processes with")
    workers = [int(n) for n in children.read_text().split()]
    process.kill()
    process.wait()
    process.stdout.close()
    end = time.monotonic() + 10
    while time.monotonic() < end and any(_alive(n) for n in workers):
        time.sleep(0.05)
    assert workers
    assert not any(_alive(n) for n in workers)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_links_that_were_overtaken_are_not_stored(index: Index, tmp_path: Path) -> None:
    index.refresh(write(tmp_path / "c", {"a.txt": A}))
    before = list(index.events())
    assert not link_file(index.path, [], "generation of long ago")
    assert list(index.events()) == before
    assert link_file(index.path, [], str(index.generation()))


def test_a_program_without_a_main_guard_is_served_in_its_own_process(tmp_path: Path) -> None:
    """A script that refreshes at its top level cannot start workers: each would run the script again."""
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(40)})
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(KILLED).replace("workers=1", "workers=2"), encoding="utf-8")
    project = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(root), project],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    with index_at(tmp_path) as index:
        assert index.status().waiting == 0
        assert len(index) == 40


def test_closing_stops_what_another_thread_asks_and_takes_nothing_along(index: Index, tmp_path: Path) -> None:
    index.refresh(write(tmp_path / "c", {"a.txt": A}), workers=1)
    asking, said = threading.Event(), []
    endless = "WITH RECURSIVE n(i) AS (SELECT asked() UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    def ask() -> None:
        index._db().create_function("asked", 0, lambda: asking.set() or 1)
        try:
            index._all(endless)
        except IndexFailed as error:
            said.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    assert asking.wait(30)
    index.close()
    thread.join(30)
    assert not thread.is_alive()
    assert said == [f"{index.path}: interrupted"]
    assert len(index) == 1  # opened again when asked


def test_a_new_index_may_be_opened_by_several_at_one_moment(tmp_path: Path) -> None:
    for n in range(40):
        start = threading.Barrier(4)

        def opened(path: Path, start: threading.Barrier = start) -> int:
            start.wait()
            with index_at(path) as mine:
                return len(mine)

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(opened, [tmp_path / str(n)] * 4)) == [0] * 4
