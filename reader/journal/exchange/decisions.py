"""Decisions as text that a person can read, compare and edit: one a line, in order, fields between tabs.

Columns: kind, subject, object, value, reason, author, created, id, and "undone" where it was struck out. Later ones may
be left away; a line without an id gets one that follows from its words. `\\t`, `\\n`, `\\r` and `\\\\` stand for
themselves. A line that starts with # is a comment.
"""

from __future__ import annotations

import re
import uuid

from reader.journal.imports import ImportReport
from reader.journal.journal import Journal
from reader.model import Decision

HEADER = "# warraq decisions 1\n# kind\tsubject\tobject\tvalue\treason\tauthor\tcreated\tid\tundone\n"
KINDS = frozenset(
    ["merge", "split", "not-same", "rename", "retype", "redate", "hide", "confirm", "add", "describe"]
)
_CODES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN = {code: char for char, code in _CODES.items()}


def write_out(journal: Journal) -> str:
    """All decisions, those struck out too."""
    lines = [HEADER]
    for each in journal.decisions(include_undone=True):
        fields = [
            each.kind,
            each.subject,
            each.object,
            each.value,
            each.reason,
            each.author,
            each.created,
            each.id,
        ]
        fields.append("undone" if each.undone else "")
        lines.append("\t".join(_coded(field) for field in fields).rstrip("\t") + "\n")
    return "".join(lines)


def read_in(journal: Journal, text: str) -> ImportReport:
    """Decisions from text; a line that makes no sense is listed with its number, and the rest is taken."""
    found: list[Decision] = []
    problems: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        fields = [_decoded(field) for field in line.split("\t")]
        if len(fields) < 2 or len(fields) > 9 or not fields[1]:
            problems.append(f"line {number}: {len(fields)} fields; kind and subject are needed, nine at most")
            continue
        if fields[0] not in KINDS:
            problems.append(f"line {number}: unknown kind {fields[0]!r}")
            continue
        fields += [""] * (9 - len(fields))
        words = "\t".join(fields[:4])
        found.append(
            Decision(
                id=fields[7] or str(uuid.uuid5(uuid.NAMESPACE_OID, words)),
                kind=fields[0],
                subject=fields[1],
                object=fields[2],
                value=fields[3],
                reason=fields[4],
                author=fields[5] or journal.author,
                created=fields[6],
                undone=fields[8] == "undone",
            )
        )
    report = journal.take_decisions(found)
    report.problems += problems
    return report


def _coded(field: str) -> str:
    coded = re.sub(r"[\\\t\n\r]", lambda match: _CODES[match.group()], field)
    return "\\#" + coded[1:] if coded.startswith("#") else coded


def _decoded(field: str) -> str:
    return re.sub(r"\\([\\tnr#])", lambda match: _PLAIN.get(match.group(), match.group(1)), field)
