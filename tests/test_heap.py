"""One heap for all threads: what a reader takes of a limited room for addresses."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

THREADS_THAT_ALLOCATE = """
import sys, threading
from pathlib import Path
from reader.heap import share_one_heap

def addresses():
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmSize"))
    return int(line.split()[1])

if sys.argv[1] == "one":
    share_one_heap()
threading.stack_size(256 * 1024)
before, done = addresses(), threading.Event()
ready = threading.Barrier(4)

def work():
    kept = [bytes(1000) for _ in range(100)]
    ready.wait()
    done.wait()
    del kept

for _ in range(3):
    threading.Thread(target=work, daemon=True).start()
ready.wait()
print(addresses() - before)
done.set()
"""
ONE_HEAP_KB = 64 * 1024
"""What glibc reserves for each thread's own."""


def taken(heaps: str) -> int:
    """KiB of addresses that three threads take."""
    command = [sys.executable, "-c", THREADS_THAT_ALLOCATE, heaps]
    settings = {key: value for key, value in os.environ.items() if key != "MALLOC_ARENA_MAX"}
    return int(subprocess.run(command, env=settings, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="not glibc: no heaps of threads")
def test_threads_reserve_no_heaps_of_their_own() -> None:
    assert taken("one") < ONE_HEAP_KB < taken("each its own")
