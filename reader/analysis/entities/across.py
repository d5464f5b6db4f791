"""A name that is sure in one document is found in the others, where the finder missed it.

Sure are names of several words (a person's, a listed or a rule's organisation or place, or whatever two documents say),
and single words that nothing else is called: a definite surname or a strange word. Cautions, as inside a document
(reader.analysis.entities.propagation): clitics come off only where the rest is no known word with them; a word that is
ordinary, a nationality, a given name or a listed name is never learnt alone; a name that two entities or two kinds bear is left;
nothing is laid over a mention, nor inside a longer name («محمد حسن» in «محمد حسن التهامي»).

One pass over the words of each text; what is learnt depends on no order of the documents.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.analysis.entities.clitics import after_letters, peelings
from reader.analysis.entities.features import Vocabulary, vocabulary
from reader.analysis.entities.keys import parts, words_of_norms
from reader.analysis.entities.lexicon import function_words
from reader.analysis.entities.local import article_before, normal_name
from reader.analysis.entities.persons import joints
from reader.analysis.entities.shapes import unseen
from reader.analysis.entities.tokens import norms_and_places, norms_of
from reader.model import EntityType, Mention, Span
from reader.text.affixes import ARTICLE, DEFINITE_OR_JOINED, affixes
from reader.text.sentences import sentences

_QUOTED = 6  # words of a document's beginning that name it in the reason
_SHORTEST = 4  # letters of a word that is learnt alone
_STRANGE = 5  # and of one that neither news nor lists have: shorter ones are more often a rare verb or masdar than a name
_MOSTLY = "7"  # tenths of a word's occurrences that name people
_KEEP = 200_000  # words whose reading is remembered


class Name(NamedTuple):
    """Folded words that name one entity, and the first document (by id) that is sure of it, by its first words."""

    words: tuple[str, ...]
    type: EntityType
    entity: str
    title: str


Said = tuple[str, EntityType, str, int, int, int]  # see `learnable`
_Begins = tuple[tuple[int, str], ...]  # see _Starts


def title_of(text: str) -> str:
    """The words that a document is called by in the reasons of what was learnt from it."""
    return " ".join(text[:200].split()[:_QUOTED])


class _Called:
    """Words by which something is called, in columns: a collection has as many as it has names."""

    def __init__(self) -> None:
        self.at: dict[str, int] = {}  # words, blanks between them
        self.entity: list[str] = []  # so called, "" for several
        self.first = array("i")  # document with several words, -1 for none
        self.sure = array("i")  # first document that is sure of them
        self.spread = bytearray()  # whether several words stand in more than one document

    def number(self, words: str, entity: str) -> int:
        """Where the words stand in the columns, `entity` being called so."""
        number = self.at.get(words)
        if number is None:
            number = self.at[words] = len(self.entity)
            self.entity.append(entity)
            self.first.append(-1)
            self.sure.append(-1)
            self.spread.append(False)
        elif self.entity[number] != entity:
            self.entity[number] = ""
        return number

    def surely(self, number: int, doc: int) -> None:
        """A document is sure of them."""
        sure = self.sure[number]
        self.sure[number] = doc if sure < 0 else min(doc, sure)


def called_by(name: str, type_: EntityType) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folded words of a name, and the surname in it where it is a person's of several parts."""
    norms = tuple(norms_of(name))
    pieces = parts(words_of_norms(norms)) if norms and type_ is EntityType.PER else []
    return norms, pieces[-1] if len(pieces) > 1 else ()


def inner_words(norms: Sequence[str], surname: Sequence[str], vocab: Vocabulary) -> Iterator[str]:
    """Words inside a person's name that call him by themselves: «نستور سيربا كارتوليني» is «سيربا»."""
    if surname:
        yield from (word for word in norms[1:-1] if len(word) >= _STRANGE and unseen(vocab, word))


def learnable(
    said: Iterable[Said],
    type_of: Callable[[str], EntityType],
    titles: Sequence[str],
    only: Collection[str] | None = None,
) -> Iterator[Name]:
    """What can be learnt from the names of all documents, sorted by words; of `only` these words where they are given.

    `said` are (name, type, entity, first document, last document, first that more than the model is sure of), documents
    by their rank in `titles`, -1 for none; `type_of` gives the types of entities.
    """
    vocab = vocabulary()
    called = _Called()
    known: dict[tuple[str, ...], bool] = {}  # surnames: whether they say by themselves who is meant
    for name, type_, entity, first, last, strong in said:
        norms, surname = called_by(name, type_)
        if not norms:
            continue
        number = called.number(" ".join(norms), entity)
        if len(norms) > 1:
            held = called.first[number]
            if first != last or held not in (-1, first):
                called.spread[number] = True
            called.first[number] = first if held < 0 else min(held, first)
        if surname:
            number_of_surname = called.number(" ".join(surname), entity)
            alone = known.get(surname)
            if alone is None:
                alone = known[surname] = _alone(surname, vocab)
            if alone:
                called.surely(number_of_surname, first)
            for word in inner_words(norms, surname, vocab):
                called.surely(called.number(word, entity), first)
        if len(norms) > 1:
            doc = first if type_ is EntityType.PER else strong
        else:
            doc = strong if strong >= 0 and _alone(norms, vocab) else -1
        if doc >= 0:
            called.surely(number, doc)
    del known
    for words in sorted(called.at if only is None else called.at.keys() & only):
        number = called.at[words]
        doc = called.sure[number]
        if doc < 0 and called.spread[number]:
            doc = called.first[number]
        entity = called.entity[number]
        if doc >= 0 and entity:
            split = tuple(map(sys.intern, words.split(" ")))
            if not _loose(split, vocab):
                yield Name(split, type_of(entity), entity, titles[doc])


def _alone(words: tuple[str, ...], vocab: Vocabulary) -> bool:
    """Whether a single word says by itself who is meant."""
    word = words[-1]
    lex = vocab.lex
    if len(words) != 1 or len(word) < _SHORTEST or not word.isalpha() or word in function_words():
        return False
    if word in lex.given or word in lex.doubtful or lex.nationality(word) or vocab.office(word):
        return False
    if word in lex.phrases:
        return False
    if word in vocab.clusters:  # a word of the news: only where news says it of people, or with its article
        return word in lex.names and (
            word.startswith(ARTICLE) or vocab.tendencies.get(word, "0")[0] >= _MOSTLY
        )
    return word in lex.names or (len(word) >= _STRANGE and not _inflected(word, vocab))


def _inflected(word: str, vocab: Vocabulary) -> bool:
    """Whether a word that the news does not have is one of its words after all, behind the article or a clitic."""
    rests = [word.removeprefix(ARTICLE), *(rest for _, rest in peelings(word))]
    return any(rest in vocab.clusters and rest not in vocab.lex.names for rest in rests)


def _loose(words: tuple[str, ...], vocab: Vocabulary) -> bool:
    """Several words of which none is a name: «الجيش النظامي» means another army elsewhere."""
    return len(words) > 1 and all(
        word in vocab.clusters and word not in vocab.lex.names and word.startswith(ARTICLE) for word in words
    )


_CLITICS = affixes("joined_before")
_TO = affixes("joined_to_the")  # the alef of the article goes after them
_JOINING = frozenset(each[0] for each in (*_CLITICS, *_TO))  # most words begin with none of these letters


class Learnt:
    """Names to look for in texts, each also behind the clitics that may stand before its first word.

    Where only few texts are looked through, `ask` may give the names that begin with a word in place of `names`.
    """

    def __init__(
        self, names: Iterable[Name] = (), ask: Callable[[str], Iterable[Name]] | None = None
    ) -> None:
        self._vocab = vocabulary()
        self._ask = ask
        self._asked: set[str] = set()
        self._names: dict[tuple[str, ...], Name] = {}
        self._sizes: dict[str, tuple[int, ...]] = {}  # first word -> how many words its names have
        self._take(names)
        self._starts = _Starts(self._read)

    def _take(self, names: Iterable[Name]) -> None:
        sizes: dict[str, set[int]] = defaultdict(set)
        for name in names:
            self._names[name.words] = name
            sizes[name.words[0]].add(len(name.words))
        self._sizes.update((word, tuple(sorted(found, reverse=True))) for word, found in sizes.items())

    def _begin(self, word: str) -> bool:
        """Whether names begin with a word."""
        if self._ask is not None and word not in self._asked:
            self._asked.add(word)
            self._take(self._ask(word))
        return word in self._sizes

    def in_text(self, text: str, known: Sequence[Mention]) -> list[tuple[Mention, str]]:
        """The mentions that a document gains, in text order, each with its entity. `known` are those it has."""
        words, starts = _Words(text), self._starts
        begun = [(at, begins) for at, norm in enumerate(words.norms) if (begins := starts[norm])]
        return list(self._found(words, begun, known)) if begun else []

    def _read(self, norm: str) -> Iterator[tuple[int, str]]:
        if self._begin(norm):
            yield 0, norm
        rests = sorted(unjoined(norm))
        if not rests or norm in self._vocab.lex.names or norm in self._vocab.lex.phrases:
            return
        common = norm in self._vocab.clusters
        for letters, word in rests:
            if self._begin(word) and (not common or word.startswith(ARTICLE)):
                yield letters, word

    def _found(
        self, words: _Words, begun: Iterable[tuple[int, _Begins]], known: Sequence[Mention]
    ) -> Iterator[tuple[Mention, str]]:
        spans = sorted((mention.span.start, mention.span.end) for mention in known)
        nth, free_from = 0, 0
        for at, begins in begun:
            start = words.spans[at][0]
            while nth < len(spans) and spans[nth][1] <= start:
                nth += 1
            taken = spans[nth][0] if nth < len(spans) else len(words.text)
            if start < free_from or start >= taken:
                continue
            for letters, name in self._candidates(words.norms, at, begins):
                last = at + len(name.words)
                stop = words.spans[last - 1][1]
                if stop > taken or not _stands(words, at, last, name, self._vocab):
                    continue
                first = start + after_letters(words.text[start : words.spans[at][1]], letters)
                span = Span(first, stop)
                article = article_before(words.norms[at], letters, name.words[0])
                why = f"named in another document («{name.title}»)"
                called = span.of(words.text)
                yield Mention(span, name.type, called, normal_name(called, article), why), name.entity
                free_from = stop
                break

    def _candidates(
        self, norms: Sequence[str], at: int, begins: Sequence[tuple[int, str]]
    ) -> list[tuple[int, Name]]:
        """The names whose words stand at a token, the longest first, then those with the fewest clitic letters."""
        out = []
        for letters, word in begins:
            for size in self._sizes[word]:
                name = self._names.get((word, *norms[at + 1 : at + size]))
                if name is not None and len(name.words) == size:
                    out.append((letters, name))
        if len(out) > 1:
            out.sort(key=lambda one: (-len(one[1].words), one[0], one[1].words))
        return out


class _Starts(dict[str, _Begins]):
    """(clitic letters, first word) of the names that may begin with a word as it stands in a text: read once for each word."""

    def __init__(self, read: Callable[[str], Iterable[tuple[int, str]]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, norm: str) -> _Begins:
        if len(self) > _KEEP:
            self.clear()
        found = self[norm] = tuple(self._read(norm))
        return found


class _Words:
    """The tokens of a text: their norms and places at once, its sentences when they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.norms, self.spans = norms_and_places(text)
        self._ends: list[int] | None = None

    def together(self, first: int, last: int) -> bool:
        """Whether two tokens stand in one sentence."""
        if self._ends is None:
            self._ends = [sentence.end for sentence in sentences(self.text)]
        return bisect_left(self._ends, self.spans[first][1]) == bisect_left(self._ends, self.spans[last][1])


def unjoined(norm: str) -> Iterator[tuple[int, str]]:
    """A word without what may be joined before it: (letters that go, the rest)."""
    if norm[:1] not in _JOINING:
        return
    for clitic in _CLITICS:
        if norm.startswith(clitic) and len(norm) > len(clitic):
            yield len(clitic), norm[len(clitic) :]
    for clitic in _TO:
        if norm.startswith(clitic) and len(norm) > len(clitic):
            rest = norm[len(clitic) :]
            if rest.startswith("ل"):
                yield len(clitic), "ا" + rest
            if not rest.startswith(ARTICLE):
                yield len(clitic), rest


def joined(word: str) -> list[str]:
    """A name's first word as it may stand in a text, with its clitics: the other way of `unjoined`."""
    bare = word[1:] if word.startswith(ARTICLE) else word
    return [word, *(clitic + word for clitic in _CLITICS), *(clitic + bare for clitic in _TO)]


def _stands(words: _Words, at: int, last: int, name: Name, vocab: Vocabulary) -> bool:
    """Whether the name stands in one sentence and the words around leave it whole: no longer name goes through it, no noun owns it
    as an adjective."""
    norms = words.norms
    if last - at > 1 and not words.together(at, last - 1):
        return False
    before = norms[at - 1] if at and words.together(at - 1, at) else ""
    after = norms[last] if last < len(norms) and words.together(last - 1, last) else ""
    names = vocab.lex.names
    if name.type is EntityType.PER:
        if after and (after in joints() or _name_word(after, vocab)):
            return False
        if before and (before in joints() or (_name_word(before, vocab) and not vocab.word(before).office)):
            return False
    elif after.startswith(ARTICLE) and len(after) > 4 and name.type is EntityType.ORG and after not in names:
        return False
    if len(name.words) == 1:
        definite = before.startswith(DEFINITE_OR_JOINED) and not vocab.word(before).office
        return not (definite and name.words[0].startswith(ARTICLE) and name.words[0].endswith(("ي", "يه")))
    return True


def _name_word(norm: str, vocab: Vocabulary) -> bool:
    return norm in vocab.lex.names and norm not in vocab.lex.doubtful and norm not in function_words()
