"""What another text counts otherwise comes with an event, and goes with that text."""

from __future__ import annotations

from pathlib import Path

from reader.corpus.index import Index
from tests.corpus.test_events_of_changes import written
from tests.corpus.test_linking import linked

HEAD = "قتل الوزير كريم النجار في حلب يوم 8 ديسمبر 2021."
FIRST, SECOND = f"{HEAD} وأطلق عليه حارسه 19 رصاصة.", f"{HEAD} ثم أحصى التقرير 14 رصاصة."


def elsewhere(root: Path, index: Index, **texts: str | None) -> set[str]:
    """The values that events have from elsewhere, once the files are so; all events are those of linking anew."""
    written(root, texts)
    assert not index.refresh(root, workers=1).failed
    events = list(index.events())
    assert events == linked(index, [])["events"] == [index.event(each.id) for each in events]
    return {
        value.value
        for event in events
        for dispute in event.disputes
        for value in dispute.values
        if value.elsewhere
    }


def test_counts_of_other_texts_follow_the_files(tmp_path: Path) -> None:
    root, index = tmp_path / "c", Index(tmp_path / "i.sqlite")
    assert elsewhere(root, index, a=FIRST, b=SECOND) == {"14 طلقة", "19 طلقة"}
    assert elsewhere(root, index, b=SECOND.replace("14", "19")) == set()
    assert elsewhere(root, index, b=SECOND.replace("14", "15")) == {"15 طلقة", "19 طلقة"}
    assert elsewhere(root, index, c=f"{HEAD} وأصابته 17 رصاصة.") >= {"15 طلقة", "17 طلقة", "19 طلقة"}
    assert elsewhere(root, index, b=None, c=None) == set()
    assert elsewhere(root, index, b=SECOND) == {"14 طلقة", "19 طلقة"}
    index.close()
