"""The journal as JSON: notes and decisions whole, with kept texts. Our own format, `warraq-journal/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reader.journal.imports import ImportReport, Incoming
from reader.journal.journal import Journal
from reader.journal.wire import decision_from, decision_object, note_from, note_object
from reader.model import Note

FORMAT = "warraq-journal/1"


def write_out(journal: Journal, notes: Sequence[Note] | None = None) -> str:
    """All notes (or those given) and decisions, with the kept texts that the notes point into."""
    chosen = journal.notes() if notes is None else notes
    texts: dict[tuple[str, str], str] = {}
    for note in chosen:
        for each in note.target.selectors:
            text = journal.kept_text(each.doc, each.version)
            if text is not None:
                texts[each.doc, each.version] = text
    data = {
        "format": FORMAT,
        "notes": [
            {
                **note_object(note),
                "states": journal.states_of(note.id),
                "foreign": _foreign(journal, note.id),
            }
            for note in chosen
        ],
        "decisions": [decision_object(each) for each in journal.decisions(include_undone=True)],
        "texts": [{"doc": doc, "version": version, "text": text} for (doc, version), text in texts.items()],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _foreign(journal: Journal, id: str) -> Any:
    data = journal.foreign_data(id)
    return None if data is None else json.loads(data)


def read_in(journal: Journal, text: str, *, restore: bool = False) -> ImportReport:
    """What `write_out` wrote. A record that makes no sense is listed and passed over. Raises ValueError."""
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"not a {FORMAT} file")
    problems: list[str] = []
    notes: list[Incoming] = []
    for number, each in enumerate(data.get("notes", ())):
        try:
            foreign = each.get("foreign")
            kept = None if foreign is None else json.dumps(foreign, ensure_ascii=False)
            notes.append(Incoming(note_from(each), frozenset(each.get("states", ())), kept))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(f"notes[{number}]: {type(error).__name__}: {error}")
    decisions = []
    for number, each in enumerate(data.get("decisions", ())):
        try:
            decisions.append(decision_from(each))
        except (KeyError, TypeError, AttributeError) as error:
            problems.append(f"decisions[{number}]: {type(error).__name__}: {error}")
    for number, each in enumerate(data.get("texts", ())):
        try:
            journal.keep_text(str(each["doc"]), str(each["version"]), str(each["text"]))
        except (KeyError, TypeError) as error:
            problems.append(f"texts[{number}]: {type(error).__name__}: {error}")
    report = journal.take_notes(notes, restore=restore)
    also = journal.take_decisions(decisions)
    report.added += also.added
    report.changed += also.changed
    report.same += also.same
    report.problems += problems
    return report
