"""Who: people, organisations and places, found in one text and linked across texts.

`find_mentions` reads one text; `link_entities` joins what was found and obeys the user's decisions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.analysis.linking import EntityLinks, LinkInput, RoleLink
    from reader.model import Decision, Mention, RoleMention

__all__ = ["find_mentions", "find_roles", "link_entities", "link_roles"]


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The people, organisations and places that a text names: sorted, not overlapping. Pure; near-linear.

    The lists and the model are read on the first call.
    """
    from reader.analysis.entities.mentions import find_mentions as find

    return find(text)


def find_roles(text: str, mentions: Sequence[Mention]) -> tuple[RoleMention, ...]:
    """Roles that a text says with and without a name (reader.analysis.entities.offices); `mentions` are those of the text."""
    from reader.analysis.entities.offices import find_roles as find

    return find(text, mentions)


def link_entities(inputs: Sequence[LinkInput], decisions: Sequence[Decision] = ()) -> EntityLinks:
    """Entities of the collection, obeying `decisions` (reader.analysis.entities.decisions). Order independent."""
    from reader.analysis.entities.link import link_entities as link

    return link(inputs, decisions)


def link_roles(inputs: Sequence[LinkInput], of: Mapping[tuple[str, int], str]) -> tuple[RoleLink, ...]:
    """Whose the roles are that documents say without a name (reader.analysis.entities.holders); `of` as in EntityLinks."""
    from reader.analysis.entities.holders import RoleRow, holders

    return holders(
        RoleRow(
            each.doc,
            each.published or each.analysis.published,
            each.analysis.roles,
            {
                mention.local: of[each.doc, index]
                for index, mention in enumerate(each.analysis.mentions)
                if (each.doc, index) in of
            },
        )
        for each in inputs
        if each.analysis.roles
    )
