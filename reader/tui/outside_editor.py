"""The user's own editor, on a text of ours. Loaded when it is asked for."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import SuspendNotSupported

ERRORS = (OSError, SuspendNotSupported, ValueError)


def edit_in(command: str, text: str) -> tuple[str, int]:
    """`text` through an editor, in a file that only the user can read; what it left there, and its exit status.

    Read back however the editor ended; a failed one that left nothing leaves the text as it was. Bytes that are no
    UTF-8 are kept as `\\xNN`. Raises OSError where the editor cannot be run or took the file away.
    """
    handle, name = tempfile.mkstemp(prefix="warraq-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        status = subprocess.run([*shlex.split(command), name], check=False).returncode
        edited = path.read_text(encoding="utf-8", errors="backslashreplace")
        return (text if status and not edited else edited), status
    finally:
        path.unlink(missing_ok=True)
