"""How files of a collection are read, where the user knows better than their looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.corpus.encoding import codec
from reader.corpus.loaders import ENCODING as ENCODING
from reader.corpus.loaders import FORMATS, SourceFile, Unreadable, format_of
from reader.corpus.rows import Notice
from reader.corpus.scan import ASIDE
from reader.library.stores import Stores

if TYPE_CHECKING:
    from reader.corpus.loaders.tables import Table as Table

COLUMNS = ("text", "title", "source", "published", "language", "author", "url", "id")  # what a column can be
WITH_ENCODING = frozenset(
    {"plain", "markdown", "tables"}
)  # formats that do not say their encoding themselves


class FilesRead(Stores):
    """See the module. A path is relative to the collection."""

    def doubts(self) -> Sequence[Notice]:
        """What was read with a doubt: a guessed encoding or column, a part left out."""
        return [each for each in self.index.notices() if each.text not in ASIDE]

    def doubts_of(self, path: str) -> Sequence[Notice]:
        """Those about one file, or articles in it."""
        return [each for each in self.doubts() if each.path == path or each.path.startswith(f"{path}/")]

    def read_so(self, path: str, told: Mapping[str, str]) -> None:
        """How a file is read from the next refresh on: "encoding", or the column of a field; "" takes a thing back.

        Raises ValueError with one line where there is no such file, field, column or encoding.
        """
        source = self._source(path)
        for field, value in told.items():
            if field == ENCODING:
                _check_encoding(value)
            elif field not in COLUMNS:
                raise ValueError(f"{field}: no field of an article; there are {', '.join(COLUMNS)}")
            elif not self.is_table(path):
                tables = ", ".join(suffix for suffix, format_ in FORMATS.items() if format_ == "tables")
                raise ValueError(f"{path}: no table; columns are told of {tables}")
        if any(field != ENCODING and value for field, value in told.items()):
            self._check_columns(source, told)
        self.journal.read_so(self.key, path, told)

    def told_of(self, path: str) -> dict[str, str]:
        """What `read_so` was told of a file."""
        return self.journal.reading_of(self.key).get(path, {})

    def table(self, path: str) -> Table:
        """The columns of a table as it is read now. Raises ValueError with one line where it is none."""
        from reader.corpus.loaders.tables import look  # most collections have no table

        try:
            return look(self._source(path))
        except (Unreadable, OSError) as error:
            raise ValueError(f"{path}: {error}") from error

    def is_table(self, path: str) -> bool:
        """Whether a file has columns."""
        return format_of(path) == "tables" and self._is_file(path)

    def file_of(self, path: str) -> str:
        """The file that a path of an article is in (of `news.csv/17` the table); "" for none that is one by itself."""
        parts = path.split("/")
        found = ("/".join(parts[:end]) for end in range(len(parts), 0, -1))
        return next((each for each in found if self._is_file(each)), "")

    def has_encoding(self, path: str) -> bool:
        """Whether the encoding of a file is a matter of looks."""
        return format_of(path) in WITH_ENCODING and self._is_file(path)

    def _is_file(self, path: str) -> bool:
        return (self.root / path).is_file() if self.root.is_dir() else path == self.root.name

    def _source(self, path: str) -> SourceFile:
        if not self._is_file(path):
            raise ValueError(f"{path}: no file of this collection")
        full = self.root / path if self.root.is_dir() else self.root
        told = self.told_of(path)
        columns = tuple((field, column) for field, column in told.items() if field != ENCODING)
        return SourceFile(path, str(full), full.stat().st_size, told.get(ENCODING), columns)

    def _check_columns(self, source: SourceFile, told: Mapping[str, str]) -> None:
        from reader.corpus.loaders.tables import look

        plain = SourceFile(source.path, source.full, source.size, told.get(ENCODING) or source.encoding)
        try:
            names = [name for name, _ in look(plain).columns]
        except (Unreadable, OSError) as error:
            raise ValueError(f"{source.path}: {error}") from error
        known = {name.strip().lower() for name in names}
        for field, column in told.items():
            if field != ENCODING and column and column.strip().lower() not in known:
                raise ValueError(f"{source.path}: no column {column}; there are {', '.join(names)}")


def _check_encoding(name: str) -> None:
    try:
        if name:
            codec(name)
    except LookupError as error:
        raise ValueError(f"no such encoding: {name}") from error
