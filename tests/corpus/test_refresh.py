"""What a refresh notices, keeps and survives."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from reader.corpus.index import ORDERS, Index, IndexFailed, UnknownDocument
from reader.corpus.linkstore import link_file
from reader.corpus.rows import RefreshReport
from reader.model import Decision, Known
from tests.corpus.collections import index_at, write

A, B, C = "سقوط دمشق في يد المعارضة.\n", "بوتين يمنح الأسد اللجوء في موسكو.\n", "مقال ثالث عن الاقتصاد.\n"


def told(report: RefreshReport) -> tuple[int, int, int, int, int]:
    return report.added, report.changed, report.moved, report.removed, report.unchanged


def ids(index: Index) -> dict[str, str]:
    return {row.path: row.id for row in index.rows()}


def test_documents_are_read_analysed_and_linked(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A, "sub/b.txt": B})
    assert told(index.refresh(root)) == (2, 0, 0, 0, 0)
    a, b = index.rows()
    assert (a.path, b.path, a.order, b.order) == ("a.txt", "sub/b.txt", 0, 1)
    document = index.document(a.id)
    assert document.text == A
    assert document.version == document.id == a.id
    assert [m.text for m in index.analysis(b.id).mentions] == ["بوتين", "الأسد", "موسكو"]
    assert {c.entity.name: (c.here, c.total, c.documents) for c in index.entities(a.id)} == {
        "دمشق": (1, 1, 1)
    }
    assert index.entity_of(b.id) == {0: "PER:فلاديمير-بوتين", 1: "PER:الاسد", 2: "LOC:موسكو"}
    assert [(m.doc, m.mention.text) for m in index.mentions("LOC:موسكو")] == [(b.id, "موسكو")]
    ((number, event),) = index.events_of(a.id)
    assert number == 0
    assert index.event(event).mentions[0].doc == a.id
    assert index.status().linked
    with pytest.raises(UnknownDocument):
        index.document("0" * 16)


CHANGES: list[tuple[str, dict[str, str | None], tuple[int, int, int, int, int]]] = [
    ("nothing", {}, (0, 0, 0, 0, 3)),
    ("a file more", {"d.txt": "نص جديد"}, (1, 0, 0, 0, 3)),
    ("edited", {"a.txt": A + "وأضيفت جملة."}, (0, 1, 0, 0, 2)),
    ("moved", {"a.txt": None, "z/a.txt": A}, (0, 0, 1, 0, 2)),
    ("deleted", {"c.txt": None}, (0, 0, 0, 1, 2)),
    ("a second copy", {"copy.txt": A}, (0, 0, 0, 0, 3)),
    ("two texts exchanged", {"a.txt": B, "b.txt": A}, (0, 0, 2, 0, 1)),
    ("moved, and a new text in its place", {"a.txt": "عنوان آخر تماما", "old.txt": A}, (1, 0, 1, 0, 2)),
]


@pytest.mark.parametrize(("name", "changes", "expected"), CHANGES, ids=[c[0] for c in CHANGES])
def test_changes_are_noticed(
    index: Index, tmp_path: Path, name: str, changes: dict[str, str | None], expected: tuple[int, ...]
) -> None:
    root = write(tmp_path / "c", {"a.txt": A, "b.txt": B, "c.txt": C})
    index.refresh(root)
    before = ids(index)
    for path, text in changes.items():
        if text is None:
            (root / path).unlink()
        else:
            write(root, {path: text})
    assert told(index.refresh(root)) == expected
    assert list(index.verify(root)) == []
    fresh = index_at(tmp_path / "fresh")
    fresh.refresh(root)
    assert sorted((d.path, d.version) for d in index.rows()) == sorted(
        (d.path, d.version) for d in fresh.rows()
    )
    kept = {"edited": before["a.txt"], "moved": before["a.txt"], "a second copy": before["a.txt"]}
    where = {"edited": "a.txt", "moved": "z/a.txt", "a second copy": "copy.txt"}
    if name in kept:
        found = index.find(where[name])
        assert found is not None
        assert found.id == kept[name]
    if name == "two texts exchanged":
        assert ids(index) == {"a.txt": before["b.txt"], "b.txt": before["a.txt"], "c.txt": before["c.txt"]}
    if name.startswith("moved, and"):
        assert ids(index)["old.txt"] == before["a.txt"] != ids(index)["a.txt"]


def test_two_paths_with_one_text_are_one_document(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"b.txt": A, "a.txt": A})
    index.refresh(root)
    (row,) = index.rows()
    assert index.document(row.id).paths == ("a.txt", "b.txt")
    write(root, {"a.txt": "صار شيئا آخر"})
    index.refresh(root)
    assert {r.path: r.id for r in index.rows()}["b.txt"] == row.id
    assert len(index) == 2


def test_an_id_stays_with_its_document_and_is_given_once(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    index.refresh(root)
    first = ids(index)["a.txt"]
    write(root, {"a.txt": B})
    index.refresh(root)
    assert ids(index)["a.txt"] == first
    assert index.row(first).version != first
    write(root, {"later.txt": A})  # the text that gave the id its name comes back elsewhere
    index.refresh(root)
    assert ids(index)["a.txt"] == first != ids(index)["later.txt"]


def test_ids_outlive_the_index_file(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A, "b.txt": B})
    index.refresh(root)
    write(root, {"a.txt": C})
    index.refresh(root)
    before = ids(index)
    assert index.refresh(root, rebuild=True).rebuilt == "asked for"
    assert ids(index) == before
    known = {row.version: row.id for row in index.rows()}
    index.close()
    index.path.unlink()
    index.refresh(root, identities=known)
    assert ids(index) == before


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


def test_a_large_collection_is_linked_before_all_of_it_is_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LINKED_FOR_NOW": (16,), "LINKED_ELSEWHERE": 1, "KEPT": 16}.items():
        monkeypatch.setattr(f"reader.corpus.analysing.{name}", value)
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(60)})
    with index_at(tmp_path) as index:
        index.refresh(root, workers=2)
        assert index.status().linked
        assert index.entities()[0].documents == 60


def test_a_touched_file_is_read_but_nothing_is_done_again(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    index.refresh(root)
    os.utime(root / "a.txt", (1, 1))
    report = index.refresh(root)
    assert told(report) == (0, 0, 0, 0, 1)
    assert report.analysed == 0


def test_another_analyser_does_its_part_anew_and_only_that(tmp_path: Path, index: Index) -> None:
    root = write(tmp_path / "c", {"a.txt": A, "b.txt": B})
    index.refresh(root)
    with Index(index.path, analyse=index._analyse, analyser="newer") as newer:
        report = newer.refresh(root)
    assert (told(report), report.analysed) == ((0, 0, 0, 0, 2), 2)


def test_a_text_that_breaks_the_analysis_is_listed_and_readable(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": "أعطب\n", "b.txt": B})
    index.refresh(root)
    assert [s.path for s in index.skipped()] == ["a.txt"]
    assert "this text breaks the analysis" in index.skipped()[0].reason
    assert index.search("أعطب").total_documents == 1
    assert index.analysis(ids(index)["b.txt"]).mentions


def test_sidecar_and_user_say_what_is_known(index: Index, tmp_path: Path) -> None:
    sidecar = '[files."a.txt"]\ntitle = "عنوان"\nsource = "رصيف22"\npublished = 2024-12-09\n'
    root = write(tmp_path / "c", {"a.txt": A, "b.txt": B + "بتاريخ 2024-12-08", "collection.toml": sidecar})
    index.refresh(root)
    a, b = (row.metadata for row in index.rows())
    assert (a.title, a.source, a.published, a.published_from) == (
        "عنوان",
        "رصيف22",
        "2024-12-09",
        Known.SIDECAR,
    )
    assert (b.published, b.published_from, b.source) == ("2024-12-08", Known.DATELINE, None)
    doc = ids(index)["a.txt"]
    decisions = [
        Decision("1", "describe", doc, "source", "غيره"),
        Decision("2", "describe", doc, "published", ""),
        Decision("3", "describe", doc, "title", "لا", undone=True),
    ]
    index.relink(decisions)
    a = index.row(doc).metadata
    assert (a.title, a.source, a.source_from) == ("عنوان", "غيره", Known.USER)
    assert (a.published, a.published_from) == (None, Known.USER)
    report = index.refresh(root, decisions=decisions)
    assert (told(report), report.analysed) == ((0, 0, 0, 0, 2), 0)
    index.refresh(root)
    assert index.row(doc).metadata.source == "رصيف22"


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
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.corpus.collections import index_at
index_at(Path(sys.argv[1])).refresh(Path(sys.argv[2]), workers=1, progress=lambda p: print(p.documents, flush=True))
"""


@pytest.mark.parametrize("after", [0, 8, 40, 300])
def test_killed_at_any_point_leaves_an_index_that_goes_on(tmp_path: Path, after: int) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n} " + "كلمات كثيرة. " * 300 for n in range(600)})
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
        assert report.added == 600 - before
        assert not report.rebuilt
        assert index.status().waiting == 0
        assert list(index.verify(root)) == []


def test_worker_processes_give_what_one_process_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.corpus.analysing.LINKED_ELSEWHERE", 1)
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {B} {n}" for n in range(40)} | {"x.txt": "أعطب"})
    found = []
    for workers in (1, 2):
        with index_at(tmp_path / str(workers)) as index:
            index.refresh(root, workers=workers)
            found.append([(r.path, index.analysis(r.id)) for r in index.rows()])
            found[-1] += [
                index.skipped(),
                list(index.entities()),
                list(index.events()),
                index.links(),
                index.status().linked,
            ]
    assert found[0] == found[1]


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


def test_files_are_the_owners_alone(index: Index, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        index.refresh(write(tmp_path / "c", {"a.txt": A}))
    finally:
        os.umask(old)
    assert stat.S_IMODE(index.path.parent.stat().st_mode) == 0o700
    for path in index.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_nothing_is_written_into_the_collection(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A, "collection.toml": ""})
    before = {p: p.stat().st_mtime_ns for p in [root, *root.rglob("*")]}
    index.refresh(root)
    assert {p: p.stat().st_mtime_ns for p in [root, *root.rglob("*")]} == before


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


def test_reading_only_reads_only(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    index.refresh(root)
    with Index(index.path, read_only=True) as reading:
        assert reading.search("دمشق").total_documents == 1
        with pytest.raises(IndexFailed):
            reading.refresh(root)
    with Index(tmp_path / "none.sqlite", read_only=True) as missing, pytest.raises(IndexFailed):
        missing.rows()


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


def test_links_that_were_overtaken_are_not_stored(index: Index, tmp_path: Path) -> None:
    index.refresh(write(tmp_path / "c", {"a.txt": A}))
    before = list(index.events())
    assert not link_file(index.path, [], "generation of long ago")
    assert list(index.events()) == before
    assert link_file(index.path, [], str(index.generation()))


def test_links_name_what_is_shared_rarest_first(index: Index, tmp_path: Path) -> None:
    texts = {
        "a.txt": "بوتين في موسكو. سقوط دمشق.",
        "b.txt": "موسكو و بوتين",
        "c.txt": "موسكو. سقوط دمشق",
        "d.txt": "لا شيء",
    }
    index.refresh(write(tmp_path / "c", texts))
    name = {row.id: row.path[0] for row in index.rows()}
    (event,) = index.events()
    putin, moscow, damascus = "PER:فلاديمير-بوتين", "LOC:موسكو", "LOC:دمشق"
    found = [(name[k.a] + name[k.b], k.entities, k.events) for k in index.links()]
    assert {"".join(sorted(pair)): shared for pair, *shared in found} == {
        "ab": [(putin, moscow), ()],
        "ac": [(damascus, moscow), (event.id,)],
        "bc": [(moscow,), ()],
    }
    a = next(doc for doc, letter in name.items() if letter == "a")
    around = index.links(a)
    assert [name[k.b] for k in around] == ["c", "b"]
    assert around[0].events == (event.id,)
    assert around[1].entities == (putin, moscow)
    assert len(index.links(a, limit=1)) == 1


def test_links_of_many_documents_give_each_its_nearest(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"{n}.txt": f"{n} " + ("بوتين" if n < 3 else "موسكو") for n in range(12)}
    index.refresh(write(tmp_path / "c", texts))
    whole = index.links()
    monkeypatch.setattr("reader.corpus.links.ALL_PAIRS", 5)
    assert {(*sorted((k.a, k.b)), k.entities) for k in index.links()} == {
        (*sorted((k.a, k.b)), k.entities) for k in whole
    }


def test_a_collection_at_a_glance(index: Index, tmp_path: Path) -> None:
    sidecar = '[files."a.txt"]\npublished = 2024-12-08\nsource = "س"\n[files."b.txt"]\npublished = "2023"\n'
    root = write(
        tmp_path / "c",
        {"a.txt": A, "b.txt": B, "c.txt": C, "d.txt": C, "collection.toml": sidecar, "x.png": ""},
    )
    index.refresh(root)
    seen = index.overview()
    assert (seen.documents, seen.characters) == (3, len(A + B + C))
    assert index.document(seen.longest).path == "b.txt"
    assert (seen.first, seen.last, seen.undated) == ("2023", "2024-12-08", 1)
    assert (seen.published, seen.happened, seen.undated_events) == ((("2024-12", 1),), (), 1)
    assert seen.sources == (("", 2), ("س", 1))
    assert {c.entity.name for c in seen.entities} == {"دمشق", "فلاديمير بوتين", "الأسد", "موسكو"}
    assert (seen.duplicates, seen.near_copies, seen.skipped) == ((("c.txt", "d.txt"),), (), 1)


def test_rows_are_ordered_filtered_and_grouped(index: Index, tmp_path: Path) -> None:
    sidecar = "".join(
        f'[files."{n:03}.txt"]\npublished = "2024-{12 - n % 12:02}-01"\nsource = "صحيفة {n % 3}"\n'
        for n in range(600)
    )
    root = write(
        tmp_path / "c",
        {f"{n:03}.txt": f"عنوان {n}\n{'ا' * (n % 50)}" for n in range(602)} | {"collection.toml": sidecar},
    )
    index.refresh(root, workers=1, only_text=True)
    for order in ORDERS:
        rows = index.rows(order)
        assert len(rows) == len(list(rows)) == 602
        assert rows[601].id == list(rows)[-1].id == rows[-1].id
        assert sorted(r.order for r in rows) == list(range(602))
    by_date = [r.metadata.published for r in index.rows("date")]
    assert by_date == [*sorted(d for d in by_date if d), None, None]
    assert index.rows("length-desc")[0].length >= index.rows("length-desc")[1].length
    found = index.rows(matching="عُنوان 59")
    assert [r.metadata.title for r in found] == [f"عنوان {n}" for n in range(602) if "59" in str(n)]
    assert [r.order for r in found][:2] == [59, 159]
    some = {index.rows()[5].id, index.rows()[300].id}
    assert {r.id for r in index.rows("title", only=some)} == some
    assert index.groups("source") == [("صحيفة 0", 200), ("صحيفة 1", 200), ("صحيفة 2", 200), ("", 2)]
    assert index.groups("date-desc")[0] == ("2024-12", 50)
    assert index.groups("date")[-1] == ("", 2)
    with pytest.raises(ValueError, match="no such order"):
        index.rows("colour")
