"""After the whole was linked: names, their marks and offers put down, so that the next run can link what changed alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.corpus.linking.names import Name
from reader.corpus.linking.offering import row_of
from reader.corpus.linking.pending import Pending
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.entities.link import EntityLinking
    from reader.analysis.entities.roll import Roll

EMPTY = (  # what is written from nothing
    *("DELETE FROM names", "DELETE FROM name_marks", "DELETE FROM name_docs"),
    *("DELETE FROM named", "DELETE FROM offers", "DELETE FROM meta WHERE key='names'"),
)
_NAMED = (
    "INSERT INTO temp.new_named SELECT d.n, d.id, l.units, coalesce(t.said, g.said, ''), 0 FROM documents d"
    " JOIN linkable l ON l.doc=d.n LEFT JOIN gained g ON g.doc=d.n LEFT JOIN temp.new_gained t ON t.doc=d.n"
)


def keep(pending: Pending, linking: EntityLinking, numbers: Mapping[str, int], with_roles: list[str]) -> None:
    """Everything on the roll of a linking that heard no decision and was not released."""
    roll = linking.roll
    for number in range(len(roll)):
        name = _name(linking, roll, number)
        pending.put("names", *name.row())
        for mark in name.marks():
            pending.put("name_marks", mark, name.number)
    for rank, doc in enumerate(linking.docs):
        for number in set(roll.of_document(rank)):
            pending.put("name_docs", number + 1, numbers[doc])
    for offer in linking.offers:
        pending.put("offers", *row_of(offer))
    pending.do(_NAMED)
    for doc in with_roles:
        pending.do("UPDATE temp.new_named SET roles=1 WHERE doc=?", numbers[doc])


def _name(linking: EntityLinking, roll: Roll, number: int) -> Name:
    name = Name(number + 1, roll.kind(number), roll.words[number], roll.docs[number])
    name.listings.update(roll.listings.get(number, ()))
    docs = linking.docs
    for form, count, first, last, strong in roll.summed(number):
        name.forms[form] = [count, docs[first], docs[last], docs[strong] if strong >= 0 else ""]
    name.home = linking.home(number)
    name.lead = lead(linking, name)
    return name


def lead(linking: EntityLinking, name: Name) -> str:
    """The spelling that stands for a person's whole name, "" for other names."""
    from reader.analysis.entities.units import Way

    if name.type is not EntityType.PER or name.way not in (Way.FULL, Way.SETTLED):
        return ""
    words = name.words if name.way is Way.FULL else name.words.replace("-", " ")
    return linking.leads.get(words, words)
