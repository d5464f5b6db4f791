"""The sidebar: who and what is in this article (or in the collection), by kind, with counts here and in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from typing_extensions import override

from reader.catalogue import N_, Catalogue
from reader.lazy_dataclass import dataclass
from reader.library import EntityCount
from reader.model import Entity
from reader.text.fold import fold
from reader.tui.panes.lists import SidePane, note_sign
from reader.tui.widgets.painting import Row

HEADINGS = {"PER": N_("People"), "ORG": N_("Organisations"), "LOC": N_("Places")}


@dataclass(frozen=True)
class Heading:
    """A kind and how many of it there are."""

    kind: str
    count: int


def spoken(each: EntityCount, everywhere: bool) -> tuple[int, int]:
    """How often an entity is named, and how often a role says it («الرئيس السوري»): here, or in the collection."""
    return (each.total, each.roles) if everywhere else (each.here, each.roles_here)


def called(entity: Entity) -> str:
    """All its names, folded: what it is looked for by."""
    return fold(" · ".join((entity.name, *entity.aliases)))


class EntitiesPane(SidePane):
    """One line an entity, under a heading a kind."""

    TITLE = N_("Who and where")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("entities", "rows")

    def __init__(self, lexicon: Catalogue, *, id: str | None = None) -> None:
        super().__init__(lexicon, id=id)
        self.rows: list[EntityCount | Heading] = []
        self.index: dict[str, int] = {}
        self.everywhere = False
        self.chosen = ""
        self.near: frozenset[str] = frozenset()  # at the reading cursor
        self.gathered: frozenset[str] = frozenset()
        self.noted: dict[str, int] = {}  # notes on the thing itself
        self.matching = ""  # words that a name or another name of the same has, while it is narrowed
        self._found: Sequence[EntityCount] = ()
        self._called: Sequence[str] | None = None  # their names folded, once somebody narrows

    def show(self, found: Sequence[EntityCount], *, everywhere: bool = False) -> None:
        """The entities of an article, or of the collection; still narrowed where it was."""
        self.everywhere = everywhere
        self._found, self._called = found, None
        self._list()

    def names(self) -> Sequence[str]:
        """What each is called, folded. Takes a while where they are many; for a worker."""
        found, names = self._found, self._called
        if names is None:
            names = [called(each.entity) for each in found]
            if found is self._found:  # not another article's by now
                self._called = names
        return names

    def narrow(self, words: str) -> None:
        """Only who has these words in a name; everybody without any."""
        self.matching = " ".join(words.split())
        self._list()

    def _list(self) -> None:
        found = self._found
        if wanted := fold(self.matching).split():
            names = self.names()
            found = [
                each for each, name in zip(found, names, strict=True) if all(part in name for part in wanted)
            ]
        self.rows, self.index = [], {}
        everywhere = self.everywhere
        for kind in HEADINGS:
            those = [each for each in found if each.entity.type.value == kind]
            if those:
                those.sort(
                    key=lambda each: (
                        -sum(spoken(each, everywhere)),
                        -sum(spoken(each, True)),
                        each.entity.name,
                    )
                )
                self.rows.append(Heading(kind, len(those)))
                self.rows.extend(those)
        for number, each in enumerate(self.rows):
            if isinstance(each, EntityCount):
                self.index[each.entity.id] = number
        self.reset()

    @property
    def row_count(self) -> int:
        return len(self.rows)

    def selectable(self, index: int) -> bool:
        return 0 <= index < len(self.rows) and isinstance(self.rows[index], EntityCount)

    def entity_at(self, index: int) -> EntityCount | None:
        """The entity of a row; None for a heading."""
        found = self.rows[index] if 0 <= index < len(self.rows) else None
        return found if isinstance(found, EntityCount) else None

    def header_aside(self) -> str:
        scope = self.lexicon("all") if self.everywhere else self.lexicon("here")
        return f"{scope} · {self.matching}" if self.matching else scope

    def empty_text(self) -> str:
        if self.matching:
            return self.lexicon("No such name")
        return self.lexicon("Not read yet") if self.busy else self.lexicon("Nobody is named here")

    def line_key(self, y: int) -> tuple[object, ...]:
        each = self.entity_at(y)
        id = each.entity.id if each else ""
        return (*super().line_key(y), id == self.chosen, id in self.near, id in self.gathered)

    @override
    def paint_row(self, index: int, line: int, width: int, row: Row) -> None:
        each = self.rows[index]
        if isinstance(each, Heading):
            self.two_ends(
                row,
                self.lexicon(HEADINGS[each.kind]),
                self.lexicon.number(each.count),
                self.look("row--dim"),
                margin=1,
                main_style=self.look("row--heading"),
            )
            return
        id = each.entity.id
        if id == self.chosen:
            row.paint(0, width, self.look("row--lit"))
        if id in self.near:
            self.bar(row, self.look("row--here"))
        number = self.lexicon.number
        here, total = sum(spoken(each, self.everywhere)), sum(spoken(each, True))
        counts = number(total) if here == total else f"{number(here)}/{number(total)}"
        if id in self.gathered:
            counts = "+ " + counts
        if notes := self.noted.get(id, 0):
            counts = f"{note_sign(self, notes)} {counts}"
        self.two_ends(
            row,
            each.entity.name,
            counts,
            self.look("row--dim"),
            margin=2,
            main_style=self.look(f"kind--{each.entity.type.value.lower()}"),
        )
