"""Joined forms against arabic-reshaper, and what is ours."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from arabic_reshaper import ArabicReshaper
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.typeset import Line, lay_out
from reader.typeset.joining import forms

RESHAPER = ArabicReshaper(configuration={"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})


def logical(line: Line) -> str:
    """The glyphs in source order."""
    return "".join(glyph for _, glyph in sorted(zip(line.starts, line.glyphs, strict=True)))


def reshaped(text: str) -> str:
    return "".join(c for c in RESHAPER.reshape(text) if c not in "\u200c\u200d\ufe0f")


def test_seeds_as_arabic_reshaper(seeds: Path) -> None:
    paragraphs = [p.strip() for path in seeds.glob("*.txt") for p in path.read_text("utf-8").splitlines()]
    unmirrored = str.maketrans(dict.fromkeys("()[]«»{}<>", "|"))  # the reshaper does not order
    for paragraph in filter(None, paragraphs):
        (line,) = lay_out(paragraph, 1 << 20)
        assert logical(line).translate(unmirrored) == reshaped(paragraph).translate(unmirrored)
    assert len(list(filter(None, paragraphs))) == 42


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچژگکیٹڈڑےۀـ"  # ں is dual-joining in Unicode; the reshaper joins nothing after it


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=LETTERS + "   .,12", min_size=1, max_size=24).filter(str.strip))
def test_random_words_as_arabic_reshaper(text: str) -> None:
    text = " ".join(text.split())
    (line,) = lay_out(text, 1 << 20)
    assert logical(line) == reshaped(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=LETTERS + "   ", min_size=1, max_size=24).filter(str.strip))
def test_python_bidi_agrees_where_it_is_right(text: str) -> None:
    # Without brackets (it does not mirror) and without marks (it sets them before their letter).
    text = " ".join(text.split())
    (line,) = lay_out(text, 1 << 20, direction="rtl")
    assert line.text == get_display(reshaped(text), base_dir="R")


@pytest.mark.parametrize("letter", [c for c in forms() if len(c) == 1 and "\u0621" <= c <= "\u06d3"])
def test_every_form_is_its_letters(letter: str) -> None:
    for form in forms()[letter]:
        base = unicodedata.normalize("NFKC", form[0])
        assert base in {letter, unicodedata.normalize("NFKC", letter)} or len(form) == 2


@pytest.mark.parametrize(
    ("text", "glyphs"), [("كتاب", "كتاب"), ("لا", "لا"), ("كِتَاب", "كِ تَ ا ب"), ("ﷺ", "ﷺ")]
)
def test_letters_as_they_are(text: str, glyphs: str) -> None:
    (line,) = lay_out(text, 20, shaping="letters")
    assert list(reversed(line.glyphs)) == (glyphs.split() if " " in glyphs else list(glyphs))


def test_harakat_can_be_hidden() -> None:
    (line,) = lay_out("كِتَابٌ ٱلرَّحۡمَٰنِ café cafe\u0301 أ\u0654", 60, marks=False)
    assert line.text == lay_out("كتاب ٱلرحمن café cafe\u0301 أ\u0654", 60)[0].text
    assert line.cells[-1].end == 2  # the mark is still its letter's


def test_forms_are_chosen_before_any_cut() -> None:
    whole = logical(lay_out("مستشفيات", 20)[0])
    cut = "".join(logical(line) for line in lay_out("مستشفيات", 3))
    assert cut == whole


def test_letters_and_no_forms_lay_out_the_same_source() -> None:
    text = "قال لا (نعم) في 7/8"
    assert [(line.start, line.end) for line in lay_out(text, 100, shaping="letters")] == [(0, len(text))]
