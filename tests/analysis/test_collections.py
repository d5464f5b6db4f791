"""The labelled collections: every label stands in its text, and the scorer reads them. What they score is told in docs, never asserted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reader.model import Span

from .collections import mixed
from .collections.labelled import ROOT, TYPES, faults, folders, occurrence, quoted, read, sentence
from .collections.score import figures, main, score

COLLECTIONS = folders([ROOT / "read", ROOT / "unread"])


def test_collections_of_three_articles() -> None:
    assert len(COLLECTIONS) == 93
    assert {len(list(folder.glob("*.txt"))) for folder in COLLECTIONS} == {3}


@pytest.mark.parametrize("folder", COLLECTIONS, ids=lambda folder: folder.name)
def test_every_label_stands_in_its_text(folder: Path) -> None:
    assert list(faults(folder)) == []
    collection = read(folder)
    for doc, names in collection.names.items():
        assert all(span.of(collection.texts[doc]).strip() for span, _ in names)


def test_a_wrong_label_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "read" / "pound", tmp_path / "pound"))
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    gold["mentions"]["a"].append(["أطلانطس", 1, "LOC", "atlantis"])
    gold["times"]["b"].append([gold["times"]["b"][0][0], 9, "2016"])
    gold["single"].append(gold["events"][0])
    gold["disputes"].append({"event": "nobody's", "slot": "date", "values": []})
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    told = list(faults(folder))
    assert len(told) == 3
    assert "أطلانطس" in told[0]
    assert told[1].endswith("9 times")
    assert told[2] == "dispute of nobody's, which is not labelled"
    with pytest.raises(ValueError, match="أطلانطس"):
        read(folder)


def test_places_are_told_by_occurrence() -> None:
    text = "بابا وبابابا. سقط 3.5 منها\nغدا"
    assert occurrence(text, "بابا", 3) == Span(8, 12)
    with pytest.raises(ValueError, match="4 times"):
        occurrence(text, "بابا", 4)
    at = occurrence(text, "3.5", 1)
    assert sentence(text, at).of(text).strip() == "سقط 3.5 منها"
    assert quoted(text, at, 5) == " سقط ⟦3.5⟧ منها"


def test_the_scorer_counts_each_label_once() -> None:
    folder = ROOT / "read" / "quake"
    collection, tally = read(folder), score(folder)
    assert sum(tally["true " + kind] for kind in TYPES) == sum(map(len, collection.names.values()))
    assert tally["times true"] == sum(map(len, collection.times.values()))
    assert tally["triggers"] == sum(len(each.mentions) for each in collection.happenings)
    assert tally["shared"] == sum(each.shared for each in collection.happenings)
    assert tally["disputes"] == len(collection.disputes)
    missed = sum("missed" in line for kind, line in tally.misses if kind == "entity")
    assert missed == sum(tally["true " + kind] - tally["hit " + kind] for kind in TYPES)
    assert figures(tally).count("\n") == 6


def test_collections_in_one_library_are_counted_apart() -> None:
    collections = [read(ROOT / "read" / name) for name in ("moon", "pound")]
    tally = mixed.score(collections)
    assert tally["shared"] == sum(each.shared for one in collections for each in one.happenings)
    assert tally["shared"] >= tally["shared seen twice"] >= tally["shared found"] > 0
    assert tally["joined"] >= tally["shared found"]
    assert tally["pairs"] >= tally["joined"] > tally["over collections"] == len(tally.misses)
    assert mixed.figures(tally).count("\n") == 1


def test_a_folder_without_collections_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert f"{tmp_path}: no collection" in capsys.readouterr().err
