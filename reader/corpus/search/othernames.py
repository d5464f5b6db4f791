"""The other names of whom a query names: a person spelt in another way elsewhere is missed without them.

They are the aliases that linking found in this collection (ترمب, ترامب). Offered with the number of documents that
only they find; the wider net takes them in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from reader.corpus import serial
from reader.corpus.search.query import And, Node, Or, Term
from reader.corpus.search.words import tokens
from reader.model import Entity

MOST_MEANT = 3  # entities of one name; a name that more of them bear says too little
MOST = 8  # other names of one


def with_other_names(db: sqlite3.Connection, node: Node) -> tuple[Node, tuple[str, ...]]:
    """The query with the other names beside those that it holds, and which they are."""
    parts = node.nodes if isinstance(node, And) else (node,)
    plain = [each for each in parts if isinstance(each, Term) and not each.prefix]
    whole = _names(db, plain) if len(plain) > 1 else ()
    if whole:
        rest = [each for each in parts if each not in plain]
        either = Or((And(tuple(plain)), *map(_term, whole)))
        return (And((either, *rest)) if rest else either), whole
    names: dict[str, None] = {}
    found: list[Node] = []
    for each in parts:
        other = _names(db, [each]) if isinstance(each, Term) and not each.prefix else ()
        names.update(dict.fromkeys(other))
        found.append(Or((each, *map(_term, other))) if other else each)
    return (And(tuple(found)) if len(found) > 1 else found[0]), tuple(names)


def _term(name: str) -> Term:
    """A name as a term that nobody typed: what it finds is no exact hit."""
    return Term(tuple(tokens(name)), ())


def _names(db: sqlite3.Connection, terms: Iterable[Term]) -> tuple[str, ...]:
    """The other names of the entities that these words in a row name; those that the words find anyway left out."""
    words = [word for term in terms for word in term.words]
    sql = "SELECT e.body FROM entity_names n JOIN entities e ON e.n=n.entity WHERE n.name=? ORDER BY e.total DESC, e.id"
    bodies = db.execute(sql, (" ".join(words),)).fetchall()
    if not 0 < len(bodies) <= MOST_MEANT:
        return ()
    names = {name: frozenset(tokens(name)) for (body,) in bodies for name in _of(serial.load(Entity, body))}
    fuller = [each for each in names.values() if each.issuperset(words)]  # found by these words anyway
    other = {
        name: each
        for name, each in names.items()
        if each and not each.issuperset(words) and not any(each < full for full in fuller)
    }
    shortest = (name for name, each in other.items() if not any(less < each for less in other.values()))
    return tuple(shortest)[:MOST]


def _of(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from entity.aliases
