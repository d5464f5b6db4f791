"""What the sequence model sees of each token: the same strings in training and in use.

What a word always says (its letters, clusters, lists) is computed once a distinct word and kept; only what depends
on the sentence is computed for each token.
"""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import NamedTuple

from reader.analysis.entities import dictionary
from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.found import Scan
from reader.analysis.entities.gazetteer import matches
from reader.analysis.entities.lexicon import DATA, Lexicon, function_words, lexicon, words_of, words_of_any

_DIGITS = str.maketrans("0123456789", "0000000000")
_OPEN = '«“"(‘‹'
_CLOSE = '»”")’›'
_UNREAD = dictionary.Reading("", "")
_KEEP = 1 << 14  # distinct words remembered before the memory of words starts anew


class Word(NamedTuple):
    """Everything a word says wherever it stands, by the place it is seen from."""

    own: list[str]
    before1: list[str]  # as the word before the token in question
    before2: list[str]
    after1: list[str]
    after2: list[str]
    stem: str
    cluster: str  # for pairs
    fine: str
    title: bool  # as the model was trained to see it
    office: (
        str  # the title, kin or announcing word itself, for the rules: «للمخرجة» is «المخرجة»; "" for none
    )
    passes: bool  # may stand between a title and a name
    head: str  # "c" construct head, "d" definite head, ""
    definite: bool


def _pairs(file: str) -> dict[str, str]:
    """First cell -> second, of a file of two columns below its lines of comment; cut all at once, for this is read at every start."""
    text = (DATA / file).read_text(encoding="utf-8")
    while text.startswith("#"):
        text = text[text.index("\n") + 1 :]
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


class Clusters(dict[str, int]):
    """Folded words, each with the place of its cluster numbers among bytes that are not decoded: few objects, so loaded and let go fast."""

    def __init__(self, file: bytes) -> None:
        words, _, self._numbers = file.partition(b"\n\n")
        self._width = self._numbers.index(b"\n") + 1  # all lines are padded to one width
        each = words.decode().split("\n")
        super().__init__(zip(each, range(0, len(each) * self._width, self._width), strict=True))

    def rank(self, word: str) -> int:
        """How many words of the news are more frequent; more than there are for a word that is none of these."""
        return self.get(word, len(self) * self._width) // self._width

    def numbers(self, word: str) -> list[str]:
        """The word's cluster at each grain; empty for a word that is none of these."""
        at = self.get(word)
        return [] if at is None else self._numbers[at : at + self._width].decode().split()


@lru_cache(maxsize=1)
def clusters() -> Clusters:
    """The words that training saw, and their clusters: the words one a line, a blank line, then their numbers."""
    return Clusters((DATA / "clusters.txt").read_bytes())


@lru_cache(maxsize=1)
def tendencies() -> dict[str, str]:
    """Folded word -> tenths of its occurrences in raw text that an earlier model called PER, LOC, ORG («903»)."""
    return _pairs("tendencies.tsv")


def possessed(stem: str) -> str:
    """A word without the pronoun at its end: «أمينه», «رئيسها»."""
    return stem[:-2] if stem.endswith(("ها", "هم")) else stem[:-1] if stem.endswith("ه") else stem


class Vocabulary:
    """Words already looked at. The lists behind it never change, so neither does an answer."""

    def __init__(self) -> None:
        self.lex: Lexicon = lexicon()
        self.clusters = clusters()
        self.tendencies = tendencies()
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
        self._words: dict[str, Word] = {}
        self._strings: dict[str, str] = {}  # one copy of each feature that many words share

    def word(self, norm: str) -> Word:
        """The record of a folded word."""
        found = self._words.get(norm)
        if found is None:
            if len(self._words) >= _KEEP:
                self._words.clear()
                self._strings.clear()
            found = self._words[norm] = self._look(norm)
        return found

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
        found = self._words.get(norm)
        if found is not None:
            return found.office
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
        norm = norm.translate(_DIGITS)
        clitics, stem = self.stem(norm)
        bare = stem.removeprefix("ال")
        numbers = self.clusters.numbers(stem) or self.clusters.numbers(bare) or [""]
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
        if len(numbers) < 2:
            kinds.append("oov")
            if norm[0] >= "\u0600" and norm[0].isalpha():
                reading = dictionary.read(norm)
                kinds.append("d" + reading.kind[:1])
        if len(numbers) > 1:
            kinds.append("t0")
        own = [f"w={norm}", f"st={stem}", f"cl={clitics}", f"n={min(len(stem), 9)}"]
        own += [f"p{size}={stem[:size]}" for size in (1, 2, 3, 4) if len(stem) > size]
        own += [f"s{size}={stem[-size:]}" for size in (1, 2, 3, 4) if len(stem) > size]
        own += [f"k={kind}" for kind in kinds]
        own += [f"c{at}={number}" for at, number in enumerate(numbers) if number]
        if reading.kind:
            own.append(f"d={reading.kind[0]}{reading.ending}")
        own.append("k=" + "+".join(kind for kind in kinds if kind[0] != "t" or kind == "ttl"))
        near = [
            f"w={norm}",
            f"st={stem}",
            *(f"k={kind}" for kind in kinds),
            *(f"c{at}={number}" for at, number in enumerate(numbers) if number),
        ]
        if clitics:
            near.append(f"cl={clitics}")
        far = [
            f"st={stem}",
            *(f"k={kind}" for kind in kinds),
            *(f"c{at}={number}" for at, number in enumerate(numbers) if number and at % 3 < 2),
        ]
        one = self._strings.setdefault
        return Word(
            [one(each, each) for each in own],
            [one(each, each) for each in ("-1" + each for each in near)],
            [one(each, each) for each in ("-2" + each for each in far)],
            [one(each, each) for each in ("+1" + each for each in near)],
            [one(each, each) for each in ("+2" + each for each in far)],
            stem,
            numbers[1] if len(numbers) > 1 else norm[:2],
            numbers[4] if len(numbers) > 4 else "",
            "ttl" in kinds or "kin" in kinds or stem in self.announce,
            self._office(norm, stem, kinds),
            "btw" in kinds or bool(nationality),
            head,
            definite,
        )


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The one memory of words of this process."""
    collecting = gc.isenabled()
    gc.disable()  # tens of thousands of objects that stay: nothing to collect, and a tenth of the time spent on looking
    try:
        return Vocabulary()
    finally:
        if collecting:
            gc.enable()


def listed_tags(read: Scan, lex: Lexicon) -> list[str]:
    """For each token the list it stands in, as B- or I- with kind; "" for none."""
    tags = [""] * len(read.norms)
    for match in matches(read, lex, clusters()):
        kinds = sorted({entry.kind + ("?" if entry.context else "") for entry in match.entries})
        tag = "/".join(kinds) + ("2" if match.last - match.first > 1 else "")
        for at in range(match.first, match.last):
            tags[at] = ("B" if at == match.first else "I") + tag
    return tags


def features(read: Scan, vocab: Vocabulary) -> list[list[str]]:
    """One list of strings for each token of a document, in order; sentences are told by `read.sentences`."""
    out: list[list[str]] = []
    lists = listed_tags(read, vocab.lex)
    lookup = vocab.word
    for start, end in read.sentences:
        words = [lookup(norm) for norm in read.norms[start:end]]
        size = len(words)
        title = -9  # where a title stands from which only adjectives lead here
        chain = 0  # how many words of an organisation's chain lead here
        kind = ""
        quote = -9
        for at, word in enumerate(words):
            feats = word.own.copy()
            here = lists[start + at]
            norm = read.norms[start + at]
            if at > 0:
                previous = words[at - 1]
                feats += previous.before1
                feats.append(f"cc={previous.cluster}|{word.cluster}")
                feats.append(f"ff={previous.fine}|{word.fine}")
                feats.append(f"ww={previous.stem}|{word.stem}")
                if lists[start + at - 1]:
                    feats.append("-g=" + lists[start + at - 1])
                if at > 1:
                    feats += words[at - 2].before2
                    feats.append(f"c3={words[at - 2].cluster}|{previous.cluster}|{word.cluster}")
            else:
                feats.append("BOS")
            if at + 1 < size:
                after = words[at + 1]
                feats += after.after1
                feats.append(f"cn={word.cluster}|{after.cluster}")
                if lists[start + at + 1]:
                    feats.append("+g=" + lists[start + at + 1])
                if at + 2 < size:
                    feats += words[at + 2].after2
            else:
                feats.append("EOS")
            if here:
                feats.append("g=" + here)
                feats.append(f"gg={here}|{'' if at == 0 else words[at - 1].cluster}")
            if title == at - 1:
                feats.append("ttl1")
            elif title >= 0 and at - title < 6:
                feats.append("ttl2")
            if chain:
                feats.append(f"ch{kind}{min(chain, 4)}{'d' if word.definite else 'x'}")
            if quote >= 0 and at - quote < 6:
                feats.append("quo")
                if at == quote + 1:
                    feats.append(
                        "quo1=" + (words[quote - 1].head or ("t" if words[quote - 1].title else ""))
                        if quote > 0
                        else "quo1"
                    )
            out.append(feats)
            # what the next token will see
            if word.title:
                title = at
            elif not (word.passes and title >= 0):
                title = -9
            if word.head:
                chain, kind = 1, word.head
            elif (chain and (word.definite or here)) or (chain and kind == "c" and chain == 1):
                chain += 1
            else:
                chain = 0
            if norm in _OPEN and quote < 0:
                quote = at
            elif norm in _CLOSE:
                quote = -9
    return out
