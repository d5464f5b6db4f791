"""The quick ways of making words give what the careful way gives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.typeset import lay_out
from reader.typeset.cells import Style
from reader.typeset.words import NO_MORE, Word, Words, forget

ALPHABETS = {
    "letters": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئلل",
    "vocalised": "اللسمدآأ" + "\u064e\u064f\u0650\u0651\u0652\u064b\u0670",
    "plain": "الأسد(«،:-/12aB.»)٣ـکیژھڵێ",
}


def carefully(words: Words, word: str) -> Word:
    return words._any(word)


@pytest.mark.parametrize("style", [Style(), Style(forms=False), Style(marks=False)])
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_quick_is_careful(alphabet: str, style: Style) -> None:
    words = Words(style)

    @settings(max_examples=300, deadline=None)
    @given(st.text(alphabet=ALPHABETS[alphabet], min_size=1, max_size=9))
    def check(word: str) -> None:
        quick, careful = words[word], carefully(words, word)
        for name in ("length", "width", "classes", "even", "odd"):
            assert getattr(quick, name) == getattr(careful, name), name
        assert (quick.more or NO_MORE) == (careful.more or NO_MORE)
        assert tuple(quick.starts) == tuple(careful.starts)

    check()


def test_a_word_between_signs_is_the_careful_one() -> None:
    for style in (Style(), Style(forms=False)):
        words = Words(style)
        for front, inner, back in product(
            ["", "«", "(", "“"],
            ["ب", "سلام", "لا", "الأولى", "ء"],
            map("".join, chain.from_iterable(product("،.؛:؟!»)”", repeat=n) for n in range(4))),
        ):
            word = front + inner + back
            quick, careful = words[word], carefully(words, word)
            for name in ("length", "width", "classes", "even", "odd", "more"):
                assert getattr(quick, name) == getattr(careful, name), (word, name)
            assert tuple(quick.starts) == tuple(careful.starts), word


def test_long_words_are_not_kept() -> None:
    words = Words(Style())
    assert words["ب" * 200].width == 200
    assert "ب" * 200 not in words
    assert words["باب"].width == 3
    assert "باب" in words


def test_many_threads_lay_out_alike() -> None:
    texts = [f"قال الرئيس {n} (John) في كِتَاب {chr(0x600 + n)}ي ﷺ 😀" for n in range(200)]
    want = [[line.text for line in lay_out(text, 24)] for text in texts]
    forget()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: [line.text for line in lay_out(text, 24)], texts))
    assert found == want
