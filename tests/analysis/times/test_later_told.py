"""What thirty stories of other hands taught: diaries, seasons of long before, hours of a clause's day, words that only look ahead."""

from __future__ import annotations

import pytest

from reader.analysis.times import find_times


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        # a diary counts from its own days
        ("الأحد 4 يونيو 2023. لم يبق قطن.\n\nالاثنين. الهدنة انتهت السبت. أمس سقطت قذيفة. نخلي المكان غدا.", None, ["2023-06-04", "2023-06-05", "2023-06-03", "2023-06-04", "2023-06-06"]),
        ("2 أيلول 2007: يدخل الجيش. تبحث عنه بيروت حتى اليوم.", None, ["2007-09-02", "XXXX-XX-XX"]),
        # days of the season that the sentence before says
        ("وصل في 13 يوليو 2004. هناك كان قد هزمه صيف 1972. بدأت المباراة في 11 يوليو.", None, ["2004-07-13", "1972-SU", "1972-07-11"]),
        ("حدثني عن شتاء 1950. نزل الثلج في السادس من شباط.", None, ["1950-WI", "1950-02-06"]),
        ("خرج في 13 يوليو 2004. كان جوازه قد ألغي في نوفمبر السابق.", None, ["2004-07-13", "2003-11"]),
        # the day of a relative clause, for an hour in the next sentence
        ("قالت السلطات اليوم إن الطائرة التي تحطمت مساء الأحد سليمة. وأقلعت الطائرة في السابعة و52 دقيقة مساء.", "1989-01-10", ["1989-01-10", "1989-01-08TEV", "1989-01-08T19:52"]),
        # since when is not when
        ("سجلت المدينة منذ الأول من يوليو أمطارا كثيرة، وفق ما أفادت المنظمة مساء الأربعاء.", "2017-08-17", ["2017-07-01", "2017-08-16TEV"]),
        # a verb of saying begins a clause of its own; «قد» and the present tell what may be
        ("زار الرئيس الولاية الأحد وقال إن الشركة ستدفع.", "2010-05-03", ["2010-05-02"]),
        ("قال المدير إن البطارية قد تنفد السبت.", "2014-11-14", ["2014-11-15"]),
        # «إلى» has the letters of an article
        ("خطف في 12 مايو 2012. ثم نقلوه في الليل إلى مدرسة.", None, ["2012-05-12", "2012-05-12TNI"]),
        ("وصل في 12 مايو 2012. عند الثالثة إلى المطار وصلت القافلة.", None, ["2012-05-12", "2012-05-12T03:00"]),
        ("فتحت السجون في 11 فبراير 1979، ووصل راشد بعد ثلاثة أسابيع في مركب.", None, ["1979-02-11", "1979-W09"]),
        ("اهتزت الأرض فجر 26 مايو 2003. وصلت أول طائرة بعد الظهر.", None, ["2003-05-26TMO", "2003-05-26TAF"]),
        # two stories: a little back from where the second stands
        ("ألغيت الورقة في 5 أيار 1993. في 15 يناير 2004 انتهى التبديل.\nونسي ليلة 14 يناير الكيس.", None, ["1993-05-05", "2004-01-15", "2004-01-14TNI"]),
    ],
)  # fmt: skip
def test_what_a_day_is(text: str, published: str | None, values: list[str]) -> None:
    assert [each.value for each in find_times(text, published).expressions] == values
