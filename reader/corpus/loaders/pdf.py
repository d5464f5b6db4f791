"""PDF files: their text layer, through pypdfium2 (extra `pdf`); Arabic that was stored as it looks is put in order."""

from __future__ import annotations

from collections.abc import Iterator

from reader.corpus.loaders import Loaded, Own, SourceFile, Unreadable, titled
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.visual import in_logical_order, letters

MOST_PAGES = 3000
_STOPPED = (".", "!", "؟", ":", "?", "»", "…")


def load(source: SourceFile) -> Iterator[Loaded]:
    try:
        import pypdfium2  # type: ignore[import-untyped, import-not-found, unused-ignore]  # an extra
    except ImportError as error:
        raise Unreadable("reading PDF needs an extra: pip install 'warraq[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(source.data if source.data is not None else source.full)
    except pypdfium2.PdfiumError as error:
        encrypted = "assword" in str(error) or "ecurity" in str(error)
        raise Unreadable("encrypted" if encrypted else f"damaged: {error}") from error
    with document:
        pages: list[str] = []
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range().replace("\r\n", "\n").replace("\r", "\n"))
            text_page.close()
            page.close()
        about = document.get_metadata_dict(skip_empty=True)
        total = len(document)
    kept = [[_without_marks(line) for line in page.split("\n")] for page in pages]
    ordered, turned = in_logical_order([line for page in kept for line in page])
    at = iter(ordered)
    lines = [[next(at) for _ in page] for page in kept]
    empty = [n for n, page in enumerate(lines, 1) if not any(line.strip() for line in page)]
    if len(empty) == len(lines):
        raise Unreadable("no text layer: pages are pictures")
    notices = []
    if empty:
        notices.append(f"pages without text: {_numbers(empty)}")
    if turned:
        notices.append("letters were stored as they look: put in order")
    if total > MOST_PAGES:
        notices.append(f"read in part: {MOST_PAGES} of {total} pages")
    own = Own(
        title=letters(about.get("Title", "")).strip() or None,
        author=letters(about.get("Author", "")).strip() or None,
        published=iso_date(about["CreationDate"]) if "CreationDate" in about else None,
    )
    if (
        own.title
        and "." in own.title
        and own.title.rpartition(".")[2].lower() in ("doc", "docx", "indd", "qxd", "pdf")
    ):
        own = Own(author=own.author, published=own.published)  # a file name of whoever made it is no title
    text = "\n\n".join(filter(None, (_paragraphs(page) for page in lines)))
    loaded = titled(text + "\n", own)
    yield Loaded(loaded.text, own, notice="; ".join(notices))


def _without_marks(line: str) -> str:
    """Soft hyphens and pdfium's marks for broken words gone."""
    return line.replace("\u00ad", "").replace("\ufffe", "").replace("\x02", "")


def _paragraphs(lines: list[str]) -> str:
    """Lines joined to paragraphs: one goes on where its line is about full and does not end a sentence."""
    full = max((len(line) for line in lines), default=0) * 0.8
    out: list[str] = []
    open_paragraph = False
    for line in (" ".join(line.split()) for line in lines):
        if not line:
            open_paragraph = False
            continue
        if open_paragraph and out:
            out[-1] += " " + line
        else:
            out.append(line)
        open_paragraph = len(line) >= full and not line.endswith(_STOPPED)
    return "\n".join(out)


def _numbers(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:20])) + (f" and {len(pages) - 20} more" if len(pages) > 20 else "")
