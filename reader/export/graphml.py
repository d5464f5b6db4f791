"""GraphML of who appears with whom: an edge for two entities in the same document, weighted by documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from xml.sax.saxutils import escape, quoteattr

from reader.library import Library


def export(library: Library) -> Iterator[str]:
    """One undirected graph."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield '<key id="name" for="node" attr.name="label" attr.type="string"/>\n'
    yield '<key id="type" for="node" attr.name="type" attr.type="string"/>\n'
    yield '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>\n<graph edgedefault="undirected">\n'
    for count in library.entities():
        entity = count.entity
        yield f'<node id={quoteattr(entity.id)}><data key="name">{escape(entity.name)}</data><data key="type">{entity.type.value}</data></node>\n'
    together: Counter[tuple[str, str]] = Counter()
    for row in library.rows():
        together.update(combinations(sorted(count.entity.id for count in library.entities(row.id)), 2))
    for (a, b), weight in sorted(together.items()):
        yield f'<edge source={quoteattr(a)} target={quoteattr(b)}><data key="weight">{weight}</data></edge>\n'
    yield "</graph>\n</graphml>\n"
