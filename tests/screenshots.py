"""Pictures of Warraq at work: `python -m tests.screenshots FOLDER` (or `make screenshots`).

The real program runs in a pty and is driven by action ids through a scripted reading of the five articles; what the
tests' terminal shows then becomes SVG, and PNG where rsvg-convert is installed. The first script is kept as an
asciinema recording too (reading.cast): the bytes that were sent, with an even pace put in by the script.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.actions import LETTER
from reader.keymap import default_keymap
from tests.terminal.emulator import Emulator, Look
from tests.terminal.session import ROOT, Session
from tests.tui.picture import svg

AS_PNG = {
    "person",
    "jump",
    "arabic",
    "light",
    "small",
    "wide",
}  # what README and other pages show; all are SVG
KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f", "down": "\x1b[B", "up": "\x1b[A",
    "right": "\x1b[C", "left": "\x1b[D", "pagedown": "\x1b[6~", "pageup": "\x1b[5~", "home": "\x1b[H", "end": "\x1b[F",
    "f2": "\x1bOQ", "shift+tab": "\x1b[Z", "delete": "\x1b[3~",
}  # fmt: skip


@dataclass(frozen=True)
class Script:
    """One run: steps are action ids, `type:TEXT`, `rest:SECONDS`, or `shot:NAME`."""

    name: str
    size: tuple[int, int]
    language: str
    theme: str
    steps: tuple[str, ...]
    bidi: str = "app"  # "auto" asks which line reads right


SCRIPTS = (
    Script(
        "reading", (120, 40), "en", "warraq-dark",
        ("shot:tour", "app.escape", "shot:open", "text.next_thing", "text.next_thing", "text.open", "rows.down", "rows.down", "rows.down", "shot:person",
         "rows.open", "go.next_article", "shot:jump", "go.back", "go.related", "rows.down", "shot:related", "passages.close",
         "view.timeline", "timeline.shared", "rows.top", "rows.down", "rows.open", "rows.down", "shot:timeline", "passages.close", "timeline.shared",
         "go.search", "type:حميميم", "shot:search", "input.cancel", "text.hints", "shot:hints", "app.escape",
         "text.note", "type:أيّ الروايتين أقدم؟ راجع تاريخ النشر.", "shot:note", "editor.save", "app.legend", "shot:legend", "app.escape",
         "app.palette", "type:دمشق", "shot:palette"),
    ),
    Script(
        "arabic", (120, 40), "ar", "warraq-dark",
        ("app.escape", "text.next_thing", "text.next_thing", "text.choose", "shot:arabic", "text.open", "rows.down", "rows.down", "rows.down", "shot:arabic-person", "passages.close", "app.help", "shot:arabic-help"),
    ),
    Script("compare", (120, 40), "en", "warraq-dark", ("app.escape", "view.timeline", "timeline.disputed", "rows.top", "shot:disputed", "go.compare", "shot:compare")),
    Script("question", (120, 40), "en", "warraq-dark", ("app.escape", "rest:5", "shot:question"), bidi="auto"),
    Script("light", (120, 40), "ar", "warraq-light", ("app.escape", "text.next_thing", "text.next_thing", "text.choose", "shot:light")),
    Script("sepia", (120, 40), "en", "warraq-sepia", ("app.escape", "text.next_thing", "text.next_thing", "text.choose", "shot:sepia")),
    Script("small", (80, 24), "en", "warraq-dark", ("app.escape", "text.next_thing", "text.next_thing", "shot:small", "view.entities", "shot:small-people")),
    Script("small-arabic", (80, 24), "ar", "warraq-contrast", ("app.escape", "text.next_thing", "text.next_thing", "text.open", "shot:small-arabic")),
    Script("wide", (200, 50), "ar", "warraq-dark", ("app.escape", "text.next_thing", "text.next_thing", "text.choose", "shot:wide", "view.reading", "shot:wide-reading")),
)  # fmt: skip


def style_of(look: Look) -> Style:
    """The emulator's look as a Rich style."""
    foreground, background, attributes, _ = look

    def colour(code: str) -> Color | None:
        parts = code.split(";")
        if not code:
            return None
        if parts[0] == "2":
            return Color.from_rgb(*(float(each) for each in parts[1:4]))
        if parts[0] == "5":
            return Color.from_ansi(int(parts[1]))
        number = int(code) % 10
        return Color.from_ansi(number + (8 if int(code) >= 90 else 0))

    return Style(
        color=colour(foreground), bgcolor=colour(background), bold="1" in attributes, italic="3" in attributes,
        underline="4" in attributes, reverse="7" in attributes,
    )  # fmt: skip


def strips(session: Session) -> list[Strip]:
    """The emulated screen as rows of segments."""
    screen = Emulator(session.emulator.width, session.emulator.height)
    screen.feed(session.output.decode("utf-8", "replace"))
    found = []
    for row in screen.rows:
        segments: list[Segment] = []
        for glyph, look in row:
            if segments and segments[-1].style == style_of(look):
                segments[-1] = Segment(segments[-1].text + glyph, segments[-1].style)
            else:
                segments.append(Segment(glyph, style_of(look)))
        found.append(Strip(segments, len(row)))
    return found


def rest(session: Session, seconds: float = 0.7) -> None:
    """Reads until the screen has been still for a while."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        before = len(session.output)
        session.pump(0.1)
        if len(session.output) != before:
            until = max(until, time.monotonic() + 0.35)


def play(script: Script, folder: Path, home: Path) -> list[str]:
    """Runs a script, writes its pictures; their names."""
    width, height = script.size
    config = home / "config" / "warraq"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text(
        f'theme = "{script.theme}"\nauthor = "warraq"\nslow = "off"\nmouse = "off"\nbidi = "{script.bidi}"\n',
        encoding="utf-8",
    )
    env = {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("config", "cache", "state")}
    env |= {
        "XDG_DATA_HOME": str(home / f"data-{script.name}"),
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "HOME": str(home),
    }
    session = Session(
        [sys.executable, "-m", "reader", "seeds", "--lang", script.language], size=script.size, env=env
    )
    keymap = default_keymap()
    marks: list[int] = []
    made: list[str] = []
    try:
        session.wait(
            lambda: sum(bool(row.strip()) for row in session.emulator.text()) > height // 2,
            "the first screen",
        )
        rest(session, 6.0)
        for step in script.steps:
            kind, _, what = step.partition(":")
            if kind == "shot":
                rest(session)
                (folder / f"{what}.svg").write_text(
                    svg(strips(session), title=f"Warraq: {what}"), encoding="utf-8"
                )
                made.append(what)
            elif kind == "type":
                for letter in what:
                    session.send(letter)
                    session.pump(0.03)
                rest(session)
            elif kind == "rest":
                rest(session, float(what))
            else:
                for key in keymap.of(step)[0]:
                    session.send(
                        KEYS.get(key)
                        or (
                            chr(ord(key[-1]) - 96)
                            if key.startswith("ctrl+")
                            else "s"
                            if key == LETTER
                            else key
                        )
                    )
                rest(session, 0.5)
            marks.append(len(session.output))
        if script is SCRIPTS[0]:
            _record(folder / "reading.cast", session.output, marks, width, height)
    finally:
        session.process.terminate()
        session.process.wait(timeout=10)
    return made


def _record(path: Path, output: bytes, marks: list[int], width: int, height: int) -> None:
    """An asciinema v2 recording: each step takes 1.2 seconds."""
    lines = [
        json.dumps(
            {
                "version": 2,
                "width": width,
                "height": height,
                "title": "Warraq",
                "env": {"TERM": "xterm-256color"},
            }
        )
    ]
    start = 0
    for number, mark in enumerate(marks):
        if mark > start:
            lines.append(
                json.dumps(
                    [round(1.2 * number, 2), "o", output[start:mark].decode("utf-8", "replace")],
                    ensure_ascii=False,
                )
            )
        start = mark
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(folder: Path) -> int:
    """All pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    renderer = shutil.which("rsvg-convert")
    with tempfile.TemporaryDirectory() as home:
        for script in SCRIPTS:
            for name in play(script, folder, Path(home)):
                if renderer and name in AS_PNG:
                    subprocess.run(
                        [
                            renderer,
                            "-z",
                            "1",
                            str(folder / f"{name}.svg"),
                            "-o",
                            str(folder / f"{name}.png"),
                        ],
                        check=True,
                    )
                print(name)
    if not renderer:
        print("no PNG: rsvg-convert is not installed (Debian: librsvg2-bin)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "screenshots")))
