"""What stands before an article and is not its title: a dateline («بيروت - "العربي" 6 آب 2020»), a byline («كتب - فلان»).

A dateline names a place, a day, or who prints it, and nothing else; it is a line of its own or ends in a dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.text.fold import fold

DATA = Path(__file__).resolve().parents[1] / "data" / "corpus" / "datelines.toml"
LONGEST = 110  # code points of a line that may be a dateline
FURTHEST = 80  # code points within which a dateline before the first sentence ends in its dash
_PLACE_WORDS = 3  # words of a place («نيويورك (الأمم المتحدة)» aside)
_AGENCY_WORDS = 5  # of the longest name that begins with the class word of an agency
_PLACES_WORDS = 6  # and of several side by side, with a date behind them
_DASHED = re.compile(r"\s*[-–—ـ]{1,2}\s*[-–—:]?\s*|\s*:\s*")
_DASH = re.compile("[-–—ـ:]")  # without one there is nothing to look for
_APART = re.compile(r"\w\s*[-–—ـ:،(]")  # a sign after the place
_MARKED = re.compile(r"[^\W\d_]\s*[،(/]")  # one that no title of a few words and a date has
_SIDE_BY_SIDE = re.compile(r"[-–—ـ/،,()\[\]]")  # what stands between the places of two correspondents
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_QUOTED = re.compile(r"[\"«“]([^\"»”]{2,30})[\"»”]")
_BRACKETED = re.compile(r"\(([^()]{1,40})\)")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_NO_LETTERS = re.compile(r"[\W_]+")
_SAYS = re.compile(r"[\d\"«“(]")  # where none of these stands, only an agency by its bare name says anything


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the article itself begins in the line; `outlet` who prints it, None where nobody is named."""

    end: int
    outlet: str | None


@lru_cache(maxsize=16)  # an article's first lines are asked for its title, then for its outlet
def dateline(line: str) -> Dateline | None:
    """The dateline that a line is or begins with; None for a line of the article."""
    head = line[: FURTHEST + 1]
    found = None
    for dash in _DASHED.finditer(head) if _DASH.search(head) else ():
        before = line[: dash.start()]
        if (
            dash.start()
            and (":" not in dash.group() or "(" not in before)
            and before.count("(") == before.count(")")  # «(2 مارس 1937 - 2021)» are the days of a life
            and (before.rstrip().endswith(")") or (dash.group()[0].isspace() and _MARKED.search(before)))
            and (read := _read(before)) is not None
        ):
            found = Dateline(dash.end(), read.outlet)
    if found is not None and found.end < len(line):
        rest = _read(line[found.end :]) if len(line) <= LONGEST else None
        if rest is not None and rest.placeless:
            return Dateline(len(line), rest.outlet or found.outlet)
        return found
    if len(line) <= LONGEST and (read := _read(line)) is not None:
        apart = _APART.search(line) is not None  # «سقوط دمشق في 8 ديسمبر 2024» is a title
        if read.placeless or (read.said and read.outlet) or apart:
            return Dateline(len(line), read.outlet)
    return None


def outlet(text: str) -> str | None:
    """Who prints an article by the dateline at its head, within its first lines; None where none is named."""
    lines = [line.strip() for line in text[:1000].split("\n", 6)[:6] if line.strip()]
    return next((found.outlet for line in lines[:3] if (found := dateline(line)) and found.outlet), None)


def byline(line: str) -> bool:
    """Whether a line only says who wrote, prepared or sent it."""
    tables = _tables()
    if not 0 < len(line) <= tables.longest or line.rstrip().endswith((".", "؟", "!", "؛")):
        return False
    match = tables.by.match(line)
    if match is None or not 0 < len(_WORD.findall(match["who"])) <= 5:
        return False
    signed = match["sign"].strip() or line.rstrip().endswith(":")
    return match["by"] in (tables.marked if signed else tables.bare)


class _Tables(NamedTuple):
    """datelines.toml: agencies and papers by their letters, what bylines begin with (as a pattern, before a sign, and without one), words beside a date."""

    agencies: dict[str, str]
    papers: dict[str, str]
    by: re.Pattern[str]
    marked: frozenset[str]
    bare: frozenset[str]
    longest: int
    beside: frozenset[str]
    agency: frozenset[str]  # class words: what begins so is one
    endings: frozenset[str]  # how the letters of agencies and papers end: most words are no last word of any


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    import tomllib  # an open collection reads no datelines

    table = tomllib.loads(DATA.read_text(encoding="utf-8"))
    agencies = {_letters(name): shown for name, shown in table["agencies"].items()}
    papers = {_letters(name): shown for name, shown in table["papers"].items()}
    by = table["byline"]
    marked, bare = frozenset(by["begins"] + by["bare"]), frozenset(by["bare"])
    begins = "|".join(re.escape(each) for each in sorted(marked, key=len, reverse=True))
    pattern = re.compile(rf"\s*(?P<by>{begins})(?P<sign>\s*[-–—:ـ]+\s*|\s+)(?P<who>.+)")
    return _Tables(
        agencies,
        papers,
        pattern,
        marked,
        bare,
        by["longest"],
        frozenset(table["date"]["beside"]),
        frozenset(table["agency"]["class"]),
        frozenset(name[at:] for name in (*agencies, *papers) for at in range(len(name) + 1)),
    )


def _letters(name: str) -> str:
    return _NO_LETTERS.sub("", fold(name))


class _Read(NamedTuple):
    """A piece that holds nothing but a dateline's parts: does a date or an agency stand there, who prints it, is that all."""

    said: bool
    outlet: str | None
    placeless: bool


def _read(piece: str) -> _Read | None:
    from reader.analysis.times import find_times

    sides = _SIDE_BY_SIDE.split(piece)
    if _SAYS.search(piece) is None and _agency_behind(_words(sides[-1]), apart=len(sides) > 1) is None:
        return None
    outlet: str | None = None
    said = last = False  # a date stands there, and no word behind it
    rest = piece
    for pattern in (_QUOTED, _BRACKETED):
        for match in pattern.finditer(piece):
            known = _agency(match[1])
            if known is not None:
                outlet, said = known or outlet, True
            elif pattern is _QUOTED:
                outlet = match[1].strip()
            elif not _is_date(match[1]) and len(_WORD.findall(match[1])) > 4:
                return None
            if known is not None or pattern is _QUOTED:
                rest = rest.replace(match[0], " ")
    rest = _CLOCK.sub(" ", rest)
    if _DIGIT.search(rest):
        for each in reversed(find_times(rest).expressions):
            if "X" not in each.value.split("T")[0] and not each.value.startswith("P"):
                last = last if said else not _words(rest[each.span.end :])
                rest, said = rest[: each.span.start] + " " + rest[each.span.end :], True
    places = [words for side in _SIDE_BY_SIDE.split(rest) if (words := _words(side))]
    while places and (behind := _agency_behind(places[-1], apart=len(places) > 1)) is not None:
        outlet, said = behind.name or outlet, True
        del places[-1][-behind.words :]
        places = places if places[-1] else places[:-1]
    counts = [len(words) for words in places]
    if sum(counts) > (_PLACES_WORDS if last else _PLACE_WORDS) or max(counts, default=0) > _PLACE_WORDS:
        return None
    if (not said and outlet is None) or _DIGIT.search(rest):
        return None
    return _Read(said, outlet, placeless=said and not places)


def _words(piece: str) -> list[str]:
    beside = _tables().beside
    return [word for word in _WORD.findall(piece) if word not in beside]


def _agency(name: str) -> str | None:
    """What an agency is called, "" for agencies in general; None for what is none."""
    known = _tables().agencies.get(_letters(name))
    words = name.split()
    says_so = 1 < len(words) <= _AGENCY_WORDS and words[0] in _tables().agency
    if known is None and says_so and all(map(_WORD.fullmatch, words)):
        return _tables().agencies.get(_letters("".join(words[1:])), name.strip())
    return known


class _Behind(NamedTuple):
    name: str  # "" for agencies in general
    words: int


def _agency_behind(words: Sequence[str], *, apart: bool) -> _Behind | None:
    """The agency that words end in, by one («رويترز») or by several of them («أ ف ب», «وكالة الصحافة الفرنسية»); the paper that they
    are where they stand `apart` from a place."""
    tables = _tables()
    last = words[-_AGENCY_WORDS:]
    if not last or (_letters(last[-1]) not in tables.endings and tables.agency.isdisjoint(last)):
        return None
    paper = tables.papers.get(_letters("".join(words))) if apart else None
    if paper is not None:
        return _Behind(paper, len(words))
    for count in range(min(len(words), _AGENCY_WORDS), 0, -1):
        if (known := _agency(" ".join(words[-count:]))) is not None:
            return _Behind(known, count)
    return None


def _is_date(piece: str) -> bool:
    from reader.analysis.times import find_times

    return any(letter.isdigit() for letter in piece) and bool(find_times(piece).expressions)
