"""How the finder does on articles with marked names: `python -m training.measure DIR...`; `-v` lists what it misses and what it finds wrongly.

For `training/held`, articles written like those the model learns from and kept out of training.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.analysis.entities import find_mentions
from training.labelled import marked

_AROUND = 25  # code points beside a name that is listed
Named = tuple[int, int, str]  # first and last code point, type


def compared(path: Path) -> tuple[str, set[Named], dict[Named, str]]:
    """The text of an article, the names marked in it, and those found with their reasons; what touches a doubtful one is none."""
    text, names, doubtful = marked(path.read_text(encoding="utf-8"))
    found = {
        (mention.span.start, mention.span.end, mention.type.value): mention.why
        for mention in find_mentions(text)
        if not any(each.start < mention.span.end and mention.span.start < each.end for each in doubtful)
    }
    return text, {(span.start, span.end, kind) for span, kind in names}, found


def differences(path: Path) -> Iterator[str]:
    """A line for each name that is missed or wrong."""
    text, names, found = compared(path)
    for start, end, kind in sorted(names ^ found.keys()):
        why = found.get((start, end, kind), "")
        around = f"{text[max(0, start - _AROUND) : start]}⟦{text[start:end]}⟧{text[end : end + _AROUND]}"
        verdict = f"wrong {kind} ({why})" if why else f"missed {kind}"
        yield f"{path.parent.name}/{path.stem} {verdict}: {around}".replace("\n", " ¶ ")


def figures(paths: Iterable[Path]) -> str:
    """Precision, recall and F1 by type and over all, in one line."""
    right, said, true = Counter[str](), Counter[str](), Counter[str]()
    for path in paths:
        _, names, found = compared(path)
        for counts, those in ((right, names & found.keys()), (said, found.keys()), (true, names)):
            for _, _, kind in those:
                counts.update((kind, "all"))
    return " · ".join(
        f"{kind} P {100 * right[kind] / max(1, said[kind]):.1f} R {100 * right[kind] / max(1, true[kind]):.1f}"
        f" F1 {200 * right[kind] / max(1, said[kind] + true[kind]):.1f} ({true[kind]})"
        for kind in ("PER", "LOC", "ORG", "all")
    )


def main(arguments: list[str]) -> None:
    """The figures of each folder."""
    for folder in (Path(each) for each in arguments if each != "-v"):
        paths = sorted(folder.rglob("*.txt"))
        if not paths:
            sys.exit(f"{folder}: no article (no .txt)")
        if "-v" in arguments:
            for path in paths:
                print(*differences(path), sep="\n")
        print(folder, figures(paths))


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("usage: python -m training.measure [-v] DIR...")
    main(sys.argv[1:])
