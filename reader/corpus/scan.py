"""Walking a collection: which files there are, by name, size and times. Reads no file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zlib
from array import array
from collections.abc import Callable, Iterator
from operator import attrgetter
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


class Folder:
    """One folder's files as it was listed, without those of folders in it: names in order, and size and times of each.

    `prefix` stands before the names in paths ("" or "2024/"), `full` is the folder itself; `closed`: it cannot be entered.
    """

    __slots__ = ("closed", "full", "names", "numbers", "prefix", "skipped")

    def __init__(self, full: str, prefix: str) -> None:
        self.full = full
        self.prefix = prefix
        self.names: list[str] = []
        self.numbers: list[
            int
        ] = []  # of each file its size, when it was written, when anything of it changed
        self.skipped: list[Skipped] = []
        self.closed = False

    def add(self, name: str, info: os.stat_result) -> None:
        """One file more."""
        self.names.append(name)
        self.numbers += (info.st_size, info.st_mtime_ns, info.st_ctime_ns)

    def mark(self) -> bytes:
        """What no other listing of this folder has; nothing where a name is shown as another one may be, too."""
        names = "/".join(self.names)
        if not names.isprintable():
            return b""
        told = names.encode() + array("q", self.numbers).tobytes()
        return hashlib.blake2b(told, digest_size=16).digest()

    def files(self) -> Iterator[Found]:
        """Each of its files."""
        numbers = iter(self.numbers)
        for name, size, mtime, ctime in zip(self.names, numbers, numbers, numbers, strict=True):
            path = self.prefix + (name if name.isprintable() else printable(name))
            yield Found(path, os.path.join(self.full, name), size, mtime, ctime)  # noqa: PTH118 - a Path for each is dear


def scan(root: Path) -> Iterator[Found | Skipped]:
    """Every file under `root` (or `root` itself where it is a file), folder by folder in the order of names.

    Symbolic links are followed, each real folder is entered once; hidden files, links to nothing and what
    cannot be read come out as Skipped. Raises OSError where `root` itself cannot be read.
    """
    for folder in folders(root):
        yield from folder.skipped
        yield from folder.files()


def folders(root: Path, looked: Callable[[int], None] = lambda _: None) -> Iterator[Folder]:
    """The same by folders; `looked` hears how many files there are so far, after each thousand."""
    if not root.is_dir():
        alone = Folder(str(root.parent), "")
        alone.add(root.name, root.stat())
        yield alone
        return
    walk = _Walk(root)
    count = 0
    waiting = [Folder(str(root), "")]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder.full) as entries:
                listed = sorted(entries, key=attrgetter("name"))
        except OSError as error:
            if not folder.prefix:
                raise
            folder.closed = True
            folder.skipped.append(Skipped(folder.prefix.rstrip("/"), f"{FOLDER_CLOSED}: {error.strerror}"))
            yield folder
            continue
        below: list[Folder] = []
        for entry in listed:
            name = entry.name
            try:
                if name[0] != "." and entry.is_file(follow_symlinks=False):  # nearly all there are
                    folder.add(name, entry.stat())
                elif (reason := walk.refusal(entry)) is not None:
                    folder.skipped.append(Skipped(folder.prefix + printable(name), reason))
                elif entry.is_dir():
                    below.append(Folder(entry.path, f"{folder.prefix}{printable(name)}/"))
                else:
                    folder.add(name, entry.stat())
            except OSError as error:
                reason = f"cannot be looked at: {error.strerror}"
                folder.skipped.append(Skipped(folder.prefix + printable(name), reason))
            count += 1
            if count % 1000 == 0:
                looked(count)
        yield folder
        waiting.extend(reversed(below))


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
