"""Which names are settled anew after a change, and which others they are settled beside.

Whole names hang on those that sound alike and on those that begin and end alike: a class. A surname alone looks for those who bear it, and
nobody looks for a surname. So a name that changed reaches its class and the surnames that may mean one of it; each of these is weighed
against all who bear it, and the entities that they belong to are put together again. Who merely bears a surname is as he was, and so is
whatever hangs on him: from one to the next everybody would be reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.corpus.linking.names import Name, Names
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.entities.link import EntityLinking


class Reached:
    """Names after a change: say what changed (`changed`), then, after each settling, ask whether there are `more` to settle."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.settled: dict[int, Name] = {}  # that may be somebody else's now
        self.beside: dict[int, Name] = {}  # whole names that bear one of these surnames
        self.homes: set[str] = (
            set()
        )  # entities of settled names, now or before: all of their names are on the roll
        self._marks: set[int] = set()  # looked through for surnames
        self._whole: dict[int, dict[str, list[Name]]] = {}  # by mark and by how they begin and end

    def __len__(self) -> int:
        return len(self.settled) + len(self.beside)

    def on_roll(self) -> list[Name]:
        """All names that are there, in the order of their numbers."""
        known = {**self.beside, **self.settled}
        return [known[number] for number in sorted(known) if known[number].docs]

    def changed(self, names: Iterable[Name], marks: Iterable[int]) -> None:
        """Names that changed, and what others met them by before and now."""
        found = {name.number: name for name in names}
        whole = self._class_of(name for name in found.values() if _is_whole(name))
        self.settled.update({**found, **whole})
        own = [self._take_surname(name) for name in found.values() if _is_alone(name)]
        self._settle_surnames(set(marks).union(*own, *(name.meets() for name in whole.values())))

    def more(self, linking: EntityLinking, roll: list[Name]) -> bool:
        """Whether entities that these names belong to, or did, have surnames that are still to be settled with them."""
        homes = {linking.home(at) for at, name in enumerate(roll) if name.number in self.settled}
        homes.update(str(name.kept[5]) for name in self.settled.values() if name.kept is not None)
        new = homes - self.homes - {""}
        self.homes = homes
        missing = [
            name
            for home in sorted(new)
            for name in self.names.of(home)
            if _is_alone(name) and name.number not in self.settled
        ]
        for name in missing:
            self._take_surname(name)
        return bool(missing)

    def _settle_surnames(self, marks: set[int]) -> None:
        """The surnames that these marks lead to. Those that meet by a mark may count for one another, so they go together."""
        waiting = marks - self._marks
        self._marks |= waiting
        while waiting:
            for name in self.names.numbered(self.names.marked(waiting.pop())):
                if _is_alone(name) and name.number not in self.settled:
                    more = self._take_surname(name) - self._marks
                    self._marks |= more
                    waiting |= more

    def _take_surname(self, name: Name) -> set[int]:
        """A surname to be settled, beside all who bear it. Gives the marks that it meets others by."""
        self.settled[name.number] = name
        marks = name.meets()
        self.beside.update(
            self._class_of(each for mark in marks for those in self._bearers(mark).values() for each in those)
        )
        return marks

    def _class_of(self, names: Iterable[Name]) -> dict[int, Name]:
        """Whole names with all that they hang on."""
        waiting = [name for name in names if name.number not in self.beside]
        found = {name.number: name for name in waiting}
        while waiting:
            for name in self._alike(waiting.pop()):
                if name.number not in found:
                    found[name.number] = name
                    waiting.append(name)
        return found

    def _alike(self, name: Name) -> Iterator[Name]:
        from reader.analysis.entities.link import both_ends
        from reader.analysis.entities.meeting import class_marks

        sound, surname = class_marks(name.words)
        for those in self._bearers(sound).values():
            yield from those
        if ends := both_ends(name.words.replace("-", " ")):
            yield from self._bearers(surname).get(ends, ())

    def _bearers(self, mark: int) -> dict[str, list[Name]]:
        """The whole names that a mark leads to, by how they begin and end."""
        from reader.analysis.entities.link import both_ends

        found = self._whole.get(mark)
        if found is None:
            found = self._whole[mark] = {}
            for name in filter(_is_whole, self.names.numbered(self.names.marked(mark))):
                found.setdefault(both_ends(name.words.replace("-", " ")), []).append(name)
        return found


def _is_whole(name: Name) -> bool:
    from reader.analysis.entities.units import Way

    return name.type is EntityType.PER and name.way in (Way.FULL, Way.SETTLED)


def _is_alone(name: Name) -> bool:
    from reader.analysis.entities.units import Way

    return name.type is EntityType.PER and name.way is Way.ALONE
