from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from reader import analysis
from reader.corpus.index import Index
from reader.model import Analysis
from tests.corpus.collections import index_at


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with index_at(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def remembered() -> Callable[..., Analysis]:
    """The analysis, which says again what it has said of the same text."""
    return cache(analysis.analyse)


@pytest.fixture(scope="module")
def analysed_once(remembered: Callable[..., Analysis]) -> Iterator[None]:
    """For tests of linking, which write the same few sentences hundreds of times: a text is analysed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.analysis.analyse", remembered)
        yield
