"""Where a note points, and where that is in a text that has changed since.

A Selector is what W3C Web Annotation calls position and quote: offsets, the exact words and up to 64 characters on
either side. In the version it was made on, the position is final. In any other text the quote is looked for, folded
(reader.journal.matching), and the answer says how sure it is:

- anchored: the same words between the same words, and nowhere else like that;
- moved: the same words, but what stands around them has changed, or is another place altogether: ask;
- uncertain: the words themselves have changed, or they stand in several places: ask;
- orphan: not found, or found only in ways that are as likely wrong as right.

A passage that was deleted must not come back on a lookalike. That is why a candidate needs a likeness of its own,
a likeness of its surroundings and a distance from the next best, and why nothing inexact is ever "anchored".
The figures behind the thresholds are in docs/notes.md and are measured by benchmarks/anchoring.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from reader.journal.alignment import Alignment, alignment
from reader.journal.matching import Matching, matching
from reader.journal.saying import said
from reader.model import AnchorState, Selector, Span

CONTEXT = 64  # code points of the text kept before and after the quote
SURE_CONTEXT = (
    0.75  # likeness of the surroundings, 0 to 1, that makes an exact quote sure where an alignment puts it
)
SURE_ALONE = (
    0.97  # the same without the old text to align with: a bulletin's sentences reach 0.93 beside each other
)
FAIR_CONTEXT = 0.5  # enough for an exact quote to be offered
LONG_QUOTE = 25  # folded characters that do not stand twice by chance
FUZZY_QUOTE, FUZZY_CONTEXT = 0.8, 0.6  # least likeness of changed words, and of what stands around them
LEAST_KEPT = 0.5  # share of the quote's letters that must still stand where an alignment puts them
FRAME_CONTEXT, FRAME_QUOTE = 0.85, 0.6  # changed words held between surroundings that did not change
MARGIN = 0.1  # by how much the best of several exact places must lead
FUZZY_MARGIN = 0.03
MOST_PLACES = 200  # exact places looked at; a word that stands more often is never sure

SAME_VERSION = said("the text has not changed")
SAME_PLACE = said("the same words in the same surroundings")
SURROUNDINGS_CHANGED = said("the same words, but the text around them has changed")
ELSEWHERE = said("the same words, but in other surroundings: perhaps another passage")
SEVERAL = said("the same words stand in several places")
WORDS_CHANGED = said("the words have changed")
REWRITTEN = said("rewritten between the same surroundings")
TWIN_GONE = said("one of several like passages is gone: it may have been this one")
LOOKALIKES = said("only lookalikes were found, none better than the other")
NOT_FOUND = said("the passage is not in the text any more")
DOCUMENT_GONE = said("the document is not in the collection")
KEPT_AS_ORPHAN = said("you said that the passage is gone")


class Anchor(NamedTuple):
    """Where a Selector points in a text. `span` is None for an orphan; `reason` is one of the sentences above."""

    state: AnchorState
    span: Span | None
    reason: str


def select(document_id: str, version: str, text: str, span: Span) -> Selector:
    """The Selector of a Span. Raises ValueError for one that reaches past the text."""
    if span.end > len(text):
        raise ValueError(f"[{span.start}, {span.end}) reaches past a text of {len(text)} characters")
    return Selector(
        document_id,
        version,
        span,
        span.of(text),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


def place(
    selector: Selector, text: str, version: str, *, old_text: str | None = None, refused: bool = False
) -> Anchor:
    """`anchor`, but for a document that is gone (empty `version`) or a passage the user said is gone."""
    if not version:
        return Anchor(AnchorState.ORPHAN, None, DOCUMENT_GONE)
    if refused and version != selector.version:
        return Anchor(AnchorState.ORPHAN, None, KEPT_AS_ORPHAN)
    return anchor(selector, text, version, old_text=old_text)


def anchor(selector: Selector, text: str, version: str, *, old_text: str | None = None) -> Anchor:
    """Where the Selector points in `text`. `old_text` is the text it was made on, where it was kept."""
    span = selector.span
    if span.end <= len(text) and span.of(text) == selector.exact:
        if version == selector.version:
            return Anchor(AnchorState.ANCHORED, span, SAME_VERSION)
        around = text[max(0, span.start - len(selector.prefix)) : span.start]
        if around == selector.prefix and text.startswith(selector.suffix, span.end) and selector.exact:
            return Anchor(AnchorState.ANCHORED, span, SAME_PLACE)
    wanted = _Wanted.of(selector)
    if not wanted.quote:
        return _between(selector, text)
    ready = matching(text)
    old = None
    if old_text is not None and span.end <= len(old_text) and span.of(old_text) == selector.exact:
        old = _Old(matching(old_text), alignment(old_text, text), span)
    in_place = _in_place(wanted, ready, old) if old is not None else None
    found = in_place or _exact(wanted, ready, aligned=old is not None and old.alignment is not None)
    return found or _fuzzy(wanted, ready) or Anchor(AnchorState.ORPHAN, None, NOT_FOUND)


class _Old(NamedTuple):
    """The text a Selector was made on, and where its passage stood in it."""

    ready: Matching
    alignment: Alignment | None
    span: Span


def _in_place(wanted: _Wanted, ready: Matching, old: _Old) -> Anchor | None:
    """The passage where an alignment of the old text with the new one puts it; None where it puts it nowhere."""
    if old.alignment is None:
        return None
    size = len(wanted.quote)
    start = old.ready.at_or_after(old.span.start)
    carried = old.alignment.carry(start, start + size)
    if ready.text[carried.start : carried.end] == wanted.quote:
        span = ready.to_source(carried.start, carried.end)
        if wanted.context(ready.text, carried.start, carried.end) < SURE_CONTEXT:
            return Anchor(AnchorState.MOVED, span, SURROUNDINGS_CHANGED)
        if len(wanted.twins(old.ready.text)) > len(wanted.twins(ready.text)):
            return Anchor(AnchorState.UNCERTAIN, span, TWIN_GONE)
        return Anchor(AnchorState.ANCHORED, span, SAME_PLACE)
    if carried.kept >= LEAST_KEPT:
        found = _measured(wanted, ready.text, carried.start, carried.end)
        if found.quote >= FRAME_QUOTE and found.context >= FAIR_CONTEXT:
            return Anchor(AnchorState.UNCERTAIN, ready.to_source(found.start, found.end), WORDS_CHANGED)
    # Rewritten surroundings may have borrowed letters of the quote: the quote itself is then close by.
    near = [at for at in _places(wanted.quote, ready.text) if at < carried.end and carried.start < at + size]
    if len(near) == 1:
        return Anchor(AnchorState.MOVED, ready.to_source(near[0], near[0] + size), SURROUNDINGS_CHANGED)
    return None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Quote and surroundings, ready for matching."""

    quote: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, selector: Selector) -> _Wanted:
        return cls(*(matching(part).text for part in (selector.exact, selector.prefix, selector.suffix)))

    def context(self, text: str, start: int, end: int) -> float:
        """How like the surroundings of `text[start:end]` are to ours, 0 to 1; 1 where we have none to compare."""
        size = len(self.prefix) + len(self.suffix)
        if not size:
            return 1.0
        before = text[max(0, start - len(self.prefix)) : start]
        after = text[end : end + len(self.suffix)]
        alike = len(self.prefix) * _alike(self.prefix, before) + len(self.suffix) * _alike(self.suffix, after)
        return alike / size

    def twins(self, text: str) -> list[int]:
        """Where the quote stands in surroundings like ours."""
        size = len(self.quote)
        return [at for at in _places(self.quote, text) if self.context(text, at, at + size) >= SURE_CONTEXT]


def _alike(a: str, b: str) -> float:
    return Levenshtein.normalized_similarity(a, b) if a else 1.0


def _places(needle: str, text: str) -> list[int]:
    """Where `needle` stands in `text`, overlaps left out; at most MOST_PLACES + 1."""
    found: list[int] = []
    at = text.find(needle)
    while at >= 0 and len(found) <= MOST_PLACES:
        found.append(at)
        at = text.find(needle, at + len(needle))
    return found


def _exact(wanted: _Wanted, ready: Matching, *, aligned: bool) -> Anchor | None:
    """The quote letter for letter. `aligned`: it is known not to be in its old place, so wherever it is, ask."""
    size = len(wanted.quote)
    places = _places(wanted.quote, ready.text)
    if not places:
        return None
    ranked = sorted(((wanted.context(ready.text, at, at + size), -at) for at in places), reverse=True)
    best, start = ranked[0][0], -ranked[0][1]
    leads = len(ranked) == 1 or best - ranked[1][0] >= MARGIN
    span = ready.to_source(start, start + size)
    if leads and best >= SURE_ALONE and len(places) <= MOST_PLACES:
        bare = not wanted.prefix and not wanted.suffix
        if aligned or (bare and size < LONG_QUOTE):
            return Anchor(AnchorState.MOVED, span, ELSEWHERE)
        return Anchor(AnchorState.ANCHORED, span, SAME_PLACE)
    if leads and best >= FAIR_CONTEXT:
        return Anchor(AnchorState.MOVED, span, SURROUNDINGS_CHANGED)
    if not leads and (best >= FAIR_CONTEXT or size >= LONG_QUOTE):
        return Anchor(AnchorState.UNCERTAIN, span, SEVERAL)
    if size >= LONG_QUOTE:
        return Anchor(AnchorState.MOVED, span, ELSEWHERE)
    return None


def _fuzzy(wanted: _Wanted, ready: Matching) -> Anchor | None:
    found = sorted(set(_candidates(wanted, ready.text)), reverse=True)
    if not found:
        return None
    best = found[0]
    apart = [each for each in found[1:] if each.end <= best.start or each.start >= best.end]
    if best.context >= FUZZY_CONTEXT and best.quote >= FUZZY_QUOTE:
        reason = WORDS_CHANGED
    elif best.context >= FRAME_CONTEXT and best.quote >= FRAME_QUOTE:
        reason = REWRITTEN
    else:
        return None
    if apart and best.score - apart[0].score < FUZZY_MARGIN:
        return Anchor(AnchorState.ORPHAN, None, LOOKALIKES)
    return Anchor(AnchorState.UNCERTAIN, ready.to_source(best.start, best.end), reason)


class _Candidate(NamedTuple):
    score: float
    quote: float
    context: float
    start: int
    end: int


def _candidates(wanted: _Wanted, text: str) -> Iterator[_Candidate]:
    """Stretches of the text that may be the quote: its nearest likenesses, and what stands between its surroundings."""
    masked = text
    for _ in range(2):
        found = fuzz.partial_ratio_alignment(wanted.quote, masked, score_cutoff=50)
        if found is None or found.dest_start == found.dest_end:
            break
        yield _measured(wanted, text, found.dest_start, found.dest_end)
        masked = (
            masked[: found.dest_start] + "\0" * (found.dest_end - found.dest_start) + masked[found.dest_end :]
        )
    for length in (16, 8):
        before, after = wanted.prefix[-length:], wanted.suffix[:length]
        if len(before) == length and len(after) == length:
            for at in _places(before, text)[:8]:
                start = at + length
                end = text.find(after, start, start + 2 * len(wanted.quote) + length)
                if end > start:
                    yield _measured(wanted, text, start, end)


def _measured(wanted: _Wanted, text: str, start: int, end: int) -> _Candidate:
    """The candidate with its ends moved to where it is most like the quote: an edit inside shifts them."""
    room = max(4, len(wanted.quote) // 8)
    starts = range(max(0, start - room), min(end, start + room + 1))
    start = max(starts, key=lambda at: (_alike(wanted.quote, text[at:end]), -abs(at - start)))
    ends = range(max(start + 1, end - room), min(len(text), end + room) + 1)
    end = max(ends, key=lambda at: (_alike(wanted.quote, text[start:at]), -abs(at - end)))
    quote = _alike(wanted.quote, text[start:end])
    context = wanted.context(text, start, end)
    return _Candidate(0.5 * quote + 0.5 * context, quote, context, start, end)


def _between(selector: Selector, text: str) -> Anchor:
    """A quote without letters (marks, white space, nothing at all): only its raw surroundings can tell."""
    whole = selector.prefix + selector.exact + selector.suffix
    at = text.find(whole) if whole else -1
    if at < 0 or text.find(whole, at + 1) >= 0:
        return Anchor(AnchorState.ORPHAN, None, NOT_FOUND)
    start = at + len(selector.prefix)
    return Anchor(AnchorState.ANCHORED, Span(start, start + len(selector.exact)), SAME_PLACE)
