from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.corpus.index import Index
from tests.corpus.collections import index_at


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with index_at(tmp_path) as made:
        yield made
