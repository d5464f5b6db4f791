"""A query as SQL over the index: which documents match, in quick order or ranked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from reader.corpus.search.filters import condition, entities_named
from reader.corpus.search.query import And, Filter, Near, Node, Not, Or, Term
from reader.corpus.search.stems import relatives
from reader.corpus.search.words import forms
from reader.corpus.serial import load_analysis
from reader.model import Span
from reader.text.fold import fold

LOOKED_AT = 300  # documents that the quick order looks through for exact spellings
FOLDED_TO = frozenset("اهويك")  # letters that others are folded to
FORMS_IN_NEAR = 12


class Vocabulary:
    """Which forms of a word occur in the index at all; remembered until the index changes. Any thread may ask."""

    def __init__(self) -> None:
        self._generation = ""
        self._known: dict[tuple[str, bool, bool], tuple[str, ...]] = {}

    def fit(self, db: sqlite3.Connection) -> None:
        """Forgets what was true of an earlier state of the index."""
        row = db.execute("SELECT value FROM meta WHERE key='generation'").fetchone()
        generation = row[0] if row else ""
        if generation != self._generation or len(self._known) > 2000:
            self._generation, self._known = generation, {}

    def occurring(
        self, db: sqlite3.Connection, word: str, *, pronouns: bool, prefix: bool
    ) -> tuple[str, ...]:
        """The forms of `word` that occur (as beginnings of words, with `prefix`); the word itself where none does."""
        known, key = self._known, (word, pronouns, prefix)
        if key not in known:
            possible = forms(word, pronouns=pronouns)
            if prefix:
                sql = "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1"
                found = {f for f in possible if db.execute(sql, (f, f + "\U0010ffff")).fetchone()}
            else:
                # looked up as a query is: the vocabulary would count all places of each that is there
                sql = (
                    "SELECT value FROM json_each(?)"
                    """ WHERE EXISTS (SELECT 1 FROM words WHERE words MATCH '"' || value || '"')"""
                )
                found = {term for (term,) in db.execute(sql, [json.dumps(possible)])}
            known[key] = tuple(f for f in possible if f in found) or (word,)
        return known[key]


class Plan:
    """A query as SQL: one MATCH where it can be one, else a condition over the documents."""

    def __init__(
        self,
        db: sqlite3.Connection,
        node: Node,
        whole: bool,
        states: Mapping[str, Collection[str]],
        vocabulary: Vocabulary,
        *,
        stem: bool = False,
    ) -> None:
        self.db = db
        self.stem = stem
        self.wider: dict[str, None] = {}  # words that the stem option added, in order
        self.vocabulary = vocabulary
        self.whole = whole
        self.states = states
        parts = node.nodes if isinstance(node, And) else (node,)
        text = tuple(p for p in parts if _is_text(p))
        other = tuple(p for p in parts if not _is_text(p))
        positive = tuple(p for p in text if not isinstance(p, Not))
        self.match: str | None = None
        self.entities: list[int] = []
        self.spellings: tuple[bytes, ...] = ()  # as UTF-8, all of which an exact document contains
        self.where, self.values = "", []
        if positive:
            self.match = self._fts(And(text) if len(text) > 1 else text[0])
            self.spellings = _spellings(positive)
            conditions = [self._condition(p) for p in other]
        else:
            conditions = [self._condition(p) for p in parts]
        self.where = " AND ".join(f"({sql})" for sql, _ in conditions)
        self.values = [v for _, values in conditions for v in values]

    # -- running -------------------------------------------------------------

    def count(self) -> int:
        if self.match is None:
            sql, values = f"SELECT count(*) FROM documents d WHERE {self.where}", self.values  # noqa: S608 - values are bound
        elif not self.where:
            sql, values = "SELECT count(*) FROM words WHERE words MATCH ?", [self.match]
        else:
            sql = f"SELECT count(*) FROM documents d WHERE d.n IN (SELECT rowid FROM words WHERE words MATCH ?) AND {self.where}"  # noqa: S608 - values are bound
            values = [self.match, *self.values]
        return int(self.db.execute(sql, values).fetchone()[0])

    def quick(self, most: int) -> list[int]:
        """Up to `most` documents in the order of arrival; of the first hundreds, those spelled as asked come first."""
        exact: list[int] = []
        folded: list[int] = []
        for number, spelled_so in self._stream():
            (exact if spelled_so else folded).append(number)
            if len(exact) >= most or len(exact) + len(folded) >= most + LOOKED_AT:
                break
        return (exact + folded)[:most]

    def _stream(self, rank: str = "0") -> Iterator[tuple[Any, ...]]:
        """(document, spelled as asked) in the order of arrival, or (document, rank, spelled so) with a `rank`."""
        spelled = " AND ".join("instr(t.body, ?)" for _ in self.spellings) or "1"
        if self.match is None:
            sql = f"SELECT d.n, 1 FROM documents d WHERE {self.where} ORDER BY d.n"  # noqa: S608 - values are bound
            yield from self.db.execute(sql, self.values)
            return
        columns = f"w.rowid, {spelled}" if rank == "0" else f"w.rowid, {rank}, {spelled}"
        extra = f" AND w.rowid IN (SELECT d.n FROM documents d WHERE {self.where})" if self.where else ""  # noqa: S608 - values are bound
        texts = " JOIN texts t ON t.doc=w.rowid" if self.spellings else ""
        order = " ORDER BY w.rowid" if rank == "0" else ""
        sql = f"SELECT {columns} FROM words w{texts} WHERE words MATCH ?{extra}{order}"  # noqa: S608 - values are bound
        yield from self.db.execute(sql, [*self.spellings, self.match, *self.values])

    def ranked(self) -> list[int]:
        """All documents, best first: spelled as asked, then the folded, each by BM25; equals by arrival."""
        if self.match is None:
            return [number for number, _ in self._stream()]
        rows = sorted(self._stream("bm25(words)"), key=lambda row: (not row[2], row[1], row[0]))
        return [row[0] for row in rows]

    def named_in(self, number: int) -> list[Span]:
        """Where the entities of the filters are named in a document; for a query without words."""
        if self.match is not None or not self.entities:
            return []
        sql = "SELECT at FROM entity_docs WHERE doc=? AND entity IN (SELECT value FROM json_each(?))"
        told = self.db.execute(sql, (number, json.dumps(list(self.entities))))
        at = [int(i) for (each,) in told for i in each.split(",")]
        row = self.db.execute("SELECT body FROM analyses WHERE doc=?", (number,)).fetchone()
        mentions = load_analysis(row[0]).mentions if row is not None else ()
        return sorted(mentions[i].span for i in at if i < len(mentions))

    # -- compiling -----------------------------------------------------------

    def _condition(self, node: Node) -> tuple[str, list[Any]]:
        if isinstance(node, Filter):
            if node.field == "entity":
                self.entities += entities_named(self.db, node)
            return condition(self.db, node, self.states)
        if isinstance(node, Not):
            sql, values = self._condition(node.node)
            return f"NOT ({sql})", values
        if _is_text(node) and _has_positive(node):
            return "d.n IN (SELECT rowid FROM words WHERE words MATCH ?)", [self._fts(node)]
        assert isinstance(node, And | Or)
        parts = [self._condition(n) for n in node.nodes]
        joiner = " AND " if isinstance(node, And) else " OR "
        return joiner.join(f"({sql})" for sql, _ in parts), [v for _, values in parts for v in values]

    def _fts(self, node: Node) -> str:
        """The FTS5 expression of a tree without filters."""
        if isinstance(node, Term):
            return self._term(node)
        if isinstance(node, Near):
            return self._near(node)
        if isinstance(node, Or):
            return "(" + " OR ".join(self._fts(n) for n in node.nodes) + ")"
        assert isinstance(node, And)
        positive = [self._fts(n) for n in node.nodes if not isinstance(n, Not)]
        negative = [self._fts(n.node) for n in node.nodes if isinstance(n, Not)]
        text = "(" + " AND ".join(positive) + ")"
        return f"({text} NOT ({' OR '.join(negative)}))" if negative else text

    def _term(self, term: Term) -> str:
        first, *rest = (word.casefold() for word in term.words)
        star = "*" if term.prefix else ""
        if self.whole or (term.quoted and not rest):
            heads: tuple[str, ...] = (first,)
        else:
            pronouns, prefix = not rest and not term.prefix, term.prefix and not rest
            heads = self.vocabulary.occurring(self.db, first, pronouns=pronouns, prefix=prefix)
        if self.stem and term.written and not rest and not term.quoted:
            added = [w for w in relatives(self.db, first) if w not in heads]
            self.wider.update(dict.fromkeys(added))
            heads = (*heads, *added)
        tail = "".join(f" {w}" for w in rest)
        return "(" + " OR ".join(f'"{head}{tail}"{star}' for head in heads) + ")"

    def _near(self, near: Near) -> str:
        groups: list[list[str]] = [[]]
        for term in near.terms:
            first, *rest = (word.casefold() for word in term.words)
            tail = "".join(f" {w}" for w in rest)
            there: tuple[str, ...] = (first,)
            if not self.whole:
                prefix = term.prefix and not tail
                there = self.vocabulary.occurring(self.db, first, pronouns=False, prefix=prefix)
            groups = [
                [*group, f'"{h}{tail}"' + ("*" if term.prefix else "")]
                for group in groups
                for h in there[:FORMS_IN_NEAR]
            ]
        return "(" + " OR ".join(f"NEAR({' '.join(group)}, {near.distance})" for group in groups) + ")"


def _is_text(node: Node) -> bool:
    if isinstance(node, Term | Near):
        return True
    if isinstance(node, Filter):
        return False
    if isinstance(node, Not):
        return _is_text(node.node) and _has_positive(node.node)
    if isinstance(node, Or):
        return all(_is_text(n) and _has_positive(n) for n in node.nodes)
    return all(_is_text(n) for n in node.nodes) and _has_positive(node)


def _has_positive(node: Node) -> bool:
    """True where FTS5 can run it: something must be there before something can be left out."""
    if isinstance(node, Not | Filter):
        return False
    if isinstance(node, And):
        return any(_has_positive(n) for n in node.nodes)
    return True


def _spellings(nodes: tuple[Node, ...]) -> tuple[bytes, ...]:
    """What a document must contain to be spelled as asked; nothing where folding cannot have changed a letter."""
    found: dict[str, None] = {}
    for node in nodes:
        if isinstance(node, Term):
            found.update(dict.fromkeys(node.written))
        elif isinstance(node, Near):
            found.update(dict.fromkeys(word for term in node.terms for word in term.written))
        elif isinstance(node, And):
            found.update(dict.fromkeys(s.decode() for s in _spellings(node.nodes)))
    return tuple(word.encode() for word in found if not word.isascii() and _ambiguous(word))


def _ambiguous(word: str) -> bool:
    """True where the folded form of a word may be that of another spelling too."""
    return fold(word) != word or any(letter in FOLDED_TO for letter in word)
