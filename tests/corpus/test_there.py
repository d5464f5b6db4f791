"""Which documents are there, new or gone is asked of the index row by row."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from reader.corpus import schema
from reader.corpus.linking.there import There


def there(path: Path, now: Collection[int], linked: Collection[int], anew: Collection[int]) -> There:
    """Documents of these numbers, those that were linked the last time, and those of them that were analysed anew."""
    db = schema.connect(path)
    for number in now:
        db.execute(
            "INSERT INTO documents(n, id, version, path, path_key, title, title_from, length, arabic, own)"
            " VALUES(?,?,'','','','','',0,1,'')",
            (number, f"d{9 - number}"),
        )
        db.execute("INSERT INTO linkable VALUES(?,'','')", (number,))
    for number in linked:
        db.execute("INSERT INTO named VALUES(?,?,'','')", (number, f"d{9 - number}"))
        if number in now and number not in anew:
            db.execute("INSERT INTO placed VALUES(?,'')", (number,))
    return There(db)


@pytest.mark.parametrize(
    ("now", "linked", "anew", "fresh", "gone"),
    [
        ({1, 2, 3}, {1, 2, 3}, (), set(), set()),
        ({1, 2, 3}, {1, 2, 3}, {2}, {2}, set()),
        ({1, 2, 4}, {1, 2, 3}, (), {4}, {3}),  # as many as before
        ({1, 4, 5}, {1, 2, 3}, {1}, {1, 4, 5}, {2, 3}),
        (set(), {1}, (), set(), {1}),
    ],
)
def test_who_is_new_and_who_is_gone(
    tmp_path: Path,
    now: set[int],
    linked: set[int],
    anew: Collection[int],
    fresh: set[int],
    gone: set[int],
) -> None:
    found = there(tmp_path / "i.sqlite", now, linked, anew)
    assert (found.fresh(), found.gone(fresh)) == (fresh, gone)


def test_numbers_and_ids_are_asked_for_one_by_one_and_in_the_order_of_ids(tmp_path: Path) -> None:
    found = there(tmp_path / "i.sqlite", {1, 2, 4}, {3}, ())
    assert (len(found), found["d7"], found.id_of(4)) == (3, 2, "d5")
    assert list(found.items()) == [("d5", 4), ("d7", 2), ("d8", 1)]
    assert found.of([1, 3, 4]) == {1, 4}
    assert "d6" not in found
    with pytest.raises(KeyError):
        found.id_of(3)
