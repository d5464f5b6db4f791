"""Sentences for the user that keep what they were made of, so that a screen can say them in its own language.

A `Said` is the English sentence, ready to print. `message` is its pattern (gathered for the catalogue from the calls
of `said`), `values` what fills it; a value may be a `Said` too.
"""

from __future__ import annotations

from collections.abc import Mapping


class Said(str):
    """A sentence, and what it was made of."""

    __slots__ = ("message", "values")
    message: str
    values: Mapping[str, object]


def said(message: str, **values: object) -> Said:
    """The sentence of a pattern with its `{name}` places filled."""
    sentence = Said(message.format_map(values) if values else message)
    sentence.message = message
    sentence.values = values
    return sentence
