"""Citations of articles: a line of text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Citable:
    """What a citation needs of a document. `published` is an ISO 8601 date or a prefix of one."""

    doc: str
    title: str
    path: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = "ar"


def cite(work: Citable) -> str:
    """One line in logical order: «title»، source، date."""
    parts = [f"«{_one_line(work.title)}»", work.author, work.source, work.published, work.url]
    return "، ".join(_one_line(part) for part in parts if part)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -- BibTeX -------------------------------------------------------------------------

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LANGUAGES = {
    "ar": "arabic",
    "fa": "persian",
    "en": "english",
    "fr": "french",
    "tr": "turkish",
    "he": "hebrew",
}


def bibtex(works: Iterable[Citable]) -> str:
    """BibTeX for biblatex (UTF-8), one `@article` or `@online` each, keyed by document."""
    entries = []
    for work in works:
        fields = {
            "title": "{" + _tex(work.title) + "}",  # the inner braces keep its letters as they are
            "author": "{" + _tex(work.author) + "}" if work.author else "",
            "journaltitle": _tex(work.source),
            "date": work.published if _parts(work.published) else "",
            "url": re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", work.url),
            "langid": _LANGUAGES.get(work.language.split("-")[0], ""),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        kind = "online" if work.url and not work.source else "article"
        entries.append(f"@{kind}{{{key(work)},\n{lines}\n}}\n")
    return "\n".join(entries)


def key(work: Citable) -> str:
    """A citation key of ASCII letters and digits that stays: year and the start of the document's id."""
    year = work.published[:4] if _parts(work.published) else ""
    return f"warraq{year}-{re.sub('[^0-9A-Za-z]', '', work.doc)[:12] or 'document'}"


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in _one_line(text))


# -- CSL-JSON -----------------------------------------------------------------------


def csl(works: Iterable[Citable]) -> str:
    """CSL-JSON: a list of items, as Zotero and pandoc read it."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def _item(work: Citable) -> Mapping[str, Any]:
    item: dict[str, Any] = {"id": key(work), "type": "article-newspaper", "title": _one_line(work.title)}
    if work.source:
        item["container-title"] = work.source
    if work.author:
        item["author"] = [{"literal": work.author}]
    if parts := _parts(work.published):
        item["issued"] = {"date-parts": [parts]}
    if work.url:
        item["URL"] = work.url
    if work.language:
        item["language"] = work.language
    return item


def _parts(published: str) -> list[int]:
    """Year, month and day as far as they are known; nothing is filled in."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?", published)
    return [int(part) for part in match.groups() if part] if match else []
