"""Which time goes to which event."""

from __future__ import annotations

import pytest

from reader.analysis import analyse


def dated(text: str, published: str | None = None) -> dict[str, str | None]:
    """Each trigger's day."""
    found = analyse(text, published=published)
    return {
        each.trigger.of(text): found.times[each.times[0]].value if each.times else None
        for each in found.events
    }


def test_the_day_that_heads_an_entry_is_the_day_of_all_of_it() -> None:
    text = (
        "الثلاثاء 4 حزيران 2019. وصلنا إلى الميناء.\n"
        "الأربعاء. نمنا قليلا. اعتقلت الشرطة خمسة عمال. ثم أفرجت عنهم المحكمة.\n"
        "اعتقلت الشرطة النقيب.\n"
    )
    found = dated(text)
    assert found["أفرجت"] == "2019-06-05"
    assert [found[each] for each in found if each.startswith("اعتقل")] == [None]


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("بيروت\n5 أيار 2024\nاعتقلت الشرطة النقيب في المرفأ.", "اعتقلت", None),
        ("بدأ الإضراب في 1 أيار 2024.\n5 أيار 2024\nاعتقلت الشرطة النقيب في المرفأ.", "اعتقلت", "2024-05-05"),
    ],
)
def test_a_day_on_its_own_line(text: str, trigger: str, value: str | None) -> None:
    assert dated(text)[trigger] == value


DATED = "بيروت - الاثنين 29 تموز 2024\n"


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        (  # what «و» adds to the news of a day
            "اندلعت احتجاجات اليوم في أحياء شعبية من العاصمة، وأسقط متظاهرون تمثالا للرئيس، وأطلقت الشرطة الغاز المسيل للدموع.",
            "أسقط",
            "2024-07-29",
        ),
        (
            "أصدرت المحكمة مساء أمس الأحد حكمها بسجن الوزير السابق خمس سنوات. وبرأت المحكمة سامي حداد.",
            "برأت",
            "2024-07-28TEV",
        ),
        (  # not after a day that stands aside, or one to come
            "وسيدفع المصرف 76 سنتا للسهم الواحد، بعدما أغلق السهم يوم الجمعة على فرنكين. وشطبت الهيئة سندات قيمتها 16 مليار فرنك.",
            "شطبت",
            None,
        ),
        ("أعلن الرئيس غدا الثلاثاء يوم حداد وطني. وزار الوزير سامي حداد الجرحى في صيدا.", "زار", None),
        (  # the clause of an anchor keeps its day to itself
            "بعد تسعة أيام على الزلزال الذي دمّر جنوب تركيا فجر 20 تموز، أخرج عمال الإنقاذ امرأة حية.",
            "الزلزال",
            "2024-07-20TMO",
        ),
        (  # when it was said is not when it was
            "مُسحت أجهزة الشركة وفق ما روته المستشارة ليلى حداد في أغسطس 2015.",
            "مُسحت",
            None,
        ),
        ("أعلن الاتحاد فوز قطر بتنظيم نهائيات 2022 على حساب أستراليا.", "فوز", None),
    ],
)
def test_which_day_is_whose(text: str, trigger: str, value: str | None) -> None:
    whole = DATED + text
    analysis = analyse(whole)
    told = [event for event in analysis.events if event.trigger.of(whole).removeprefix("و") == trigger]
    assert [analysis.times[event.times[0]].value if event.times else None for event in told] == [value]
