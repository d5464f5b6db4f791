"""Notes by whom they concern: on a name, on an event it has a part in, on a passage that names it."""

from __future__ import annotations

from reader.library import Library
from reader.model import PlacedNote, Span
from reader.text.fold import fold


def notes_concerning(library: Library, name: str) -> set[str]:
    """Ids of the notes on entities of that name, on events they take part in or happen at, on passages naming them.

    An entity is meant where its name or an alias has every word of `name`, folded. A note on what is not in the
    collection any more counts where its old words have the name.
    """
    wanted = fold(name).split()
    entities = {
        each.entity.id
        for each in library.entities(None)
        if any(_holds(called, wanted) for called in (each.entity.name, *each.entity.aliases))
    }
    named: dict[str, list[Span]] = {}
    for entity in entities:
        for passage in library.mentions(entity):
            named.setdefault(passage.doc, []).append(passage.span)
    return {each.note.id for each in library.notes() if _concerns(library, each, wanted, entities, named)}


def _concerns(
    library: Library, placed: PlacedNote, wanted: list[str], entities: set[str], named: dict[str, list[Span]]
) -> bool:
    target = placed.note.target
    if target.selectors:
        selector = target.selectors[placed.at]
        if placed.span is None:
            return _holds(selector.exact, wanted)
        return any(placed.span.overlaps(each) for each in named.get(selector.doc, ()))
    if target.kind == "event" and (event := library.event(target.id)) is not None:
        return bool(entities & {*event.participants, *event.places})
    return target.kind in ("entity", "event") and (target.id in entities or _holds(target.label, wanted))


def _holds(text: str, wanted: list[str]) -> bool:
    folded = fold(text)
    return bool(wanted) and all(word in folded for word in wanted)
