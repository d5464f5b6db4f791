"""Running a query: the documents that match, and the passages of the ones looked at."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping

from reader.corpus.rows import QueryError, SearchResult
from reader.corpus.search.match import Matcher, context_of
from reader.corpus.search.othernames import with_other_names
from reader.corpus.search.plan import Plan, Vocabulary
from reader.corpus.search.query import And, BadQuery, Node, Or, Term, parse
from reader.corpus.search.stems import NoStemmer
from reader.corpus.store import unpack
from reader.model import Hit, Span

HITS_OF_ONE = 200  # hits of one document that are listed; `marks` gives all
SHORTEST_BEGUN = 3  # letters of a word that may go on


class Search:
    """One search on one connection."""

    def __init__(self, db: sqlite3.Connection, vocabulary: Vocabulary | None = None) -> None:
        self.db = db
        self.vocabulary = vocabulary or Vocabulary()

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        offset: int = 0,
        ranked: bool = False,
        whole: bool = False,
        typing: bool = False,
        stem: bool = False,
        states: Mapping[str, Collection[str]] | None = None,
        hits_of_one: int = HITS_OF_ONE,
    ) -> SearchResult:
        """Documents `offset` to `offset + limit` of those that match, with their hits. Never raises for a bad query.

        `ranked`: by relevance within exact spelling before folded (reads all matches: for a worker); else the quick
        order, exact spellings first, then by arrival. `whole`: whole words alone, no clitics or article. `typing`:
        the last word may go on. `stem`: words of the same stem and other names of the same person too, told in `wider` (for a worker). `states`: {"note": document ids, "unread": ids, "star": ids, "tag:NAME": ids} for
        has:, is: and tag:.
        """
        try:
            node = parse(query)
            if node is None:
                return SearchResult()
            if typing:
                node = _opened(node)
            self.vocabulary.fit(self.db)
            node, named = with_other_names(self.db, node) if stem else (node, ())
            plan = self._plan(node, whole, states, stem=stem, needed=not named)
            total = plan.count()
            numbers = plan.ranked() if ranked else plan.quick(offset + limit)
        except BadQuery as error:
            return SearchResult(error=error.error)
        except NoStemmer as error:
            return SearchResult(error=QueryError(0, len(query), str(error)))
        page = numbers[offset : offset + limit]
        wider = (*named, *plan.wider)
        matcher = Matcher(node, whole=whole, wider=tuple(plan.wider))
        hits: list[Hit] = []
        documents: list[str] = []
        titles: list[str] = []
        cut = False
        sql = (
            "SELECT d.n, d.id, d.title, t.body FROM documents d JOIN texts t ON t.doc=d.n"
            " WHERE d.n IN (SELECT value FROM json_each(?))"
        )
        bodies = {number: row for number, *row in self.db.execute(sql, (json.dumps(page),))}
        for number in page:
            if number not in bodies:
                continue
            doc, title, body = bodies[number]
            titles.append(title)
            text = unpack(body)
            found = matcher.find(text, hits_of_one + 1)
            cut = cut or len(found) > hits_of_one
            documents.append(doc)
            hits += [Hit(doc, f.span, context_of(text, f.span), f.exact) for f in found[:hits_of_one]]
            if not found:
                spans = plan.named_in(number)[:hits_of_one] or [
                    Span(0, 0)
                ]  # a filter alone: who it asks for, or the head
                hits += [Hit(doc, span, context_of(text, span)) for span in spans]
        return SearchResult(
            hits=tuple(hits),
            total_documents=total,
            total_hits_known=len(documents) == total and not cut,
            documents=tuple(documents),
            titles=tuple(titles),
            ranked=ranked,
            wider=wider,
        )

    def _plan(
        self,
        node: Node,
        whole: bool,
        states: Mapping[str, Collection[str]] | None,
        *,
        stem: bool = False,
        needed: bool = True,
    ) -> Plan:
        """The query as SQL. Where the stemmer is missing and not `needed`, without it."""
        try:
            return Plan(self.db, node, whole, states or {}, self.vocabulary, stem=stem)
        except NoStemmer:
            if needed:
                raise
            return Plan(self.db, node, whole, states or {}, self.vocabulary)

    def matches(
        self,
        query: str,
        *,
        whole: bool = False,
        stem: bool = False,
        states: Mapping[str, Collection[str]] | None = None,
    ) -> list[str]:
        """Ids of all documents that match, best first; none for a query that cannot be run."""
        try:
            node = parse(query)
            if node is None:
                return []
            self.vocabulary.fit(self.db)
            node, named = with_other_names(self.db, node) if stem else (node, ())
            numbers = self._plan(node, whole, states, stem=stem, needed=not named).ranked()
        except (BadQuery, NoStemmer):
            return []
        sql = "SELECT n, id FROM documents WHERE n IN (SELECT value FROM json_each(?))"
        ids = dict(self.db.execute(sql, (json.dumps(numbers),)))
        return [ids[n] for n in numbers if n in ids]

    def other_names(
        self, query: str, states: Mapping[str, Collection[str]] | None = None
    ) -> tuple[tuple[str, ...], int]:
        """Other names of whom a query names, and how many documents more they would find."""
        try:
            node = parse(query)
            if node is None:
                return (), 0
            self.vocabulary.fit(self.db)
            wider, names = with_other_names(self.db, node)
            if not names:
                return (), 0
            more = self._plan(wider, False, states).count() - self._plan(node, False, states).count()
        except BadQuery:
            return (), 0
        return (names, more) if more > 0 else ((), 0)

    def marks(self, text: str, query: str, *, whole: bool = False, typing: bool = False) -> list[Span]:
        """Where the words of a query stand in one text; nothing for a query that cannot be run."""
        try:
            node = parse(query)
        except BadQuery:
            return []
        if node is not None and typing:
            node = _opened(node)
        return [f.span for f in Matcher(node, whole=whole).find(text)]


def _opened(node: Node) -> Node:
    """The tree with its last plain word as a prefix; two letters begin too many words to be asked for at each key."""
    if isinstance(node, Term) and not node.quoted and len(node.words[-1]) >= SHORTEST_BEGUN:
        return Term(node.words, node.written, True, node.quoted)
    if isinstance(node, And):
        return And((*node.nodes[:-1], _opened(node.nodes[-1])))
    if isinstance(node, Or):
        return Or((*node.nodes[:-1], _opened(node.nodes[-1])))
    return node
