"""A comparison as Markdown: the slots lined up, then the accounts, one row each."""

from __future__ import annotations

from collections.abc import Mapping

from reader.comparison import Comparison, Side
from reader.export.markdown import escaped

LABELS: Mapping[str, str] = {
    "slot": "slot",
    "value": "value",
    "says": "who says so",
    "source": "source",
    "article": "article",
    "published": "published",
    "passage": "passage",
    "undated": "undated",
    "unknown": "source not named",
    "elsewhere": "elsewhere",
}


def markdown(comparison: Comparison, labels: Mapping[str, str] = LABELS) -> str:
    """Two tables under a heading. `labels` translates the headings and the names of slots; ≠ marks a disputed value."""
    say = {**LABELS, **labels}
    event = comparison.event
    out = [f"# {escaped(event.title)}", "", say["undated"] if event.date is None else event.date, ""]
    if comparison.rows:
        out += _table(
            (say["slot"], "≠", say["value"], say["says"]),
            [
                (
                    say.get(row.slot, row.slot),
                    "≠" if value.disputed else "",
                    value.value,
                    "، ".join((*value.who, *((say["elsewhere"],) if value.elsewhere else ()))),
                )
                for row in comparison.rows
                for value in row.values
            ],
        )
    out += _table(
        (say["source"], say["article"], say["published"], say["passage"]),
        [
            (
                _source(side, say),
                f"{side.title} ({side.path}:{statement.passage.span.start})",
                side.published or "",
                statement.text,
            )
            for side in comparison.sides
            for statement in side.statements
        ],
    )
    return "\n".join(out)


def _source(side: Side, say: Mapping[str, str]) -> str:
    who = " ← ".join((side.who or say["unknown"], *side.via))
    if side.elsewhere:
        return f"{who} ({say['elsewhere']})"
    modality = side.modality.value
    return who if modality in ("asserted", "attributed") else f"{who} ({say.get(modality, modality)})"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *(tuple(escaped(cell) for cell in row) for row in rows)]
    return [*("| " + " | ".join(line) + " |" for line in lines), ""]
