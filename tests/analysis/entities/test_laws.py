"""What holds for any text: spans in order, not overlapping, inside the text, the same twice."""

import random
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.analysis.entities import find_mentions

_WORDS = [
    "الرئيس",
    "بشار",
    "الأسد",
    "وقال",
    "في",
    "دمشق",
    "للأسد",
    "«",
    "»",
    ".",
    "\n",
    "صحيفة",
    "الجيش",
    "السوري",
    "و",
    "لـ",
    "ـ",
    "محمد",
    "بن",
    "abc",
    "١٢",
    "تركياوالأردن",
    "أبا",
    "مَن",
]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)))
@example("شركة AA")  # the text ends with the name of a firm
def test_spans(text: str) -> None:
    found = find_mentions(text)
    end = 0
    for mention in found:
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.text == mention.span.of(text)
        assert mention.name.strip()
        end = mention.span.end
    assert found == find_mentions(text)


def test_a_text_may_begin_and_end_anywhere(seeds: Path) -> None:
    chance = random.Random(3)
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    for _ in range(250):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        part = text[start : start + chance.randrange(1, 120)]
        for mention in find_mentions(part):
            assert mention.text == mention.span.of(part)
