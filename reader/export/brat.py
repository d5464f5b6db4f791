"""brat standoff (https://brat.nlplab.org/standoff.html): text-bound annotations, offsets in code points.

brat wants one `.ann` beside each `.txt`. On one stream the documents follow each other behind `# PATH` lines;
`split()` gives them one by one.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.library import Library


def export(library: Library) -> Iterator[str]:
    """All documents, each behind a comment that names its path."""
    for path, standoff in split(library):
        yield f"# {path}\n{standoff}"


def split(library: Library) -> Iterator[tuple[str, str]]:
    """(path, annotations) of each document."""
    for row in library.rows():
        text, analysis = library.document(row.id).text, library.analysis(row.id)
        found = [(each.span, each.type.value) for each in analysis.mentions]
        found += [(each.span, each.type.value) for each in analysis.times]
        found += [(each.trigger, f"Event-{each.type}") for each in analysis.events]
        lines = []
        for number, (span, kind) in enumerate(sorted(found), 1):
            quote = span.of(text).replace("\n", " ")
            lines.append(f"T{number}\t{kind} {span.start} {span.end}\t{quote}\n")
        yield row.path, "".join(lines)
