"""Who is meant where a text names nobody: subjects across an aside, objects by their pronoun, «الطالبة», «الرجل»."""

from __future__ import annotations

import pytest

from reader.analysis.events import find_events
from reader.analysis.times import find_times

from .made import mentions_of

NAMES = {
    "PER": ["سامي حداد", "نادر قاسم", "ليلى منصور", "رامي سعد", "ميشيل حداد"],
    "LOC": ["بيروت", "عمان", "روما", "حلب"],
    "ORG": ["حزب الفجر", "مجموعة النخيل", "شركة البرق", "البرق", "هيئة الجسور"],
}


def parts(text: str, trigger: str) -> set[tuple[str, str]]:
    """The parts of the last event with this trigger, named and unnamed."""
    mentions = mentions_of(text, **NAMES)
    events = find_events(text, mentions, find_times(text, "2021-12-10").expressions)
    event = [each for each in events if each.trigger.of(text) == trigger][-1]
    named = {(mentions[p.mention].text, p.role.value) for p in event.participants}
    return named | {(p.span.of(text), p.role.value) for p in event.parties}


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        # what is said of a name between two commas is not who acts
        ("وكان سامي حداد، صاحب أطول فترة حكم، قد استقال أمس.", "استقال", {("سامي حداد", "agent")}),
        ("سامي حداد، الذي زار روما يوم الأحد، استقال أمس.", "استقال", {("سامي حداد", "agent")}),
        # who stands first is taken up by the verb's pronoun
        (
            "والرجل اعتقلته الشرطة في حلب أمس.",
            "اعتقلته",
            {("والرجل", "patient"), ("الشرطة", "agent"), ("حلب", "place")},
        ),
        (
            "سامي حداد اعتقلته الشرطة في حلب أمس.",
            "اعتقلته",
            {("سامي حداد", "patient"), ("الشرطة", "agent"), ("حلب", "place")},
        ),
        # what a relative clause takes up with a preposition is where or when
        ("دفن نادر قاسم أمام المنصة التي قتل عليها أمس.", "قتل", {("نادر قاسم", "patient")}),
        # a name behind «تدعى» is who is meant
        ("قتلت أمس طالبة تدعى ليلى منصور في حلب.", "قتلت", {("ليلى منصور", "patient"), ("حلب", "place")}),
        # how much is nobody, and a noun behind ب or ل no party without a preposition
        ("وقطعت العربة الطريق، ثم قفزت 32 مترا أمس.", "قفزت", set()),
        ("وكان سامي حداد قد استقال لأسباب صحية أمس.", "استقال", {("سامي حداد", "agent")}),
        # a definite phrase is not the town behind it
        (
            "غادرت المرأة الحديدية روما أمس.",
            "غادرت",
            {("المرأة الحديدية", "agent"), ("روما", "place")},
        ),
        (
            "وعزى جلالة سامي حداد أسر الضحايا أمس.",
            "وعزى",
            {("سامي حداد", "agent"), ("أسر الضحايا", "patient")},
        ),
        # the object is said by the pronoun: the phrase behind the verb acts
        (
            "زار سامي حداد روما أمس. وأعلن الخطة، وأقرتها الحكومة.",
            "وأقرتها",
            {("الحكومة", "agent")},
        ),
    ],
)
def test_who_and_whom(text: str, trigger: str, wanted: set[tuple[str, str]]) -> None:
    """Grammar alone says it."""
    assert parts(text, trigger) == wanted


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        # a woman is meant by a feminine verb and «ها», a man by none of them
        ("قالت الطالبة ليلى منصور ذلك. وسافرت إلى روما أمس.", "وسافرت", ("ليلى منصور", "agent")),
        (
            "قالت الطالبة ليلى منصور ذلك ثم زارت روما، واعتقلها الجنود أمس.",
            "واعتقلها",
            ("ليلى منصور", "patient"),
        ),
        (
            "رأى سامي حداد الطالبة ليلى منصور في روما. واعتقله الجنود أمس.",
            "واعتقله",
            ("سامي حداد", "patient"),
        ),
        # a name that men bear as well makes nobody a woman
        ("التقى ميشيل حداد السفير في روما. وزار حلب أمس.", "وزار", ("ميشيل حداد", "agent")),
        # what somebody was called by means him
        (
            "فاز العداء سامي حداد أمس. وهنأه نادر قاسم. وسافر العداء إلى روما الأحد.",
            "وسافر",
            ("سامي حداد", "agent"),
        ),
        (
            "قضت المحكمة بسجن نادر قاسم، قاتل ليلى منصور. وهرب القاتل إلى روما الأحد.",
            "وهرب",
            ("نادر قاسم", "agent"),
        ),
        (
            "أعلنت شركة «البرق» ذلك. وردت هيئة الجسور. ثم غادرت الشركة روما الأحد.",
            "غادرت",
            ("البرق", "agent"),
        ),
        (
            "أعلنت شركة البرق ذلك. وردت هيئة الجسور. ثم غادرت الشركة روما الأحد.",
            "غادرت",
            ("شركة البرق", "agent"),
        ),
    ],
)
def test_taken_back(text: str, trigger: str, wanted: tuple[str, str]) -> None:
    """Somebody named before is meant."""
    assert wanted in parts(text, trigger)


def test_two_of_one_trade() -> None:
    """«العداء» of whom the text has two means neither."""
    text = "فاز العداء سامي حداد أمس. وخسر العداء نادر قاسم. وسافر العداء إلى روما الأحد."
    assert ("العداء", "agent") in parts(text, "وسافر")


def test_things_are_nobody() -> None:
    """«باعها» may mean a thing: nobody is put there."""
    text = "قالت الطالبة ليلى منصور إن السيارة قديمة. واشتراها نادر قاسم أمس."
    assert ("ليلى منصور", "patient") not in parts(text, "واشتراها")


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        (  # whose birth the text tells is meant at the head of its paragraphs, and struck anywhere in it
            "ولد سامي حداد في قرية عام 1953، وقاد إضرابا.\nوقال نادر قاسم إن الأمر كان صعبا.\nتفاوض مع حزب الفجر عشر مرات في روما.",
            "تفاوض",
            {("سامي حداد", "agent"), ("حزب الفجر", "patient"), ("روما", "place")},
        ),
        (  # so is whom alone its headline names
            "من قتل سامي حداد؟\nقال نادر قاسم إن سامي حداد كان وحيدا. وأكد رامي سعد أن الرواية لم تكتمل. وأعدم أمام عشرة آلاف شخص أمس.",
            "وأعدم",
            {("سامي حداد", "patient")},
        ),
    ],
)
def test_whom_a_portrait_is_about(text: str, trigger: str, wanted: set[tuple[str, str]]) -> None:
    assert parts(text, trigger) == wanted
