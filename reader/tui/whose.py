"""Which process is writing: a name for this one, and whether another still runs."""

from __future__ import annotations

import os
from pathlib import Path


def this_process() -> str:
    """Host, number and start of this process, as one word."""
    return f"{os.uname().nodename}:{os.getpid()}:{start_of(os.getpid())}"


def still_runs(process: str) -> bool:
    """True for another process of this host that is there; False for this one, one that has ended, and any elsewhere."""
    host, _, rest = process.rpartition(":")[0].rpartition(":")
    if process == this_process() or host != os.uname().nodename or not rest.isdigit():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's: the number was given away again
        return False
    return process.rpartition(":")[2] == start_of(int(rest))


def start_of(pid: int) -> str:
    """When a process began, in the kernel's ticks; "" where the system does not tell."""
    try:
        return (
            Path(f"/proc/{pid}/stat")
            .read_text(encoding="ascii", errors="replace")
            .rpartition(")")[2]
            .split()[19]
        )
    except (OSError, IndexError):
        return ""
