"""Passages that decisions name: written down with the version of the text, carried to the text of today.

A passage is `DOC#START-END`, code points; in the journal `@VERSION` stands behind it, the hash of the text it was
said of, which is kept. In another text it is looked for as a note's passage is; where it is not there with the same words
between much the same words, the decision finds nothing to act on and is listed, rather than act on other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reader.model import AnchorState, Decision, Span

_PASSAGE = re.compile(r"(?<!\S)(?P<doc>[^\s#@|]+)#(?P<start>\d+)-(?P<end>\d+)(?:@(?P<version>\w+))?(?!\S)")

Versions = Callable[[str], str | None]  # of a document today; None where it is not here
Texts = Callable[[str, str], str | None]  # of a document in a version, today's or one kept


def passages_in(decision: Decision) -> bool:
    """True for a decision that names passages."""
    return any(_PASSAGE.search(each) for each in (decision.subject, decision.object, decision.value))


def documents_in(words: str) -> set[str]:
    """The documents whose passages stand in a decision's words."""
    return {found["doc"] for found in _PASSAGE.finditer(words)}


def passage_at(words: str) -> tuple[str, Span, str | None] | None:
    """Document, Span and version of words that are a passage and nothing else."""
    found = _PASSAGE.fullmatch(words)
    return (found["doc"], Span(int(found["start"]), int(found["end"])), found["version"]) if found else None


def dated(words: str, version_of: Versions) -> str:
    """A decision's words with the version of today behind each passage that has none."""

    def one(found: re.Match[str]) -> str:
        version = None if found["version"] else version_of(found["doc"])
        return f"{found[0]}@{version}" if version else found[0]

    return _PASSAGE.sub(one, words)


def carried(decision: Decision, version_of: Versions, text_of: Texts) -> Decision:
    """The decision with each passage where it is in today's text."""

    def one(found: re.Match[str]) -> str:
        doc, version = found["doc"], found["version"]
        today = version_of(doc)
        span = Span(int(found["start"]), int(found["end"]))
        if version is None or today is None:
            return f"{doc}#{span.start}-{span.end}"
        if version != today:
            now = _place(doc, span, version, today, text_of)
            if now is None:
                return found[0]  # with its version: no mention is called that
            span = now
        return f"{doc}#{span.start}-{span.end}"

    return replace(
        decision,
        subject=_PASSAGE.sub(one, decision.subject),
        object=_PASSAGE.sub(one, decision.object),
        value=_PASSAGE.sub(one, decision.value),
    )


def _place(doc: str, span: Span, version: str, today: str, text_of: Texts) -> Span | None:
    """Where a passage of an older text is in today's; None where that is not sure."""
    from reader.journal.anchoring import SURROUNDINGS_CHANGED, place, select

    old, text = text_of(doc, version), text_of(doc, today)
    if old is None or text is None or span.end > len(old):
        return None
    found = place(select(doc, version, old, span), text, today, old_text=old)
    sure = found.state is AnchorState.ANCHORED or (
        found.state is AnchorState.MOVED and found.reason == SURROUNDINGS_CHANGED
    )
    return found.span if sure else None
