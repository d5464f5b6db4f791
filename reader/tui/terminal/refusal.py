"""Whether the reader can open on this terminal at all. Apart from detect.py, whose tables no start waits for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class TextStream(Protocol):
    """As much of a text stream as `refusal` looks at."""

    @property
    def encoding(self) -> str: ...

    def isatty(self) -> bool: ...


def refusal(env: Mapping[str, str], stream: TextStream) -> str | None:
    """One line that says why the reader can't open here and what to do; None where it can."""
    if not stream.isatty():
        return "the reader needs a terminal; to print a document use: warraq show FILE"
    if (term := env.get("TERM", "")) in ("", "dumb", "unknown"):
        said = f"TERM={term}" if term else "TERM is not set"
        return (
            f"this terminal cannot place text on the screen ({said}); open another, or use: warraq show FILE"
        )
    encoding = (stream.encoding or "ascii").lower().replace("_", "-")
    if encoding not in ("utf-8", "utf8"):
        return (
            f"the locale's encoding is {encoding}, and Arabic needs UTF-8; start with: LC_ALL=C.UTF-8 warraq"
        )
    return None
