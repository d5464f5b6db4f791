"""The floor of the terminal benchmarks: a bare Textual app with the first article in one Static."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static


class Bare(App[None]):
    """One Static in a scroll."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """The text and nothing else."""
        with VerticalScroll():
            yield Static(self.text, markup=False)


if __name__ == "__main__":
    Bare(Path(sys.argv[1]).read_text(encoding="utf-8")).run()
