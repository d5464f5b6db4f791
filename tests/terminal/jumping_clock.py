"""The reader under a clock that somebody sets: `python -m tests.terminal.jumping_clock FILE ARGUMENTS of warraq`.

FILE holds how many seconds the clock is wrong, and may change at any moment. Clocks that only count on (monotonic)
are as the kernel gives them: nobody can set those.
"""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path

CLOCK = Path(sys.argv[1])
_true, _true_ns = time.time, time.time_ns


def wrong_by() -> float:
    try:
        return float(CLOCK.read_text())
    except (OSError, ValueError):  # it is being written
        return 0.0


class Jumping(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Jumping:
        return cls.fromtimestamp(time.time(), tz)


def main() -> int:
    time.time = lambda: _true() + wrong_by()
    time.time_ns = lambda: _true_ns() + int(wrong_by() * 1e9)
    datetime.datetime = Jumping  # before anything of ours is loaded
    from reader.cli import main as reader

    return reader(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
