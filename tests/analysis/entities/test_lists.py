"""The lists: every row readable, every file told of, no name listed twice, size within what we promised."""

import tomllib
from collections import Counter

import pytest

from reader.analysis.entities import lists

FILES = {"countries.tsv": 5, "places.tsv": 4, "organisations.tsv": 3, "people.tsv": 4, "cities.tsv": 4}


@pytest.mark.parametrize(("file", "columns"), FILES.items())
def test_every_row_is_whole(file: str, columns: int) -> None:
    cells = [row for row, _ in lists.rows(file, columns)]
    assert cells and all(row[0].strip() == row[0] != "" for row in cells)


@pytest.mark.parametrize("file", ["countries.tsv", "organisations.tsv", "people.tsv"])
def test_no_name_has_two_rows(file: str) -> None:
    names = [folded[0] for _, folded in lists.rows(file, FILES[file])]
    assert sorted(names) == sorted(set(names))


def test_nothing_stands_twice() -> None:
    """A place that has two equal rows was taken for two places by the rules that ask whether it is the only one of its name."""
    rows = [tuple(row) for row, _ in lists.rows("places.tsv", FILES["places.tsv"])]
    assert [row for row, count in Counter(rows).items() if count > 1] == []
    for path in lists.DATA.glob("*.toml"):
        for key, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(words, list):
                assert [word for word, count in Counter(map(str, words)).items() if count > 1] == [], key


def test_a_broken_row_names_file_and_line(tmp_path, monkeypatch) -> None:
    (tmp_path / "places.tsv").write_text("# head\nدمشق\tSY\n", encoding="utf-8")
    monkeypatch.setattr(lists, "DATA", tmp_path)
    with pytest.raises(ValueError, match=r"places\.tsv:2: 2 columns, not 4"):
        list(lists.rows("places.tsv", 4))


def test_readme_tells_of_every_file() -> None:
    told = (lists.DATA / "README.md").read_text(encoding="utf-8")
    for path in lists.DATA.iterdir():
        assert path.name in told or path.suffix == ".toml" or path.name == "README.md", path.name


def test_everything_ships_under_ten_megabytes() -> None:
    assert sum(path.stat().st_size for path in lists.DATA.iterdir()) < 10_000_000


def test_a_capital_has_no_second_city_among_its_spellings() -> None:
    """Names of one row are one place to the linking: «القدس» is not «تل أبيب», «لاهاي» not «أمستردام»."""
    places = {row[0] for row, _ in lists.rows("places.tsv", 4)}
    for row, _ in lists.rows("countries.tsv", 5):
        assert not places.intersection(row[3].split("|")[1:]), row[0]
