"""Listed names in the text: the longest phrase at each place, clitics peeled where the rest is listed."""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.found import Scan
from reader.analysis.entities.lexicon import Entry, Lexicon


def matches(scan: Scan, lex: Lexicon) -> Iterator[tuple[int, int, int, list[Entry]]]:
    """(first token, token after the last, clitic letters outside, what the phrase may name), left to right."""
    norms = scan.norms
    phrases, longest = lex.phrases, lex.longest
    for start, end in scan.sentences:
        at = start
        while at < end:
            best: tuple[int, int, list[Entry]] | None = None
            word = norms[at]
            for letters, form in ((0, word), *peelings(word)):
                reach = longest.get(form)
                if not reach:
                    continue
                for size in range(min(reach, end - at), 0, -1):
                    key = form if size == 1 else " ".join([form, *norms[at + 1 : at + size]])
                    if (entries := phrases.get(key)) is not None:
                        if best is None or size > best[0]:
                            best = (size, letters, entries)
                        break
                if best is not None and letters == 0:
                    break
            if best is None:
                at += 1
            else:
                yield at, at + best[0], best[1], best[2]
                at += best[0]
