"""What the index hands out beside the nouns of `reader.model`: rows, counts, progress, reports."""

from __future__ import annotations

from collections.abc import Sequence

from reader.lazy_dataclass import dataclass
from reader.model import Entity, Hit, Mention, Skipped


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity with how often it is named: in the document asked about, in all, and in how many documents.

    `roles_here` and `roles` count beside that where a role says it without a name («الرئيس السوري»).
    """

    entity: Entity
    here: int
    total: int
    documents: int
    roles_here: int = 0
    roles: int = 0


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention of the collection; `index` is its place in `Analysis.mentions` of `doc`."""

    doc: str
    index: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a file that was read and that its reader should know: a guessed encoding, a part left out."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a refresh is. `stage` is scan, wait, read, analyse or link; `total` is 0 where it is not known yet."""

    stage: str
    done: int
    total: int
    rate: float = 0.0  # documents a second, in this stage
    left: float | None = None  # seconds, an estimate from the rate
    path: str = ""  # the file last dealt with
    documents: int = 0  # documents readable and searchable now


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did. Counts are of documents, but `skipped` names files (or their members)."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    analysed: int = 0
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[Notice, ...] = ()
    cancelled: bool = False
    failed: str = ""  # one line: why it stopped early (disk full, ...); what was committed before is kept
    rebuilt: str = ""  # one line: why the index was made anew (damaged, other version, asked for)
    seconds: float = 0.0

    @property
    def anything(self) -> bool:
        """True where the collection that is shown is not the one that was shown before."""
        return bool(self.added or self.changed or self.moved or self.removed or self.analysed or self.rebuilt)


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an index, as `warraq index --status` prints it. Sizes in bytes."""

    root: str
    documents: int
    paths: int
    files: int
    analysed: int
    waiting: int  # documents whose analysis is missing or out of date
    without_arabic: int
    entities: int
    events: int
    linked: bool  # entities and events fit today's documents and decisions
    skipped: int
    notices: int
    characters: int
    size: int
    schema: str
    analyser: str
    refreshed: str  # ISO 8601 UTC, "" when never finished
    name: str = ""  # of the collection, from collection.toml
    languages: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class QueryError:
    """Why a query cannot be run, and where: `[start, end)` in characters of the query as typed."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    `documents` are the ids of this page, best first, `titles` theirs; `hits` the passages in them, in the same order.
    `total_documents` counts all that match. `total_hits_known` is True where `hits` is everything there is.
    `ranked` says whether the order is by relevance or the quick one (exact spellings first, then by arrival).
    """

    hits: Sequence[Hit] = ()
    total_documents: int = 0
    total_hits_known: bool = True
    error: QueryError | None = None
    documents: Sequence[str] = ()
    titles: Sequence[str] = ()
    ranked: bool = False
    wider: tuple[str, ...] = ()  # words that the stem option added, to be shown as such
