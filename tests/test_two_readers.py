"""Two people with one journal, who merge and split the same entity at once: both end up with one and the same answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.library import Library

A, B = "PER:ليفون-ساركسيان", "PER:تيغران-ساركسيان"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text("قال ليفون ساركسيان أمس إن الوقت حان.\n", encoding="utf-8")
    (made / "b.txt").write_text("قال تيغران ساركسيان في دمشق إن القرار صدر.\n", encoding="utf-8")
    return made


def entities(library: Library) -> list[tuple[str, tuple[str, ...]]]:
    return [(count.entity.id, count.entity.aliases) for count in library.entities()]


def at_once(*acts: Callable[[], object]) -> None:
    """Run all of them, none waiting for another; what one raises is raised here."""
    ready = threading.Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(lambda act=act: (ready.wait(), act())) for act in acts]:
            done.result()


def test_both_readers_agree_and_nothing_is_lost(folder: Path) -> None:
    def merges() -> None:
        with Library.open(folder) as mine:
            for _ in range(5):
                mine.decide("merge", A, B)

    def parts() -> None:
        with Library.open(folder) as theirs:
            for _ in range(5):
                theirs.decide("not-same", B, A)

    with Library.open(folder) as first:
        first.refresh(workers=0)
        assert {A, B} <= {id_ for id_, _ in entities(first)}
    at_once(merges, parts)
    with Library.open(folder) as one, Library.open(folder) as other:
        one.relink()
        other.relink()
        said = [each.kind for each in one.journal.decisions()]
        assert sorted(said) == ["merge"] * 5 + ["not-same"] * 5
        assert entities(one) == entities(other)
        last = max(one.journal.decisions(), key=lambda each: (each.created, each.id)).kind
        assert (B in {id_ for id_, _ in entities(one)}) == (last == "not-same")
        assert {each.decision for each in one.unapplied()} == {
            each.id for each in one.journal.decisions() if each.kind != last
        }
