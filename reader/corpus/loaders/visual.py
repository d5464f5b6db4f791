"""Arabic stored in visual order (as it looks, last letter first): recognised by its commonest words, and turned round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reader.corpus.commonest import common_words

_ARABIC = re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_NUMBER = "[A-Za-z0-9\u0660-\u0669\u06f0-\u06f9]+"
_LEFT_TO_RIGHT = re.compile(rf"{_NUMBER}(?:[ .,:/%@_-]*{_NUMBER})*")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
ENOUGH = 3  # common words that only a turned text has, before anything is turned


def letters(line: str) -> str:
    """Presentation forms as the letters they stand for."""
    return _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), line)


def in_logical_order(lines: Sequence[str]) -> tuple[list[str], bool]:
    """The lines as letters in logical order, and whether they had to be turned."""
    as_they_are = [letters(line) for line in lines]
    turned = [letters(_turned(line)) if _ARABIC.search(line) else line for line in lines]
    forwards, _ = common_words("\n".join(as_they_are))
    backwards, _ = common_words("\n".join(turned))
    if backwards >= ENOUGH and backwards > 2 * forwards:
        return turned, True
    return as_they_are, False


def _turned(line: str) -> str:
    """One line read from its other end; numbers and Latin keep their direction, brackets face the other way."""
    flipped = line[::-1].translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(lambda m: m.group()[::-1].translate(_MIRRORED), flipped)
