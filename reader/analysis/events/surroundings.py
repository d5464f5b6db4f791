"""What stands around a trigger in its sentence: names whatever their part, and words by their root."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise

from reader.analysis.events.clauses import plain_word, without_article, word_list
from reader.analysis.events.roots import everyday, root_of
from reader.analysis.linking import LinkInput
from reader.model import EventMention, Mention
from reader.text.fold import fold

BEFORE, AFTER = 100, 150  # code points of the sentence in which names count
NEAR, NEAR_AFTER = 50, 70  # and words: farther off they are as often of other acts
BEHIND, WORDS_BEHIND = 60, 3  # code points behind a trigger, and words that tell something there
SELDOM, LONG = (
    2,
    8,
)  # sentences that a rare word stands in at most; sentences of a text that is long enough to have such
_STOP = re.compile(r"[.؛!؟\n]")
_CLAUSE = re.compile(r"[.؛!؟:\n]")
_WORD = re.compile(r"[^\W\d_]+")


class Surroundings:
    """The names and words of one document by place. `entities` gives each mention its entity; None for none."""

    def __init__(self, given: LinkInput, entities: Sequence[str | None]) -> None:
        self._text = given.text
        self._mentions = given.analysis.mentions
        self._starts = [mention.span.start for mention in self._mentions]
        self._entities = entities
        self._one: dict[frozenset[str], frozenset[str]] = {}  # neighbours have the same names around them

    def of(self, event: EventMention) -> tuple[frozenset[str], frozenset[str]]:
        """Entities and roots around the trigger of an event, inside its sentence; "=WORD" is what follows a title («القاضي صوان»),
        "#WORD" a body of which a country has one («البرلمان»)."""
        start = max(event.span.start, event.trigger.start - BEFORE)
        end = min(event.span.end, event.trigger.end + AFTER)
        for match in _STOP.finditer(self._text, start, event.trigger.start):
            start = match.end()
        stop = _STOP.search(self._text, event.trigger.end, end)
        end = stop.start() if stop else end
        first = bisect_left(self._starts, start)
        names = range(first, bisect_left(self._starts, end))
        found = frozenset(e for i in names if (e := self._entities[i]) is not None)
        roots: set[str] = set()
        at = start
        for i in (*names, -1):
            until = self._mentions[i].span.start if i >= 0 else end
            if until > at:
                words = _WORD.findall(fold(self._text[at:until]))
                first, last = max(at, event.trigger.start - NEAR), min(until, event.trigger.end + NEAR_AFTER)
                roots.update(map(root_of, _WORD.findall(fold(self._text[first:last]))))
                roots.update(f"#{plain}" for plain in map(plain_word, words) if plain in institutions())
                titles = word_list("grammar", "person_titles")
                pairs = pairwise(words)
                roots.update(f"={after}" for title, after in pairs if without_article(title) in titles)
            if i >= 0:
                at = max(at, self._mentions[i].span.end)
        roots.discard("")
        return self._one.setdefault(found, found), frozenset(roots)

    def behind(self, event: EventMention) -> tuple[str, ...]:
        """Roots of the first words behind the trigger of an event that tell something: what «رفع», «فتح» is done to."""
        end = event.trigger.end
        after = fold(self._text[end : min(event.span.end, end + BEHIND)])
        stop = _CLAUSE.search(after)
        roots = map(root_of, _WORD.findall(after[: stop.start()] if stop else after))
        return tuple(islice(filter(None, roots), WORDS_BEHIND))


def seldom(text: str, mentions: Sequence[Mention], entities: Sequence[str | None]) -> frozenset[str]:
    """Roots and entities that a text has in one sentence or two: they tell the happenings of one matter from each other.

    Everyday roots don't; a short text has none.
    """
    sentences = [words for part in _STOP.split(fold(text)) if (words := _WORD.findall(part))]
    if len(sentences) < LONG:
        return frozenset()
    counts: Counter[str] = Counter()
    for words in sentences:
        counts.update(set(map(root_of, words)))
    stops = [match.start() for match in _STOP.finditer(text)]
    named: dict[str, set[int]] = {}
    for mention, entity in zip(mentions, entities, strict=True):
        if entity is not None:
            named.setdefault(entity, set()).add(bisect_left(stops, mention.span.start))
    roots = {root for root, count in counts.items() if count <= SELDOM and not everyday(root)}
    return frozenset(roots | {each for each, where in named.items() if len(where) <= SELDOM})


@cache
def institutions() -> frozenset[str]:
    """Words for bodies and places of which a country has one, as reports keep their words."""
    return frozenset(map(plain_word, word_list("grammar", "institutions")))
