"""What a refresh notices and keeps."""

from __future__ import annotations

import errno
import itertools
import multiprocessing
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NoReturn

import pytest

from reader.corpus import pool
from reader.corpus.index import Index, IndexFailed, UnknownDocument
from reader.corpus.refresh import Refresh
from reader.corpus.rows import RefreshReport
from reader.model import Analysis, Decision, Known
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
    assert (a.path, b.path) == ("a.txt", "sub/b.txt")
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


def test_a_large_collection_is_linked_before_all_of_it_is_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {"LINKED_FOR_NOW": {16: 40}, "LINKED_ELSEWHERE": 1, "LINKED_AFRESH": 40, "KEPT": 16}
    for name, value in few.items():
        monkeypatch.setattr(f"reader.corpus.analysing.{name}", value)
    start, started = pool.start, list[ProcessPoolExecutor]()

    def counted(workers: int, analyse: Callable[..., Analysis] | None = None) -> ProcessPoolExecutor:
        started.append(start(workers, analyse))
        return started[-1]

    monkeypatch.setattr(pool, "start", counted)
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(60)})
    with index_at(tmp_path) as index:
        index.refresh(root, workers=2)
        assert index.status().linked
        assert index.entities()[0].documents == 60
    assert len(started) == 2  # the processes that analysed, and one that links


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


@pytest.mark.parametrize("workers", [1, 2])
def test_memory_that_ends_in_a_worker_is_named(tmp_path: Path, workers: int) -> None:
    root = write(tmp_path / "c", {f"{n:02}.txt": f"{B} {n}" for n in range(30)} | {"x.txt": "ضخم"})
    with index_at(tmp_path) as index:
        index.refresh(root, workers=workers)
        assert [(s.path, "Cannot allocate memory" in s.reason) for s in index.skipped()] == [("x.txt", True)]


def test_memory_that_ends_in_linking_is_named(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("reader.corpus.analysing.store_links", ends)
    report = index.refresh(write(tmp_path / "c", {"a.txt": A, "b.txt": B}))
    assert report.failed == "linking failed: MemoryError: Cannot allocate memory"


def test_a_worker_that_never_answers_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where memory ends while the workers start, their executor may stand still without a word."""
    submitted = ProcessPoolExecutor.submit
    before = set(multiprocessing.active_children())

    def submit(executor: ProcessPoolExecutor, work: Callable[..., object], *given: object) -> Future[object]:
        found = submitted(executor, *((time.sleep, 600) if work is pool.alive else (work, *given)))
        return Future() if work is pool.alive else found

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submit)
    monkeypatch.setattr("reader.corpus.work.START_WITHIN", 0.3)
    root = write(tmp_path / "c", {f"{n:02}.txt": f"{B} {n}" for n in range(30)})
    with index_at(tmp_path) as index:
        assert index.refresh(root, workers=2).analysed == 30
    assert not left_over(before)


def test_a_refresh_that_is_stopped_while_its_workers_start_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(multiprocessing.active_children())
    started = pool.start
    begun: list[object] = []

    def start(*given: Any) -> ProcessPoolExecutor:
        executor = started(*given)
        executor.submit(time.sleep, 600)
        executor.submit(time.sleep, 600)
        begun.append(executor)
        return executor

    monkeypatch.setattr(pool, "start", start)
    root = write(tmp_path / "c", {f"{n:02}.txt": f"{B} {n}" for n in range(30)})
    with index_at(tmp_path) as index:
        assert index.refresh(root, workers=2, cancelled=lambda: bool(begun)).cancelled
    assert not left_over(before)


def left_over(before: Collection[object]) -> list[BaseProcess]:
    """Worker processes that are there still, a moment after they were ended."""
    for _ in range(100):
        there = [each for each in multiprocessing.active_children() if each not in before]
        if not there:
            return []
        time.sleep(0.05)
    return there


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


@pytest.mark.parametrize("nth", [1, 2, 4])
def test_where_no_more_workers_can_be_had_the_rest_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """The memory for one more process is not there: at the first, and while others are at work."""
    begin, asked = ProcessPoolExecutor._adjust_process_count, itertools.count(1)

    def no_room(executor: ProcessPoolExecutor) -> None:
        if next(asked) >= nth:
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
        begin(executor)

    monkeypatch.setattr(ProcessPoolExecutor, "_adjust_process_count", no_room)
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {B} {n}" for n in range(40)})
    with index_at(tmp_path) as index:
        report = index.refresh(root, workers=2)
        assert (told(report), report.analysed, report.skipped, report.failed) == (
            (40, 0, 0, 0, 0),
            40,
            (),
            "",
        )
        assert index.status().linked
    assert not multiprocessing.active_children()


def test_what_hangs_on_few_documents_is_linked_without_a_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.corpus.analysing.LINKED_ELSEWHERE", 1)
    found = []
    for workers in (1, 2):
        root = write(tmp_path / "c", {f"{n}.txt": f"{A} {B} {n}" for n in range(40)})
        with index_at(tmp_path / str(workers)) as index, monkeypatch.context() as without:
            index.refresh(root, workers=workers)
            write(root, {"3.txt": f"{B} {A}"})
            without.setattr(Refresh, "_processes", nobody_starts)
            report = index.refresh(root, workers=workers)
            assert (told(report), report.failed, index.status().linked) == ((0, 1, 0, 0, 39), "", True)
            found.append([list(index.entities()), list(index.events()), index.links()])
    assert found[0] == found[1]


def nobody_starts(run: Refresh) -> NoReturn:
    raise AssertionError(run)


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


def test_reading_only_reads_only(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    index.refresh(root)
    with Index(index.path, read_only=True) as reading:
        assert reading.search("دمشق").total_documents == 1
        with pytest.raises(IndexFailed):
            reading.refresh(root)
    with Index(tmp_path / "none.sqlite", read_only=True) as missing, pytest.raises(IndexFailed):
        missing.rows()


def test_the_index_of_words_stays_in_few_pieces(index: Index, tmp_path: Path) -> None:
    """Every search looks into each; SQLite by itself would keep fifteen that hold one article each."""
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(20)})
    for step in range(40):
        write(root, {"3.txt": f"{B} {step}"})
        index.refresh(root, only_text=True)
        with sqlite3.connect(index.path) as db:
            (pieces,) = db.execute("SELECT count(DISTINCT segid) FROM words_idx").fetchone()
        db.close()
        assert pieces <= 9
    assert index.matches("بوتين") == [index.find("3.txt").id]  # type: ignore[union-attr]  # it is there
