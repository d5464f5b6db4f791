"""File rights: 0600 and 0700 whatever the umask; the group only where it was asked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def make_folder(folder: Path, *, shared: bool = False) -> None:
    """The folder and its missing parents; those made here are the user's (and the group's, if shared) alone."""
    missing: list[Path] = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    for each in reversed(missing):
        try:
            each.mkdir(mode=0o700)
        except FileExistsError:
            continue
        # The set-group-id bit hands the folder's group on to the files that colleagues make in it.
        each.chmod(0o2770 if shared else 0o700)


def is_shared(folder: Path) -> bool:
    """True for a folder made to be shared: its group may write, and is handed on to what is made in it."""
    return folder.stat().st_mode & 0o2020 == 0o2020


def make_file(path: Path, *, shared: bool = False) -> bool:
    """An empty file of the right mode, on disk with its name; False where one was there already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    try:
        os.fchmod(handle, 0o660 if shared else 0o600)
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)
    return True


def sync_folder(folder: Path) -> None:
    """Names made, renamed or removed in the folder are on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tighten(path: Path, *, shared: bool) -> None:
    """Rights that nobody asked for taken away (and the group's given, where asked); only on the user's own file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return
    mode = stat.S_IMODE(found.st_mode)
    wanted = (mode | 0o660) & ~0o007 if shared else mode & ~0o077
    if mode != wanted and found.st_uid == os.geteuid():
        path.chmod(wanted)


def publish(draft: Path, path: Path) -> None:
    """A finished file given its name, whole or not at all. Raises FileExistsError, and never writes over a file."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(f"{path}: there is a file of that name already") from None
        draft.rename(path)
    sync_folder(path.parent)
