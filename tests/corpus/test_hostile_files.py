"""What a real folder can hold, made for real: an encrypted PDF, a full disk, two processes, too many names."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from reader.corpus.index import Index
from tests.corpus import made
from tests.corpus.collections import index_at, write

ROOT = Path(__file__).resolve().parents[2]
A = "سقوط دمشق في يوم لا ينسى. "
BULK = "بيت وشجرة وبحر وسماء وغيم وماء. " * 40


def test_an_encrypted_pdf_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("pypdfium2")
    plain = made.pdf([["نص كامل في ملف ", "يقرؤه من له كلمة السر"]], title="سر")
    files: dict[str, str | bytes] = {"open.pdf": plain, "a.txt": A}
    for name, password in (("locked.pdf", "سر"), ("owner.pdf", "")):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(plain))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        files[name] = out.getvalue()
    with index_at(tmp_path) as index:
        report = index.refresh(write(tmp_path / "c", files), workers=1)
        assert {s.path: s.reason for s in report.skipped} == {"locked.pdf": "encrypted"}
        paths = {path for row in index.rows() for path in index.document(row.id).paths}
        assert paths == {"a.txt", "open.pdf", "owner.pdf"}  # a file that anybody may open is read


_FULL = """
import resource, signal, sys
from pathlib import Path
from tests.corpus.collections import index_at
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
with index_at(Path(sys.argv[1])) as index:
    try:
        report = index.refresh(Path(sys.argv[2]), workers=1)
        print("report", report.failed)
    except Exception as error:
        print("raised", type(error).__name__, error)
"""


@pytest.mark.parametrize("room", [200_000, 500_000, 1_000_000])
def test_no_room_for_the_index_is_one_line_and_loses_nothing(tmp_path: Path, room: int) -> None:
    # Long and poor in happenings: what fills the disk is the text, and linking stays short
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}\n{BULK}" for n in range(150)})
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path), str(root), str(room)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.strip()
    assert "Traceback" not in done.stderr
    assert len(said.splitlines()) == 1
    assert "no transaction" not in said  # the cause, and not what came of it
    assert said.startswith(("report the disk", "raised IndexFailed", "raised IndexUnusable")), said
    with index_at(tmp_path) as index:  # there is room again
        index.refresh(root, workers=1)
        assert len(index) == 150
        assert list(index.verify(root)) == []


_ONE = """
import sys
from pathlib import Path
from tests.corpus.collections import index_at
with index_at(Path(sys.argv[1])) as index:
    print(index.refresh(Path(sys.argv[2]), workers=1).added)
"""


def test_two_readers_index_one_library_at_once(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {f"{n}.txt": f"{A} {n}" for n in range(150)})
    command = [sys.executable, "-c", _ONE, str(tmp_path), str(root)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    added = sorted(int(each.communicate(timeout=120)[0]) for each in both)
    assert added == [0, 150]
    with index_at(tmp_path) as index:
        assert list(index.verify(root)) == []
        assert index.status().linked


def test_many_empty_names_are_counted_and_cost_little(tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": A})
    for number in range(3000):
        (root / f"{number:05}.txt").touch()
    with Index(tmp_path / "i.sqlite", analyse=None, analyser="none") as index:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        report = index.refresh(root, only_text=True)
        assert (report.added, len(report.skipped)) == (1, 3000)
        assert {s.reason for s in report.skipped} == {"empty"}
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # KiB
        assert len(index.refresh(root, only_text=True).skipped) == 3000
