"""What a text counts once, or in two ways: the counts that another text on the matter may give otherwise."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.events.clauses import Sentence, word_list, word_lists
from reader.analysis.events.numerals import unit_class
from reader.analysis.events.roots import everyday, root_of
from reader.analysis.events.slots import counted_by, shown_figure
from reader.analysis.times import interval_of
from reader.lazy_dataclass import dataclass
from reader.model import EventMention, Figure, Mention, Modality, Quantity, TimeExpression
from reader.text.fold import fold

BEFORE, AFTER = 14, 16  # words on either side of a figure that say what it is about
MOST = 2  # values of a unit in one text: where it counts in more ways, nobody knows which of them another text means
_NOT_SO = (Modality.DENIED, Modality.HYPOTHETICAL)


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence with its figures and the word that each begins at."""

    sentence: Sentence
    figures: Sequence[tuple[int, Quantity]]


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with where it stands: what is around it is read where the figure is kept."""

    figure: Figure
    sentence: Sentence
    at: int
    names: Sequence[Mention]


def find_figures(
    counted: Sequence[Counted],
    events: Sequence[EventMention],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> tuple[Figure, ...]:
    """The figures of a text in their order, but of no unit that it counts in more than two ways.

    Of those that say the same, one that a happening is told with stands for all.
    """
    starts, named = [each.trigger.start for each in events], [each.span.start for each in mentions]
    units: dict[str, dict[float, _Told]] = defaultdict(dict)
    for each in counted:
        span = each.sentence.span
        told = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
        names = mentions[bisect_left(named, span.start) : bisect_left(named, span.end)]
        for at, quantity in each.figures:
            figure = _figure(each.sentence, quantity, told, events)
            if figure is None:
                continue
            values = units[figure.unit]
            known = values.get(quantity.value)
            if known is None or known.figure.event < 0 <= figure.event:
                values[quantity.value] = _Told(figure, each.sentence, at, names)
    few = (values for values in units.values() if len(values) <= MOST)
    found = [
        replace(
            told.figure,
            only=len(values) == 1,
            days=_days(events[told.figure.event], times) if told.figure.event >= 0 else None,
            around=_around(told.sentence, told.at, told.figure.quantity, told.names),
        )
        for values in few
        for told in values.values()
    ]
    return tuple(sorted(found, key=lambda each: each.quantity.span))


def _figure(
    sentence: Sentence, quantity: Quantity, told: range, events: Sequence[EventMention]
) -> Figure | None:
    """A figure with the happening that counts it, else the nearest of its sentence; None for a bare number and for what was not."""
    start = quantity.span.start
    event = min(told, key=lambda i: (abs(events[i].trigger.start - start), i), default=-1)
    unit = unit_class(quantity.unit)
    own = next(((i, q) for i in told for q in events[i].numbers if q.span == quantity.span), None)
    if own is not None:
        event, counted = own
        quantity = replace(counted, source=counted.source or events[event].source)
        unit = counted_by(events[event].type, unit_class(quantity.unit))
    if not unit or (event >= 0 and events[event].modality in _NOT_SO):
        return None
    rising = word_lists(("grammar", "so_far"), ("grammar", "risen"))
    toll = unit in word_list("numbers", "elsewhere", "toll")
    return Figure(
        unit,
        shown_figure(quantity.value, unit),
        quantity,
        sentence.span,
        event,
        True,
        unit in word_list("numbers", "elsewhere", "many"),
        toll and any(word.folded in rising for word in sentence.words),
    )


def _days(event: EventMention, times: Sequence[TimeExpression]) -> tuple[int, int] | None:
    """The days of a happening by its own time."""
    time = times[event.times[0]] if event.times else None
    interval = interval_of(time.value, time.mod) if time is not None else None
    return (interval[0].toordinal(), interval[1].toordinal()) if interval else None


def _around(sentence: Sentence, at: int, quantity: Quantity, names: Sequence[Mention]) -> tuple[str, ...]:
    """Telling roots of the words around a figure, without its own and that of its unit, and the names of its sentence."""
    first, after = max(0, at - BEFORE), at + AFTER
    start, end = quantity.span
    words = [w for w in sentence.words[first:after] if w.time < 0 and not start <= w.start < w.end <= end]
    roots = {root for w in words if not everyday(root := root_of(w.folded))} - {root_of(fold(quantity.unit))}
    return tuple(sorted(roots | {fold(each.name or each.text) for each in names}))
