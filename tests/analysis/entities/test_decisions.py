"""The user's word: must-link, cannot-link, and what cannot be applied is listed."""

import itertools

from reader.model import EntityType
from tests.analysis.entities.collection import Collection, decision

TEXTS = (
    "قال ليفون ساركسيان أمس. وأضاف ساركسيان أن الوقت حان. ووصل إلى دمشق.",
    "قال تيغران ساركسيان في دمشق إن القرار صدر.",
)
LEVON, TIGRAN = "PER:ليفون-ساركسيان", "PER:تيغران-ساركسيان"


def test_merge_and_its_undo() -> None:
    docs = Collection(*TEXTS)
    links = docs.link(decision("merge", LEVON, "PER:تيغران ساركسيان"))
    assert docs.of(links, "d1", "تيغران ساركسيان") == LEVON
    assert TIGRAN not in {entity.id for entity in links.entities}
    assert not links.unapplied
    undone = docs.link(decision("merge", LEVON, TIGRAN, undone=True))
    assert docs.of(undone, "d1", "تيغران ساركسيان") == TIGRAN


def test_not_same_takes_back_a_surname() -> None:
    docs = Collection(*TEXTS)
    links = docs.link(decision("not-same", LEVON, "PER:ساركسيان"))
    assert docs.of(links, "d0", "ساركسيان") not in {LEVON, None}
    assert docs.of(links, "d0", "ليفون ساركسيان") == LEVON


def test_not_same_silences_the_suggestion() -> None:
    docs = Collection(*TEXTS, "وأضاف الوزير ساركسيان أن الوقت حان.")
    before = docs.link()
    assert any(LEVON in (one.a, one.b) for one in before.suggestions)
    alone = docs.of(before, "d2", "ساركسيان")
    after = docs.link(decision("not-same", alone, LEVON))
    assert not any({one.a, one.b} == {alone, LEVON} for one in after.suggestions)


def test_split_names_the_mentions_that_leave() -> None:
    docs = Collection(*TEXTS)
    links = docs.link(decision("split", LEVON, "PER:سيرج ساركسيان", docs.place("d0", "ساركسيان")))
    assert docs.of(links, "d0", "ساركسيان") == "PER:سيرج-ساركسيان"
    assert docs.of(links, "d0", "ليفون ساركسيان") == LEVON


def test_rename_retype_hide() -> None:
    docs = Collection(*TEXTS)
    links = docs.link(
        decision("rename", LEVON, value="ليفون س."),
        decision("retype", TIGRAN, value="ORG", number=2),
        decision("hide", "LOC:دمشق", number=3),
    )
    by_id = {entity.id: entity for entity in links.entities}
    assert by_id[LEVON].name == "ليفون س."
    assert "ليفون ساركسيان" in by_id[LEVON].aliases
    assert by_id[TIGRAN].type is EntityType.ORG
    assert "LOC:دمشق" not in by_id
    assert docs.of(links, "d0", "دمشق") is None


def test_hide_one_mention() -> None:
    docs = Collection(*TEXTS)
    links = docs.link(decision("hide", docs.place("d0", "دمشق")))
    assert docs.of(links, "d0", "دمشق") is None
    assert docs.of(links, "d1", "دمشق") == "LOC:دمشق"


def test_add_a_missed_mention() -> None:
    docs = Collection("قالت المتحدثة زهرة إن القرار صدر في دمشق.")
    start = docs.inputs[0].text.index("القرار")
    links = docs.link(decision("add", "ORG:القرار", value=f"d0#{start}-{start + 6}"))
    assert [(one.doc, one.mention.text, one.entity) for one in links.added] == [
        ("d0", "القرار", "ORG:القرار")
    ]
    assert "ORG:القرار" in {entity.id for entity in links.entities}


def test_what_cannot_be_applied_is_listed() -> None:
    docs = Collection(*TEXTS)
    links = docs.link(
        decision("merge", LEVON, "PER:لا أحد", number=1),
        decision("split", LEVON, value="d0#9000-9001", number=2),
        decision("retype", LEVON, value="CAT", number=3),
        decision("rename", LEVON, number=4),
        decision("add", "ORG:شيء", value="d7#1-2", number=5),
        decision("hide", "PER:لا أحد", number=6),
    )
    assert [one.decision for one in links.unapplied] == ["x1", "x2", "x3", "x4", "x5", "x6"]
    assert all(one.reason for one in links.unapplied)


def test_a_decision_outlives_the_canonical_name() -> None:
    docs = Collection("وأضاف الوزير ساركسيان أن الوقت حان.", "قال ليفون ساركسيان أمس.")
    links = docs.link(decision("rename", "PER:ساركسيان", value="الوزير"))
    assert not links.unapplied
    assert "الوزير" in {entity.name for entity in links.entities}


def test_two_people_merging_and_splitting_at_once() -> None:
    docs = Collection(*TEXTS)
    acts = [
        decision("merge", LEVON, TIGRAN, number=1),
        decision("not-same", TIGRAN, LEVON, number=2),
        decision("merge", LEVON, TIGRAN, number=3),
    ]
    expected = docs.link(*acts)
    for order in itertools.permutations(acts):
        assert docs.link(*order).entities == expected.entities
    assert docs.of(expected, "d1", "تيغران ساركسيان") == LEVON
    assert [one.decision for one in expected.unapplied] == ["x2"]


def test_decisions_of_other_rooms_are_left_alone() -> None:
    docs = Collection(*TEXTS)
    assert not docs.link(
        decision("redate", "EVT:1", value="2024"), decision("describe", "d0", value="x", number=2)
    ).unapplied
