"""Text to entities, times, events, sources: pure for one document; then linking across documents.

`analyse` reads one document, `link` joins what was read; nothing else is asked from outside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.analysis.linking import Linked, LinkInput
from reader.model import Analysis, Decision, EntityType, Span, TimeType

# Changes whenever the same text could give another analysis: code, lexicons or model.
VERSION = "20"

__all__ = ["VERSION", "LinkInput", "Linked", "analyse", "link"]


def analyse(text: str, *, published: str | None = None, source: str | None = None) -> Analysis:
    """Everything found in one document. Pure: the same text and date give the same Analysis.

    `published` is the ISO date or prefix the document is known to be from; None lets the text say (a dateline)
    or be asked (inferred, and marked so). `source` is the outlet, who says what nobody else is quoted for.
    """
    from reader.analysis.entities import find_mentions, find_roles
    from reader.analysis.events import find_figures, read_events
    from reader.analysis.times import find_times
    from reader.text.boilerplate import boilerplate

    furniture = boilerplate(text)
    times = find_times(text, published)
    mentions = find_mentions(text)
    # «آب» inside «السابع من آب» is the month; a date that hangs on an event may name people and places
    dates = [each.span for each in times.expressions if each.type is TimeType.DATE and not each.anchor_span]
    mentions = tuple(each for each in mentions if not _within(each.span, dates))
    # «شباط» in «حميد شباط» is his name
    people = [each.span for each in mentions if each.type is EntityType.PER]
    times = replace(times, expressions=tuple(e for e in times.expressions if not _within(e.span, people)))
    events, counted = read_events(text, mentions, times.expressions, source=source, imagined=times.imagined)
    roles = find_roles(text, mentions)
    # a headline behind "read also" belongs to another article: nothing happens in it here
    events = tuple(event for event in events if not any(each.contains(event.trigger) for each in furniture))
    told = [each for each in counted if not any(part.contains(each.sentence.span) for part in furniture)]
    return Analysis(
        mentions=mentions,
        times=times.expressions,
        events=events,
        published=times.published,
        published_from=times.published_from,
        boilerplate=furniture,
        roles=roles,
        figures=find_figures(told, events, mentions, times.expressions),
    )


def _within(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span lies inside one of `others`, which are in text order and do not overlap."""
    at = bisect_right(others, span.start, key=lambda each: each.start) - 1
    return at >= 0 and others[at].contains(span)


def link(inputs: Iterable[LinkInput], decisions: Sequence[Decision] = ()) -> Linked:
    """Entities and events across documents. The order of `inputs` changes nothing in the result."""
    from reader.analysis.entities import link_entities, link_roles
    from reader.analysis.entities.holders import heeded
    from reader.analysis.events import link_events

    documents = sorted(inputs, key=lambda each: each.doc)
    entities = link_entities(documents, decisions)
    said = {each.doc: each.analysis.roles for each in documents}
    roles, unapplied = heeded(
        link_roles(documents, entities.of),
        decisions,
        entities.added,
        entities.unapplied,
        lambda doc, index: said[doc][index].span,
    )
    entities = replace(entities, roles=roles, unapplied=tuple(unapplied))
    events = link_events(documents, entities.of, entities.entities, decisions)
    return Linked(entities, events)
