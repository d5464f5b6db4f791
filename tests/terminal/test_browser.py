"""The reader behind a web page: textual-serve's protocol over pipes, and the page itself where there is a browser."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from reader.library import Library
from reader.tui.terminal.browser import HELLO, environment_for_page, packet, packets, size_for_page
from reader.tui.terminal.detect import Answers, judge
from tests.conftest import SEEDS
from tests.terminal.emulator import Emulator
from tests.terminal.reading import home_of, settings_in, shaped, typed, with_index
from tests.terminal.session import PATIENCE, ROOT

PERSON = "بشار الأسد"
CARD = "Welcome to Warraq"


class Page:
    """What textual-serve and xterm.js are to the reader."""

    def __init__(self, home: Path, *options: str, size: tuple[int, int] = (120, 40)) -> None:
        self.emulator = Emulator(*size, margins=False)
        self.told: list[object] = []
        self._received = bytearray()
        self._hello = False
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        env = {
            **os.environ,
            **home_of(home),
            "PYTHONPATH": str(ROOT),
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",  # as textual-serve has it
            "TERM_PROGRAM": "textual",
            "COLUMNS": str(size[0]),
            "ROWS": str(size[1]),
        }
        command = [sys.executable, "-m", "reader", str(SEEDS), "--lang", "en", "--web", *options]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=ROOT, bufsize=0
        )

    def send(self, text: str) -> None:
        self._write(packet(b"D", text.encode()))

    def tell(self, **message: object) -> None:
        self._write(packet(b"M", json.dumps(message).encode()))

    def _write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)

    def pump(self, timeout: float) -> bool:
        """What has come, shown; False at the end."""
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            return True
        data = os.read(self.process.stdout.fileno(), 65536)
        self._received += data
        if not self._hello and HELLO in self._received:
            del self._received[: self._received.index(HELLO) + len(HELLO)]
            self._hello = True
        if self._hello:
            for kind, payload in packets(self._received):
                if kind == b"D":
                    self.emulator.feed(self._decode(payload))
                else:
                    self.told.append(json.loads(payload))
        return bool(data)

    def wait(self, what: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not what():
            more = self.pump(0.05)
            assert what() or (more and time.monotonic() < deadline), self.all

    def wait_end(self) -> int:
        while self.pump(0.05):
            pass
        return self.process.wait(PATIENCE)

    @property
    def all(self) -> str:
        return "\n".join(self.emulator.text())

    def finish(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


Opener = Callable[..., Page]


@pytest.fixture
def page(indexed: Path, tmp_path: Path) -> Iterator[Opener]:
    made: list[Page] = []
    with_index(indexed, tmp_path)

    def opener(*options: str, **more: tuple[int, int]) -> Page:
        made.append(Page(tmp_path, *options, **more))
        made[-1].wait(lambda: "of 5" in made[-1].all and shaped(PERSON) in made[-1].all)
        return made[-1]

    yield opener
    for each in made:
        each.finish()


def put_the_card_away(shown: Page) -> None:
    """Escape alone, on the card of the first start: a key sent before it is gone could be read with the escape as one."""
    shown.wait(lambda: CARD in shown.all)
    shown.send("\x1b")
    shown.wait(lambda: CARD not in shown.all)


def gone(parent: int) -> bool:
    """Whether no process is left whose parent this was."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return not found.stdout.strip()


@pytest.mark.terminal
def test_a_page_shows_arabic_in_our_order_and_takes_keys(page: Opener) -> None:
    shown = page()
    assert not shown.emulator.unknown
    put_the_card_away(shown)
    for key in typed(("g", "g")):
        shown.send(key)
    shown.send("?")
    shown.wait(lambda: "To the beginning" in shown.all)
    shown.send("\x1b")
    shown.wait(lambda: "To the beginning" not in shown.all)
    shown.send("q")
    assert shown.wait_end() == 0
    assert shown.told == [{"type": "exit"}]
    assert not shown.emulator.alternate


@pytest.mark.terminal
def test_a_page_that_is_resized(page: Opener) -> None:
    shown = page()
    shown.emulator.resize(80, 24)
    shown.tell(type="resize", width=80, height=24)
    shown.wait(lambda: "quit" in shown.emulator.text()[-1])
    shown.tell(type="focus")
    shown.tell(type="something", newer=1)
    shown.emulator.resize(59, 14)
    shown.tell(type="resize", width=59, height=14)
    shown.wait(lambda: "59x14" in shown.all)


@pytest.mark.terminal
@pytest.mark.parametrize("way", ["quit", "closed pipe", "killed", "nonsense"])
def test_a_page_that_is_closed_saves_and_leaves_nobody(page: Opener, tmp_path: Path, way: str) -> None:
    shown = page()
    put_the_card_away(shown)
    shown.send("G")
    shown.wait(lambda: "100%" in shown.all)
    match way:
        case "quit":
            shown.tell(type="quit")
        case "closed pipe":
            shown.process.stdin.close()
        case "nonsense":
            shown._write(b"GET / HTTP/1.1\r\n\r\n")
        case _:
            shown.process.send_signal(signal.SIGKILL)
    child = shown.process.pid
    shown.wait_end()
    deadline = time.monotonic() + PATIENCE
    while not gone(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert gone(child)
    with Library.open(SEEDS, settings_in(tmp_path), read_only=True) as library:
        while (place := library.last_place()) is None or place.offset < 1000:
            assert time.monotonic() < deadline, "the place was not saved"
            time.sleep(0.05)


@pytest.mark.terminal
def test_a_megabyte_typed_at_once_blocks_nobody(page: Opener) -> None:
    shown = page()
    put_the_card_away(shown)
    shown.send("/")
    shown.wait(lambda: "without" in shown.all)
    shown.send("\x1b[200~" + "كلمة " * 100_000 + "\x1b[201~")
    shown.wait(lambda: shaped("كلمة") in shown.all)
    shown.tell(type="quit")
    shown.wait_end()


def test_the_page_is_its_own_terminal() -> None:
    env: Mapping[str, str] = {
        "HOME": "/h", "TEXTUAL_DRIVER": "x:y", "TERM": "dumb", "SSH_CONNECTION": "1", "TMUX": "x", "WARRAQ_AUTHOR": "salma",
    }  # fmt: skip
    kept = environment_for_page(env)
    ours = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TERM_PROGRAM": "xterm.js"}
    assert kept == {"HOME": "/h", "WARRAQ_AUTHOR": "salma", **ours}
    report = judge(Answers(), kept)
    assert (report.bidi, report.sure) == ("app", True)


@pytest.mark.parametrize(
    ("env", "size"),
    [
        ({}, (80, 24)),
        ({"COLUMNS": "120", "ROWS": "40"}, (120, 40)),
        ({"COLUMNS": "0", "ROWS": "-3"}, (80, 24)),
        ({"COLUMNS": "99999999", "ROWS": "x"}, (1000, 24)),
    ],
)
def test_the_first_size(env: dict[str, str], size: tuple[int, int]) -> None:
    assert size_for_page(env) == size


def test_packets_come_in_pieces() -> None:
    buffer = bytearray()
    data = packet(b"D", "سلام".encode()) + packet(b"M", b"{}")
    found = []
    for byte in data:
        buffer.append(byte)
        found += packets(buffer)
    assert found == [(b"D", "سلام".encode()), (b"M", b"{}")] and not buffer
    for nonsense in (b"GET / HTTP", b"D\xff\xff\xff\xff"):
        with pytest.raises(ValueError):
            list(packets(bytearray(nonsense)))
