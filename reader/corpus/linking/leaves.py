"""What a clan of reports left behind when it was grouped (`analysis.events.link.Left`), as it lies in the index."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reader.model import EventRef, Mod

if TYPE_CHECKING:
    from reader.analysis.events.compare import Verdict
    from reader.analysis.events.features import Report
    from reader.analysis.events.link import Left


def pack_left(left: Left) -> bytes:
    """All but what `pack_ties` packs, and the events: these are kept by group (`grouped`)."""
    row = [
        sorted(left.gone),
        [[a, b, *_plain(verdict)] for a, b, verdict in left.near],
        [[each.a, each.b, each.why, each.score] for each in left.suggested],
    ]
    return _packed(row)


def pack_ties(left: Left) -> bytes:
    """What other clans may hang on: whose dead and hurt are whose, dates, groups that wait.

    These as references to their reports: those are in the index anyway.
    """
    row = [
        left.roots,
        [[ref.doc, ref.index, value, mod] for ref, (value, mod) in left.dates.items()],
        [
            [[each.ref for each in group.members], [[key, *_plain(verdict)] for key, verdict in group.why]]
            for group in left.held
        ],
    ]
    return _packed(row)


def unpack_roots(ties: bytes) -> dict[str, str]:
    """The first part of what `pack_ties` made."""
    roots: dict[str, str] = _unpacked(ties)[0]
    return roots


def unpack_ties(ties: bytes, report: Callable[[EventRef], Report]) -> Left:
    """What `pack_ties` made; `report` gives the reports of groups that wait."""
    from reader.analysis.events.cluster import Group
    from reader.analysis.events.link import Left

    roots, dates, held = _unpacked(ties)
    groups = []
    for refs, why in held:
        members = [report(EventRef(*ref)) for ref in refs]
        reasons = [(key, _verdict(*told)) for key, *told in why]
        groups.append(Group(members, {each.ref.doc for each in members}, reasons))
    by_ref = {EventRef(doc, index): (value, mod and Mod(mod)) for doc, index, value, mod in dates}
    return Left(roots=roots, dates=by_ref, held=groups)


def unpack_left(leaves: bytes, ties: bytes, report: Callable[[EventRef], Report]) -> Left:
    """What `pack_left` and `pack_ties` made."""
    from reader.analysis.linking import Suggestion

    left = unpack_ties(ties, report)
    gone, near, suggested = _unpacked(leaves)
    left.gone = set(gone)
    left.near = [(a, b, _verdict(*told)) for a, b, *told in near]
    left.suggested = [Suggestion(*each) for each in suggested]
    return left


def _packed(row: list[Any]) -> bytes:
    plain = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_reference)
    return zlib.compress(plain.encode("utf-8", "surrogatepass"), 1)


def _unpacked(body: bytes) -> list[Any]:
    row: list[Any] = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    return row


def _plain(verdict: Verdict) -> tuple[float, Sequence[str]]:
    return verdict.points, verdict.reasons


def _verdict(points: float, reasons: Sequence[str]) -> Verdict:
    from reader.analysis.events.compare import Verdict

    return Verdict(points, told=tuple(reasons))


def _reference(value: Any) -> list[Any]:
    """An EventRef, the only thing in there that JSON does not know."""
    return [value.doc, value.index]
