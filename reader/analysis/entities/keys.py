"""Names as keys: when two spellings are one name, and when they only might be.

Arabic roots tell people apart by their vowels (حسن، حسين، سالم، سليم), so vowels may differ only in words that are no
Arabic given name: «نتنياهو» and «نتانياهو», «غوتيريش» and «غوتيريس».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from reader.analysis.entities.lexicon import Lexicon, lexicon, words_of
from reader.analysis.entities.tokens import norms_of
from reader.model import EntityType

_FILE = "titles.toml"


@lru_cache(maxsize=1)
def _swaps() -> dict[int, str]:
    """Letters of one sound, each for the first of its row, and those that are not heard."""
    heard = {ord(letter): row[0] for row in words_of(_FILE, "one_sound") for letter in row[1:]}
    return heard | {ord(letter): "" for letter in words_of(_FILE, "unheard")}


@lru_cache(maxsize=1)
def case_forms() -> dict[str, str]:
    """Case forms of a father's word: «أبا», «أبي» for «أبو»."""
    return dict(row.split(" ") for row in words_of(_FILE, "case_forms"))


@lru_cache(maxsize=1)
def _key_forms() -> dict[str, str]:
    """Words before the last of a name that are another under which it meets its like."""
    return case_forms() | dict(row.split(" ") for row in words_of(_FILE, "joint_forms"))


@lru_cache(maxsize=1 << 15)
def key_words(name: str) -> tuple[str, ...]:
    """The folded words of a name; «عبدالله» and «عبد الله» are the same two words, «أبا» and «أبي» are «أبو», «ابن» is «بن»."""
    return words_of_norms(norms_of(name))


def words_of_norms(norms: Iterable[str]) -> tuple[str, ...]:
    """The same from the folded tokens of a name."""
    words: list[str] = []
    for norm in norms:
        if norm.startswith("عبدال") and len(norm) > 6:
            words += ["عبد", norm[3:]]
        else:
            words.append(norm)
    cases = _key_forms()
    return tuple(cases.get(word, word) if at + 1 < len(words) else word for at, word in enumerate(words))


@lru_cache(maxsize=1 << 13)
def _folded(name: str) -> str:
    return " ".join(norms_of(name))


def listed_name(type_: EntityType, name: str) -> str | None:
    """The canonical name of a listed alias, or None."""
    return lexicon().listed(type_.value, _folded(name))


def whole_name(type_: EntityType, name: str) -> str | None:
    """The same, but None for a surname alone, which may be another's who bears it."""
    return lexicon().whole(type_.value, _folded(name))


def key_of(type_: EntityType, name: str) -> str:
    """The folded key under which names of one thing meet."""
    listed = listed_name(type_, name)
    if listed is None and type_ is EntityType.ORG and " " in name:
        listed = (
            listed_name(type_, name.split(" ", 1)[1])
            if name.split(" ", 1)[0] in words_of("orgheads.toml", "parties")
            else None
        )
    words = key_words(listed or name)  # «حزب حركة النهضة» is «حركة النهضة»
    if type_ is EntityType.ORG and len(words) > 1 and words[0] in words_of("orgheads.toml", "left_out"):
        words = words[1:]
    return "-".join(words)


def parts(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A name's parts, a joint with what follows it, a second half with what it follows: «عبد العزيز», «محيي الدين» are one part."""
    if len(words) == 1:
        return [words]
    out: list[tuple[str, ...]] = []
    joints, halves = words_of(_FILE, "key_joints"), words_of(_FILE, "second_halves")
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and (words[end - 1] in joints or words[end] in halves):
            end += 1
        out.append(words[at:end])
        at = end
    return out


@lru_cache(maxsize=1 << 15)
def sound(word: str) -> str:
    """A foreign word without vowels and with letters that stand for one sound made one; Arabic names are left alone."""
    lex: Lexicon = lexicon()
    if len(word) < 5 or word.startswith("ال") or word in lex.given:
        return word
    letters = word.translate(_swaps())
    return "".join(char for at, char in enumerate(letters) if at == 0 or char != letters[at - 1])


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds of a name's words; equal for spellings of one foreign name, and for «السعيد بوتفليقة» and «سعيد بوتفليقة»."""
    if len(words) > 1 and words[0].startswith("ال"):
        given, first = lexicon().given, words[0].removeprefix("ال")
        if first in given and words[-1] not in given:
            words = (first, *words[1:])
    return tuple(sound(word) for word in words)


def leads(pieces: Sequence[tuple[str, ...]]) -> bool:
    """«موبوتو سيسي سيكو»: the first of a name's parts is no given name, and may be what its bearer is called by."""
    return len(pieces) > 1 and len(pieces[0]) == 1 and pieces[0][0] not in lexicon().given
