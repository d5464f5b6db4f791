"""At words of time that stand everywhere only some rules are asked: the others find nothing there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reader.analysis.times.grammar import _ASKED, RULES, _asked
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.tokens import Tokens

HERE = Path(__file__).parent
STORIES = ("stories.txt", "told.txt")


def _with_words_put_in(text: str) -> str:
    """The text, every seventh word or so another that only some rules are asked at: turns that nobody wrote."""
    chance = random.Random(7)  # the same turns each time
    few = sorted(
        word for word, (_, read) in lexicon().forms.items() if any(each.kind in _ASKED for each in read)
    )
    return " ".join(chance.choice(few) if chance.random() < 0.15 else each for each in text.split(" "))


@pytest.mark.parametrize("put_in", [False, True])
@pytest.mark.parametrize("name", STORIES)
def test_a_rule_that_is_not_asked_would_find_nothing(name: str, put_in: bool) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    t = Tokens(_with_words_put_in(text) if put_in else text)
    kept_back = 0
    for at in t.starters:
        asked = _asked(frozenset(t.kinds(at)))
        for rule in RULES:
            if rule not in asked:
                kept_back += 1
                assert rule(t, at) is None, (rule.__name__, t.texts[at : at + 5])
    assert kept_back > 1000  # else nothing is tried here
