"""What is read of a document when it is asked for: decisions speak of few, and a collection has a hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Asked(Mapping[str, T], Generic[T]):
    """{document: what `read` gives for it}; the last one is kept. Raises KeyError for what is not in `docs`."""

    def __init__(self, docs: Collection[str], read: Callable[[str], T]) -> None:
        self._docs = docs
        self._read = read
        self._last: tuple[str, T] | None = None

    def __getitem__(self, doc: str) -> T:
        if self._last is None or self._last[0] != doc:
            if doc not in self._docs:
                raise KeyError(doc)
            self._last = (doc, self._read(doc))
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._docs)

    def __len__(self) -> int:
        return len(self._docs)
