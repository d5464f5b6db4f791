"""Short articles as running text: every time in them, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.analysis.times import find_times

MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


def articles(name: str, between: str = "\n") -> list[tuple[str, str]]:
    """Each article with its document's date; `between`: what stands between its paragraphs."""
    found: list[tuple[str, str]] = []
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            found.append((line[2:].strip(), ""))
        elif found and line and not line.startswith("#"):
            found[-1] = (found[-1][0], found[-1][1] + line + between)
    return found


@pytest.mark.parametrize(
    ("published", "marked"),
    [
        *articles("prose.txt"),
        *articles("stories.txt"),
        *articles("told.txt", "\n\n"),
        *articles("told2.txt", "\n\n"),
        *articles("told3.txt", "\n\n"),
        *articles("told4.txt", "\n\n"),
        *articles("told5.txt", "\n\n"),
        *articles("told6.txt", "\n\n"),
        *articles("told7.txt", "\n\n"),
    ],
)
def test_article(published: str, marked: str) -> None:
    text = MARK.sub(lambda match: match[1], marked)
    wanted = [(match[1], match[2]) for match in MARK.finditer(marked)]
    times = find_times(text, published or None).expressions
    assert [(each.text, " ".join(filter(None, (each.value, each.mod)))) for each in times] == wanted
