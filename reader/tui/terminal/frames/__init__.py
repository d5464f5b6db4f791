"""Sending only what changed: a model of the terminal's screen, free of Textual.

`cells`   a painted string as cells; styles and how to get from one to the next
`scroll`  which part of the screen moved up or down
`model`   two screens, the wanted and the shown one, and the shortest way from one to the other
"""

from reader.tui.terminal.frames.model import Model

__all__ = ["Model"]
