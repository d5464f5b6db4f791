"""Scores linking on the gold: `python tests/analysis/events/score.py [tuned|held|seeds] [--real] [--show]`.

Without `--real` the gold's own lists of names stand in for the entity room, so that the figures tell about
events alone; with it everything is the shipped pipeline.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from reader.analysis import analyse, link
from reader.analysis.events import find_events, link_events
from reader.analysis.linking import EventLinks, LinkInput
from reader.analysis.times import find_times, interval_of
from reader.model import Analysis, Entity, EntityType, Event, Span
from tests.analysis.events.made import mentions_of

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@dataclass
class Score:
    """Counts over any number of topics."""

    shared: int = 0
    found: int = 0
    pairs: int = 0
    right: int = 0
    dates: int = 0
    dates_right: int = 0
    disputes: int = 0
    disputes_found: int = 0
    disputes_shown: int = 0
    mixed: int = 0
    lines: list[str] = field(default_factory=list)

    def __iadd__(self, other: Score) -> Score:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def __str__(self) -> str:
        def share(a: int, b: int) -> str:
            return f"{a}/{b} = {a / b:.2f}" if b else "-"

        return (
            f"shared events found {share(self.found, self.shared)} · link precision {share(self.right, self.pairs)} · "
            f"dates right {share(self.dates_right, self.dates)} · disputes found {share(self.disputes_found, self.disputes)} "
            f"of {self.disputes_shown} shown · scenario mixed {self.mixed}"
        )


def entities_of(gold: dict) -> dict[str, str]:
    """Name as written -> entity id."""
    return {name: f"{e[0]}:{e[1]}" for e in gold["entities"] for name in e[1:]}


def inputs_of(gold: dict, real: bool) -> tuple[list[LinkInput], EventLinks]:
    articles = gold.get("articles") or [
        {"id": name, "text": (SEEDS / path).read_text(encoding="utf-8")}
        for name, path in gold["files"].items()
    ]
    inputs: list[LinkInput] = []
    entity_of: dict[tuple[str, int], str] = {}
    entities: dict[str, Entity] = {}
    for article in articles:
        text, published, source = article["text"], article.get("published"), article.get("source")
        if real:
            analysis = analyse(text, published=published, source=source)
        else:
            owner = entities_of(gold)
            names = {
                kind: [n for e in gold["entities"] if e[0] == kind for n in e[1:]]
                for kind in ("PER", "ORG", "LOC")
            }
            mentions = mentions_of(text, **names)
            for i, mention in enumerate(mentions):
                entity_of[article["id"], i] = owner[mention.text]
            times = find_times(text, published)
            events = find_events(text, mentions, times.expressions, source=source)
            analysis = Analysis(mentions, times.expressions, events, times.published, times.published_from)
        inputs.append(LinkInput(article["id"], text, analysis, published or analysis.published, None, source))
    if real:
        return inputs, link(inputs).events
    for e in gold["entities"]:
        entities[f"{e[0]}:{e[1]}"] = Entity(f"{e[0]}:{e[1]}", EntityType(e[0]), e[1])
    return inputs, link_events(inputs, entity_of, tuple(entities.values()), ())


def score(gold: dict, real: bool = False) -> Score:
    inputs, links = inputs_of(gold, real)
    documents = {each.doc: each for each in inputs}
    label: dict[tuple[str, int], str] = {}
    golden: dict[str, dict[str, list[Span]]] = {}
    for event in gold["events"]:
        places = golden[event["id"]] = {}
        for doc, quotes in event.items():
            if doc not in documents:
                continue
            for quote in quotes:
                at = documents[doc].text.index(quote)
                places.setdefault(doc, []).append(Span(at, at + len(quote)))
        for doc, spans in places.items():
            for i, mention in enumerate(documents[doc].analysis.events):
                if any(span.contains(mention.trigger) for span in spans):
                    label[doc, i] = event["id"]
    out = Score()
    home: dict[str, Event] = {}
    for event in gold["events"]:
        best, spread = None, 0
        for candidate in links.events:
            docs = {r.doc for r in candidate.mentions if label.get((r.doc, r.index)) == event["id"]}
            if len(docs) > spread:
                best, spread = candidate, len(docs)
        if best is not None:
            home[event["id"]] = best
        if len(golden[event["id"]]) < 2 or event.get("optional"):
            continue
        out.shared += 1
        ok = spread >= 2
        out.found += ok
        if not ok:
            seen = {
                d: [i for i, m in enumerate(documents[d].analysis.events) if label.get((d, i)) == event["id"]]
                for d in golden[event["id"]]
            }
            out.lines.append(f"  not found: {event['id']} mentions {seen}")
        if "date" in event:
            out.dates += 1
            value = best.date if best else None
            interval = interval_of(value) if value else None
            wanted = interval_of(event["date"])
            right = (
                interval is not None
                and wanted is not None
                and interval[0] >= wanted[0]
                and interval[0] <= wanted[1]
            )
            out.dates_right += right
            if not right:
                out.lines.append(f"  date of {event['id']}: {value}, not {event['date']}")
    for event in links.events:
        if (
            len({r.doc for r in event.mentions}) > 1
            and len({documents[r.doc].analysis.events[r.index].scenario for r in event.mentions}) > 1
        ):
            out.mixed += 1
        for a, b in combinations(event.mentions, 2):
            if a.doc == b.doc:
                continue
            out.pairs += 1
            la, lb = label.get((a.doc, a.index)), label.get((b.doc, b.index))
            right = la is not None and la == lb
            out.right += right
            if not right:
                out.lines.append(
                    "  wrong link: "
                    + " <> ".join(
                        f"{r.doc} {_around(documents[r.doc], r.index)} ({label.get((r.doc, r.index))})"
                        for r in (a, b)
                    )
                )
        out.disputes_shown += len(event.disputes)
    for dispute in gold.get("disputes", []):
        out.disputes += 1
        at = home.get(dispute["event"])
        ok = at is not None and any(d.slot == dispute["slot"] for d in at.disputes)
        out.disputes_found += ok
        if not ok:
            out.lines.append(f"  dispute not shown: {dispute['event']} {dispute['slot']}")
    return out


def _around(given: LinkInput, index: int) -> str:
    t = given.analysis.events[index].trigger
    return (
        given.text[max(0, t.start - 12) : t.start]
        + "["
        + t.of(given.text)
        + "]"
        + given.text[t.end : t.end + 22].replace("\n", " ")
    )


def files(which: str) -> list[Path]:
    return [GOLD / "seeds.toml"] if which == "seeds" else sorted((GOLD / which).glob("*.toml"))


def main(args: list[str]) -> None:
    for which in [a for a in args if not a.startswith("-")] or ["tuned", "held", "seeds"]:
        total = Score()
        for path in files(which):
            found = score(tomllib.loads(path.read_text(encoding="utf-8")), "--real" in args)
            total += found
            if "--show" in args:
                print(path.stem, found)
                print("\n".join(found.lines))
        print(which, total)


if __name__ == "__main__":
    main(sys.argv[1:])
