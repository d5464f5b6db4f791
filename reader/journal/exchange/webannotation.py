"""Notes as W3C Web Annotations (JSON-LD): an AnnotationCollection whose first page holds all.

Quote and position are TextQuoteSelector and TextPositionSelector (code points, logical order). What the standard has no
word for stands under the prefix `warraq:`. An annotation from another program is taken as far as it is understood; the
whole of it is kept beside the note and written out again, so that a selector we cannot read is not lost.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from reader.journal.imports import ImportReport, Incoming
from reader.journal.journal import Journal
from reader.model import Note, NoteState, Selector, Span, Target

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:warraq:ns#"
_DOC = "urn:warraq:document:"
_THING = "urn:warraq:"

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document that a foreign annotation's `source` was found to be."""

    doc: str
    version: str = ""
    text: str = field(default="", repr=False)


Find = Callable[[str], Resolved | None]


# -- out ----------------------------------------------------------------------------


def write_out(
    journal: Journal, notes: Sequence[Note] | None = None, urls: Mapping[str, str] | None = None
) -> str:
    """The collection as JSON-LD text. `urls` says the address of a document, where it has one."""
    chosen = journal.notes() if notes is None else notes
    items = [_annotation(journal, note, urls or {}) for note in chosen]
    collection = {
        "@context": [CONTEXT, {"warraq": NAMESPACE}],
        "id": "urn:warraq:notes",
        "type": "AnnotationCollection",
        "label": "Warraq notes",
        "total": len(items),
        "first": {"id": "urn:warraq:notes:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotation(journal: Journal, note: Note, urls: Mapping[str, str]) -> Object:
    bodies: list[Object] = []
    if note.body:
        bodies.append(
            {"type": "TextualBody", "value": note.body, "format": "text/markdown", "purpose": "commenting"}
        )
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    ours: Object = {
        "id": f"urn:uuid:{note.id}",
        "type": "Annotation",
        "motivation": "linking"
        if note.target.kind == "pair"
        else "commenting"
        if note.body
        else "highlighting",
        "creator": {"type": "Person", "name": note.author},
        "created": note.created,
        "modified": note.modified,
        "body": bodies,
        "target": _targets(note, urls),
        "warraq:about": note.target.kind,
        "warraq:target": note.target.id,
        "warraq:title": note.target.label,
        "warraq:label": note.label,
        "warraq:state": note.state.value,
        "warraq:revision": note.revision,
        "warraq:states": journal.states_of(note.id),
    }
    foreign = journal.foreign_data(note.id)
    return ours if foreign is None else _with_foreign(ours, json.loads(foreign))


def _targets(note: Note, urls: Mapping[str, str]) -> list[Object]:
    if not note.target.selectors:
        return [{"id": f"{_THING}{note.target.kind}:{quote(note.target.id, safe='')}"}]
    return [
        {
            "type": "SpecificResource",
            "source": urls.get(each.doc) or _DOC + quote(each.doc, safe=""),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": each.exact,
                    "prefix": each.prefix,
                    "suffix": each.suffix,
                },
                {"type": "TextPositionSelector", "start": each.span.start, "end": each.span.end},
            ],
            "warraq:document": each.doc,
            "warraq:version": each.version,
        }
        for each in note.target.selectors
    ]


def _with_foreign(ours: Object, foreign: Object) -> Object:
    """Ours, with what the annotation came with and we do not know."""
    merged = {**{name: value for name, value in foreign.items() if name != "@context"}, **ours}
    merged["warraq:foreign"] = foreign
    if "id" in foreign:
        merged["id"] = foreign["id"]
    for number, target in enumerate(_listed(foreign.get("target"))):
        unknown = [each for each in _selectors(target) if each.get("type") not in _KNOWN]
        if number < len(merged["target"]) and unknown and "selector" in merged["target"][number]:
            merged["target"][number]["selector"] += unknown
        elif unknown:
            merged["target"] = _listed(foreign.get("target"))
            break
    merged["body"] = merged["body"] + [each for each in _listed(foreign.get("body")) if not _is_textual(each)]
    return merged


# -- in -----------------------------------------------------------------------------

_KNOWN = {"TextQuoteSelector", "TextPositionSelector"}


def read_in(journal: Journal, text: str, find: Find | None = None, *, restore: bool = False) -> ImportReport:
    """Annotations from JSON-LD: a collection, a page, a list or one. Raises ValueError where it is none of these.

    `find` says which document a `source` is; where it cannot, the note waits as an orphan under that address.
    """
    incoming: list[Incoming] = []
    problems: list[str] = []
    for number, each in enumerate(_items(json.loads(text))):
        name = (
            str(each.get("id") or f"annotation {number + 1}")
            if isinstance(each, dict)
            else f"item {number + 1}"
        )
        try:
            if not isinstance(each, dict) or "Annotation" not in _listed(each.get("type", "Annotation")):
                raise ValueError("not an annotation")
            note, unsure = _note(each, find or (lambda _: None), journal.author)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(f"{name}: {error}")
            continue
        problems += [f"{name}: {line}" for line in unsure]
        foreign = each.get("warraq:foreign") if "warraq:about" in each else each
        kept = None if foreign is None else json.dumps(foreign, ensure_ascii=False)
        states = frozenset(str(mark) for mark in each.get("warraq:states", ()))
        incoming.append(Incoming(note, states, kept))
    report = journal.take_notes(incoming, restore=restore)
    report.problems += problems
    return report


def _items(data: Any) -> Iterator[Any]:
    if isinstance(data, list):
        for each in data:
            yield from _items(each)
    elif isinstance(data, dict) and "items" in data:
        yield from _listed(data["items"])
    elif isinstance(data, dict) and isinstance(data.get("first"), dict):
        yield from _items(data["first"])
    elif isinstance(data, dict) and isinstance(data.get("rows"), list):  # as Hypothesis's search answers
        yield from data["rows"]
    elif isinstance(data, dict) and ("target" in data or data.get("type") == "Annotation"):
        yield data
    else:
        raise ValueError("no annotations in this file")


def _note(data: Object, find: Find, reader: str) -> tuple[Note, list[str]]:
    unsure: list[str] = []
    ours = "warraq:about" in data
    selectors: list[Selector] = []
    sources: list[str] = []
    for target in _listed(data.get("target")):
        source = _source(target)
        sources.append(source)
        selector, unknown = _selector(target, source, find)
        if selector is not None:
            selectors.append(selector)
        if unknown:
            kinds = ", ".join(sorted(str(each.get("type")) for each in unknown))
            how = (
                "kept; the quote or position beside it is used"
                if selector
                else "kept, without a place in the text"
            )
            unsure.append(f"selector {kinds} is not known here: {how}")
    if not sources:
        raise ValueError("no target")
    words, tags, others = _bodies(data)
    if others and not ours:
        unsure.append(f"{len(others)} bodies are not text; kept as they came")
    kind = "pair" if len(selectors) == 2 else "passage" if selectors else "document"
    found = find(sources[0])
    about = selectors[0].doc if selectors else found.doc if found else sources[0]
    note = Note(
        id=_note_id(data),
        target=Target(
            str(data.get("warraq:about", kind)),
            str(data.get("warraq:target", "" if kind == "pair" else about)),
            str(data.get("warraq:title", "")),
            tuple(selectors[:2]),
        ),
        body="\n\n".join(words),
        author=_name(data.get("creator")) or reader,
        created=str(data.get("created", "")),
        modified=str(data.get("modified", data.get("created", ""))),
        tags=tuple(tags),
        label=str(data.get("warraq:label", "")),
        state=NoteState(data.get("warraq:state", "open")),
        revision=int(data.get("warraq:revision", 1)),
    )
    if len(selectors) > 2:
        unsure.append(f"{len(selectors)} passages; the first two are shown, all are kept")
    return note, unsure


def _note_id(data: Object) -> str:
    iri = data.get("id")
    foreign = "warraq:about" not in data or "warraq:foreign" in data
    if not isinstance(iri, str) or not iri:
        whole = json.dumps(data.get("warraq:foreign", data), sort_keys=True, ensure_ascii=False)
        return str(uuid.uuid5(uuid.NAMESPACE_OID, whole))
    if iri.startswith("urn:uuid:") and not foreign:
        return iri.removeprefix("urn:uuid:")
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


def _selector(target: Any, source: str, find: Find) -> tuple[Selector | None, list[Object]]:
    known: dict[str, Object] = {}
    unknown: list[Object] = []
    for each in _selectors(target):
        kind = str(each.get("type"))
        if kind in _KNOWN:
            known.setdefault(kind, each)
        else:
            unknown.append(each)
    if not known:
        return None, unknown
    words, place = known.get("TextQuoteSelector"), known.get("TextPositionSelector")
    found = find(source)
    doc = str(target.get("warraq:document") or (found.doc if found else source))
    text = found.text if found else ""
    start = int(place["start"]) if place else 0
    if words is None:
        assert place is not None
        span = Span(start, int(place["end"]))
        if span.end > len(text) or found is None:
            return None, [*unknown, place]  # a position alone says nothing without the text it was counted in
        return Selector(doc, found.version, span, span.of(text)), unknown
    exact = str(words["exact"])
    span = Span(start, int(place["end"]) if place else start + len(exact))
    version = str(target.get("warraq:version", ""))
    return Selector(
        doc, version, span, exact, str(words.get("prefix", "")), str(words.get("suffix", ""))
    ), unknown


def _selectors(target: Any) -> list[Object]:
    """Every selector of a target, those inside a Choice and those that refine another."""
    waiting = [*_listed(target.get("selector"))] if isinstance(target, dict) else []
    found: list[Object] = []
    while waiting and len(found) < 100:
        each = waiting.pop(0)
        if not isinstance(each, dict):
            continue
        if each.get("type") == "Choice" or "items" in each:
            waiting += _listed(each.get("items"))
            continue
        found.append(each)
        waiting += _listed(each.get("refinedBy"))
    return found


def _source(target: Any) -> str:
    if isinstance(target, str):
        return target
    source = target.get("source", target.get("id", ""))
    if isinstance(source, dict):
        source = source.get("id", "")
    if not isinstance(source, str) or not source:
        raise ValueError("a target without a source")
    return unquote(source.removeprefix(_DOC)) if source.startswith(_DOC) else source


def _is_textual(body: Any) -> bool:
    return isinstance(body, str) or (isinstance(body, dict) and isinstance(body.get("value"), str))


def _bodies(data: Object) -> tuple[list[str], list[str], list[Any]]:
    """Words, tags, and bodies that are neither."""
    words, tags, others = [], [], []
    if isinstance(data.get("bodyValue"), str):
        words.append(data["bodyValue"])
    for each in _listed(data.get("body")):
        if isinstance(each, str):
            words.append(f"<{each}>")  # the address of something to look at
        elif not _is_textual(each):
            others.append(each)
        elif "tagging" in _listed(each.get("purpose")):
            tags.append(each["value"])
        else:
            words.append(each["value"])
    return words, tags, others


def _name(creator: Any) -> str:
    for each in _listed(creator):
        if isinstance(each, str):
            return each
        if isinstance(each, dict) and isinstance(each.get("name", each.get("id")), str):
            return str(each.get("name", each.get("id")))
    return ""


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
