"""After the whole was linked: names, their marks and offers put down, so that the next run can link what changed alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.corpus.linking.names import marks_of, said_of
from reader.corpus.linking.offering import row_of
from reader.corpus.linking.pending import Pending
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.entities.link import EntityLinking

EMPTY = (  # what is written from nothing
    "DELETE FROM names",
    "DELETE FROM name_marks",
    "DELETE FROM name_docs",
    "DELETE FROM gained WHERE doc NOT IN (SELECT n FROM documents)",
    "DELETE FROM named",
    "DELETE FROM role_docs",
    "DELETE FROM offers",
    "DELETE FROM meta WHERE key='names'",
)
_NAMED = (
    "INSERT INTO temp.new_named SELECT d.n, d.id, l.units, '' FROM documents d JOIN linkable l ON l.doc=d.n"
)


def keep(pending: Pending, linking: EntityLinking, numbers: Mapping[str, int]) -> None:
    """Everything on the roll of a linking that heard no decision and was not released; roles are kept when they are known."""
    roll, docs = linking.roll, linking.docs
    for number in range(len(roll)):
        words, kind = roll.words[number], roll.kind(number)
        listings: Mapping[str, int] = roll.listings.get(number, {})
        forms = {
            form: (count, docs[first], docs[last], docs[strong] if strong >= 0 else "")
            for form, count, first, last, strong in roll.summed(number)
        }
        led = lead(linking, kind, words)
        said = said_of(listings, forms)
        pending.put("names", number + 1, kind, words, roll.docs[number], said, linking.home(number), led)
        marks = marks_of(kind, words, listings, forms, led)
        pending.put_all("name_marks", [(mark, number + 1) for mark in marks])
    for rank, doc in enumerate(docs):
        own = numbers[doc]
        pending.put_all("name_docs", [(number + 1, own) for number in set(roll.of_document(rank))])
    pending.put_all("offers", map(row_of, linking.offers))
    pending.do(_NAMED)


def lead(linking: EntityLinking, kind: int, words: str) -> str:
    """The spelling that stands for a person's whole name, "" for other names."""
    from reader.analysis.entities.roll import KINDS
    from reader.analysis.entities.units import Way

    type_, way = KINDS[kind]
    if type_ is not EntityType.PER or way not in (Way.FULL, Way.SETTLED):
        return ""
    if way is Way.SETTLED:
        words = words.replace("-", " ")
    return linking.leads.get(words, words)
