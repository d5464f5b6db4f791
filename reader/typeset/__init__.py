"""Logical text to terminal cells: levels, clusters, joining forms, lines. Pure; no I/O, no Textual."""

from reader.typeset.layout import lay_out
from reader.typeset.line import Line, PlacedLine
from reader.typeset.paragraph import text_direction
from reader.typeset.signs import copied, isolate, sanitise
from reader.typeset.single import one_line
from reader.typeset.text_layout import TextLayout

__all__ = [
    "Line",
    "PlacedLine",
    "TextLayout",
    "copied",
    "isolate",
    "lay_out",
    "one_line",
    "sanitise",
    "text_direction",
]
