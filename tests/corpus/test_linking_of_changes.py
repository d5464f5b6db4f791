"""Linking the names that changed alone gives what linking from nothing gives, where names are much alike."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.analysis.entities.across import Learnt
from reader.corpus.index import Index
from reader.corpus.linking.delta import EntityDelta
from reader.corpus.linking.entities import EntityRun
from reader.model import Decision
from tests.corpus.test_linking import HISTORIES, picture
from tests.corpus.test_linking_of_many import linked_anew

pytestmark = pytest.mark.usefixtures("analysed_once")

FIRST = "كريم سمير ليلى محمد نادية يوسف علي زنتار دورين الخطيب".split()  # the last ones are no given names
MIDDLE = ("شياع", "خالد", "عبد الله", "حسن", "سيربا")
FAMILY = ("الخطيب", "القاسم", "السوداني", "دورين", "دوران", "منصور", "عبد الرحمن", "الأسد", "زنتار", "محمد")
BODIES = (
    *("حركة الشعب", "حركة الشعب التونسية", "شركة ميتسوبيشي", "شركة ميتسوبيتشي", "البرلمان", "وزارة الخارجية"),
    *("حزب الأمل", "حزب الأمل الجديد", "حزب الأمل الوطني"),
)
PLACES = "تونس صفاقس القاهرة بيروت حلب".split()
SENTENCES = (
    "وصل {p} إلى {l}.",
    "وأعلن الرئيس {p} موقف {o}.",
    "التقى {p} بالوزير {q} في {l}.",
    "وأكد {p} أن ابنه {g} غادر.",
    "قالت {o} إن {q} عاد. وقال {s} ذلك.",
    "والتقى {s} {p}.",
    "قال الرئيس التونسي {p} إن {l} هادئة.",
    "قال الرئيس التونسي ذلك.",
    "وقال غوتيريش.",
    "وقال سيربا إنه راض.",
    "أكد أنطونيو غوتيريس ذلك.",
    "وقال الأسد إن بشار الأسد باق.",
    "صرح وزير الخارجية {p}.",
    "وصرح وزير الخارجية بذلك.",
)
DECISIONS = (
    ("merge", "PER:كريم الخطيب", "PER:سمير القاسم", ""),
    ("hide", "LOC:القاهرة", "", ""),
    ("rename", "ORG:حركة الشعب", "", "الحركة"),
)


def article(draw: random.Random, sentences: int) -> str:
    """Sentences with names of one small stock: full, longer, shorter, surnames and given names alone."""

    def person() -> str:
        words = [draw.choice(FIRST), *draw.sample(MIDDLE, draw.choice((0, 0, 1, 2))), draw.choice(FAMILY)]
        return " ".join(words)

    def told() -> str:
        names = {"p": person(), "q": person(), "g": draw.choice(FIRST), "s": draw.choice(FAMILY)}
        return draw.choice(SENTENCES).format(**names, l=draw.choice(PLACES), o=draw.choice(BODIES))

    return "".join(told() + "\n" for _ in range(sentences))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[EntityDelta]:
    """The runs over what changed, however much that is, as they end."""
    monkeypatch.setattr("reader.corpus.linking.changed.PART", 1)
    run, done = EntityDelta.run, list[EntityDelta]()

    def counted(self: EntityDelta) -> None:
        run(self)
        done.append(self)

    monkeypatch.setattr(EntityDelta, "run", counted)
    return done


changes = st.lists(
    st.tuples(st.sampled_from(["write", "append", "prepend", "delete", "decide"]), st.integers(0, 13)),
    min_size=1,
    max_size=3,
)


@settings(
    max_examples=10 * HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(st.sampled_from([2, 5, 11]), st.lists(changes, min_size=2, max_size=4), st.integers(0, 10_000))
def test_names_that_changed_are_linked_as_if_anew(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[EntityDelta],  # however much changes
    count: int,
    wanted: list[list[tuple[str, int]]],
    seed: int,
) -> None:
    home = tmp_path_factory.mktemp("changes")
    root, path, draw = home / "c", home / "i.sqlite", random.Random(seed)
    root.mkdir()
    for number in range(count):
        (root / f"{number}.txt").write_text(article(draw, draw.randint(1, 4)), encoding="utf-8")
    decisions: list[Decision] = []
    with Index(path) as index:
        index.refresh(root, workers=1)
    for each in wanted:
        for kind, number in each:
            file = root / f"{number}.txt"
            told = file.read_text(encoding="utf-8") if file.exists() else ""
            if kind == "delete":
                file.unlink(missing_ok=True)
            elif kind == "decide" and number < 3 and count > 2:
                decisions.append(Decision(f"d{len(decisions)}", *DECISIONS[number], created="2026-01-01"))
            elif kind == "append":
                file.write_text(told + article(draw, 1), encoding="utf-8")
            elif kind == "prepend":
                file.write_text(article(draw, 1) + told, encoding="utf-8")
            else:
                file.write_text(article(draw, draw.randint(1, 4)), encoding="utf-8")
        with Index(path) as index:
            assert not index.refresh(root, decisions=decisions, workers=1).failed
            kept = picture(index)
        for part, said in linked_anew(path, decisions).items():
            assert kept[part] == said, part


def test_who_bears_a_surname_is_not_settled_with_it(tmp_path: Path, runs: list[EntityDelta]) -> None:
    """«الكزبري» leads to «الكزبري الشامي», he to «الشامي», and so on: a change would go through the whole collection."""
    root, path = tmp_path / "c", tmp_path / "i.sqlite"
    root.mkdir()
    surnames = (
        "القاسم النجار الخطيب الكزبري الشامي الحلبي الدمشقي الحسيني المغربي التميمي الحداد الجزار".split()
    )
    for number, (one, other) in enumerate(pairwise(surnames)):
        (root / f"{number}.txt").write_text(f"وصل الوزير {one} {other} إلى تونس.\n", encoding="utf-8")
        (root / f"{number}b.txt").write_text(f"وقال {other}.\n", encoding="utf-8")
    with Index(path) as index:
        index.refresh(root, workers=1)
        (root / "later.txt").write_text("وعاد سمير الكزبري إلى تونس.\n", encoding="utf-8")
        index.refresh(root, workers=1)
        kept = picture(index)
    assert "الدمشقي الحسيني" not in runs[-1].linking.roll.words
    for part, said in linked_anew(path, []).items():
        assert kept[part] == said, part


HIDDEN = Decision("d", "hide", "LOC:القاهرة", created="2026-01-01")


@pytest.mark.parametrize("decisions", [[], [HIDDEN]], ids=["what changed", "the whole"])
def test_a_learnt_name_is_looked_for_where_its_words_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decisions: list[Decision]
) -> None:
    root = tmp_path / "c"
    root.mkdir()
    told = ["وصل بزنتار إلى القاعة.", "قال كريم إن بزنتار راض.", "قال كريم إنه راض."]
    for number in range(30):
        text = told[number] if number < len(told) else f"قالت ليلى في {number} آذار إنها راضية."
        (root / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
    looked: list[int] = []
    gains = EntityRun._gains

    def counted(run: EntityRun, number: int, learnt: Learnt) -> tuple[str, bytes | None]:
        looked.append(number)
        return gains(run, number, learnt)

    monkeypatch.setattr(EntityRun, "_gains", counted)
    with Index(tmp_path / "i.sqlite") as index:
        index.refresh(root, decisions=decisions, workers=1)
        looked.clear()
        (root / "more.txt").write_text("قال الوزير كريم بزنتار أمس إن كريم بزنتار راض.\n", encoding="utf-8")
        index.refresh(root, decisions=decisions, workers=1)
        kept = picture(index)
        assert len(looked) == 3  # the new one, and the two where the surname stands
        named = {m.doc for m in index.mentions("PER:كريم-بزنتار")}
        assert len(named) == 3
        (root / "more.txt").unlink()
        looked.clear()
        index.refresh(root, decisions=decisions, workers=1)
        assert len(looked) == 2
        with pytest.raises(KeyError):
            index.entity("PER:كريم-بزنتار")
        (root / "more.txt").write_text("قال الوزير كريم بزنتار أمس إن كريم بزنتار راض.\n", encoding="utf-8")
        index.refresh(root, decisions=decisions, workers=1)
        assert picture(index) == kept
    assert linked_anew(tmp_path / "i.sqlite", decisions) == kept


def test_what_does_not_hang_on_a_change_is_left_alone(tmp_path: Path, runs: list[EntityDelta]) -> None:
    root = tmp_path / "c"
    root.mkdir()
    draw = random.Random(8)
    for number in range(30):
        (root / f"{number}.txt").write_text(article(draw, 3), encoding="utf-8")
    with Index(tmp_path / "i.sqlite") as index:
        index.refresh(root, workers=1)
        file = root / "7.txt"
        file.write_text(file.read_text(encoding="utf-8") + "وكان ذلك غير متوقع.\n", encoding="utf-8")
        index.refresh(root, workers=1)
        assert len(runs) == 1
        assert not runs[0].linking.docs
        assert not runs[0].linking.ids
        assert runs[0].counted == set()
        assert len(runs[0].touched or ()) == 1
        (root / "new.txt").write_text("عاد هيثم الكزبري إلى بلدة دوما.\n", encoding="utf-8")
        index.refresh(root, workers=1)
        assert "PER:هيثم-الكزبري" in (runs[1].counted or ())
        assert len(runs[1].linking.groups.by_id) < 5
        assert len(runs[1].touched or ()) == 1


def linked_after(tmp_path: Path, before: dict[str, str], after: dict[str, str]) -> dict[str, object]:
    """What linking the change says; that it says what linking anew does is asserted."""
    root = tmp_path / "c"
    root.mkdir()
    for told in (before, after):
        for name, text in told.items():
            (root / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        with Index(tmp_path / "i.sqlite") as index:
            assert not index.refresh(root, workers=1).failed
            kept = picture(index)
    assert linked_anew(tmp_path / "i.sqlite", []) == kept
    return kept


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            {
                "a": "أعلن الوزير محمد شياع عودته.",
                "b": "وصل الرئيس محمد شياع السوداني أمس.",
                "c": "عادت ليلى الخطيب.",
            },
            {"c": "وصل الوزير محمد شياع الخطيب أمس."},
            id="a second name that begins so",
        ),
        pytest.param(
            {
                "a": "أعلن الوزير محمد شياع عودته.",
                "b": "وصل الرئيس محمد شياع السوداني أمس.",
                "c": "عادت ليلى الخطيب.",
            },
            {"a": "عاد الوزير أمس."},
            id="the begun name is gone",
        ),
        pytest.param(
            {
                "a": "قال الوزير كريم بزنتار إن كريم بزنتار راض.",
                "b": "وصل بزنتار إلى القاعة.",
                "c": "عادت ليلى.",
            },
            {"a": "أفاد مراسلنا أمس. قال الوزير كريم بزنتار إن كريم بزنتار راض."},
            id="a text that begins otherwise",
        ),
        pytest.param(
            {
                "a": "قال الوزير كريم الخطيب إنه راض.",
                "b": "وقال الخطيب إن القرار نهائي، ونفى ذلك.",
                "c": "عادت ليلى.",
                "d": "قال الوزير كريم الخطيب إنه باق.",
                "e": "قال الوزير كريم الخطيب إنه غادر.",
            },
            {"c": "قال الوزير سمير الخطيب إنه باق."},
            id="a second bearer of a surname",
        ),
        pytest.param(
            {
                "a": "التقى كريم دورين الوزير.",
                "b": "التقى كريم دوران الوزير.",
                "c": "وقال دورين ذلك.",
                "d": "عادت ليلى.",
            },
            {"d": "وأكد سمير دوران ذلك. وقال سمير دوران إنه باق."},
            id="from one spelling to the next",
        ),
        pytest.param(
            {"a": "قال كريم زنتار ذلك.", "b": "قال كريم زنتار إنه باق.", "c": "عاد زنتار."},
            {"a": "عادت ليلى.", "b": "عادت نادية."},
            id="nobody bears the surname any more",
        ),
    ],
)
def test_what_a_change_reaches(
    tmp_path: Path, runs: list[EntityDelta], before: dict[str, str], after: dict[str, str]
) -> None:
    linked_after(tmp_path, before, after)
    assert runs
