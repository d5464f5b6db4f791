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
    """Held groups as references to their reports: those are in the index anyway."""
    row = [
        left.events,
        sorted(left.gone),
        left.roots,
        [[ref.doc, ref.index, value, mod] for ref, (value, mod) in left.dates.items()],
        [
            [[each.ref for each in group.members], [[key, *_plain(verdict)] for key, verdict in group.why]]
            for group in left.held
        ],
        [[a, b, *_plain(verdict)] for a, b, verdict in left.near],
        [[each.a, each.b, each.why, each.score] for each in left.suggested],
    ]
    plain = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_reference)
    return zlib.compress(plain.encode("utf-8", "surrogatepass"), 1)


def unpack_left(body: bytes, report: Callable[[EventRef], Report]) -> Left:
    """What `pack_left` made; `report` gives the reports of held groups."""
    from reader.analysis.events.cluster import Group
    from reader.analysis.events.link import Left
    from reader.analysis.linking import Suggestion

    row = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    events, gone, roots, dates, held, near, suggested = row
    groups = []
    for refs, why in held:
        members = [report(EventRef(*ref)) for ref in refs]
        reasons = [(key, _verdict(*told)) for key, *told in why]
        groups.append(Group(members, {each.ref.doc for each in members}, reasons))
    return Left(
        events,
        set(gone),
        roots,
        {EventRef(doc, index): (value, mod and Mod(mod)) for doc, index, value, mod in dates},
        groups,
        [(a, b, _verdict(*told)) for a, b, *told in near],
        [Suggestion(*each) for each in suggested],
    )


def _plain(verdict: Verdict) -> tuple[float, Sequence[str]]:
    return verdict.points, verdict.reasons


def _verdict(points: float, reasons: Sequence[str]) -> Verdict:
    from reader.analysis.events.compare import Verdict

    return Verdict(points, told=tuple(reasons))


def _reference(value: Any) -> list[Any]:
    """An EventRef, the only thing in there that JSON does not know."""
    return [value.doc, value.index]
