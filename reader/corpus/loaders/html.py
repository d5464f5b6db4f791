"""Web pages: the main text through trafilatura (extra `html`), or everything but navigation without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reader.corpus.encoding import NotText, decode
from reader.corpus.loaders import Loaded, SourceFile, Unreadable, titled
from reader.corpus.loaders.markup import own_of, read_page

MOST = 32 << 20  # bytes
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
WITHOUT = "the whole page: for the article alone install warraq[html]"


def load(source: SourceFile) -> Iterator[Loaded]:
    data = source.read(MOST)
    if not data.strip():
        raise Unreadable("empty")
    html, doubt = _decoded(data, source.encoding)
    page = read_page(html)
    body = _main_text(html)
    notice = doubt
    if body is None:
        body = page.text
        notice = "; ".join(filter(None, (doubt, WITHOUT)))
    if not body.strip():
        raise Unreadable("a page without text")
    own = own_of(page)
    yield replace(titled(body, own), notice=notice)


def _decoded(data: bytes, told: str | None) -> tuple[str, str]:
    """The page's text: as the user says, as UTF-8, as the page declares, or guessed."""
    declared = _CHARSET.search(data[:4096])
    encoding = told
    if encoding is None and declared is not None:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            encoding = declared.group(1).decode("ascii")
    try:
        decoded = decode(data, encoding)
    except NotText:
        try:
            decoded = decode(data)
        except NotText as error:
            raise Unreadable(str(error)) from error
    return decoded.text, decoded.doubt


def _main_text(html: str) -> str | None:
    """The article without what surrounds it; None where trafilatura is missing or finds nothing."""
    try:
        import trafilatura  # type: ignore[import-untyped, import-not-found, unused-ignore]  # an extra
    except ImportError:
        return None
    text = trafilatura.extract(
        html, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    return "\n\n".join(line for line in text.splitlines() if line.strip()) if text else None
