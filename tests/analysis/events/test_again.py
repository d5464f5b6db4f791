"""Reports of one text on one happening: what ties them before any other text is looked at, and what does not."""

from __future__ import annotations

import pytest

from reader.analysis import LinkInput, analyse
from reader.analysis.entities import link_entities
from reader.analysis.events.features import Report, reports


def told(text: str) -> tuple[list[Report], list[str]]:
    """The reports of a text, and their triggers as written."""
    given = LinkInput("a", text, analyse(text))
    words = [event.trigger.of(text) for event in given.analysis.events]
    return reports([given], link_entities([given], ()).of), words


def chains(text: str) -> list[list[str]]:
    """The triggers of each happening that a text tells more than once."""
    found, words = told(text)
    groups: dict[str, list[str]] = {}
    for report, word in zip(found, words, strict=True):
        if report.one:
            groups.setdefault(report.one, []).append(word)
    return list(groups.values())


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("أسفر الهجوم الذي شنته الجماعة على القرية يوم 3 أيار 2021 عن مقتل ثلاثة.", ["الهجوم", "شنته"]),
        (
            "شهدت تونس مباراة بين ليبيا والجزائر التي فازت بها الجزائر يوم الأحد 3 أيار 2021.",
            ["مباراة", "فازت"],
        ),
        (
            "هاجم مسلحون قرية قرب حلب يوم الأحد 3 أيار 2021.\nوقال شهود إن الهجوم أوقع ثلاثة قتلى.",
            ["هاجم", "الهجوم"],
        ),
        (
            "استقالة وزير المالية سامي حداد\nبيروت - استقال وزير المالية سامي حداد يوم الأحد 3 أيار 2021.",
            ["استقالة", "استقال"],
        ),
        (  # a crash of what the text has spoken of, though it names another place near it
            "أعلنت السلطات سقوط طائرة ركاب قرب طهران يوم الأحد 3 أيار 2021.\nوتحطمت الطائرة قرب بلدة برند.",
            ["سقوط", "وتحطمت"],
        ),
    ],
)
def test_a_text_takes_up_what_it_has_told(text: str, one: list[str]) -> None:
    assert one in chains(text)


@pytest.mark.parametrize(
    "text",
    [
        # one more of its kind
        "هاجم مسلحون قرية قرب حلب يوم الأحد 3 أيار 2021.\nوقال شهود إن الهجوم الثاني أوقع ثلاثة قتلى.",
        # another day
        "هاجم مسلحون قرية قرب حلب يوم الأحد 3 أيار 2021.\nوأوقع الهجوم في 20 أيار 2021 ثلاثة قتلى.",
        # one more thing that crashes
        "تحطمت طائرة ركاب قرب طهران يوم الأحد 3 أيار 2021.\nوتحطمت مروحية قرب حلب.",
        # what something is called by
        "أعدمت السلطات قاتلا في عمان يوم الأحد 3 أيار 2021.\nوألغى البرلمان عقوبة الإعدام.",
        # two verbs of one sentence
        "حكمت المحكمة على سامي حداد بالسجن وبرأت نادر قاسم يوم الأحد 3 أيار 2021.",
        # what the verb says of something else
        "بدأت اللجنة عملها بعد انفجار في بيروت يوم الأحد 3 أيار 2021.",
    ],
)
def test_what_a_text_tells_apart_stays_apart(text: str) -> None:
    assert chains(text) == []


def test_what_one_report_knows_holds_for_all() -> None:
    """The day and the doer stand in the lead, the masdar that takes it up has neither: and the day is no word of its own."""
    found, words = told(
        "هاجم تنظيم داعش قرية قرب حلب يوم الأحد 3 أيار 2021.\nوقال شهود إن الهجوم أوقع ثلاثة قتلى."
    )
    first, again = (found[words.index(word)] for word in ("هاجم", "الهجوم"))
    assert again.agents == first.agents != frozenset()
    assert (again.interval, again.carried, first.carried) == (first.interval, True, False)
    assert again.content != first.content


def test_a_kind_that_is_taken_up_is_told_once() -> None:
    found, _ = told("هاجم مسلحون قرية قرب حلب يوم الأحد 3 أيار 2021.\nوقال شهود إن الهجوم أوقع ثلاثة قتلى.")
    assert "attack" in found[0].document.single


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "ذكرت قناة محلية أن سامي حداد استقبله في زحلة، وهو ما نفته الوزارة.",
            [["استقبله", "نفته"]],
        ),
        ("لم يستقبله سامي حداد في زحلة، وهو ما نفته الوزارة.", []),  # what was denied already
    ],
)
def test_a_denial_tells_again_what_it_denies(text: str, wanted: list[list[str]]) -> None:
    assert chains(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وبدأت محاكمة الوزير في بيروت في 3 أيار 2021.", ["محاكمة"]),
        ("جاء افتتاح الجسر يوم 8 مارس 2021 في بيروت.", ["افتتاح"]),
        ("كتب الطبيب أن الوفاة حدثت يوم 8 مارس 2021.", ["الوفاة"]),
        ("جاء الوزير يوم 8 مارس 2021 إلى بيروت لافتتاح الجسر.", ["جاء", "لافتتاح"]),
    ],
)
def test_a_verb_that_only_says_that_its_noun_took_place_is_no_happening_beside_it(
    text: str, wanted: list[str]
) -> None:
    assert told(text)[1] == wanted
