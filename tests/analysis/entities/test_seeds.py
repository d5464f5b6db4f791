"""The traps of the bundled articles: who is whom across the five."""

from pathlib import Path

import pytest

from tests.analysis.entities.collection import Collection

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> tuple[Collection, dict[str, dict[str, set[str]]]]:
    """The collection, and for each document the entities that go by each name in it."""
    paths = sorted(SEEDS.glob("*.txt"))
    docs = Collection(
        *[path.read_text(encoding="utf-8") for path in paths], names=[path.name[2:3] for path in paths]
    )
    links = docs.link()
    called: dict[str, dict[str, set[str]]] = {}
    for each in docs.inputs:
        for index, mention in enumerate(each.analysis.mentions):
            called.setdefault(each.doc, {}).setdefault(mention.name, set()).add(links.of[each.doc, index])
    return docs, called


def test_bashar_is_one(seeds) -> None:
    _, called = seeds
    assert {
        id_
        for doc in called.values()
        for name in ("بشار الأسد", "الأسد", "بشار")
        for id_ in doc.get(name, ())
    } == {"PER:بشار-الاسد"}


def test_his_family_are_others(seeds) -> None:
    _, called = seeds
    father, brother = called["2"]["حافظ الأسد"], called["4"]["ماهر الأسد"]
    assert called["4"]["ماهر"] == brother
    assert called["4"]["حافظ"].isdisjoint(father)
    assert (
        len(
            {"PER:بشار-الاسد"}
            | father
            | brother
            | called["4"]["حافظ"]
            | called["4"]["باسل"]
            | called["4"]["بشرى"]
        )
        == 6
    )


def test_russia_belarus_and_a_broadcaster(seeds) -> None:
    _, called = seeds
    assert called["0"]["روسيا البيضاء"] == {"LOC:بيلاروسيا"}
    assert called["0"]["روسيا"] == called["4"]["روسيا"] == {"LOC:روسيا"}
    assert called["4"]["روسيا اليوم"] == {"ORG:روسيا-اليوم"}
    assert called["0"]["سورية"] == called["1"]["سوريا"] == {"LOC:سوريا"}


def test_joined_words_are_two_countries(seeds) -> None:
    docs, called = seeds
    assert {"تركيا", "الأردن"} <= called["0"].keys()
    assert "تركياوالأردن" in docs.inputs[0].text


def test_predecessor_and_presidents_stay_apart(seeds) -> None:
    _, called = seeds
    assert called["0"]["جبهة النصرة"].isdisjoint(called["4"]["هيئة تحرير الشام"])
    assert called["2"]["هيئة تحرير الشام"] == called["4"]["هيئة تحرير الشام"]
    assert called["0"]["أوباما"].isdisjoint(called["4"]["ترامب"])


def test_a_surname_that_is_a_nationality(seeds) -> None:
    _, called = seeds
    assert called["1"]["السوداني"] == called["1"]["محمد شياع السوداني"]


def test_one_council_one_militia(seeds) -> None:
    _, called = seeds
    assert called["0"]["المجلس العسكري"] == called["0"]["المجلس العسكري الموقت"]
    assert called["1"]["الحشد الشعبي"] == called["4"]["الحشد العراقي"]
    assert called["0"]["حزب الله"] == called["1"]["حزب الله اللبناني"]
