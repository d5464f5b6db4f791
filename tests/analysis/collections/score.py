"""Scores the shipped analysis on labelled collections: `python -m tests.analysis.collections.score [-v] [DIR...]`.

A DIR is a collection or a folder of them; without any, both parts. `-v` lists every miss: not for `unread`, which gives figures only.
README.md says how each figure is counted.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from reader.analysis import LinkInput, analyse, link

from .happenings import VERDICTS, score_disputes, score_happenings
from .labelled import ROOT, TYPES, folders, read
from .names import score_names
from .tally import Tally
from .times import score_times


def score(folder: Path) -> Tally:
    """One collection: each text by itself as if nothing were known of it, then linked."""
    collection = read(folder)
    analyses = {doc: analyse(text) for doc, text in collection.texts.items()}
    linked = link(
        LinkInput(doc, text, analyses[doc], analyses[doc].published, analyses[doc].published_from)
        for doc, text in collection.texts.items()
    )
    tally = Tally()
    score_names(collection, analyses, linked, tally)
    score_times(collection, analyses, tally)
    homes = score_happenings(collection, analyses, linked, tally)
    score_disputes(collection, analyses, linked, homes, tally)
    return tally


def figures(tally: Tally) -> str:
    """The figures of one collection or of many, seven lines."""
    hit, said, true = (sum(tally[f"{part} {kind}"] for kind in TYPES) for part in ("hit", "said", "true"))
    of_type = [(kind, tally["hit " + kind], tally["said " + kind], tally["true " + kind]) for kind in TYPES]
    names = [f"{kind} {_prf(*rest)} ({rest[2]})" for kind, *rest in [*of_type, ("all", hit, said, true)]]
    near = _f1(tally["overlapping said"] / max(1, said), tally["overlapping true"] / max(1, true))
    clustered = max(1, tally["clustered"])
    p, r = tally.cluster_precision / clustered, tally.cluster_recall / clustered
    found, times = tally["times hit"], (tally["times hit"], tally["times said"], tally["times true"])
    pairs = {verdict: tally["pair " + verdict] for verdict in VERDICTS}
    good = pairs["right"] + pairs["likely"]
    lines = [
        f"entities  {' · '.join(names)}",
        f"          overlapping, same type: F1 {100 * near:.1f} · B-cubed {100 * _f1(p, r):.1f} (P {100 * p:.1f} R {100 * r:.1f})",
        f"times     span {_prf(*times)} ({times[2]}) · value right {_percent(tally['values right'], found)} "
        f"(without mod {_percent(tally['values right without mod'], found)}) · days said {tally['days said']}: "
        f"invented {tally['day invented']}, wrong {tally['day wrong']} (flagged {tally['of them flagged']}) "
        f"· published {tally['published']}/{tally['documents']}",
        f"events    shared found {tally['shared found']}/{tally['shared']} (by the trigger itself "
        f"{tally['shared found by trigger']} of {tally['shared seen twice']} whose trigger is seen in two documents) "
        f"· gold triggers seen {_percent(tally['triggers seen'], tally['triggers'])} ({tally['triggers']}) "
        f"· dates right {tally['dates right']}/{tally['dates']} ({tally['dated']} dated)",
        f"links     pairs across documents: {', '.join(f'{verdict} {count}' for verdict, count in pairs.items())}; "
        f"precision {_percent(good, good + pairs['wrong'])} of the judged, {_percent(good, sum(pairs.values()))} if every "
        f"open one is wrong · events over documents {tally['joined']} by worst pair: {[tally['joined ' + each] for each in VERDICTS]}",
        f"timeline  reports that tell a happening {_percent(tally['reports right'], tally['reports right'] + tally['reports wrong'])} "
        f"({tally['reports right'] + tally['reports wrong']}, doubtful {tally['reports doubtful']}) · happenings told that are reported "
        f"{_percent(tally['told seen'], tally['told'])} ({tally['told']})",
        f"disputes  met {tally['disputes met']}/{tally['disputes']} · shown {tally['disputes shown']}, of them gold's "
        f"{tally['disputes shown right']} · scenario: inside marked {tally['imagined marked']}/{tally['imagined']}, "
        f"outside marked {tally['real marked']}, mixed {tally['scenario mixed']}",
    ]
    return "\n".join("  " + line for line in lines)


def _prf(hit: int, said: int, true: int) -> str:
    return f"P {_percent(hit, said)} R {_percent(hit, true)} F1 {_percent(2 * hit, said + true)}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures of each collection and of each folder of them."""
    parser = argparse.ArgumentParser(description="Scores the shipped analysis on labelled collections.")
    parser.add_argument("-v", dest="verbose", action="store_true", help="list every miss")
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="DIR", default=[ROOT / "read", ROOT / "unread"]
    )
    given = parser.parse_args(arguments)
    for path in given.folders:
        found = folders([path])
        if not found:
            parser.error(f"{path}: no collection (no gold.json)")
        total = Tally()
        for folder in found:
            tally = score(folder)
            total += tally
            print(f"== {folder.parent.name}/{folder.name}\n{figures(tally)}")
            if given.verbose:
                for kind, line in sorted(tally.misses, key=lambda each: each[0]):
                    print(f"    {kind:16} {line}")
        if len(found) > 1:
            print(f"== {path.name}, total\n{figures(total)}")


if __name__ == "__main__":
    main()
