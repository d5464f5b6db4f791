"""A linear-chain CRF in use: what each feature weighs for each label, and the labels of a sentence that weigh most together.

The file is made by training/weights.py of what CRFsuite learnt. CRFsuite itself would be handed sixty strings for each token and look all of
them up; here what a word says is added up once a distinct word, for each place it can be seen from, and a token is a few sums.
"""

from __future__ import annotations

import itertools
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import add, itemgetter
from typing import Any

from reader.analysis.entities.around import PAIRS, Pairs
from reader.analysis.entities.packed import Packed

Scores = Sequence[float]  # one for each label
Weighed = tuple[tuple[int, float], ...]  # where a weight is added, and the weight
ROW = 64  # more than a feature has weights: where they begin, times this, and how many they are is one number


class Weights:
    """A model, of its file: lines of text, NUL, and numbers.

    The lines are the labels, the one outside of names first, with tabs between; the views, that is from where a word is seen; how many
    kinds of features of two words there are; for each of these, its name before them, the first words, then as many times all the second
    words that the model knows behind one, with spaces between; and packed (reader.analysis.entities.packed) the features of one word or of
    its place, each with its number.
    The numbers are for each first word which feature is that of its first second word, and how many features there are; for each feature
    in this order where its weights begin and how many they are; the weights from label to label; those of the features; and for each of
    these in one byte its label, with a word's feature times the views and the view added.
    """

    def __init__(self, file: bytes) -> None:
        text, _, rest = file.partition(b"\0")
        labels, views, many, *lines = text.split(b"\n")
        self.labels, self.views = labels.decode().split("\t"), views.decode().split("\t")
        pairs = [line.decode().split("\t") for line in lines[: 2 * int(many)]]
        firsts, seconds = pairs[::2], pairs[1::2]
        numbers = memoryview(rest)
        starts = _numbers("I", numbers[: 4 * (sum(len(line) - 1 for line in firsts) + 1)])
        # of a kind, which of all first words each is; of that one the second words as the file has them, and the number of their first feature
        each = itertools.count()
        self._behind = {kind: dict(zip(ones, each, strict=False)) for kind, *ones in firsts}
        self._seconds, self._starts = [words for _, *others in seconds for words in others], starts
        self._pairs: dict[tuple[str, ...], dict[str, dict[str, Weighed]]] = {}
        self._features = Packed(lines[len(pairs) :])
        start = 4 * len(starts)
        self._where = _numbers("I", numbers[start : start + 4 * starts[-1]])
        start += 4 * starts[-1]
        size = len(self.labels)
        begins, count = divmod(self._where[-1], ROW)
        stop = start + 8 * (size * size + begins + count)
        weights = _numbers("d", numbers[start:stop])
        self._weights, self._whose = weights[size * size :], rest[stop:]
        self.between = [weights[at : at + size].tolist() for at in range(0, size * size, size)]
        self._into = [list(ways) for ways in zip(*self.between, strict=True)]
        self._bound()

    def __contains__(self, feature: str) -> bool:
        """Whether the model knows a feature of a word or of a place."""
        return self._features.said(feature) is not None

    def add(self, features: Iterable[str], scores: list[float], start: int = 0) -> None:
        """Add to `scores` from `start` on what features of a word or a place weigh; one that the model does not know weighs nothing."""
        where, whose, weights = self._where, self._whose, self._weights
        for number in map(self._features.said, features):
            if number is not None:
                first, count = divmod(where[int(number)], ROW)
                end = first + count
                for which, weight in zip(whose[first:end], weights[first:end], strict=True):
                    scores[start + which] += weight

    def add_pairs(self, two: Pairs, scores: list[float]) -> None:
        """Add what two words weigh together, side by side through a sentence, to `scores` of the labels of all tokens.

        There is a dictionary for each first word, made when it is first met, and none of pairs: no strings are made that the model has not.
        A kind comes with the same others every time.
        """
        kinds, firsts, seconds = two
        made, size = self._pairs.setdefault(kinds, {}), len(self.labels)
        for kind in kinds:
            behind = self._behind[kind]
            if not behind.keys().isdisjoint(firsts):
                for first in behind.keys() & set(firsts):
                    known = made.setdefault(first, {})
                    for second, weights in self._weighed(behind.pop(first), PAIRS[kind] * size):
                        known[second] = known.get(second, ()) + weights
        for at, (ours, second) in enumerate(zip(map(made.get, firsts), seconds, strict=False)):
            if ours is not None and (row := ours.get(second)) is not None:
                for place, weight in row:
                    scores[size * at + place] += weight

    def _weighed(self, first: int, place: int) -> Iterator[tuple[str, Weighed]]:
        """The words behind one, with the places of their labels, from `place` on, and the weights."""
        seconds, number = self._seconds[first].split(" "), self._starts[first]
        for second, row in zip(seconds, self._where[number : number + len(seconds)], strict=True):
            start, count = divmod(row, ROW)
            end = start + count
            places = (place + label for label in self._whose[start:end])
            yield second, tuple(zip(places, self._weights[start:end], strict=True))

    def best(self, sentence: Sequence[Scores]) -> list[str]:
        """The labels that weigh most together (Viterbi); of equals the first. A sentence has a token at least."""
        behind: list[
            Scores | None
        ] = []  # what led to each token but the first; None where the first label did
        now, into, from_the_first = sentence[0], self._into, self.between[0]
        insides, outside = self._insides, self._outside_gain
        for here, gain in zip(sentence[1:], self._gains_on_the_first(sentence), strict=False):
            first, *others = now
            other = max(others)
            if first > other + gain:
                behind.append(None)
                now = list(map(add, from_the_first, here))
                continue
            behind.append(now)
            if first > other + outside:  # then it leads to all labels but those inside of names
                led = from_the_first.copy()
                for at in insides:
                    led[at] = max(map(add, now, into[at])) - first
            else:
                led = [max(map(add, now, ways)) for ways in into]
            now = list(map(add, led, here))
        at = now.index(max(now))
        path = [at]
        for before in reversed(behind):
            if before is None:
                at = 0
            else:
                ways = list(map(add, before, into[at]))
                at = ways.index(max(ways))
            path.append(at)
        return [self.labels[each] for each in reversed(path)]

    def _gains_on_the_first(self, sentence: Sequence[Scores]) -> list[float]:
        """For each token, how much any label there may win back on the first one by the tokens behind it.

        Who is outside a name at the next token could as well come there from the first label. Who is inside could have the first
        label there, too, and wins by what he weighs more there and by what he wins behind it.
        """
        least, more, most, insides = self._outside_gain, self._inside_gain, self._most, self._of_insides
        gain, gains = 0.0, []
        for here in reversed(sentence):
            gains.append(gain)
            gain += more + max(insides(here)) - here[0]
            gain = least if gain < least else most if gain > most else gain
        gains.reverse()
        return gains

    def _bound(self) -> None:
        """What no label can win back on the first one by what comes next, whatever that is."""
        between, labels, first = self.between, self.labels, self.between[0]
        insides = [at for at, label in enumerate(labels) if label[:2] == "I-"]
        outsides = [at for at in range(len(labels)) if at not in insides]
        self._insides, self._of_insides = insides, itemgetter(*insides)
        self._most = max(a - b for one in between for a, b in zip(one, first, strict=True))
        self._outside_gain = max(one[at] - first[at] for one in between for at in outsides)
        self._inside_gain = max(one[at] for one in between for at in insides) - first[0]


def _numbers(kind: str, little: memoryview) -> array[Any]:
    """An array of what the file has, with the lowest byte first."""
    found: array[Any] = array(kind)
    found.frombytes(little)
    if sys.byteorder == "big":
        found.byteswap()
    return found
