"""What a text says of those it names, so that a later word can mean them: whether one is a woman, what he or she is called by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from reader.analysis.events.clauses import (
    form_of,
    without_article,
    without_conjunction,
    word_list,
    word_lists,
)
from reader.analysis.events.readings import read_word
from reader.model import EntityType, Mention, Span
from reader.text.fold import fold

_BEFORE = re.compile(r"(?<![^\W\d_])((?:[^\W\d_]+\s+){0,3})[^\W\d_]{0,2}[«“\"(]?$")
_AFTER = re.compile(r"\s*(?:\([^)]{1,30}\)\s*)?([،,]?)\s*([^\W\d_]+)")
_NEAR = 60  # code points to each side of a name that are looked at
_WORDS = 4  # whose words before it and the letters written on it make up so many at most
_SURE = 2  # votes: a title or a name is enough, one verb is not
_FINITE = frozenset({"past", "present"})


class Persons:
    """The persons and bodies of one text by what it says of them. Reads the text when first asked."""

    def __init__(self, mentions: Sequence[Mention], text: str) -> None:
        self._mentions = mentions
        self._text = text
        self._beside: list[tuple[int, list[str], str, str]] | None = None
        self._women: frozenset[str] | None = None
        self._called: dict[str, list[int]] | None = None

    def woman(self, mention: int) -> bool:
        """True for somebody whom the text makes a woman by a title, a verb or her first name."""
        if self._women is None:
            self._women = self._find_women()
        return self.key(mention) in self._women

    def called(self, noun: str, offset: int) -> int | None:
        """Who is called by a noun, folded and without its article, as said last before `offset`; None where two are, or nobody."""
        if self._called is None:
            if not self._may_call(noun):
                return None
            self._called = self._find_called()
        before = self._called.get(noun, [])
        before = before[: bisect_right(before, offset, key=lambda m: self._mentions[m].span.end)]
        if not before or len({self.key(m) for m in before}) > 1:
            return None
        return before[-1]

    def key(self, mention: int) -> str:
        """One key for the mentions of one person or body."""
        named = self._mentions[mention]
        return str(named.local) if named.local >= 0 else fold(named.name or named.text)

    def _find_women(self) -> frozenset[str]:
        votes: dict[str, list[int]] = defaultdict(lambda: [0, 0])  # for a woman, for a man
        for number, before, comma, after in self._words_beside():
            if self._mentions[number].type is EntityType.PER:
                her, his = _votes(self._mentions[number], before, "" if comma else after)
                said = votes[self.key(number)]
                said[0] += her
                said[1] += his
        return frozenset(key for key, (her, his) in votes.items() if her >= max(_SURE, his + 1))

    def _may_call(self, noun: str) -> bool:
        """False for a noun that `_nouns` gives of nobody, as most nouns are: what stands around the names need not be read for it."""
        if _person(noun) or _of_a_body(noun):
            return True
        return any(noun == _office(role) for each in self._mentions for role in each.roles if role.strip())

    def _find_called(self) -> dict[str, list[int]]:
        called: dict[str, list[int]] = defaultdict(list)
        for number, before, comma, after in self._words_beside():
            for noun in _nouns(self._mentions[number], before, after if comma else ""):
                called[noun].append(number)
        return called

    def _words_beside(self) -> list[tuple[int, list[str], str, str]]:
        """Of every person and body: its number, the words before it, the comma behind it and the word behind that."""
        if self._beside is None:
            self._beside = [
                (number, *_around(self._text, mention.span))
                for number, mention in enumerate(self._mentions)
                if mention.type is not EntityType.LOC
            ]
        return self._beside


def _around(text: str, span: Span) -> tuple[list[str], str, str]:
    near = text[max(0, span.start - _NEAR) : span.start]
    words = near.rsplit(maxsplit=_WORDS)  # looked for no earlier than they can begin
    found = _BEFORE.search(near, len(words[0]) if len(words) > _WORDS else 0)
    before = found.group(1).split() if found else []
    follows = _AFTER.match(text[span.end : span.end + _NEAR])
    return before, follows.group(1) if follows else "", follows.group(2) if follows else ""


def _votes(mention: Mention, before: Sequence[str], after: str) -> tuple[int, int]:
    """How often the words around one mention say that it is a woman, and a man."""
    her = his = 0
    for word in (*before[-1:], *([after] if after else [])):
        agreement = _agreement(form_of(word).folded)
        her += agreement == "f"
        his += agreement == "m"
    for word in (*before[-2:], *(role.split()[0] for role in mention.roles if role)):
        bare = form_of(word).bare
        noun = without_article(bare)
        if bare in word_list("grammar", "women") or (word.endswith("ة") and _person(noun)):
            her += 2
        elif bare != noun and noun in _titles():
            his += 1
    if fold(mention.name or mention.text).split()[0] in word_list("grammar", "womens_names"):
        her += 2
    return her, his


def _agreement(word: str) -> str:
    """ "f" or "m" for a word that is a verb in every reading and says which."""
    readings = read_word(word)
    if not readings or any(each.kind not in _FINITE or each.conjunction or each.pronoun for each in readings):
        return ""
    found = {each.agreement for each in readings}
    return next(iter(found)) if len(found) == 1 and found <= {"f", "m"} else ""


def _person(noun: str) -> bool:
    """A noun that is a person's, or the feminine of one: «طالبة», «وزيرة», not «مدينة»."""
    return noun in _titles() or noun.removesuffix("ه") in _titles()


@cache
def _titles() -> frozenset[str]:
    return word_lists(("grammar", "person_titles"), ("grammar", "trades"))


def _of_a_body(noun: str) -> bool:
    """A noun that with its article means a body just named: «الشركة»."""
    return "ال" + noun in word_list("grammar", "body_anaphors")


def _office(role: str) -> str:
    """The noun of an office: «وزير» of «وزير الخارجية»."""
    return without_article(fold(role).split()[0])


def _nouns(mention: Mention, before: Sequence[str], after: str) -> set[str]:
    """What somebody or some body is called by: the noun before the name, or `after` it and a comma."""
    if mention.type is EntityType.ORG:
        words = [*(fold(each) for each in before[-1:]), fold(mention.text).split()[0]]
        nouns = {without_article(without_conjunction(word)) for word in words}
        return {noun for noun in nouns if _of_a_body(noun)}
    out = {_office(role) for role in mention.roles if role.strip()}
    for word in reversed(before):
        bare = form_of(word).bare
        noun = without_article(bare)
        if bare == noun:
            break
        if _person(noun):
            out.add(noun)
            break
    apposed = without_article(fold(after)) if after else ""
    if _person(apposed):
        out.add(apposed)
    return out
