"""What stands before an article and is not its title: a dateline («بيروت - "العربي" 6 آب 2020»), a byline («كتب - فلان»).

A dateline names a place, a day, or who prints it, and nothing else; it is a line of its own or ends in a dash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reader.text.fold import fold

DATA = Path(__file__).resolve().parents[1] / "data" / "corpus" / "datelines.toml"
LONGEST = 110  # code points of a line that may be a dateline
FURTHEST = 80  # code points within which a dateline before the first sentence ends in its dash
_PLACE_WORDS = 3  # words of a place («نيويورك (الأمم المتحدة)» aside)
_DASHED = re.compile(r"\s*[-–—ـ]{1,2}\s*[-–—:]?\s*|\s*:\s*")
_APART = re.compile(r"\w\s*[-–—ـ:،(]")  # a sign after the place
_BY = re.compile(r"\s*(?P<by>[^\W\d_]+(?: الحوار)?)(?P<sign>\s*[-–—:ـ]+\s*|\s+)(?P<who>.+)")
_QUOTED = re.compile(r"[\"«“]([^\"»”]{2,30})[\"»”]")
_BRACKETED = re.compile(r"\(([^()]{1,40})\)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the article itself begins in the line; `outlet` who prints it, None where nobody is named."""

    end: int
    outlet: str | None


def dateline(line: str) -> Dateline | None:
    """The dateline that a line is or begins with; None for a line of the article."""
    head = line[: FURTHEST + 1]
    found = None
    for dash in _DASHED.finditer(head):
        before = line[: dash.start()]
        if (
            dash.start()
            and (":" not in dash.group() or "(" not in before)
            and before.rstrip().endswith(")")
            and (read := _read(before)) is not None
        ):
            found = Dateline(dash.end(), read[1])
    if found is not None and found.end < len(line):
        return found
    if len(line) <= LONGEST and (read := _read(line)) is not None:
        said, outlet = read
        apart = _APART.search(line) is not None  # «سقوط دمشق في 8 ديسمبر 2024» is a title
        if (said and outlet) or apart:
            return Dateline(len(line), outlet)
    return None


def outlet(text: str) -> str | None:
    """Who prints an article by the dateline at its head, within its first lines; None where none is named."""
    lines = [line.strip() for line in text[:1000].split("\n", 6)[:6] if line.strip()]
    return next((found.outlet for line in lines[:3] if (found := dateline(line)) and found.outlet), None)


def byline(line: str) -> bool:
    """Whether a line only says who wrote, prepared or sent it."""
    marked, bare, longest = _tables()[1:]
    if not 0 < len(line) <= longest or line.rstrip().endswith((".", "؟", "!", "؛")):
        return False
    match = _BY.match(line)
    if match is None or not 0 < len(_WORD.findall(match["who"])) <= 5:
        return False
    return match["by"] in (marked if match["sign"].strip() else bare)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], frozenset[str], frozenset[str], int]:
    import tomllib  # an open collection reads no datelines

    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    agencies = {_letters(name): shown for name, shown in table["agencies"].items()}
    by = table["byline"]
    return agencies, frozenset(by["begins"] + by["bare"]), frozenset(by["bare"]), by["longest"]


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))


def _read(piece: str) -> tuple[bool, str | None] | None:
    """(does a date or an agency stand there, who prints it) of a piece that holds nothing but a dateline's parts."""
    from reader.analysis.times import find_times

    agencies = _tables()[0]
    outlet: str | None = None
    said = False
    rest = piece
    for pattern in (_QUOTED, _BRACKETED):
        for match in pattern.finditer(piece):
            known = agencies.get(_letters(match[1]))
            if known is not None:
                outlet, said = known or outlet, True
            elif pattern is _QUOTED:
                outlet = match[1].strip()
            elif not _is_date(match[1]) and len(_WORD.findall(match[1])) > 4:
                return None
            if known is not None or pattern is _QUOTED:
                rest = rest.replace(match[0], " ")
    if any(letter.isdigit() for letter in rest):
        for each in reversed(find_times(rest).expressions):
            if "X" not in each.value.split("T")[0] and not each.value.startswith("P"):
                rest, said = rest[: each.span.start] + " " + rest[each.span.end :], True
    words = [word for word in _WORD.findall(rest) if word not in {"الموافق", "م", "هـ", "ه", "يوم", "في"}]
    while words and (known := agencies.get(_letters(words[-1]))) is not None:
        outlet, said = known or outlet, True
        words.pop()
    if len(words) > _PLACE_WORDS or (not said and outlet is None) or any(c.isdigit() for c in rest):
        return None
    return said, outlet


def _is_date(piece: str) -> bool:
    from reader.analysis.times import find_times

    return any(letter.isdigit() for letter in piece) and bool(find_times(piece).expressions)
