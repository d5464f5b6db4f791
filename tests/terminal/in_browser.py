"""A photograph of the reader in a real browser: textual-serve on loopback, headless Chromium, no screen.

    python -m tests.terminal.in_browser OUT.png [--keys KEYS] [--options "--lang en"]

Needs textual-serve (with aiohttp, which it brings) and chromium; docs/newsroom.md has the recipe that this plays.
It fails where the page loses its session, or where a key does not change what is painted.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.conftest import SEEDS
from tests.terminal.reading import home_of
from tests.terminal.session import ROOT

SERVE = "import sys; from textual_serve.server import Server; Server(sys.argv[1], host='127.0.0.1', port=int(sys.argv[2])).serve()"
NAMED = {"⎋": ("Escape", 27), "↵": ("Enter", 13)}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Tab:
    """A page of the browser, by the DevTools protocol."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._number = 0

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        await self._connection.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            answer = json.loads((await self._connection.receive()).data)
            if answer.get("id") == self._number:
                return dict(answer.get("result", {}))

    async def photograph(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])

    async def classes(self) -> str:
        found = await self.call("Runtime.evaluate", expression="document.body.className", returnByValue=True)
        return str(found["result"]["value"])


async def connect(session: Any, port: int) -> Tab:
    for _ in range(100):
        try:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
        except OSError:
            pages = []
        if pages:
            return Tab(await session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0))
        await asyncio.sleep(0.1)
    raise RuntimeError("the browser does not start")


async def press(tab: Tab, key: str) -> None:
    if key in NAMED:
        name, code = NAMED[key]
        for kind in ("keyDown", "keyUp"):
            await tab.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=name,
                code=name,
                windowsVirtualKeyCode=code,
            )
    else:
        await tab.call("Input.dispatchKeyEvent", type="char", text=key)


async def listening(port: int) -> None:
    for _ in range(100):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise RuntimeError("textual-serve does not start")


async def play(out: Path, keys: str, devtools: int, site: int) -> None:
    from aiohttp import ClientSession  # textual-serve brings it

    await listening(site)
    async with ClientSession() as session:
        tab = await connect(session, devtools)
        await tab.call("Page.enable")
        metrics = {"width": 1300, "height": 850, "deviceScaleFactor": 1, "mobile": False}
        await tab.call("Emulation.setDeviceMetricsOverride", **metrics)
        await tab.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await tab.call("Page.navigate", url=f"http://127.0.0.1:{site}/?fontsize=16")
        before = b""
        for _ in range(60):  # until it rests
            await asyncio.sleep(0.5)
            now = await tab.photograph()
            if now == before and "-first-byte" in await tab.classes():
                break
            before = now
        focus = "document.querySelector('.xterm-helper-textarea').focus()"
        await tab.call("Runtime.evaluate", expression=focus)
        for key in keys:
            await press(tab, key)
            for _ in range(20):
                await asyncio.sleep(0.3)
                if (now := await tab.photograph()) != before:
                    break
            else:
                raise RuntimeError(f"the key {key!r} changed nothing")
            before = now
        if "-closed" in await tab.classes():
            raise RuntimeError("the session ended")
        out.write_bytes(await tab.photograph())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--keys", default="", help="one character a key; ⎋ is Escape, ↵ Enter")
    parser.add_argument("--options", default="--lang en")
    options = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"not installed: {' or '.join(BROWSERS)}", file=sys.stderr)
        return 1
    site, devtools = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, **home_of(Path(folder)), "PYTHONPATH": str(ROOT)}
        index = [sys.executable, "-m", "reader", "index", str(SEEDS)]
        subprocess.run(index, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        command = f"{sys.executable} -m reader {SEEDS} --restricted --web {options.options}"
        server = subprocess.Popen(
            [sys.executable, "-c", SERVE, command, str(site)], env=env, cwd=ROOT, stdout=subprocess.DEVNULL
        )
        chromium = subprocess.Popen(
            [
                browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--remote-debugging-port={devtools}",
                f"--user-data-dir={folder}/browser", "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            asyncio.run(play(options.out, options.keys, devtools, site))
        finally:
            for process in (chromium, server):
                process.terminate()
                process.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
