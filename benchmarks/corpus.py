"""The index: building it against reading the files, finding nothing to do against `stat`, searching against rg.

`run()` does it at 1,000 and 10,000 generated articles. `python -m benchmarks.corpus [COUNT] [--analysis]` does it at
another size (100,000 takes minutes and 1 GB of disk), with `--analysis` the whole analysis and linking too.
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.generate import FAMILY, FIRST, PLACES, generate
from benchmarks.ratio import Ratio
from reader.corpus.index import Index

ROUNDS = 3
SEARCHES = 9
EVERYWHERE = ("في", "من", "على", "إلى", "أن")
CHANGES = 9
SAME_MOMENT = 2.1  # seconds in which a file that was written is read again to be sure of it
SCREEN = 12  # documents with their hits that fill a screen of 40 rows


def run() -> list[Ratio]:
    """The figures at 1,000 and 10,000 articles; limits are held at 10,000."""
    return [*measure(1_000, limits=False), *measure(10_000)]


def measure(count: int, *, limits: bool = True, analysis: bool = False) -> list[Ratio]:
    """All figures at one size."""
    root = generate(Path(tempfile.gettempdir()) / f"warraq-generated-{count}", count)
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "cache" / "index.sqlite")
        figures = [*_indexing(index, root, limits), *_searching(index, root, limits)]
        figures.append(_memory(index))
        if analysis:
            figures += _analysis(index, root)
        index.close()
    return [
        Ratio(f"{each.name}, {count:,}", each.value, each.limit, each.unit, each.note) for each in figures
    ]


def _indexing(index: Index, root: Path, limits: bool) -> list[Ratio]:
    _walk_and_read(root)  # warm
    build: list[float] = []
    read: list[float] = []
    raw: list[float] = []
    for _ in range(ROUNDS):
        index.close()
        shutil.rmtree(index.path.parent, ignore_errors=True)
        read.append(_cpu(lambda: _walk_and_read(root)))
        raw.append(_cpu(lambda: _raw_fts(root)))
        build.append(_cpu(lambda: index.refresh(root, only_text=True)))
    settled, floor, changed = [], [], []
    one = next(root.rglob("*.txt"))
    text = one.read_text(encoding="utf-8")
    for number in range(SEARCHES):
        floor.append(_cpu(lambda: _walk_and_stat(root)))
        settled.append(_cpu(lambda: index.refresh(root, only_text=True)))
        one.write_text(f"{text}\n{number}", encoding="utf-8")
        changed.append(_cpu(lambda: index.refresh(root, only_text=True)))
    one.write_text(text, encoding="utf-8")
    index.refresh(root, only_text=True)
    unchanged = statistics.median(settled)
    return [
        _ratio("text index / walk and read", build, read, 30 if limits else None),
        _ratio("text index / SQLite's own full text index of the unfolded texts", build, raw, None),
        _ratio("nothing changed / walk and stat", settled, floor, 2 if limits else None),
        Ratio(
            "one file changed / nothing changed",
            statistics.median(changed) / unchanged,
            3 if limits else None,
        ),
    ]


def _searching(index: Index, root: Path, limits: bool) -> list[Ratio]:
    program = shutil.which("rg")
    command = [program, "-lF"] if program else ["grep", "-rlF"]
    words = [
        *PLACES[:SEARCHES],
        *FAMILY[:SEARCHES],
    ]  # each asked once: nothing is remembered from the last time
    index.search("تسخين")
    figures: list[Ratio] = []
    for name, queries in (
        ("a common word", words),
        (
            "two common words",
            [" ".join(each) for each in zip(words[:SEARCHES], words[SEARCHES:], strict=True)],
        ),
        ("a word of every article", EVERYWHERE),
    ):
        ours: list[float] = []
        peer: list[float] = []
        ranked: list[float] = []
        for query in queries:
            # rg looks for the first word alone: the least that it could be asked
            asked = [*command, query.split()[0], str(root)]
            peer.append(_wall(partial(subprocess.run, asked, capture_output=True, check=False)))
            ours.append(_wall(partial(index.search, query, limit=SCREEN)))
            ranked.append(_wall(partial(index.search, query, limit=SCREEN, ranked=True)))
        program_name = Path(command[0]).name
        figures += [
            _ratio(f"first screen of {name} / {program_name} -l", ours, peer, 1 / 50 if limits else None),
            Ratio(f"first screen of {name}", statistics.median(ours) * 1000, unit="ms"),
            Ratio("the same, ranked", statistics.median(ranked) * 1000, unit="ms"),
        ]
    return figures


_READER = """
import resource, sys
from pathlib import Path
from reader.corpus.index import Index
index = Index(Path(sys.argv[1]), read_only=True)
rows = index.rows()
index.document(rows[0].id), rows[len(rows) // 2], rows[-1], index.search("دمشق"), index.search("دمشق", ranked=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _memory(index: Index) -> Ratio:
    done = subprocess.run(
        [sys.executable, "-c", _READER, str(index.path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    return Ratio("memory of a process that lists, reads and ranks", int(done.stdout) / 1024, 150, "MiB")


def _analysis(index: Index, root: Path) -> list[Ratio]:
    """From nothing, and after one article changed: what hangs on it is linked again. Workers count, their start too.

    The first change of a process has it load the analysis; then articles change here and there by a sentence on somebody known.
    """
    before = _cpu_now()
    report = index.refresh(root)
    spent = (_cpu_now() - before) / max(report.analysed, 1) * 1000
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    files = sorted(root.rglob("*.txt"))
    settled, changed = [], []
    for number in range(CHANGES + 1):
        settled.append(_cpu_all(lambda: index.refresh(root)))
        one = files[number * len(files) // (CHANGES + 1)]
        text = one.read_text(encoding="utf-8")
        known = f"{FIRST[number]} {FAMILY[number]} في {PLACES[number]}"
        one.write_text(f"{text}\nاستقال الوزير {known} يوم {number + 3} آذار 2021.\n", encoding="utf-8")
        changed.append(_cpu_all(lambda: index.refresh(root)))
        one.write_text(text, encoding="utf-8")
        index.refresh(root)
        sleep(SAME_MOMENT)
        index.refresh(root)
    first, *then = changed
    floor = statistics.median(settled)
    note = f"{statistics.median(then):.3g} s / {floor:.3g} s; {min(then):.3g} to {max(then):.3g} s"
    return [
        Ratio("analysis and linking, CPU an article", spent, 45, "ms", f"largest worker {children:.0f} MiB"),
        Ratio(
            "one file changed, analysed and linked / nothing changed",
            statistics.median(then) / floor,
            3,
            note=note,
        ),
        Ratio("the first of a process / nothing changed", first / floor, note=f"{first:.3g} s"),
    ]


def _walk_and_read(root: Path) -> None:
    for folder, _, files in os.walk(root):
        for name in files:
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123 - the floor is the plain way
                file.read()


def _raw_fts(root: Path) -> None:
    """The least that a full text index of these files costs: no folding, no identity, no metadata."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "raw")) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        for path in root.rglob("*.txt"):
            db.execute("INSERT INTO words VALUES(?)", (path.read_text(encoding="utf-8"),))
        db.commit()


def _walk_and_stat(root: Path) -> None:
    for folder, _, files in os.walk(root):
        for name in files:
            os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - the floor is the plain way


def _ratio(name: str, ours: list[float], peer: list[float], limit: float | None) -> Ratio:
    note = f"{statistics.median(ours) * 1000:.3g} ms / {statistics.median(peer) * 1000:.3g} ms"
    return Ratio(name, statistics.median(ours) / statistics.median(peer), limit, note=note)


def _cpu_now() -> float:
    """With that of processes which ended; `os.times` counts in hundredths, a third of what the smallest of these takes."""
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _cpu(work: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _cpu_all(work: Callable[[], object]) -> float:
    """With that of processes which it starts and ends."""
    before = _cpu_now()
    work()
    return _cpu_now() - before


def _wall(work: Callable[[], object]) -> float:
    before = perf_counter()
    work()
    return perf_counter() - before


if __name__ == "__main__":
    counts = [int(a) for a in sys.argv[1:] if a.isdigit()] or [10_000]
    for each in counts:
        for figure in measure(each, analysis="--analysis" in sys.argv):
            limit = "" if figure.limit is None else f" (at most {figure.limit:g})"
            print(f"{figure.name}: {figure.value:.3g} {figure.unit}{limit} {figure.note}")
