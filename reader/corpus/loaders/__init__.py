"""Loaders: one file a format, one interface. A loader turns the bytes of a file into articles.

A format is a module of this package with a function `load(source: SourceFile) -> Iterator[Loaded]`, named in
`FORMATS`. What a loader cannot read it says with `Unreadable` (the whole file) or yields as `Skipped` (a member).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cache
from pathlib import PurePosixPath
from typing import cast

from reader.corpus.scan import ABOUT, ABOUT_THE_FOLDER, SIDECAR
from reader.lazy_dataclass import dataclass
from reader.model import Skipped

LARGEST = 512 << 20  # bytes: a bigger file is refused; plain text is read in part long before


class Unreadable(Exception):
    """The file gives no article; the message is one line that says why."""


@dataclass(frozen=True, slots=True)
class Own:
    """Metadata that the format itself carries. Everything may be unknown."""

    title: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """One article. `member` is "" where the file is the article, else its name inside the file."""

    text: str
    own: Own = Own()
    member: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to load: where it is, and what the user said of it in collection.toml."""

    path: str  # relative to the collection, for messages
    full: str
    size: int
    encoding: str | None = None
    columns: tuple[tuple[str, str], ...] = ()  # for tables: (field, column)
    data: bytes | None = field(default=None, repr=False)  # a member of an archive, already in memory

    def read(self, limit: int | None = None) -> bytes:
        """The bytes, at most `limit`. Raises OSError."""
        if self.data is not None:
            return self.data if limit is None else self.data[:limit]
        with open(self.full, "rb", buffering=0) as file:  # noqa: PTH123 - a Path for each of 100,000 files is dear
            return file.read(-1 if limit is None or self.size <= limit else limit)


Loader = Callable[[SourceFile], Iterator[Loaded | Skipped]]

# suffix -> module of this package. Light ones are read in the indexing process, the others in workers.
FORMATS = {
    "": "plain",
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".eml": "mail",
    ".csv": "tables",
    ".tsv": "tables",
    ".jsonl": "tables",
    ".ndjson": "tables",
    ".json": "tables",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".zip": "archive",
    ".tar": "archive",
    ".tgz": "archive",
    ".tar.gz": "archive",
    ".tar.bz2": "archive",
    ".tar.xz": "archive",
}
ENCODING = "encoding"  # the field in which a sidecar and the user say it
PACKED_TARS = (".tar.gz", ".tar.bz2", ".tar.xz")
LIGHT = frozenset({"plain"})


def format_of(path: str) -> str | None:
    """The module that reads files of this name, or None where no format is known for it."""
    name = path.rpartition("/")[2].lower()
    at = name.rfind(".")
    if at <= 0:
        return FORMATS.get("")
    if name.endswith(PACKED_TARS):
        at = name.rfind(".tar")
    return FORMATS.get(name[at:])


def not_an_article(path: str) -> str | None:
    """Why a file is no article by its name: a reason, "" for the sidecar, None where it may be one."""
    name = path.rpartition("/")[2]
    if name == SIDECAR:
        return "" if name == path else "only the one at the top of the collection is read"
    first, _, rest = name.partition(".")
    if first.lower() in ABOUT_THE_FOLDER and "." not in rest:
        return ABOUT
    if format_of(path) is None:
        return f"not a format that is read ({name[name.rfind('.') :]})"
    return None


def load(source: SourceFile) -> Iterator[Loaded | Skipped]:
    """The articles of a file. Raises Unreadable with one line for everything that can be wrong with it."""
    module = format_of(source.path)
    if module is None:
        raise Unreadable(f"not a format that is read ({PurePosixPath(source.path).suffix})")
    if source.size > LARGEST:
        raise Unreadable(f"{source.size >> 20} MiB is more than is read of one file ({LARGEST >> 20} MiB)")
    try:
        yield from _loader(module)(source)
    except FileNotFoundError as error:
        raise Unreadable("gone before it could be read") from error
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from error
    except MemoryError as error:
        raise Unreadable("too big for the memory there is") from error


@cache
def _loader(module: str) -> Loader:
    return cast(Loader, importlib.import_module(f"{__name__}.{module}").load)


def titled(text: str, own: Own) -> Loaded:
    """An article whose title is readable and findable in its text: put before it where the text does not begin with it."""
    title = own.title
    if title is None or "".join(title.split()) in "".join(text[: len(title) * 2 + 200].split()):
        return Loaded(text, own)
    return Loaded(f"{title}\n\n{text}", own)


def stem(path: str) -> str:
    """The file's name without folders and suffix, for a title of last resort."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name
