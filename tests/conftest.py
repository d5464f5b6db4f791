"""What all tests share: a home of their own, and the rule that CI's targets may skip nothing."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
HOMES = count()
gc.disable()  # what is gathered before the first test stays: see `pytest_collection_finish`


def pytest_configure(config: pytest.Config) -> None:
    """Laws are tried with the same examples in every run, so that a red test is of the change; a soak looks for new ones.

    And by no clock: how long an example takes is the machine's affair.
    """
    too_slow = [HealthCheck.too_slow]
    settings.register_profile("repeated", derandomize=True, deadline=None, suppress_health_check=too_slow)
    if config.option.markexpr != "soak":
        settings.load_profile("repeated")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test writes to folders of its own, whatever the user has."""
    home = tmp_path_factory.mktemp(
        f"home{next(HOMES)}", numbered=False
    )  # pytest would look for a free number each time
    for name, folder in {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
    }.items():
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TMUX", "NO_COLOR", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return home


@pytest.fixture
def seeds() -> Path:
    """The bundled articles."""
    return SEEDS


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of the five articles, made once for all workers of a run; tests copy it."""
    from reader import config
    from reader.library import Library

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = shared / "indexed"
    with (shared / "indexed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            folder = tmp_path_factory.mktemp("indexing")
            settings = config.Settings(
                library=str(folder), journal=str(folder / "journal" / "of.sqlite"), author="test"
            )
            with Library.open(SEEDS, settings) as library:
                library.refresh(workers=1)
            shutil.rmtree(folder / "journal")
            folder.rename(made)
    return made


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Soak runs only where they are asked for by name."""
    if "soak" in (config.option.markexpr or ""):
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="soak: run with -m soak"))


def pytest_collection_finish() -> None:
    """What was imported lives to the end, so no look for garbage need go over it again: those were a quarter of what
    a run cost. Garbage is looked for less often, too: a test leaves little, and reading makes much that stays."""
    gc.freeze()
    gc.set_threshold(500_000, 10, 20)
    gc.enable()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """With WARRAQ_NO_SKIP a skipped test has failed: CI installs what it needs."""
    outcome = yield
    report = outcome.get_result()
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and os.environ.get("WARRAQ_NO_SKIP")
        and not item.get_closest_marker("soak")
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
