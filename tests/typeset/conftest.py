"""Conformance runs where it is asked for: `-m conformance`, WARRAQ_CONFORMANCE=1, or where nothing may be skipped."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # oracles.py, unicode_tables.py


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    asked = "conformance" in (config.option.markexpr or "") or any(
        os.environ.get(name) for name in ("WARRAQ_CONFORMANCE", "WARRAQ_NO_SKIP")
    )
    if asked:
        return
    for item in items:
        if item.get_closest_marker("conformance"):
            item.add_marker(pytest.mark.skip(reason="conformance: `make conformance` runs it"))


@pytest.fixture(scope="session")
def ucd() -> Path:
    """Where Unicode's files are: WARRAQ_UCD, or where Debian's package unicode-data puts them."""
    folder = Path(os.environ.get("WARRAQ_UCD", "/usr/share/unicode"))
    if not (folder / "BidiTest.txt").exists():
        pytest.skip(f"no BidiTest.txt in {folder}: install Debian's unicode-data 15.0 or set WARRAQ_UCD")
    return folder
