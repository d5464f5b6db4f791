"""What anybody would expect of the finder."""

import pytest

from reader.analysis.entities import find_mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وصل إلى القاهرة وفد من السودان.", ["القاهرة", "السودان"]),
        ("ومصر والسعودية ترحبان", ["مصر", "السعودية"]),
        ("قال ولبنان يرحب", ["لبنان"]),
        ("no Arabic here", []),
        ("", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [mention.text for mention in find_mentions(text)] == names
