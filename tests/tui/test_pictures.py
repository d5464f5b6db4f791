"""A few screens as pictures, colours and styles included. WARRAQ_GOLDEN=1 writes them anew; look at them in a browser.

The comparison is our own: the pictures are made cell by cell (tests.tui.picture), so that they change when a cell or a
colour does and not with a version of Textual or a viewer's fonts.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.model import Span
from tests.tui.conftest import own_settings, shown
from tests.tui.picture import svg
from tests.tui.still import StillLibrary, collection

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    ("marks-en-dark", "en", "warraq-dark", (80, 24), (".", "c")),
    ("marks-ar-light", "ar", "warraq-light", (80, 24), (".", "c")),
    ("notes-ar-contrast", "ar", "warraq-contrast", (80, 24), ("g", "n")),
]


@pytest.mark.parametrize(("name", "language", "theme", "size", "keys"), CASES, ids=lambda each: str(each))
async def test_the_picture_is_as_it_was(
    name: str, language: str, theme: str, size: tuple[int, int], keys: tuple[str, ...], tmp_path: Path
) -> None:
    settings = own_settings(tmp_path, language=language, theme=theme)
    with StillLibrary.open(collection(tmp_path / "articles"), settings) as library:
        library.refresh(workers=1)
        doc = library.rows()[0].id
        at = library.document(doc).text.index("سيفتح أمام السير")
        library.add_note(doc, Span(at, at + 16), "متى بالضبط؟", tags=["موعد"])
        async with shown(library, settings, size=size) as reader:
            app = reader.app
            await reader.press(*keys)
            await reader.settle()
            app.desk.say("")
            await reader.rest()
            found = svg(app.screen._compositor.render_strips(), title=name)
    path = GOLDEN / f"{name}.svg"
    if os.environ.get("WARRAQ_GOLDEN") == "1":
        path.write_text(found, encoding="utf-8")
        return
    assert path.exists(), f"no picture {path.name}: run with WARRAQ_GOLDEN=1"
    known = path.read_text(encoding="utf-8")
    if known != found:
        other = tmp_path / path.name
        other.write_text(found, encoding="utf-8")
        lines = sum(a != b for a, b in zip(known.splitlines(), found.splitlines(), strict=False))
        pytest.fail(f"{path.name}: {lines} elements differ; what was painted is in {other}")
