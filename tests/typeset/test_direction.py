"""Base direction by content: what an Arabic reader takes the paragraph to be."""

from __future__ import annotations

import pytest

from reader.typeset import lay_out, one_line, text_direction

TABLE = {
    "قال الرئيس": "rtl",
    "The war ended": "ltr",
    "قال John Smith أمس": "rtl",
    "He said نعم today": "ltr",
    "CNN قالت إن الرئيس": None,  # its first letter and its words disagree
    "Facebook تعلن": None,
    "قال John Smith the spokesman": None,
    "2024-12-08": None,
    "+ - *": None,
    "": None,
    "قال": "rtl",
    "שלום": "rtl",
    "\u2066abc\u2069 قال": "rtl",  # what is isolated decides nothing first
}


@pytest.mark.parametrize("text", TABLE)
def test_by_content(text: str) -> None:
    assert text_direction(text) == TABLE[text]


@pytest.mark.parametrize("open_one", ["CNN قالت إن الرئيس", "2024-12-08", "* * *"])
def test_undecided_paragraphs_follow_the_document(open_one: str) -> None:
    arabic = lay_out(f"قال الرئيس أمس\n{open_one}\nثم ذهب إلى دمشق", 40)
    assert [line.direction for line in arabic] == ["rtl", "rtl", "rtl"]
    english = lay_out(f"The president said\n{open_one}\nand left", 40)
    assert [line.direction for line in english] == ["ltr", "ltr", "ltr"]


def test_an_english_paragraph_in_an_arabic_article() -> None:
    lines = lay_out("قال الرئيس أمس\nThe original text in English\nثم ذهب", 40)
    assert [line.direction for line in lines] == ["rtl", "ltr", "rtl"]


def test_an_undecided_text_reads_from_the_right() -> None:
    assert lay_out("+ - *", 20)[0].direction == "rtl"
    assert one_line("Facebook تعلن", 20).text == "ﻦﻠﻌﺗ Facebook"


def test_what_is_told_is_done() -> None:
    assert lay_out("قال", 20, direction="ltr")[0].direction == "ltr"
    assert lay_out("abc", 20, direction="rtl")[0].direction == "rtl"
