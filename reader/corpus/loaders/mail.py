"""E-mail (.eml): its plain text, or its HTML read as text; attachments are named, not read."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.markup import plain

MOST = 64 << 20  # bytes


def load(source: SourceFile) -> Iterator[Loaded]:
    message = email.message_from_bytes(source.read(MOST), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain", "html"))
    if part is None:
        raise Unreadable("a message without text")
    text = _content(part)
    if part.get_content_subtype() == "html":
        text = plain(text)
    if not text.strip():
        raise Unreadable("a message without text")
    name, address = parseaddr(str(message.get("From", "")))
    own = Own(
        title=" ".join(str(message.get("Subject", "")).split()) or None,
        author=name or address or None,
        published=iso_date(str(message["Date"])) if message["Date"] else None,
    )
    attached = [a.get_filename() or a.get_content_type() for a in message.iter_attachments()]
    loaded = titled(text.replace("\r\n", "\n"), own)
    yield Loaded(loaded.text, own, notice=f"not read of it: {', '.join(attached)}" if attached else "")


def _content(part: MIMEPart) -> str:
    try:
        content = part.get_content()
    except (LookupError, ValueError):  # an encoding that is none
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""
