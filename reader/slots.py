"""The slots of an event on which accounts can differ: their names, and what is given for them, in the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping

from reader.catalogue import N_, Catalogue
from reader.when import in_words

SLOTS: Mapping[str, str] = {  # in the order in which they are shown, with their names
    "happened": N_("whether it happened"),
    "answer": N_("the answer"),
    "date": N_("the date"),
    "time": N_("the time"),
    "place": N_("the place"),
    "number": N_("a number"),
    "who": N_("who"),
}


def of_slot(slot: str, value: str, words: Catalogue) -> str:
    """What an account gives for a slot of an event: times in words, figures and names as they are."""
    return in_words(value, None, words) if slot in ("date", "time") else words.digits(value)
