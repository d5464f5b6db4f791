"""The designed sizes in both languages, cell by cell. WARRAQ_GOLDEN=1 writes them anew; look at the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.conftest import own_settings, shown
from tests.tui.picture import grid
from tests.tui.still import StillLibrary, collection

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "open": (),
    "person": (".", ".", ".", "enter", "down"),
    "reading": ("z",),
    "help": ("?",),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_screen_is_as_designed(language: str, size: tuple[int, int], tmp_path: Path) -> None:
    settings = own_settings(tmp_path, language=language)
    wrong = []
    with StillLibrary.open(collection(tmp_path / "articles"), settings) as library:
        library.refresh(workers=1)
        async with shown(library, settings, size=size) as reader:
            app = reader.app
            for case, keys in CASES.items():
                if case == "help" and size != (120, 40):
                    continue
                await reader.press(*keys)
                await reader.settle()
                app.desk.say("")
                await reader.rest()
                found = grid(app.screen._compositor.render_strips())
                path = GOLDEN / f"{case}-{language}-{size[0]}x{size[1]}.txt"
                if os.environ.get("WARRAQ_GOLDEN") == "1":
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(found, encoding="utf-8")
                elif not path.exists() or path.read_text(encoding="utf-8") != found:
                    wrong.append(f"{path.name}:\n{found}")
                await reader.press("escape", "escape")
    assert not wrong, "\n".join(wrong)
