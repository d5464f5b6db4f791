"""Walking a collection: which files there are, by name, size and times. Reads no file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.model import Skipped

SIDECAR = "collection.toml"
# They describe the folder they lie in; they are no articles of it.
ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "copying", "notice", "changelog"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the collection. `path` is relative, "/" between parts, printable; `full` opens it."""

    path: str
    full: str
    size: int
    mtime: int  # nanoseconds
    ctime: int


def printable(name: str | bytes) -> str:
    """A file name as text: bytes that are not UTF-8 become \\xNN, everything else stays."""
    raw = os.fsencode(name) if isinstance(name, str) else name
    return raw.decode("utf-8", "backslashreplace")


def path_key(path: str) -> str:
    """What paths are ordered by: digits count as numbers, so that part 9 comes before part 10."""
    if not any(c.isdigit() for c in path):
        return path
    out, digits = [], ""
    for c in path:
        if c.isascii() and c.isdigit():
            digits += c
            continue
        if digits:
            out.append(digits.zfill(9))
            digits = ""
        out.append(c)
    return "".join(out) + (digits.zfill(9) if digits else "")


def scan(root: Path) -> Iterator[Found | Skipped]:
    """Every file under `root` (or `root` itself where it is a file), folder by folder in the order of names.

    Symbolic links are followed, each real folder is entered once; hidden files, links into the void and what
    cannot be read come out as Skipped. Raises OSError where `root` itself cannot be read.
    """
    top = os.fspath(root)
    if not os.path.isdir(top):
        info = os.stat(top)
        yield Found(printable(os.path.basename(top)), top, info.st_size, info.st_mtime_ns, info.st_ctime_ns)
        return
    seen: set[tuple[int, int]] | None = None
    folders: list[tuple[str, str]] = [(top, "")]
    first = True
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=_name)
        except OSError as error:
            if first:
                raise
            yield Skipped(prefix.rstrip("/"), f"the folder cannot be read: {error.strerror}")
            continue
        first = False
        below: list[tuple[str, str]] = []
        for entry in listed:
            name = entry.name
            try:
                name.encode()
                path = prefix + name
            except UnicodeEncodeError:
                path = prefix + printable(name)
            try:
                if entry.is_symlink():
                    if seen is None:  # only links can lead back
                        seen = {_identity(top)}
                    if entry.is_dir():
                        identity = _identity(entry.path)
                        real = os.path.realpath(entry.path)
                        if (
                            identity in seen
                            or os.path.realpath(top).startswith(real + os.sep)
                            or _inside(real, top)
                        ):
                            yield Skipped(path, "a link to a folder that is read already")
                            continue
                        seen.add(identity)
                        below.append((entry.path, path + "/"))
                        continue
                if name[0] == ".":
                    yield Skipped(path, "hidden, so not read")
                    continue
                if entry.is_dir():
                    below.append((entry.path, path + "/"))
                    continue
                if not entry.is_file():
                    yield Skipped(path, "not a plain file" if not entry.is_symlink() else "a link to nothing")
                    continue
                info = entry.stat()
            except OSError as error:
                yield Skipped(path, f"cannot be looked at: {error.strerror}")
                continue
            yield Found(path, entry.path, info.st_size, info.st_mtime_ns, info.st_ctime_ns)
        folders.extend(reversed(below))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _identity(path: str) -> tuple[int, int]:
    info = os.stat(path)
    return info.st_dev, info.st_ino


def _inside(real: str, top: str) -> bool:
    """True where the link's target lies in the collection anyway, so that walking finds it."""
    return real == os.path.realpath(top) or real.startswith(os.path.realpath(top) + os.sep)
