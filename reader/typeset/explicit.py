"""Rules X1 to X10 of UAX #9: explicit embeddings, overrides, isolates, and the sequences they make."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reader.lazy_dataclass import dataclass

DEEPEST = 125  # max_depth


@dataclass(slots=True)
class Explicit:
    """Level and class of each code point after X1 to X8; `matches` joins isolate initiators and their PDI."""

    levels: list[int]
    classes: list[str]
    matches: dict[int, int]

    @classmethod
    def read(cls, classes: str, base: int) -> Explicit:
        """Walk the paragraph once with the directional status stack."""
        matches = _match_isolates(classes)
        fsi = _first_strong_isolates(classes, matches)
        levels = [base] * len(classes)
        kinds = list(classes)
        stack: list[tuple[int, str, bool]] = [(base, "", False)]
        too_deep_isolates = too_deep_embeddings = valid_isolates = 0
        for at, kind in enumerate(classes):
            level, override, _ = stack[-1]
            if kind in "acde":  # X2 to X5
                new = (level + 1) | 1 if kind in "de" else (level + 2) & ~1
                if new <= DEEPEST and not too_deep_isolates and not too_deep_embeddings:
                    stack.append((new, {"c": "L", "e": "R"}.get(kind, ""), False))
                elif not too_deep_isolates:
                    too_deep_embeddings += 1
            elif kind in "lri":  # X5a to X5c
                levels[at] = level
                if override:
                    kinds[at] = override
                right = kind == "r" or (kind == "i" and fsi[at] == "r")
                new = (level + 1) | 1 if right else (level + 2) & ~1
                if new <= DEEPEST and not too_deep_isolates and not too_deep_embeddings:
                    valid_isolates += 1
                    stack.append((new, "", True))
                else:
                    too_deep_isolates += 1
            elif kind == "p":  # X6a
                if too_deep_isolates:
                    too_deep_isolates -= 1
                elif valid_isolates:
                    too_deep_embeddings = 0
                    while not stack[-1][2]:
                        stack.pop()
                    stack.pop()
                    valid_isolates -= 1
                level, override, _ = stack[-1]
                levels[at] = level
                if override:
                    kinds[at] = override
            elif kind == "f":  # X7
                if too_deep_isolates:
                    pass
                elif too_deep_embeddings:
                    too_deep_embeddings -= 1
                elif not stack[-1][2] and len(stack) >= 2:
                    stack.pop()
            elif kind == "Z":  # X8
                levels[at] = base
            elif kind != "b":  # X6
                levels[at] = level
                if override:
                    kinds[at] = override
        return cls(levels, kinds, matches)


def _match_isolates(classes: str) -> dict[int, int]:
    """BD9: initiator -> its PDI."""
    open_: list[int] = []
    matches = {}
    for at, kind in enumerate(classes):
        if kind in "lri":
            open_.append(at)
        elif kind == "p" and open_:
            matches[open_.pop()] = at
        elif kind == "Z":
            open_.clear()
    return matches


def _first_strong_isolates(classes: str, matches: dict[int, int]) -> dict[int, str]:
    """X5c: for each FSI "l" or "r", by the first strong letter up to its PDI, nested isolates skipped.

    One walk from the end with the answer for "the first strong letter from here on" at each depth: a
    scan forward from each FSI would be quadratic in nested ones.
    """
    found: dict[int, str] = {}
    if "i" not in classes:
        return found
    initiator_of = {pdi: at for at, pdi in matches.items()}
    ahead = [""]  # what comes first from here, at each open depth
    for at in range(len(classes) - 1, -1, -1):
        kind = classes[at]
        if kind == "L":
            ahead[-1] = "l"
        elif kind in "RA":
            ahead[-1] = "r"
        elif kind == "p" and at in initiator_of:
            ahead.append("")
        elif kind in "lri":
            inside = ahead.pop() if at in matches else ahead[-1]
            if kind == "i":
                found[at] = inside or "l"
            if at not in matches:  # it reaches to the paragraph's end: nothing of it is at our depth
                ahead[-1] = ""
        elif kind == "Z":
            ahead = [""]
    return found


@dataclass(slots=True)
class Run:
    """An isolating run sequence (BD13): indexes into the paragraph, level, sos and eos."""

    indexes: list[int]
    level: int
    before: str
    after: str


def isolating_runs(explicit: Explicit, classes: str, base: int) -> Iterator[Run]:
    """X9 and X10: the sequences of what X9 leaves, in order of their first code point."""
    levels, matches = explicit.levels, explicit.matches
    kept = [at for at, kind in enumerate(classes) if kind not in "acdefb"]
    place = {at: n for n, at in enumerate(kept)}
    runs = [list(run) for _, run in groupby(kept, key=levels.__getitem__)]
    by_first = {run[0]: run for run in runs}
    closers = set(matches.values())
    for run in runs:
        if classes[run[0]] == "p" and run[0] in closers:
            continue  # a part of the sequence that its initiator began
        indexes = list(run)
        while (closer := matches.get(indexes[-1])) is not None:
            indexes.extend(by_first[closer])
        level = levels[indexes[0]]
        first = place[indexes[0]]
        last = place[indexes[-1]]
        left = levels[kept[first - 1]] if first else base
        open_ended = classes[indexes[-1]] in "lri" or last + 1 == len(kept)  # no PDI, or no more text
        right = base if open_ended else levels[kept[last + 1]]
        yield Run(indexes, level, "LR"[max(level, left) & 1], "LR"[max(level, right) & 1])
