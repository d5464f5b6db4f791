"""The lexicon of triggers in the form that loads fast: `lexicon.txt`, every form of every verb and masdar written out, one a line.

Made by `python -m reader.analysis.events.compiled` after triggers*.toml, classes.toml or the rules of inflection were changed. It
begins with a checksum of the tables: where they were changed since, they are read themselves, so an edited table is never overlooked;
only the start is slower, by the quarter of a second that inflecting some 2,000 verbs takes.
A file is sections, a form feed between; a section is a line that names it and its lines. Columns of one table follow each other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from string import ascii_lowercase
from typing import Any
from zlib import crc32

from reader.analysis.events.lexicon import DATA, EventType, Forms, Lexicon, Trigger, from_tables

FILE = DATA / "lexicon.txt"
CLASSES = "classes.toml"
_DEFAULTS = {each.name: each.default for each in fields(Trigger) if each.default is not MISSING}


def sources() -> list[Path]:
    """The tables that it is made of."""
    return [*sorted(DATA.glob("triggers*.toml")), DATA / CLASSES]


def checksum() -> str:
    """Of all tables as they are now."""
    value = 0
    for path in sources():
        value = crc32(path.read_bytes(), value)
    return f"{value:08x}"


def read() -> Lexicon | None:
    """What the compiled file says; None where there is none, or a table was changed since."""
    try:
        text = FILE.read_text(encoding="utf-8")
    except OSError:
        return None
    stamp, _, rest = text.partition("\n")
    if stamp != checksum():
        return None
    sections = (section.partition("\n") for section in rest.split("\f"))
    found = {name: lines.split("\n") for name, _, lines in sections}
    grammars = {kind: _event_type(json.loads(row)) for kind, row in _columns(found, "grammars")}
    triggers = _Triggers(found["triggers"], [line.split(" ") for line in found["kinds"]])
    return Lexicon(
        {name: kind for name, kind in grammars.items() if name == kind.id},
        grammars,
        Forms(dict(_columns(found, "verbs")), triggers.verb),
        Forms(dict(_columns(found, "nouns")), triggers.of),
        frozenset(found["asked"]),
    )


def _columns(found: dict[str, list[str]], name: str) -> Iterable[tuple[str, str]]:
    return zip(found[name], found[f"of these {name}"], strict=True)


def _event_type(row: list[Any]) -> EventType:
    return EventType(*map(_listed, row))


def _listed(value: Any) -> Any:
    """JSON knows no tuples."""
    return tuple(value) if isinstance(value, list) else value


class _Triggers:
    """The triggers by number, each made when it is first asked for: one text has few of them."""

    def __init__(self, rows: list[str], kinds: list[list[str]]) -> None:
        self._rows = rows
        self._made: dict[int, Trigger] = {}
        self._kinds = dict(zip(ascii_lowercase, kinds, strict=False))

    def of(self, number: str) -> Trigger:
        at = int(number)
        found = self._made.get(at)
        if found is None:
            row: dict[str, Any] = json.loads(self._rows[at])
            for name, value in row.items():
                row[name] = _listed(value)
            found = self._made[at] = Trigger(**row)
        return found

    def verb(self, form: str) -> tuple[Trigger, str, str]:
        """«b12»: which kind and agreement, and the number of its trigger."""
        kind, agreement = self._kinds[form[0]]
        return self.of(form[1:]), kind, agreement


def compiled(lex: Lexicon) -> str:
    """The file for a lexicon."""
    return checksum() + "\n" + "\f".join("\n".join([name, *lines]) for name, lines in _sections(lex))


def _sections(lex: Lexicon) -> Iterator[tuple[str, Iterable[str]]]:
    verbs, nouns = sorted(lex.verbs.whole().items()), sorted(lex.nouns.whole().items())
    every = [trigger for _, forms in verbs for trigger, _, _ in forms]
    every += [trigger for _, listed in nouns for trigger in listed]
    numbers = {trigger: number for number, trigger in enumerate(dict.fromkeys(every))}
    kinds = sorted({f"{kind} {agreement}" for _, forms in verbs for _, kind, agreement in forms})
    letters = dict(zip(kinds, ascii_lowercase, strict=False))
    yield "kinds", kinds
    yield "asked", sorted(lex.asked)
    yield "grammars", lex.grammars
    rows = ([getattr(kind, each.name) for each in fields(kind)] for kind in lex.grammars.values())
    yield "of these grammars", map(_json, rows)
    yield "triggers", map(_json, map(_row, numbers))
    yield "verbs", [word for word, _ in verbs]
    yield (
        "of these verbs",
        [
            " ".join(f"{letters[f'{kind} {agr}']}{numbers[trigger]}" for trigger, kind, agr in forms)
            for _, forms in verbs
        ],
    )
    yield "nouns", [word for word, _ in nouns]
    yield "of these nouns", [" ".join(str(numbers[each]) for each in listed) for _, listed in nouns]


def _row(trigger: Trigger) -> dict[str, Any]:
    """What a trigger says that not every trigger says."""
    said = {each.name: getattr(trigger, each.name) for each in fields(trigger)}
    return {name: value for name, value in said.items() if name not in _DEFAULTS or value != _DEFAULTS[name]}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(out: Path = FILE) -> None:
    """Write the file."""
    out.write_text(compiled(from_tables()), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
