"""Linking across documents: what joins, what stays apart."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace

import pytest

from reader.analysis import analyse, link
from reader.analysis.events import accounts, cluster, link_events
from reader.analysis.events.features import reports
from reader.analysis.linking import EventLinks, LinkInput
from reader.model import Analysis, Decision, Entity, EntityType, Event

from .made import mentions_of, times_of
from .score import Score, files, inputs_of, score

NAMES = {"PER": ["سامي حداد", "نادر قاسم"], "LOC": ["بيروت", "عمان", "روما", "حلب"], "ORG": ["حزب الفجر"]}


def given(doc: str, text: str, times: dict[str, str], published: str | None = None) -> LinkInput:
    from reader.analysis.events import find_events

    mentions = mentions_of(text, **NAMES)
    found = times_of(text, times)
    return LinkInput(doc, text, Analysis(mentions, found, find_events(text, mentions, found)), published)


def linked(*inputs: LinkInput, decisions: tuple[Decision, ...] = ()) -> EventLinks:
    of = {
        (each.doc, i): f"{m.type.value}:{m.text}"
        for each in inputs
        for i, m in enumerate(each.analysis.mentions)
    }
    entities = [Entity(key, EntityType(key[:3]), key[4:]) for key in sorted(set(of.values()))]
    return link_events(inputs, of, entities, decisions)


def shared(links: EventLinks) -> list[Event]:
    return [e for e in links.events if len({r.doc for r in e.mentions}) > 1]


FLIGHT = given(
    "a.txt", "غادر سامي حداد بيروت إلى روما في 8 ديسمبر 2021.", {"8 ديسمبر 2021": "2021-12-08"}, "2021-12-10"
)
OTHER = given(
    "b.txt",
    "أكد نادر قاسم رحيل سامي حداد عن بيروت يوم 8 ديسمبر 2021.",
    {"8 ديسمبر 2021": "2021-12-08"},
    "2021-12-12",
)


@pytest.mark.parametrize(
    "act",
    ["خسر البنك نصف ودائعه", "اختفت الوثائق", "أُغلقت الأبواب", "قُتل الطيار", "نشرت الجمعية صورة كبيرة للحفل"],
)
def test_an_act_without_day_and_name_is_one_only_in_texts_on_one_matter(act: str) -> None:
    minister, fisher, president = (
        LinkInput(doc, text, analyse(text))
        for doc, text in (
            ("a", f"اجتمع وزراء المالية في برلين أمس. ثم {act}. وقال ماكرون إنه حزين."),
            ("b", f"روى صياد من صيدا حكايته. ثم {act}. وضحك أحمد."),
            ("c", f"عاد ماكرون من برلين إلى باريس. ثم {act}. وبكى ماكرون."),
        )
    )
    assert not shared(link((minister, fisher)).events)
    assert len(shared(link((minister, president)).events)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "هروب سامي حداد من بيروت",
        "فرار سامي حداد من بيروت",
        "رحيل سامي حداد عن بيروت",
        "مغادرة سامي حداد بيروت",
    ],
)
def test_other_words_same_man_same_day(words: str) -> None:
    other = given(
        "b.txt", f"أثار {words} يوم 8 ديسمبر 2021 جدلا.", {"8 ديسمبر 2021": "2021-12-08"}, "2021-12-12"
    )
    (event,) = shared(linked(FLIGHT, other))
    assert event.date == "2021-12-08"


@pytest.mark.parametrize(
    ("text", "times", "published"),
    [
        # the same act in another year
        ("غادر سامي حداد بيروت في 3 مارس 2015.", {"3 مارس 2015": "2015-03-03"}, "2015-03-04"),
        # another man on the same day
        ("غادر نادر قاسم بيروت في 8 ديسمبر 2021.", {"8 ديسمبر 2021": "2021-12-08"}, "2021-12-10"),
        # a trip to a capital the month before
        ("زار سامي حداد روما في 20 نوفمبر 2021.", {"20 نوفمبر 2021": "2021-11-20"}, "2021-12-10"),
    ],
)
def test_lookalikes_stay_apart(text: str, times: dict[str, str], published: str) -> None:
    assert shared(linked(FLIGHT, given("b.txt", text, times, published))) == []


def test_same_place_other_battle() -> None:
    first = given(
        "a.txt", "سيطر مسلحون على حلب في 29 نوفمبر 2024.", {"29 نوفمبر 2024": "2024-11-29"}, "2024-12-01"
    )
    second = given(
        "b.txt", "استعاد الجيش السيطرة على حلب في ديسمبر 2016.", {"ديسمبر 2016": "2016-12"}, "2024-12-02"
    )
    assert shared(linked(first, second)) == []


def test_a_scenario_meets_no_real_event() -> None:
    real = given("a.txt", "غادر سامي حداد بيروت في 8 ديسمبر 2021.", {"8 ديسمبر 2021": "2021-12-08"})
    made = given("b.txt", "غادر سامي حداد بيروت إلى روما. وصل سامي حداد إلى عمان. هل هذا السيناريو ممكن؟", {})
    links = linked(real, made)
    assert shared(links) == []
    flags = {e.mentions[0].doc: e.hypothetical for e in links.events}
    assert flags == {"a.txt": False, "b.txt": True}


def test_answers_that_contradict_are_one_dispute() -> None:
    a = given(
        "a.txt",
        "عرض حزب الفجر على سامي حداد منصبا يوم 8 ديسمبر 2021، ووافق سامي حداد على العرض.",
        {"8 ديسمبر 2021": "2021-12-08"},
        "2021-12-10",
    )
    b = given(
        "b.txt",
        "قال نادر قاسم إن سامي حداد رفض عرض حزب الفجر يوم 8 ديسمبر 2021.",
        {"8 ديسمبر 2021": "2021-12-08"},
        "2021-12-10",
    )
    disputes = [d for e in shared(linked(a, b)) for d in e.disputes if d.slot == "answer"]
    assert [{v.value for v in d.values} for d in disputes] == [{"قبول", "رفض"}]


def test_numbers_are_shown_side_by_side_and_never_averaged() -> None:
    a = given(
        "a.txt",
        "قتل 12 شخصا في انفجار في حلب يوم 8 ديسمبر 2021.",
        {"8 ديسمبر 2021": "2021-12-08"},
        "2021-12-09",
    )
    b = given(
        "b.txt",
        "قتل 20 شخصا في تفجير في حلب يوم 8 ديسمبر 2021.",
        {"8 ديسمبر 2021": "2021-12-08"},
        "2021-12-09",
    )
    (dispute,) = [d for e in linked(a, b).events for d in e.disputes]
    assert dispute.slot == "number"
    assert sorted(v.value for v in dispute.values) == ["12 شخص", "20 شخص"]
    assert all(p.doc in ("a.txt", "b.txt") for v in dispute.values for p in v.passages)


def test_rough_figures_that_fit_are_no_dispute() -> None:
    a = given(
        "a.txt", "قتل نحو 100 شخص في حلب يوم 8 ديسمبر 2021.", {"8 ديسمبر 2021": "2021-12-08"}, "2021-12-09"
    )
    b = given(
        "b.txt", "قتل 103 أشخاص في حلب يوم 8 ديسمبر 2021.", {"8 ديسمبر 2021": "2021-12-08"}, "2021-12-09"
    )
    assert [d for e in linked(a, b).events for d in e.disputes] == []


def test_copies_count_as_one_origin() -> None:
    text = "غادر سامي حداد بيروت إلى روما في 8 ديسمبر 2021 بعد خلاف مع حزب الفجر دام شهرين كاملين حول تشكيل الحكومة. "
    copies = [given(f"{i}.txt", text, {"8 ديسمبر 2021": "2021-12-08"}, "2021-12-10") for i in range(4)]
    links = linked(*copies)
    event = next(e for e in links.events if len(e.mentions) == 4)
    assert event.origins == 1
    assert set(links.origins.values()) == {"0.txt"}


def test_a_time_that_hangs_on_an_event_follows_it() -> None:
    text = "زار سامي حداد روما قبل سقوط حلب بيومين. وكان سقوط حلب في 8 ديسمبر 2021."
    from reader.analysis.events import find_events
    from reader.analysis.times import find_times

    mentions, times = mentions_of(text, **NAMES), find_times(text, "2021-12-20").expressions
    inputs = LinkInput(
        "a.txt", text, Analysis(mentions, times, find_events(text, mentions, times)), "2021-12-20"
    )
    links = linked(inputs)
    visit = next(e for e in links.events if e.type == "visit")
    fall = next(e for e in links.events if e.type == "fall")
    assert (visit.date, fall.date) == ("2021-12-06", "2021-12-08")
    moved = linked(inputs, decisions=(Decision("d1", "redate", fall.id, value="2021-12-10", reason="خطأ"),))
    assert next(e for e in moved.events if e.type == "visit").date == "2021-12-08"
    assert "خطأ" in next(e for e in moved.events if e.type == "fall").why


# -- laws


def topics() -> list[list[LinkInput]]:
    out = []
    for path in files("tuned")[:4]:
        inputs, _ = inputs_of(tomllib.loads(path.read_text(encoding="utf-8")), False)
        out.append([replace(each, doc=f"{path.stem}/{each.doc}") for each in inputs])
    return out


def test_the_order_of_documents_changes_nothing() -> None:
    inputs = [each for topic in topics() for each in topic]
    wanted = linked(*inputs)
    for seed in range(3):
        shuffled = inputs[:]
        random.Random(seed).shuffle(shuffled)
        assert linked(*shuffled) == wanted


def test_more_documents_do_not_rename_events() -> None:
    first, *rest = topics()
    before = {e.mentions: e.id for e in linked(*first).events}
    after = {r: e.id for e in linked(*first, *(d for t in rest for d in t)).events for r in e.mentions}
    kept = sum(after[mentions[0]] == id for mentions, id in before.items())
    assert kept == len(before)


def test_every_mention_is_in_one_event_and_titles_are_quotes() -> None:
    inputs = [each for topic in topics() for each in topic]
    links = linked(*inputs)
    texts = {each.doc: each.text for each in inputs}
    seen = [r for e in links.events for r in e.mentions]
    assert len(seen) == len(set(seen)) == sum(len(each.analysis.events) for each in inputs)
    for event in links.events:
        assert any(event.title in texts[r.doc] for r in event.mentions)
        assert event.why


def test_no_date_is_invented() -> None:
    for topic in topics():
        by_doc = {each.doc: each for each in topic}
        for event in linked(*topic).events:
            if event.date is None or "محسوب" in event.why:
                continue
            values = {t.value for r in event.mentions for t in by_doc[r.doc].analysis.times}
            around = "زمن ما حوله" in event.why  # a month or year that the times there are of
            for told in event.date.split("/"):
                told = told[: len("YYYY")] if around else told[: len("YYYY-MM-DD")]
                assert any(value.startswith(told) for value in values)


def test_accounts_line_up_by_slot() -> None:
    links = linked(FLIGHT, OTHER)
    (event,) = shared(links)
    found = accounts(event, [FLIGHT, OTHER])
    assert [a.doc for a in found] == ["a.txt", "b.txt"]
    assert ("date", "2021-12-08") in found[0].slots and ("date", "2021-12-08") in found[1].slots
    assert all(a.passages for a in found)


def test_the_seeds_keep_their_figures() -> None:
    found = score(tomllib.loads(files("seeds")[0].read_text(encoding="utf-8")))
    assert found.mixed == 0
    assert found.found / found.shared >= 0.75
    assert found.right / found.pairs >= 0.75
    assert found.dates_right == found.dates
    assert found.disputes_found / found.disputes >= 0.5


def test_empty_and_odd_inputs() -> None:
    assert linked() == EventLinks(())
    assert linked(given("a.txt", "", {})).events == ()
    many = given("b.txt", "غادر سامي حداد بيروت في 8 ديسمبر 2021. " * 60, {"8 ديسمبر 2021": "2021-12-08"})
    assert len(linked(many).events) >= 1


def test_what_almost_joined_is_suggested_and_not_done() -> None:
    a = given("a.txt", "اجتمع سامي حداد في عمان.", {}, "2021-12-10")
    b = given("b.txt", "التقى نادر قاسم وفدا في عمان.", {}, "2021-12-12")
    links = linked(a, b)
    assert not shared(links)
    assert links.suggestions and all(each.why for each in links.suggestions)
    ids = {e.id for e in links.events}
    assert all({s.a, s.b} <= ids for s in links.suggestions)


def test_thousands_of_events_on_one_day() -> None:
    text = "غادر سامي حداد بيروت وزار نادر قاسم روما وقتل 12 شخصا في حلب في 8 ديسمبر 2021.\n"
    from reader.analysis.times import find_times

    whole = text * 500
    mentions, times = mentions_of(text, **NAMES), find_times(whole, "2021-12-10").expressions
    shifted = tuple(replace(m, span=m.span.shift(i * len(text))) for i in range(500) for m in mentions)
    from reader.analysis.events import find_events

    events = find_events(whole, shifted, times)
    assert len(events) == 1500
    links = linked(LinkInput("a.txt", whole, Analysis(shifted, times, events), "2021-12-10"))
    assert sum(len(e.mentions) for e in links.events) == 1500


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("الحكومة السودانية", "state:السودان"),
        ("طائرات الجيش السوداني", "state:السودان"),
        ("القوات الروسية", "state:روسيا"),
        ("قوات المعارضة السورية", None),  # not the state's
        ("الصحافة المصرية", None),
    ],
)
def test_who_acts_for_a_state(phrase: str, state: str | None) -> None:
    from reader.analysis.events.states import acting_state
    from reader.text.fold import fold

    assert acting_state(fold(phrase).split()) == state


def test_the_tuned_texts_keep_their_figures() -> None:
    total = Score()
    for path in files("tuned"):
        total += score(tomllib.loads(path.read_text(encoding="utf-8")))
    assert total.mixed == 0
    assert total.found / total.shared >= 0.85
    assert total.right / total.pairs >= 0.9
    assert total.dates_right / total.dates >= 0.85
    assert total.disputes_found / total.disputes >= 0.7


def test_every_reason_can_be_told_in_both_languages() -> None:
    from reader.analysis.events.compare import weights
    from reader.reasons import unknown

    told = [words for words in weights().words.values() if words]
    assert [words for words in told if unknown(words) and unknown(f"«حلب» {words}")] == []


@pytest.mark.parametrize(("kinds", "joins"), [(("fall", "enter"), True), (("fall", "fall"), False)])
def test_those_of_its_own_kind_speak_for_a_group(
    kinds: tuple[str, str], joins: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report agrees with one member and hardly with the other: where that one is told by another kind of act, the first decides."""
    inputs = [given(doc, "غادر سامي حداد بيروت إلى روما أمس.", {}) for doc in "abc"]
    found = [each for each in reports(inputs, {}) if each.type == "depart"]
    one, other, late = (replace(r, family=kind) for r, kind in zip(found, (*kinds, "fall"), strict=True))
    points = {one.ref.doc: 0.4, other.ref.doc: -2.5}
    monkeypatch.setattr(
        cluster, "compare", lambda a, b, rarity: cluster.Verdict(points[b.ref.doc], (a, b, rarity))
    )
    group = cluster.Group([one, other], {"a", "b"})
    fit = cluster.choose(late, {1: group}, {}, cluster.Rarity({}, 3))
    assert (fit.best == 1) is joins
