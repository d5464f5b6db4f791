"""A terminal of the tests' own: cells with their look, modes, scroll regions with left and right margins.

It knows what Textual and Warraq send and says so when it meets something else (`unknown`). `widths`
tells how many cells a cluster takes, so that a terminal which disagrees with Rich can be played.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.cells import cell_len

from reader.text.clusters import cluster_bounds

Look = tuple[str, str, frozenset[str], str]
PLAIN: Look = ("", "", frozenset(), "")
BLANK = (" ", PLAIN)

_CONTROL = re.compile(
    r"\x1b\[(?P<private>[<>=?]?)(?P<parameters>[\d;:]*)(?P<between>[ $!\"']?)(?P<final>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1bP(?P<dcs>[^\x1b]*)\x1b\\"
    r"|(?P<st>\x1b\\)"
    r"|(?P<c0>[\x00-\x1a\x1c-\x1f])"
    r"|(?P<text>[^\x00-\x1f]+)"
    r"|(?P<cut>\x1b[^\x1b]{0,64}(?=\x1b))"  # a sequence that was cut: ESC begins a new one
)
_ENDS = {"22": "12", "23": "3", "24": "4", "25": "56", "27": "7", "28": "8", "29": "9"}


_ON_BLANKS = frozenset({"4", "7", "9"})


def _seen(cell: tuple[str, Look]) -> tuple[str, Look]:
    text, (foreground, background, attributes, link) = cell
    if text != " ":
        return cell
    shown = attributes & _ON_BLANKS
    return text, (foreground if shown else "", background, shown, link)


class Emulator:
    def __init__(
        self,
        width: int,
        height: int,
        *,
        margins: bool = True,
        repeats: bool = True,
        widths: Callable[[str], int] = cell_len,
    ) -> None:
        self.has_margins, self.has_repeats = margins, repeats
        self.last = ""  # what REP repeats
        self.widths = widths
        self.modes: dict[str, bool] = {"?25": True, "?7": True, "8": True}
        self.kitty: dict[bool, int] = {False: 0, True: 0}  # keyboard stack depth, by "alternate screen is up"
        self.scp = "0"
        self.unknown: list[str] = []
        self.bell = 0
        self.received = 0
        self.saved = (0, 0)
        self._rest = ""
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [[BLANK] * width for _ in range(height)]
        self.y = self.x = 0
        self.look: Look = PLAIN
        self.region = (0, height)
        self.columns = (0, width)

    # -- reading the screen

    def text(self) -> list[str]:
        return ["".join(cell[0] for cell in row).rstrip() for row in self.rows]

    @property
    def seen(self) -> list[list[tuple[str, Look]]]:
        """The cells with what can be seen of their look: a blank shows no colour of letters, no bold, no slant."""
        return [[_seen(cell) for cell in row] for row in self.rows]

    @property
    def alternate(self) -> bool:
        return self.modes.get("?1049", False)

    # -- feeding

    def feed(self, data: str) -> None:
        self.received += len(data.encode("utf-8", "replace"))
        data = self._rest + data
        self._rest = ""
        position = 0
        while position < len(data):
            match = _CONTROL.match(data, position)
            if match is None:
                if len(data) - position > 4096:
                    self.unknown.append(data[position : position + 20])
                    return
                self._rest = data[position:]
                return
            position = match.end()
            if match["text"]:
                self._print(match["text"])
            elif match["c0"]:
                self._c0(match["c0"])
            elif match["osc"] is not None:
                self._osc(match["osc"])
            elif match["final"]:
                self._csi(match["private"], match["parameters"], match["between"], match["final"])

    def _print(self, text: str) -> None:
        for start, end in cluster_bounds(text):
            self._put(text[start:end])

    def _put(self, cluster: str) -> None:
        self.last = cluster
        width = self.widths(cluster)
        row = self.rows[self.y]
        if width == 0:
            x = max(self.x - 1, 0)
            row[x] = (row[x][0] + cluster, row[x][1])
            return
        if self.x + width > self.width:
            self.x = self.width - width  # ?7l: the last column is written over
        x = self.x
        self._cut(row, x)
        self._cut(row, x + width)
        row[x] = (cluster, self.look)
        for tail in range(x + 1, x + width):
            row[tail] = ("", self.look)
        self.x = min(x + width, self.width - 1) if x + width >= self.width else x + width
        if x + width >= self.width:
            self.x = self.width - 1

    def _cut(self, row: list[tuple[str, Look]], x: int) -> None:
        """A wide cell of which one half is written over leaves a blank in the other."""
        if not 0 < x < self.width or row[x][0] != "":
            return
        start = x
        while start > 0 and row[start][0] == "":
            start -= 1
        end = x
        while end < self.width and row[end][0] == "":
            end += 1
        for at in range(start, end):
            row[at] = (" ", row[at][1])

    def _c0(self, character: str) -> None:
        match character:
            case "\r":
                self.x = 0
            case "\n" | "\v":
                if self.y == self.region[1] - 1:
                    self._scroll(self.region[0], -1)
                else:
                    self.y = min(self.y + 1, self.height - 1)
            case "\x07":
                self.bell += 1
            case _:
                self.unknown.append(character)

    def _osc(self, body: str) -> None:
        if body.startswith("8;"):
            self.look = (*self.look[:3], body.split(";", 2)[2])
        elif not body.startswith(("22;", "52;")):
            self.unknown.append(f"OSC {body[:20]}")

    def _csi(self, private: str, parameters: str, between: str, final: str) -> None:
        numbers = [int(part or 0) for part in parameters.split(";")] if ":" not in parameters else [0]
        first = numbers[0] or 1
        match private, between, final:
            case "", "", "H":
                self.y = min(max(first, 1), self.height) - 1
                self.x = min(max(numbers[1] if len(numbers) > 1 else 1, 1), self.width) - 1
            case "", "", "C":
                self.x = min(self.x + first, self.width - 1)
            case "", "", "D":
                self.x = max(self.x - first, 0)
            case "", "", "A":
                self.y = max(self.y - first, 0)
            case "", "", "b" if self.last and self.has_repeats:
                self._print(self.last * first)
            case "", "", "b":
                pass
            case "", "", "m":
                self._sgr(parameters)
            case "", "", "r":
                self.region = (numbers[0] - 1, numbers[1]) if parameters else (0, self.height)
                self.y = self.x = 0
            case "", "", "s" if self.modes.get("?69") and self.has_margins and parameters:
                self.columns = (numbers[0] - 1, numbers[1])
                self.y = self.x = 0
            case "", "", "s":
                self.saved = (self.y, self.x)
            case "", "", "L":
                self._scroll(self.y, first)
            case "", "", "M":
                self._scroll(self.y, -first)
            case ("", "", "h" | "l") | ("?", "", "h" | "l"):
                for part in parameters.split(";"):
                    self._mode(private + part, final == "h")
            case "?", "", "s" | "r":
                self.modes[f"{parameters}{final}"] = True
            case "", " ", "k":
                self.scp = parameters
            case ">", "", "u":
                self.kitty[self.alternate] += 1
            case "<", "", "u":
                self.kitty[self.alternate] = max(0, self.kitty[self.alternate] - 1)
            case (_, "$", "p") | ("", "", "n" | "c") | (">", "", "q" | "c"):
                pass  # queries: nobody answers here
            case _:
                self.unknown.append(f"CSI {private}{parameters}{between}{final}")

    def _mode(self, mode: str, on: bool) -> None:
        if mode == "?1049" and on != self.alternate:
            if on:
                self.saved, self.shell = (self.y, self.x), self.rows
                self.rows = [[BLANK] * self.width for _ in range(self.height)]
            else:
                (self.y, self.x), self.rows = self.saved, self.shell
        if mode == "?69" and not on:
            self.columns = (0, self.width)
        self.modes[mode] = on

    def _sgr(self, parameters: str) -> None:
        foreground, background, attributes, link = self.look
        parts = (parameters or "0").split(";")
        while parts:
            part = parts.pop(0) or "0"
            if part == "0":
                foreground, background, attributes = "", "", frozenset()
            elif part in ("38", "48"):
                count = 2 if parts[0] == "5" else 4
                colour, parts = ";".join(parts[:count]), parts[count:]
                if part == "38":
                    foreground = colour
                else:
                    background = colour
            elif part in _ENDS:
                attributes = attributes - set(_ENDS[part])
            elif part == "39":
                foreground = ""
            elif part == "49":
                background = ""
            elif 30 <= int(part) <= 37 or 90 <= int(part) <= 97:
                foreground = part
            elif 40 <= int(part) <= 47 or 100 <= int(part) <= 107:
                background = part
            else:
                attributes = attributes | {part}
        self.look = (foreground, background, attributes, link)

    def _scroll(self, top: int, lines: int) -> None:
        """Insert (positive) or delete lines at `top`, within region and margins; what comes in is plain."""
        bottom = self.region[1]
        left, right = self.columns
        old = [row[left:right] for row in self.rows[top:bottom]]
        for index in range(bottom - top):
            source = index - lines
            new = (
                old[source]
                if 0 <= source < len(old)
                else [(" ", (*PLAIN[:1], self.look[1], *PLAIN[2:]))] * (right - left)
            )
            self.rows[top + index][left:right] = new
