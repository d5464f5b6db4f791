"""Lines that head what follows: text in, headings out."""

from __future__ import annotations

import pytest

from reader.text.headings import is_heading

BODY = (
    "وقال المتحدث باسم الوزارة إن اللجنة ستبدأ عملها مطلع الأسبوع المقبل في العاصمة وإنها ستستمع إلى شهادات "
    * 3
)


@pytest.mark.parametrize(
    ("line", "below", "heading"),
    [
        ("عروض سياحية اقتصادية", BODY, True),
        ("ماذا جرى في الليلة الأخيرة", "\n" + BODY, True),
        ("What happened that night", BODY, True),
        ("قال إنه لن يعود.", BODY, False),  # a sentence
        ("وأضاف في بيانه:", BODY, False),  # leads on
        ("«لن نعود إلى الوراء»", BODY, False),  # a quotation
        ("1- إقالة رؤساء الفروع الأمنية", BODY, False),
        ("• إطلاق سراح المعتقلين", BODY, False),
        ("المراسل", BODY, False),  # one word
        ("بندان في قائمة", "بند قصير آخر\n" + BODY, False),
        ("آخر ما في المقالة", "", False),
        ("كلمة " * 30, BODY, False),
    ],
)
def test_a_heading_is_told_by_its_shape(line: str, below: str, heading: bool) -> None:
    text = f"{BODY}\n{line}\n{below}"
    start = len(BODY) + 1
    assert is_heading(text, start, start + len(line)) is heading
