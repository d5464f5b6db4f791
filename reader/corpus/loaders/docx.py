"""Word documents (.docx): paragraphs, tables row by row, footnotes at the end; properties for metadata."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.package import local, member, opened, xml


def load(source: SourceFile) -> Iterator[Loaded]:
    with opened(source) as archive:
        body = xml(member(archive, "word/document.xml"), "word/document.xml")
        blocks = list(_paragraphs(body))
        names = set(archive.namelist())
        if "word/footnotes.xml" in names:
            blocks += _paragraphs(xml(member(archive, "word/footnotes.xml"), "word/footnotes.xml"))
        own = _properties(archive) if "docProps/core.xml" in names else Own()
    text = "\n\n".join(b for b in blocks if b.strip())
    if not text:
        raise Unreadable("no text in it")
    yield titled(text + "\n", own)


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    for paragraph in root.iter():
        if local(paragraph.tag) == "p":
            yield _text(paragraph)


def _text(paragraph: ElementTree.Element) -> str:
    parts: list[str] = []
    stack = list(reversed(list(paragraph)))
    while stack:
        element = stack.pop()
        kind = local(element.tag)
        if kind == "t":
            parts.append(element.text or "")
        elif kind in ("br", "cr"):
            parts.append("\n")
        elif kind == "tab":
            parts.append("\t")
        elif kind == "noBreakHyphen":
            parts.append("-")
        elif kind not in (
            "del",
            "moveFrom",
            "instrText",
            "p",
            "Fallback",
        ):  # a p inside (text box) has its own turn
            stack.extend(reversed(list(element)))
    return "".join(parts)


def _properties(archive: zipfile.ZipFile) -> Own:
    fields = {
        local(e.tag): (e.text or "").strip()
        for e in xml(member(archive, "docProps/core.xml"), "docProps/core.xml")
    }
    return Own(
        title=fields.get("title") or None,
        author=fields.get("creator") or None,
        language=fields.get("language") or None,
        published=iso_date(fields.get("created")) if fields.get("created") else None,
    )
