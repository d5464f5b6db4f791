"""Our own colour themes: calm for long reading, and the terminal's own sixteen colours.

Every kind of mark has a hue here and a weight or underline in the style sheet, so nothing hangs on colour alone.
Contrast of text and marks on every ground is held at WCAG AA by a test.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme


def _theme(
    name: str,
    *,
    dark: bool,
    ground: str,
    side: str,
    header: str,
    ink: str,
    faint: str,
    line: str,
    accent: str,
    kinds: str,
    washes: str,
) -> Theme:
    person, organisation, place, time, event, note = kinds.split()
    lit, near, selection, cursor, cursor_ink, row, row_cursor = washes.split()
    return Theme(
        name=name,
        primary=accent,
        secondary=organisation,
        accent=accent,
        warning=person,
        error=event,
        success=place,
        foreground=ink,
        background=ground,
        surface=side,
        panel=header,
        boost=header,
        dark=dark,
        text_alpha=1.0,
        variables={
            "ink": ink,
            "faint": faint,
            "line": line,
            "ground": ground,
            "side": side,
            "head": header,
            "person": person,
            "organisation": organisation,
            "place": place,
            "time": time,
            "event": event,
            "note": note,
            "lit": lit,
            "near": near,
            "chosen-ground": selection,
            "cursor": cursor,
            "cursor-ink": cursor_ink,
            "row": row,
            "row-cursor": row_cursor,
        },
    )


# Grounds are nearly grey: with 256 colours (ssh sends no COLORTERM along) anything bluer becomes navy.
DARK = _theme(
    "warraq-dark", dark=True, ground="#15171c", side="#1b1d22", header="#262a33", ink="#dcd8cd", faint="#8f95a3", line="#373c46", accent="#e0b46c",
    kinds="#e9bd75 #8fbcf2 #93cf9d #d3a9ea #f4ab99 #e6d58c", washes="#4a3c1c #2f333c #2f4668 #e0b46c #15171c #272b32 #404655",
)  # fmt: skip
LIGHT = _theme(
    "warraq-light", dark=False, ground="#fbfaf6", side="#f3f1ea", header="#e6e2d6", ink="#26231d", faint="#666154", line="#cfc9b8", accent="#8a5a00",
    kinds="#854a00 #174f9e #1c652f #6b3192 #a3301b #6b5800", washes="#ffe6a6 #e9e6dc #cfe0f7 #3b372e #fbfaf6 #eae5d8 #cfdbee",
)  # fmt: skip
SEPIA = _theme(
    "warraq-sepia", dark=False, ground="#f3e8d2", side="#ecdfc4", header="#e0d0ae", ink="#3a2d1c", faint="#655540", line="#c7b68f", accent="#7a4a10",
    kinds="#763e00 #1d4778 #2a5726 #622a70 #8d2913 #5c4a00", washes="#f7d68e #e6d8ba #c9d4dc #4a3820 #f3e8d2 #e0d0ac #c8cfc4",
)  # fmt: skip
CONTRAST = _theme(
    "warraq-contrast", dark=True, ground="#000000", side="#000000", header="#1c1c1c", ink="#ffffff", faint="#c0c0c0", line="#808080", accent="#ffd75f",
    kinds="#ffd75f #87d7ff #87ff87 #ffafff #ffb09c #ffff87", washes="#5f4a00 #303030 #00478f #ffff00 #000000 #202020 #00478f",
)  # fmt: skip
# Whether the ground is black or white is the terminal's own affair: red, magenta and grey can be read on both, and
# grounds are said by turning ink and ground around (`App:ansi` in the style sheet).
TERMINAL = Theme(
    name="warraq-terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        **BUILTIN_THEMES["ansi-dark"].variables,
        "ink": "ansi_default",
        "faint": "ansi_bright_black",
        "line": "ansi_bright_black",
        "ground": "ansi_default",
        "side": "ansi_default",
        "head": "ansi_default",
        "person": "ansi_magenta",
        "organisation": "ansi_default",
        "place": "ansi_default",
        "time": "ansi_magenta",
        "event": "ansi_red",
        "note": "ansi_default",
        "lit": "ansi_default",
        "near": "ansi_default",
        "chosen-ground": "ansi_default",
        "cursor": "ansi_default",
        "cursor-ink": "ansi_default",
        "row": "ansi_default",
        "row-cursor": "ansi_default",
    },
)

THEMES = (DARK, LIGHT, SEPIA, CONTRAST, TERMINAL)
