"""Accounts of one event side by side, and the slots on which they contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.linking import LinkInput
from reader.model import Account, Event, Modality, Passage, Source


def accounts(event: Event, inputs: Sequence[LinkInput]) -> tuple[Account, ...]:
    """What each document, and each Source in it, says of the event; in the order of documents and text."""
    documents = {each.doc: each for each in inputs}
    grouped: dict[tuple[str, Source | None], list[int]] = {}
    for ref in event.mentions:
        if ref.doc in documents:
            mention = documents[ref.doc].analysis.events[ref.index]
            grouped.setdefault((ref.doc, mention.source), []).append(ref.index)
    out = []
    for (doc, source), indexes in grouped.items():
        mentions = [documents[doc].analysis.events[i] for i in indexes]
        passages = tuple(dict.fromkeys(Passage(doc, m.span) for m in mentions))
        out.append(
            Account(event.id, doc, source, passages, mentions[0].modality if mentions else Modality.ASSERTED)
        )
    return tuple(out)
