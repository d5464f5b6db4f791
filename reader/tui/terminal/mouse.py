"""Mouse coordinates in cells: see `MOUSE_ON` in modes.py for what is asked of the terminal, and what is not."""

from __future__ import annotations

from textual._xterm_parser import XTermParser


class CellParser(XTermParser):
    """Textual's parser takes coordinates for pixels (mode 1016) once it knows how large the window is; not this one."""

    @property
    def mouse_pixels(self) -> bool:
        """Never: that mode is not asked for."""
        return False

    @mouse_pixels.setter
    def mouse_pixels(self, _value: bool) -> None:
        pass
