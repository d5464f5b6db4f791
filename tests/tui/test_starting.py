"""What a start waits for: nothing that the first picture does not need, and no garbage looked for before it."""

from __future__ import annotations

import gc
import subprocess
import sys

from tests.tui.conftest import Opener

# each of these is loaded by what uses it; one import at the top of a file brings it into every start
LATER = (
    "rapidfuzz",
    "tomllib",
    "reader.analysis",
    "reader.comparison",
    "reader.export",
    "reader.journal.anchoring",
    "reader.tui.screens.binding",
    "reader.tui.screens.compare",
    "reader.tui.screens.overlay",
    "reader.tui.screens.palette",
    "reader.tui.terminal.frame_driver",
)


def test_what_is_not_in_the_first_picture_is_loaded_later() -> None:
    script = "import sys, reader.commands.open_command, reader.tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert [name for name in LATER if name in done.stdout.split()] == []


async def test_garbage_is_collected_once_the_picture_is_out(opened: Opener) -> None:
    gc.disable()
    try:
        async with opened() as reader:
            await reader.rest()
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


async def test_the_desk_is_the_first_screen_and_the_text_has_the_focus(opened: Opener) -> None:
    async with opened() as reader:
        assert reader.app.screen_stack == [reader.desk]
        assert reader.app.focused is reader.desk.text
