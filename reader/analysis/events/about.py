"""Whom a sentence is about, and whom a text: who is named far more than any other, whose birth it tells, whom alone its headline names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.analysis.events.chunks import Chunk, chunks
from reader.analysis.events.clauses import Sentence, Word, word_list
from reader.model import EntityType, Mention
from reader.text.fold import fold

_OFTEN = 4  # mentions that somebody has at least whom a text is about by their number
_HEADLINE = 120  # code points of a headline
_BORN = 1200  # and of the beginning in which a life is told from its birth
_BIRTH = 12  # before a name, in which the verb stands
_DASHES = frozenset("-–—(")
_HEAD = 40  # words of a sentence that say what it is about

About = tuple[tuple[int, int] | None, tuple[int, int] | None]  # (mention, sentence): topic and body


class Hero(NamedTuple):
    """Mentions of whom a text is about, none where it is about nobody; `told`: the text itself says so, by its headline or by his birth."""

    mentions: tuple[int, ...] = ()
    told: bool = False


def hero(mentions: Sequence[Mention], text: str) -> Hero:
    """Whom a text is about."""
    named: dict[str, list[int]] = {}
    for number, mention in enumerate(mentions):
        if mention.type is EntityType.PER:
            named.setdefault(_key(mention), []).append(number)
    if not named:
        return Hero()
    told = _born(mentions, named, text) or _headed(mentions, named, text)
    if told:
        return Hero(tuple(named[told]), True)
    most = sorted(named.values(), key=len, reverse=True)[:2]
    far = len(most[0]) >= max(_OFTEN, 2 * len(most[-1]) if len(most) > 1 else 0)
    return Hero(tuple(most[0])) if far else Hero()


def _key(mention: Mention) -> str:
    return str(mention.local) if mention.local >= 0 else fold(mention.name or mention.text)


def _born(mentions: Sequence[Mention], named: dict[str, list[int]], text: str) -> str:
    """«ولد فلان في قرية ...»: the one person whose birth its beginning tells; "" for none or several."""
    found: set[str] = set()
    for key, numbers in named.items():
        for number in numbers:
            start = mentions[number].span.start
            if start > _BORN:
                break
            before = fold(text[max(0, start - _BIRTH) : start]).split()
            if before and before[-1] in word_list("grammar", "was_born"):
                found.add(key)
    return found.pop() if len(found) == 1 else ""


def _headed(mentions: Sequence[Mention], named: dict[str, list[int]], text: str) -> str:
    """The one person whom a headline names, where the text names him again; "" for none."""
    end = text.find("\n")
    if not 0 < end <= _HEADLINE or text[:end].rstrip()[-1:] == ".":
        return ""
    inside = {key for key, numbers in named.items() if mentions[numbers[0]].span.end <= end}
    if len(inside) != 1:
        return ""
    key = inside.pop()
    most = max(len(numbers) for numbers in named.values())
    return key if len(named[key]) > 1 and 2 * len(named[key]) >= most else ""


def about(sentence: Sentence, number: int, mentions: Sequence[Mention]) -> About:
    """The topic and the body of a sentence."""
    head = sentence.words[:_HEAD]
    last = next((word.mention for word in reversed(head) if word.begins), -1)
    body: tuple[int, int] | None = None
    for chunk in chunks(sentence, 0, len(head), mentions, through=True) if last >= 0 else ():
        main = chunk.main(mentions)
        if main >= 0 and not chunk.governor:
            if mentions[main].type is EntityType.PER:
                return (main, number), body
            if body is None and not _dateline(chunk, head):
                body = (main, number)
        if last in chunk.mentions:
            break  # nobody is named behind it
    return None, body


def _dateline(chunk: Chunk, words: Sequence[Word]) -> bool:
    """«السليمانية - قالت مصادر»: where the news was written, which it is not about."""
    behind = chunk.words[-1] + 1
    return chunk.words[0] == 0 and behind < len(words) and not _DASHES.isdisjoint(words[behind].break_before)
