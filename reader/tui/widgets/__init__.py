"""Widgets that other projects could use: they know Textual, typeset and text alone."""
