"""Text in, event mentions out: triggers, parts, time, source, modality, figures."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.analysis.events import find_events
from reader.analysis.times import find_times
from reader.model import EventMention, Modality, Role

from .made import mentions_of
from .score import files

NAMES = {
    "PER": ["سامي حداد", "نادر قاسم", "ليلى منصور"],
    "LOC": ["بيروت", "عمان", "روما", "حلب", "موسكو", "لبنان"],
    "ORG": ["حزب الفجر", "رويترز", "الصليب الأحمر"],
}


def read(text: str, published: str | None = "2021-12-10") -> list[EventMention]:
    return list(find_events(text, mentions_of(text, **NAMES), find_times(text, published).expressions))


def parts(text: str, event: EventMention) -> set[tuple[str, str]]:
    mentions = mentions_of(text, **NAMES)
    named = {(mentions[p.mention].text, p.role.value) for p in event.participants}
    return named | {(p.span.of(text), p.role.value) for p in event.parties}


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "wanted"),
    [
        # verb first, subject first, omitted subject
        ("غادر سامي حداد بيروت أمس.", "غادر", "depart", {("سامي حداد", "agent"), ("بيروت", "place")}),
        ("إن سامي حداد غادر بيروت أمس.", "غادر", "depart", {("سامي حداد", "agent"), ("بيروت", "place")}),
        (
            "التقى سامي حداد نادر قاسم ثم غادر إلى روما.",
            "غادر",
            "depart",
            {("سامي حداد", "agent"), ("روما", "place")},
        ),
        # what «و» adds behind a place or a day belongs to who was named first, and his age to nobody
        (
            "قتل سامي حداد في حلب يوم الأحد وصديقه نادر قاسم.",
            "قتل",
            "kill",
            {("سامي حداد", "patient"), ("نادر قاسم", "patient"), ("حلب", "place")},
        ),
        (
            "قتل سامي حداد في حلب وعمره 69 عاما بعد حكم طويل.",
            "قتل",
            "kill",
            {("سامي حداد", "patient"), ("حلب", "place")},
        ),
        (
            "اغتيل سامي حداد يوم الأحد ومرافقه.",
            "اغتيل",
            "kill",
            {("سامي حداد", "patient"), ("ومرافقه", "patient")},
        ),
        # a question is a clause of its own, and a place falls, also where a pronoun says it
        (
            "روى نادر قاسم من روما كيف سقطت حلب في يد حزب الفجر.",
            "سقطت",
            "fall",
            {("حلب", "patient")},
        ),
        ("بقي نادر قاسم في حلب قبل سقوطها في حزيران 2014.", "سقوطها", "fall", {("حلب", "patient")}),
        ("غادر نادر قاسم مقره في حلب الأحد.", "غادر", "depart", {("نادر قاسم", "agent")}),
        ("ترك نادر قاسم مقره في حلب الأحد.", "ترك", "depart", {("نادر قاسم", "agent")}),
        # what the verb's own noun completes is nobody
        (
            "اجتمع سامي حداد بالوزراء وفرض حظر التجول في بيروت.",
            "وفرض",
            "emergency",
            {("سامي حداد", "agent"), ("بيروت", "place")},
        ),
        # behind «أن» stands the subject, whatever heads it; «شركته» acts itself
        (
            "قال سامي حداد إن طاقم السفينة أخفى السترات في روما.",
            "أخفى",
            "act",
            {("طاقم السفينة", "agent"), ("السترات", "patient"), ("روما", "place")},
        ),
        (
            "قال سامي حداد إن شركته أبلغت الصليب الأحمر باختفاء السفينة.",
            "أبلغت",
            "inform",
            {("شركته", "agent"), ("الصليب الأحمر", "patient")},
        ),
        # a body does not describe the noun before it, «الغاضبون» the people before it does
        (
            "وحمل التقرير الشركة المسؤولية عن مقتل نادر قاسم.",
            "وحمل",
            "accuse",
            {("التقرير", "agent"), ("الشركة", "patient")},
        ),
        (
            "وهاجم أهالي الضحايا الغاضبون مقر الشركة في روما.",
            "وهاجم",
            "attack",
            {("أهالي الضحايا الغاضبون", "agent"), ("مقر الشركة", "patient"), ("روما", "place")},
        ),
        # who the one behind a preposition is, what a ship is called, how much, «وذلك»: no parties
        (
            "حكمت المحكمة بالسجن ستة أشهر على نادر قاسم ربان العبارة «النورس الأبيض» في روما.",
            "حكمت",
            "sentence",
            {("المحكمة", "agent"), ("نادر قاسم", "patient"), ("روما", "place")},
        ),
        (
            "سافر سامي حداد إلى روما، وذلك قبل أن ترفع الحصانة عنه.",
            "سافر",
            "depart",
            {("سامي حداد", "agent"), ("روما", "place")},
        ),
        # whom something is asked of refuses, not who tells it; whom the crowd burns nothing of arrests it
        (
            "قال سامي حداد إن الركاب طلبوا من نادر قاسم العودة إلى روما لكنه رفض.",
            "رفض",
            "refuse",
            {("نادر قاسم", "agent")},
        ),
        (
            "أضرموا النار في المقر في روما، فأطلقت الشرطة الغاز لتفريقهم واعتقلت العشرات.",
            "واعتقلت",
            "arrest",
            {("الشرطة", "agent"), ("العشرات", "patient"), ("روما", "place")},
        ),
        # «ه» is what this sentence spoke of, not whom the one before was about
        (
            "قال ذلك سامي حداد. وتسلمت موسكو الصندوق الأسود في 22 فبراير 2020 بعدما أرسلته روما.",
            "أرسلته",
            "send",
            {("روما", "agent")},
        ),
        # somebody is elected, and «أمينا عاما» says as what
        (
            "استقال سامي حداد من عضويته، وانتخب نادر قاسم أمينا عاما للحزب في روما.",
            "وانتخب",
            "elect",
            {("نادر قاسم", "patient"), ("روما", "place")},
        ),
        # a court acts, and the town behind it says where it sits; what is told is nobody, nor is «قبله»
        (
            "اعتقلت الشرطة نادر قاسم، وحكمت عليه محكمة الاستئناف ببيروت بالسجن عشرين سنة.",
            "وحكمت",
            "sentence",
            {("محكمة الاستئناف", "agent"), ("نادر قاسم", "patient"), ("بيروت", "place"), ("بالسجن", "other")},
        ),
        ("ومات قبله نادر قاسم في روما.", "ومات", "die", {("نادر قاسم", "patient"), ("روما", "place")}),
        (
            "زار سامي حداد روما ودعا أنصاره إلى الهدوء.",
            "ودعا",
            "ask",
            {("سامي حداد", "agent"), ("أنصاره", "patient")},
        ),
        (
            "ورفضت كتلة العهد المشاركة في الحكومة.",
            "ورفضت",
            "refuse",
            {("كتلة العهد", "agent"), ("المشاركة", "patient")},
        ),
        (
            "استقبل سامي حداد نادر قاسم في روما وعينه رئيسا للحكومة.",
            "وعينه",
            "appoint",
            {("سامي حداد", "agent"), ("نادر قاسم", "patient")},
        ),
        # in what state somebody was is no party
        (
            "وكان سامي حداد قد قتل غدرا في حلب بعد أسره حيا.",
            "قتل",
            "kill",
            {("سامي حداد", "patient"), ("حلب", "place")},
        ),
        # a definite plural behind a feminine verb acts; it is no title of the man behind it
        (
            "استقبلت الجماهير سامي حداد في بيروت.",
            "استقبلت",
            "meet",
            {("الجماهير", "agent"), ("سامي حداد", "patient"), ("بيروت", "place")},
        ),
        (
            "أصابت شظاياها سامي حداد في رأسه وقتلت نادر قاسم.",
            "وقتلت",
            "kill",
            {("نادر قاسم", "patient")},
        ),
        # a feminine noun right after a masculine verb is no subject of it
        (
            "رفض سامي حداد العرض ثم غادر الشركة.",
            "غادر",
            "depart",
            {("سامي حداد", "agent"), ("الشركة", "place")},
        ),
        (
            "زار سامي حداد روما فرفض نادر قاسم العرض ثم ترك منصبه.",
            "ترك",
            "resign",
            {("نادر قاسم", "agent")},
        ),
        (  # whom the text is about, sentences later
            "زار سامي حداد روما. قال سامي حداد ذلك. عاد سامي حداد. تعب سامي حداد. كان الجو باردا. نزل المطر. اشتد البرد. استقال من منصبه.",
            "استقال",
            "resign",
            {("سامي حداد", "agent")},
        ),
        # passive by letters, by mark, and by one lone phrase
        ("أقيل نادر قاسم أمس.", "أقيل", "dismiss", {("نادر قاسم", "patient")}),
        ("اعتُقل نادر قاسم في بيروت.", "اعتُقل", "arrest", {("نادر قاسم", "patient"), ("بيروت", "place")}),
        ("اعتقل نادر قاسم في بيروت.", "اعتقل", "arrest", {("نادر قاسم", "patient"), ("بيروت", "place")}),
        ("تم اعتقال نادر قاسم في بيروت.", "اعتقال", "arrest", {("نادر قاسم", "patient"), ("بيروت", "place")}),
        # who is named in the clause before belongs to its act
        (
            "بعد يومين على مقتل سامي حداد، اعتقلت الشرطة رجلا في بيروت.",
            "اعتقلت",
            "arrest",
            {("الشرطة", "agent"), ("بيروت", "place")},
        ),
        (
            "وبعد اعتقال سامي حداد غادرت ليلى منصور بيروت أمس.",
            "غادرت",
            "depart",
            {("ليلى منصور", "agent"), ("بيروت", "place")},
        ),
        (
            "إثر استقالة سامي حداد من منصبه، أعلن الجيش حالة الطوارئ في بيروت.",
            "أعلن",
            "emergency",
            {("الجيش", "agent"), ("حالة", "patient"), ("بيروت", "place")},
        ),
        ("القتيل سامي حداد غادر بيروت أمس.", "غادر", "depart", {("سامي حداد", "agent"), ("بيروت", "place")}),
        (
            "بعد أن التقى سامي حداد، غادر نادر قاسم بيروت أمس.",
            "غادر",
            "depart",
            {("نادر قاسم", "agent"), ("بيروت", "place")},
        ),
        # an office with its country, and what its holder does it to
        (
            "أقال الرئيس التونسي المعزول الحكومة أمس.",
            "أقال",
            "dismiss",
            {("الرئيس التونسي المعزول", "agent"), ("الحكومة", "patient")},
        ),
        (
            "التقى الوزير القطري الرئيس المصري في عمان.",
            "التقى",
            "meet",
            {("الوزير القطري", "agent"), ("الرئيس المصري", "patient"), ("عمان", "place")},
        ),
        # what completes the verb is what it is done to
        ("حل سامي حداد البرلمان أمس.", "حل", "dissolve", {("سامي حداد", "agent")}),
        ("ووري سامي حداد الثرى في عمان.", "ووري", "bury", {("سامي حداد", "patient"), ("عمان", "place")}),
        (
            "أصدر القاضي حكما على سامي حداد أمس.",
            "أصدر",
            "sentence",
            {("القاضي", "agent"), ("سامي حداد", "patient")},
        ),
        # their own men; a pronoun behind «إن» acts, and so does the noun of a relative clause
        (
            "أعلن سامي حداد أن قواته استعادت مدينة حلب أمس.",
            "استعادت",
            "capture",
            {("قواته", "agent"), ("حلب", "place")},
        ),
        (
            "قال سامي حداد إنه التقى نادر قاسم في عمان.",
            "التقى",
            "meet",
            {("سامي حداد", "agent"), ("نادر قاسم", "patient"), ("عمان", "place")},
        ),
        (
            "دان سامي حداد الهجوم الذي استهدف السفارة في روما.",
            "استهدف",
            "attack",
            {("السفارة", "patient"), ("روما", "place")},
        ),
        # who finds the dead
        (
            "عثرت الشرطة على جثة سامي حداد في بيروت.",
            "عثرت",
            "die",
            {("الشرطة", "agent"), ("سامي حداد", "patient"), ("بيروت", "place")},
        ),
        ("عثر على جثة سامي حداد في بيروت.", "عثر", "die", {("سامي حداد", "patient"), ("بيروت", "place")}),
        # a ruler, his country, his rank; whom he receives
        (
            "استقبل أمير عمان الشيخ سامي حداد الرئيس نادر قاسم أمس.",
            "استقبل",
            "meet",
            {("سامي حداد", "agent"), ("نادر قاسم", "patient"), ("عمان", "other")},
        ),
        (
            "طعن رجل ثلاثة أشخاص في روما.",
            "طعن",
            "attack",
            {("رجل", "agent"), ("ثلاثة أشخاص", "patient"), ("روما", "place")},
        ),
        # ... or who does it
        ("أغلق محتجون طريق المطار في بيروت.", "أغلق", "protest", {("محتجون", "agent"), ("بيروت", "place")}),
        # before a court, and not «like»
        ("مثل سامي حداد أمام القضاء في بيروت.", "مثل", "try", {("سامي حداد", "patient"), ("بيروت", "place")}),
        (
            "رفعت روما عقوبات عن موسكو أمس.",
            "رفعت",
            "lift-sanction",
            {("روما", "agent"), ("موسكو", "patient")},
        ),
        # who sues, and whom
        (
            "تقدم سامي حداد بشكوى ضد نادر قاسم في بيروت أمس.",
            "تقدم",
            "charge",
            {("سامي حداد", "agent"), ("نادر قاسم", "patient"), ("بيروت", "place")},
        ),
        (
            "رفع سامي حداد دعوى على الشركة في بيروت أمس.",
            "رفع",
            "charge",
            {("سامي حداد", "agent"), ("الشركة", "patient"), ("بيروت", "place")},
        ),
        (
            "رفعت دعوى ضد نادر قاسم في بيروت أمس.",
            "رفعت",
            "charge",
            {("نادر قاسم", "patient"), ("بيروت", "place")},
        ),
        # two phrases: who and whom
        (
            "اعتقلت الشرطة نادر قاسم في عمان.",
            "اعتقلت",
            "arrest",
            {("الشرطة", "agent"), ("نادر قاسم", "patient")},
        ),
        (
            "قتل مسلحون مجهولون القيادي نادر قاسم في حلب.",
            "قتل",
            "kill",
            {("مسلحون مجهولون", "agent"), ("نادر قاسم", "patient")},
        ),
        # masdars
        (
            "أثارت مغادرة سامي حداد بيروت جدلا.",
            "مغادرة",
            "depart",
            {("سامي حداد", "agent"), ("بيروت", "place")},
        ),
        ("بعد سقوط حلب بيد المسلحين أمس.", "سقوط", "fall", {("حلب", "patient"), ("المسلحين", "agent")}),
        # prepositions that bring a part
        ("عرضت موسكو على سامي حداد اللجوء.", "عرضت", "offer", {("موسكو", "agent"), ("سامي حداد", "patient")}),
        (
            "طلب نادر قاسم من سامي حداد المغادرة.",
            "طلب",
            "ask",
            {("نادر قاسم", "agent"), ("سامي حداد", "patient")},
        ),
        (
            "أفرج حزب الفجر عن سامي حداد أمس.",
            "أفرج",
            "release",
            {("حزب الفجر", "agent"), ("سامي حداد", "patient")},
        ),
        (
            "اغتيل سامي حداد على يد مجهولين.",
            "اغتيل",
            "kill",
            {("سامي حداد", "patient"), ("مجهولين", "agent")},
        ),
        # back-pointing words
        ("عرض نادر قاسم على سامي حداد منصبا، لكن الأخير رفض.", "رفض", "refuse", {("سامي حداد", "agent")}),
        (
            "تقدم المسلحون نحو حلب ثم دخل المسلحون المدينة.",
            "دخل",
            "enter",
            {("حلب", "place"), ("المسلحون", "agent")},
        ),
        (
            "زار الرئيس اللبناني سامي حداد روما. وغادر الرئيس اللبناني أمس.",
            "وغادر",
            "depart",
            {("سامي حداد", "agent")},
        ),
        # complements
        (
            "ألقت الشرطة القبض على نادر قاسم.",
            "ألقت",
            "arrest",
            {("الشرطة", "agent"), ("نادر قاسم", "patient")},
        ),
        (
            "أطلق حزب الفجر سراح نادر قاسم.",
            "أطلق",
            "release",
            {("حزب الفجر", "agent"), ("نادر قاسم", "patient")},
        ),
        # a dateline, «كان ... قد», a feminine behind a masculine verb, a clause about a state, how and how often
        (
            "حلب (سانا) - اعتقلت الشرطة نادر قاسم.",
            "اعتقلت",
            "arrest",
            {("الشرطة", "agent"), ("نادر قاسم", "patient")},
        ),
        (
            "وكان ثلاثة مسلحين قد هاجموا حلب الأحد.",
            "هاجموا",
            "attack",
            {("ثلاثة مسلحين", "agent"), ("حلب", "place")},
        ),
        (
            "وصل سامي حداد الأحد ثم زار كنيسة القرية.",
            "زار",
            "visit",
            {("سامي حداد", "agent"), ("كنيسة القرية", "place")},
        ),
        (
            "اعتقلت الشرطة نادر قاسم وهو نائم.",
            "اعتقلت",
            "arrest",
            {("الشرطة", "agent"), ("نادر قاسم", "patient")},
        ),
        ("وصل سامي حداد روما، ثم هرب متخفيا.", "هرب", "flee", {("سامي حداد", "agent")}),
        ("أحرقت الطائرات القصر.", "أحرقت", "destroy", {("الطائرات", "agent"), ("القصر", "patient")}),
        # who is named behind what they are
        (
            "قُتل في حلب صحفي شاب يدعى سامي حداد.",
            "قُتل",
            "kill",
            {("حلب", "place"), ("سامي حداد", "patient")},
        ),
        (
            "توفي كبير الأطباء، سامي حداد، في حلب.",
            "توفي",
            "die",
            {("كبير الأطباء", "patient"), ("سامي حداد", "patient"), ("حلب", "place")},
        ),
        # who condoles is not who is mourned
        (
            "قدم سامي حداد تعازيه إلى أسر الضحايا في حلب.",
            "قدم",
            "mourn",
            {("سامي حداد", "agent"), ("أسر الضحايا", "patient"), ("حلب", "place")},
        ),
        # the name inside another's phrase is no party
        (
            "غادر شقيق سامي حداد بيروت.",
            "غادر",
            "depart",
            {("سامي حداد", "other"), ("شقيق سامي حداد", "agent")},
        ),
    ],
)
def test_parts(text: str, trigger: str, kind: str, wanted: set[tuple[str, str]]) -> None:
    event = next(e for e in read(text) if e.trigger.of(text) == trigger)
    assert event.type == kind
    assert wanted <= parts(text, event)


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("غادر سامي حداد بيروت أمس.", "غادر", Modality.ASSERTED),
        ("لم يغادر سامي حداد بيروت.", "يغادر", Modality.DENIED),
        ("لم يغادر بيروت سوى سامي حداد.", "يغادر", Modality.ASSERTED),
        ("لن يغادر سامي حداد بيروت إلا بعد الاتفاق.", "يغادر", Modality.DENIED),  # not yet
        ("لم يغادر سامي حداد بيروت إلا الأحد.", "يغادر", Modality.ASSERTED),
        ("لم يغادر سامي حداد بيروت إلا أن نادر قاسم وصل.", "يغادر", Modality.DENIED),
        ("نفى نادر قاسم مغادرة سامي حداد بيروت.", "مغادرة", Modality.DENIED),
        ("نفى نادر قاسم السيطرة على القوات التي دخلت بيروت.", "دخلت", Modality.ATTRIBUTED),
        ("قال نادر قاسم إنه يتم التجهيز لهجوم على بيروت.", "لهجوم", Modality.PLANNED),
        ("دون مغادرة سامي حداد بيروت.", "مغادرة", Modality.DENIED),
        ("سيغادر سامي حداد بيروت غدا.", "سيغادر", Modality.PLANNED),
        ("يعتزم سامي حداد مغادرة بيروت.", "مغادرة", Modality.PLANNED),
        ("أمرت موسكو سامي حداد بمغادرة بيروت.", "بمغادرة", Modality.PLANNED),
        ("رفض سامي حداد مغادرة بيروت.", "مغادرة", Modality.DENIED),
        ("رفض سامي حداد التعليق على القصف في بيروت.", "القصف", Modality.ASSERTED),
        ("يريد سامي حداد أن يقابل نادر قاسم في بيروت في 5 مايو 2020.", "يقابل", Modality.PLANNED),
        ("حاول سامي حداد كسب الوقت فأرجأ الانتخابات.", "فأرجأ", Modality.ASSERTED),
        ("إذا غادر سامي حداد بيروت انتهت الأزمة.", "غادر", Modality.HYPOTHETICAL),
        ("قد يغادر سامي حداد بيروت.", "يغادر", Modality.HYPOTHETICAL),
        ("نفى سامي حداد، القائد السابق للشرطة، أن يكون قد فر من حلب.", "فر", Modality.DENIED),
        ("أجاز الحزب القوة إذا لم ينسحب سامي حداد من حلب الأحد.", "ينسحب", Modality.HYPOTHETICAL),
        ("ما لم يستقل سامي حداد الأحد ستسقط الحكومة.", "يستقل", Modality.HYPOTHETICAL),
        ("لم يستقل سامي حداد الأحد.", "يستقل", Modality.DENIED),
        ("وفي حال الهجوم على بيروت يعود الوزير.", "الهجوم", Modality.HYPOTHETICAL),
        ("وعلى كل حال غادر سامي حداد بيروت الأحد.", "غادر", Modality.ASSERTED),
        ("أعلن سامي حداد حال الطوارئ وفرض حظر التجول في بيروت.", "وفرض", Modality.ATTRIBUTED),
        ("وقد غادر سامي حداد بيروت.", "غادر", Modality.ASSERTED),
        ("نفى نادر قاسم، في مقابلة مع رويترز، أن يكون سامي حداد قد غادر بيروت.", "غادر", Modality.DENIED),
        ("لم يسفر الهجوم عن سقوط ضحايا في بيروت.", "سقوط", Modality.DENIED),
        ("أسفر الهجوم عن سقوط ضحايا في بيروت.", "سقوط", Modality.ASSERTED),
        ("لم يتمكن سامي حداد من مغادرة بيروت بعد مقتل نادر قاسم.", "مغادرة", Modality.DENIED),
        ("لم يتمكن سامي حداد من مغادرة بيروت بعد مقتل نادر قاسم.", "مقتل", Modality.ASSERTED),
        ("فشل سامي حداد في تشكيل الحكومة أمس.", "تشكيل", Modality.DENIED),
        ("هدد سامي حداد بقصف بيروت.", "بقصف", Modality.PLANNED),
        ("سرت شائعات عن وفاة سامي حداد في بيروت.", "وفاة", Modality.HYPOTHETICAL),
        ("أرجأ سامي حداد زيارته لبيروت.", "زيارته", Modality.PLANNED),
        ("ألغى القاضي توقيف سامي حداد في بيروت.", "توقيف", Modality.ASSERTED),  # he was
        ("يعتقد أن سامي حداد غادر بيروت.", "غادر", Modality.HYPOTHETICAL),
        ("الرجل الذي يعتقد أنه قتل نادر قاسم اعتقلته الشرطة في بيروت.", "اعتقلته", Modality.ASSERTED),
        ("قالت رويترز إن سامي حداد غادر بيروت.", "غادر", Modality.ATTRIBUTED),
        ("غادر سامي حداد بيروت. هل هذا السيناريو ممكن؟", "غادر", Modality.HYPOTHETICAL),
    ],
)
def test_modality(text: str, trigger: str, modality: Modality) -> None:
    assert next(e for e in read(text) if e.trigger.of(text) == trigger).modality is modality


def test_what_somebody_only_wishes_is_no_happening() -> None:
    assert read("قال نادر قاسم: أريد أن أساعد جيشا يقاتل.") == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "via"),
    [
        ("قال نادر قاسم إن سامي حداد غادر بيروت.", "نادر قاسم", "person", ()),
        ("وهو ما دفع رويترز إلى ترجيح أن سامي حداد غادر بيروت.", "رويترز", "outlet", ()),
        ("انتهى الأمر بتأكيد نادر قاسم أن سامي حداد غادر بيروت.", "نادر قاسم", "person", ()),
        ("بحسب وكالة رويترز، غادر سامي حداد بيروت.", "رويترز", "outlet", ()),
        ("أكدت مصادر أمنية مطلعة أن سامي حداد غادر بيروت.", "مصادر أمنية مطلعة", "anonymous", ()),
        (
            "مصادر مقربة من حزب الفجر أكدت أن سامي حداد غادر بيروت.",
            "مصادر مقربة من حزب الفجر",
            "anonymous",
            (),
        ),
        ("نقلت رويترز عن مسؤول لبناني أن سامي حداد غادر بيروت.", "مسؤول لبناني", "anonymous", ("رويترز",)),
        ("أكدت مصادر مطلعة لموقع رويترز أن سامي حداد غادر بيروت.", "مصادر مطلعة", "anonymous", ("رويترز",)),
        (
            "وفقا لما ذكره ثلاثة أشخاص مطلعين، فقد غادر سامي حداد بيروت.",
            "ثلاثة أشخاص مطلعين",
            "anonymous",
            (),
        ),
        ("غادر سامي حداد بيروت وفق بيان للصليب الأحمر.", "بيان للصليب الأحمر", "body", ()),
        ("مصدر في الشرطة: غادر سامي حداد بيروت.", "مصدر في الشرطة", "anonymous", ()),
    ],
)
def test_sources(text: str, name: str, kind: str, via: tuple[str, ...]) -> None:
    source = next(e for e in read(text) if "غادر" in e.trigger.of(text)).source
    assert source is not None
    assert (source.name, source.kind.value, source.via) == (name, kind, via)


def test_the_source_of_the_sentence_before_goes_on() -> None:
    text = "قال مصدر أمني إن سامي حداد غادر بيروت. وأضاف المصدر أن نادر قاسم اعتقل في عمان."
    assert {e.source.name for e in read(text) if e.source} == {"مصدر أمني"}


def test_the_outlet_says_what_nobody_else_is_quoted_for() -> None:
    text = "غادر سامي حداد بيروت."
    (event,) = find_events(text, mentions_of(text, **NAMES), (), source="النهار")
    assert event.source is not None
    assert (event.source.name, event.modality) == ("النهار", Modality.ASSERTED)


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("في 3 مارس 2021، زار سامي حداد روما والتقى نادر قاسم.", "والتقى", "2021-03-03"),
        ("غادر سامي حداد بيروت منذ عام 2011.", "غادر", None),
        (
            "وكانت العبارة، وهي سفينة بنيت في روما عام 1970، غرقت فجر الثالث من فبراير 2006 في بيروت.",
            "غرقت",
            "2006-02-03TMO",
        ),
        ("غادر سامي حداد بيروت في 8 ديسمبر 2021. وإثر ذلك اعتقلت الشرطة نادر قاسم.", "اعتقلت", "2021-12-08"),
        ("غادر سامي حداد بيروت في 8 ديسمبر 2021. اعتقلت الشرطة نادر قاسم.", "اعتقلت", None),
        ("عرضت روما على سامي حداد قبل يوم من وصول القوات إلى بيروت مغادرة البلاد.", "عرضت", "P1D"),
        ("عرضت روما على سامي حداد قبل يوم من وصول القوات إلى بيروت مغادرة البلاد.", "مغادرة", None),
        ("أجلت الحكومة رئاسيات 18 نوفمبر 2021 وزار سامي حداد روما.", "أجلت", None),
        ("زار سامي حداد روما في 7 ديسمبر 2021، فمنع من الكلام.", "فمنع", "2021-12-07"),
        ("هي أكبر كارثة منذ زلزال روما عام 1939، وأعلن سامي حداد الحداد.", "وأعلن", None),
        ("وصل سامي حداد إلى روما في 4 ديسمبر 2021، وبعده بأيام غادر إلى بيروت.", "غادر", None),
        ("حوكم ثلاثة مدانين بتفجير روما في 8 ديسمبر 2021.", "بتفجير", None),
        ("أعلن سامي حداد في 7 ديسمبر 2021 إغلاق المصنع في روما.", "إغلاق", "2021-12-07"),
    ],
)
def test_dates(text: str, trigger: str, value: str | None) -> None:
    times = find_times(text, "2021-12-10").expressions
    event = next(e for e in read(text) if e.trigger.of(text) == trigger)
    assert (times[event.times[0]].value if event.times else None) == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "rough"),
    [
        ("قتل 12 شخصا في حلب.", 12, "شخصا", False),
        ("قتل نحو أربعين شخصا في حلب.", 40, "شخصا", True),
        ("قتل ثلاثة وعشرون جنديا في حلب.", 23, "جنديا", False),
        ("مقتل 40 ألف مقاتل في حلب.", 40000, "مقاتل", False),
        ("قتل ١٢ شخصا في حلب.", 12, "شخصا", False),
    ],
)
def test_figures(text: str, value: float, unit: str, rough: bool) -> None:
    (event,) = read(text)
    assert [(q.value, q.unit, q.approximate) for q in event.numbers] == [(value, unit, rough)]


@pytest.mark.parametrize(
    "text",
    [
        "يبلغ سامي حداد من العمر 54 عاما في بيروت.",  # an age, nobody informs
        "وزير الخارجية سامي حداد في بيروت.",  # no visit in وزير
        "ووفقا لسامي حداد في بيروت.",
        "قبل الاجتماع في بيروت بساعة.",
        "اقرأ أيضا: غادر سامي حداد بيروت",  # another article's headline
    ],
)
def test_words_that_are_no_event(text: str) -> None:
    assert [e.type for e in read(text)] in ([], ["meet"])


def test_spans_indexes_and_reasons_hold() -> None:
    for path in files("tuned"):
        for article in tomllib.loads(path.read_text(encoding="utf-8"))["articles"]:
            text = article["text"]
            mentions, times = mentions_of(text, **NAMES), find_times(text, article["published"]).expressions
            found = find_events(text, mentions, times)
            assert found == find_events(text, mentions, times)
            for event in found:
                assert event.span.contains(event.trigger)
                assert event.why
                assert all(p.mention < len(mentions) and isinstance(p.role, Role) for p in event.participants)
                assert all(i < len(times) for i in event.times)


WORDS = st.sampled_from(
    [
        "غادر",
        "سامي",
        "حداد",
        "بيروت",
        "إلى",
        "أن",
        "قال",
        "إن",
        "الذي",
        "في",
        "من",
        "لم",
        "قد",
        "وقتل",
        "12",
        "ـ",  # a dash for some: a word without a letter
        "ً",
        "شخصا",
        "،",
        ".",
        ":",
        "«",
        "»",
        "-",
        "(",
        ")",
        "تم",
        "نقله",
        "القبض",
        "ألقى",
        "على",
        "8",
        "ديسمبر",
        "2021",
        "العاصمة",
        "الأخير",
        "له",
        "\n",
    ]
)


@example(["وقتل", "12", "ـ", "في"])
@example(["وقبض", "على", "12", "،", "غادر", "ــ"])
@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_nothing_breaks_on_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    for event in read(text):
        assert event.span.contains(event.trigger)


def test_endless_sentences_are_read_in_pieces() -> None:
    text = "غادر سامي حداد بيروت إلى روما وقتل 12 شخصا في حلب " * 400
    found = read(text)
    assert len(found) >= 790
    assert max(len(e.span) for e in found) < 1500
