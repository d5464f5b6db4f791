"""Work in other processes: analysing texts and reading heavy formats. Workers never outlive the process that asked."""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from reader.corpus.linking.linkable import pack
from reader.corpus.loaders import Loaded, SourceFile, Unreadable
from reader.corpus.loaders import load as load_file
from reader.corpus.serial import dump, dump_analysis
from reader.heap import share_one_heap
from reader.model import Analysis, Known, Skipped

Analyse = Callable[..., Analysis]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task:
    """One text to analyse."""

    doc: int
    text: str
    published: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `error` is one line where the analysis failed; then the stored Analysis is empty."""

    doc: int
    body: bytes
    published: str | None
    published_from: Known | None
    error: str = ""
    units: bytes = b""  # what linking reads of it (see corpus.linking.linkable)
    sketch: bytes = b""
    figures: tuple[tuple[int, str, bytes], ...] = ()  # of each its happening, its unit and itself


def default_analyse() -> Analyse:
    """`reader.analysis.analyse`, imported only when it is needed."""
    analyse: Analyse = importlib.import_module("reader.analysis").analyse
    return analyse


def analyse_batch(tasks: list[Task], analyse: Analyse | None = None) -> list[Outcome]:
    """Every task's Outcome; a text on which the analysis fails costs that text alone."""
    run = analyse or _worker_analyse or default_analyse()
    with _uncollected():
        return [_one(task, run) for task in tasks]


_loaded = False


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection while texts are analysed: an analysis leaves no circles behind, and every so many texts a collection would
    go through all that is remembered of words. What the first text of a process has loaded is never looked through again: every
    key would wait for it.
    """
    global _loaded
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not _loaded:
            _loaded = True
            gc.freeze()
        if looked:
            gc.enable()


# Code points of one text that are analysed: a thick book. What lies behind is read and searched all the same.
MOST_ANALYSED = 1_000_000


def analysed_part(text: str) -> str:
    """The text, or as much of its beginning as is analysed, cut at a line or a blank."""
    if len(text) <= MOST_ANALYSED:
        return text
    cut = max(text.rfind("\n", 0, MOST_ANALYSED), text.rfind(" ", MOST_ANALYSED - 1000, MOST_ANALYSED))
    return text[: cut if cut > 0 else MOST_ANALYSED]


def _one(task: Task, run: Analyse) -> Outcome:
    try:
        text = analysed_part(task.text)
        found = run(text, published=task.published, source=task.source)
        return Outcome(
            task.doc,
            dump_analysis(found),
            found.published,
            found.published_from,
            "",
            *pack(text, found),
            tuple((each.event, each.unit, dump(each)) for each in found.figures),
        )
    except Exception as error:  # noqa: BLE001 - reported in full with the document; one text must not stop the others
        told = " ".join(f"{type(error).__name__}: {cause(error)}".split())
        return _nothing(task, told[:300])


def cause(error: Exception) -> str:
    """What an error says; a MemoryError says nothing by itself."""
    return os.strerror(errno.ENOMEM) if isinstance(error, MemoryError) else str(error)


def broken(task: Task) -> Outcome:
    """The Outcome of a text on which the worker itself died."""
    return _nothing(task, "the analysis broke down on this text")


def _nothing(task: Task, error: str) -> Outcome:
    return Outcome(
        task.doc,
        dump_analysis(Analysis()),
        None,
        None,
        error,
        *pack(analysed_part(task.text), Analysis()),
    )


def starting() -> bool:
    """True in a worker that is still running its parent's script again, for want of a main guard there."""
    return bool(
        getattr(multiprocessing.current_process(), "_inheriting", False)
    )  # what multiprocessing itself asks


def alive() -> bool:
    """Answers where a worker runs at all."""
    return True


def load_whole(source: SourceFile) -> tuple[list[Loaded | Skipped], str]:
    """All articles of a file, and the line that says why it ended early (or "")."""
    found: list[Loaded | Skipped] = []
    try:
        found.extend(load_file(source))
    except Unreadable as error:
        return found, str(error)
    return found, ""


_worker_analyse: Analyse | None = None


def _start_worker(analyse: Analyse | None) -> None:
    global _worker_analyse
    _worker_analyse = analyse
    share_one_heap()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    os.nice(5)  # the reader's own keys come first
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def _die_with(sentinel: Any) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def start(workers: int, analyse: Analyse | None = None) -> ProcessPoolExecutor:
    """A pool of fresh processes ("spawn": forking a process with threads and a terminal is not safe)."""
    # Its helper is handed the number of standard error, and the app on the screen has put something without a
    # number in that place: not one worker would start.
    with contextlib.redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(analyse,),
    )


def end(executor: ProcessPoolExecutor) -> None:
    """Ends workers that are not to be waited for, whatever they do: they hold nothing that is not in the index."""
    workers = list(
        (executor._processes or {}).values()
    )  # the executor has no other way to them before Python 3.14
    executor.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.kill()


def cores() -> int:
    """How many processes may run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1
