"""Notes, targets and decisions as JSON objects, and back: the one form in rows, acts and exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.model import Decision, Note, NoteState, Selector, Span, Target

Object = dict[str, Any]


def selector_object(selector: Selector) -> Object:
    """A Selector; offsets are code points."""
    return {
        "doc": selector.doc,
        "version": selector.version,
        "start": selector.span.start,
        "end": selector.span.end,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }


def selector_from(data: Mapping[str, Any]) -> Selector:
    """The Selector of such an object. Raises KeyError, TypeError or ValueError."""
    return Selector(
        str(data["doc"]),
        str(data["version"]),
        Span(int(data["start"]), int(data["end"])),
        str(data["exact"]),
        str(data.get("prefix", "")),
        str(data.get("suffix", "")),
    )


def target_object(target: Target) -> Object:
    """A Target with its selectors."""
    return {
        "kind": target.kind,
        "id": target.id,
        "label": target.label,
        "selectors": [selector_object(each) for each in target.selectors],
    }


def target_from(data: Mapping[str, Any]) -> Target:
    """The Target of such an object. Raises KeyError, TypeError or ValueError."""
    return Target(
        str(data["kind"]),
        str(data.get("id", "")),
        str(data.get("label", "")),
        tuple(selector_from(each) for each in data.get("selectors", ())),
    )


def note_object(note: Note) -> Object:
    """A Note, whole."""
    return {
        "id": note.id,
        "target": target_object(note.target),
        "body": note.body,
        "author": note.author,
        "created": note.created,
        "modified": note.modified,
        "tags": list(note.tags),
        "label": note.label,
        "state": note.state.value,
        "revision": note.revision,
    }


def note_from(data: Mapping[str, Any]) -> Note:
    """The Note of such an object. Raises KeyError, TypeError or ValueError."""
    return Note(
        id=str(data["id"]),
        target=target_from(data["target"]),
        body=str(data["body"]),
        author=str(data["author"]),
        created=str(data["created"]),
        modified=str(data["modified"]),
        tags=tuple(str(each) for each in data.get("tags", ())),
        label=str(data.get("label", "")),
        state=NoteState(data.get("state", "open")),
        revision=int(data.get("revision", 1)),
    )


def decision_object(decision: Decision) -> Object:
    """A Decision, whole."""
    return {name: getattr(decision, name) for name in Decision.__slots__}


def decision_from(data: Mapping[str, Any]) -> Decision:
    """The Decision of such an object. Raises KeyError."""
    texts = {name: str(data.get(name, "")) for name in ("object", "value", "reason", "author", "created")}
    return Decision(
        str(data["id"]), str(data["kind"]), str(data["subject"]), undone=bool(data.get("undone")), **texts
    )
