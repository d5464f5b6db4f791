"""Themes: text and marks can be read on every ground they stand on (WCAG AA), and kinds do not hang on colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from reader.tui import themes

INKS = ("ink", "person", "organisation", "place", "time", "event", "note", "faint")
GROUNDS = ("ground", "side", "head")
STYLES = Path(themes.__file__).parent / "screens" / "desk.tcss"


def luminance(colour: Color) -> float:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(colour.r) + 0.7152 * channel(colour.g) + 0.0722 * channel(colour.b)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "theme", [each for each in themes.THEMES if not each.ansi], ids=lambda each: each.name
)
def test_contrast_is_aa(theme: Theme) -> None:
    colours = theme.variables
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS]
    # what can lie under the letters of a mark
    pairs += [
        (ink, ground) for ink in INKS[:-1] for ground in ("lit", "near", "row", "chosen-ground", "row-cursor")
    ]
    pairs += [("cursor-ink", "cursor")]
    low = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in pairs
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert not low


def test_there_are_four_of_our_own_and_the_terminals() -> None:
    assert sum(not each.ansi for each in themes.THEMES) >= 4 and sum(each.ansi for each in themes.THEMES) == 1


def test_kinds_differ_without_colour() -> None:
    style = STYLES.read_text(encoding="utf-8")
    found = {}
    for kind in ("per", "org", "loc", "time", "event"):
        rule = re.search(rf"LinePane > \.kind--{kind}, [^{{]*{{([^}}]*)}}", style)
        assert rule is not None
        weight = re.search(r"text-style:\s*([^;]+)", rule.group(1))
        found[kind] = weight.group(1).strip() if weight else ""
    assert len(set(found.values())) == len(found) and all(found.values())


def test_headings_are_no_kind() -> None:
    """A heading of a text or a list has an ink of its own: the accent is a hue like a person's."""
    style = STYLES.read_text(encoding="utf-8")
    for heading in ("text--heading", "row--heading"):
        (rule,) = re.findall(rf"> \.{heading} {{([^}}]*)}}", style)
        ink = re.search(r"color: \$([a-z]+)", rule)
        assert ink is not None and ink.group(1) in ("ink", "faint") and "bold" in rule


def test_the_dark_grounds_stay_grey_with_256_colours() -> None:
    """Over ssh there are often no more: what is bluer becomes navy, brighter than the text's own ground by far."""
    names = ("ground", "side", "head", "line", "near", "row", "row-cursor")
    dark = themes.DARK.variables
    found = {name: RichColor.parse(dark[name]).downgrade(ColorSystem.EIGHT_BIT).number for name in names}
    assert all(number is not None and 232 <= number <= 255 for number in found.values()), found
    assert len({found[name] for name in ("ground", "head", "row-cursor")}) == 3
