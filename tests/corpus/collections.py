"""Small collections and a stand-in for the analysis, shared by the tests of this room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from reader.corpus.index import Index
from reader.model import (
    Analysis,
    EntityType,
    EventMention,
    Known,
    Mention,
    Participant,
    Role,
    Span,
)

NAMES = {"دمشق": EntityType.LOC, "موسكو": EntityType.LOC, "بوتين": EntityType.PER, "الأسد": EntityType.PER}


def analyse(text: str, *, published: str | None = None, source: str | None = None) -> Analysis:
    """Names by a list, an event wherever «سقوط» stands, a date wherever «بتاريخ YYYY-MM-DD» does."""
    if "أعطب" in text:
        raise ValueError("this text breaks the analysis")
    if "ضخم" in text:
        raise MemoryError
    mentions = tuple(
        Mention(Span(m.start(), m.end()), NAMES[m.group()], m.group(), m.group(), "list")
        for m in re.finditer("|".join(NAMES), text)
    )
    starts = {mention.span.start: index for index, mention in enumerate(mentions)}
    events = tuple(
        EventMention(
            Span(m.start(), m.end()), Span(m.start(), m.end()), "سقط", "fall", _of(starts, m.end() + 1)
        )
        for m in re.finditer("سقوط", text)
    )
    dateline = re.search(r"بتاريخ (\d{4}-\d{2}-\d{2})", text)
    read = published or (dateline.group(1) if dateline else None)
    return Analysis(mentions, (), events, read, Known.DATELINE if read and not published else None)


def _of(starts: Mapping[int, int], at: int) -> tuple[Participant, ...]:
    """What falls: the name right behind, in both parts that it may be said to have."""
    return tuple(Participant(starts[at], role) for role in (Role.PATIENT, Role.PLACE) if at in starts)


def index_at(folder: Path) -> Index:
    """An index beside nothing, with the stand-ins."""
    return Index(folder / "cache" / "index.sqlite", analyse=analyse, analyser="stand-in")


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    root.mkdir(exist_ok=True)
    return root
