"""The library out: one file a format. Every export asks the `Library` alone and yields text in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from reader.catalogue import Catalogue
from reader.library import Library


@dataclass(frozen=True, slots=True)
class Format:
    """An export format: the module with `export(library) -> Iterator[str]`, or `export(library, table)` where it has tables,
    `export(library, words)` where people read it in their language."""

    module: str
    suffix: str
    meaning: str
    tables: tuple[str, ...] = ()
    bom: bool = False  # a byte order mark, which spreadsheets need to see UTF-8
    spoken: bool = False


FORMATS: Mapping[str, Format] = {
    "json": Format("warraq_json", ".json", "everything, in Warraq's own documented format"),
    "csv": Format(
        "csv_tables",
        ".csv",
        "one table for a spreadsheet",
        (
            "documents",
            "entities",
            "mentions",
            "times",
            "events",
            "timelinejs",
            "accounts",
            "disputes",
            "links",
            "notes",
        ),
        bom=True,
    ),
    "ftm": Format("followthemoney", ".jsonl", "FollowTheMoney entities, one a line (OpenAleph)"),
    "timelinejs": Format("timelinejs", ".json", "a timeline for TimelineJS"),
    "ics": Format("icalendar", ".ics", "day-precise events for a calendar"),
    "markdown": Format("markdown", ".md", "the timeline with its accounts, to read", spoken=True),
    "brat": Format("brat", ".ann", "mentions, times and events as brat standoff"),
    "webannotation": Format("webannotation", ".jsonld", "notes as W3C Web Annotations"),
    "graphml": Format("graphml", ".graphml", "who appears with whom, for Gephi"),
}


def export(
    library: Library, name: str, table: str | None = None, words: Catalogue | None = None
) -> Iterator[str]:
    """The text of an export, in pieces; what people read in the language of `words`, English without. Raises KeyError for an
    unknown format, ValueError for an unknown table."""
    chosen = FORMATS[name]
    if table is not None and table not in chosen.tables:
        known = ", ".join(chosen.tables) or "none"
        raise ValueError(f"{name} has no table {table!r}; it has: {known}")
    write: Callable[..., Iterator[str]] = import_module(f"reader.export.{chosen.module}").export
    if chosen.spoken:
        return write(library, words or Catalogue())
    return write(library, table) if chosen.tables else write(library)
