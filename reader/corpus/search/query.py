"""The query language: words, "phrases", AND OR NOT, NEAR, prefix*, field:value. Parsed with errors at their place.

الأسد موسكو                 both words
"بشار الأسد"                 one after the other
الأسد أو بوتين              either (OR, |)
الأسد -بوتين                 the first without the second (NOT, ليس)
NEAR(الأسد موسكو، 5)         at most five words between them; also "الأسد موسكو"~5
روس*                         words that begin so
date:2024-11..2024-12  source:رصيف  entity:"بشار الأسد"  kind:ORG  path:2024/  has:note  is:unread
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reader.corpus.rows import QueryError
from reader.corpus.search.words import language, tokens
from reader.corpus.spelling import spelled
from reader.text.fold import fold

DEEPEST = 40  # brackets inside brackets
LONGEST = 2000  # characters of a query


class BadQuery(ValueError):
    """The query cannot be run; `error` says why and where."""

    def __init__(self, start: int, end: int, message: str) -> None:
        super().__init__(message)
        self.error = QueryError(start, end, message)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several in a row (a phrase). `prefix`: the last word goes on. `quoted`: as it stands, no clitics inside."""

    words: tuple[str, ...]  # folded
    written: tuple[str, ...]  # as typed, without marks
    prefix: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    terms: tuple[Term, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Filter:
    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


Node = Term | Near | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # word, phrase, open, close, near, and, or, not, filter, comma
    text: str
    start: int
    end: int
    value: str = ""


_QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“"}
_SPACE = re.compile(r"\s+")
_BARE = re.compile(r"[^\s()\"«»“”„|&،]+")
_DISTANCE = re.compile(r"~(\d{1,3})")


@lru_cache(maxsize=1)
def _operators() -> dict[str, str]:
    return {word: kind for kind, words in language()["operators"].items() for word in words}


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    return {fold(word): name for name, words in language()["filters"].items() for word in words}


def parse(query: str) -> Node | None:
    """The tree of a query; None where it holds no word at all. Raises BadQuery."""
    if len(query) > LONGEST:
        raise BadQuery(LONGEST, len(query), f"a query has at most {LONGEST} characters")
    parser = _Parser(list(_scan(query)), len(query))
    return parser.whole()


def _scan(query: str) -> Iterator[_Token]:
    at = 0
    while at < len(query):
        if space := _SPACE.match(query, at):
            at = space.end()
            continue
        c = query[at]
        if c in _QUOTES:
            token = _quoted(query, at)
        elif c in "()|&،,":
            kind = {"(": "open", ")": "close", "|": "or", "&": "and"}.get(c, "comma")
            token = _Token(kind, c, at, at + 1)
        elif (
            c == "-"
            and at + 1 < len(query)
            and not query[at + 1].isspace()
            and (at == 0 or query[at - 1] in " \t\n(")
        ):
            token = _Token("not", c, at, at + 1)
        else:
            token = _bare(query, at)
        yield token
        at = token.end


def _quoted(query: str, at: int) -> _Token:
    close = _QUOTES[query[at]]
    end = query.find(close, at + 1)
    if end < 0:
        raise BadQuery(at, len(query), f"the quotation that begins here is not closed with {close}")
    if distance := _DISTANCE.match(query, end + 1):
        return _Token("phrase", query[at + 1 : end], at, distance.end(), distance.group(1))
    return _Token("phrase", query[at + 1 : end], at, end + 1)


def _bare(query: str, at: int) -> _Token:
    match = _BARE.match(query, at)
    if match is None:
        raise BadQuery(at, at + 1, f"{query[at]} closes a quotation that was not opened")
    text = match.group().rstrip(",") or match.group()
    end = at + len(text)
    operator = _operators().get(text)
    if operator == "near":
        if query[end : end + 1] == "(":
            return _Token("near", text, at, end)
    elif operator is not None:
        return _Token(operator, text, at, end)
    name, colon, value = text.partition(":")
    if not colon or not any(map(str.isalpha, name)) or value.startswith("//"):
        return _Token("word", text, at, end)
    field = _fields().get(fold(name))
    if field is None:
        known = ", ".join(words[0] for words in language()["filters"].values())
        raise BadQuery(
            at,
            at + len(name),
            f"there is no filter {name}: ({known}; quotation marks take a colon literally)",
        )
    if not value and end < len(query) and query[end] in _QUOTES:
        quoted = _quoted(query, end)
        return _Token("filter", field, at, quoted.end, quoted.text)
    if not value:
        raise BadQuery(at, end, f"{text} needs a value right after the colon")
    return _Token("filter", field, at, end, value)


class _Parser:
    """or := and (OR and)*;  and := part (AND? part)*;  part := NOT part | ( or ) | NEAR ( ... ) | word | phrase | filter"""

    def __init__(self, tokens_: list[_Token], length: int) -> None:
        self.tokens = tokens_
        self.length = length
        self.at = 0
        self.depth = 0

    def whole(self) -> Node | None:
        if not self.tokens:
            return None
        node = self._or()
        if (token := self._peek()) is not None:
            raise BadQuery(token.start, token.end, "this bracket was not opened")
        return node

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _or(self) -> Node | None:
        nodes = [self._and()]
        while (token := self._peek()) is not None and token.kind == "or":
            self.at += 1
            right = self._and()
            if nodes[-1] is None or right is None:
                raise BadQuery(token.start, token.end, f"{token.text} needs something on both sides")
            nodes.append(right)
        kept = tuple(n for n in nodes if n is not None)
        return Or(kept) if len(kept) > 1 else (kept[0] if kept else None)

    def _and(self) -> Node | None:
        nodes: list[Node] = []
        pending: _Token | None = None
        any_part = False
        while (token := self._peek()) is not None and token.kind not in ("or", "close"):
            if token.kind == "comma":
                self.at += 1
                continue
            if token.kind == "and":
                if not any_part or pending is not None:
                    raise BadQuery(token.start, token.end, f"{token.text} needs something on both sides")
                pending = token
                self.at += 1
                continue
            pending = None
            any_part = True
            if (node := self._part(token)) is not None:
                nodes.append(node)
        if pending is not None:
            raise BadQuery(pending.start, pending.end, f"{pending.text} needs something on both sides")
        return And(tuple(nodes)) if len(nodes) > 1 else (nodes[0] if nodes else None)

    def _part(self, token: _Token) -> Node | None:
        self.at += 1
        if token.kind == "not":
            after = self._peek()
            if after is None or after.kind in ("and", "or", "close"):
                raise BadQuery(token.start, token.end, f"{token.text} needs something after it")
            node = self._part(after)
            return None if node is None else Not(node)
        if token.kind == "open":
            return self._bracket(token)
        if token.kind == "near":
            return self._near(token)
        if token.kind == "filter":
            return Filter(token.text, token.value, token.start, token.end)
        if token.kind == "phrase" and token.value:
            parts = tuple(_term(w, quoted=False) for w in token.text.split() if tokens(w))
            return Near(parts, int(token.value)) if len(parts) > 1 else _term_or_none(token)
        return _term_or_none(token)

    def _bracket(self, opened: _Token) -> Node | None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadQuery(opened.start, opened.end, f"brackets go at most {DEEPEST} deep")
        node = self._or()
        closing = self._peek()
        if closing is None:
            raise BadQuery(opened.start, self.length, "the bracket that opens here is not closed")
        self.at += 1
        self.depth -= 1
        return node

    def _near(self, token: _Token) -> Node | None:
        opened = self._peek()
        assert opened is not None
        self.at += 1
        terms: list[Term] = []
        distance = 10
        while True:
            each = self._peek()
            if each is None:
                raise BadQuery(opened.start, self.length, "the bracket that opens here is not closed")
            self.at += 1
            if each.kind == "close":
                break
            if each.kind == "comma":
                number = self._peek()
                digits = fold(number.text) if number is not None and number.kind == "word" else ""
                if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
                    raise BadQuery(
                        each.start, each.end, f"after the comma of {token.text} stands a number of words"
                    )
                distance = int(digits)
                self.at += 1
            elif each.kind in ("word", "phrase") and not each.value:
                if (term := _term_or_none(each)) is not None:
                    terms.append(term)
            else:
                raise BadQuery(each.start, each.end, f"in {token.text}(...) stand words and phrases alone")
        if len(terms) < 2:
            raise BadQuery(token.start, token.end, f"{token.text}(...) needs two words or more")
        return Near(tuple(terms), distance)


def _term_or_none(token: _Token) -> Term | None:
    return _term(token.text, quoted=token.kind == "phrase") if tokens(token.text) else None


def _term(text: str, *, quoted: bool) -> Term:
    prefix = text.rstrip().endswith("*")
    return Term(tuple(tokens(text)), tuple(written(text)), prefix, quoted)


def written(text: str) -> list[str]:
    """The words as typed, marks and tatweel gone: what the index of spellings is asked for."""
    return re.findall(r"[0-9]+|[^\W\d_]+", spelled(text))


def plain_words(node: Node | None) -> Iterator[Term]:
    """Every term that a found document should show, those under NOT left out."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Near):
        yield from node.terms
    elif isinstance(node, And | Or):
        for each in node.nodes:
            yield from plain_words(each)
