"""Feeds (RSS 2.0 and 1.0, Atom): one article an entry; the feed is its source."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.markup import plain
from reader.corpus.loaders.package import LARGEST_MEMBER, local, xml
from reader.model import Skipped


def load(source: SourceFile) -> Iterator[Loaded | Skipped]:
    root = xml(source.read(LARGEST_MEMBER), "the file")
    if local(root.tag) not in ("rss", "RDF", "feed"):
        raise Unreadable(f"XML, but neither RSS nor Atom (<{local(root.tag)}>)")
    channel = (
        root if local(root.tag) == "feed" else next((e for e in root if local(e.tag) == "channel"), root)
    )
    name = _child(channel, "title")
    language = _child(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    number = 0
    for entry in root.iter():
        if local(entry.tag) not in ("item", "entry"):
            continue
        number += 1
        html = (
            _child(entry, "encoded")
            or _child(entry, "content")
            or _child(entry, "description")
            or _child(entry, "summary")
        )
        text = plain(html or "")
        if not text.strip():
            yield Skipped(source.path, f"entry {number}: no text")
            continue
        own = Own(
            title=plain(_child(entry, "title") or "") or None,
            source=plain(name or "") or None,
            published=iso_date(
                _child(entry, "pubDate")
                or _child(entry, "published")
                or _child(entry, "date")
                or _child(entry, "updated")
            ),
            language=language or None,
            author=_child(entry, "creator") or _author(entry),
            url=_link(entry),
        )
        identity = (_child(entry, "guid") or _child(entry, "id") or "").rstrip("/").rpartition("/")[2][:80]
        yield Loaded(titled(text + "\n", own).text, own, identity or str(number))
    if not number:
        raise Unreadable("a feed without entries")


def _child(element: ElementTree.Element, name: str) -> str | None:
    for child in element:
        if local(child.tag) == name:
            if child.get("type") == "xhtml":
                return ElementTree.tostring(child, encoding="unicode")
            return "".join(child.itertext()).strip() or None
    return None


def _author(entry: ElementTree.Element) -> str | None:
    for child in entry:
        if local(child.tag) == "author":
            return _child(child, "name") or (child.text or "").strip() or None
    return None


def _link(entry: ElementTree.Element) -> str | None:
    links = [e for e in entry if local(e.tag) == "link"]
    best = next((e for e in links if e.get("rel") in (None, "alternate")), None)
    return (best.get("href") or (best.text or "").strip() or None) if best is not None else None
