"""Rule N0 of UAX #9: paired brackets take one direction."""

from __future__ import annotations

from reader.typeset.classes import bracket_pattern, brackets

_DEEPEST = 63  # BD16: the stack of openers; a deeper opener ends the search


def bracket_pairs(text: str, resolved: str) -> list[tuple[int, int]]:
    """BD16: `(opener, closer)` indexes into `text`, by opener. Only brackets that are still neutral count.

    `resolved` holds one class letter before the text's own and one after.
    """
    known = brackets()
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in bracket_pattern().finditer(text):
        at = match.start()
        if resolved[at + 1] != "O":
            continue
        name, opens = known[match.group()]
        if opens:
            if len(stack) == _DEEPEST:
                return sorted(pairs)
            stack.append((name, at))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == name:
                pairs.append((stack[depth][1], at))
                del stack[depth:]
                break
    return sorted(pairs)


def pair_brackets(text: str, original: str, resolved: str, level: int) -> str:
    """N0 on an isolating run sequence: `resolved` (with sos and eos around) with its pairs set."""
    own, other = (b"R", b"L") if level & 1 else (b"L", b"R")
    kinds = bytearray(resolved, "ascii")
    strong_own, strong_other = (b"REN", b"L") if level & 1 else (b"L", b"REN")

    def has(wanted: bytes, start: int, end: int) -> bool:
        return any(
            kinds.find(one, start, end) >= 0 for one in (wanted[i : i + 1] for i in range(len(wanted)))
        )

    def strong_before(at: int) -> bytes:
        mine = max(kinds.rfind(strong_own[i : i + 1], 0, at) for i in range(len(strong_own)))
        theirs = max(kinds.rfind(strong_other[i : i + 1], 0, at) for i in range(len(strong_other)))
        return own if mine > theirs else other

    for opener, closer in bracket_pairs(text, resolved):
        a, b = opener + 1, closer + 1
        if has(strong_own, a + 1, b):
            direction = own
        elif has(strong_other, a + 1, b):
            direction = strong_before(a)
        else:
            continue
        for at in (a, b):
            kinds[at] = direction[0]
            mark = at + 1  # marks on a bracket follow it
            while mark <= len(original) and original[mark - 1] == "M":
                kinds[mark] = direction[0]
                mark += 1
    return kinds.decode("ascii")
