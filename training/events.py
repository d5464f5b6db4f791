"""Fits data/events/weights.toml: what each piece of evidence is worth for two reports being of one happening.

    python -m training.events tests/analysis/collections/read      (any further DIR: more collections with gold.json)

Pairs of reports come from the labelled texts of tests/analysis/events/gold and of each DIR; a pair is positive where
both carry one label. Logistic regression, pulled towards the weights of the fit before (`HAND`; first set by hand) and kept to their sign, so that
thirty pairs cannot teach that a name in common speaks against. Deterministic; no library.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from reader.analysis import LinkInput, analyse
from reader.analysis.entities import link_entities
from reader.analysis.events.compare import Rarity
from reader.analysis.events.evidence import evidence
from reader.analysis.events.features import reports
from reader.analysis.events.kinship import comparable
from reader.analysis.events.lexicon import DATA
from reader.model import Span

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "analysis" / "events" / "gold"
JOIN = -0.65  # set by the share of right links on collections left out of the fitting
PULL = 150.0  # strength of the pull towards HAND: the weights that held before are right till many pairs say otherwise
ROUNDS = 300

# Weight of the fit before, or set by hand, and how the evidence is told.
HAND: Mapping[str, tuple[float, str]] = {
    "one-type": (1.15, "نوع واحد"),
    "one-family": (0.73, "نوعان متقاربان"),
    "kin": (-0.76, "لفظان لفعل واحد"),
    "listed": (-0.39, "لفظان لحدث واحد"),
    "retold": (-0.52, "لفظان لحدث واحد"),
    "retold-loose": (-1.22, "لفظان بلا زمن ولا اسم"),
    "one-word": (0.71, "لفظ واحد"),
    "one-sense": (1.0, "لفظان بمعنى"),
    "one-sense-retold": (1.5, "لفظان بمعنى"),
    "repeats": (-0.32, "فعل يتكرر"),
    "repeats-untied": (-0.14, "فعل يتكرر ولا اسم مشترك"),
    "repeats-undated": (-1.37, "فعل يتكرر بلا زمن واحد"),
    "only-ones": (1.21, "لا غيره من نوعه في النصين"),
    "of-many": (-0.22, "واحد من كثير من نوعه"),
    "repeats-loose": (-1.16, "فعل يتكرر بلا زمن واحد"),
    "general": (-0.22, "فعل عام"),
    "one-answerer": (1.5, "جواب طرف واحد"),
    "about": (0.71, "موضوع واحد"),
    "about-other": (-0.93, "موضوعان مختلفان"),
    "day": (1.19, "يوم واحد"),
    "day-carried": (0.74, "يوم واحد من السياق"),
    "month": (0.76, "شهر واحد"),
    "years": (0.0, "زمن واحد"),
    "days-off": (0.0, "بينهما يوم أو يومان"),
    "days-off-carried": (-0.17, "بينهما يوم أو يومان من السياق"),
    "days-disputed": (-1.08, "بينهما أيام"),
    "weeks-off": (-2.68, "بينهما أيام"),
    "day-of-month": (1.57, "يوم واحد من الشهر"),
    "weekday": (1.62, "يوم واحد من الأسبوع"),
    "day-other": (-0.28, "يومان مختلفان"),
    "undated": (-0.45, "بلا تاريخ"),
    "half-dated": (-0.64, "أحدهما بلا تاريخ"),
    "story-day": (0.6, "يوم القصة واحد"),
    "story-near": (0.0, "يوما القصة متقاربان"),
    "story-far": (-0.6, "يوما القصة مختلفان"),
    "story-apart": (-0.7, "زمنا القصة متباعدان"),
    "far-from-text": (-1.08, "زمن بعيد عن زمن النص"),
    "published-near": (0.0, "زمن النشر قريب"),
    "published-apart": (-0.1, "نشرا في وقتين"),
    "published-far": (-0.48, "زمن النشر بعيد"),
    "theme": (0.89, ""),
    "namesake": (1.01, ""),
    "agent": (0.59, ""),
    "patient": (0.23, ""),
    "place": (0.04, ""),
    "other-part": (0.12, "في دور آخر"),
    "one-country": (0.47, "مكانان في بلد واحد"),
    "inside": (0.03, "مكان في بلد الآخر"),
    "part-of-name": (1.34, "مكان واحد باسمين"),
    "one-cause": (1.6, "ضحايا حدث واحد"),
    "one-disaster": (1.32, "كارثة في بلد واحد"),
    "called": (0.43, ""),
    "institution": (1.23, "في بلد واحد"),
    "institution-near": (0.98, "هيئة واحدة في بلد واحد"),
    "words": (0.22, ""),
    "theme-other": (-0.5, "موضوعا الفعل مختلفان"),
    "agents-other": (-0.81, "فاعلان مختلفان"),
    "agents-strange": (-0.24, "فاعلان لا صلة بينهما"),
    "agents-several": (-0.85, "فاعل واحد هنا وجمع هناك"),
    "patients-other": (-0.92, "طرفان مختلفان"),
    "patient-unnamed": (-0.19, "طرف لا يسمى"),
    "patients-several": (-1.27, "طرف واحد هنا وجمع هناك"),
    "places-other": (0.0, "مكانان مختلفان"),
    "nobody": (-0.03, "لا أحد يسمى"),
    "nobody-in-one": (-0.19, "لا أحد يسمى في أحدهما"),
    "untied": (-0.51, "لا رابط من زمن أو اسم"),
    "nothing-shared": (-0.73, "لا اسم مشترك"),
    "one-text": (0.0, "نص واحد"),
    "texts-alike": (1.27, "نصان في موضوع واحد"),
    "beside": (0.41, "قرب الفعلين"),
    "beside-place": (0.24, "قرب الفعلين"),
    "beside-namesake": (0.94, "قرب الفعلين"),
    "beside-other": (-0.56, "أسماء أخرى حوله"),
    "lone-roots": (0.37, "ألفاظ لا ترد في النصين إلا هنا"),
    "lone-part": (1.1, "طرف لا يرد في النصين إلا هنا"),
    "lone-names": (0.1, "لا يرد في النصين إلا هنا"),
    "roots": (0.02, "من نادر الألفاظ"),
    "roots-share": (1.64, "ألفاظ الجملتين"),
    "behind": (0.8, "ما بعد الفعلين"),
    "sentence-roots": (0.09, "من ألفاظ الجملتين"),
    "openings": (0.65, "كلاهما في أول نصه"),
    "figure": (1.37, "عدد واحد"),
    "figures-near": (1.51, "عددان متقاربان"),
    "figures-close": (0.78, "عددان متقاربان"),
    "counts-near": (1.92, "عددان متقاربان"),
    "figures-apart": (0.4, "عددان متباعدان"),
    "figures-far": (-2.12, "عددان متباعدان"),
    "one-of-many": (-1.2, "واحد هنا وجمع هناك"),
    "counted-other": (-2.59, "المعدودون مختلفون"),
    "victims-other": (-1.12, "الضحايا مختلفون"),
    "faint": (-0.45, "لفظ غير بين"),
    "denied": (-1.03, "أحدهما منفي"),
    "denied-untied": (-0.4, "منفي ولا اسم مشترك"),
    "supposed": (-0.9, "أحدهما افتراض"),
    "planned": (0.0, "أحدهما مزمع"),
    "planned-untied": (-0.66, "أحدهما مزمع لغيره"),
}
NEGATIVE = frozenset(name for name, (points, _) in HAND.items() if points < 0) | frozenset(
    "days-off half-dated nobody nobody-in-one places-other planned published-apart undated".split()
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports by their features; `same` where both carry one label. `weight`: how much the pair counts."""

    collection: str
    features: Mapping[str, float]
    same: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Collection:
    """Labelled articles: the label of a report, and labels told elsewhere in its sentence."""

    name: str
    inputs: Sequence[LinkInput]
    label: Mapping[tuple[str, int], str]
    beside: Mapping[tuple[str, int], set[str]]
    weight: float
    whole: bool = False  # everything that is shared is labelled


def from_toml(path: Path) -> Collection:
    """A topic of the event gold."""
    gold = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = gold.get("articles") or [
        {"id": name, "text": (ROOT / "seeds" / file).read_text(encoding="utf-8")}
        for name, file in gold["files"].items()
    ]
    inputs = []
    for each in articles:
        analysis = analyse(each["text"], published=each.get("published"), source=each.get("source"))
        published = each.get("published") or analysis.published
        inputs.append(LinkInput(each["id"], each["text"], analysis, published, None, each.get("source")))
    label: dict[tuple[str, int], str] = {}
    for given in inputs:
        for event in gold["events"]:
            for quote in event.get(given.doc, []):
                at = given.text.index(quote)
                _mark(given, Span(at, at + len(quote)), event["id"], label)
    return Collection(path.stem, inputs, label, {}, 0.25 if path.stem == "seeds" else 1.0, whole=True)


def _mark(given: LinkInput, span: Span, name: str, label: dict[tuple[str, int], str]) -> None:
    for index, event in enumerate(given.analysis.events):
        if span.overlaps(event.trigger):
            label[given.doc, index] = name


_END = re.compile(r"[.!؟?](?=\s|$)|\n")


def from_json(folder: Path) -> Collection:
    """Articles DOC.txt with gold.json: events and single events as [doc, words, occurrence]."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    inputs = []
    for doc in sorted(gold["documents"]):
        text = (folder / f"{doc}.txt").read_text(encoding="utf-8")
        analysis = analyse(text)
        inputs.append(LinkInput(doc, text, analysis, analysis.published, analysis.published_from))
    documents = {each.doc: each for each in inputs}
    label: dict[tuple[str, int], str] = {}
    beside: dict[tuple[str, int], set[str]] = defaultdict(set)
    for event in [*gold["events"], *gold["single"]]:
        for doc, words, occurrence in event["mentions"]:
            given, at = documents[doc], -1
            for _ in range(occurrence):
                at = given.text.index(words, at + 1)
            _mark(given, Span(at, at + len(words)), event["id"], label)
            start = max((m.end() for m in _END.finditer(given.text, 0, at)), default=0)
            end = _END.search(given.text, at)
            sentence = Span(start, end.end() if end else len(given.text))
            for index, found in enumerate(given.analysis.events):
                if sentence.overlaps(found.trigger):
                    beside[doc, index].add(event["id"])
    return Collection(folder.name, inputs, label, beside, 3.0)


def pairs(collection: Collection) -> Iterator[Pair]:
    """Pairs of comparable reports of which one at least is labelled; those that stand in one sentence with the label are left out."""
    inputs = list(collection.inputs)
    entities = link_entities(inputs, ())
    found = [report for given in inputs for report in reports([given], entities.of)]
    rarity = Rarity({}, len(inputs))
    for a, b in combinations(found, 2):
        if a.scenario != b.scenario or not comparable(a, b):
            continue
        first, second = (a.ref.doc, a.ref.index), (b.ref.doc, b.ref.index)
        mine, theirs = collection.label.get(first), collection.label.get(second)
        weight = collection.weight
        if mine is None and theirs is None:
            if not collection.whole or a.ref.doc == b.ref.doc:
                continue
            weight *= 0.5
        elif (mine is None or theirs is None) and (
            mine in collection.beside.get(second, ()) or theirs in collection.beside.get(first, ())
        ):
            continue
        features: dict[str, float] = defaultdict(float)
        for name, value, _ in evidence(a, b, rarity):
            features[name] += value
        yield Pair(collection.name, dict(features), mine is not None and mine == theirs, weight)


def fit(given: Sequence[Pair]) -> tuple[float, dict[str, float]]:
    """Base and weights: full gradient steps, each weight with a pace of its own."""
    weights = {name: points for name, (points, _) in HAND.items()}
    pace = dict.fromkeys(HAND, 1e-8)
    base, base_pace = -2.3, 1e-8
    for _ in range(ROUNDS):
        slope = {name: PULL * (weights[name] - HAND[name][0]) for name in HAND}
        base_slope = 0.0
        for pair in given:
            score = base + sum(weights[name] * value for name, value in pair.features.items())
            off = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - pair.same) * pair.weight
            base_slope += off
            for name, value in pair.features.items():
                slope[name] += off * value
        for name in HAND:
            pace[name] += slope[name] ** 2
            moved = weights[name] - 0.5 * slope[name] / math.sqrt(pace[name])
            weights[name] = min(0.0, moved) if name in NEGATIVE else max(0.0, moved)
        base_pace += base_slope**2
        base -= 0.5 * base_slope / math.sqrt(base_pace)
    return base, weights


def written(base: float, weights: Mapping[str, float]) -> str:
    """weights.toml."""
    lines = [
        "# What each piece of evidence is worth for two reports being of one happening (logarithm of odds), and how it is told.",
        "# Written by training/events.py from the labelled texts of tests/analysis/events/gold and tests/analysis/collections/read.",
        "# Licence: GPL-3.0-or-later, as the code.",
        "",
        f"base = {base:.2f}  # where nothing is known of the two",
        f"join = {JOIN:.2f}  # from here on they are one event",
        "",
        "[features]",
    ]
    lines += [f'{name} = [{weights[name]:.2f}, "{words}"]' for name, (_, words) in HAND.items()]
    return "\n".join(lines) + "\n"


def main(folders: Sequence[str]) -> None:
    collections = [from_toml(path) for path in [*sorted(GOLD.glob("*/*.toml")), GOLD / "seeds.toml"]]
    for each in folders:
        found = [Path(each)] if (Path(each) / "gold.json").exists() else sorted(Path(each).iterdir())
        collections += [from_json(folder) for folder in found if (folder / "gold.json").exists()]
    given = [pair for collection in collections for pair in pairs(collection)]
    base, weights = fit(given)
    (DATA / "weights.toml").write_text(written(base, weights), encoding="utf-8")
    same = sum(pair.same for pair in given)
    print(
        f"{len(collections)} collections, {len(given)} pairs, {same} of one happening: base {base:.2f}, {len(weights)} weights"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
