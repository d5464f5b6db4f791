"""Precision and recall of triggers on marked texts: `python tests/analysis/events/trigger_score.py [sentences|collections|later] [--show]`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from reader.analysis import analyse
from reader.analysis.events.lexicon import lexicon

GOLD = Path(__file__).parent / "gold" / "triggers"
MARK = re.compile(r"<<([^|>]*)\|([^>]*)>>")
KINDS = {"f": "finite active", "p": "passive", "m": "masdar", "l": "light verb or idiom", "n": "noun"}


@dataclass(frozen=True)
class Mark:
    """A labelled trigger; `of` is the mark whose happening it tells again, itself otherwise."""

    start: int
    end: int
    kind: str
    types: frozenset[str]
    of: int


@dataclass
class TriggerScore:
    """Counts over marked texts."""

    right: int = 0
    wrong: int = 0
    typed: int = 0
    gold: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.seen.total() / max(1, self.gold.total())

    def __str__(self) -> str:
        kinds = " · ".join(
            f"{name} {self.seen[k]}/{self.gold[k]}" for k, name in KINDS.items() if self.gold[k]
        )
        return (
            f"precision {self.right}/{self.right + self.wrong} = {self.precision:.2f} · "
            f"recall {self.seen.total()}/{self.gold.total()} = {self.recall:.2f} · type right {self.typed}/{self.right}\n{kinds}"
        )


def marked_texts(name: str) -> Iterator[tuple[str | None, str]]:
    """(publication date or None, text with its marks) of a file of gold/triggers."""
    published: str | None = None
    lines: list[str] = []
    for line in [*(GOLD / f"{name}.txt").read_text(encoding="utf-8").splitlines(), "@ "]:
        if line.startswith("@"):
            if lines:
                yield published, "\n".join(lines)
            published, lines = line.partition(" ")[2] or None, []
        elif published is not None and not line.startswith("=="):
            lines.append(line)
        elif line and not line.startswith(("#", "==")):
            yield None, line


def read_marks(raw: str) -> tuple[str, list[Mark]]:
    """A text without its marks, and the marks."""
    text, at = "", 0
    marks: list[Mark] = []
    for match in MARK.finditer(raw):
        text += raw[at : match.start()]
        kind, *types = match[2].split()
        same = kind == "="
        marks.append(
            Mark(
                len(text),
                len(text) + len(match[1]),
                kind,
                frozenset(t for t in types if not t.startswith("#")),
                marks[-1].of if same else len(marks),
            )
        )
        text += match[1]
        at = match.end()
    return text + raw[at:], marks


def score_triggers(name: str) -> TriggerScore:
    """The shipped pipeline on a file of marked texts."""
    out, types = TriggerScore(), lexicon().types
    for published, raw in marked_texts(name):
        text, marks = read_marks(raw)
        hit: set[int] = set()
        for event in analyse(text, published=published).events:
            near = [m for m in marks if event.trigger.start < m.end and m.start < event.trigger.end]
            if not near:
                out.wrong += 1
                out.lines.append(f"no happening: {event.trigger.of(text)} ({event.type}): {text[:90]}")
            elif near[0].kind != "o" and near[0].of not in hit:
                hit.add(near[0].of)
                out.right += 1
                right = bool({event.type, types[event.type].family} & marks[near[0].of].types)
                out.typed += right
                if not right:
                    out.lines.append(f"type: {event.trigger.of(text)} is {event.type}: {text[:90]}")
        for number, mark in enumerate(marks):
            if mark.kind in KINDS:
                out.gold[mark.kind] += 1
                out.seen[mark.kind] += number in hit
                if number not in hit:
                    out.lines.append(f"missed: {text[mark.start : mark.end]}: {text[:90]}")
    return out


if __name__ == "__main__":
    for chosen in [a for a in sys.argv[1:] if not a.startswith("-")] or ["sentences", "collections", "later"]:
        result = score_triggers(chosen)
        print(chosen, result)
        if "--show" in sys.argv:
            print("\n".join(f"  {line}" for line in result.lines))
