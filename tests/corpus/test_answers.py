"""What an index answers: links, rows in every order, a collection at a glance."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.corpus.index import ORDERS, Index
from tests.corpus.collections import write

A, B, C = "سقوط دمشق في يد المعارضة.\n", "بوتين يمنح الأسد اللجوء في موسكو.\n", "مقال ثالث عن الاقتصاد.\n"


def test_links_name_what_is_shared_rarest_first(index: Index, tmp_path: Path) -> None:
    texts = {
        "a.txt": "بوتين في موسكو. سقوط دمشق.",
        "b.txt": "موسكو و بوتين",
        "c.txt": "موسكو. سقوط دمشق",
        "d.txt": "لا شيء",
    }
    index.refresh(write(tmp_path / "c", texts))
    name = {row.id: row.path[0] for row in index.rows()}
    (event,) = index.events()
    putin, moscow, damascus = "PER:فلاديمير-بوتين", "LOC:موسكو", "LOC:دمشق"
    found = [(name[k.a] + name[k.b], k.entities, k.events) for k in index.links()]
    assert {"".join(sorted(pair)): shared for pair, *shared in found} == {
        "ab": [(putin, moscow), ()],
        "ac": [(damascus, moscow), (event.id,)],
        "bc": [(moscow,), ()],
    }
    a = next(doc for doc, letter in name.items() if letter == "a")
    around = index.links(a)
    assert [name[k.b] for k in around] == ["c", "b"]
    assert around[0].events == (event.id,)
    assert around[1].entities == (putin, moscow)
    assert len(index.links(a, limit=1)) == 1


def test_of_what_is_equally_rare_people_come_before_places(index: Index, tmp_path: Path) -> None:
    index.refresh(
        write(tmp_path / "c", {"a.txt": "موسكو وبوتين", "b.txt": "بوتين في موسكو", "c.txt": "لا شيء"})
    )
    (link,) = index.links()
    assert link.entities == ("PER:فلاديمير-بوتين", "LOC:موسكو")
    (around,) = index.links(link.a)
    assert around.entities == link.entities


def test_of_many_events_those_that_more_articles_report(index: Index, tmp_path: Path) -> None:
    texts = {"a.txt": "سقوط دمشق", "b.txt": "خبر عن سقوط دمشق", "c.txt": "سقوط موسكو", "d.txt": "سقوط ما"}
    index.refresh(write(tmp_path / "c", texts))
    spread = sorted(len({ref.doc for ref in each.mentions}) for each in index.events())
    assert spread == [1, 1, 2]
    for most, left in ((3, 3), (2, 1), (1, 1), (0, 0)):
        assert len(index.events(most=most)) == left
    assert len(index.events(least=2)) == 1


def test_links_of_many_documents_give_each_its_nearest(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"{n}.txt": f"{n} " + ("بوتين" if n < 3 else "موسكو") for n in range(12)}
    index.refresh(write(tmp_path / "c", texts))
    whole = index.links()
    monkeypatch.setattr("reader.corpus.links.ALL_PAIRS", 5)
    assert {(*sorted((k.a, k.b)), k.entities) for k in index.links()} == {
        (*sorted((k.a, k.b)), k.entities) for k in whole
    }


def test_a_collection_at_a_glance(index: Index, tmp_path: Path) -> None:
    sidecar = '[files."a.txt"]\npublished = 2024-12-08\nsource = "س"\n[files."b.txt"]\npublished = "2023"\n'
    root = write(
        tmp_path / "c",
        {"a.txt": A, "b.txt": B, "c.txt": C, "d.txt": C, "collection.toml": sidecar, "x.png": ""},
    )
    index.refresh(root)
    seen = index.overview()
    assert (seen.documents, seen.characters) == (3, len(A + B + C))
    assert index.document(seen.longest).path == "b.txt"
    assert (seen.first, seen.last, seen.undated) == ("2023", "2024-12-08", 1)
    assert (seen.published, seen.happened, seen.undated_events) == ((("2024-12", 1),), (), 1)
    assert seen.sources == (("", 2), ("س", 1))
    assert {c.entity.name for c in seen.entities} == {"دمشق", "فلاديمير بوتين", "الأسد", "موسكو"}
    assert (seen.duplicates, seen.near_copies, seen.skipped) == ((("c.txt", "d.txt"),), (), 1)


def test_rows_are_ordered_filtered_and_grouped(index: Index, tmp_path: Path) -> None:
    sidecar = "".join(
        f'[files."{n:03}.txt"]\npublished = "2024-{12 - n % 12:02}-01"\nsource = "صحيفة {n % 3}"\n'
        for n in range(600)
    )
    root = write(
        tmp_path / "c",
        {f"{n:03}.txt": f"عنوان {n}\n{'ا' * (n % 50)}" for n in range(602)} | {"collection.toml": sidecar},
    )
    index.refresh(root, workers=1, only_text=True)
    for order in ORDERS:
        rows = index.rows(order)
        assert len(rows) == len(list(rows)) == 602
        assert rows[601].id == list(rows)[-1].id == rows[-1].id
        assert [rows.position(r.id) for r in rows][:3] == [0, 1, 2]
    by_date = [r.metadata.published for r in index.rows("date")]
    assert by_date == [*sorted(d for d in by_date if d), None, None]
    assert index.rows("length")[0].length <= index.rows("length")[1].length
    found = index.rows(matching="عُنوان 59")
    assert [r.metadata.title for r in found] == [f"عنوان {n}" for n in range(602) if "59" in str(n)]
    assert [found.position(r.id) for r in found][:2] == [0, 1]
    with ThreadPoolExecutor(1) as elsewhere:  # the list is made in a worker, and asked by the screen
        assert elsewhere.submit(found.ids).result() == [r.id for r in found]
    assert found.position(index.rows()[0].id) == -1
    assert index.rows("source").groups() == [("صحيفة 0", 200), ("صحيفة 1", 200), ("صحيفة 2", 200), ("", 2)]
    assert index.rows("date").groups()[-2] == ("2024-12", 50)
    assert index.rows("date").groups()[-1] == ("", 2)
    assert index.rows("title").groups() == [("ع", 602)]
    assert index.rows("length").groups() == [("2", 602)]
    assert index.rows("title", matching="59").groups() == index.rows("path").groups() == []
    for order in ORDERS:
        rows, at = index.rows(order), 0
        for label, count in rows.groups():
            for row in rows[at : at + count]:
                meta = row.metadata
                assert label in (meta.source or "", (meta.published or "")[:7], meta.title[0], "2")
            at += count
    narrow = index.rows("date", matching="59")
    assert sum(n for _, n in narrow.groups()) == len(narrow) == len(found)
    with pytest.raises(ValueError, match="no such order"):
        index.rows("colour")


def test_some_rows_stand_before_and_after_the_others(index: Index, tmp_path: Path) -> None:
    index.refresh(write(tmp_path / "c", {f"{n}.txt": f"مقال {n}" for n in range(6)}), only_text=True)
    ids = [row.id for row in index.rows()]
    rows = index.rows("unread", behind={ids[0], ids[3]})
    assert [row.path[0] for row in rows] == ["1", "2", "4", "5", "0", "3"]
    assert rows.ids() == [row.id for row in rows]
    assert [rows.position(doc) for doc in ids] == [4, 0, 1, 5, 2, 3]
    assert rows.groups() == [("", 4), ("behind", 2)]
    rows = index.rows("relevance", ahead=[ids[4], "gone", ids[2]])
    assert [row.path[0] for row in rows] == ["4", "2", "0", "1", "3", "5"]
    assert rows.groups() == [("ahead", 2), ("", 4)]
    assert index.rows("unread").groups() == []
    assert index.some([ids[1], "gone"]) == {ids[1]: index.row(ids[1])}
