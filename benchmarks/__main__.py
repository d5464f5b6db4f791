"""`python -m benchmarks [NAME ...]`: run the benchmarks and print a table of ratios."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.ratio import Ratio


def names() -> list[str]:
    """Every module here with a `run() -> list[Ratio]`: told by its text, since importing all would cost the figures."""
    modules = sorted(Path(__file__).parent.glob("*.py"))
    return [each.stem for each in modules if "\ndef run() -> " in each.read_text(encoding="utf-8")]


def main(chosen: list[str]) -> int:
    """Print the figures; 1 when one is past its limit."""
    table = Table("benchmark", "figure", "value", "limit", "note")
    ratios: list[Ratio] = []
    for name in chosen or names():
        print(f"{name} ...", file=sys.stderr, flush=True)
        for each in import_module(f"benchmarks.{name}").run():
            ratios.append(each)
            limit = "" if each.limit is None else f"{each.limit:g}"
            style = "" if each.kept else "bold red"
            table.add_row(name, each.name, f"{each.value:.3g} {each.unit}", limit, each.note, style=style)
    Console(width=140).print(table)
    return 0 if all(each.kept for each in ratios) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
