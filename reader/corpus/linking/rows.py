"""Rows that a run of entity linking makes: entities, and whose the mentions of a document are."""

from __future__ import annotations

from dataclasses import dataclass

from reader.corpus.linking.linkable import digest
from reader.corpus.serial import compact, dump
from reader.model import Entity, Mention
from reader.text.fold import fold


@dataclass(slots=True)
class Row:
    """An entity as it lies in the index. `gained` are the forms that were learnt elsewhere, each with its count."""

    entity: Entity
    total: int
    documents: int
    naming: int
    gained: dict[str, int]
    listed: str

    def _gained(self) -> str:
        return compact(dict(sorted(self.gained.items()))) if self.gained else ""

    def mark(self) -> str:
        """Changes when anything of it does."""
        entity, counts = self.entity, (self.total, self.documents, self.naming)
        head = (entity.type, entity.name, entity.why, self.listed, self._gained())
        return digest((*head, *map(str, counts), *entity.aliases))

    def plain(self, mark: str) -> tuple[object, ...]:
        """Its row."""
        from reader.analysis.entities.meeting import near

        entity = self.entity
        names = compact([fold(name) for name in (entity.name, *entity.aliases)])
        head = (entity.id, entity.type.value, dump(entity), self.total, self.documents, mark, self.naming)
        return (*head, self._gained(), self.listed, near(entity.id, self.listed), names)


class Placed:
    """Whose the mentions of one document are: `own` as the analysis counts them, `at` with those added to it."""

    def __init__(self, own: dict[int, str]) -> None:
        self.own = own
        self.at: dict[str, list[int]] = {}
        for index, entity in own.items():
            self.at.setdefault(entity, []).append(index)
        self.added: list[tuple[int, Mention]] = []
