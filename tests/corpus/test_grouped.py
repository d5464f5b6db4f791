"""A clan of reports as it was grouped, kept in the index: what comes back is what was put down, and new slips find room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.analysis.events.blocking import Looked, Slip
from reader.analysis.events.compare import Verdict
from reader.analysis.events.known import Fit, Known
from reader.analysis.events.numbered import Later, Standing, numbered
from reader.corpus.linking.grouped import pack_grouped, unpack_grouped
from reader.model import Mod


def slip(day: int, doc: str = "a") -> Slip:
    """A report of a day, by its names."""
    order = (False, 0, day, doc, f"m{doc}{day}", 0)
    return Slip(
        order, "meet", "meet", ("LOC:صور", "PER:ليلى"), 1, ("LOC:صور",), (day, day), None, "", "", False, True
    )


def known(*days: int) -> Known:
    """A clan with a slip a day, numbered from 8 on by eights, all of one group."""
    numbers = {8 * (at + 1): day for at, day in enumerate(days)}
    return Known(
        {number: slip(day) for number, day in numbers.items()},
        dict.fromkeys(numbers, 8),
        {number: (8,) if number > 8 else () for number in numbers},
        {number: Fit(8, Verdict(7.5, told=("اليوم نفسه",))) for number in numbers},
        dict.fromkeys(numbers, Looked(2, 1)),
        {"LOC:صور": [2 * number + 1 for number in numbers]},
        {"a": tuple(numbers)},
        set(numbers),
        {16: (6.5, 8)},
        {8: "e1"},
        {8: ("2021-03", Mod.APPROX)},
        {8},
        {"m1": ["m2"]},
        {"m3": "a"},
    )


def plain(found: Known) -> list[object]:
    """All columns, whatever they are kept in."""
    mappings = (found.slips, found.homes, found.candidates, found.looked, found.of_document, found.events)
    return [
        *map(dict, mappings),
        {number: (fit.best, fit.verdict.points, fit.verdict.reasons) for number, fit in found.fits.items()},
        {name: list(those) for name, those in found.standing.items()},
        dict(found.dates),
        sorted(found.tied),
        dict(found.near),
        sorted(found.held),
        {key: list(others) for key, others in found.apart.items()},
        dict(found.gone),
    ]


def held(found: Known) -> Known:
    """The same as a run over it has it, where nobody asked for anything yet."""
    return replace(
        found,
        slips=Later(found.slips),
        candidates=Later(found.candidates),
        fits=Later(found.fits),
        looked=Later(found.looked),
        standing=Standing(found.standing),
        dates=Later(found.dates),
    )


def test_what_was_put_down_comes_back() -> None:
    before = known(1, 2, 3)
    body = pack_grouped(held(before))
    assert plain(unpack_grouped(body)) == plain(before)
    assert plain(unpack_grouped(pack_grouped(held(unpack_grouped(body))))) == plain(before)


def test_what_is_otherwise_now_is_put_down() -> None:
    now = held(unpack_grouped(pack_grouped(held(known(1, 2, 3)))))
    now.candidates[24] = ()  # type: ignore[index]  # a Later can be written to; its field promises reading alone
    assert isinstance(now.standing, Standing)
    now.standing.to_change("LOC:صور").remove(49)
    now.standing.to_change("PER:ليلى").append(17)
    after = unpack_grouped(pack_grouped(replace(now, homes={8: 8, 24: 24})))
    assert list(after.slips) == [8, 24]
    assert dict(after.candidates) == {8: (), 24: ()}
    assert {name: list(those) for name, those in after.standing.items()} == {
        "LOC:صور": [17, 33],
        "PER:ليلى": [17],
    }


@pytest.mark.parametrize("at", [0, 5, 200, -1])
def test_a_damaged_row_is_not_believed(at: int) -> None:
    body = bytearray(pack_grouped(held(known(1, 2, 3))))
    body[at] ^= 1
    with pytest.raises(ValueError, match="damaged"):
        unpack_grouped(bytes(body))


@pytest.mark.parametrize("body", [b"", bytes(4)])
def test_a_row_without_a_body_is_not_believed(body: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack_grouped(body)


@pytest.mark.parametrize(
    ("new", "placed"),
    [
        ([], []),
        ([5], [12]),
        ([1], [4]),
        ([5, 6], [10, 13]),
        ([1, 5, 30], [4, 12, 24 + 4096]),
    ],
)
def test_new_slips_stand_between_those_that_are_known(new: list[int], placed: list[int]) -> None:
    now, same, numbers = numbered(before := known(3, 10, 20), [slip(day, "b") for day in new])
    assert numbers == placed
    assert not now
    assert same is before


def test_where_there_is_no_room_all_are_numbered_anew() -> None:
    many = [slip(5, f"b{at}") for at in range(8)]  # eight, where seven go between two
    now, after, numbers = numbered(known(3, 10, 20), many)
    assert list(now) == [8, 16, 24]
    first, second, third = now.values()
    assert first < min(numbers) <= max(numbers) < second < third
    assert sorted(set(numbers)) == numbers
    order = {**{number: each.order for number, each in after.slips.items()}}
    order.update((number, each.order) for number, each in zip(numbers, many, strict=True))
    assert [order[number] for number in sorted(order)] == sorted(order.values())
    assert after.homes == {first: first, second: first, third: first}
    assert after.candidates[third] == (first,)
    assert after.standing["LOC:صور"] == [2 * each + 1 for each in (first, second, third)]
    assert (sorted(after.tied), dict(after.near)) == ([first, second, third], {second: (6.5, first)})
    assert after.fits[second].best == first
