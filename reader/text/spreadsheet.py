"""Cells that a spreadsheet would run as a formula, made harmless and read back (OWASP "CSV Injection")."""

from __future__ import annotations

import re

_RUN = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # full-width signs are run too


def guarded(cell: str) -> str:
    """The cell as a spreadsheet may have it: never the start of a formula."""
    return "'" + cell if _RUN.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell
