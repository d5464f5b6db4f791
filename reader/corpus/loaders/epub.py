"""Books (.epub): one article a chapter, in the order of the spine; the book is their source."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.markup import read_page
from reader.corpus.loaders.package import MOST_UNPACKED, local, member, opened, xml
from reader.model import Skipped

SHORTEST = 80  # code points; less is a cover or a title page


def load(source: SourceFile) -> Iterator[Loaded | Skipped]:
    with opened(source) as archive:
        names = set(archive.namelist())
        if (
            "META-INF/encryption.xml" in names
            and b"font" not in member(archive, "META-INF/encryption.xml").lower()
        ):
            raise Unreadable("encrypted")
        container = xml(member(archive, "META-INF/container.xml"), "META-INF/container.xml")
        package_path = next(
            (e.get("full-path", "") for e in container.iter() if local(e.tag) == "rootfile"), ""
        )
        package = xml(member(archive, package_path), package_path)
        about: dict[str, str] = {}
        items: dict[str, str] = {}
        spine: list[str] = []
        for element in package.iter():
            kind = local(element.tag)
            if kind in ("title", "creator", "language", "date", "publisher") and element.text:
                about.setdefault(kind, element.text.strip())
            elif kind == "item":
                items[element.get("id", "")] = unquote(element.get("href", ""))
            elif kind == "itemref":
                spine.append(element.get("idref", ""))
        count, unpacked = 0, 0
        for reference in spine:
            if reference not in items:
                continue
            name = posixpath.normpath(posixpath.join(posixpath.dirname(package_path), items[reference]))
            try:
                data = member(archive, name)
            except Unreadable as error:
                yield Skipped(f"{source.path}/{name}", str(error))
                continue
            unpacked += len(data)
            if unpacked > MOST_UNPACKED:
                raise Unreadable(f"unpacks to more than {MOST_UNPACKED >> 20} MiB: read up to there")
            page = read_page(data.decode("utf-8-sig", "replace"), everything=True)
            if len(page.text) < SHORTEST:
                continue
            count += 1
            own = Own(
                title=page.heading or page.title or None,
                source=about.get("title"),
                author=about.get("creator"),
                language=about.get("language"),
                published=iso_date(about.get("date")),
            )
            loaded = titled(page.text + "\n", own)
            yield Loaded(loaded.text, own, f"{len(spine[: spine.index(reference)]) + 1:03}")
    if not count:
        raise Unreadable("no chapter with text in it")
