"""OpenDocument texts (.odt): headings, paragraphs, lists; meta.xml for metadata."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.package import local, member, opened, xml


def load(source: SourceFile) -> Iterator[Loaded]:
    with opened(source) as archive:
        if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in member(
            archive, "META-INF/manifest.xml"
        ):
            raise Unreadable("encrypted")
        content = xml(member(archive, "content.xml"), "content.xml")
        own = Own()
        if "meta.xml" in archive.namelist():
            found = {
                local(e.tag): (e.text or "").strip()
                for e in xml(member(archive, "meta.xml"), "meta.xml").iter()
            }
            own = Own(
                title=found.get("title") or None,
                author=found.get("initial-creator") or found.get("creator") or None,
                language=found.get("language") or None,
                published=iso_date(found["creation-date"]) if found.get("creation-date") else None,
            )
    blocks = [_text(e) for e in content.iter() if local(e.tag) in ("p", "h")]
    text = "\n\n".join(b for b in blocks if b.strip())
    if not text:
        raise Unreadable("no text in it")
    yield titled(text + "\n", own)


def _text(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        kind = local(child.tag)
        if kind == "s":
            count = next((v for k, v in child.attrib.items() if local(k) == "c"), "1")
            parts.append(" " * (int(count) if count.isdigit() and len(count) < 4 else 1))
        elif kind == "tab":
            parts.append("\t")
        elif kind == "line-break":
            parts.append("\n")
        elif kind not in ("annotation", "p", "h", "tracked-changes", "note-citation"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
