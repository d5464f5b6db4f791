"""As much of a shell as job control needs: runs a command, and says when it was stopped.

    python -m tests.terminal.job_shell COMMAND...

When the command stops, it prints STOPPED and waits for a line; then the command goes on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys


def main() -> int:
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    child = subprocess.Popen(
        sys.argv[1:],
        process_group=0,
        preexec_fn=lambda: (os.tcsetpgrp(0, os.getpid()), signal.signal(signal.SIGTTOU, signal.SIG_DFL)),
    )
    while True:
        _, status = os.waitpid(child.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        os.tcsetpgrp(0, os.getpgrp())
        print("STOPPED", flush=True)
        sys.stdin.readline()
        os.tcsetpgrp(0, child.pid)
        os.killpg(child.pid, signal.SIGCONT)


if __name__ == "__main__":
    sys.exit(main())
