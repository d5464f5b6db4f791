"""A linear-chain CRF in use: what each feature weighs for each label, and the labels of a sentence that weigh most together.

The file is made by training/weights.py of what CRFsuite learnt. CRFsuite itself would be handed sixty strings for each token and look all of
them up; here what a word says is added up once a distinct word, for each place it can be seen from, and a token is a few sums.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from math import inf
from operator import add, itemgetter

Scores = Sequence[float]  # one for each label
ROW = 64  # more than a feature has weights: where they begin, times this, and how many they are is one number
_FIRST = [0]


class Weights:
    """A model, of its file: three lines of words with tabs between (the labels; the views, that is what stands before a feature of a
    word that is seen from another token; the features), NUL, and numbers: where the weights of each feature begin and how many they
    are, the weights from label to label, the weights of the features, and for each of these its view and label in one byte.
    """

    def __init__(self, file: bytes) -> None:
        lines, _, numbers = file.partition(b"\0")
        labels, views, features = (line.split("\t") for line in lines.decode().split("\n"))
        self.labels, self.views = labels, views
        size, at = len(labels), 4 * len(features)
        rows, weights = array("I", numbers[:at]), array("d")
        if sys.byteorder == "big":
            rows.byteswap()
        start, count = divmod(rows[-1], ROW)
        stop = at + 8 * (size * size + start + count)
        weights.frombytes(numbers[at:stop])
        if sys.byteorder == "big":
            weights.byteswap()
        self._rows = dict(zip(features, rows, strict=True))
        self._weights, self._whose = weights[size * size :], numbers[stop:]
        self.between = [weights[at : at + size].tolist() for at in range(0, size * size, size)]
        # how much a label may win back on another by what comes next
        self._gains = [
            [max(0.0, *(a - b for a, b in zip(one, other, strict=True))) for one in self.between]
            for other in self.between
        ]
        # the same on the first label, which most words have, by another outside of names and by one inside of them
        first, inside = self.between[0], [at for at, each in enumerate(labels) if each[:2] == "I-"]
        self._inside = itemgetter(*inside)
        self._outside_gain = max(
            one[at] - first[at] for one in self.between for at in range(size) if at not in inside
        )
        self._inside_gain = max(one[at] for one in self.between for at in inside) - first[0]

    def add(self, features: Iterable[str], scores: list[float]) -> None:
        """Add to `scores`, of all views or of the token itself alone, what features weigh; one that the model does not know weighs nothing."""
        rows, whose, weights = self._rows, self._whose, self._weights
        for feature in features:
            row = rows.get(feature)
            if row is not None:
                start = row // ROW
                end = start + row % ROW
                for which, weight in zip(whose[start:end], weights[start:end], strict=True):
                    scores[which] += weight

    def best(self, sentence: Sequence[Scores]) -> list[str]:
        """The labels that weigh most together (Viterbi); of equals the first. A sentence has a token at least.

        A label that stays behind the best by more than it can win back leaves the race.
        """
        behind: list[tuple[list[int], Scores]] = []  # the labels in the race at each token but the last
        now = sentence[0]
        for here, gain in zip(sentence[1:], self._gains_on_the_first(sentence), strict=True):
            if now[0] > max(now[1:]) + gain:
                behind.append((_FIRST, now))
                now = list(map(add, self.between[0], here))  # what was before is the same for all
                continue
            top = max(now)
            gains = self._gains[now.index(top)]
            least = top - gain if now[0] == top else -inf
            alive = [at for at, score in enumerate(now) if score >= least and score + gains[at] >= top]
            behind.append((alive, now))
            ways = [[now[at] + weight for weight in self.between[at]] for at in alive]
            tops = map(max, *ways) if len(ways) > 1 else ways[0]
            now = list(map(add, tops, here))
        at = now.index(max(now))
        path = [at]
        for alive, now in reversed(behind):
            here = [now[other] + self.between[other][at] for other in alive]
            at = alive[here.index(max(here))]
            path.append(at)
        return [self.labels[each] for each in reversed(path)]

    def _gains_on_the_first(self, sentence: Sequence[Scores]) -> list[float]:
        """For each token but the last, how much any label there may win back on the first one by the tokens behind it.

        Who is outside a name at the next token could as well come there from the first label. Who is inside could have the first
        label there, too, and wins by what he weighs more there and by what he wins behind it.
        """
        gain, gains = 0.0, []
        for here in reversed(sentence[1:]):
            more = max(self._inside(here)) - here[0]
            gain = max(self._outside_gain, self._inside_gain + more + gain)
            gains.append(gain)
        gains.reverse()
        return gains
