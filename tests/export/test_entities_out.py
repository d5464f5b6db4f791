"""What goes out about people, bodies and places, read back by those who know the formats."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.export import brat, csv_tables, followthemoney, graphml, warraq_json
from reader.library import Library

_GRAPHML = {"g": "http://graphml.graphdrawing.org/xmlns"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two articles on a journey, one of which names what XML and spreadsheets would run."""
    home = tmp_path_factory.mktemp("out")
    folder = home / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "بيروت 3 آذار 2021\nوصل الوزير سامي حداد إلى بيروت والتقى ممثلي منظمة الصحة العالمية.\n",
        encoding="utf-8",
    )
    (folder / "b.txt").write_text(
        "غادر سامي حداد بيروت يوم 5 آذار 2021 وقال لصحيفة «الأخبار & النهار» إنه باق.\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name))
        with Library.open(folder) as opened:
            opened.refresh(workers=0)
            yield opened


def checked(lines: str) -> list[str]:
    """What an interpreter with the followthemoney package says of entities."""
    python = Path(sys.prefix, "followthemoney", "bin", "python")
    if not python.exists():
        pytest.skip("no followthemoney beside this environment: `make conformance` installs it")
    script = Path(__file__).with_name("ftm_check.py")
    ran = subprocess.run(
        [python, script], input=lines, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return ran.stdout.splitlines()


@pytest.mark.conformance
def test_followthemoney_accepts_every_line(library: Library) -> None:
    lines = list(followthemoney.export(library))
    assert checked("".join(lines)) == [f"{len(lines)} entities"]
    assert len(lines) > 5


@pytest.mark.conformance
def test_followthemoney_would_refuse() -> None:
    """What the test above would say, were it so."""
    wrong = [
        {"id": "1", "schema": "Person", "properties": {"fullName": ["سامي حداد"]}},
        {"id": "2", "schema": "Event", "properties": {"name": ["سفر"], "startDate": ["في آذار"]}},
    ]
    assert checked("".join(json.dumps(each) + "\n" for each in wrong))[:2] == [
        "line 1: Person has no fullName",
        "line 2: Event.startDate: ['في آذار'] is refused",
    ]


def test_followthemoney_points_at_what_it_holds(library: Library) -> None:
    lines = [json.loads(line) for line in followthemoney.export(library)]
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        for name in ("document", "resolved", "involved", "proof"):
            assert set(line["properties"].get(name, ())) <= ids
    named = {name for line in lines if line["schema"] == "Person" for name in line["properties"]["name"]}
    assert named == {"سامي حداد"}


def test_graphml_joins_who_shares_an_article(library: Library) -> None:
    root = ET.fromstring("".join(graphml.export(library)))
    names = {
        node.get("id"): node.findtext("g:data[@key='name']", namespaces=_GRAPHML)
        for node in root.iterfind(".//g:node", _GRAPHML)
    }
    weight = {
        frozenset((names[edge.get("source")], names[edge.get("target")])): int(
            edge.findtext("g:data", "0", _GRAPHML)
        )
        for edge in root.iterfind(".//g:edge", _GRAPHML)
    }
    assert "الأخبار & النهار" in names.values()
    assert weight[frozenset(("سامي حداد", "بيروت"))] == 2
    assert weight[frozenset(("منظمة الصحة العالمية", "بيروت"))] == 1
    assert frozenset(("منظمة الصحة العالمية", "الأخبار & النهار")) not in weight


def test_brat_quotes_stand_where_they_say(library: Library) -> None:
    seen = set()
    for path, standoff in brat.split(library):
        doc = library.find(path)
        assert doc is not None
        text = library.document(doc).text
        for number, line in enumerate(standoff.splitlines(), 1):
            tag, where, quote = line.split("\t")
            kind, start, end = where.split(" ")
            assert tag == f"T{number}"
            assert text[int(start) : int(end)].replace("\n", " ") == quote
            seen.add((kind, quote))
    assert {("PER", "سامي حداد"), ("LOC", "بيروت"), ("ORG", "منظمة الصحة العالمية")} <= seen


def test_a_spreadsheet_reads_the_entities(library: Library, tmp_path: Path) -> None:
    text = "".join(csv_tables.export(library, "entities"))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    person = next(row for row in rows if row["name"] == "سامي حداد")
    assert person["type"] == "PER"
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values() if value)


def test_json_says_whose_a_role_is(tmp_path: Path) -> None:
    folder = tmp_path / "roles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "قال الرئيس السوري بشار الأسد إنه باق. وأضاف الرئيس السوري أن الحرب انتهت.\n", encoding="utf-8"
    )
    with Library.open(folder) as opened:
        opened.refresh(workers=0)
        found = warraq_json.collect(opened)
    (role,) = found["roles"]
    assert role["entity"] == "PER:بشار-الاسد"
    assert (role["doc"], role["text"], role["candidates"]) == ("a.txt", "الرئيس السوري", [])
    text = (folder / "a.txt").read_text(encoding="utf-8")
    assert text[role["start"] : role["end"]] == role["text"]
