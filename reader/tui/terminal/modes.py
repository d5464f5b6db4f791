"""The control sequences that Warraq sends by itself, each with its source.

Textual sends its own (alternate screen, mouse, paste, focus, kitty keys); these are the others,
and the one string that undoes all of them when there is no time to do it politely.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

BidiMode = Literal["app", "terminal", "none"]
"""Who orders right-to-left text: `app` (we reorder and shape), `terminal` (logical text for a terminal that
reorders, never two panes on a row), `none` (not we: letters as they were written, nothing is said to the terminal)."""

MODES: Final[tuple[BidiMode, ...]] = ("app", "terminal", "none")
# What names a terminal that orders text by itself and takes no order from us (terminals.toml has them all): only
# where one of these is there is the table worth reading before the first paint.
TELLING: Final = ("KONSOLE_VERSION", "MLTERM", "TERM_PROGRAM")
TELLING_TERMS: Final = ("mlterm", "putty", "konsole")

# BiDi in terminal emulators (terminal-wg, draft 0.2; VTE and mintty follow it). BDSM is ECMA-48 mode 8:
# reset = explicit, the program orders the text; set = implicit, the terminal does, which is the default.
BIDI_EXPLICIT: Final = "\x1b[8l"
BIDI_IMPLICIT: Final = "\x1b[8h"
# SCP, ECMA-48 8.3.111: the paragraph's direction; 1 left to right, 0 the terminal's default.
SCP_LEFT_TO_RIGHT: Final = "\x1b[1 k"
SCP_DEFAULT: Final = "\x1b[0 k"
# Mode 2501, autodetection of the direction: a DEC private mode, so XTSAVE/XTRESTORE keep the user's own.
AUTODETECT_SAVE: Final = "\x1b[?2501s"
AUTODETECT_OFF: Final = "\x1b[?2501l"
AUTODETECT_RESTORE: Final = "\x1b[?2501r"

# The mouse: 1000 presses and releases, 1002 motion while a button is down, 1006 the SGR encoding, the one that knows
# columns past 223 and which button was released (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Mouse-Tracking).
# Textual asks for more: every motion, which over a slow line is a message each, and pixels (1016), left on at exit.
MOUSE_ON: Final = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
MOUSE_OFF: Final = "\x1b[?1006l\x1b[?1002l\x1b[?1000l"

MARGINS_OFF: Final = "\x1b[r\x1b[?69l"  # DECSTBM without parameters, then DECLRMM off

ENTER_BIDI: Final = BIDI_EXPLICIT + SCP_LEFT_TO_RIGHT + AUTODETECT_SAVE + AUTODETECT_OFF
LEAVE_BIDI: Final = BIDI_IMPLICIT + SCP_DEFAULT + AUTODETECT_RESTORE


def first_mode(env: Mapping[str, str]) -> BidiMode:
    """The output mode to begin with, before a terminal has answered anything: by its environment alone."""
    if not (any(env.get(name) for name in TELLING) or env.get("TERM", "").startswith(TELLING_TERMS)):
        return "app"
    from reader.tui.terminal.detect import guess  # the table of terminals, which most starts don't need

    return guess(env)


def enter(bidi: BidiMode) -> str:
    """What is sent after the alternate screen is up and before anything is painted."""
    return ENTER_BIDI if bidi == "app" else ""


def leave(bidi: BidiMode) -> str:
    """What undoes `enter`."""
    return LEAVE_BIDI if bidi == "app" else ""


def restore_everything(bidi: BidiMode) -> str:
    """Undo every mode that Textual or we may have set, whatever was being written when we stopped.

    ST first, in case the last write was cut inside a control string. The kitty keyboard stack is per
    screen, so it is popped before the alternate screen is left; margins go before it too, because
    resetting them moves the cursor, which leaving the alternate screen puts back.
    """
    return (
        "\x1b\\\x1b[?2026l"
        + MARGINS_OFF
        + "\x1b[?2048l\x1b[?2004l\x1b[?1004l"
        + MOUSE_OFF
        + "\x1b[0m\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"
        + leave(bidi)
    )
