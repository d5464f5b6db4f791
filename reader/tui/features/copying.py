"""Copying: logical text to the terminal's clipboard, and a register of our own that always works."""

from __future__ import annotations

from reader.tui.features.base import Desk
from reader.typeset import copied


class Copying(Desk):
    """See the module."""

    def do_text_copy(self) -> None:
        span = self.text.passage()
        self._copy(copied(span.of(self.text.text)))

    def do_text_copy_citation(self) -> None:
        article = self.text.article
        if article is None:
            return
        span = self.text.passage()
        meta = article.document.metadata
        source = "، ".join(part for part in (meta.source, meta.published) if part)
        place = f"{article.document.path}:{span.start}-{span.end}"
        self._copy(
            f"«{copied(span.of(self.text.text)).strip()}»\n— {meta.title}"
            + (f"، {source}" if source else "")
            + f" ({place})"
        )

    def _copy(self, text: str) -> None:
        if not text:
            return
        self.text.clear_selection()
        self.reader.yank(text)
        self.say(
            self.words.count(
                "{n} letter sent to the terminal's clipboard",
                "{n} letters sent to the terminal's clipboard",
                len(text),
            )
        )
