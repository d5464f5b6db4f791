"""A labelled collection as Python sees it: `read` makes it of a folder, README.md tells the format of its gold.json.

Labels are written as the words and which occurrence of them is meant; here they are Spans of their document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from reader.model import Span

ROOT = Path(__file__).parent
TYPES = ("PER", "LOC", "ORG")
Name = tuple[Span, str]  # where, and its type
_END = re.compile(r"[.!؟?](?=\s|$|[«»\")])|\n|\.(?=[^\d\s])")


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening and the triggers that tell of it. `date`: TIMEX3 values that are right, none where it is open."""

    id: str
    title: str
    date: tuple[str, ...]
    mentions: tuple[tuple[str, Span], ...]
    shared: bool  # told in two documents or more


@dataclass(frozen=True, slots=True)
class Told:
    """Every happening that a document tells, by its trigger, and words that a reader may or may not take for one."""

    all: Sequence[Span]
    doubtful: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts by document id, and what is right for each. What is doubtful counts neither way."""

    name: str
    part: str
    texts: Mapping[str, str]
    published: Mapping[str, str | None]
    names: Mapping[str, Mapping[Name, str]]  # their entity
    doubtful_names: Mapping[str, Sequence[Span]]
    times: Mapping[str, Mapping[Span, list[str]]]  # the values that are right
    doubtful_times: Mapping[str, Sequence[Span]]
    happenings: Sequence[Happening]
    disputes: Sequence[tuple[str, str]]  # happening, slot
    hypothetical: Sequence[tuple[str, Span]]
    told: Mapping[str, Told]  # of the documents that are labelled for it


def occurrence(text: str, words: str, number: int) -> Span:
    """Where the words stand for the `number`-th time, from 1; overlapping ones count. ValueError where they don't."""
    at = -1
    for _ in range(number):
        at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"«{words}» does not stand there {number} times")
    return Span(at, at + len(words))


def sentence(text: str, span: Span) -> Span:
    """The sentence a span stands in; a line's end ends one."""
    start = 0
    for match in _END.finditer(text):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            return Span(start, match.end())
    return Span(start, len(text))


def quoted(text: str, span: Span, width: int = 45) -> str:
    """The words with what stands around them, on one line."""
    before, after = text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
    return f"{before}⟦{span.of(text)}⟧{after}".replace("\n", " ¶ ")


def folders(paths: Sequence[Path]) -> list[Path]:
    """The collections that are meant: each path itself, or the collections in it."""
    return [
        folder
        for path in paths
        for folder in (
            [path]
            if (path / "gold.json").exists()
            else sorted(each.parent for each in path.glob("*/gold.json"))
        )
    ]


def read(folder: Path) -> Collection:
    """A collection. ValueError where a label does not stand in its text, OSError where a file is missing."""
    gold, texts = _files(folder)
    docs = gold["documents"]

    def mentions(rows: Any) -> tuple[tuple[str, Span], ...]:
        return tuple((doc, occurrence(texts[doc], words, number)) for doc, words, number in rows)

    def spans(part: str) -> dict[str, list[Span]]:
        return {doc: [occurrence(texts[doc], *row[:2]) for row in gold[part][doc]] for doc in texts}

    return Collection(
        folder.name,
        folder.resolve().parent.name,
        texts,
        {doc: row["published"] for doc, row in docs.items()},
        {
            doc: {(occurrence(texts[doc], *row[:2]), row[2]): row[3] for row in gold["mentions"][doc]}
            for doc in texts
        },
        spans("optional_mentions"),
        {
            doc: {occurrence(texts[doc], *row[:2]): row[2].split(" or ") for row in gold["times"][doc]}
            for doc in texts
        },
        spans("optional_times"),
        [
            Happening(
                row["id"],
                row["title"],
                tuple(row["date"].split(" or ")) if row["date"] else (),
                mentions(row["mentions"]),
                part == "events",
            )
            for part in ("events", "single")
            for row in gold[part]
        ],
        [(row["event"], row["slot"]) for row in gold["disputes"]],
        mentions(gold["hypothetical"]),
        {
            doc: Told(*([occurrence(texts[doc], *row) for row in rows[part]] for part in ("all", "doubtful")))
            for doc, rows in gold.get("told", {}).items()
        },
    )


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the labels, one line each: words that don't stand there, labels that contradict each other."""
    gold, texts = _files(folder)
    types: dict[str, str] = {}
    for part in ("mentions", "optional_mentions", "times", "optional_times"):
        for doc, rows in gold[part].items():
            spans = []
            for words, number, *rest in rows:
                try:
                    spans.append(occurrence(texts[doc], words, number))
                except ValueError as error:
                    yield f"{doc}: {part}: {error}"
                if words != words.strip():
                    yield f"{doc}: {part}: blank at the edge of «{words}»"
                if "mentions" in part and types.setdefault(rest[1], rest[0]) != rest[0]:
                    yield f"{doc}: {part}: {rest[1]} has two types"
            for a, b in pairwise(sorted(spans)):
                if a.overlaps(b):
                    yield f"{doc}: {part}: overlap in «{texts[doc][a.start : b.end]}»"
    told = [*gold["events"], *gold["single"]]
    for row in told:
        for doc, words, number in row["mentions"]:
            try:
                occurrence(texts[doc], words, number)
            except ValueError as error:
                yield f"{doc}: {row['id']}: {error}"
        if (len({doc for doc, *_ in row["mentions"]}) > 1) != (row in gold["events"]):
            yield f"{row['id']}: in the wrong list"
    told_words = [
        (doc, *row) for doc, parts in gold.get("told", {}).items() for rows in parts.values() for row in rows
    ]
    for part, labels in (("hypothetical", gold["hypothetical"]), ("told", told_words)):
        for doc, words, number in labels:
            try:
                occurrence(texts[doc], words, number)
            except ValueError as error:
                yield f"{doc}: {part}: {error}"
    for unknown in {row["event"] for row in gold["disputes"]} - {row["id"] for row in told}:
        yield f"dispute of {unknown}, which is not labelled"


def _files(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {doc: (folder / f"{doc}.txt").read_text(encoding="utf-8") for doc in sorted(gold["documents"])}
    return gold, texts
