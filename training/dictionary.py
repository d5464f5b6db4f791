"""The dictionary of ordinary words that ships: `python -m training.dictionary [OUT]`.

From Arramooz (T. Zerrouki, GPL-3.0; the package arramooz-pysqlite, which only this module needs): nouns and adjectives with their broken plurals,
verbs in the past and, by the classes of weak verbs, as they stand behind the letters of the present. Proper names are left out.
Words are folded as the finder of names folds them.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from reader.analysis.entities.tokens import norm_of

OUT = Path(__file__).parents[1] / "reader" / "data" / "entities" / "dictionary.txt"
_HEADER = """\
# Ordinary words of Arabic, folded: nouns and adjectives; verbs in the past; verbs behind the letters of the present. A blank line between.
# From Arramooz (Taha Zerrouki and contributors, GPL-3.0): https://github.com/linuxscout/arramooz. Made by training/dictionary.py.
"""
_NAME, _WEAK = "علم", "ايا"
_SHORTEST = 2
_NOUNS = ("noun", "adj", "adj_comp", "adv", "noun_quant", "adj_num")


def _data() -> Path:
    found = find_spec("arramooz")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("training.dictionary needs the package arramooz-pysqlite")
    return Path(found.origin).parent / "data"


def _nouns(words: sqlite3.Connection, counted: sqlite3.Connection) -> set[str]:
    out: set[str] = set()
    for noun, kind, category, plurals, feminine in words.execute(
        "select unvocalized, wordtype, category, broken_plural, feminin from nouns"
    ):
        if _NAME in (kind or "") or _NAME in (category or ""):
            continue
        forms = " ".join(str(each) for each in (noun, plurals, feminine) if each)
        out |= {norm_of(form) for form in forms.replace(";", " ").replace("،", " ").split()}
    out |= {
        norm_of(word)
        for word, kind in counted.execute("select unvocalized, word_type from wordfreq")
        if kind in _NOUNS
    }
    names = {
        norm_of(word)
        for (word,) in counted.execute("select unvocalized from wordfreq where word_type like 'noun_prop%'")
    }
    return out - names


def _before_pronouns(noun: str) -> Iterator[str]:
    """«استدعاء» stands as «استدعاؤ» and «استدعائ» before a pronoun, «مستشفى» as «مستشفا»."""
    if noun.endswith("اء"):
        yield noun[:-1] + "و"
        yield noun[:-1] + "ي"


def present(verb: str) -> Iterator[str]:
    """What stands behind the letter of the present, of a folded verb in the past: «قال» قول، «دعا» دعو، «وصل» صل، «استعاد» ستعيد."""
    if len(verb) == 3:
        first, middle, last = verb
        if middle == "ا":
            yield from (first + "و" + last, first + "ي" + last)
        if last in _WEAK:
            yield from (first + middle + weak for weak in "يو")
        if first == "و":
            yield verb[1:]
        yield verb
        return
    stem = verb[1:] if verb[0] == "ا" else verb
    yield stem
    if stem[-2] == "ا":
        yield stem[:-2] + "ي" + stem[-1]
    if stem[-1] == "ا":
        yield stem[:-1] + "ي"


def past(verb: str) -> Iterator[str]:
    """A folded verb, and its stem before the endings that shorten it: «استطاع» استطع (ت), «بقي» بق (وا)."""
    yield verb
    if len(verb) > 4 and verb[-2] == "ا":
        yield verb[:-2] + verb[-1]
    if verb[-1] in _WEAK and len(verb) > 3:
        yield verb[:-1]
    if verb[-1] == "ا":
        yield verb[:-1] + "ي"


def main(out: Path = OUT) -> None:
    """Write the file."""
    with (
        sqlite3.connect(_data() / "arabicdictionary.sqlite") as words,
        sqlite3.connect(_data() / "wordfreq.sqlite") as counted,
    ):
        nouns = _nouns(words, counted)
        verbs = {norm_of(verb) for (verb,) in words.execute("select unvocalized from verbs")}
        verbs |= {
            norm_of(verb)
            for (verb,) in counted.execute("select unvocalized from wordfreq where word_type = 'verb'")
        }
    nouns |= {form for noun in nouns for form in _before_pronouns(noun)}
    parts = (
        nouns,
        {form for verb in verbs if len(verb) > _SHORTEST for form in past(verb)},
        {form for verb in verbs if len(verb) > _SHORTEST for form in present(verb)},
    )
    lines = (
        "\n".join(sorted(word for word in part if len(word) >= _SHORTEST and word.isalpha()))
        for part in parts
    )
    out.write_text(_HEADER + "\n\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
