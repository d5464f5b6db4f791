"""A decision about a passage stays on its words when the text around them changes, and acts on no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import config
from reader.library import Library
from reader.library.decided import carried, dated
from reader.model import Decision, Span

TEXT = (
    "خبر\n\nوصل الوزير سامي حداد إلى بيروت صباح الاثنين. ثم التقى وفدا من التجار في المرفأ.\n\n"
    "وقال سامي حداد بعد ذلك إن بندروستان ستفتح سفارة قريبا.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    settings = config.Settings(
        library=str(tmp_path / "i"), journal=str(tmp_path / "j.sqlite"), author="t", workers=1
    )
    with Library.open(folder, settings) as opened:
        opened.refresh(workers=1)
        yield opened


def edited(library: Library, text: str) -> str:
    """The article with another text; its id."""
    (library.root / "a.txt").write_text(text, encoding="utf-8")
    library.refresh(workers=1)
    return library.rows()[0].id


def named(library: Library, name: str) -> list[tuple[int, str]]:
    """Where a name is marked, and the words there."""
    doc = library.rows()[0].id
    text = library.document(doc).text
    found = [mark.span for mark in library.marks(doc) if mark.kind in ("PER", "ORG", "LOC")]
    return [(span.start, span.of(text)) for span in found if name in span.of(text)]


def key(library: Library, words: str, nth: int = 0) -> str:
    doc = library.rows()[0].id
    text, at = library.document(doc).text, -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return f"{doc}#{at}-{at + len(words)}"


def test_a_hidden_mention_stays_hidden_and_its_like_stays_shown(library: Library) -> None:
    assert len(named(library, "سامي حداد")) == 2
    library.decide("hide", key(library, "سامي حداد", 1))
    library.relink()
    (shown,) = named(library, "سامي حداد")
    for more in ("سطر جديد.\n", "سطر آخر طويل في أول المقالة.\n"):
        edited(library, more + (library.root / "a.txt").read_text(encoding="utf-8"))
        (now,) = named(library, "سامي حداد")
        assert now[0] > shown[0] and not library.unapplied()
        text = library.document(library.rows()[0].id).text
        assert text[: now[0]].endswith("وصل الوزير ")  # the first of the two, not the hidden one
        shown = now


def test_an_added_name_covers_its_own_words_or_none(library: Library) -> None:
    library.decide("add", "LOC:بندروستان", "", key(library, "بندروستان"))
    library.relink()
    assert [words for _, words in named(library, "بندروستان")] == ["بندروستان"]
    edited(library, "سطر جديد في أول المقالة.\n" + TEXT)
    assert [words for _, words in named(library, "بندروستان")] == ["بندروستان"]
    gone = TEXT.replace("إن بندروستان ستفتح سفارة قريبا", "إن الأمر انتهى تماما ولا سفارة ولا غيرها")
    doc = edited(library, gone)
    marked = {mark.span.of(library.document(doc).text) for mark in library.marks(doc) if mark.kind == "LOC"}
    assert marked == {"بيروت"}  # no other words were taken for it
    (left,) = library.unapplied()
    assert left.decision == library.journal.decisions()[0].id
    edited(library, TEXT)  # the words come back, and so does what was said of them
    assert [words for _, words in named(library, "بندروستان")] == ["بندروستان"] and not library.unapplied()


def test_a_decision_is_told_by_its_words(library: Library) -> None:
    decision = library.decide("hide", key(library, "سامي حداد", 1))
    edited(library, "سطر جديد.\n" + TEXT)
    assert library.words_at(decision.subject) == "سامي حداد"
    assert library.words_at("PER:سامي") == "" == library.words_at("0000000000000000#1-2@ffff")


def test_versions_are_written_once_and_carried_by_them_alone() -> None:
    versions, texts = {"d": "v2"}, {("d", "v1"): "قال سامي أمس كلاما", ("d", "v2"): "وقد قال سامي أمس كلاما"}
    assert dated("PER:x d#4-8 e#1-2 d#1-2@v1", versions.get) == "PER:x d#4-8@v2 e#1-2 d#1-2@v1"
    old = Decision("1", "hide", "d#4-8@v1")
    now = carried(old, versions.get, lambda doc, version: texts.get((doc, version)))
    at = texts["d", "v2"].index("سامي")
    assert now.subject in (
        f"d#{at}-{at + 4}",
        "d#4-8@v1",
    )  # carried, or left with its version: never other words
    assert carried(Decision("1", "hide", "d#4-8@v2"), versions.get, lambda *_: None).subject == "d#4-8"
    assert carried(Decision("1", "hide", "d#4-8"), versions.get, lambda *_: None).subject == "d#4-8"
    assert (
        carried(Decision("1", "add", "a", "", "d#4-8@v0"), versions.get, lambda *_: None).value == "d#4-8@v0"
    )
    assert Span(at, at + 4).of(texts["d", "v2"]) == "سامي"
