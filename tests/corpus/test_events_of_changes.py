"""Grouping on only the clans that a change reaches gives what linking from nothing gives."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.analysis.events import offered
from reader.corpus.index import Index
from reader.corpus.linking.event_delta import EventDelta
from tests.corpus.test_linking import HISTORIES, SENTENCES, picture
from tests.corpus.test_linking_of_many import linked_anew

pytestmark = pytest.mark.usefixtures("analysed_once")

COPIED = "\n".join(SENTENCES[:9])  # long enough for texts that have it to be copies of one another


@pytest.fixture(params=["all families together", "clan by clan", "few are compared"])
def runs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[EventDelta]:
    """The runs over what changed, however much that is, as they end."""
    if request.param == "clan by clan":
        monkeypatch.setattr("reader.analysis.events.link.TOGETHER", 0)
    if (
        request.param == "few are compared"
    ):  # lists of candidates are full, and not all of a block is looked at
        for where in ("blocking.CANDIDATES", "reach.CANDIDATES", "blocking.FEW", "blocking.WIDE"):
            monkeypatch.setattr(f"reader.analysis.events.{where}", 3 if "CANDIDATES" in where else 2)
        monkeypatch.setattr("reader.analysis.events.numbered.STEP", 4)  # and there is little room for others
    monkeypatch.setattr("reader.corpus.linking.changed.PART", 1)
    monkeypatch.setattr("reader.corpus.linking.event_delta.SHARE", 0)
    run, done = EventDelta.run, list[EventDelta]()

    def counted(self: EventDelta) -> None:
        run(self)
        done.append(self)

    monkeypatch.setattr(EventDelta, "run", counted)
    return done


def written(root: Path, texts: dict[str, str | None]) -> None:
    """Files with these texts; None: no such file."""
    root.mkdir(exist_ok=True)
    for name, text in texts.items():
        if text is None:
            (root / f"{name}.txt").unlink(missing_ok=True)
        else:
            (root / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")


def linked_on(home: Path, *rounds: dict[str, str | None]) -> dict[str, object]:
    """What linking says after the last of several rounds of changes; that it is what linking anew says is asserted for each."""
    kept: dict[str, object] = {}
    for texts in rounds:
        written(home / "c", texts)
        with Index(home / "i.sqlite") as index:
            failed = index.refresh(home / "c", workers=1).failed
            assert not failed, failed
            kept = picture(index)
        anew = linked_anew(home / "i.sqlite", [])
        differing = [part for part, said in anew.items() if kept[part] != said]
        assert not differing, [
            (
                part,
                [x for x in kept[part] if x not in anew[part]][:3],
                [x for x in anew[part] if x not in kept[part]][:3],
            )
            for part in differing
        ]
    return kept


changes = st.lists(
    st.tuples(
        st.sampled_from(["write", "append", "prepend", "copy", "delete"]),
        st.integers(0, 11),
        st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=2,
)


@settings(
    max_examples=2 * HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(
    st.sampled_from([3, 10, 24]),
    st.lists(changes, min_size=2, max_size=4),
    st.integers(0, 10_000),
    st.sampled_from([(500, 600), (2, 3)]),
)
def test_events_after_changes_are_those_of_linking_anew(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[EventDelta],
    count: int,
    wanted: list[list[tuple[str, int, list[int]]]],
    seed: int,
    offers: tuple[int, int],
) -> None:
    home, draw = tmp_path_factory.mktemp("events"), random.Random(seed)
    texts: dict[str, str | None] = {
        str(number): "\n".join(draw.choices(SENTENCES, k=3)) for number in range(count)
    }
    rounds = [dict(texts)]
    for each in wanted:
        now: dict[str, str | None] = {}
        for kind, number, chosen in each:
            name, told = str(number), "\n".join(SENTENCES[n] for n in chosen)
            before = texts.get(name) or ""
            if kind == "delete":
                now[name] = None
            elif kind == "copy":
                now[name] = f"{COPIED}\nفقرة أخيرة رقم {chosen[0]}."
            else:
                both = {"write": told, "append": f"{before}\n{told}", "prepend": f"{told}\n{before}"}
                now[name] = both[kind]
            texts[name] = now[name]
        rounds.append(now)
    with patch.multiple(offered, SUGGESTED=offers[0], KEPT=offers[1]):
        linked_on(home, *rounds)


TWICE = "استقال كريم الخطيب من منصبه في تونس يوم 3 مارس 2021."
HANGS = "وصل الخطيب إلى بيروت قبل استقالته بأسبوع."
BLAST = "هز انفجار مدينة صفاقس في 5 مارس 2021."
DEAD = "وقتل سبعة أشخاص في الانفجار."


@pytest.mark.parametrize(
    "rounds",
    [
        pytest.param(
            [{"a": f"{TWICE}\n{TWICE}", "b": BLAST}, {"a": TWICE}, {"a": f"{TWICE}\n{BLAST}\n{TWICE}"}],
            id="told twice",
        ),
        pytest.param(
            [
                {"a": f"{TWICE}\n{HANGS}", "b": BLAST},
                {"a": f"{TWICE.replace('3 مارس', '13 مارس')}\n{HANGS}"},
                {"a": HANGS},
            ],
            id="a day that others take over",
        ),
        pytest.param(
            [{"a": f"{TWICE}\n{HANGS}", "b": BLAST}, {"c": TWICE}, {"c": None, "b": f"{BLAST}\n{DEAD}"}],
            id="what waits is left alone",
        ),
        pytest.param(
            [
                {"a": f"{BLAST}\n{DEAD}", "b": TWICE},
                {"b": f"{BLAST}\n{DEAD}"},
                {"a": DEAD},
                {"0": f"{BLAST} وقالت الشرطة إنه متعمد."},
            ],
            id="the dead of another report",
        ),
        pytest.param(
            [
                {"a": COPIED, "b": TWICE},
                {"c": f"{COPIED}\nفقرة أخيرة."},
                {"a": TWICE},
                {"d": COPIED},
                {"c": None},
            ],
            id="copies come and go",
        ),
        pytest.param(
            [
                {str(n): f"{TWICE}\nوالتقى الوزير رقم {n}." for n in range(22)},
                {"30": TWICE},
                {"3": None, "4": None},
                {"31": "عاد كريم الخطيب."},
            ],
            id="a name grows commoner",
        ),
        pytest.param(
            [
                {"a": TWICE, "b": TWICE},
                {"a": f"وكان ذلك غير متوقع. {TWICE}"},
                {"a": f"{TWICE}\nوكان ذلك غير متوقع."},
            ],
            id="only places in the text are others",
        ),
    ],
)
def test_what_a_change_reaches(
    tmp_path: Path, runs: list[EventDelta], rounds: list[dict[str, str | None]]
) -> None:
    # others beside them, so that one article more or less makes no name rarer or commoner
    others = {f"z{number}": f"عادت ليلى إلى القاعة رقم {number}." for number in range(24)}
    linked_on(tmp_path, {**others, **rounds[0]}, *rounds[1:])
    assert runs


def test_where_reports_are_as_they_were_nothing_is_grouped(
    tmp_path: Path, runs: list[EventDelta], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = linked_on(tmp_path, {"a": TWICE, "b": f"{TWICE}\n{BLAST}", "c": BLAST})

    def grouped(*_: object) -> NoReturn:
        pytest.fail("a clan is grouped")

    monkeypatch.setattr(EventDelta, "_take", grouped)
    after = linked_on(tmp_path, {"a": f"{TWICE}\nوكان ذلك غير متوقع على الإطلاق."})
    assert len(runs) == 1
    assert after["events"] == before["events"]


@pytest.mark.usefixtures("runs")
def test_numbers_given_anew_keep_what_nobody_came_near_to(tmp_path: Path) -> None:
    draw = random.Random(0)
    texts: dict[str, str | None] = {str(n): "\n".join(draw.choices(SENTENCES, k=3)) for n in range(3)}
    first = SENTENCES[0]
    linked_on(tmp_path, texts, {"0": f"{first}\n{first}"}, {"2": first})


@pytest.mark.usefixtures("runs")
def test_a_clan_that_came_by_itself_is_gone_on_from(tmp_path: Path) -> None:
    met = "والتقى فان دورين بالخطيب، ثم زار دورينكو بيروت."
    linked_on(tmp_path, {"a": met}, {"a": DEAD}, {"b": "فقرة أخيرة."})
