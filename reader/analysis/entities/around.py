"""What the sequence model is told of a token by its place: the lists, titles, class words and quotation marks around it, and pairs of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.analysis.entities.features import Word

_OPEN = '«“"(‘‹'
_CLOSE = '»”")’›'


def around(words: Sequence[Word], norms: Sequence[str], lists: Sequence[str]) -> Iterator[list[str]]:
    """For each token of a sentence what its place says: the lists around it, and what leads there."""
    end = len(words) - 1
    title = -9  # where a title stands from which only adjectives lead here
    chain = 0  # how many words of an organisation's chain lead here
    kind = ""
    quote = -9
    for at, (word, norm, here) in enumerate(zip(words, norms, lists, strict=True)):
        said = []
        if at == 0:
            said.append("BOS")
        elif lists[at - 1]:
            said.append("-g=" + lists[at - 1])
        if at == end:
            said.append("EOS")
        elif lists[at + 1]:
            said.append("+g=" + lists[at + 1])
        if here:
            said.append("g=" + here)
            said.append(f"gg={here}|{'' if at == 0 else words[at - 1].cluster}")
        if title == at - 1:
            said.append("ttl1")
        elif title >= 0 and at - title < 6:
            said.append("ttl2")
        if chain:
            said.append(f"ch{kind}{min(chain, 4)}{'d' if word.definite else 'x'}")
        if quote >= 0 and at - quote < 6:
            said.append("quo")
            if at == quote + 1:
                said.append(
                    "quo1=" + (words[quote - 1].head or ("t" if words[quote - 1].title else ""))
                    if quote > 0
                    else "quo1"
                )
        yield said
        # what the next token will see
        if word.title:
            title = at
        elif not (word.passes and title >= 0):
            title = -9
        if word.head:
            chain, kind = 1, word.head
        elif chain and (word.definite or here or (kind == "c" and chain == 1)):
            chain += 1
        else:
            chain = 0
        if norm in _OPEN and quote < 0:
            quote = at
        elif norm in _CLOSE:
            quote = -9


# the kinds of what two words say together, and of which token: of the first one, the next, or the one behind that
PAIRS = {"cc": 1, "ff": 1, "ww": 1, "c3": 2, "cn": 0}


class Pairs(NamedTuple):
    """What two words say together, for all of a sentence: in one or more kinds, the first words and the second ones."""

    kinds: tuple[str, ...]
    firsts: Sequence[str]
    seconds: Sequence[str]


def pairs(words: Sequence[Word]) -> tuple[Pairs, ...]:
    """What the words of a sentence say side by side; "c3" is of three, the first two taken for one."""
    clusters = [word.cluster for word in words]
    fines = [word.fine for word in words]
    stems = [word.stem for word in words]
    twos = [f"{one}|{other}" for one, other in pairwise(clusters)]
    return (
        Pairs(("cc", "cn"), clusters, clusters[1:]),
        Pairs(("ff",), fines, fines[1:]),
        Pairs(("ww",), stems, stems[1:]),
        Pairs(("c3",), twos, clusters[2:]),
    )
