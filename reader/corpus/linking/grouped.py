"""A clan as it was grouped the last time (`analysis.events.regroup.Known`), as it lies in the index."""

from __future__ import annotations

import json
import sys
import zlib
from typing import TYPE_CHECKING

from reader.model import Mod

if TYPE_CHECKING:
    from reader.analysis.events.regroup import Known


def nothing() -> Known:
    """A clan that was never grouped."""
    from reader.analysis.events.regroup import Known

    return Known()


def pack_grouped(known: Known) -> bytes:
    """Slips by column numbers: names, documents and kinds once each."""
    from reader.analysis.events.cluster import NEAR
    from reader.analysis.events.compare import weights

    names: dict[str, int] = {}
    told = weights().join - NEAR  # below, nobody asks for the reasons

    def number(name: str) -> int:
        return names.setdefault(name, len(names))

    rows = []
    for slip, choice in zip(known.slips, known.choices, strict=True):
        late, precise, first, doc, key, at = slip.order
        points = choice.verdict.points
        rows.append(
            (
                (int(late), precise, first, number(doc), key, at),
                number(slip.family),
                number(slip.type),
                tuple(map(number, slip.names)),
                slip.known_by,
                tuple(map(number, slip.anytime)),
                slip.days,
                slip.published,
                slip.cause,
                slip.of,
                int(slip.causes) + 2 * slip.tied,
                (
                    choice.home,
                    choice.candidates,
                    points,
                    choice.verdict.reasons if points >= told else (),
                    choice.best,
                ),
            )
        )
    outcomes = [(home, made.event, *made.date, int(made.held)) for home, made in known.outcomes.items()]
    apart = {key: sorted(others) for key, others in known.apart.items()}
    whole = (list(names), rows, outcomes, apart, dict(known.gone))
    return zlib.compress(json.dumps(whole, separators=(",", ":")).encode(), 1)


def unpack_grouped(body: bytes) -> Known:
    """What `pack_grouped` made."""
    from reader.analysis.events.blocking import Slip
    from reader.analysis.events.compare import Verdict
    from reader.analysis.events.regroup import Choice, Known, Outcome

    names, rows, outcomes, apart, gone = json.loads(zlib.decompress(body))
    names = list(map(sys.intern, names))
    slips, choices = [], []
    for order, family, type_, its, known_by, anytime, days, published, cause, of, flags, choice in rows:
        late, precise, first, doc, key, at = order
        home, candidates, points, reasons, best = choice
        slips.append(
            Slip(
                (bool(late), precise, first, names[doc], key, at),
                names[family],
                names[type_],
                tuple([names[each] for each in its]),
                known_by,
                tuple([names[each] for each in anytime]),
                (days[0], days[1]) if days else None,
                published,
                cause,
                of,
                bool(flags & 1),
                bool(flags & 2),
            )
        )
        choices.append(Choice(home, tuple(candidates), Verdict(points, told=tuple(reasons)), best))
    made = {
        home: Outcome(event, (value, mod and Mod(mod)), bool(held))
        for home, event, value, mod, held in outcomes
    }
    return Known(slips, choices, made, apart, gone)
