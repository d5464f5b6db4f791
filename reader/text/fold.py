"""Folding: one spelling for words that readers take to be the same.

Marks (tashkeel), tatweel and invisible controls go; alef, ya, ta marbuta and hamza carriers
become their plain letter; Persian kaf and ya, presentation forms and Arabic-Indic digits become
the Arabic letter and ASCII digit; Latin becomes lower case. The letter classes are pyarabic's
(a test holds us to it); the replacing is done with guarded `str.replace`, which is some thirty
times cheaper on Arabic text than `str.translate`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache

from reader.lazy_dataclass import dataclass
from reader.model import Span

_MARKS = (
    "".join(
        chr(c)
        for block in ((0x0610, 0x061B), (0x064B, 0x0660), (0x06D6, 0x06EE), (0x08CA, 0x0900))
        for c in range(*block)
        if unicodedata.category(chr(c)) in {"Mn", "Cf"}
    )
    + "\u0670"
)
_INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
DROPPED = _MARKS + "\u0640" + _INVISIBLE

_ONE_TO_ONE = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ىیےۍېئۓ", "ي"),
    **dict.fromkeys("ةۀەھہۃۂ", "ه"),
    **dict.fromkeys("ؤۆۇۈۋ", "و"),
    **dict.fromkeys("کڪ", "ك"),
    **{chr(0x0660 + i): str(i) for i in range(10)},
    **{chr(0x06F0 + i): str(i) for i in range(10)},
}
_dropped = re.compile(f"[{re.escape(DROPPED)}]+")
_forms = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_upper = re.compile("[A-ZÀ-Þ]")
# What Arabic is written with; the rest stands in few words, so one look says whether any of it is there.
_USUAL = {old: _ONE_TO_ONE[old] for old in "أإآىئةؤ"}
_rare = "".join(sorted(_ONE_TO_ONE.keys() - _USUAL.keys()))
_unusual = re.compile(f"[{re.escape(DROPPED)}\ufb50-\ufdff\ufe70-\ufefcA-ZÀ-Þ{_rare}]")


@lru_cache(maxsize=1024)
def _expand(form: str) -> str:
    plain = unicodedata.normalize("NFKC", form).strip()
    return form if plain == form else fold(plain)  # ﴿ and ﴾ are in the block and no presentation forms


def fold(text: str) -> str:
    """The folded text; see the module for what folding does. Shorter or equal, but for ligatures."""
    if _unusual.search(text) is None:
        return _replaced(text, _USUAL)
    if _forms.search(text):
        text = _forms.sub(lambda m: _expand(m.group()), text)
    text = _dropped.sub("", _replaced(text, _ONE_TO_ONE))
    return _upper.sub(lambda m: m.group().lower(), text)


def _replaced(text: str, letters: dict[str, str]) -> str:
    for old, new in letters.items():
        if old in text:
            text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows, for each of its characters, which source code point it came from."""

    text: str
    source_length: int
    offsets: tuple[int, ...] | None  # source index of each folded character; None is the identity

    def to_source(self, start: int, end: int) -> Span:
        """The source Span behind `[start, end)` of the folded text, marks after its last letter included."""
        if self.offsets is None:
            return Span(start, end)
        if start == end:
            at = self.offsets[start] if start < len(self.offsets) else self.source_length
            return Span(at, at)
        past = self.offsets[end] if end < len(self.offsets) else self.source_length
        return Span(self.offsets[start], max(past, self.offsets[end - 1] + 1))

    def from_source(self, span: Span) -> tuple[int, int]:
        """The folded range that a source Span became; empty where all of it was dropped."""
        if self.offsets is None:
            return span.start, span.end
        return bisect_left(self.offsets, span.start), bisect_right(self.offsets, span.end - 1)


def fold_with_map(text: str) -> Folded:
    """`fold(text)` with the way back. Linear; the identity map costs nothing."""
    if _unusual.search(text) is None:
        return Folded(_replaced(text, _USUAL), len(text), None)
    if not _dropped.search(text) and not _forms.search(text):
        return Folded(fold(text), len(text), None)
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in re.finditer(f"{_dropped.pattern}|{_forms.pattern}", text):
        if match.start() > at:
            out.append(text[at : match.start()])
            offsets.extend(range(at, match.start()))
        if match.group()[0] not in DROPPED:
            expanded = _expand(match.group())
            out.append(expanded)
            offsets.extend([match.start()] * len(expanded))
        at = match.end()
    out.append(text[at:])
    offsets.extend(range(at, len(text)))
    return Folded(fold("".join(out)), len(text), tuple(offsets))
