"""Fits data/events/worth.toml: what each clue is worth for a trigger telling a happening.

    python -m training.worth tests/analysis/collections/read      (any further DIR: more collections with gold.json)

Triggers come from the documents of each DIR whose every happening is labelled (`told`) and from the marked texts of
tests/analysis/events/gold/triggers; doubtful ones count a little as none, so that scenery does not come in unseen. Of documents without
`told` and of the topics of tests/analysis/events/gold (the bundled articles too) those count that a label says to tell one. One that is missed
costs more than a word too many (`MISSED`). Logistic regression
around `FLOOR`, pulled towards weights set by hand (`HAND`, 0 for all others); solved by Newton's method. Deterministic; no library.
`--left-out` prints precision and recall of each collection scored by the weights of the others, and writes nothing.
"""

from __future__ import annotations

import math
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.analysis import analyse
from reader.analysis.events.lexicon import DATA
from reader.analysis.events.mentions import weighed_triggers
from reader.analysis.events.worth import FLOOR
from reader.model import Span
from tests.analysis.collections.labelled import folders, read
from tests.analysis.events.trigger_score import marked_texts, read_marks

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "analysis" / "events" / "gold"
PULL = 6.0  # strength of the pull towards HAND
LEAST = 10  # triggers that must have a clue before it is given a weight of its own
DOUBTFUL = 0.2  # how much a doubtful trigger counts as none
PARTLY = 0.7  # how much a trigger counts in a text that has only some of its happenings labelled: all of those tell one
MISSED = 1.25  # a happening that is missed weighs as much as so many words too many: what is not seen twice is never joined
ROUNDS = 12

# Weights set by hand before there was enough to fit them to.
HAND: Mapping[str, float] = {
    "verb": 2.0,
    "masdar": 1.0,
    "anchor": 1.0,
    "day": 1.0,
    "time": 0.5,
    "party": 1.0,
    "place": 1.0,
    "unnamed": 0.5,
    "unnamed-told": 1.0,
    "figure": 0.5,
    "m-figure": 0.5,
    "named": 1.0,
    "weak": -1.0,
    "general": -3.0,
    "habit": -4.0,
    "timeless": -2.0,
    "wish": -2.0,
    "because": 0.5,
    "told-of": 1.0,
    "moment": 1.0,
    "alone": -0.5,
    "m-alone": -0.5,
    "unshown": -2.0,
    "related": -4.0,
    "denied": 1.0,
    "v-imagined": 0.5,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A trigger by its clues; `told`: 1 where it tells a happening. `offset`: what neighbours add to its score."""

    group: str
    clues: tuple[str, ...]
    offset: float
    told: float
    weight: float


@dataclass(frozen=True, slots=True)
class Labels:
    """What is labelled in a text: happenings told, words that may or may not be one, what is imagined; `whole`: all that is told."""

    told: Sequence[Span]
    doubtful: Sequence[Span] = ()
    imagined: Sequence[Span] = ()
    whole: bool = True


def triggers(text: str, group: str, labels: Labels, published: str | None = None) -> Iterator[Row]:
    """The triggers of a text, kept or not, against its labels; of one that is not wholly labelled those that tell a happening."""
    analysis = analyse(text, published=published)
    for each in weighed_triggers(text, analysis.mentions, analysis.times):
        if each.scenario or any(each.span.overlaps(span) for span in labels.imagined):
            continue
        right = any(each.span.overlaps(span) for span in labels.told)
        unsure = not right and any(each.span.overlaps(span) for span in labels.doubtful)
        if right or labels.whole:
            weight = DOUBTFUL if unsure else 1.0 if labels.whole else PARTLY
            yield Row(group, each.clues, each.offset, float(right), weight)


def labelled(places: Iterable[Path]) -> Iterator[Row]:
    """Of collections, what is told in one or several articles; in documents that have `told` everything."""
    for folder in folders(list(places)):
        collection = read(folder)
        for doc, text in collection.texts.items():
            imagined = [span for other, span in collection.hypothetical if other == doc]
            known = [span for each in collection.happenings for other, span in each.mentions if other == doc]
            told = collection.told.get(doc)
            if told is None:
                labels = Labels(known, imagined=imagined, whole=False)
            else:
                labels = Labels([*told.all, *known], told.doubtful, imagined)
            yield from triggers(text, folder.name, labels)


def topics() -> Iterator[Row]:
    """Of the short texts of the event gold and the bundled articles, what is told in them of a labelled happening."""
    for path in [*sorted(GOLD.glob("*/*.toml")), GOLD / "seeds.toml"]:
        gold = tomllib.loads(path.read_text(encoding="utf-8"))
        bundled = gold.get("files", {}).items()
        articles = gold.get("articles") or [{"id": id, "text": _bundled(name)} for id, name in bundled]
        for article in articles:
            quotes = [quote for event in gold["events"] for quote in event.get(article["id"], [])]
            starts = [article["text"].index(quote) for quote in quotes]
            told = [Span(at, at + len(quote)) for at, quote in zip(starts, quotes, strict=True)]
            labels = Labels(told, whole=False)
            yield from triggers(article["text"], path.stem, labels, article.get("published"))


def _bundled(name: str) -> str:
    return (ROOT / "seeds" / name).read_text(encoding="utf-8")


def marked() -> Iterator[Row]:
    """Of the marked texts."""
    for name in ("sentences", "collections", "later"):
        for published, raw in marked_texts(name):
            text, marks = read_marks(raw)
            told = [Span(mark.start, mark.end) for mark in marks if mark.kind not in "o="]
            doubtful = [Span(mark.start, mark.end) for mark in marks if mark.kind in "o="]
            yield from triggers(text, f"marked {name}", Labels(told, doubtful), published)


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weight of each clue."""
    counts = Counter(clue for row in rows for clue in row.clues)
    names = sorted(name for name in counts if name in HAND or counts[name] >= LEAST)
    number = {name: i for i, name in enumerate(names)}
    vectors = [[number[clue] for clue in row.clues if clue in number] for row in rows]
    pull = [HAND.get(name, 0.0) for name in names]
    weights = list(pull)
    for _ in range(ROUNDS):
        slope = [PULL * (w - h) for w, h in zip(weights, pull, strict=True)]
        bend = [[PULL if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for row, vector in zip(rows, vectors, strict=True):
            p = 1 / (1 + math.exp(FLOOR - row.offset - sum(weights[i] for i in vector)))
            weight = row.weight * (MISSED if row.told else 1.0)
            off, curve = weight * (p - row.told), weight * p * (1 - p)
            for i in vector:
                slope[i] += off
                line = bend[i]
                for j in vector:
                    line[j] += curve
        step = solved(bend, slope)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
    found = dict(zip(names, weights, strict=True))
    return {**HAND, **found}


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """x of matrix · x = right, the matrix being symmetric and positive definite (Cholesky)."""
    size = len(right)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(a * b for a, b in zip(lower[i][:j], lower[j][:j], strict=True))
            lower[i][j] = math.sqrt(rest) if i == j else rest / lower[j][j]
    half: list[float] = []
    for i in range(size):
        half.append((right[i] - sum(lower[i][j] * half[j] for j in range(i))) / lower[i][i])
    out = [0.0] * size
    for i in range(size - 1, -1, -1):
        out[i] = (half[i] - sum(lower[j][i] * out[j] for j in range(i + 1, size))) / lower[i][i]
    return out


def written(weights: Mapping[str, float]) -> str:
    """worth.toml."""
    lines = [
        "# What each clue is worth for a trigger telling a happening (logarithm of odds); what the names mean stands in events/worth.py.",
        "# Written by training/worth.py from the labelled texts of tests/analysis/collections/read and tests/analysis/events/gold (the bundled articles are among them).",
        "# Licence: GPL-3.0-or-later, as the code.",
        "",
        "[weights]",
    ]
    lines += [f"{name} = {weights[name]:.2f}" for name in sorted(weights)]
    return "\n".join(lines) + "\n"


def left_out(rows: Sequence[Row]) -> None:
    """Precision and recall of every group by the weights of the others."""
    total: Counter[str] = Counter()
    for group in sorted({row.group for row in rows}):
        weights = fit([row for row in rows if row.group != group])
        counts: Counter[str] = Counter()
        for row in rows:
            if row.group != group:
                continue
            kept = row.offset + sum(weights.get(clue, 0.0) for clue in row.clues) >= FLOOR
            kind = "told" if row.told else "none" if row.weight == 1 else "doubtful"
            counts[kind] += 1
            counts[f"{kind} kept"] += kept
        total += counts
        print(group, dict(sorted(counts.items())))
    right, wrong = total["told kept"], total["none kept"]
    print(
        f"precision {right}/{right + wrong} = {right / max(1, right + wrong):.3f}, kept {right} of {total['told']}, doubtful {total['doubtful kept']} of {total['doubtful']}"
    )


def main(given: Sequence[str]) -> None:
    rows = [*labelled(Path(each) for each in given if not each.startswith("-")), *topics(), *marked()]
    if "--left-out" in given:
        left_out(rows)
        return
    weights = fit(rows)
    (DATA / "worth.toml").write_text(written(weights), encoding="utf-8")
    print(
        f"{len(rows)} triggers, {sum(row.told for row in rows):g} of them tell a happening: {len(weights)} clues"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
