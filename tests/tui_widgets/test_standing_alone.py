"""The input and the editor are for other projects too: they know Textual, typeset and text, and nothing of Warraq's own."""

from __future__ import annotations

import subprocess
import sys

ALLOWED = (
    "reader",
    "reader.tui",  # the empty packages around them
    "reader.tui.widgets",
    "reader.lazy_dataclass",
    "reader.model",  # Span
)
PROGRAM = """
import sys
import reader.tui.widgets.bidi_input, reader.tui.widgets.bidi_editor
print("\\n".join(name for name in sys.modules if name == "reader" or name.startswith("reader.")))
"""


def test_what_is_loaded_with_the_input_and_the_editor() -> None:
    out = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout
    loaded = set(out.split())
    assert {"reader.tui.widgets.bidi_input", "reader.typeset", "reader.text.clusters"} <= loaded
    others = [
        name
        for name in loaded
        if name not in ALLOWED
        and not name.startswith(("reader.model.", "reader.typeset.", "reader.text.", "reader.tui.widgets."))
        and name not in ("reader.typeset", "reader.text")
    ]
    assert not others
    assert {name for name in loaded if name.startswith("reader.tui.widgets.")} == {
        "reader.tui.widgets." + name
        for name in (
            "bidi_editor", "bidi_input", "editing", "editing_keys", "editing_layout", "editing_paint", "editor_rows",
        )
    }  # fmt: skip
