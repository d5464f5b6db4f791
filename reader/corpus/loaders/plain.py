"""Plain text, in any encoding that Arabic is written in."""

from __future__ import annotations

from collections.abc import Iterator

from reader.corpus.encoding import NotText, decode
from reader.corpus.loaders import Loaded, SourceFile, Unreadable

MOST = 16 << 20  # bytes of one text file that are read; an article of this length is a mistake somewhere


def load(source: SourceFile) -> Iterator[Loaded]:
    data = source.read(MOST + 1)
    notice = ""
    if len(data) > MOST:
        data = data[: _cut(data)]
        notice = f"read in part: the first {MOST >> 20} of {source.size >> 20} MiB"
    if not data.strip():
        raise Unreadable("empty")
    try:
        decoded = decode(data, source.encoding)
    except NotText as error:
        raise Unreadable(str(error)) from error
    text = decoded.text.removeprefix("\ufeff")
    yield Loaded(text, notice="; ".join(filter(None, (notice, decoded.doubt))))


def _cut(data: bytes) -> int:
    """Where to cut so that neither a line nor a UTF-8 character is torn, nor a UTF-16 pair."""
    at = data.rfind(b"\n", MOST - 65536, MOST)
    if at < 0:
        at = data.rfind(b" ", MOST - 4096, MOST)
    at = at + 1 if at >= 0 else MOST
    while at > MOST - 65536 and (data[at] & 0xC0) == 0x80:
        at -= 1
    return at - at % 2
