"""Who has which part in a clause: relative clauses, what stands beside an amount, an aside or a place, and the gender of a verb."""

from __future__ import annotations

import pytest

from reader.analysis.events import find_events
from reader.analysis.times import find_times
from tests.analysis.events.made import mentions_of

NAMES = {
    "PER": ["سامي حداد", "ليلى حداد", "نادر قاسم"],
    "LOC": ["بيروت", "لندن", "الزيتون"],
    "ORG": ["شرطة بيروت"],
}


def parts(text: str, trigger: str) -> set[tuple[str, str]]:
    mentions = mentions_of(text, **NAMES)
    events = find_events(text, mentions, find_times(text, "2021-12-10").expressions)
    event = next(each for each in events if each.trigger.of(text) == trigger)
    named = {(mentions[p.mention].text, p.role.value) for p in event.participants}
    return named | {(p.span.of(text), p.role.value) for p in event.parties}


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        # whom a relative clause tells of acts in it and behind it
        (
            "الضابط الذي طلب عدم ذكر اسمه غادر البلاد.",
            "طلب",
            {("الضابط", "agent"), ("عدم ذكر اسمه", "patient")},
        ),
        ("الضابط الذي طلب عدم ذكر اسمه غادر البلاد.", "غادر", {("الضابط", "agent"), ("البلاد", "place")}),
        ("الوزير الذي زار المدينة أمس وعد بالتحقيق.", "وعد", {("الوزير", "agent")}),
        ("الطبيب الذي حذر من المرض توفي في بيروت.", "توفي", {("الطبيب", "patient"), ("بيروت", "place")}),
        # unless a preposition's pronoun takes him up, or the object is his
        ("ليلى حداد التي عثر عليها مذبوحة في شقتها.", "عثر", {("ليلى حداد", "patient")}),
        ("الرئيس الذي أطاح الجيش به يوم الأحد.", "أطاح", {("الرئيس", "patient"), ("الجيش", "agent")}),
        ("المدرب الذي أقال النادي مساعده استقال.", "أقال", {("النادي", "agent"), ("مساعده", "patient")}),
        # an amount is one phrase and nobody
        ("عثرت الشرطة في خزانته على 1.54 مليون دولار.", "عثرت", {("الشرطة", "agent")}),
        ("تسلمت العائلة 750 مليون دولار أمس.", "تسلمت", {("العائلة", "agent")}),
        # a body ends before a title, before the body that suffers; a town's quarter behind ب is a place
        (
            "واتهمت النيابة المدير سامي حداد بالرشوة.",
            "واتهمت",
            {("النيابة", "agent"), ("سامي حداد", "patient")},
        ),
        ("واتهم الدفاع شرطة بيروت بالكذب.", "واتهم", {("الدفاع", "agent"), ("شرطة بيروت", "patient")}),
        ("اتهم الادعاء سامي حداد بالرشوة.", "اتهم", {("الادعاء", "agent"), ("سامي حداد", "patient")}),
        ("اعتقلته الشرطة في منزله بحي الزيتون.", "اعتقلته", {("الشرطة", "agent"), ("الزيتون", "place")}),
        # where is no title of whoever is named behind it
        ("اعتقل في المطار سامي حداد أمس.", "اعتقل", {("سامي حداد", "patient")}),
        ("قتل في الحادث سامي حداد.", "قتل", {("سامي حداد", "patient")}),
        # an aside, and a verb that tells of itself, add no party
        ("توفي سامي حداد، وهو طبيب، يوم السبت.", "توفي", {("سامي حداد", "patient")}),
        ("استقال سامي حداد يوم الأحد وخلفه شقيقه نادر قاسم.", "استقال", {("سامي حداد", "agent")}),
        (
            "استقال سامي حداد يوم الأحد وخلفه شقيقه نادر قاسم.",
            "وخلفه",
            {("نادر قاسم", "agent"), ("سامي حداد", "patient")},
        ),
        # the gender of a verb: a woman's name behind a masculine one, a man's title behind a feminine one
        (
            "اتهم سامي حداد نادر قاسم وهدد ليلى حداد بالسجن.",
            "وهدد",
            {("سامي حداد", "agent"), ("ليلى حداد", "patient")},
        ),
        (
            "سافرت ليلى حداد إلى لندن حيث التقت الملاكم العراقي.",
            "التقت",
            {("ليلى حداد", "agent"), ("الملاكم العراقي", "patient")},
        ),
        ("دخل سامي حداد الشقة ثم غادر المبنى.", "غادر", {("سامي حداد", "agent"), ("المبنى", "place")}),
        # who gets a sentence suffers it, who passes it does not
        ("نال سامي حداد حكما بالسجن سنة.", "نال", {("سامي حداد", "patient"), ("بالسجن", "other")}),
        ("استجوب سامي حداد الشهود ثم أصدر حكمه يوم الأحد.", "أصدر", {("سامي حداد", "agent")}),
        # a title with whom it is of acts before its verb; so does what a relative clause stands behind
        (
            "وتقول إن مدير المستشفى أمر بوقف العلاج.",
            "أمر",
            {("مدير المستشفى", "agent"), ("العلاج", "patient")},
        ),
        ("وكانت بيروت التي يسكنها مليونا نسمة أغلقت أمس.", "أغلقت", {("بيروت", "patient")}),
        ("في العالم الذي نعيش فيه تأخرت الرحلة أمس.", "تأخرت", {("الرحلة", "agent")}),
        (
            "وأقالت لندن أمين الحزب في الزيتون سامي حداد.",
            "وأقالت",
            {("لندن", "agent"), ("سامي حداد", "patient"), ("الزيتون", "place")},
        ),
        (
            "واتهم سامي حداد المنظمة بالكذب، وجمد في 14 أبريل تمويل بلاده لها البالغ مليون دولار.",
            "وجمد",
            {("سامي حداد", "agent"), ("تمويل بلاده", "patient")},
        ),
        ("قضى سامي حداد بالفيروس أمس.", "قضى", {("سامي حداد", "patient")}),
    ],
)
def test_who_has_which_part(text: str, trigger: str, wanted: set[tuple[str, str]]) -> None:
    assert parts(text, trigger) == wanted


def test_what_was_told_is_nobody() -> None:
    text = "وبرر سامي حداد الأمر. الكلفة عالية، وهو ما نفاه المدير نادر قاسم."
    assert parts(text, "نفاه") == {("نادر قاسم", "agent")}
