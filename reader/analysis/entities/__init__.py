"""Who: people, organisations and places, found in one text and linked across texts.

`find_mentions` reads one text; `link_entities` joins what was found and obeys the user's decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.analysis.linking import EntityLinks, LinkInput
    from reader.model import Decision, Mention

__all__ = ["find_mentions", "link_entities"]


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The people, organisations and places that a text names: sorted, not overlapping. Pure; near-linear.

    The lists and the model are read on the first call.
    """
    from reader.analysis.entities.mentions import find_mentions as find

    return find(text)


def link_entities(inputs: Sequence[LinkInput], decisions: Sequence[Decision] = ()) -> EntityLinks:
    """Entities of the collection, obeying `decisions` (reader.analysis.entities.decisions). Order independent."""
    from reader.analysis.entities.link import link_entities as link

    return link(inputs, decisions)
