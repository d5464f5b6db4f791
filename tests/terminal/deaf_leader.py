"""Leads a session, ignores that its terminal is closed, and runs a command in it: as nohup-like launchers do.

python -m tests.terminal.deaf_leader PID_FILE COMMAND...
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path


def main() -> int:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    child = subprocess.Popen(sys.argv[2:])
    Path(sys.argv[1]).write_text(str(child.pid))
    return child.wait()


if __name__ == "__main__":
    sys.exit(main())
