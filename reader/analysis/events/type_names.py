"""What the types of events are called: Arabic as the lexicon titles them, English from data/events/types_en.tsv."""

from __future__ import annotations

from functools import cache

from reader.analysis.events.lexicon import DATA, lexicon


@cache
def type_names(language: str) -> dict[str, str]:
    """Every type's id with its name in "ar" or "en"; what has none in English goes by its id."""
    types = lexicon().types
    if language == "ar":
        return {id: each.title for id, each in types.items()}
    english = english_names()
    return {id: english.get(id) or id.replace("-", " ") for id in types}


def english_names() -> dict[str, str]:
    """The rows of the table."""
    lines = (DATA / "types_en.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {id: name for id, _, name in rows}
