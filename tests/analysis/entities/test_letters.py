"""Words by their letters: names that no list has, and words of the news that none of them is."""

import pytest

from reader.analysis.entities.letters import NAME, like_a_name
from reader.text.fold import fold


@pytest.mark.parametrize("word", ["غاشاغوا", "ثوردارسون", "فيلدكامب", "سوماناث", "كاغيرا", "تشوتوكوا"])
def test_spelled_like_a_name(word: str) -> None:
    assert like_a_name(fold(word)) >= NAME


@pytest.mark.parametrize("word", ["مستهجنا", "وتفاقمت", "بانتظارها", "لقتلى", "فانسحب", "صحافيين", ""])
def test_spelled_like_a_word(word: str) -> None:
    assert like_a_name(fold(word)) < NAME
