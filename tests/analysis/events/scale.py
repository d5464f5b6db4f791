"""How linking grows: `python tests/analysis/events/scale.py 1000 10000` prints processor seconds, events and memory for each.

The collection is made from the gold texts: stories of four articles, persons and bodies renamed for each story,
places shared by all (hubs), dates moved, so that most reports have a true partner and many false candidates.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import resource
import sys
import time
import tomllib
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from reader.analysis.events import link_events
from reader.analysis.linking import LinkInput
from reader.model import Entity, EntityType
from tests.analysis.events.score import entities_of, files, inputs_of

Article = tuple[LinkInput, dict[int, str]]


def articles() -> list[Article]:
    out: list[Article] = []
    for which in ("tuned", "held", "seeds"):
        for path in files(which):
            gold = tomllib.loads(path.read_text(encoding="utf-8"))
            inputs, _ = inputs_of(gold, False)
            owner = entities_of(gold)
            out += [
                (each, {i: owner[m.text] for i, m in enumerate(each.analysis.mentions)}) for each in inputs
            ]
    return out


def moved(value: str, days: int) -> str:
    match = re.match(r"(\d{4}-\d\d-\d\d)(.*)$", value)
    if not match:
        return value
    return (datetime.date.fromisoformat(match[1]) + datetime.timedelta(days)).isoformat() + match[2]


def collection(size: int) -> tuple[list[LinkInput], dict[tuple[str, int], str], list[Entity]]:
    made = articles()
    inputs: list[LinkInput] = []
    of: dict[tuple[str, int], str] = {}
    for number in range(size):
        story = number // 4
        article, owner = made[(story * 31 + number % 4) % len(made)]
        days = (story * 37) % 3000 - 1500
        times = tuple(dataclasses.replace(t, value=moved(t.value, days)) for t in article.analysis.times)
        published = (
            moved(article.published, days) if article.published and len(article.published) == 10 else None
        )
        doc = f"d{number:06}"
        analysis = dataclasses.replace(article.analysis, times=times)
        inputs.append(LinkInput(doc, f"{article.text} {number} {story}", analysis, published))
        of.update({(doc, i): e if e.startswith("LOC") else f"{e}-{story}" for i, e in owner.items()})
    entities = [Entity(each, EntityType(each[:3]), each[4:]) for each in sorted(set(of.values()))]
    return inputs, of, entities


def memory() -> int:
    """Peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(sizes: list[int]) -> None:
    for size in sizes:
        inputs, of, entities = collection(size)
        before = memory()
        began = time.process_time()
        links = link_events(inputs, of, entities)
        took = time.process_time() - began
        reports = sum(len(each.analysis.events) for each in inputs)
        shared = sum(len({r.doc for r in e.mentions}) > 1 for e in links.events)
        print(
            f"{size} articles, {reports} reports: {took:.1f} s, {len(links.events)} events, {shared} shared; "
            f"peak {memory()} MB ({before} before linking)"
        )


if __name__ == "__main__":
    main([int(arg) for arg in sys.argv[1:]] or [1000])
