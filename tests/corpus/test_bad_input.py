"""Messy collections: each bad thing gets its line, everything else is read."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.corpus.index import Index
from reader.corpus.scan import folders, path_key, scan
from reader.corpus.sidecar import read_sidecar
from reader.corpus.titles import infer_title
from reader.model import Known, Skipped
from tests.corpus import made
from tests.corpus.collections import index_at, write

TEXT = "سقوط دمشق في يد المعارضة.\n"


def reasons(index: Index) -> dict[str, str]:
    return {s.path: s.reason for s in index.skipped()}


def test_an_empty_folder(index: Index, tmp_path: Path) -> None:
    report = index.refresh(write(tmp_path / "c", {}))
    assert (report.added, report.skipped, report.failed) == (0, (), "")
    assert list(index.rows()) == []
    assert index.search("دمشق").total_documents == 0
    assert list(index.entities()) == []
    assert index.links() == []


def test_a_folder_that_is_not_there(index: Index, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        index.refresh(tmp_path / "nowhere")


def test_a_folder_without_arabic_is_counted(index: Index, tmp_path: Path) -> None:
    index.refresh(write(tmp_path / "c", {"a.txt": "English only.", "b.txt": TEXT}))
    assert index.status().without_arabic == 1


def test_a_single_file_is_a_collection(index: Index, tmp_path: Path) -> None:
    root = write(
        tmp_path / "c",
        {"a.txt": TEXT, "b.txt": "غيره", "collection.toml": '[files."a.txt"]\ntitle = "عنوان"'},
    )
    index.refresh(root / "a.txt")
    (row,) = index.rows()
    assert (row.path, row.metadata.title) == ("a.txt", "عنوان")


def test_bad_files_beside_good_ones(index: Index, tmp_path: Path) -> None:
    root = write(
        tmp_path / "c",
        {
            "good.txt": TEXT,
            "binary.txt": bytes(range(256)) * 10,
            "empty.txt": "",
            "picture.png": b"\x89PNG",
            "windows.txt": ("قال الرئيس إن الاجتماع الذي كان في المدينة قد تأجل إلى الغد. " * 5).encode(
                "cp1256"
            ),
            "line.txt": "كلمة " * 200_000,
            ".hidden.txt": TEXT,
            ".git/x.txt": TEXT,
            "README.md": "about",
            "sub/collection.toml": "",
            "ansi\x1b[31m[bold]\n.txt": "عنوان \x1b[31m[red]أحمر[/red]\n",
        },
    )
    (root / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT + "آخر")
    (root / "caf\\xe9.txt").write_text("بالاسم نفسه كما يظهر")
    (root / "gone.txt").symlink_to(root / "nowhere")
    os.mkfifo(root / "pipe.txt")
    index.refresh(root, workers=1)
    assert reasons(index) == {
        "binary.txt": "binary data, not text",
        "empty.txt": "empty",
        "picture.png": "not a format that is read (.png)",
        "sub/collection.toml": "only the one at the top of the collection is read",
        "gone.txt": "a link to nothing",
        "pipe.txt": "not a plain file",
        "caf\\xe9.txt": "another file is shown under this name",
    }
    assert sorted(r.path for r in index.rows()) == [
        "ansi\x1b[31m[bold]\n.txt",
        "caf\\xe9.txt",
        "good.txt",
        "line.txt",
        "windows.txt",
    ]
    assert [(n.path, n.text.split(" (")[0]) for n in index.notices()] == [
        (".git", "hidden, so not read"),
        (".hidden.txt", "hidden, so not read"),
        ("README.md", "about the folder, not an article"),
        ("windows.txt", "read as windows-1256"),
    ]
    assert list(index.verify(root)) == []
    assert index.refresh(root, workers=1).unchanged == 5


@contextlib.contextmanager
def obeying_modes() -> Iterator[None]:
    """Root reads what it likes by two capabilities (capabilities(7)); this thread goes without them for a while."""
    if os.geteuid() != 0 or sys.platform != "linux":
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this thread
    held = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice
    assert libc.capget(header, held) == 0
    without = (ctypes.c_uint32 * 6)(*held)
    without[0] &= ~(1 << 1 | 1 << 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert libc.capset(header, without) == 0
    try:
        yield
    finally:
        assert libc.capset(header, held) == 0


def test_what_may_not_be_read(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"good.txt": TEXT, "closed.txt": TEXT, "shut/a.txt": "باب مغلق"})
    (root / "closed.txt").chmod(0)
    (root / "shut").chmod(0)
    try:
        with obeying_modes():
            report = index.refresh(root, workers=1)
        assert reasons(index) == {
            "closed.txt": "cannot be read: Permission denied",
            "shut": "the folder cannot be read: Permission denied",
        }
        assert (report.added, len(index)) == (1, 1)
    finally:
        (root / "shut").chmod(0o700)
        (root / "closed.txt").chmod(0o600)
    index.refresh(root, workers=1)  # opened since
    assert (len(index), reasons(index)) == (2, {})


def test_a_nul_in_a_name_is_no_way_out_of_anything(index: Index, tmp_path: Path) -> None:
    """No file system has one; an archive or a sidecar may."""
    archive = made.zipped({"aXb.txt": TEXT}).replace(b"aXb.txt", b"a\0b.txt")
    files: dict[str, str | bytes] = {
        "x.zip": archive,
        "collection.toml": '[files."a\\u0000b.txt"]\ntitle = "x"',
    }
    index.refresh(write(tmp_path / "c", files), workers=1)
    assert not any("\0" in row.path for row in index.rows())
    assert list(index.verify(tmp_path / "c")) == []


def test_a_folder_that_closes_keeps_its_documents(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "c", {"a.txt": TEXT, "mount/b.txt": "على القرص الآخر", "mountain.txt": "جبل"})
    index.refresh(root)
    enter = os.scandir

    def closed(folder: str):  # as os.scandir
        if folder.endswith("mount"):
            raise PermissionError(13, "Permission denied")
        return enter(folder)

    monkeypatch.setattr("os.scandir", closed)
    (root / "mountain.txt").unlink()
    report = index.refresh(root)
    assert (report.removed, len(index)) == (1, 2)
    assert reasons(index) == {"mount": "the folder cannot be read: Permission denied"}
    monkeypatch.undo()
    report = index.refresh(root)
    assert (report.added, report.analysed, reasons(index)) == (0, 0, {})


def test_links_lead_nowhere_twice(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a/x.txt": TEXT})
    outside = write(tmp_path / "outside", {"y.txt": "خارج", "deep/z.txt": "أعمق"})
    (root / "loop").symlink_to(root)
    (root / "a" / "up").symlink_to(tmp_path)
    (root / "again").symlink_to(root / "a")
    (root / "out").symlink_to(outside)
    (root / "out2").symlink_to(outside / "deep")
    (outside / "deep" / "back").symlink_to(outside)
    index.refresh(root)
    assert sorted(r.path for r in index.rows()) == ["a/x.txt", "out/deep/z.txt", "out/y.txt"]
    assert set(reasons(index)) == {"loop", "a/up", "again", "out2", "out/deep/back"}


def test_a_file_that_vanishes_between_scan_and_reading(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "c", {"a.txt": TEXT, "b.txt": "باق"})

    def listed(folder: Path, looked: Callable[[int], None]):  # as folders
        for each in list(folders(folder, looked)):
            (root / "a.txt").unlink(missing_ok=True)
            yield each

    monkeypatch.setattr("reader.corpus.reading.folders", listed)
    index.refresh(root)
    assert reasons(index) == {"a.txt": "gone before it could be read"}
    monkeypatch.undo()
    index.refresh(root)
    assert reasons(index) == {}
    assert len(index) == 1


def test_a_file_that_becomes_bad_and_good_again(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": TEXT})
    index.refresh(root)
    write(root, {"a.txt": bytes(300)})
    assert index.refresh(root).removed == 1
    assert reasons(index) == {"a.txt": "binary data, not text"}
    write(root, {"a.txt": TEXT})
    assert index.refresh(root).added == 1
    assert reasons(index) == {}


def test_rows_of_a_table_keep_their_identity_when_a_row_is_put_before_them(
    index: Index, tmp_path: Path
) -> None:
    rows = [f"مقال رقم {n} عن دمشق" for n in range(5)]
    root = write(tmp_path / "c", {"t.csv": "text\n" + "\n".join(rows)})
    index.refresh(root)
    before = {index.text(r.id): r.id for r in index.rows()}
    write(root, {"t.csv": "text\nخبر جديد\n" + "\n".join(rows)})
    report = index.refresh(root)
    after = {index.text(r.id): r.id for r in index.rows()}
    assert report.added == 1
    assert {t: after[t] for t in before} == before


def test_members_of_one_name_are_told_apart(index: Index, tmp_path: Path) -> None:
    lines = '{"id": "x", "text": "نص أول"}\n{"id": "x", "text": "نص ثان"}'
    index.refresh(write(tmp_path / "c", {"t.jsonl": lines}))
    assert [r.path for r in index.rows()] == ["t.jsonl/x", "t.jsonl/x (2)"]


def test_surrogates_and_nul_in_texts(index: Index, tmp_path: Path) -> None:
    index.refresh(write(tmp_path / "c", {"t.jsonl": r'{"text": "دمشق \ud800 \u0000 حلب"}'}))
    (row,) = index.rows()
    assert index.text(row.id) == "دمشق \ufffd \0 حلب"
    assert index.search("حلب").total_documents == 1


def test_many_files_go_through_worker_processes(tmp_path: Path) -> None:
    from tests.corpus.made import docx

    files: dict[str, str | bytes] = {f"{n:02}.docx": docx([f"وثيقة رقم {n} عن دمشق"]) for n in range(30)}
    root = write(tmp_path / "c", files | {"bad.docx": b"no", "a.txt": TEXT})
    with index_at(tmp_path) as index:
        index.refresh(root, workers=2)
        assert len(index) == 31
        assert set(reasons(index)) == {"bad.docx"}


SIDECARS = [
    ("[collection]\nname = 3", "line 2: name is not a text in quotes"),
    ('[files."a.txt"]\ntitle = "x"\npublished = "أمس"', 'line 3: published "أمس" is not a date'),
    ('[files."b.txt"]\n\ncolour = "x"', 'line 3: "colour" is not known here'),
    ('[files."a.txt"]\npublished = 2024-13-01', "not TOML"),
    ("[files]\nx = 1", 'line 2: [files] "x" is not a table'),
    ("[fils]", 'line 1: "fils" is not known here'),
    ('[files."a.txt"]\nlanguage = "arabic language"', "line 2: language"),
    ("a = ", "line 1"),
    (b"\xff\xfe", "line 1: not UTF-8"),
    ('[files."a.txt"]\ncolumns = "x"', "line 2: columns is not a table"),
]


@pytest.mark.parametrize(("content", "said"), SIDECARS, ids=[str(s)[:30] for _, s in SIDECARS])
def test_sidecar_errors_name_the_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    write(tmp_path, {"collection.toml": content})
    (problem,) = read_sidecar(tmp_path).problems
    assert problem.path == "collection.toml"
    assert said in problem.reason


def test_what_is_right_in_a_sidecar_counts(index: Index, tmp_path: Path) -> None:
    sidecar = """
[collection]
name = "مجموعة"
source = "عام"
[files."2024/*.txt"]
published = "2024"
[files."2024/a.txt"]
published = "2024-12"
colour = "red"
[files."b.txt"]
encoding = "windows-1256"
"""
    root = write(
        tmp_path / "c",
        {
            "collection.toml": sidecar,
            "2024/a.txt": TEXT,
            "2024/z.txt": "آخر",
            "b.txt": "سلام".encode("cp1256"),
        },
    )
    index.refresh(root)
    found = {r.path: (r.metadata.published, r.metadata.source) for r in index.rows()}
    assert found == {"2024/a.txt": ("2024-12", "عام"), "2024/z.txt": ("2024", "عام"), "b.txt": (None, "عام")}
    assert index.text(index.rows()[2].id) == "سلام"
    assert index.status().name == "مجموعة"
    assert reasons(index) == {
        "collection.toml": 'line 9: "colour" is not known here; known are title, source, language, author, url, encoding, published'
    }
    write(root, {"collection.toml": ""})
    index.refresh(root)
    assert {r.metadata.source for r in index.rows()} == {None}
    assert all(r.metadata.published_from is not Known.SIDECAR for r in index.rows())


def test_what_may_follow_a_changed_encoding(index: Index, tmp_path: Path) -> None:
    root = write(tmp_path / "c", {"a.txt": "قال الرئيس في المدينة إن الاجتماع تأجل".encode("cp1256")})
    index.refresh(root)
    (row,) = index.rows()
    write(root, {"collection.toml": '[files."a.txt"]\nencoding = "latin-1"'})
    index.refresh(root)
    assert index.row(row.id).version != row.version
    assert index.text(row.id).startswith("Þ")


TITLES = [
    ("عنوان المقال\n\nنص المقال الطويل.", "عنوان المقال"),
    ("\n\n  \n# عنوان\nنص", "عنوان"),
    ("جملة أولى قصيرة. جملة ثانية " + "طويلة " * 40, "جملة أولى قصيرة"),
    ("كلمات " * 60, "كلمات " * 14 + "كلمات…"),
    ("ا" * 500, "ا" * 89 + "…"),
    ("123 ... ---", "اسم"),
    ("", "اسم"),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[t[:20] or "empty" for t, _ in TITLES])
def test_titles(text: str, title: str) -> None:
    assert infer_title(text, fallback="اسم") == title


def test_paths_are_ordered_by_their_numbers() -> None:
    paths = ["part 10.txt", "part 9.txt", "a/2", "a/11", "a"]
    assert sorted(paths, key=path_key) == ["a", "a/2", "a/11", "part 9.txt", "part 10.txt"]


def test_scan_reads_no_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"b.txt": "x", "a/c.txt": "y"})
    found = list(scan(root))
    assert not any(isinstance(f, Skipped) for f in found)
    assert [f.path for f in found] == ["b.txt", "a/c.txt"]


def test_a_text_past_a_thick_book_is_analysed_in_part_and_says_so(tmp_path: Path) -> None:
    from reader.corpus.pool import MOST_ANALYSED, analysed_part

    line = "وصل الوزير إلى بيروت. "
    text = line * (MOST_ANALYSED // len(line) + 2)
    part = analysed_part(text)
    assert MOST_ANALYSED - 1000 < len(part) <= MOST_ANALYSED
    assert text.startswith(part)
    assert analysed_part(line) == line
