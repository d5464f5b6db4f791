"""The interface's strings gathered from the source, and the catalogue written and compiled (`python -m tests.tui.catalogue`).

A string is what is given to `N_`, to a Catalogue called as a function (`words(...)`, `lexicon(...)`), or, with its
plural, to a Catalogue's `count`; the pattern of a sentence of the journal's (`said(...)`); and the English of the
tables of reasons and of sentences from below.
"""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reader import reasons, told
from tests.tui import sentences

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    "reader/tui",
    "reader/actions.py",
    "reader/journal",
    "reader/export",
    "reader/slots.py",
    "reader/told.py",
    "reader/when.py",
    "reader/progress.py",
    "reader/commands",
)
LOCALES = ROOT / "reader" / "locale"
DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a date that changed on every run would make every run a change
CALLED = {"words", "lexicon", "N_", "said"}


def strings() -> dict[str | tuple[str, str], list[tuple[str, int]]]:
    """Every string with the places it stands at; a pair is singular and plural."""
    found: dict[str | tuple[str, str], list[tuple[str, int]]] = {}
    for source in SOURCES:
        path = ROOT / source
        for file in sorted([path] if path.is_file() else path.rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (message := _message(node)):
                    found.setdefault(message, []).append((file.relative_to(ROOT).as_posix(), node.lineno))
    for table in (told.sentences(), reasons.table()):
        for row in table.rows:
            key = (row.english, row.plural) if row.plural else row.english
            found.setdefault(key, []).append((table.path.relative_to(ROOT).as_posix(), 0))
    return found


def _message(call: ast.Call) -> str | tuple[str, str] | None:
    name = (
        call.func.attr
        if isinstance(call.func, ast.Attribute)
        else call.func.id
        if isinstance(call.func, ast.Name)
        else ""
    )
    texts = [
        each.value for each in call.args[:2] if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    if name in CALLED and texts and isinstance(call.args[0], ast.Constant):
        return texts[0]
    if name == "count" and len(texts) == 2:
        return texts[0], texts[1]
    return None


def updated(language: str) -> Catalog:
    """The catalogue of a language with today's strings: what is new is untranslated, what is gone is gone."""
    path = LOCALES / language / "LC_MESSAGES" / "warraq.po"
    template = Catalog(project="Warraq", charset="utf-8", fuzzy=False)
    for message, places in sorted(strings().items(), key=lambda item: item[1]):
        template.add(message, locations=[(file, 0) for file, _ in dict.fromkeys(places)])
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="Warraq", charset="utf-8", fuzzy=False)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = DAY
    return catalogue


def po(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file."""
    out = BytesIO()
    write_po(out, catalogue, width=110, sort_output=False, omit_header=False, include_lineno=False)
    return out.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """The catalogue compiled."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    sentences.TABLE.write_text(sentences.table(), encoding="utf-8")
    for each in ("ar",):
        folder = LOCALES / each / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        known = updated(each)
        (folder / "warraq.po").write_bytes(po(known))
        (folder / "warraq.mo").write_bytes(mo(known))
        missing = [
            message.id
            for message in known
            if (message.id and not message.string) or not all(message.string or ("",))
        ]
        print(f"{each}: {len(known)} strings, {len(missing)} untranslated")
