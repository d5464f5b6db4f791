"""Whether a word that begins as verbs of the future do has a verb's letters: «سيستقبل» has, «ستانلي» has not."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).resolve().parents[2] / "data" / "times" / "imperfect.toml"
_SHE, _ALEF = "ت", "ا"
_PERSONS = ("ي", _SHE)
_LONG = 5  # letters of a verb with «تـ» that is none in the past
_PREFIX = 2  # letters: the one of the future and the one of the person


@lru_cache(maxsize=1)
def _shape() -> re.Pattern[str]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    stems = [*table["stems"], *table["hollow"].split(), *table["weak"].split()]
    return re.compile(f"(?:{'|'.join(stems)}){table['ending']}$")


def is_present(word: str) -> bool:
    """True where a folded word, its «و» or «ف» aside, can be a verb behind the letter of the person: «يستقبله».

    «تدرب», «تدربت» and «تبادل» are verbs in the past as well, and are left to the lists.
    """
    if word.startswith(_SHE) and (len(word) < _LONG or word[2] == _ALEF or word.endswith(_SHE)):
        return False
    return word.startswith(_PERSONS) and _shape().match(word, 1) is not None


def is_hers(word: str) -> bool:
    """True for «ترفع», «تنظر»: with a feminine noun behind it a verb in the present, as the past would end in its «ت»."""
    return len(word) == _LONG - 1 and word.startswith(_SHE) and _shape().match(word, 1) is not None


def starts(word: str) -> bool:
    """True where a folded word begins as verbs in the present do."""
    return len(word) > _PREFIX + 1 and word.startswith(_PERSONS)


def is_future(word: str) -> bool:
    """True where a folded word, its «و» or «ف» aside, can be a verb behind its two first letters."""
    return _shape().match(word, _PREFIX) is not None
