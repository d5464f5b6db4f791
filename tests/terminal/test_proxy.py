"""The newsroom's web proxy: the nginx block of docs/newsroom.md as it stands there, in a real nginx on loopback.

Behind it stands not textual-serve but what it is to a proxy: a page at `/`, and `/ws`, which takes an upgrade and
carries bytes. `tests/terminal/test_browser.py` has what goes through.
"""

from __future__ import annotations

import base64
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.in_browser import free_port
from tests.terminal.session import PATIENCE, ROOT

pytestmark = pytest.mark.terminal

HOST = "archive.example.org"
OURS = f"https://{HOST}"
USER = base64.b64encode(b"salma:secret").decode()


class Backend:
    """A server that a proxy may put anything through. `asked`: the heads of what arrived."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            head = until_blank_line(connection)
            self.asked.append(head)
            if "upgrade: websocket" not in head.lower():
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\npage")
                return
            connection.sendall(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
            )
            while data := connection.recv(65536):
                connection.sendall(data.upper())

    def close(self) -> None:
        self._socket.close()


def until_blank_line(connection: socket.socket) -> str:
    got = b""
    while not got.endswith(b"\r\n\r\n") and (piece := connection.recv(1)):
        got += piece
    return got.decode()


@pytest.fixture
def backend() -> Iterator[Backend]:
    made = Backend()
    yield made
    made.close()


Ask = Callable[..., tuple[int, ssl.SSLSocket]]


@pytest.fixture
def ask(backend: Backend, tmp_path: Path) -> Iterator[Ask]:
    """`ask("/ws", header=value, ...)`: the status that nginx gives, and the connection behind the answer's head."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if nginx is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed")
    port = free_port()
    configuration = configured(tmp_path, port, backend.port)
    process = subprocess.Popen(
        [nginx, "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(configuration)],
        stderr=subprocess.PIPE,
    )
    trusting = ssl.create_default_context(cafile=str(tmp_path / "archive.pem"))
    connections: list[ssl.SSLSocket] = []

    def asked(path: str, **headers: str) -> tuple[int, ssl.SSLSocket]:
        connection = trusting.wrap_socket(connect(port, process), server_hostname=HOST)
        connection.settimeout(PATIENCE)
        connections.append(connection)
        lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        return int(until_blank_line(connection).split()[1]), connection

    yield asked
    for connection in connections:
        connection.close()
    process.terminate()
    process.wait(PATIENCE)


def connect(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        except OSError:
            assert process.poll() is None and time.monotonic() < deadline, process.communicate()[1].decode()
            time.sleep(0.05)


def configured(folder: Path, port: int, backend: int) -> Path:
    """The documented block with this test's places in it, in the smallest configuration around it."""
    page = (ROOT / "docs" / "newsroom.md").read_text(encoding="utf-8")
    found = re.search(r"```nginx\n(.*?)```", page, re.DOTALL)
    assert found is not None
    block = found[1].replace("/etc/nginx/", f"{folder}/").replace("127.0.0.1:8321", f"127.0.0.1:{backend}")
    assert f"listen 443 ssl;\n    server_name {HOST};" in block
    block = block.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-days", "2"),
            *("-keyout", str(folder / "archive.key"), "-out", str(folder / "archive.pem")),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    word = subprocess.run(
        ["openssl", "passwd", "-apr1", "secret"], check=True, capture_output=True, text=True
    ).stdout.strip()
    (folder / "archive.htpasswd").write_text(f"salma:{word}\n")
    (folder / "archive.htpasswd").chmod(0o644)  # nginx's worker is another user where this runs as root
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{block}}}\n"
    )
    return whole


UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "x",
}


def test_the_page_is_for_who_has_the_word(ask: Ask, backend: Backend) -> None:
    assert ask("/")[0] == 401
    assert ask("/static/js/textual.js")[0] == 401
    assert not backend.asked
    status, connection = ask("/", Authorization=f"Basic {USER}")
    assert status == 200 and connection.recv(4) == b"page"
    assert ask("/static/js/textual.js?v=1", Authorization=f"Basic {USER}")[0] == 200
    assert backend.asked[-1].startswith("GET /static/js/textual.js?v=1 ")  # by its absolute address


def test_the_socket_is_for_our_own_page(ask: Ask, backend: Backend) -> None:
    word = {"Authorization": f"Basic {USER}"}
    assert ask("/ws?width=120&height=40", **UPGRADE, Origin=OURS)[0] == 401
    for origin in ("https://elsewhere.example", f"{OURS}.elsewhere.example", "null", f"http://{HOST}"):
        assert ask("/ws", **UPGRADE, **word, Origin=origin)[0] == 403, origin
    assert ask("/ws", **UPGRADE, **word)[0] == 403
    assert not backend.asked
    status, connection = ask("/ws?width=120&height=40", **UPGRADE, **word, Origin=OURS)
    assert status == 101
    assert backend.asked[0].startswith("GET /ws?width=120&height=40 HTTP/1.1")
    for sent in (b"keys", b"more", b"x" * 100_000):  # both ways, and nothing is held back
        connection.sendall(sent)
        got = b""
        while len(got) < len(sent):
            got += connection.recv(65536)
        assert got == sent.upper()
