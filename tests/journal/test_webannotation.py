"""Notes as W3C Web Annotations: the shape of ours, and what others write placed, kept whole and passed on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.journal.anchoring import select
from reader.journal.exchange import webannotation
from reader.model import AnchorState, Span, Target

TEXT = "قال «المتحدث» إن القوات دخلت المدينة فجر الأحد.\nولم يصدر أي تعليق رسمي حتى الآن من الحكومة."
Opener = Callable[..., Journal]


def passage(start: int = 4, end: int = 30, doc: str = "d1") -> Target:
    return Target("passage", id=doc, selectors=(select(doc, "v1", TEXT, Span(start, end)),))


def test_the_shape_of_an_annotation(journal: Journal) -> None:
    note = journal.add_note(passage(), "نص", tags=["وسم"])
    data = json.loads(webannotation.write_out(journal, urls={"d1": "https://example.org/1"}))
    assert (data["type"], data["total"]) == ("AnnotationCollection", 1)
    (item,) = data["first"]["items"]
    assert item["id"] == f"urn:uuid:{note.id}"
    assert item["motivation"] == "commenting"
    assert item["creator"] == {"type": "Person", "name": "سلمى"}
    assert [(each["value"], each["purpose"]) for each in item["body"]] == [
        ("نص", "commenting"),
        ("وسم", "tagging"),
    ]
    (target,) = item["target"]
    assert target["source"] == "https://example.org/1"
    selector = note.target.selectors[0]
    assert target["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
    assert target["selector"][1] == {"type": "TextPositionSelector", "start": 4, "end": 30}


FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://hypothes.is/a/1",
    "type": "Annotation",
    "creator": "acct:karim@hypothes.is",
    "created": "2024-12-09T10:00:00Z",
    "body": [
        {"type": "TextualBody", "value": "من هناك"},
        {"type": "Image", "id": "https://example.org/i.png"},
    ],
    "target": {
        "source": "https://example.org/1",
        "selector": [
            {"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p[1]"}},
            {"type": "TextQuoteSelector", "exact": "دخلت المدينة", "prefix": "القوات ", "suffix": " فجر"},
        ],
    },
}


def find(source: str) -> webannotation.Resolved | None:
    return webannotation.Resolved("d1", "v1", TEXT) if source == "https://example.org/1" else None


def test_a_foreign_annotation_is_placed_by_its_quote_and_kept_whole(journal: Journal) -> None:
    report = webannotation.read_in(journal, json.dumps(FOREIGN), find)
    assert report.added == 1
    assert [line.split(": ", 1)[1] for line in report.problems] == [
        "selector RangeSelector is not known here: kept; the quote or position beside it is used",
        "1 bodies are not text; kept as they came",
    ]
    (note,) = journal.notes("d1")
    (placed,) = journal.place_notes([note], "d1", "v1", TEXT)
    assert placed.span is not None
    assert placed.span.of(TEXT) == "دخلت المدينة"
    assert (note.author, note.body, note.created) == (
        "acct:karim@hypothes.is",
        "من هناك",
        "2024-12-09T10:00:00Z",
    )
    (out,) = json.loads(webannotation.write_out(journal))["first"]["items"]
    assert out["id"] == FOREIGN["id"]
    assert FOREIGN["target"]["selector"][0] in out["target"][0]["selector"]
    assert FOREIGN["body"][1] in out["body"]
    assert webannotation.read_in(journal, json.dumps(FOREIGN), find).same == 1


def test_a_foreign_annotation_goes_on_to_a_third(open_journal: Opener, path: Path) -> None:
    first, second = open_journal(), open_journal(at=path.with_name("b.sqlite"))
    webannotation.read_in(first, json.dumps(FOREIGN), find)
    webannotation.read_in(second, webannotation.write_out(first))
    assert second.notes() == first.notes()
    assert webannotation.read_in(second, json.dumps(FOREIGN), find).added == 0
    assert json.loads(webannotation.write_out(second)) == json.loads(webannotation.write_out(first))


@pytest.mark.parametrize(
    ("target", "kind", "problems"),
    [
        ("https://example.org/1", "document", 0),
        ({"id": "https://example.org/1"}, "document", 0),
        (
            {"source": "https://example.org/1", "selector": {"type": "SvgSelector", "value": "<svg/>"}},
            "document",
            1,
        ),
        (
            {
                "source": "https://example.org/1",
                "selector": {"type": "TextPositionSelector", "start": 4, "end": 13},
            },
            "passage",
            0,
        ),
        (
            {
                "source": "https://nowhere.org",
                "selector": {"type": "TextPositionSelector", "start": 4, "end": 13},
            },
            "document",
            1,
        ),
        (
            {
                "source": {"id": "https://example.org/1"},
                "selector": {
                    "type": "FragmentSelector",
                    "value": "#x",
                    "refinedBy": {"type": "TextQuoteSelector", "exact": "دخلت المدينة"},
                },
            },
            "passage",
            1,
        ),
        (
            {
                "source": "https://example.org/1",
                "selector": {
                    "type": "Choice",
                    "items": [{"type": "TextQuoteSelector", "exact": "دخلت المدينة"}],
                },
            },
            "passage",
            0,
        ),
    ],
)
def test_every_kind_of_target(journal: Journal, target: object, kind: str, problems: int) -> None:
    report = webannotation.read_in(journal, json.dumps({**FOREIGN, "body": "bare", "target": target}), find)
    assert (report.added, len(report.problems)) == (1, problems)
    (note,) = journal.notes()
    assert note.target.kind == kind
    (out,) = json.loads(webannotation.write_out(journal))["first"]["items"]
    assert out["warraq:foreign"]["target"] == target  # nothing of what came is lost


def test_an_annotation_of_an_unknown_page_waits_as_an_orphan(journal: Journal) -> None:
    webannotation.read_in(journal, json.dumps([FOREIGN]))
    (note,) = journal.notes("https://example.org/1")
    (placed,) = journal.place_notes([note], "https://example.org/1", "", "")
    assert (placed.state, placed.note.target.selectors[0].exact) == (AnchorState.ORPHAN, "دخلت المدينة")


@pytest.mark.parametrize("text", ["{}", "3", "nonsense", '{"first": "https://elsewhere"}'])
def test_what_holds_no_annotations_is_refused(journal: Journal, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        webannotation.read_in(journal, text)


@pytest.mark.parametrize(
    "bad",
    [
        {"type": "Annotation"},
        {"type": "Person", "target": "x"},
        5,
        {"type": "Annotation", "target": {"selector": []}},
    ],
)
def test_what_is_no_annotation_is_listed(journal: Journal, bad: object) -> None:
    report = webannotation.read_in(journal, json.dumps([{"items": [bad, FOREIGN]}]), find)
    assert report.added == 1
    assert len(report.problems) == 1 + 2
