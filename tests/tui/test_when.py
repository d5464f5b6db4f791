"""What a time comes to, in words: no code of TIMEX3 reaches the screen."""

from __future__ import annotations

import re

import pytest

from reader.catalogue import Catalogue
from reader.slots import of_slot
from reader.when import in_words
from tests.tui.conftest import Opener

ISOLATES = re.compile(r"[\u2066-\u2069]")


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        ("2024-12-08", "2024-12-08", "2024-12-08"),
        ("2024-12-08TEV", "2024-12-08 evening", "2024-12-08 مساءً"),
        ("P17D", "17 days", "17 يوما"),
        ("P2W", "2 weeks", "أسبوعان"),
        ("P2Y7M", "2 years · 7 months", "سنتان · 7 أشهر"),
        ("PT55M", "55 minutes", "55 دقيقة"),
        ("P1DT2H", "1 day · 2 hours", "يوم واحد · ساعتان"),
        ("PXDE", "some decades", "بضعة عقود"),
        ("PTXH", "some hours", "بضع ساعات"),
        (
            "P11Y/P16Y",
            "11 years – 16 years",
            "11 سنة – 16 سنة",
        ),
        ("XXXX-06-23", "06-23, year not known", "06-23، والسنة غير معروفة"),
        ("XXXX-04", "04, year not known", "04، والسنة غير معروفة"),
        ("XXXX-06-13TNI", "06-13 night, year not known", "06-13 ليلًا، والسنة غير معروفة"),
        ("XXXX-WXX-6T21:45", "a Saturday 21:45", "يوم سبت 21:45"),
        ("XXXX-WXX-1", "a Monday", "يوم اثنين"),
        ("XXXX-XX-XXT21:45", "21:45, day not known", "21:45، واليوم غير معروف"),
        ("XXXX-XX-XX", "a day not known", "يوم غير معروف"),
        ("XXXX-XX-20", "day 20 of a month", "اليوم 20 من شهر"),
        ("2014-W43", "week 43 of 2014", "الأسبوع 43 من 2014"),
        ("HYP-D2", "day 2 of the scenario", "اليوم 2 من السيناريو"),
        ("PRESENT_REF", "PRESENT_REF", "PRESENT_REF"),
    ],
)
def test_a_value_is_told_in_words(value: str, english: str, arabic: str) -> None:
    assert ISOLATES.sub("", in_words(value, None, Catalogue("en"))) == english
    assert ISOLATES.sub("", in_words(value, None, Catalogue("ar"))) == arabic


def test_times_of_accounts_are_told_in_words_and_figures_as_they_are() -> None:
    words = Catalogue("en")
    assert of_slot("time", "2024-12-08TEV", words) == "2024-12-08 evening"
    assert of_slot("date", "2024-12-07", words) == "2024-12-07"
    assert of_slot("number", "135 قتيل", words) == "135 قتيل"


async def test_no_code_stands_in_the_status_line_or_on_the_card(opened: Opener) -> None:
    async with opened() as reader:
        seen = set()
        for doc in reader.desk.session.rows:
            for time in reader.app.library.analysis(doc.id).times:
                value = in_words(time.value, None, reader.desk.words)
                assert "X" not in value and not value.startswith(("P", "HYP")), time.value
                seen.add(value)
        assert len(seen) > 10
        await reader.do("text.next_time")
        await reader.settle()
        told = in_words(reader.desk.thing_here().id, None, reader.desk.words)
        assert told in reader.desk.status.what
        await reader.do("app.info")
        assert ("value", told) in reader.card()
