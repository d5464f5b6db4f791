"""A photograph of a real terminal, without a screen: Xvfb, the terminal, ImageMagick's `import`.

    python -m tests.terminal.photograph OUT.png [--terminal xterm|mlterm] [--size 120x40] [--keys KEYS] -- COMMAND...

KEYS are xdotool key names, pressed one after the other. Debian: xvfb xterm mlterm imagemagick xdotool fonts-dejavu.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TERMINALS = {
    "xterm": ["xterm", "-u8", "-fa", "DejaVu Sans Mono", "-fs", "12", "-geometry", "{size}", "-e"],
    "mlterm": ["mlterm", "--fontsize=16", "--geometry={size}", "--sbmod=none", "-e"],
}
NEEDED = ("Xvfb", "import", "xdotool")


def missing(terminal: str) -> list[str]:
    """The programs that are not installed."""
    return [program for program in (*NEEDED, terminal) if shutil.which(program) is None]


class Display:
    """An X server of our own, on the first number that is free."""

    def __init__(self, pixels: str = "1400x900") -> None:
        # Not the first free number: another Xvfb, started at the same moment, would take the same one.
        number = 100 + os.getpid() % 20_000
        self.server = subprocess.Popen(
            ["Xvfb", f":{number}", "-screen", "0", f"{pixels}x24", "-nolisten", "tcp", "-noreset"],
            stderr=subprocess.DEVNULL,
        )
        self._wait(Path(f"/tmp/.X11-unix/X{number}"))
        self.env = {**os.environ, "DISPLAY": f":{number}", "LANG": "C.UTF-8"}
        self.env.pop("TMUX", None)

    def _wait(self, socket: Path) -> None:
        deadline = time.monotonic() + 20
        while not socket.exists():
            if self.server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("Xvfb does not start")
            time.sleep(0.05)

    def open(self, terminal: str, size: str, command: list[str]) -> subprocess.Popen[bytes]:
        args = [part.format(size=size) for part in TERMINALS[terminal]]
        return self.run([*args, *command])

    def run(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=self.env, stderr=subprocess.DEVNULL)

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=self.env, check=True)

    def photograph(self, path: str) -> None:
        # Colours of a terminal are few: 64 keep every one of them and make the file small.
        subprocess.run(
            ["import", "-window", "root", "-trim", "+dither", "-colors", "64", path], env=self.env, check=True
        )

    def close(self) -> None:
        self.server.terminate()
        self.server.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--terminal", choices=sorted(TERMINALS), default="xterm")
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--keys", default="")
    parser.add_argument("--wait", type=float, default=4.0, help="seconds for the program to paint")
    cut = sys.argv.index("--")
    options, command = parser.parse_args(sys.argv[1:cut]), sys.argv[cut + 1 :]
    if absent := missing(options.terminal):
        print(f"not installed: {', '.join(absent)}", file=sys.stderr)
        return 1
    display = Display()
    try:
        terminal = display.open(options.terminal, options.size, command)
        time.sleep(options.wait)
        for key in options.keys.split():
            display.press(key)
            time.sleep(0.5)
        display.photograph(options.out)
        terminal.terminate()
        terminal.wait()
    finally:
        display.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
