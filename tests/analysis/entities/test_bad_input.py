"""Texts that no newspaper wrote: without Arabic, of names alone, misread, in presentation forms, stretched, without end."""

from __future__ import annotations

import random

import arabic_reshaper
import pytest

from reader.analysis import LinkInput
from reader.analysis.entities import find_mentions, link_entities
from reader.model import Analysis
from reader.text.fold import fold

TEXT = (
    "قال الرئيس السوري بشار الأسد في دمشق إن الجيش السوري باق. ونقلت وكالة رويترز عن وزير الخارجية الروسي "
    "سيرغي لافروف أن موسكو وأنقرة اتفقتا، وأضاف لافروف أن القاهرة وبغداد وافقتا أيضا."
)


def names(text: str) -> list[tuple[str, str]]:
    """(type, folded name) of what is found: what a reader would look for."""
    return [(mention.type.value, fold(mention.name)) for mention in find_mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t ",
        "The president said on Monday that talks in Geneva had failed.",
        "1234567890 %$#@! 12/05/2021",
        "会谈在日内瓦举行。 Переговоры в Женеве.",
        "ـــــــ ًٌٍَُِّ",
        "\u202e\u202d\u2066\u2069\ud800\x00",
    ],
)
def test_without_arabic_nobody_is_named(text: str) -> None:
    assert find_mentions(text) == ()
    assert link_entities([LinkInput("d", text, Analysis(mentions=()))]).entities == ()


def test_names_alone() -> None:
    lines = [
        "بشار الأسد",
        "سيرغي لافروف",
        "فلاديمير بوتين",
        "دمشق",
        "القاهرة",
        "روسيا البيضاء",
        "حزب الله",
        "الأمم المتحدة",
    ]
    found = names("\n".join(lines))
    assert [name for _, name in found] == [fold(line) for line in lines]
    assert [kind for kind, _ in found] == ["PER"] * 3 + ["LOC"] * 3 + ["ORG"] * 2


def test_stretched_everywhere() -> None:
    stretched = "".join(
        letter + "ـ" if letter.isalpha() and after.isalpha() else letter
        for letter, after in zip(TEXT, TEXT[1:] + " ", strict=True)
    )
    assert names(stretched) == names(TEXT)
    for mention in find_mentions(stretched):
        assert mention.span.of(stretched) == mention.text


def test_all_in_presentation_forms() -> None:
    reshaped = arabic_reshaper.reshape(TEXT)
    assert fold(reshaped) != reshaped
    assert names(reshaped) == names(TEXT)


def test_marks_on_every_letter() -> None:
    marked = "".join(letter + "َ" if letter.isalpha() else letter for letter in TEXT)
    assert names(marked) == names(TEXT)


@pytest.mark.parametrize("share", [0.05, 0.3, 1.0])
def test_misread_letters_break_nothing(share: float) -> None:
    """As a bad scan gives it: letters lost, doubled, taken for others, words run together."""
    chance = random.Random(7)
    letters = []
    for letter in TEXT * 5:
        if chance.random() < share:
            letter = chance.choice(
                ["", letter * 2, chance.choice("بتثنيفقكلمءه،.«»(|l1~"), " ", letter + "\n"]
            )
        letters.append(letter)
    text = "".join(letters)
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.why
        end = mention.span.end


def test_a_few_misread_letters_hide_no_other_names() -> None:
    found = names(TEXT.replace("الرئيس", "الرئبس").replace("قال", "فال"))
    assert ("PER", fold("بشار الأسد")) in found
    assert ("LOC", fold("دمشق")) in found


def test_a_long_text_is_read_as_its_parts_are() -> None:
    once, often = find_mentions(TEXT), find_mentions("\n\n".join([TEXT] * 300))
    assert len(often) == 300 * len(once)
    assert len({mention.local for mention in often}) == len({mention.local for mention in once})


@pytest.mark.soak
def test_a_million_tokens() -> None:
    paragraph = TEXT + "\n\n"
    times = 1_000_000 // len(TEXT.split()) + 1
    found = find_mentions(paragraph * times)
    assert len(found) == times * len(find_mentions(TEXT))
    assert found[-1].span.end <= len(paragraph) * times
