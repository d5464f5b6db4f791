"""tmux, sshd and readers of the tests' own: private sockets, keys and folders; nothing of the user's is touched."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.reading import Reading, with_index
from tests.terminal.session import PATIENCE, ROOT


class Tmux:
    """A tmux server on a socket of its own, with no configuration."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "tmux"
        self.env = {name: value for name, value in os.environ.items() if name not in ("TMUX", "TERM")}
        self.env |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}

    def run(self, *args: str) -> str:
        command = ["tmux", "-u", "-S", str(self.socket), "-f", "/dev/null", *args]
        return subprocess.run(
            command, capture_output=True, text=True, check=True, env=self.env, cwd=ROOT, timeout=PATIENCE
        ).stdout

    def open(self, name: str, command: list[str], size: tuple[int, int]) -> None:
        width, height = map(str, size)
        self.run("new-session", "-d", "-s", name, "-x", width, "-y", height, *command)
        self.run("set-option", "-t", name, "remain-on-exit", "on")

    def keys(self, name: str, *keys: str) -> None:
        self.run("send-keys", "-t", name, *keys)

    def screen(self, name: str, *, colours: bool = False) -> str:
        return self.run("capture-pane", "-p", "-t", name, *(["-e", "-N"] if colours else []))

    def wait_for(self, name: str, text: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while text not in (screen := self.screen(name)):
            assert time.monotonic() < deadline, f"waited in vain for {text!r}:\n{screen}"
            time.sleep(0.1)
        return screen

    def wait_until_dead(self, name: str) -> None:
        """Until the program in the pane has gone: tmux's own word, not its message, which may come too early to be seen."""
        deadline = time.monotonic() + PATIENCE
        while self.run("display-message", "-p", "-t", name, "#{pane_dead}").strip() != "1":
            assert time.monotonic() < deadline, f"still there:\n{self.screen(name)}"
            time.sleep(0.1)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed (Debian: tmux)")
    made = Tmux(tmp_path)
    yield made
    subprocess.run(["tmux", "-S", str(made.socket), "kill-server"], capture_output=True, check=False)


class Sshd:
    """A private sshd on loopback that lets one generated key in."""

    def __init__(self, folder: Path, sshd: str) -> None:
        self.folder = folder
        for name in ("host", "client"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        shutil.copy(folder / "client.pub", folder / "authorized_keys")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (folder / "sshd_config").write_text(
            f"ListenAddress 127.0.0.1\nPort {self.port}\nHostKey {folder}/host\nPidFile {folder}/pid\n"
            f"AuthorizedKeysFile {folder}/authorized_keys\nPermitRootLogin prohibit-password\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\n"
            "AcceptEnv LANG LC_* TEXTUAL_* EDITOR VISUAL PAGER\n"  # more than docs/newsroom.md lets in
            "AllowTcpForwarding no\nX11Forwarding no\nPrintMotd no\nPrintLastLog no\n"
        )
        key = " ".join((folder / "host.pub").read_text().split()[:2])
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {key}\n")
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sshd, "-D", "-f", folder / "sshd_config", "-E", folder / "log"], start_new_session=True
        )
        self._wait_until_it_listens()

    def _wait_until_it_listens(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    pytest.skip(f"sshd does not start here: {(self.folder / 'log').read_text()[-200:]}")
                time.sleep(0.05)
            else:
                return

    def command(self, *remote: str, options: tuple[str, ...] = ()) -> list[str]:
        """The ssh command that runs `remote` in a terminal."""
        quoted = " ".join(f"'{part}'" for part in remote)
        settings = [
            "IdentitiesOnly=yes", "LogLevel=ERROR", "BatchMode=yes", "StrictHostKeyChecking=yes", "ControlPath=none",
            f"UserKnownHostsFile={self.folder}/known_hosts", "SendEnv=LANG",
        ]  # fmt: skip
        flags = [part for setting in settings for part in ("-o", setting)]
        return [
            "ssh", "-tt", "-F", "none", "-p", str(self.port), "-i", str(self.folder / "client"), *flags, *options,
            f"{getpass.getuser()}@127.0.0.1", f"cd '{ROOT}' && exec {quoted}",
        ]  # fmt: skip

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    program = shutil.which("sshd") or shutil.which("/usr/sbin/sshd")
    if program is None or shutil.which("ssh") is None:
        pytest.skip("ssh and sshd are not installed (Debian: openssh-server openssh-client)")
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    made = Sshd(folder, program)
    yield made
    made.stop()


Opener = Callable[..., Reading]


@pytest.fixture
def opened(indexed: Path, tmp_path: Path) -> Iterator[Opener]:
    """`opened()`: the reader on an index that is there; `fresh=True`: on nothing, as a first start finds it."""
    made: list[Reading] = []

    def opener(*, fresh: bool = False, card: bool = True, **more: object) -> Reading:
        if not fresh and not (tmp_path / "cache").exists():
            with_index(indexed, tmp_path)
        session = Reading(tmp_path, **more)
        made.append(session)
        session.opened()
        if card:
            session.put_card_away()
        return session

    yield opener
    for session in made:
        session.finish()
