"""Scores times: what a span covers, its value, and days that no label has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.analysis.times import interval_of
from reader.model import Analysis, Span, TimeExpression

from .labelled import Collection, quoted
from .tally import Tally

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def score_times(collection: Collection, analyses: Mapping[str, Analysis], tally: Tally) -> None:
    """The document's own date, then every expression that is not doubtful."""
    for doc, published in collection.published.items():
        found = analyses[doc].published
        tally.count("documents")
        tally.count("published", found == published)
        if found != published:
            tally.miss("published", collection.name, doc, "is", found, "not", published)
    for doc in collection.texts:
        _score_document(collection, doc, analyses[doc], tally)


def _score_document(collection: Collection, doc: str, analysis: Analysis, tally: Tally) -> None:
    text, gold = collection.texts[doc], collection.times[doc]
    doubtful = collection.doubtful_times[doc]
    said = {each.span: each for each in analysis.times}
    counted = {
        span: each
        for span, each in said.items()
        if span in gold or not any(span.overlaps(other) for other in doubtful)
    }
    tally.count("times true", len(gold))
    tally.count("times said", len(counted))
    tally.count("times hit", sum(span in gold for span in counted))
    for span, each in sorted(counted.items()):
        value = f"{each.value} {each.mod.value}" if each.mod else each.value
        where = collection.name, doc
        if span in gold:
            right = value in gold[span]
            without_mod = each.value in [label.split(" ")[0] for label in gold[span]]
            tally.count("values right", right)
            tally.count("values right without mod", without_mod)
            if not right:
                kind = "mod  " if without_mod else "value"
                details = "is", value, "not", gold[span], each.anchor, each.flags
                tally.miss("time", *where, kind, quoted(text, span, 30), *details)
        else:
            tally.miss("time", *where, "wrong span", quoted(text, span, 30), value, each.flags)
        _score_days(collection, doc, each, tally)
    for span in sorted(gold.keys() - said.keys()):
        tally.miss("time", collection.name, doc, "missed", quoted(text, span, 30), gold[span])


def _score_days(collection: Collection, doc: str, each: TimeExpression, tally: Tally) -> None:
    """A day that no label there has is invented where the labels name no day, else wrong."""
    days = set(DAY.findall(each.value))
    if not days:
        return
    tally.count("days said")
    labels = _labels_at(collection.times[doc], each.span)
    right = set(DAY.findall(" ".join(labels)))
    if days <= right:
        return
    kind = "day wrong" if right else "day invented"
    tally.count(kind)
    tally.count("of them flagged", bool(each.flags))
    covers = [interval_of(label.split(" ")[0]) for label in labels]
    inside = any(
        cover and cover[0].isoformat() <= min(days) and max(days) <= cover[1].isoformat() for cover in covers
    )
    words = quoted(collection.texts[doc], each.span, 30)
    remark = "(in gold's interval)" if inside else ""
    tally.miss(kind, collection.name, doc, words, each.value, "gold", labels, each.flags, remark)


def _labels_at(gold: Mapping[Span, list[str]], span: Span) -> list[str]:
    return [label for other, labels in gold.items() if other.overlaps(span) for label in labels]
