"""HTML without any library: its paragraphs as text, and what its head says of the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from reader.corpus.loaders import Own
from reader.corpus.loaders.dates import iso_date

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
        " h5 h6 header hr legend li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul",
    )
)
_SILENT = frozenset(
    ("script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea")
)
_AROUND = frozenset(("nav", "footer", "aside", "form", "button"))  # beside the article, not in it
_SPACE = re.compile(r"[ \t\r\n\f]+")
DEEPEST = 2000


@dataclass
class Page:
    """What one pass over a page found."""

    paragraphs: list[str] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    language: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    linked: list[dict[str, Any]] = field(default_factory=list)  # JSON-LD objects

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def read_page(html: str, *, everything: bool = False) -> Page:
    """Paragraphs and metadata of a page. `everything`: also navigation, forms and footers. Never raises for bad HTML."""
    reader = _Reader(everything)
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return reader.page


def plain(html: str) -> str:
    """A fragment of HTML as text, paragraphs apart."""
    return read_page(html, everything=True).text if "<" in html or "&" in html else html.strip()


def own_of(page: Page) -> Own:
    """The metadata that a page's head carries: JSON-LD, Open Graph, Dublin Core, plain meta tags."""
    article = next(_articles(page.linked), {})
    meta = page.meta

    def first(*names: str) -> str | None:
        return next((meta[n] for n in names if meta.get(n)), None)

    published = (
        article.get("datePublished")
        or first(
            "article:published_time",
            "datepublished",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "date",
            "pubdate",
        )
        or first("publishdate", "sailthru.date", "parsely-pub-date", "citation_publication_date")
    )
    title = article.get("headline") or first("og:title", "dc.title", "citation_title", "twitter:title")
    return Own(
        title=_text(title) or page.heading or page.title or None,
        source=_name(article.get("publisher")) or first("og:site_name", "dc.publisher", "application-name"),
        published=iso_date(published) if published else None,
        language=(page.language or first("og:locale", "dc.language", "content-language") or "").replace(
            "_", "-"
        )
        or None,
        author=_name(article.get("author")) or first("author", "article:author", "dc.creator", "byl"),
        url=first("canonical", "og:url"),
    )


def _articles(linked: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in linked:
        kind = each.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if any(isinstance(k, str) and k.endswith(("Article", "Posting")) for k in kinds):
            yield each


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = [n for n in map(_name, value) if n]
        return "، ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return _text(value)


def _text(value: object) -> str | None:
    return _SPACE.sub(" ", value).strip() or None if isinstance(value, str) else None


class _Reader(HTMLParser):
    def __init__(self, everything: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.everything = everything
        self._parts: list[str] = []
        self._silent = 0
        self._around = 0
        self._in: str = ""  # title, h1 or ld
        self._held: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {k: v or "" for k, v in attrs}
        if tag == "html":
            self.page.language = values.get("lang") or values.get("xml:lang") or ""
        elif tag == "meta":
            name = (
                values.get("property")
                or values.get("name")
                or values.get("itemprop")
                or values.get("http-equiv")
                or ""
            ).lower()
            if name and name not in self.page.meta:
                self.page.meta[name] = _SPACE.sub(" ", values.get("content", "")).strip()
        elif tag == "link" and "canonical" in values.get("rel", "").lower():
            self.page.meta.setdefault("canonical", values.get("href", ""))
        elif (
            tag == "time"
            and "datetime" in values
            and ("pubdate" in values or "datePublished" in values.get("itemprop", ""))
        ):
            self.page.meta.setdefault("pubdate", values["datetime"])
        if tag == "script" and "ld+json" in values.get("type", ""):
            self._in, self._held = "ld", []
        elif tag in ("title", "h1") and not self._in and not self._silent:
            self._in, self._held = tag, []
        if tag in _SILENT:
            self._silent += 1
        elif tag in _AROUND and not self.everything:
            self._around += 1
        if tag in _BLOCKS:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _AROUND and not self.everything:
            self.end_paragraph()
            self._around = max(0, self._around - 1)
        if self._in == "ld" and tag == "script":
            self._read_linked("".join(self._held))
            self._in = ""
        elif self._in == tag:
            text = _SPACE.sub(" ", "".join(self._held)).strip()
            if tag == "title":
                self.page.title = self.page.title or text
            else:
                self.page.heading = self.page.heading or text
            self._in = ""
        if tag in _BLOCKS:
            if tag == "title":
                self._parts.clear()
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._in:
            self._held.append(data)
        if not self._silent and not self._around and self._in != "title":
            self._parts.append(data)

    def end_paragraph(self) -> None:
        if self._parts:
            text = _SPACE.sub(" ", "".join(self._parts)).strip()
            self._parts.clear()
            if text:
                self.page.paragraphs.append(text)

    def _read_linked(self, text: str) -> None:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return  # a page's broken JSON-LD is as if it had none
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, dict):
                graph = each.get("@graph")
                self.page.linked += (
                    [e for e in graph if isinstance(e, dict)] if isinstance(graph, list) else [each]
                )
