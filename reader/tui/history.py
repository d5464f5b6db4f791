"""Where the reader has been: one history for every jump, back and forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from reader.lazy_dataclass import dataclass
from reader.model import Place

LONGEST = 500


@dataclass
class History:
    """Two stacks of places around the one where the reader is now."""

    behind: list[Place] = field(default_factory=list)
    ahead: list[Place] = field(default_factory=list)

    def leave(self, here: Place | None) -> None:
        """A jump leaves `here`: it can be come back to, and what was ahead is no longer."""
        if here is not None and (not self.behind or self.behind[-1] != here):
            self.behind.append(here)
            del self.behind[:-LONGEST]
        self.ahead.clear()

    def back(self, here: Place | None) -> Place | None:
        """The place to go back to; None at the beginning."""
        while self.behind and self.behind[-1] == here:
            self.behind.pop()
        if not self.behind:
            return None
        if here is not None:
            self.ahead.append(here)
        return self.behind.pop()

    def forward(self, here: Place | None) -> Place | None:
        """The place to go forward to; None at the end."""
        if not self.ahead:
            return None
        if here is not None:
            self.behind.append(here)
        return self.ahead.pop()

    def all(self, here: Place | None) -> Sequence[tuple[Place, bool]]:
        """The jump list, latest first; True marks where the reader is."""
        middle = [(here, True)] if here is not None else []
        return [
            *((each, False) for each in self.ahead),
            *middle,
            *((each, False) for each in reversed(self.behind)),
        ]
