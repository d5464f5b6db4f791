"""What ties two reports and what forbids it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reader.analysis.events.compare import NEVER, Rarity, compare, weights
from reader.analysis.events.evidence import evidence
from reader.analysis.events.features import Document, Report
from reader.analysis.events.kinship import comparable, retold
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.report_times import Interval
from reader.analysis.events.roots import root_of
from reader.model import EventRef, Modality, Span
from reader.text.fold import fold

DAY: Interval = (date(2021, 3, 9), date(2021, 3, 9))
NEXT_YEAR: Interval = (date(2022, 3, 9), date(2022, 3, 9))
RARITY = Rarity({}, 2)


def report(doc: str, type: str = "arrest", *, interval: Interval | None = DAY, **fields: object) -> Report:
    """A report of one document that says nothing but its type and day, and what is given."""
    kind = lexicon().types[type]
    none: frozenset[str] = frozenset()
    sides = (fields.get(name, none) for name in ("agents", "patients", "places"))
    people = frozenset(each for side in sides if isinstance(side, frozenset) for each in side)
    made = Report(
        ref=EventRef(doc, 0), span=Span(0, 0), key=f"m{doc}", sentence=f"s{doc}", type=type, family=kind.family, clan=kind.family,
        lemma=type, agents=none, patients=none, places=none, entities=people, theme=none, shown=((), ()), about=none,
        words=none, value=interval[0].isoformat() if interval else None, mod=None, interval=interval, carried=False,
        numbers=(), modality=Modality.ASSERTED, source=None, scenario=False, score=3.0, published=None,
        document=Document(doc, people, None, doc),
    )  # fmt: skip
    return replace(made, **fields)


SAMI, NADER = frozenset({"PER:سامي-حداد"}), frozenset({"PER:نادر-قاسم"})


def joined(a: Report, b: Report) -> bool:
    return compare(a, b, RARITY).points >= weights().join


def test_one_day_and_one_name_tie() -> None:
    a, b = (report(doc, patients=SAMI, theme=SAMI) for doc in "ab")
    assert joined(a, b)
    assert compare(a, b, RARITY).points == compare(b, a, RARITY).points


def test_who_stands_beside_both_acts_counts_whichever_names_him() -> None:
    """«أقيل سامي» and «... سامي ... أُبعد من منصبه»: a part in the one, only near the other, either way round."""
    named, near = report("a", "dismiss", patients=SAMI, near=SAMI), report("b", "dismiss", near=SAMI)
    for first, second in ((named, near), (near, named)):
        assert [about for name, _, about in evidence(first, second, RARITY) if name == "beside"] == [*SAMI]
    assert compare(named, near, RARITY).points == compare(near, named, RARITY).points


@pytest.mark.parametrize(
    ("other", "loose"),
    [
        (report("b", "act", agents=SAMI), []),  # one day and one man
        (report("b", "act", agents=SAMI, interval=None), ["retold-loose"]),
        (report("b", "act", agents=NADER), ["retold-loose"]),
        (
            report(
                "b",
                "act",
                agents=SAMI,
                interval=None,
                lone=frozenset({"حلبه"}),
                content=frozenset({"حلبه"}),
            ),
            [],
        ),
    ],
)
def test_an_act_of_no_kind_needs_a_name_and_a_time_or_a_word_of_their_own(
    other: Report, loose: list[str]
) -> None:
    won = report("a", "win", patients=SAMI, lone=frozenset({"حلبه"}), content=frozenset({"حلبه"}))
    assert comparable(won, other)
    told = [name for name, _, _ in evidence(won, other, RARITY) if name.startswith("retold")]
    assert told == ["retold", *loose]


def test_kinds_that_are_listed_as_told_for_each_other_are_evidence_of_their_own() -> None:
    won, gave_in = report("a", "win", patients=SAMI), report("b", "surrender", agents=SAMI, interval=None)
    told = [name for name, _, _ in evidence(won, gave_in, RARITY)]
    assert "listed" in told
    assert not {"retold", "retold-loose"} & set(told)


def on(year: int, month: int, day: int) -> Interval:
    return date(year, month, day), date(year, month, day)


DAYS = on(2021, 9, 20), on(2021, 9, 27), on(2021, 12, 27)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        # the approval of one decree, told of two days of a week: a contradiction, not two approvals
        (report("a", "approve", interval=DAYS[0]), report("b", "approve", interval=DAYS[1]), "days-disputed"),
        # another verb, and other approvals in the text
        (
            report("a", "approve", interval=DAYS[0], lemma="أقر"),
            report("b", "approve", interval=DAYS[1], lemma="صادق"),
            "weeks-off",
        ),
        (report("a", "meet", interval=DAYS[0]), report("b", "meet", interval=DAYS[1]), "weeks-off"),
        (report("a", "approve", interval=DAYS[0]), report("b", "approve", interval=DAYS[2]), "weeks-off"),
    ],
)
def test_days_of_what_is_done_once_may_contradict_each_other(
    first: Report, second: Report, told: str
) -> None:
    times = {"days-off", "days-disputed", "weeks-off"}
    assert [name for name, _, _ in evidence(first, second, RARITY) if name in times] == [told]


def test_a_name_under_two_readings_beside_both_acts() -> None:
    first = report("a", "arrest", near=frozenset({"PER:السعيد-حداد"}))
    second = report("b", "arrest", near=frozenset({"PER:سعيد-حداد"}))
    told = {name for name, _, _ in evidence(first, second, RARITY)}
    assert "beside-namesake" in told
    assert "beside-other" not in told


def test_a_text_need_not_speak_of_the_day_of_what_it_tells() -> None:
    """A dated protest and an undated one in a text whose dates are all of half a year later: never one in texts on two
    matters, possible in two on one matter, and another type never."""
    dated = report("a", "protest", interval=on(2024, 7, 29), lemma="تظاهر")
    undated = report("b", "protest", interval=None, lemma="تظاهر")
    kin = report("b", "attack", interval=None)
    for each in (undated, kin):
        each.document.frame.add(date(2025, 1, 10).toordinal())
    assert NEVER.points < compare(dated, undated, RARITY).points < weights().join
    assert compare(dated, kin, RARITY).points == NEVER.points
    names = frozenset(f"PER:{n}" for n in "ابتثجحخد")
    for each in (dated, undated):
        each.document.entities = names
    alike, far = compare(dated, undated, Rarity({}, 2)).points, compare(dated, undated, RARITY).points
    assert alike > far


def test_days_without_their_year_are_of_any() -> None:
    """A text of «ليلة 27 كانون الثاني» and of a book of 1988 may tell what happened on 28 January 1986."""
    dated = report("a", "cancel", interval=on(1986, 1, 28))
    other = report("b", "postpone", interval=None)
    other.document.frame.add(date(1988, 6, 9).toordinal())
    assert compare(dated, other, RARITY).points == NEVER.points
    other.document.open.add(27)  # the day of a year
    assert compare(dated, other, RARITY).points > NEVER.points


@pytest.mark.parametrize(
    ("mine", "theirs", "one"),
    [
        ((72.0, False), (30.0, False), False),
        ((72.0, False), (70.0, False), True),
        ((72.0, True), (30.0, False), True),  # «نحو»
    ],
)
def test_one_text_counts_the_dead_of_two_happenings(
    mine: tuple[float, bool], theirs: tuple[float, bool], one: bool
) -> None:
    text = Document("a", frozenset(), None, "a")
    first, second = (
        report("a", "kill", interval=None, numbers=(("people", *count),), document=text)
        for count in (mine, theirs)
    )
    assert (compare(first, second, RARITY).points > NEVER.points) == one


@pytest.mark.parametrize(("day", "possible"), [(29, True), (30, False)])
def test_a_weekday_that_agrees_is_no_other_time(day: int, possible: bool) -> None:
    """«بعد ظهر الاثنين» in a text whose other dates lie far: Monday 29 July 2024 may be the day, Tuesday not."""
    dated = report("a", "protest", interval=on(2024, 7, day))
    other = report("b", "attack", interval=None, value="XXXX-WXX-1TAF")
    other.document.frame.add(date(2025, 1, 10).toordinal())
    assert (compare(dated, other, RARITY).points > NEVER.points) == possible


def test_which_kinds_may_retell_each_other() -> None:
    assert not comparable(report("a", "quake"), report("b", "vote"))
    acts = (report("a", "act", family="act مشى"), report("b", "act", family="act بكى"))
    assert all(comparable(act, report("b", "vote")) for act in acts)  # an act of no kind may be any
    assert {
        family for family, others in retold().items() for other in others if family not in retold()[other]
    } == set()


@pytest.mark.parametrize(
    "other",
    [
        report("b", patients=NADER, theme=NADER),  # somebody else was arrested
        report("b", patients=SAMI, theme=SAMI, interval=NEXT_YEAR),  # another year
        report("b", "visit", agents=SAMI, theme=SAMI),  # another act
        report("b", patients=SAMI, theme=SAMI, scenario=True),  # imagined
    ],
)
def test_what_no_evidence_outweighs(other: Report) -> None:
    assert compare(report("a", patients=SAMI, theme=SAMI), other, RARITY).points == NEVER.points


def test_everyday_words_alone_tie_nothing() -> None:
    content = frozenset({root_of(fold("الحكومة")), root_of(fold("قرار"))})
    a, b = (report(doc, interval=None, content=content) for doc in "ab")
    assert not joined(a, b)


ALEPPO, HOMS, YEAR_2016 = (
    frozenset({"LOC:حلب"}),
    frozenset({"LOC:حمص"}),
    (date(2016, 1, 1), date(2016, 12, 31)),
)


def apart(a: Report, b: Report) -> bool:
    return compare(a, b, RARITY).points == NEVER.points == compare(b, a, RARITY).points


def test_a_year_is_said_of_what_is_not_of_the_days_told() -> None:
    past = report("a", "capture", places=ALEPPO, theme=ALEPPO, interval=YEAR_2016, value="2016")
    for value in (None, "XXXX-WXX-5"):
        told = report("b", "capture", places=ALEPPO, theme=ALEPPO, interval=None, value=value)
        assert apart(past, told)
        told.document.frame.add(date(2016, 12, 22).toordinal())
        assert not apart(past, told)


@pytest.mark.parametrize(("shared", "type", "never"), [
    (SAMI, "arrest", True), (SAMI | NADER, "arrest", False), (SAMI | NADER, "release", True),
])  # fmt: skip
def test_a_text_on_the_same_matter_may_look_back_years_later(
    shared: frozenset[str], type: str, never: bool
) -> None:
    """«أوقف سامي في 9 آذار 2021»; and in 2024, of him and of the same people: «حين اعتقلوه»."""
    day = report("a", patients=SAMI, theme=SAMI)
    later = report("b", type, patients=SAMI, theme=SAMI, interval=None)
    later.document.frame.update(date(2024, 5, each).toordinal() for each in (1, 2, 3))
    for each in (day, later):
        each.document.entities = shared
    verdicts = (compare(*pair, Rarity({}, 2)) for pair in ((day, later), (later, day)))
    assert all((each.points == NEVER.points) == never for each in verdicts)


def test_a_text_that_tells_a_bare_year_does_not_mean_its_own_days_by_it() -> None:
    past = report("a", "capture", places=ALEPPO, theme=ALEPPO, interval=YEAR_2016, value="2016")
    told = replace(past, interval=None, value=None)
    past.document.frame.add(date(2016, 1, 1).toordinal())
    assert apart(past, told)


def test_acts_without_a_day_by_others_or_elsewhere() -> None:
    assert apart(
        report("a", "intervene", agents=SAMI, interval=None),
        report("b", "intervene", agents=NADER, interval=None),
    )
    first = report("a", "arrive", agents=SAMI, places=ALEPPO, theme=SAMI, interval=None)
    assert apart(first, replace(first, ref=EventRef("b", 0), places=HOMS, entities=SAMI | HOMS))
    asked = report("a", "ask", agents=NADER, patients=SAMI, interval=None)
    assert apart(
        asked, report("b", "ask", agents=SAMI, patients=ALEPPO, interval=None)
    )  # he was asked; he asked


def test_one_more_of_its_kind_in_one_text() -> None:
    first = report("a", "quake", places=ALEPPO, theme=ALEPPO)
    second = replace(first, ref=EventRef("a", 1), another=True)
    assert apart(first, second)
    assert not apart(first, report("b", "quake", places=ALEPPO, theme=ALEPPO, another=True))


def test_what_is_feared_is_no_report_of_what_is_told() -> None:
    a, b = (report(doc, "attack", interval=None, content=frozenset({"نترت", "خصب"})) for doc in "ab")
    assert not joined(a, replace(b, modality=Modality.PLANNED))


def test_a_name_under_two_readings_is_one() -> None:
    longer = frozenset({"PER:سامي-حداد-أقيل"})
    assert joined(report("a", patients=SAMI, theme=SAMI), report("b", patients=longer, theme=longer))


def test_a_body_of_which_a_country_has_one() -> None:
    words = frozenset({"برلمان"})
    one = report("a", "cut-supply", words=words)
    named = {name for name, _, _ in evidence(one, report("b", "cut-supply", words=words), RARITY)}
    assert "institution" not in named  # nothing says that the two texts are of one country
    one.document.lands = frozenset({"TN"})
    other = report("b", "cut-supply", words=words)
    other.document.lands = frozenset({"TN"})
    assert "institution" in {name for name, _, _ in evidence(one, other, RARITY)}


def test_reasons_are_told_strongest_first() -> None:
    a, b = (report(doc, patients=SAMI, theme=SAMI) for doc in "ab")
    reasons = compare(a, b, RARITY).reasons
    worth = {
        weights().words[name]: abs(weights().points[name] * value)
        for name, value, _ in evidence(a, b, RARITY)
    }
    told = [worth[words.rpartition("»")[2].strip()] for words in reasons]
    assert {"«سامي حداد»", "يوم واحد"} < set(reasons)
    assert told == sorted(told, reverse=True)


def test_texts_on_two_matters_need_more_to_tell_one_happening() -> None:
    """The same two reports: what ties them in texts that share nothing else is less than in texts on one matter."""
    near, far = (
        compare(
            *(
                report(
                    doc,
                    patients=SAMI,
                    theme=SAMI,
                    document=Document(doc, frozenset(f"PER:{doc if apart else ''}{i}" for i in range(5)), None, doc),
                )
                for doc in "ab"
            ),
            Rarity({}, 2),  # it remembers how alike two documents are by their ids
        ).points
        for apart in (False, True)
    )  # fmt: skip
    alike = weights().points["texts-alike"]
    assert near - far > alike


def names(a: Report, b: Report) -> set[str]:
    """The evidence of a pair by name."""
    return {name for name, _, _ in evidence(a, b, RARITY)}


@pytest.mark.parametrize(
    ("mine", "theirs", "name"),
    [
        (200.0, 240.0, "figures-near"),
        (200.0, 1100.0, "figures-apart"),
        (1.0, 27.0, "figures-far"),
        (200.0, 200.0, "figure"),
    ],
)
def test_counts_of_the_dead_are_near_apart_or_far(mine: float, theirs: float, name: str) -> None:
    """Two hundred of one country are not the eleven hundred of all."""
    a, b = (
        report(doc, "die", numbers=(("people", value, False),)) for doc, value in (("a", mine), ("b", theirs))
    )
    said = names(a, b)
    assert name in said
    assert len(said & {"figure", "figures-near", "figures-apart", "figures-far"}) == 1


def test_one_who_died_is_not_the_many() -> None:
    """«مات الرجل» and «1300 شخص توفوا», but not two tolls, nor a noun of many."""
    toll = report("a", "die", numbers=(("people", 1300.0, False),))
    assert "one-of-many" in names(toll, report("b", "die", words=frozenset({"رجل"})))
    assert "one-of-many" in names(report("b", "die", patients=SAMI), toll)
    assert "one-of-many" not in names(toll, report("b", "die", words=frozenset({"محتجين"})))
    assert "one-of-many" not in names(toll, report("b", "die", numbers=(("people", 1200.0, False),)))


def test_the_day_of_the_story_speaks_where_no_time_is_told() -> None:
    """For and against, weaker than a day; not where a time is told, nor a year alone."""
    dated = report("a")
    for story, name in (
        (DAY[0].isoformat(), "story-day"),
        ("2021-03-08", "story-near"),
        ("2021-04-30", "story-far"),
    ):
        other = report("b", interval=None, story=story)
        assert name in names(dated, other)
        assert compare(dated, other, RARITY).points == compare(other, dated, RARITY).points
    assert "story-apart" in names(dated, report("b", interval=None, story="2019"))
    for other in (report("b", interval=None, story="2021"), report("b", story="2021-04-30")):
        assert not any(name.startswith("story") for name in names(dated, other))


def test_a_faint_trigger_joins_less() -> None:
    clear, faint = (report("b", patients=SAMI, theme=SAMI, score=score) for score in (5.0, 2.1))
    a = report("a", patients=SAMI, theme=SAMI, score=6.0)
    assert "faint" not in names(a, clear)
    assert compare(a, faint, RARITY).points < compare(a, clear, RARITY).points


def test_what_is_denied_of_nobody_in_common_speaks_against() -> None:
    a, b = report("a", patients=SAMI), report("b", modality=Modality.DENIED)
    assert {"denied", "denied-untied"} <= names(a, b)
    assert "denied-untied" not in names(a, report("b", patients=SAMI, modality=Modality.DENIED))
