"""A clan of reports as it was grouped, kept in the index: what comes back is what was put down, and new slips find room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import pytest

from reader.analysis.events.blocking import Looked, Slip, brief_of
from reader.analysis.events.blocks import ALL, ANY, Blocks, Standing, numbers_of
from reader.analysis.events.compare import Verdict
from reader.analysis.events.known import Fit, Known, Offered
from reader.analysis.events.numbered import Later, numbered
from reader.corpus.linking.grouped import Packed, pack_grouped, sound, unpack_grouped
from reader.model import Mod

K = TypeVar("K")
T = TypeVar("T")


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
        {number: Fit(8, Verdict(7.5, told=("اليوم نفسه",)), (16,)) for number in numbers if number > 8},
        dict.fromkeys(numbers, Looked(2, 1)),
        {
            "LOC:صور": {ALL: tuple(2 * number + 1 for number in numbers), 7: tuple(numbers)},
            "PER:ليلى": {ALL: 17, 9: 8},
        },
        (ANY, "meet"),
        {8: tuple(numbers)[1:]},
        {"a": tuple(numbers)},
        set(numbers),
        {16: (6.5, 8)},
        {8: "e1"},
        {8: ("2021-03", Mod.APPROX)},
        {8},
        {"m1": ["m2"]},
        {"m3": "a"},
        {number: brief_of(slip(day)) for number, day in numbers.items()},
        frozenset({"meet"}),
        [Offered(-6.5, "e0", "e1", 16, "اليوم نفسه")],
    )


def written(part: Mapping[K, T]) -> Later[K, T]:
    """A part of a clan as a run over it has it, which writes: its field promises reading alone."""
    assert isinstance(part, Later)
    return part


class Table:
    """Rows as an index holds them."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int | str], bytes] = {}
        self.read: set[int | str] = set()

    def one(self, part: str, key: int | str) -> memoryview:
        self.read.add(key)
        return sound(self.rows[part, key])

    def all(self, part: str) -> list[tuple[int | str, memoryview]]:
        keys = sorted((key for of, key in self.rows if of == part), key=str)
        return [(key, self.one(part, key)) for key in keys]

    def written(self, packed: Packed) -> Known:
        """What comes back of a clan that was put down."""
        if packed.anew:
            self.rows.clear()
        for key in packed.gone:
            self.rows.pop(key, None)
        self.rows.update({(part, key): body for part, key, body in packed.rows})
        return unpack_grouped(packed.body, self)


def by_name(found: Known) -> dict[str, dict[int, list[int]]]:
    """Who stands by which name in which block."""
    return {
        name: {block: list(numbers_of(blocks, block)) for block in list(blocks)}
        for name, blocks in found.standing.items()
    }


def plain(found: Known) -> list[object]:
    """All columns, whatever they are kept in."""
    mappings = (
        *(found.slips, found.briefs, found.homes),
        *(found.looked, found.of_document, found.events),
    )
    return [
        *map(dict, mappings),
        {home: tuple(those) for home, those in found.readers.items()},
        found.families,
        {
            number: (fit.best, fit.verdict.points, fit.verdict.reasons, fit.rivals)
            for number, fit in found.fits.items()
        },
        by_name(found),
        dict(found.dates),
        sorted(found.tied),
        dict(found.near),
        sorted(found.held),
        {key: list(others) for key, others in found.apart.items()},
        dict(found.gone),
        found.types,
        list(found.best),
    ]


def held(found: Known) -> Known:
    """The same as a run over it has it, where nobody asked for anything yet."""
    return replace(
        found,
        slips=Later(found.slips),
        briefs=Later(found.briefs),
        fits=Later(found.fits),
        looked=Later(found.looked),
        standing=Standing(found.standing, found.families),
        readers=Later(found.readers),
        of_document=Later(found.of_document),
        events=Later(found.events),
        dates=Later(found.dates),
    )


def test_what_was_put_down_comes_back() -> None:
    before, table = known(1, 2, 3), Table()
    packed = pack_grouped(held(before))
    assert packed.anew
    after = table.written(packed)
    assert plain(after) == plain(before)
    again = pack_grouped(held(table.written(pack_grouped(held(before)))))
    assert (again.anew, list(again.rows), again.gone) == (False, [], [])
    assert plain(table.written(again)) == plain(before)


def test_what_is_otherwise_now_is_put_down() -> None:
    table = Table()
    now = held(table.written(pack_grouped(held(known(1, 2, 3)))))
    standing = now.standing
    assert isinstance(standing, Standing)
    standing.take("LOC:صور", "meet", [], 24, True)
    standing.put("PER:ليلى", "meet", [5], 24, False)
    assert now.slips[16].days == (2, 2)
    for each in (now.slips, now.briefs, now.looked, now.fits, now.readers):
        written(each).drop(16)
    written(now.looked)[24] = Looked(5, 4)
    written(now.readers)[8] = (24,)
    written(now.of_document)["a"] = (8, 24)
    table.read.clear()
    packed = pack_grouped(replace(now, homes={8: 8, 24: 24}))
    rows = list(packed.rows)
    assert {key for _, key, _ in rows} == {"LOC:صور", "PER:ليلى", 8, "a"}
    assert packed.gone == [("slip", 16), ("fit", 16), ("reader", 16)]
    assert not table.read
    after = table.written(replace(packed, rows=rows))
    assert list(after.slips) == [24, 8]  # as the table here has them
    assert (after.homes, dict(after.readers)[8][0]) == ({8: 8, 24: 24}, 24)
    assert dict(after.looked) == {8: Looked(2, 1), 24: Looked(5, 4)}
    first = Standing(after.standing, after.families).first("meet")
    assert first is not None
    assert by_name(after) == {
        "LOC:صور": {ALL: [17, 33], 7: [8, 16, 24]},
        "PER:ليلى": {ALL: [17, 48], 9: [8], first + 5: [24]},
    }


@pytest.mark.parametrize("at", [0, 5, 200, -1])
def test_a_damaged_row_is_not_believed(at: int) -> None:
    packed, table = pack_grouped(held(known(1, 2, 3))), Table()
    table.written(packed)
    body, row = bytearray(packed.body), bytearray(table.rows["slip", 16])
    body[at] ^= 1
    row[min(at, 50)] ^= 1
    with pytest.raises(ValueError, match="damaged"):
        unpack_grouped(bytes(body), table)
    table.rows["slip", 16] = bytes(row)
    with pytest.raises(ValueError, match="damaged"):
        unpack_grouped(packed.body, table).slips[16]


@pytest.mark.parametrize("body", [b"", bytes(4)])
def test_a_row_without_a_body_is_not_believed(body: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack_grouped(body, Table())


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
    assert after.readers[first] == (second, third)
    blocks: Blocks = after.standing["LOC:صور"]
    assert numbers_of(blocks, ALL) == tuple(2 * each + 1 for each in (first, second, third))
    assert numbers_of(blocks, 7) == (first, second, third)
    assert (sorted(after.tied), dict(after.near)) == ([first, second, third], {second: (6.5, first)})
    assert after.fits[second].best == first
