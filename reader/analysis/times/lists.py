"""Dates in a list share what only the last one says: «خلال مارس وجوان ونوفمبر 2015»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.times.reading import Moment, Parse
from reader.analysis.times.tokens import Tokens

_JOINTS = (["و"], ["او"], ["،"], [","])


def shared_years(t: Tokens, parses: Sequence[Parse]) -> list[Parse]:
    """The parses, with the year of the last month of a list given to those before it that have none."""
    out = list(parses)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i].meaning, out[i + 1].meaning
        if not isinstance(here, Moment) or not isinstance(after, Moment):
            continue
        if here.month is None or after.month is None or after.year is None or here.hijri != after.hijri:
            continue
        if here.year is not None or here.shift or here.text_shift or here.direction is not None:
            continue
        if not _joined(t, out[i], out[i + 1]) or (here.month, here.day or 0) > (after.month, after.day or 31):
            continue
        out[i] = replace(out[i], meaning=replace(here, year=after.year))
    return out


def _joined(t: Tokens, first: Parse, second: Parse) -> bool:
    between = t.texts[first.end : second.start]
    return between in _JOINTS or (not between and t.clitic(second.start).startswith("و"))
