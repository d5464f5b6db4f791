"""Small collections and a stand-in for the analysis, shared by the tests of this room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reader.analysis.linking import EntityLinks, EventLinks, Linked, LinkInput
from reader.corpus.index import Index
from reader.model import (
    Analysis,
    Decision,
    Entity,
    EntityType,
    Event,
    EventMention,
    EventRef,
    Known,
    Mention,
    Span,
)

NAMES = {"دمشق": EntityType.LOC, "موسكو": EntityType.LOC, "بوتين": EntityType.PER, "الأسد": EntityType.PER}


def analyse(text: str, *, published: str | None = None, source: str | None = None) -> Analysis:
    """Names by a list, an event wherever «سقوط» stands, a date wherever «بتاريخ YYYY-MM-DD» does."""
    if "أعطب" in text:
        raise ValueError("this text breaks the analysis")
    mentions = tuple(
        Mention(Span(m.start(), m.end()), NAMES[m.group()], m.group(), m.group(), "list")
        for m in re.finditer("|".join(NAMES), text)
    )
    events = tuple(
        EventMention(Span(m.start(), m.end()), Span(m.start(), m.end()), "سقط", "fall")
        for m in re.finditer("سقوط", text)
    )
    dateline = re.search(r"بتاريخ (\d{4}-\d{2}-\d{2})", text)
    read = published or (dateline.group(1) if dateline else None)
    return Analysis(mentions, (), events, read, Known.DATELINE if read and not published else None)


def link(inputs: Iterable[LinkInput], decisions: Sequence[Decision] = ()) -> Linked:
    """One entity a name, one event for all falls."""
    of: dict[tuple[str, int], str] = {}
    falls: list[EventRef] = []
    for each in inputs:
        of.update({(each.doc, i): f"e:{m.name}" for i, m in enumerate(each.analysis.mentions)})
        falls += [EventRef(each.doc, i) for i in range(len(each.analysis.events))]
    hidden = {d.subject for d in decisions if d.kind == "hide"}
    entities = tuple(
        Entity(f"e:{name}", kind, name)
        for name, kind in NAMES.items()
        if f"e:{name}" in set(of.values()) - hidden
    )
    events = (Event("x:fall", "سقوط", "fall", None, None, tuple(falls)),) if falls else ()
    return Linked(EntityLinks(entities, of), EventLinks(events))


def index_at(folder: Path) -> Index:
    """An index beside nothing, with the stand-ins."""
    return Index(folder / "cache" / "index.sqlite", analyse=analyse, link=link, analyser="stand-in")


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    root.mkdir(exist_ok=True)
    return root
