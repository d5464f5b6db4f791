"""What the sequence model sees of each token: the same strings in training and in use.

What a word always says (its letters, clusters, lists) is found out once a distinct word and kept; only what depends
on the sentence is found out for each token. What is said of a word near the token is part of what is said of the token itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from reader.analysis.entities import dictionary
from reader.analysis.entities.around import PAIRS, around, pairs
from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.found import Scan
from reader.analysis.entities.gazetteer import Gazetteer, Match
from reader.analysis.entities.joined import Joined
from reader.analysis.entities.lexicon import (
    DATA,
    KEEP,
    Lexicon,
    function_words,
    lexicon,
    words_of,
    words_of_any,
)
from reader.analysis.entities.packed import Packed, packed

_DIGITS = str.maketrans("0123456789", "0000000000")
_UNREAD = dictionary.Reading("", "")


class Word(NamedTuple):
    """Everything that the lists and the clusters say of a word, wherever it stands."""

    norm: str  # digits as zeros
    clitics: str
    stem: str
    kinds: tuple[str, ...]  # what the model is told of it
    numbers: tuple[
        str, ...
    ]  # its clusters: three by topic, three by neighbours; none of a word that training never saw
    reading: dictionary.Reading
    cluster: str  # for pairs
    fine: str
    title: bool  # as the model was trained to see it
    office: (
        str  # the title, kin or announcing word itself, for the rules: «للمخرجة» is «المخرجة»; "" for none
    )
    passes: bool  # may stand between a title and a name
    head: str  # "c" construct head, "d" definite head, ""
    definite: bool


class Clusters:
    """The words that training saw, with how often each is in the news and what is like it."""

    def __init__(self, file: bytes) -> None:
        size, *lines = file.split(b"\n")
        self._words, self._size = Packed(lines), int(size)

    def __contains__(self, word: Any) -> bool:
        return self._words.said(word) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def rank(self, word: str) -> int:
        """How many words of the news are more frequent; more than there are for a word that is none of these."""
        said = self._words.said(word)
        return self._size if said is None else int(said.partition(" ")[0])

    def numbers(self, word: str) -> tuple[str, ...]:
        """The word's cluster at each grain; empty for a word that is none of these."""
        said = self._words.said(word)
        return () if said is None else tuple(map(intern, said.split(" ")[1:]))


def clusters_file(numbers: Mapping[str, Sequence[int]]) -> bytes:
    """What `Clusters` reads: how many words there are, then packed (reader.analysis.entities.packed) the rank of each and its clusters."""
    said = {
        word: " ".join(map(str, (rank, *clusters))) for rank, (word, clusters) in enumerate(numbers.items())
    }
    return b"\n".join([str(len(said)).encode(), *packed(said)])


@lru_cache(maxsize=1)
def clusters() -> Clusters:
    """The one memory of them of this process."""
    return Clusters((DATA / "clusters.txt").read_bytes())


def possessed(stem: str) -> str:
    """A word without the pronoun at its end: «أمينه», «رئيسها»."""
    return stem[:-2] if stem.endswith(("ها", "هم")) else stem[:-1] if stem.endswith("ه") else stem


class Vocabulary:
    """Words already looked at. The lists behind it never change, so neither does an answer."""

    def __init__(self) -> None:
        self.lex: Lexicon = lexicon()
        self.clusters = clusters()
        self.tendencies = self.lex.tendencies
        self.gazetteer = Gazetteer(self.lex, self.clusters)
        self.joined = Joined(self.lex, self.clusters)
        self.titles = words_of("titles.toml", "person_titles")
        self.kin = words_of("titles.toml", "kin")
        self.announce = words_of("titles.toml", "announce")
        self.honorifics = words_of("titles.toml", "honorifics")
        self.between = words_of("titles.toml", "between")
        self.speech = words_of("titles.toml", "speech_verbs") - function_words()  # «هنأ» folds to «هنا»
        self.construct = words_of_any("orgheads.toml", "strong", "weak")
        self.definite = words_of("orgheads.toml", "definite")
        self.outside = words_of_any("orgheads.toml", "media", "groups", "places")
        self.adjectives = words_of("orgheads.toml", "adjectives")
        # the record of a folded word; those asked for last are kept
        self.word: Callable[[str], Word] = lru_cache(maxsize=KEEP)(self._look)
        self._kinds: dict[tuple[str, ...], tuple[str, ...]] = {}  # one copy of what many words are

    def stem(self, norm: str) -> tuple[str, str]:
        """(clitic letters, the rest) by what the lists and the clustered vocabulary know."""
        if norm in self.clusters or self.lex.known(norm):
            return "", norm
        for letters, rest in peelings(norm):
            if (
                rest in self.clusters
                or self.lex.known(rest)
                or (rest.startswith("ال") and rest[2:] in self.clusters)
            ):
                return norm[:letters], rest
        return "", norm

    def office(self, norm: str) -> str:
        """`word(norm).office`, and no record made of a word that nobody reads."""
        norm = norm.translate(_DIGITS)
        _, stem = self.stem(norm)
        return self._office(norm, stem, self._titled(stem))

    def _titled(self, stem: str) -> list[str]:
        bare = stem.removeprefix("ال")
        kinds = []
        if stem in self.titles or bare in self.titles or possessed(stem) in self.titles:
            kinds.append("ttl")
        if stem in self.kin or bare in self.kin:
            kinds.append("kin")
        return kinds

    def _office(self, norm: str, stem: str, kinds: list[str]) -> str:
        if "ttl" in kinds or "kin" in kinds or stem in self.announce or stem in self.honorifics:
            return stem
        bare = stem.removeprefix("ال")
        if stem != bare and len(bare) > 5 and bare.endswith(("ين", "ان", "ون")) and bare[:-2] in self.titles:
            return stem  # «الجنرالين», «الرئيسان»
        if len(stem) > 4 and stem.endswith("ا") and stem[:-1] in self.titles:
            return stem  # «رائدا الفضاء», two in the construct
        for _, rest in peelings(norm):
            if (rest.startswith("ال") and rest[2:] in self.titles) or (
                len(rest) > 4 and rest in self.announce
            ):
                return rest
        return ""

    def _look(self, norm: str) -> Word:
        if not norm.isalpha():
            norm = norm.translate(_DIGITS)
        clitics, stem = self.stem(norm)
        bare = stem.removeprefix("ال")
        numbers = self.clusters.numbers(stem) or self.clusters.numbers(bare)
        kinds = self._titled(stem)
        if stem in self.between:
            kinds.append("btw")
        if stem in self.speech:
            kinds.append("say")
        head = "c" if stem in self.construct else "d" if stem in self.definite else ""
        if head:
            kinds.append("org" + head)
        if stem in self.outside or bare in self.outside:
            kinds.append("cls")
        if stem in self.adjectives:
            kinds.append("oad")
        nationality = self.lex.nationality(stem)
        if nationality:
            kinds.append("nat")
        if stem in self.lex.names:
            kinds.append("nam")
        elif bare in self.lex.names:
            kinds.append("naa")
        if stem in self.lex.bare:
            kinds.append("sur")
        if not norm[0].isalpha():
            kinds.append("dig" if norm[0].isdigit() else "sgn")
        elif norm[0] < "\u0600":
            kinds.append("lat")
        definite = stem.startswith("ال") and len(stem) > 4
        if definite:
            kinds.append("al")
            if stem.endswith(("ي", "يه")):
                kinds.append("nis")
        reading = _UNREAD
        if numbers:
            kinds.append("t0")
        else:
            kinds.append("oov")
            if norm[0] >= "\u0600" and norm[0].isalpha():
                reading = dictionary.read(norm)
                kinds.append("d" + reading.kind[:1])
        return Word(
            norm,
            clitics,
            stem,
            self._kinds.setdefault(tuple(kinds), tuple(kinds)),
            numbers,
            reading,
            numbers[1] if numbers else norm[:2],
            numbers[4] if numbers else "",
            "ttl" in kinds or "kin" in kinds or stem in self.announce,
            self._office(norm, stem, kinds),
            "btw" in kinds or bool(nationality),
            head,
            definite,
        )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The one memory of words of this process."""
    return Vocabulary()


VIEWS = (
    "",
    "-1",
    "-2",
    "+1",
    "+2",
)  # a word as the token itself, one and two before it, one and two behind it
STEPS = (0, -1, -2, 1, 2)  # the same in tokens


def alone(word: Word) -> list[str]:
    """What a word says as few others do: by itself, by its finest clusters."""
    said = [f"w={word.norm}", f"st={word.stem}"]
    if word.numbers:
        said += (f"c2={word.numbers[2]}", f"c5={word.numbers[5]}")
    return said


def shape(word: Word) -> tuple[str, int, str]:
    """The clitics of a word, the length of its stem as far as it matters, and what the dictionary takes it for."""
    reading = word.reading
    return word.clitics, min(len(word.stem), 9), reading.kind[:1] + reading.ending


def by_shape(clitics: str, size: int, reading: str) -> list[str]:
    """What words of this shape say."""
    said = [f"cl={clitics}", f"n={size}"]
    if reading:
        said.append(f"d={reading}")
    return said


def parted(stem: str) -> tuple[str, str]:
    """As much of a stem's beginning and of its end as is looked at: four letters, and never all of it."""
    size = min(len(stem), 5) - 1
    return stem[:size], stem[len(stem) - size :]


def by_beginning(letters: str) -> list[str]:
    """What words say that begin so, letter by letter."""
    return [f"p{length}={letters[:length]}" for length in range(1, len(letters) + 1)]


def by_ending(letters: str, least: int = 1) -> list[str]:
    """What words say that end so, letter by letter, from so many on."""
    return [f"s{length}={letters[-length:]}" for length in range(least, len(letters) + 1)]


# How what only the token itself says begins: its letters, and what `around` says.
OWN = ("p", "s1", "s2", "s3", "s4", "BOS", "EOS", "-g=", "+g=", "g=", "gg=", "ttl", "ch", "quo")


def by_kinds(kinds: tuple[str, ...]) -> list[str]:
    """What words of these kinds say."""
    together = "+".join(kind for kind in kinds if kind[0] != "t" or kind == "ttl")
    return [*(f"k={kind}" for kind in kinds), "ks=" + together]


def by_clusters(at: int, numbers: tuple[str, ...]) -> list[str]:
    """What words of these clusters say, which are the first of them by topic (at 0) or by neighbours (at 3)."""
    return [f"c{grain}={number}" for grain, number in enumerate(numbers, at)]


def _coarse(word: Word) -> list[str]:
    return [*by_clusters(0, word.numbers[:2]), *by_clusters(3, word.numbers[3:5])]


def _near(word: Word) -> list[str]:
    """What a word says of the token next to it."""
    said = [f"w={word.norm}", f"st={word.stem}", *(f"k={kind}" for kind in word.kinds)]
    said += by_clusters(0, word.numbers)
    if word.clitics:
        said.append(f"cl={word.clitics}")
    return said


def _far(word: Word) -> list[str]:
    """What a word says of the token next to that."""
    return [f"st={word.stem}", *(f"k={kind}" for kind in word.kinds), *_coarse(word)]


def listed_tags(read: Scan, found: Iterable[Match]) -> list[str]:
    """For each token the list it stands in, as B- or I- with kind; "" for none."""
    tags = [""] * len(read.norms)
    for match in found:
        kinds = sorted({entry.kind + ("?" if entry.context else "") for entry in match.entries})
        tag = "/".join(kinds) + ("2" if match.last - match.first > 1 else "")
        for at in range(match.first, match.last):
            tags[at] = ("B" if at == match.first else "I") + tag
    return tags


def features(read: Scan, vocab: Vocabulary) -> list[list[str]]:
    """One list of strings for each token of a document, in order, for training; sentences are told by `read.sentences`."""
    out: list[list[str]] = []
    lists = listed_tags(read, vocab.gazetteer.matches(read))
    for start, end in read.sentences:
        norms = read.norms[start:end]
        words = list(map(vocab.word, norms))
        first = len(out)
        for at, further in enumerate(around(words, norms, lists[start:end])):
            word = words[at]
            beginning, ending = parted(word.stem)
            said = [*alone(word), *by_shape(*shape(word)), *by_beginning(beginning), *by_ending(ending)]
            said += [*by_kinds(word.kinds), *_coarse(word)]
            for view, step, telling in zip(VIEWS[1:], STEPS[1:], (_near, _far, _near, _far), strict=True):
                if 0 <= at + step < len(words):
                    said += [view + each for each in telling(words[at + step])]
            out.append(said + further)
        for kinds, ones, others in pairs(words):
            for kind in kinds:
                for at, (one, other) in enumerate(zip(ones, others, strict=False), first + PAIRS[kind]):
                    out[at].append(f"{kind}={one}|{other}")
    return out
