"""What is known about a document, merged: the user's word over the sidecar over the format over what was inferred."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields

from reader.corpus.loaders import Own
from reader.model import Decision, Known, Metadata

OWN = tuple(each.name for each in fields(Own))
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
DESCRIBED = ("title", "source", "published", "language")


def described(decisions: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """The `describe` decisions in force as {document id: {field: value}}; a later one wins, an empty value is unknown."""
    found: dict[str, dict[str, str]] = {}
    for decision in decisions:
        if decision.kind == "describe" and not decision.undone and decision.object in DESCRIBED:
            found.setdefault(decision.subject, {})[decision.object] = decision.value.strip()
    return found


def own_of(own: Own, inferred_title: str, outlet: str | None) -> dict[str, str]:
    """The format's own metadata, the inferred title, and who prints it by its dateline."""
    found = {k: v for k in OWN if (v := getattr(own, k))}
    found["inferred"] = inferred_title
    if outlet:
        found["dateline"] = outlet
    return found


def own_json(own: Own, inferred_title: str, outlet: str | None) -> str:
    """The same as stored."""
    return stored(own_of(own, inferred_title, outlet))


def stored(own: Mapping[str, str]) -> str:
    """What `own_of` gave, as JSON."""
    return _encode(own)


def merge(
    own: Mapping[str, str],
    sidecar: Mapping[str, str],
    user: Mapping[str, str],
    read: tuple[str | None, Known | None] = (None, None),
) -> Metadata:
    """The Metadata to show. `read` is the date that analysis found in the text and how."""

    def pick(name: str) -> tuple[str | None, Known | None]:
        if name in user:
            return (user[name] or None), Known.USER
        if sidecar.get(name):
            return sidecar[name], Known.SIDECAR
        if own.get(name):
            return own[name], Known.METADATA
        return None, None

    title, title_from = pick("title")
    source, source_from = pick("source")
    if source is None and source_from is None and own.get("dateline"):
        source, source_from = own["dateline"], Known.DATELINE
    published, published_from = pick("published")
    language, language_from = pick("language")
    if published is None and published_from is None:
        published, published_from = read
    return Metadata(
        title=title or own["inferred"],
        title_from=title_from if title and title_from else Known.INFERRED,
        source=source,
        source_from=source_from,
        published=published,
        published_from=published_from,
        language=language,
        language_from=language_from,
        author=sidecar.get("author") or own.get("author"),
        url=sidecar.get("url") or own.get("url"),
    )
