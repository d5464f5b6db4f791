"""Learnt names looked for in texts: in those where all words of a name that changed may stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.corpus.linking.pending import Pending
from reader.corpus.pool import analysed_part
from reader.corpus.serial import compact, dump, load, load_mentions, text_of
from reader.corpus.spelling import words_of
from reader.model import Mention

if TYPE_CHECKING:
    from reader.analysis.entities.across import Learnt, Name

MANY_NAMES = 2000  # learnt anew: beyond, every text is looked through
ASKED = 20  # names in one query of the index of words


@dataclass(frozen=True, slots=True)
class Gained:
    """Mentions that a document gained by learnt names, each with the entity that the name is of."""

    found: tuple[tuple[Mention, str], ...]


class Looking:
    """What a run of linking asks of texts. `numbers` are those of documents, in the order of their ids."""

    db: sqlite3.Connection
    pending: Pending
    numbers: Mapping[str, int]
    looked: set[int]  # documents looked through this time
    seen: dict[int, int]  # of those that gained then, how many mentions the analysis saw

    def _look_for(self, names: Sequence[Name]) -> None:
        from reader.analysis.entities.across import Learnt

        concerned = self._concerned(self._changed(names))
        learnt = Learnt(names)
        for number in concerned:
            self.looked.add(number)
            self.pending.put("gained", number, *self._gains(number, learnt))

    def _gains(self, number: int, learnt: Learnt) -> tuple[str, bytes | None]:
        """What a document gains by learnt names: {entity: {form: count}} as JSON ("" for nothing), and the mentions."""
        text, body = self.db.execute(
            "SELECT t.body, a.body FROM texts t JOIN analyses a ON a.doc=t.doc WHERE t.doc=?", (number,)
        ).fetchone()
        mentions = load_mentions(body)
        found = learnt.in_text(analysed_part(text_of(text)), mentions)
        if not found:
            return "", None
        self.seen[number] = len(mentions)
        gains: dict[str, dict[str, int]] = {}
        for mention, entity in found:
            forms = gains.setdefault(entity, {})
            forms[mention.name] = forms.get(mention.name, 0) + 1
        return compact(gains), dump(Gained(tuple(found)))

    def _changed(self, names: Sequence[Name]) -> set[tuple[str, ...]] | None:
        """The words of names that are learnt otherwise than before, or no more; None for very many. Both are sorted by words."""
        rows = self.db.execute("SELECT words, type, entity, title FROM learnt ORDER BY words")
        held = next(rows, None)
        changed: set[tuple[str, ...]] = set()
        for name in names:
            row = (" ".join(name.words), name.type.value, name.entity, name.title)
            while held is not None and held[0] < row[0]:
                self.pending.gone("learnt", held[:1])
                changed.add(tuple(held[0].split(" ")))
                held = next(rows, None)
            if held != row:
                self.pending.put("learnt", *row)
                if len(changed) <= MANY_NAMES:
                    changed.add(name.words)
            if held is not None and held[0] == row[0]:
                held = next(rows, None)
        while held is not None:
            self.pending.gone("learnt", held[:1])
            changed.add(tuple(held[0].split(" ")))
            held = next(rows, None)
        return changed if len(changed) <= MANY_NAMES else None

    def _concerned(self, changed: set[tuple[str, ...]] | None) -> Iterable[int]:
        """Documents in which a name that changed may stand, and those that were not looked through yet."""
        new = {
            n
            for (n,) in self.db.execute("SELECT doc FROM linkable WHERE doc NOT IN (SELECT doc FROM placed)")
        }
        if changed is None or 2 * len(new) > len(self.numbers):
            return self.numbers.values()
        wanted = new | self._holding(changed)
        return [number for number in self.numbers.values() if number in wanted]

    def _holding(self, names: Iterable[tuple[str, ...]]) -> set[int]:
        """Documents with all words of a name, the first of them clitics and all, by the index of words."""
        from reader.analysis.entities.across import joined

        asked: set[str] = set()
        for words in names:
            signs = [word for word in words if not word.isalnum()]
            if words[0] in signs:
                return set(self.numbers.values())  # a sign is in no index of words
            forms = sorted({words_of(form) for form in joined(words[0])})
            if signs:
                rest = [f'"{words_of(word)}"' for word in words[1:] if word not in signs]
                first = " OR ".join(f'"{form}"' for form in forms)
                asked.add(" AND ".join((f"({first})", *rest)))
            else:  # words that follow one another
                rest = [words_of(word) for word in words[1:]]
                asked.add(" OR ".join(f'"{" ".join((form, *rest))}"' for form in forms))
        queries = sorted(asked)
        found: set[int] = set()
        for start in range(0, len(queries), ASKED):
            query = " OR ".join(f"({each})" for each in queries[start : start + ASKED])
            found.update(
                n for (n,) in self.db.execute("SELECT rowid FROM words WHERE words MATCH ?", (query,))
            )
        return found

    def _said(self) -> Iterator[str]:
        """What each document gained (JSON, "" for nothing), in the order of documents."""
        rows = self.pending.read(
            "SELECT coalesce(t.said, g.said, '') FROM documents d JOIN linkable l ON l.doc=d.n"
            " LEFT JOIN gained g ON g.doc=d.n LEFT JOIN temp.new_gained t ON t.doc=d.n ORDER BY d.id"
        )
        return (said for (said,) in rows)

    def _gained(self, doc: str) -> list[tuple[Mention, str]]:
        number = self.numbers[doc]
        anew, kept = "SELECT body FROM temp.new_gained WHERE doc=?", "SELECT body FROM gained WHERE doc=?"
        for (body,) in self.pending.read(anew if number in self.looked else kept, number):
            return [] if body is None else list(load(Gained, body).found)
        return []

    def mentions(self, doc: str) -> tuple[Mention, ...]:
        """The mentions that the analysis saw, and those that were gained."""
        return (*self._own_mentions(doc), *(mention for mention, _ in self._gained(doc)))

    def _own_mentions(self, doc: str) -> tuple[Mention, ...]:
        (body,) = self.db.execute("SELECT body FROM analyses WHERE doc=?", (self.numbers[doc],)).fetchone()
        return load_mentions(body)

    def own_count(self, doc: str) -> int:
        """How many mentions the analysis saw."""
        count = self.seen.get(self.numbers[doc])
        return len(self._own_mentions(doc)) if count is None else count
