"""What the app remembers for its reader: places, marks, searches, settings of the moment, unsaved words."""

from __future__ import annotations

from reader.journal.desk import Desk
from reader.journal.notes import storable
from reader.journal.readings import rename_readings
from reader.model import Place

HISTORY = 200  # searches remembered a person


class Memory(Desk):
    """All of it is the author's own; none of it is an act that undo knows."""

    # -- places and marks -------------------------------------------------------

    def remember_place(self, collection: str, place: Place) -> None:
        """Where the reader stands in a collection, and that it is this collection."""
        with self._store.write(durable=False) as connection:
            connection.execute(
                """INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?,
                     (SELECT coalesce(max(turn), 0) + 1 FROM places WHERE author = ?))""",
                (self.author, storable(collection), place.doc, place.offset, self.author),
            )

    def last_place(self, collection: str) -> Place | None:
        """Where the reader stood in a collection last."""
        with self._store.read() as connection:
            row = connection.execute(
                "SELECT doc, at FROM places WHERE author = ? AND collection = ?",
                (self.author, storable(collection)),
            ).fetchone()
        return None if row is None else Place(row[0], row[1])

    def last_collection(self) -> str | None:
        """The collection open last."""
        recent = self.recent_collections()
        return recent[0] if recent else None

    def recent_collections(self) -> list[str]:
        """Collections this author has read in, the last one first."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT collection FROM places WHERE author = ? ORDER BY turn DESC", (self.author,)
            ).fetchall()
        return [row[0] for row in rows]

    def rename_collection(self, old: str, new: str) -> None:
        """A collection's folder moved: everybody's places, marks and drafts in it go with it, and what is known of it."""
        old, new = storable(old), storable(new)
        with self._store.write() as connection:
            for table in ("places", "marks", "documents"):
                connection.execute(
                    f"UPDATE OR REPLACE {table} SET collection = ? WHERE collection = ?",  # noqa: S608 - constants
                    (new, old),
                )
            connection.execute(
                "UPDATE OR IGNORE drafts SET key = ?1 || substr(key, length(?2) + 1) WHERE substr(key, 1, length(?2) + 1) = ?2 || '/'",
                (new, old),
            )
            rename_readings(connection, old, new)

    def collections(self) -> dict[str, set[str]]:
        """Ids of the documents that something is remembered of, by the collection they were read in."""
        found: dict[str, set[str]] = {}
        with self._store.read() as connection:
            for table in ("places", "marks", "documents"):
                for name, doc in connection.execute(f"SELECT collection, doc FROM {table}"):  # noqa: S608 - constants
                    found.setdefault(name, set()).add(doc)
        return found

    def set_mark(self, letter: str, place: Place | None, collection: str = "") -> None:
        """A place by one letter; None takes the mark away."""
        with self._store.write() as connection:
            if place is None:
                connection.execute(
                    "DELETE FROM marks WHERE author = ? AND collection = ? AND letter = ?",
                    (self.author, collection, letter),
                )
            else:
                connection.execute(
                    "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?)",
                    (self.author, collection, letter, place.doc, place.offset),
                )

    def marks(self, collection: str = "") -> dict[str, Place]:
        """Letter to place."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT letter, doc, at FROM marks WHERE author = ? AND collection = ? ORDER BY letter",
                (self.author, collection),
            ).fetchall()
        return {row[0]: Place(row[1], row[2]) for row in rows}

    # -- searches ---------------------------------------------------------------

    def save_search(self, name: str, query: str) -> None:
        """A search to keep, under a name."""
        with self._store.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO searches VALUES (?, ?, ?)",
                (self.author, storable(name), storable(query)),
            )

    def drop_search(self, name: str) -> None:
        """A saved search taken away."""
        with self._store.write() as connection:
            connection.execute("DELETE FROM searches WHERE author = ? AND name = ?", (self.author, name))

    def saved_searches(self) -> dict[str, str]:
        """Name to query."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT name, query FROM searches WHERE author = ? ORDER BY name", (self.author,)
            ).fetchall()
        return {row[0]: row[1] for row in rows}

    def remember_search(self, query: str) -> None:
        """A query that was run; each stands once in the history, where it was run last."""
        with self._store.write(durable=False) as connection:
            connection.execute(
                """INSERT OR REPLACE INTO search_history VALUES (?, ?,
                     (SELECT coalesce(max(turn), 0) + 1 FROM search_history WHERE author = ?))""",
                (self.author, storable(query), self.author),
            )
            connection.execute(
                """DELETE FROM search_history WHERE author = ?1 AND query NOT IN
                     (SELECT query FROM search_history WHERE author = ?1 ORDER BY turn DESC LIMIT ?2)""",
                (self.author, HISTORY),
            )

    def search_history(self) -> list[str]:
        """Queries run, the last one first."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT query FROM search_history WHERE author = ? ORDER BY turn DESC", (self.author,)
            ).fetchall()
        return [row[0] for row in rows]

    # -- whatever else ------------------------------------------------------------

    def remember(self, key: str, value: str) -> None:
        """Anything small: the layout, the last filter."""
        with self._store.write(durable=False) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO memory VALUES (?, ?, ?)", (self.author, key, storable(value))
            )

    def recall(self, key: str, default: str | None = None) -> str | None:
        """What was remembered under a key."""
        with self._store.read() as connection:
            row = connection.execute(
                "SELECT value FROM memory WHERE author = ? AND key = ?", (self.author, key)
            ).fetchone()
        return default if row is None else str(row[0])

    def forget(self, key: str) -> None:
        """What was remembered under a key, no longer."""
        with self._store.write(durable=False) as connection:
            connection.execute("DELETE FROM memory WHERE author = ? AND key = ?", (self.author, key))

    # -- words not yet saved as a note ------------------------------------------------

    def save_draft(self, key: str, text: str) -> None:
        """The text of an editor while it is being written, so that a crash loses at most the last second."""
        with self._store.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)",
                (self.author, key, storable(text), self._store.now()),
            )

    def draft(self, key: str) -> str | None:
        """A draft that was left behind, or None."""
        with self._store.read() as connection:
            row = connection.execute(
                "SELECT text FROM drafts WHERE author = ? AND key = ?", (self.author, key)
            ).fetchone()
        return None if row is None else str(row[0])

    def drafts(self) -> dict[str, str]:
        """Every draft left behind: key to text."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT key, text FROM drafts WHERE author = ? ORDER BY modified, key", (self.author,)
            )
            return {row[0]: row[1] for row in rows}

    def drop_draft(self, key: str) -> None:
        """A draft saved as a note, or thrown away."""
        with self._store.write() as connection:
            connection.execute("DELETE FROM drafts WHERE author = ? AND key = ?", (self.author, key))
