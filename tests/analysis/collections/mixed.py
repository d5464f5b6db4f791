"""All collections in one library, as a reader's folder is: `python -m tests.analysis.collections.mixed [-v] [DIR...]`.

Their topics have nothing to do with each other, so an event over two collections is wrong (but for the few happenings that
two topics mention alike, which `-v` shows); and what each shares must be found here too. `-v` is not for `unread`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from reader.analysis import LinkInput, analyse, link
from reader.analysis.linking import Linked
from reader.model import Analysis, Event

from .labelled import ROOT, Collection, folders, quoted, read
from .tally import Tally


def linked(collections: Sequence[Collection]) -> tuple[dict[str, Analysis], Linked]:
    """Every document by "collection/document", analysed by itself, then all linked at once."""
    texts = {f"{each.name}/{doc}": text for each in collections for doc, text in each.texts.items()}
    analyses = {doc: analyse(text) for doc, text in texts.items()}
    return analyses, link(
        LinkInput(doc, text, analyses[doc], analyses[doc].published, analyses[doc].published_from)
        for doc, text in texts.items()
    )


def score(collections: Sequence[Collection]) -> Tally:
    """Events over documents and over collections, pairs of reports alike; shared happenings found among so many others."""
    analyses, found = linked(collections)
    tally = Tally()
    texts = {f"{each.name}/{doc}": text for each in collections for doc, text in each.texts.items()}
    for event in found.events.events:
        if len({each.doc for each in event.mentions}) < 2:
            continue
        tally.count("joined")
        tally.count("over collections", len({_home(each.doc) for each in event.mentions}) > 1)
        for a, b in combinations(event.mentions, 2):
            if a.doc != b.doc:
                tally.count("pairs")
                tally.count("pairs over collections", _home(a.doc) != _home(b.doc))
        if len({_home(each.doc) for each in event.mentions}) > 1:
            lines = "".join(
                f"\n      {each.doc}: {quoted(texts[each.doc], analyses[each.doc].events[each.index].trigger)}"
                for each in event.mentions
            )
            tally.miss("mixed", event.date, event.type, lines)
    for collection in collections:
        for triggers in _triggers(collection, analyses):
            docs = [doc for doc, indices in triggers.items() if indices]
            tally.count("shared")
            tally.count("shared seen twice", len(docs) > 1)
            tally.count("shared found", any(_tells_twice(event, triggers) for event in found.events.events))
    return tally


def _home(doc: str) -> str:
    return doc.partition("/")[0]


def _triggers(collection: Collection, analyses: dict[str, Analysis]) -> Iterator[dict[str, set[int]]]:
    """For each shared happening the reports of each document that its triggers are."""
    for happening in collection.happenings:
        if happening.shared:
            told: dict[str, set[int]] = {}
            for doc, span in happening.mentions:
                key = f"{collection.name}/{doc}"
                events = enumerate(analyses[key].events)
                told.setdefault(key, set()).update(n for n, each in events if each.trigger.overlaps(span))
            yield told


def _tells_twice(event: Event, triggers: dict[str, set[int]]) -> bool:
    return len({each.doc for each in event.mentions if each.index in triggers.get(each.doc, ())}) > 1


def figures(tally: Tally) -> str:
    """Two lines."""
    return (
        f"  events over documents {tally['joined']}, of them over collections {tally['over collections']} · "
        f"pairs {tally['pairs']}, of them over collections {tally['pairs over collections']}\n"
        f"  shared found by the trigger itself {tally['shared found']} of {tally['shared seen twice']} whose trigger is seen "
        f"in two documents ({tally['shared']})"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures of all collections together."""
    parser = argparse.ArgumentParser(description="Links all labelled collections at once.")
    parser.add_argument(
        "-v", dest="verbose", action="store_true", help="show what was joined over collections"
    )
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="DIR", default=[ROOT / "read", ROOT / "unread"]
    )
    given = parser.parse_args(arguments)
    collections = [read(folder) for folder in folders(given.folders)]
    tally = score(collections)
    print(f"== {len(collections)} collections in one library\n{figures(tally)}")
    if given.verbose:
        for kind, line in tally.misses:
            print(f"    {kind:16} {line}")


if __name__ == "__main__":
    main()
