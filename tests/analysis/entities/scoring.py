"""Gold texts and scores. A gold text is marked in line: `{P.aoun|جوزاف عون}` is a PER mention of the entity `aoun`.

`python -m tests.analysis.entities.scoring [PART]...` prints mentions P/R/F1 by type and B-cubed of the clusters of the
mentions found. `tuned`, `second`, `last`, `third`, `fourth` and `seeds` (the bundled articles, standoff in seeds.tsv) are what the rules
were looked at with; `held` is only reported. docs/measured/entities.md has the first looks at `second` to `fourth`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.analysis.entities import find_mentions, link_entities
from reader.analysis.linking import LinkInput
from reader.model import Analysis, Mention

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).resolve().parents[3] / "seeds"
_MARK = re.compile(r"\{([PLO])\.([\w-]+)\|([^}]*)\}")
_TYPE = {"P": "PER", "L": "LOC", "O": "ORG"}
Key = tuple[str, int, int, str]


def read_gold(path: Path) -> tuple[str, dict[tuple[int, int, str], str]]:
    """(text, {(start, end, type): entity})."""
    marked = path.read_text(encoding="utf-8")
    if path.parent == SEEDS:
        return marked, _standoff(path.name[:3])
    text, at = "", 0
    gold = {}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match[3]
        gold[start, len(text), _TYPE[match[1]]] = match[1] + match[2]
        at = match.end()
    return text + marked[at:], gold


def _standoff(seed: str) -> dict[tuple[int, int, str], str]:
    rows = [line.split("\t") for line in (GOLD / "seeds.tsv").read_text(encoding="utf-8").splitlines()]
    return {
        (int(row[1]), int(row[2]), _TYPE[row[3]]): row[3] + row[4]
        for row in rows
        if row[0] == seed and len(row) == 6
    }


def paths_of(part: str) -> list[Path]:
    """The texts of a part of the gold."""
    return sorted((SEEDS if part == "seeds" else GOLD / part).glob("*.txt"))


@dataclass
class Score:
    """Counts by type, and the two clusterings."""

    hit: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    gold_of: dict[Key, str] = field(default_factory=dict)
    guess_of: dict[Key, str] = field(default_factory=dict)

    def f1(self, kind: str = "all") -> float:
        """F1, 0 to 1."""
        return 2 * self.hit[kind] / max(1, self.said[kind] + self.true[kind])

    def bcubed(self) -> float:
        """B-cubed F1 over the mentions found that are gold mentions."""
        both = [key for key in self.gold_of if key in self.guess_of]
        gold: dict[str, set[Key]] = defaultdict(set)
        guess: dict[str, set[Key]] = defaultdict(set)
        for key in both:
            gold[self.gold_of[key]].add(key)
            guess[self.guess_of[key]].add(key)
        if not both:
            return 0.0
        shared = [(len(gold[self.gold_of[key]] & guess[self.guess_of[key]]), key) for key in both]
        precision = sum(n / len(guess[self.guess_of[key]]) for n, key in shared) / len(both)
        recall = sum(n / len(gold[self.gold_of[key]]) for n, key in shared) / len(both)
        return 2 * precision * recall / (precision + recall)


def evaluate(paths: Sequence[Path], verbose: bool = False) -> Score:
    """Score the finder and the linking on gold texts read as one collection."""
    score = Score()
    inputs, mentions_of = [], {}
    for path in paths:
        text, gold = read_gold(path)
        mentions = find_mentions(text)
        inputs.append(LinkInput(path.stem, text, Analysis(mentions=mentions)))
        mentions_of[path.stem] = mentions
        guess: dict[tuple[int, int, str], Mention] = {
            (m.span.start, m.span.end, m.type.value): m for m in mentions
        }
        for key in gold.keys() | guess.keys():
            for count, group in ((score.true, gold), (score.said, guess)):
                if key in group:
                    count[key[2]] += 1
                    count["all"] += 1
            if key in gold and key in guess:
                score.hit[key[2]] += 1
                score.hit["all"] += 1
        for (start, end, kind), entity in gold.items():
            score.gold_of[path.stem, start, end, kind] = entity
        if verbose:
            for key in sorted(gold.keys() ^ guess.keys()):
                mark = "missed" if key in gold else "wrong "
                why = guess[key].why if key in guess else ""
                around = (
                    text[max(0, key[0] - 25) : key[0]]
                    + "["
                    + text[key[0] : key[1]]
                    + "]"
                    + text[key[1] : key[1] + 20]
                )
                print(f"{path.stem:12} {mark} {key[2]} {around!r} {why}")
    links = link_entities(inputs, ())
    for (doc, index), entity in links.of.items():
        mention = mentions_of[doc][index]
        score.guess_of[doc, mention.span.start, mention.span.end, mention.type.value] = entity
    if verbose:
        by_gold: dict[str, Counter[str]] = defaultdict(Counter)
        for key, entity in score.gold_of.items():
            if key in score.guess_of:
                by_gold[entity][score.guess_of[key]] += 1
        for entity, guesses in sorted(by_gold.items()):
            if len(guesses) > 1:
                print("split  ", entity, dict(guesses))
    kinds = ("PER", "LOC", "ORG", "all")
    print(
        " ".join(f"{kind} {100 * score.f1(kind):.1f}" for kind in kinds),
        f"P {100 * score.hit['all'] / max(1, score.said['all']):.1f}",
        f"R {100 * score.hit['all'] / max(1, score.true['all']):.1f}",
        f"B3 {100 * score.bcubed():.1f}",
        dict(score.true),
    )
    return score


if __name__ == "__main__":
    for part in sys.argv[1:] or ["tuned", "held"]:
        print(part)
        evaluate(paths_of(part), verbose=part not in {"held", "last"})
