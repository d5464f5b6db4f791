"""Logical text to terminal cells: levels, clusters, joining forms, lines. Pure; no I/O, no Textual."""
