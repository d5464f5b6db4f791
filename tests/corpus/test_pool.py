"""What a process that analyses texts does around them."""

import gc

import pytest

from reader.corpus import pool
from reader.corpus.pool import Outcome, Task, analyse_batch
from reader.model import Analysis


@pytest.mark.parametrize("looked", [True, False])
def test_garbage_is_looked_for_between_batches_and_what_is_loaded_never(
    looked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    during: list[bool] = []
    frozen: list[bool] = []

    def analyse(text: str, *, published: str | None, source: str | None) -> Analysis:
        during.append(gc.isenabled())
        return Analysis()

    def batch(count: int) -> list[Outcome]:
        return analyse_batch([Task(doc, "نص", None, None) for doc in range(count)], analyse)

    monkeypatch.setattr(pool, "_loaded", False)
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    was = gc.isenabled()
    (gc.enable if looked else gc.disable)()
    try:
        assert [each.doc for each in batch(2)] == [0, 1]
        assert batch(0) == []
        assert len(batch(1)) == 1
        after = gc.isenabled()
    finally:
        (gc.enable if was else gc.disable)()
    assert during == [False, False, False]
    assert after is looked
    assert frozen == [True]
