"""Events that the user corrects: merged, split, renamed, redated, hidden, added."""

from __future__ import annotations

from reader.analysis.events.features import mention_key
from reader.analysis.linking import LinkInput
from reader.model import Decision
from tests.analysis.events.test_link import FLIGHT, OTHER, given, linked, shared


def keys() -> tuple[str, str]:
    def key(each: LinkInput, kind: str) -> str:
        return mention_key(each.doc, each.text, next(e for e in each.analysis.events if e.type == kind))

    return key(FLIGHT, "depart"), key(OTHER, "depart")


def test_not_same_wins_over_merge() -> None:
    a, b = keys()
    apart = Decision("d1", "not-same", a, b)
    assert shared(linked(FLIGHT, OTHER)) != []
    assert shared(linked(FLIGHT, OTHER, decisions=(apart,))) == []
    links = linked(FLIGHT, OTHER, decisions=(apart, Decision("d2", "merge", a, b)))
    assert shared(links) == []
    assert [u.decision for u in links.unapplied] == ["d2"]


def test_merge_and_split() -> None:
    late = given("c.txt", "غادر نادر قاسم عمان في 9 مايو 2022.", {"9 مايو 2022": "2022-05-09"}, "2022-05-10")
    a, _ = keys()
    c = mention_key(late.doc, late.text, late.analysis.events[0])
    merged = linked(FLIGHT, late, decisions=(Decision("d1", "merge", a, "e" + c[1:]),))
    assert {r.doc for r in shared(merged)[0].mentions} == {"a.txt", "c.txt"}
    first, second = keys()
    split = linked(FLIGHT, OTHER, decisions=(Decision("d1", "split", first, value=second),))
    assert shared(split) == []


def test_rename_retype_redate_confirm_hide_add() -> None:
    a, _ = keys()
    said = (
        Decision("1", "rename", a, value="عنوان"),
        Decision("2", "retype", a, value="visit"),
        Decision("3", "redate", a, value="2021-12-07", reason="تصحيح"),
        Decision("4", "confirm", a),
        Decision("5", "add", "event:x", value="meet|2021-12-01|لقاء سري"),
    )
    links = linked(FLIGHT, decisions=said)
    event = next(e for e in links.events if e.mentions)
    assert (event.title, event.type, event.date) == ("عنوان", "visit", "2021-12-07")
    assert event.why.startswith("أكده المستخدم")
    added = next(e for e in links.events if not e.mentions)
    assert (added.id, added.type, added.date, added.title) == ("event:x", "meet", "2021-12-01", "لقاء سري")
    assert links.unapplied == ()
    assert linked(FLIGHT, decisions=(Decision("6", "hide", "e" + a[1:]),)).events == ()
    assert linked(FLIGHT, decisions=(Decision("7", "hide", a),)).events == ()


def test_undone_is_ignored_and_unapplied_is_listed() -> None:
    a, _ = keys()
    undone = Decision("1", "hide", a, undone=True)
    lost = Decision("2", "rename", "m" + "0" * 16, value="x")
    wrong = Decision("3", "retype", a, value="no-such-type")
    nodate = Decision("4", "redate", a, value="الأمس")
    entity = Decision("5", "rename", "PER:سامي", value="x")  # for the entities, not for us
    links = linked(FLIGHT, decisions=(undone, lost, wrong, nodate, entity))
    assert len(links.events) == 1
    assert [u.decision for u in links.unapplied] == ["2", "3", "4"]
    assert all(u.reason for u in links.unapplied)
