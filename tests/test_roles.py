"""A role said without a name is its holder's on screen: lit, counted, gone along, and put right by the user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library

FIRST = "بيروت 3 آذار 2021\nقال الرئيس السوري بشار الأسد إنه باق. وأكد رئيس سوريا أن الحرب انتهت.\n"
SECOND = "بيروت 5 آذار 2021\nاستقبلت باريس وفدا للرئيس السوري أمس.\n"
BASHAR = "PER:بشار-الاسد"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    with Library.open(folder) as opened:
        opened.refresh(workers=0)
        yield opened


def said(library: Library) -> list[str]:
    """What n goes along for him, as it stands in the texts."""
    return [each.span.of(library.document(each.doc).text) for each in library.mentions(BASHAR)]


def counts(library: Library, path: str) -> tuple[int, int]:
    """(named, said by a role) of him in an article."""
    doc = library.find(path)
    assert doc is not None
    return next(
        ((each.here, each.roles_here) for each in library.entities(doc) if each.entity.id == BASHAR), (0, 0)
    )


def test_they_are_gone_along_and_counted(library: Library) -> None:
    assert said(library) == ["بشار الأسد", "رئيس سوريا", "لرئيس السوري"]
    assert counts(library, "a.txt") == (1, 1)
    assert counts(library, "b.txt") == (0, 1)
    everywhere = next(each for each in library.entities() if each.entity.id == BASHAR)
    assert (everywhere.total, everywhere.roles) == (1, 2)
    assert library.roles_said(BASHAR) == ["رئيس سوريا", "الرئيس السوري"]


def test_they_are_lit_and_say_why(library: Library) -> None:
    doc = library.find("b.txt")
    assert doc is not None
    (mark,) = [each for each in library.marks(doc) if each.id == BASHAR]
    assert mark.span.of(SECOND) == "لرئيس السوري"
    assert "collection says this" in mark.why


def test_names_stay_names(library: Library) -> None:
    assert [row.mention.text for row in library.mention_rows(BASHAR)] == ["بشار الأسد"]


def test_the_user_hides_one(library: Library) -> None:
    doc = library.find("b.txt")
    assert doc is not None
    start = SECOND.index("لرئيس السوري")
    library.decide("hide", f"{doc}#{start}-{start + len('لرئيس السوري')}")
    library.relink()
    assert said(library) == ["بشار الأسد", "رئيس سوريا"]
    assert list(library.unapplied()) == []
    library.undo()
    library.relink()
    assert len(said(library)) == 3


def test_the_user_gives_one_to_somebody_else(library: Library) -> None:
    doc = library.find("b.txt")
    assert doc is not None
    start = SECOND.index("لرئيس السوري")
    library.decide("add", "PER:أحمد الشرع", "", f"{doc}#{start}-{start + len('لرئيس السوري')}")
    library.relink()
    assert said(library) == ["بشار الأسد", "رئيس سوريا"]
    assert list(library.unapplied()) == []
    assert counts(library, "b.txt") == (0, 0)


def test_the_user_says_that_one_is_not_his(library: Library) -> None:
    doc = library.find("b.txt")
    assert doc is not None
    start = SECOND.index("لرئيس السوري")
    library.decide("split", BASHAR, "", f"{doc}#{start}-{start + len('لرئيس السوري')}")
    library.relink()
    assert said(library) == ["بشار الأسد", "رئيس سوريا"]
    assert list(library.unapplied()) == []
