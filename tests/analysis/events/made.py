"""Hand-made mentions and times for texts of the tests: `made(text, PER=[...], LOC=[...], times={...})`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reader.model import EntityType, Mention, Span, TimeExpression, TimeType


def mentions_of(text: str, **names: Iterable[str]) -> tuple[Mention, ...]:
    """A Mention for each occurrence of each name, longest first, never overlapping; sorted."""
    taken: list[Mention] = []
    for kind, name in sorted(((k, n) for k, ns in names.items() for n in ns), key=lambda kn: -len(kn[1])):
        for match in re.finditer(rf"(?<!\w)(?:[وفبل]{{1,2}})?({re.escape(name)})(?!\w)", text):
            span = Span(*match.span(1))
            if not any(span.overlaps(m.span) for m in taken):
                taken.append(Mention(span, EntityType(kind), name, name, "test"))
    return tuple(sorted(taken, key=lambda m: m.span))


def times_of(text: str, values: Mapping[str, str]) -> tuple[TimeExpression, ...]:
    """A TimeExpression for each phrase; the type is DATE unless the value has a time of day."""
    out = []
    for phrase, value in values.items():
        start = text.index(phrase)
        kind = TimeType.TIME if "T" in value and not value.startswith("P") else TimeType.DATE
        if value.startswith("P"):
            kind = TimeType.DURATION
        out.append(TimeExpression(Span(start, start + len(phrase)), phrase, value, kind, "test"))
    return tuple(sorted(out, key=lambda t: t.span))
