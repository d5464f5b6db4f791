"""Two hundred short articles edited, added, deleted and moved at random: going on is the same as linking the whole anew."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.corpus import schema
from reader.corpus.index import Index
from reader.corpus.linking import events
from reader.corpus.linking.grouped_rows import grouped_as
from reader.corpus.linkstore import link_file
from reader.model import Decision
from tests.corpus.test_linking import DECISIONS, HISTORIES, SENTENCES, picture

pytestmark = pytest.mark.usefixtures("analysed_once")

COUNT = 200
FIRST = "كريم سمير ليلى خالد نادية يوسف هالة طارق".split()
FAMILY = "الخطيب القاسم الشامي دورين منصور النجار عبد الرحمن".split()
PLACES = "تونس صفاقس القاهرة بيروت جنيف حلب".split()
MADE = (
    *("learnt", "gained", "placed", "told", "reports", "choices", "entities", "entity_names", "entity_docs"),
    *("added", "events", "event_docs", "origins", "roles", "suggestions", "unapplied"),
    *("kept", "grouped", "event_offers", "parted", "sketched", "bands"),
)


def article(draw: random.Random) -> str:
    """Somebody at a place on a day, and in one of six a sentence that others have as well."""
    person, day = f"{draw.choice(FIRST)} {draw.choice(FAMILY)}", f"{draw.randint(1, 28)} مارس 2021"
    told = (
        "وصل {} إلى {} يوم {}.",
        "وقال {} في {} إنه استقال في {}.",
        "اعتقل {} في {} يوم {}.",
        "زار {} {} أمس.",
    )
    said = [draw.choice(told).format(person, draw.choice(PLACES), day)]
    if draw.random() < 1 / 6:
        said.append(draw.choice(SENTENCES))
    return "\n".join([*said, ""])


@pytest.fixture(scope="module", params=["all families together", "clan by clan"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles `c` and their index, linked in one of the two ways of grouping."""
    home = tmp_path_factory.mktemp("many")
    patch = pytest.MonkeyPatch()
    if request.param == "clan by clan":
        patch.setattr("reader.analysis.events.link.TOGETHER", 0)
    request.addfinalizer(patch.undo)
    draw = random.Random(11)
    (home / "c").mkdir()
    for number in range(COUNT):
        (home / "c" / f"{number}.txt").write_text(article(draw), encoding="utf-8")
    with Index(home / "i.sqlite") as index:
        index.refresh(home / "c", workers=1)
    return home


def linked_anew(path: Path, decisions: list[Decision]) -> dict[str, object]:
    """What linking says of an index that has never been linked."""
    other = path.with_name("anew.sqlite")
    shutil.copy(path, other)
    with contextlib.closing(schema.connect(other)) as db:
        for table in MADE:
            db.execute(f"DELETE FROM {table}")
    assert link_file(other, decisions, None)
    with Index(other) as index:
        return picture(index)


def edited(root: Path, kind: str, number: int, draw: random.Random) -> None:
    """One change of the folder."""
    path = root / f"{number}.txt"
    if kind == "write":
        path.write_text(article(draw), encoding="utf-8")
    elif kind == "append" and path.exists():
        path.write_text(path.read_text(encoding="utf-8") + draw.choice(SENTENCES) + "\n", encoding="utf-8")
    elif kind == "move" and path.exists():
        (root / "later").mkdir(exist_ok=True)
        path.rename(root / "later" / path.name)
    elif kind == "delete":
        path.unlink(missing_ok=True)


rounds = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["write", "append", "move", "delete", "decide"]), st.integers(0, COUNT + 20)
        ),
        min_size=1,
        max_size=5,
    ),
    min_size=2,
    max_size=3,
)


@settings(
    max_examples=2 * HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@given(rounds, st.integers(0, 1000))
def test_many_changes_are_linked_as_if_anew(
    tmp_path_factory: pytest.TempPathFactory, library: Path, wanted: list[list[tuple[str, int]]], seed: int
) -> None:
    home = tmp_path_factory.mktemp("of") / "many"
    shutil.copytree(library, home)
    draw, decisions = random.Random(seed), list[Decision]()
    for changes in wanted:
        for kind, number in changes:
            if kind == "decide":
                what, subject, other, value = DECISIONS[number % len(DECISIONS)]
                serial = len(decisions) + 1
                decisions.append(
                    Decision(f"d{serial}", what, subject, other, value, "", "", f"2026-01-{serial:02}")
                )
            else:
                edited(home / "c", kind, number, draw)
        with Index(home / "i.sqlite") as index:
            index.refresh(home / "c", decisions=decisions, workers=1)
            kept = picture(index)
        anew = linked_anew(home / "i.sqlite", decisions)
        for part, said in anew.items():
            assert kept[part] == said, part
    shutil.rmtree(home)


@pytest.mark.parametrize(("written", "gone_on"), [(2, True), (COUNT // 3, False)])
def test_a_clan_of_which_much_changed_is_grouped_from_nothing(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch, written: int, gone_on: bool
) -> None:
    shutil.copytree(library, tmp_path / "many")
    draw = random.Random(5)
    for number in range(written):
        edited(tmp_path / "many" / "c", "write", number, draw)
    asked = list[str]()
    monkeypatch.setattr(events, "grouped_as", lambda db, clan: (asked.append(clan), grouped_as(db, clan))[1])
    decisions = [Decision("d1", *DECISIONS[2], "", "", "2026-01-01")]  # the whole is run
    with Index(tmp_path / "many" / "i.sqlite") as index:
        index.refresh(tmp_path / "many" / "c", decisions=decisions, workers=1)
        kept = picture(index)
    assert linked_anew(tmp_path / "many" / "i.sqlite", decisions) == kept
    assert bool(asked) == gone_on
