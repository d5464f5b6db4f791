"""A small collection for linking tests: texts in, entities by name out."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.entities import find_mentions, link_entities
from reader.analysis.linking import EntityLinks, LinkInput
from reader.model import Analysis, Decision


class Collection:
    """Documents d0, d1, ... as linking sees them."""

    def __init__(self, *texts: str, names: Sequence[str] = ()) -> None:
        ids = names or [f"d{number}" for number in range(len(texts))]
        self.inputs = [
            LinkInput(doc, text, Analysis(mentions=find_mentions(text)))
            for doc, text in zip(ids, texts, strict=True)
        ]

    def link(self, *decisions: Decision) -> EntityLinks:
        return link_entities(self.inputs, decisions)

    def place(self, doc: str, words: str, nth: int = 0) -> str:
        """The nth mention of `words` as DOC#START-END."""
        return [
            f"{doc}#{m.span.start}-{m.span.end}"
            for d, m, _ in self._mentions()
            if d == doc and m.text == words
        ][nth]

    def of(self, links: EntityLinks, doc: str, words: str, nth: int = 0) -> str | None:
        """The entity id of the nth mention of `words` in a document; None for a hidden one."""
        found = [links.of.get((d, index)) for d, m, index in self._mentions() if d == doc and m.text == words]
        return found[nth]

    def _mentions(self):
        for each in self.inputs:
            for index, mention in enumerate(each.analysis.mentions):
                yield each.doc, mention, index


def decision(
    kind: str, subject: str, object: str = "", value: str = "", *, number: int = 1, undone: bool = False
) -> Decision:
    """A decision as the journal keeps it."""
    return Decision(
        f"x{number}", kind, subject, object, value, created=f"2025-01-01T00:00:{number:02}Z", undone=undone
    )
