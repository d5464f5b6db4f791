"""Notes as Markdown files that Obsidian and people read: one file a note, or one a document; edits come back.

A note's file has YAML front matter with everything there is to the note, then the quote with its citation and a
`[[link]]` to the document, then a marker line, and after it the body as it was written. What stands above the marker is
made anew on every export; the body, and `tags`, `state` and `label` in the front matter, may be edited.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml

from reader.journal.errors import UnknownNote
from reader.journal.exchange.citations import Citable, cite
from reader.journal.imports import ImportReport, Incoming, fingerprint
from reader.journal.journal import Journal
from reader.journal.wire import target_from
from reader.model import Note, NoteState

BODY = "%%warraq: your note starts under this line%%"
_PART = re.compile(r"^%%warraq: note (?P<id>\S+) state (?P<state>\S+)%%\n", re.MULTILINE)
_PART_END = "\n%%warraq: end%%\n"
# What YAML must not hold as it is, and what would turn a line of the file around.
_ESCAPED = re.compile("[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]%\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')

Works = Mapping[str, Citable]  # by document id


# -- out ----------------------------------------------------------------------------


def file_name(note: Note) -> str:
    """A name that says what the note is, and that no other note has."""
    quote = note.target.selectors[0].exact if note.target.selectors else note.target.label
    lines = [line for line in (note.label, *note.body.splitlines(), quote) if line.strip()]
    words = _safe_name(lines[0]) if lines else ""
    return f"{words or 'note'} {note.id[:8]}.md"


def _safe_name(text: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", text).split())[:60].strip(". ")


def document_file_name(work: Citable) -> str:
    """The name of a document's file: its title and the start of its id."""
    return f"{_safe_name(work.title) or 'document'} {work.doc[:8]}.md"


def write_note(journal: Journal, note: Note, works: Works | None = None) -> str:
    """One note as a file."""
    known = works or {}
    front: list[str] = ["---\n", "warraq: note\n"]
    front += [
        f"{name}: {_quoted(value)}\n"
        for name, value in (
            ("id", note.id),
            ("author", note.author),
            ("created", note.created),
            ("modified", note.modified),
            ("state", note.state.value),
            ("label", note.label),
            ("about", note.target.kind),
            ("target", note.target.id),
            ("title", note.target.label),
        )
    ]
    front.append(f"revision: {note.revision}\nstates: {_quoted(' '.join(journal.states_of(note.id)))}\n")
    front.append("tags:" + ("\n" if note.tags else " []\n"))
    front += [f"  - {_quoted(tag)}\n" for tag in note.tags]
    front.append("passages:" + ("\n" if note.target.selectors else " []\n"))
    for each in note.target.selectors:
        front.append(f"  - doc: {_quoted(each.doc)}\n    version: {_quoted(each.version)}\n")
        front.append(f"    start: {each.span.start}\n    end: {each.span.end}\n")
        front.append(f"    exact: {_quoted(each.exact)}\n")
        front.append(f"    prefix: {_quoted(each.prefix)}\n    suffix: {_quoted(each.suffix)}\n")
    front.append("---\n\n")
    return "".join(front) + _about(note, known) + BODY + "\n" + note.body + "\n"


def _about(note: Note, works: Works) -> str:
    out = [_block_quote(each.exact) + _citation(works.get(each.doc)) for each in note.target.selectors]
    if not out:
        work = works.get(note.target.id)
        out.append(
            _citation(work)
            if work
            else f"{note.target.kind}: [[{_safe_name(note.target.label or note.target.id)}]]\n\n"
        )
    return "".join(out)


def _block_quote(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "".join(f"> {line.strip()}\n" for line in lines) + "\n" if lines else ""


def _citation(work: Citable | None) -> str:
    if work is None:
        return ""
    return f"— [[{document_file_name(work).removesuffix('.md')}]] {cite(work)}\n\n"


def write_document(work: Citable, notes: Sequence[Note]) -> str:
    """All notes of a document as one file; each body may be edited between its two marker lines."""
    tags = list(dict.fromkeys(tag for note in notes for tag in note.tags))
    out = ["---\n", "warraq: document\n", f"id: {_quoted(work.doc)}\n", f"title: {_quoted(work.title)}\n"]
    out += [
        f"{name}: {_quoted(getattr(work, name))}\n"
        for name in ("path", "source", "author", "published", "url")
    ]
    out.append("tags:" + ("\n" if tags else " []\n"))
    out += [f"  - {_quoted(tag)}\n" for tag in tags]
    out.append(f"---\n\n# {' '.join(work.title.split())}\n\n{cite(work)}\n\n")
    for note in notes:
        out += [_block_quote(each.exact) for each in note.target.selectors if each.doc == work.doc]
        if "%%warraq:" in note.body:
            out.append(
                f"[[{file_name(note).removesuffix('.md')}]]\n\n"
            )  # its own words look like our marker lines
        else:
            out.append(f"%%warraq: note {note.id} state {fingerprint(note)}%%\n{note.body}{_PART_END}\n")
    return "".join(out)


def write_folder(
    journal: Journal, notes: Sequence[Note] | None = None, works: Works | None = None
) -> Iterator[tuple[str, str]]:
    """(file name, text) for each note (all, or those given) and for each document that notes are about."""
    known = works or {}
    by_document: dict[str, list[Note]] = {}
    for note in journal.notes() if notes is None else notes:
        yield file_name(note), write_note(journal, note, known)
        for doc in {each.doc for each in note.target.selectors} | {note.target.id}:
            if doc in known:
                by_document.setdefault(doc, []).append(note)
    for doc, its_notes in by_document.items():
        yield document_file_name(known[doc]), write_document(known[doc], its_notes)


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar on one line; JSON's are a subset of them."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


# -- in -----------------------------------------------------------------------------


def read_in(journal: Journal, files: Iterable[tuple[str, str]]) -> ImportReport:
    """Files of either kind, as (name, text). What makes no sense is listed by its file's name."""
    incoming: list[Incoming] = []
    documents: list[tuple[str, str]] = []
    problems: list[str] = []
    for name, text in files:
        try:
            front, rest = _front_matter(text)
            if front.get("warraq") == "note":
                incoming.append(_note(front, rest))
            elif front.get("warraq") == "document":
                documents.append((name, rest))
            else:
                problems.append(f"{name}: not a note of ours (no `warraq: note` in the front matter)")
        except (KeyError, TypeError, ValueError, yaml.YAMLError, RecursionError) as error:
            cause = f"{error} is missing" if isinstance(error, KeyError) else " ".join(str(error).split())
            problems.append(f"{name}: {cause}")
    # Notes of their own first: a document's file may hold the same note as it was, or edited.
    report = journal.take_notes(incoming)
    also = journal.take_notes(
        part for name, rest in documents for part in _parts(journal, name, rest, problems)
    )
    report.changed += also.changed
    report.kept_both += also.kept_both
    report.same += also.same
    report.problems += problems
    return report


def identity(text: str) -> str | None:
    """What a file is of ("note ID", "document ID"); None for a file that is not ours."""
    try:
        front, _ = _front_matter(text)
    except (TypeError, ValueError, yaml.YAMLError, RecursionError):
        return None
    kind = front.get("warraq")
    return f"{kind} {front.get('id')}" if kind in {"note", "document"} else None


def unread(journal: Journal, text: str) -> str:
    """Why a file must not be written over: it is not ours, or was edited and not read back. "" where it may be."""
    try:
        front, rest = _front_matter(text)
        if front.get("warraq") == "note":
            incoming = [_note(front, rest)]
            problems: list[str] = []
        elif front.get("warraq") == "document":
            problems = []
            incoming = list(_parts(journal, "", rest, problems))
        else:
            return "not a file of ours; left as it is"
    except (KeyError, TypeError, ValueError, yaml.YAMLError, RecursionError):
        return "not a file of ours, or torn; left as it is"
    for each in incoming:
        if fingerprint(each.note) not in journal.states_of(each.note.id):
            return "edited since, and not read back yet; import it first"
    return "its notes are not here as they were then; left as it is" if problems else ""


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    text = text.removeprefix("\ufeff")
    if text.startswith("---\r\n"):  # a tool has turned all line ends
        text = text.replace("\r\n", "\n")
    head, line, rest = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not line:
        raise ValueError("no YAML front matter")
    front = yaml.load(head, yaml.BaseLoader)
    if not isinstance(front, dict):
        raise TypeError("the front matter is not a mapping")
    return front, rest


def _note(front: Mapping[str, Any], rest: str) -> Incoming:
    marker = re.search(rf"^{re.escape(BODY)}\n", rest, re.MULTILINE)
    if marker is None:
        raise ValueError(f"the line {BODY!r} is missing: where the note starts cannot be told")
    tags = front.get("tags") or []
    target = {
        "kind": front["about"],
        "id": front.get("target", ""),
        "label": front.get("title", ""),
        "selectors": front.get("passages") or [],
    }
    note = Note(
        id=str(front["id"]),
        target=target_from(target),
        body=rest[marker.end() :].removesuffix("\n"),
        author=str(front.get("author", "")),
        created=str(front.get("created", "")),
        modified=str(front.get("modified", "")),
        tags=tuple(str(tag) for tag in (tags.split(",") if isinstance(tags, str) else tags)),
        label=str(front.get("label") or ""),
        state=NoteState(str(front.get("state") or "open")),
        revision=int(front.get("revision") or 1),
    )
    return Incoming(note, frozenset(str(front.get("states", "")).split()))


def _parts(journal: Journal, name: str, rest: str, problems: list[str]) -> Iterator[Incoming]:
    """The notes of a document's file: our own as they were at that revision, with the body that stands there now."""
    for match in _PART.finditer(rest):
        body, end, _ = rest[match.end() :].partition(_PART_END)
        if not end:
            problems.append(f"{name}: note {match['id']}: its end line is missing; left as it was")
            continue
        try:
            ground = journal.note_in_state(match["id"], match["state"])
        except UnknownNote:
            problems.append(
                f"{name}: note {match['id']} is not here as it was then; import its own file first"
            )
            continue
        yield Incoming(replace(ground, body=body), frozenset([match["state"]]))
