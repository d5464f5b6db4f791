"""Digits: both systems in, either out."""

from __future__ import annotations

_TO_ASCII = {0x0660 + i: str(i) for i in range(10)} | {0x06F0 + i: str(i) for i in range(10)}
_TO_ARABIC = {ord(str(i)): chr(0x0660 + i) for i in range(10)}


def ascii_digits(text: str) -> str:
    """Arabic-Indic and Persian digits as 0 to 9; the length stays."""
    return text if text.isascii() else text.translate(_TO_ASCII)


def arabic_digits(text: str) -> str:
    """0 to 9 as Arabic-Indic digits; the length stays."""
    return text.translate(_TO_ARABIC)
