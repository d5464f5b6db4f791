"""Places in text: the one way to point at it."""

from __future__ import annotations

from collections.abc import Iterator

from reader.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of a document's text: the one way to point at text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[int]:
        """Start and end, so that `start, end = span` reads well."""
        yield self.start
        yield self.end

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Passage:
    """A Span in a named document: where a jump can go."""

    doc: str
    span: Span


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that a search found: its Span and the Span of the line to show around it."""

    doc: str
    span: Span
    context: Span
    exact: bool = True
