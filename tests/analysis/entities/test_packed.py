"""Packed words are found again, and no others; and the finder's start makes nothing of what nobody asked for."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities.compiled import FILE, parsed
from reader.analysis.entities.packed import Packed, packed

_PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n\v"), max_size=8)


@given(st.dictionaries(_PLAIN, _PLAIN, max_size=60), st.text(max_size=8))
def test_every_word_is_found_and_no_other(said: dict[str, str], other: str) -> None:
    words = Packed(packed(said))
    assert {word: words.said(word) for word in said} == said
    assert sorted(words) == sorted(said)
    if other not in said:
        assert words.said(other) is None


def test_what_is_said_of_a_word_is_no_word() -> None:
    words = Packed(packed({"دمشق": "الشام", "حلب": ""}))
    assert words.said("الشام") is None
    assert words.said("") is None
    assert words.said("\ud800") is None


def test_lines_are_short_and_a_power_of_two() -> None:
    lines = packed({str(number): "" for number in range(5000)})
    assert len(lines) == 1024
    assert max(line.count(b"\v") for line in lines) < 20


def test_no_word_is_made_that_nobody_asked_for() -> None:
    file = FILE.read_bytes()
    before = sys.getallocatedblocks()
    lex = parsed(file)
    made, words = sys.getallocatedblocks() - before, sum(1 for _ in lex.phrases)
    assert made < words


def test_the_first_answer_loads_the_finder_alone() -> None:
    program = """
import sys
from reader.analysis.entities import find_mentions
assert find_mentions("وصل غاشاغوا إلى دمشق")
others = "times", "events", "entities.link", "entities.lists", "entities.decisions"
print(*(name for name in sys.modules if name in {"tomllib", "sqlite3", "json", "csv"} or name.startswith(tuple("reader.analysis." + each for each in others))))
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
