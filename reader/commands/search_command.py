"""`warraq search PATH QUERY`: documents and passages."""

from __future__ import annotations

import argparse
import sys

from reader.cli import Failure, at_least_one
from reader.commands.opening import open_library, settings_of
from reader.commands.printing import ordering, painted, plain, print_json, terminal_width
from reader.commands.speaking import tell, words_in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PATH, QUERY, --limit."""
    parser.add_argument("path", metavar="PATH", help="folder or file")
    parser.add_argument(
        "query", metavar="QUERY", help='words, "a phrase", AND OR NOT, prefix*, filters (docs/search.md)'
    )
    parser.add_argument(
        "--stem",
        action="store_true",
        help="words of the same stem and other names too: a wider net, and said to be one",
    )
    parser.add_argument("--whole", action="store_true", help="whole words alone, without clitics and article")
    parser.add_argument(
        "--limit", type=at_least_one, default=200, metavar="N", help="documents at most (200)"
    )


def run(args: argparse.Namespace) -> int:
    """Print hits under their document. 0 also when nothing is found: the search was done."""
    settings = settings_of(args).settings
    with open_library(args) as library:
        result = library.search(args.query, args.limit, stem=args.stem, whole=args.whole, ranked=True)
        if result.error:
            raise Failure(f"{args.query}: {result.error.message} (at character {result.error.start + 1})")
        rows = library.some(result.documents)
        texts = {doc: library.document(doc).text for doc in rows}
        if args.json:
            print_json(
                {
                    "query": args.query,
                    "documents": result.total_documents,
                    "complete": result.total_hits_known,
                    "wider": list(result.wider),
                    "hits": [
                        {
                            "doc": rows[hit.doc].path,
                            "start": hit.span.start,
                            "end": hit.span.end,
                            "text": hit.span.of(texts[hit.doc]),
                            "context": hit.context.of(texts[hit.doc]),
                        }
                        for hit in result.hits
                    ],
                }
            )
            return 0
        width, words = terminal_width(), words_in(settings)
        shown = None
        with ordering(settings) as right:
            for hit in result.hits:
                if hit.doc != shown:
                    shown = hit.doc
                    row = rows[hit.doc]
                    print(
                        ("" if hit is result.hits[0] else "\n")
                        + f"{plain(row.path)}: "
                        + painted(row.metadata.title, max(10, width - len(row.path) - 2), settings)
                    )
                line = painted(hit.context.of(texts[hit.doc]), width - 2, settings)
                print(f"{line:>{width - 2}}" if right else f"  {line}")
        if result.wider:
            print()
            tell(f"{words('by stem, a wider net')}: {'، '.join(result.wider)}", sys.stdout, settings)
        found = words.count("{n} passage", "{n} passages", len(result.hits))
        if not result.total_hits_known:
            found = words("{passages} or more", passages=found)
        inside = words.count("in {n} document", "in {n} documents", result.total_documents)
        print()
        tell(f"{found} {inside}", sys.stdout, settings)
    return 0
