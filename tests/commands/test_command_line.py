"""The command line as other programs rely on it: words in, status and lines out."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process: (status, standard output, standard error)."""

    def run(*argv: str) -> tuple[int, str, str]:
        try:
            status = cli.main(list(argv))
        except SystemExit as leave:
            status = int(leave.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.mark.parametrize(
    ("argv", "command", "rest"),
    [
        ([], "open", []),
        (["articles"], "open", ["articles"]),
        (["search", "articles", "word"], "search", ["articles", "word"]),
        (["--lang", "ar", "index", "articles"], "index", ["--lang", "ar", "articles"]),
        (["--lang=ar", "index", "articles"], "index", ["--lang=ar", "articles"]),
        (["./index"], "open", ["./index"]),
        (["articles", "index"], "open", ["articles", "index"]),
        (["--", "index"], "open", ["--", "index"]),
        (["--library", "index", "seeds"], "open", ["--library", "index", "seeds"]),
    ],
)
def test_which_command(argv: list[str], command: str, rest: list[str]) -> None:
    assert cli.split_command(argv) == (command, rest)


def test_every_command_explains_itself(run: Run) -> None:
    for command in cli.COMMANDS:
        status, out, _ = run(command, "--help")
        assert status == 0
        assert "usage: warraq" in out


def test_usage_errors_are_status_2(run: Run) -> None:
    for argv in (
        ["search"], ["export", "x", "--format", "none"], ["index", "x", "--nothing"], ["search", "x", "y", "--limit", "0"],
        ["show", "x", "--width", "-5"], ["export", "x", "--format", "json", "--table", "events"],
    ):  # fmt: skip
        status, out, err = run(*argv)
        assert (status, out) == (2, "")
        assert err


def test_what_is_not_there_is_one_line_and_status_1(run: Run, tmp_path: Path) -> None:
    for argv in (["index"], ["search"], ["show"], ["export"], ["notes"]):
        extra = {"search": ["x"], "export": ["--format", "json"], "notes": ["list"]}.get(argv[0], [])
        status, out, err = run(*argv, str(tmp_path / "gone\x1b[31m\nthere"), *extra)
        assert (status, out) == (1, "")
        assert err.count("\n") == 1
        assert "\x1b" not in err


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two short articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "استقالة الوزير\nقدم وزير المالية أحمد الخطيب استقالته يوم 3 آذار 2021 في بيروت.\n", encoding="utf-8"
    )
    (folder / "two.txt").write_text(
        "ردود\nقال أحمد الخطيب إن استقالته في 3 آذار 2021 كانت ضرورية، وغادر بيروت.\n", encoding="utf-8"
    )
    return folder


def test_search_finds_folded_words_and_offsets_slice(run: Run, articles: Path) -> None:
    status, out, _ = run("search", str(articles), "استقالتة", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["documents"] == 2
    for hit in found["hits"]:
        text = (articles / hit["doc"]).read_text(encoding="utf-8")
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert hit["text"].startswith("استقالته")


def test_a_query_that_makes_no_sense_says_where(run: Run, articles: Path) -> None:
    status, _, err = run("search", str(articles), '"بيروت')
    assert status == 1
    assert "character" in err


def test_many_files_left_out_are_counted_by_a_search_and_named_by_the_index(run: Run, articles: Path) -> None:
    for n in range(7):
        (articles / f"empty-{n}.txt").touch()
    status, _, err = run("search", str(articles), "موسكو", "--lang", "en")
    assert status == 0
    assert err.count(".txt: empty") == 3 and "4 more files were left out (warraq index lists them)" in err
    _, _, err = run("index", str(articles), "--lang", "en")
    assert err.count(".txt: empty") == 7 and "more files" not in err


def test_the_export_is_the_documented_object(run: Run, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    status, _, err = run("export", str(articles), "--format", "json", "-o", str(out))
    assert (status, err) == (0, "")
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["format"] == "warraq/1"
    assert [each["path"] for each in found["documents"]] == ["one.txt", "two.txt"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in articles.iterdir()}
    for entity in found["entities"]:
        for mention in entity["mentions"]:
            assert texts[mention["doc"]][mention["start"] : mention["end"]] == mention["text"]
    for time in found["times"]:
        assert texts[time["doc"]][time["start"] : time["end"]] == time["text"]
    assert {time["value"] for time in found["times"]} == {"2021-03-03"}
    ids = {entity["id"] for entity in found["entities"]}
    khatib = next(each for each in found["entities"] if each["name"] == "أحمد الخطيب")
    assert {mention["doc"] for mention in khatib["mentions"]} == {"one.txt", "two.txt"}
    assert [(link["a"], link["b"]) for link in found["links"]] == [("one.txt", "two.txt")]
    assert khatib["id"] in found["links"][0]["entities"]
    for event in found["events"]:
        assert set(event["participants"]) | set(event["places"]) <= ids


@pytest.mark.parametrize(
    "name", ["csv", "ftm", "timelinejs", "ics", "markdown", "brat", "webannotation", "graphml"]
)
def test_every_export_runs(run: Run, articles: Path, name: str) -> None:
    status, out, err = run("export", str(articles), "--format", name)
    assert (status, err) == (0, "")
    assert out
    if name in {"timelinejs", "webannotation"}:
        json.loads(out)
    if name == "ftm":
        assert {json.loads(line)["schema"] for line in out.splitlines()} >= {"Article", "Person", "Mention"}


def test_the_timeline_is_the_same_in_both_of_its_forms(run: Run, articles: Path) -> None:
    slides = json.loads(run("export", str(articles), "--format", "timelinejs")[1])["events"]
    table = run("export", str(articles), "--format", "csv", "--table", "timelinejs")[1].removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert slides and len(rows) == len(slides)
    for slide, row in zip(slides, rows, strict=True):
        assert not re.search(r"\dT[MAEN\d]|\d/\d{4}-|-S[PU]|-W", slide["display_date"])
        assert (row["Display Date"], row["Headline"]) == (slide["display_date"], slide["text"]["headline"])
        assert {
            name: str(slide["start_date"].get(name.lower(), "")) for name in ("Year", "Month", "Day")
        } == {name: row[name] for name in ("Year", "Month", "Day")}


def test_tables_open_in_a_spreadsheet(run: Run, articles: Path) -> None:
    for table in (
        "documents",
        "entities",
        "mentions",
        "times",
        "events",
        "timelinejs",
        "accounts",
        "disputes",
        "links",
        "notes",
    ):
        status, out, _ = run("export", str(articles), "--format", "csv", "--table", table)
        assert status == 0
        assert out.startswith("\ufeff")
    status, _, err = run("export", str(articles), "--format", "csv", "--table", "none")
    assert status == 2
    assert "documents" in err


def test_show_gives_a_pipe_the_text_and_a_terminal_the_page(run: Run, articles: Path) -> None:
    text = (articles / "one.txt").read_text(encoding="utf-8")
    assert run("show", str(articles / "one.txt")) == (0, text, "")
    status, out, _ = run("show", str(articles / "one.txt"), "--bidi", "app", "--width", "30")
    assert status == 0
    assert all(len(line) <= 30 for line in out.splitlines())
    assert out.splitlines()[0].strip() == "ﺮﻳﺯﻮﻟﺍ ﺔﻟﺎﻘﺘﺳﺍ"


def test_nothing_is_written_into_the_collection(run: Run, articles: Path) -> None:
    before = sorted(articles.iterdir())
    run("index", str(articles))
    run("search", str(articles), "بيروت")
    assert sorted(articles.iterdir()) == before


def test_how_files_are_read_is_told_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "t.csv").write_text("a,b\nقصير جدا,عنوان\n", encoding="utf-8")
    assert "tell which one is" in run("index", str(folder))[2]
    monkeypatch.chdir(folder)
    assert run("index", ".", "--columns", "./t.csv", "text=a", "title=b")[0] == 0
    status, out, err = run("export", str(folder), "--format", "csv", "--table", "documents")
    assert (status, err) == (0, "")
    assert "t.csv/1,عنوان," in out
    for wrong, says in (
        (["--columns", "t.csv"], "FIELD=COLUMN"),
        (["--columns", "t.csv", "text"], "FIELD=COLUMN"),
        (["--columns", "t.csv", "text=z"], "no column z; there are a, b"),
        (["--columns", "../t.csv", "text=a"], "no file of this collection"),
        (["--encoding", "t.csv", "klingon"], "no such encoding"),
    ):
        status, out, err = run("index", str(folder), *wrong)
        assert (status, out) == (1, "")
        assert says in err
        assert err.count("\n") == 1


def test_a_library_and_a_journal_may_be_elsewhere(run: Run, articles: Path, tmp_path: Path) -> None:
    where, journal = tmp_path / "lib", tmp_path / "j.sqlite"
    assert run("index", str(articles), "--library", str(where), "--journal", str(journal))[0] == 0
    assert {path.stat().st_mode & 0o777 for path in where.iterdir()} == {0o600}
    assert journal.stat().st_mode & 0o777 == 0o600


WITHOUT_TEXTUAL = """
import sys
from reader import cli
for argv in {argvs!r}:
    try:
        cli.main(argv)
    except SystemExit:
        pass
print([name for name in sys.modules if name.split(".")[0] == "textual"], file=sys.stderr)
"""


def test_commands_never_load_textual(articles: Path) -> None:
    folder = str(articles)
    argvs = [
        ["--help"],
        ["index", folder],
        ["search", folder, "بيروت"],
        ["export", folder, "--format", "json"],
        ["notes", folder, "list"],
        ["show", f"{folder}/one.txt"],
        ["keys"],
        ["config"],
    ]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TEXTUAL.format(argvs=argvs)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_reader_of_our_output_may_leave(articles: Path) -> None:
    command = f"{sys.executable} -m reader export {articles} --format json | head -c 10"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr


def test_the_manual_page_is_fresh() -> None:
    from reader.commands.manual import manual

    page = Path(__file__).resolve().parents[2] / "docs" / "warraq.1"
    assert page.read_text(encoding="utf-8") == manual(), (
        "stale: python -m reader.commands.manual > docs/warraq.1"
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(run: Run, shell: str) -> None:
    status, out, _ = run("completion", shell)
    assert status == 0
    assert all(name in out for name in cli.COMMANDS)
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=out, text=True, check=True)


def test_names_of_files_and_notes_are_never_obeyed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a\x1b[31mred\x1b]0;x\x07\n\u202e.txt").write_text(
        "وصل الوفد إلى دمشق يوم الأحد.\n", encoding="utf-8"
    )
    (folder / "b\u2067\x9b.pdf").write_bytes(b"\0\1\2")
    where = ("--library", str(tmp_path / "lib"), "--journal", str(tmp_path / "j.sqlite"))
    for argv in (
        ("index", str(folder)),
        ("index", str(folder), "--verify"),
        ("search", str(folder), "الوفد"),
        ("notes", str(folder), "list"),
        ("index", str(folder), "--status"),
    ):
        _, out, err = run(*argv, *where)
        told = out + err
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2067"} & set(told), argv
    assert "a�[31mred" in run("search", str(folder), "الوفد", *where)[1]


def test_an_import_that_takes_nothing_has_failed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("وصل الوزير.\n", encoding="utf-8")
    file = tmp_path / "README.md"
    file.write_text("# No note of ours\n", encoding="utf-8")
    for kind in ("decisions", "notes"):
        status, out, err = run(
            "--library", str(tmp_path / "library"), "--journal", str(tmp_path / "j.sqlite"),
            "import", str(tmp_path / "articles"), str(file), "--kind", kind,
        )  # fmt: skip
        assert (status, out, len(err.splitlines())) == (1, "", 1)
        assert (
            "nothing was taken" in err and "README.md" in err and "Error:" not in err.removeprefix("warraq")
        )


def test_a_place_that_cannot_be_written_is_named_as_it_was_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل الوزير.\n", encoding="utf-8")
    target = tmp_path / "nowhere" / "x.json"
    status, _, err = run("--library", str(tmp_path / "l"), "export", str(tmp_path / "a.txt"), "--format", "json", "-o", str(target))  # fmt: skip
    assert status == 1 and str(target) in err and ".part" not in err
