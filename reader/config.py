"""Settings and places: the one module that reads the environment.

Settings are one annotated TOML file in the user's config folder. Every setting is declared once, below, with
its meaning; the annotated file, `warraq config` and validation all come from that declaration.
A wrong line costs that line and is reported with its number and the nearest name; the rest is in force.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import field, fields, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

import platformdirs

from reader.lazy_dataclass import dataclass

APP = "warraq"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a setting may be: one of `values`, or an integer from `low` to `high`, or any text."""

    meaning: str
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    def check(self, value: object) -> str | None:
        """What is wrong with `value`, in words; None when nothing is."""
        if self.values and value not in self.values:
            return f"must be one of {', '.join(self.values)}"
        if self.low is not None and self.high is not None:
            if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
                return f"must be a whole number from {self.low} to {self.high}"
        elif not isinstance(value, str):
            return "must be text in quotes"
        return None


def _setting(
    default: Any, meaning: str, *values: str, low: int | None = None, high: int | None = None
) -> Any:
    return field(default=default, metadata={"choice": Choice(meaning, values, low, high)})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Field names are the names in the file."""

    language: str = _setting(
        "auto", "Language of the interface; auto follows the locale.", "auto", "ar", "en"
    )
    layout: str = _setting(
        "auto",
        "Side of the article list: rtl puts it on the right; auto follows the language.",
        "auto",
        "rtl",
        "ltr",
    )
    digits: str = _setting(
        "auto", "Digits the interface writes: latin 123, arabic ١٢٣.", "auto", "latin", "arabic"
    )
    bidi: str = _setting(
        "auto",
        "Who orders Arabic: app (Warraq), terminal (it reorders by itself), none.",
        "auto",
        "app",
        "terminal",
        "none",
    )
    shaping: str = _setting(
        "forms", "forms paints joined letters; letters leaves joining to the terminal.", "forms", "letters"
    )
    marks: str = _setting("show", "Short vowels and other marks over letters.", "show", "hide")
    theme: str = _setting(
        "auto",
        "Colours; auto is warraq-dark, and warraq-terminal, the terminal's own, where it has 16 or NO_COLOR is set.",
        "auto",
        "warraq-dark",
        "warraq-light",
        "warraq-sepia",
        "warraq-contrast",
        "warraq-terminal",
    )
    keymap: str = _setting("default", "default, vim, emacs, arabic, or the path of a keymap file.")
    measure: int = _setting(72, "Widest line of article text, in cells.", low=30, high=160)
    columns: str = _setting("auto", "Columns of text in reading mode on a wide screen.", "auto", "1", "2")
    paragraphs: str = _setting(
        "auto",
        "spaced leaves an empty row between paragraphs; auto does where there are rows to spare.",
        "auto",
        "spaced",
        "plain",
    )
    borders: str = _setting("unicode", "ascii for terminals that cannot draw lines.", "unicode", "ascii")
    mouse: str = _setting(
        "auto",
        "auto is on locally and off over SSH, where the terminal's own selection matters more.",
        "auto",
        "on",
        "off",
    )
    slow: str = _setting(
        "auto", "Slow-line mode: sends only what changed; auto is on over SSH.", "auto", "on", "off"
    )
    author: str = _setting("", "Name that notes are signed with; empty takes the login name.")
    library: str = _setting("", "Folder for indexes; empty is the user's cache folder.")
    journal: str = _setting("", "File for notes and decisions; empty is one in the user's data folder.")
    workers: int = _setting(0, "Processes that index; 0 takes one a core.", low=0, high=256)


CHOICES: dict[str, Choice] = {each.name: each.metadata["choice"] for each in fields(Settings)}


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, where each comes from ("default", "file", "command line"), and what was wrong."""

    settings: Settings
    origin: Mapping[str, str]
    problems: tuple[str, ...] = ()


def parse_settings(text: str, name: str = "config.toml") -> Loaded:
    """Settings from TOML text. Problems are one line each: file, line, cause."""
    import tomllib  # most starts have no file to read

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Loaded(Settings(), {}, (f"{name}: {error}; the defaults are in force",))
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in data.items():
        where = f"{name}:{_line_of(text, key)}"
        if key not in CHOICES:
            near = get_close_matches(key, CHOICES, 1)
            problems.append(
                f"{where}: unknown setting {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            )
        elif wrong := CHOICES[key].check(value):
            problems.append(f"{where}: {key} {wrong}")
        else:
            values[key] = value
    return Loaded(Settings(**values), dict.fromkeys(values, "file"), tuple(problems))


def _line_of(text: str, key: str) -> int:
    match = re.search(rf"(?m)^[ \t]*\[?[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]", text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def annotated(settings: Settings | None = None) -> str:
    """The settings file with every setting explained; what is left at its default is commented out."""
    chosen, plain = settings or Settings(), Settings()
    out = ["# Warraq's settings. A line that starts with # is the default.\n"]
    for name, choice in CHOICES.items():
        value, default = getattr(chosen, name), getattr(plain, name)
        out.append(f"\n# {choice.meaning}")
        if choice.values:
            out.append(f" One of: {', '.join(choice.values)}.")
        written = (
            str(value)
            if isinstance(value, int)
            else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
        )
        out.append(f"\n{'' if value != default else '# '}{name} = {written}\n")
    return "".join(out)


@dataclass(frozen=True)
class Environment:
    """The environment variables that matter, read once."""

    values: Mapping[str, str]

    @cached_property
    def ssh(self) -> bool:
        """True in a session that came in over SSH."""
        return any(self.values.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))

    @cached_property
    def tmux(self) -> bool:
        return bool(self.values.get("TMUX"))

    @cached_property
    def term(self) -> str:
        return self.values.get("TERM", "")

    @cached_property
    def few_colours(self) -> bool:
        """True where a terminal shows the sixteen colours of its own and no others, or is to show none (NO_COLOR)."""
        if self.values.get("NO_COLOR"):
            return True
        if self.values.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
            return False
        return bool(self.term) and self.term.rpartition("-")[2] not in (
            "256color",
            "direct",
            "kitty",
            "ghostty",
            "foot",
        )

    @cached_property
    def locale(self) -> str:
        """The language of the messages, as the locale says: "ar", "en", or whatever else; "" unknown."""
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            if value := self.values.get(name):
                return re.split(r"[_.@]", value)[0].lower()
        return ""

    @cached_property
    def editor(self) -> str:
        return self.values.get("VISUAL") or self.values.get("EDITOR") or ""


def environment() -> Environment:
    """The process's environment."""
    return Environment(dict(os.environ))


def use_environment(values: Mapping[str, str]) -> None:
    """Other variables for the process from now on. Call before anything has read them."""
    os.environ.clear()
    os.environ.update(values)


# variables that choose what code runs, or where Textual writes
_DOORS = ("TEXTUAL", "PAGER", "EDITOR", "VISUAL", "BROWSER", "LESSOPEN", "MANPAGER")


def close_doors() -> None:
    """For `--restricted`: the environment loses what could lead out of the reader. Call before Textual is imported."""
    for name in list(os.environ):
        if name.startswith("TEXTUAL_") or name in _DOORS:
            del os.environ[name]


def config_file() -> Path:
    """Where the settings are: `config.toml` in the user's config folder."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "config.toml"


def load_settings(path: Path | None = None) -> Loaded:
    """The user's settings; a file that cannot be read is a problem line, not an error."""
    path = path or config_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Loaded(Settings(), {})
    except (OSError, UnicodeDecodeError) as error:
        return Loaded(Settings(), {}, (f"{path}: {error}; the defaults are in force",))
    return parse_settings(text, str(path))


def briefly(problem: str) -> str:
    """A problem of the settings file for who reads already: the file by its name, and nothing of the defaults of a start."""
    return problem.removeprefix(f"{config_file().parent}/").replace("; the defaults are in force", "")


def settings_stamp() -> tuple[tuple[int, int, int] | None, ...]:
    """What differs once the settings file or the user's keymap has been written: inode, size and time of each, None without one."""
    stamps: list[tuple[int, int, int] | None] = []
    for path in (config_file(), keymap_file()):
        try:
            found = path.stat()
            stamps.append((found.st_ino, found.st_size, found.st_mtime_ns))
        except OSError:
            stamps.append(None)
    return tuple(stamps)


def override(loaded: Loaded, **given: Any) -> Loaded:
    """Settings with what the command line gave on top; None is not given."""
    given = {name: value for name, value in given.items() if value is not None}
    origin = {**loaded.origin, **dict.fromkeys(given, "command line")}
    return replace(loaded, settings=replace(loaded.settings, **given), origin=origin)


def interface_language(settings: Settings, env: Environment) -> str:
    """ "ar" or "en": what was chosen, else what the locale says, else English."""
    if settings.language != "auto":
        return settings.language
    return "ar" if env.locale == "ar" else "en"


def author(settings: Settings) -> str:
    """Who signs notes: the setting, else WARRAQ_AUTHOR (a forced command's), else the login name."""
    if named := settings.author or os.environ.get("WARRAQ_AUTHOR", "").strip():
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


# ---------------------------------------------------------------------------
# Places on disk


def bundled(name: str) -> Path:
    """The folder `seeds` or `keymaps`: inside the wheel, or beside `reader/` in a checkout or editable install."""
    package = Path(__file__).resolve().parent
    for folder in (package / "bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}: not found in this installation")


def private_folder(path: Path) -> Path:
    """The folder, made if need be, open to the user alone (0700) whatever the umask."""
    missing = []
    at = path
    while not at.exists():
        missing.append(at)
        at = at.parent
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    return path


def index_file(root: Path, settings: Settings) -> Path:
    """The index of a collection: in the library folder, keyed by the collection's real path."""
    folder = (
        Path(settings.library)
        if settings.library
        else Path(platformdirs.user_cache_dir(APP, appauthor=False))
    )
    return folder.expanduser() / f"{collection_key(root)}.index.sqlite"


def collection_key(root: Path) -> str:
    """A short name for a collection: its folder's name and a hash of its real path."""
    real = str(root.resolve())
    label = re.sub(r"[^\w-]+", "-", root.resolve().name)[:40].strip("-") or "collection"
    return f"{label}-{hashlib.sha256(os.fsencode(real)).hexdigest()[:12]}"


def journal_file(settings: Settings) -> Path:
    """The journal: the setting, else `journal.sqlite` in the user's data folder."""
    if settings.journal:
        return Path(settings.journal).expanduser()
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "journal.sqlite"


def log_file() -> Path:
    """Where the app writes what went wrong (never note text)."""
    return Path(platformdirs.user_state_dir(APP, appauthor=False)) / "warraq.log"


def keymaps_folder() -> Path:
    """Where the user's own keymaps are."""
    return config_file().parent / "keymaps"


def keymap_file() -> Path:
    """What the user bound on top of the chosen keymap."""
    return config_file().parent / "keymap.toml"
