"""What the figures of two reports say for and against their being of one happening, and whether the dead and the hurt are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.analysis.events.features import Report
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.numerals import unit_classes
from reader.analysis.events.timing import Feature

CLOSE = 0.6  # of the greater that the lesser of two counts has at least where they may be one
# Times the lesser of two counts of the dead: from there they are hardly, and not easily, of one happening.
FAR, APART = 20, 2.5
APART_IN_ONE = (
    0.6  # times the greater, of two counts of one text, from which downwards they are of two happenings
)
_SORTS = frozenset({"people", "fighters"})  # bystanders and men under arms are not the same dead
_PLURAL = ("ين", "ون", "ات", "ان")


def figures_evidence(a: Report, b: Report) -> Iterator[Feature]:
    mine = {(unit, value) for unit, value, _ in a.numbers}
    theirs = {(unit, value) for unit, value, _ in b.numbers}
    if mine & theirs:
        yield "figure", 1.0, ""
    elif a.document is not b.document and _nearly(mine, theirs):
        yield ("figures-close" if harm(a) and harm(b) else "counts-near"), 1.0, ""
    if harm(a) and harm(b):
        if other_sort(a, b):
            yield "counted-other", 1.0, ""
        elif a.words and b.words and not a.words & b.words:
            yield "victims-other", 1.0, ""
        values = [v for _, v in mine if v > 0], [v for _, v in theirs if v > 0]
        if all(values) and not mine & theirs:
            ratio = min(max(x, y) / min(x, y) for x in values[0] for y in values[1])
            yield (
                ("figures-far" if ratio > FAR else "figures-apart" if ratio > APART else "figures-near"),
                1.0,
                "",
            )
        if (_many(a) and _single(b)) or (_many(b) and _single(a)):
            yield "one-of-many", 1.0, ""


def _many(report: Report) -> bool:
    """True for several dead, by a figure or by the verb."""
    return report.several or any(value > 1 for _, value, _ in report.numbers)


def _single(report: Report) -> bool:
    """«مات الرجل», «مقتل فلان»: one, by name or by a noun for one, and no figure."""
    if report.several or report.numbers:
        return False
    if report.patients:
        return len(report.patients) == 1 and next(iter(report.patients)).startswith("PER")
    return 0 < len(report.words) <= 2 and not any(word.endswith(_PLURAL) for word in report.words)


def _nearly(mine: Iterable[tuple[str, float]], theirs: Iterable[tuple[str, float]]) -> bool:
    """Whether two texts give counts of one thing that differ by a few: «38 قتيلا» and «39», «15 تهمة» and «17»."""
    return any(
        unit == other and 0 < CLOSE * max(x, y) <= min(x, y) for unit, x in mine for other, y in theirs
    )


def harm(report: Report) -> bool:
    """True for the dead and the hurt."""
    return lexicon().types[report.type].harm


def other_count(a: Report, b: Report) -> bool:
    """«مات اثنان وسبعون ... وقتل هناك ثلاثون شخصا»: what one text, by one mouth, counts twice and otherwise are two happenings; a count
    that grows, or is rough, is not."""
    if a.family != b.family or a.source != b.source or a.rivals or b.rivals:
        return False
    mine, theirs = ({value for _, value, rough in r.numbers if not rough} for r in (a, b))
    if not (mine and theirs) or not mine.isdisjoint(theirs):
        return False
    return max(mine) < APART_IN_ONE * min(theirs) or max(theirs) < APART_IN_ONE * min(mine)


def other_sort(a: Report, b: Report) -> bool:
    """«15 شخصا» and «أربعة من المهاجمين», «ثلاثة من موظفي البرنامج» and «56 قتيلا»: not the same dead."""
    first, second = ({unit for unit, _, _ in r.numbers} for r in (a, b))
    if first & _SORTS and second & _SORTS and not first & second & _SORTS:
        return True
    mine, theirs = ({value for _, value, rough in r.numbers if not rough} for r in (a, b))
    of_some = any(unit and unit not in unit_classes() for unit in first ^ second)
    return bool(of_some and mine and theirs and not mine & theirs and not first & second)
