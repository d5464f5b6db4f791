"""How far long work has come, in words: for the status line of the screen and the line that the commands paint."""

from __future__ import annotations

from reader.catalogue import N_, Catalogue
from reader.library import Progress

STAGES = {
    "scan": N_("looking for files"),
    "wait": N_("waiting for another Warraq"),
    "read": N_("reading"),
    "analyse": N_("finding names, dates and events"),
    "link": N_("linking articles"),
}


def progress_in(progress: Progress, words: Catalogue) -> list[str]:
    """The stage, how far, how fast and how long still: the parts of a line."""
    parts = [words(STAGES.get(progress.stage, progress.stage))]
    if progress.total:
        parts.append(f"{words.number(progress.done)}/{words.number(progress.total)}")
    if progress.rate >= 1:
        parts.append(words("{n} a second", n=round(progress.rate)))
    if progress.left is not None and progress.left >= 2:
        parts.append(words("{n} s left", n=round(progress.left)))
    return parts
