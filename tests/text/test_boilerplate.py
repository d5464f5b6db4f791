"""Which lines belong to the page and which to the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.boilerplate import boilerplate

ARTICLE = "وصل الوفد إلى العاصمة صباح اليوم، حيث التقى المسؤولين وبحث معهم ملف الإعمار."

TEXTS = [
    ("اقرأ أيضًا: الوفد يغادر العاصمة", ["اقرأ أيضًا: الوفد يغادر العاصمة"]),
    ("إقرأ أيضاً | خبر آخر", ["إقرأ أيضاً | خبر آخر"]),
    (f"{ARTICLE}\nشارك على فيسبوك\n{ARTICLE}", ["شارك على فيسبوك"]),
    ("فيسبوك تويتر واتساب طباعة", ["فيسبوك تويتر واتساب طباعة"]),
    ("إعلان", ["إعلان"]),
    ("إعلان النتائج تأجل إلى الغد", []),
    (f"{ARTICLE}\n\nمواضيع ذات صلة\nخبر أول\nخبر ثان\n\n{ARTICLE}", ["مواضيع ذات صلة", "خبر أول", "خبر ثان"]),
    (f"اقرأ أيضا:\nعنوان مقال آخر\n{ARTICLE}\nعنوان فرعي", ["اقرأ أيضا:", "عنوان مقال آخر"]),
    ("لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *", ["لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *"]),
    (f"{ARTICLE} {ARTICLE} {ARTICLE} اقرأ أيضا: خبر قصير. {ARTICLE}", ["اقرأ أيضا: خبر قصير."]),
    ("© 2024 جميع الحقوق محفوظة لصحيفة المدى", ["© 2024 جميع الحقوق محفوظة لصحيفة المدى"]),
    ("اقرأ أيها الطالب دروسك.", []),
    ("شارك الوزير في افتتاح المعرض.", []),
    ("شارك المقاتلون في العملية.", []),
    ("تابع الرئيس سير العمل في الموقع.", []),
    (ARTICLE, []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[t[:30] or "empty" for t, _ in TEXTS])
def test_boilerplate(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in boilerplate(text)] == expected


@given(st.text(alphabet="اقرأ أيضا شارك.\n:ـَ x1،", max_size=200))
def test_spans_are_in_order_and_inside(text: str) -> None:
    last = 0
    for span in boilerplate(text):
        assert last <= span.start < span.end <= len(text)
        assert span.of(text).strip()
        last = span.end


def test_the_bundled_articles_are_articles(seeds) -> None:
    for path in seeds.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert sum(map(len, boilerplate(text))) < len(text) / 10
