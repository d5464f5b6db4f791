"""Markdown: read as prose, its marks gone, its front matter taken for metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.corpus.encoding import NotText, decode
from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.markup import plain
from reader.corpus.loaders.tables import columns

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST = 8 << 20  # bytes
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def load(source: SourceFile) -> Iterator[Loaded]:
    data = source.read(MOST)
    if not data.strip():
        raise Unreadable("empty")
    try:
        decoded = decode(data, source.encoding)
    except NotText as error:
        raise Unreadable(str(error)) from error
    text, own = decoded.text, Own()
    if front := _FRONT.match(text):
        own = _own({k.lower(): v.strip("\"'") for k, v in _FIELD.findall(front.group(1))})
        text = text[front.end() :]
    prose, heading = _prose(text)
    if not prose.strip():
        raise Unreadable("no text in it")
    if own.title is None and heading:
        own = replace(own, title=heading)
    yield replace(titled(prose, own), notice=decoded.doubt)


def _own(fields: dict[str, str]) -> Own:
    def first(name: str) -> str | None:
        return next((fields[c] for c in columns()[name] if fields.get(c)), None)

    return Own(
        first("title"),
        first("source"),
        iso_date(first("published")),
        first("language"),
        first("author"),
        first("url"),
    )


def _prose(text: str) -> tuple[str, str]:
    """The text without its marks, blocks apart; and its first heading."""
    from markdown_it import MarkdownIt  # comes with Textual

    blocks: list[str] = []
    heading, bullet, in_heading = "", "", False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            in_heading = True
        elif token.type == "list_item_open":
            bullet = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "inline":
            block = _inline(token.children or ())
            if block.strip():
                blocks.append(bullet + block)
            if in_heading and not heading:
                heading = " ".join(block.split())
            bullet, in_heading = "", False
        elif token.type in ("code_block", "fence"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "html_block" and (block := plain(token.content)):
            blocks.append(block)
    return "\n\n".join(blocks) + "\n", heading


def _inline(children: Sequence[Token]) -> str:
    out = []
    for child in children:
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type == "image":
            out.append(child.content)
    return "".join(out)
