"""What values cover in days, and how fine they are."""

from __future__ import annotations

import pytest

from reader.analysis.times import interval_of, precision_of
from reader.model import Mod


@pytest.mark.parametrize(
    ("value", "mod", "first", "last"),
    [
        ("2024-12-08", None, "2024-12-08", "2024-12-08"),
        ("2024-12-08TEV", None, "2024-12-08", "2024-12-08"),
        ("2024-12-08TNI", None, "2024-12-08", "2024-12-09"),
        ("2024-12-07T21:30", None, "2024-12-07", "2024-12-07"),
        ("2024-12", None, "2024-12-01", "2024-12-31"),
        ("2024-12", Mod.START, "2024-12-01", "2024-12-10"),
        ("2024-12", Mod.MID, "2024-12-11", "2024-12-21"),
        ("2024-12", Mod.END, "2024-12-22", "2024-12-31"),
        ("2023", None, "2023-01-01", "2023-12-31"),
        ("2023", Mod.APPROX, "2023-01-01", "2023-12-31"),
        ("198", None, "1980-01-01", "1989-12-31"),
        ("19", None, "1900-01-01", "1999-12-31"),
        ("2023-Q1", None, "2023-01-01", "2023-03-31"),
        ("2023-H2", None, "2023-07-01", "2023-12-31"),
        ("2014-SU", None, "2014-06-01", "2014-08-31"),
        ("2015-WI", None, "2014-12-01", "2015-02-28"),
        ("2024-W49", None, "2024-12-02", "2024-12-08"),
        ("2024-11-27/2024-12-08", None, "2024-11-27", "2024-12-08"),
        ("2011/2024", None, "2011-01-01", "2024-12-31"),
    ],
)
def test_interval(value: str, mod: Mod | None, first: str, last: str) -> None:
    covered = interval_of(value, mod)
    assert covered is not None
    assert [each.isoformat() for each in covered] == [first, last]


@pytest.mark.parametrize(
    "value",
    [
        "HYP-D1",
        "P14Y",
        "PT24H",
        "PXD",
        "XXXX-WXX-6",
        "XXXX-12-08",
        "BC0330",
        "0000",
        "2023-02-30",
        "",
        "2024/PXD",
        "garbage",
    ],
)
def test_no_interval(value: str) -> None:
    assert interval_of(value) is None


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2024-12-08T21:30", "minute"), ("2024-12-08TEV", "part"), ("2024-12-08", "day"), ("2024-W49", "week"), ("2024-12", "month"),
        ("2014-SU", "season"), ("2023-Q1", "quarter"), ("2023-H1", "half"), ("2023", "year"), ("198", "decade"), ("19", "century"),
        ("2011/2024", "interval"), ("P14Y", "duration"), ("PT24H", "duration"), ("PXDE", "duration"), ("HYP-D3", "scenario"),
        ("XXXX-WXX-6", "unknown"),
    ],
)  # fmt: skip
def test_precision(value: str, precision: str) -> None:
    assert precision_of(value) == precision
