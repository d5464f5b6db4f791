"""`warraq index --verify`: is the index whole, and does it say what the files say?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from reader.corpus import pool
from reader.corpus.loaders import Loaded, SourceFile, not_an_article
from reader.corpus.scan import scan
from reader.corpus.sidecar import read_sidecar
from reader.corpus.store import clean, version_of
from reader.model import Skipped


def differences(
    db: sqlite3.Connection, root: Path, reading: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """One line for each thing that is not as it should be; nothing for an index that is true."""
    for (said,) in db.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield f"index file: {said}"
    yield from _within(db)
    yield from _against_files(db, root, reading)


def _within(db: sqlite3.Connection) -> Iterator[str]:
    missing = db.execute(
        "SELECT count(*) FROM documents WHERE n NOT IN (SELECT id FROM words_docsize)"
    ).fetchone()[0]
    extra = db.execute(
        "SELECT count(*) FROM words_docsize WHERE id NOT IN (SELECT n FROM documents)"
    ).fetchone()[0]
    if missing or extra:
        yield f"index of words: {missing} documents missing, {extra} too many"
    for doc_id, version, body in db.execute(
        "SELECT d.path, d.version, t.body FROM documents d LEFT JOIN texts t ON t.doc=d.n"
    ):
        if body is None or version_of(body) != version:
            yield f"{doc_id}: the stored text is not the one that was indexed"


def _against_files(
    db: sqlite3.Connection, root: Path, reading: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    sidecar = read_sidecar(root if root.is_dir() else root.parent).with_reading(reading)
    indexed = dict(db.execute("SELECT p.path, d.version FROM paths p JOIN documents d ON d.n=p.doc"))
    seen: set[str] = set()
    known = {path for (path,) in db.execute("SELECT path FROM files")}
    for found in scan(root):
        if isinstance(found, Skipped) or not_an_article(found.path) is not None or found.path in seen:
            continue
        seen.add(found.path)
        if found.path not in known:
            yield f"{found.path}: not in the index yet"
            continue
        known.discard(found.path)
        source = SourceFile(
            found.path,
            found.full,
            found.size,
            sidecar.of(found.path).get("encoding"),
            sidecar.columns_of(found.path),
        )
        articles, _ = pool.load_whole(source)
        for article in articles:
            if isinstance(article, Loaded):
                path = f"{found.path}/{article.member}" if article.member else found.path
                if indexed.pop(path, None) != version_of(clean(article.text)[1]):
                    yield f"{path}: changed since it was indexed"
    for path in sorted(known):
        yield f"{path}: in the index, but gone"
    for path in sorted(
        p for p in indexed if p not in known and not any(p.startswith(f"{k}/") for k in known)
    ):
        yield f"{path}: in the index, but no longer in its file"
