"""Walking a collection: which files there are, by name, size and times. Reads no file."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reader.model import Skipped

SIDECAR = "collection.toml"
# They describe the folder they lie in; they are no articles of it.
HIDDEN = "hidden, so not read"
ABOUT = "about the folder, not an article"
ASIDE = frozenset((HIDDEN, ABOUT))  # left aside as everybody expects: told in the notices, not as failures
FOLDER_CLOSED = "the folder cannot be read"
_DIGITS = re.compile("[0-9]+")
ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "copying", "notice", "changelog"})


class Found(NamedTuple):
    """A file of the collection. `path` is relative, "/" between parts, printable; `full` opens it."""

    path: str
    full: str
    size: int
    mtime: int  # nanoseconds
    ctime: int


class Files:
    """Files in the order in which they were found, packed: a hundred thousand would take 40 MB as they are."""

    PACKED = 1000

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._last: list[Found] = []

    def append(self, each: Found) -> None:
        """One file more."""
        self._last.append(each)
        if len(self._last) == self.PACKED:
            self._packed.append(zlib.compress(json.dumps(self._last).encode("ascii"), 1))
            self._last = []

    def __len__(self) -> int:
        return self.PACKED * len(self._packed) + len(self._last)

    def __iter__(self) -> Iterator[Found]:
        for body in self._packed:
            yield from (Found(*each) for each in json.loads(zlib.decompress(body)))
        yield from self._last


def printable(name: str | bytes) -> str:
    """A file name as text: bytes that are not UTF-8 become \\xNN, everything else stays."""
    raw = os.fsencode(name) if isinstance(name, str) else name
    return raw.decode("utf-8", "backslashreplace")


def path_key(path: str) -> str:
    """What paths are ordered by: digits count as numbers, so that part 9 comes before part 10."""
    return _DIGITS.sub(lambda number: number.group().zfill(9), path)


def scan(root: Path) -> Iterator[Found | Skipped]:
    """Every file under `root` (or `root` itself where it is a file), folder by folder in the order of names.

    Symbolic links are followed, each real folder is entered once; hidden files, links to nothing and what
    cannot be read come out as Skipped. Raises OSError where `root` itself cannot be read.
    """
    if not root.is_dir():
        info = root.stat()
        yield Found(printable(root.name), str(root), info.st_size, info.st_mtime_ns, info.st_ctime_ns)
        return
    walk = _Walk(root)
    folders: list[tuple[str, str]] = [(str(root), "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=_name)
        except OSError as error:
            if not prefix:
                raise
            yield Skipped(prefix.rstrip("/"), f"{FOLDER_CLOSED}: {error.strerror}")
            continue
        below: list[tuple[str, str]] = []
        for entry in listed:
            path = prefix + (entry.name if entry.name.isprintable() else printable(entry.name))
            try:
                if (reason := walk.refusal(entry)) is not None:
                    yield Skipped(path, reason)
                elif entry.is_dir():
                    below.append((entry.path, path + "/"))
                else:
                    info = entry.stat()
                    yield Found(path, entry.path, info.st_size, info.st_mtime_ns, info.st_ctime_ns)
            except OSError as error:
                yield Skipped(path, f"cannot be looked at: {error.strerror}")
        folders.extend(reversed(below))


class _Walk:
    """Remembers which folders outside of the collection its links led to."""

    def __init__(self, root: Path) -> None:
        self.entered = [os.path.realpath(root)]

    def refusal(self, entry: os.DirEntry[str]) -> str | None:
        """Why an entry is not read, or None. Raises OSError."""
        if entry.name[0] == ".":
            return HIDDEN
        if entry.is_symlink():
            if entry.is_dir():
                real = os.path.realpath(entry.path)
                if any(_within(real, e) for e in self.entered) or _within(self.entered[0], real):
                    return "a link to a folder that is read already"
                self.entered.append(real)
            elif not entry.is_file():
                return "a link to nothing"
        elif not entry.is_file() and not entry.is_dir():
            return "not a plain file"
        return None


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
