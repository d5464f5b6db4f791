"""What must become one entity across documents, and what must not."""

import random

import pytest

from reader.model import EntityType
from tests.analysis.entities.collection import Collection

JOIN = [
    # spelling variants
    ("عاد إلى سوريا.", "سوريا", "عاد إلى سورية.", "سورية"),
    ("قال بنيامين نتنياهو أمس.", "بنيامين نتنياهو", "قال بنيامين نتانياهو اليوم.", "بنيامين نتانياهو"),
    ("هبطت الطائرة في روسيا البيضاء.", "روسيا البيضاء", "هبطت في بيلاروسيا.", "بيلاروسيا"),
    ("هبطت الطائرة في روسياالبيضاء.", "روسياالبيضاء", "هبطت في بيلاروسيا.", "بيلاروسيا"),
    ("قال الرئيس عبد الله حمدوك.", "عبد الله حمدوك", "قال عبدالله حمدوك.", "عبدالله حمدوك"),
    # a given name with and without its article, where the surname tells
    (
        "قال النائب السعيد بوتفليقة أمس.",
        "السعيد بوتفليقة",
        "قال النائب سعيد بوتفليقة اليوم.",
        "سعيد بوتفليقة",
    ),
    # with and without titles and clitics
    (
        "قال الدكتور ليفون ساركسيان أمس.",
        "ليفون ساركسيان",
        "شكر الرئيس ليفون ساركسيان الحضور.",
        "ليفون ساركسيان",
    ),
    # surname to full name, by collection
    ("قال ليفون ساركسيان أمس.", "ليفون ساركسيان", "وأضاف الوزير ساركسيان أن الوقت حان.", "ساركسيان"),
    # aliases of the lists
    ("أحمد الشرع في دمشق", "أحمد الشرع", "قال أبو محمد الجولاني", "أبو محمد الجولاني"),
    ("حزب الله اللبناني يرد", "حزب الله اللبناني", "أعلن حزب الله", "حزب الله"),
    ("اجتمع مجلس الأمن الدولي", "مجلس الأمن الدولي", "قرار مجلس الأمن", "مجلس الأمن"),
    ("سيطر تنظيم داعش على الحقل", "داعش", "هجوم تنظيم الدولة الإسلامية", "الدولة الإسلامية"),
]


@pytest.mark.parametrize(("one", "a", "other", "b"), JOIN, ids=[f"{row[1]} = {row[3]}" for row in JOIN])
def test_joined(one: str, a: str, other: str, b: str) -> None:
    docs = Collection(one, other)
    links = docs.link()
    assert docs.of(links, "d0", a) == docs.of(links, "d1", b) is not None


APART = [
    # father, brother, son and namesakes
    ("تولى حافظ الأسد الحكم.", "حافظ الأسد", "غادر بشار الأسد البلاد.", "بشار الأسد"),
    ("تولى حافظ الأسد الحكم عام 1971.", "حافظ الأسد", "حضر بشار الأسد حفل ابنه حافظ في الجامعة.", "حافظ"),
    ("قال ماهر الأسد ذلك.", "ماهر الأسد", "غادر بشار الأسد البلاد.", "بشار الأسد"),
    ("قال سعد الحريري أمس.", "سعد الحريري", "ذكرى اغتيال رفيق الحريري.", "رفيق الحريري"),
    ("قال الوزير سالم الكعبي أمس.", "سالم الكعبي", "قال الوزير سليم الكعبي أمس.", "سليم الكعبي"),
    ("قال الوزير الحسن محمد أمس.", "الحسن محمد", "قال الوزير حسن محمد اليوم.", "حسن محمد"),
    # Russia, Belarus, a broadcaster
    ("وصل إلى روسيا.", "روسيا", "وصل إلى روسيا البيضاء.", "روسيا البيضاء"),
    ("وصل إلى روسيا.", "روسيا", "قالت قناة روسيا اليوم.", "روسيا اليوم"),
    # an organisation and its predecessor, or a namesake
    ("أعلنت جبهة النصرة عن نفسها.", "جبهة النصرة", "أعلنت هيئة تحرير الشام ذلك.", "هيئة تحرير الشام"),
    ("أعلن حزب الله ذلك.", "حزب الله", "أعلنت كتائب حزب الله العراقية ذلك.", "كتائب حزب الله العراقية"),
    ("فاز الأهلي المصري على ضيفه.", "الأهلي المصري", "فاز الأهلي السعودي على ضيفه.", "الأهلي السعودي"),
]


@pytest.mark.parametrize(("one", "a", "other", "b"), APART, ids=[f"{row[1]} | {row[3]}" for row in APART])
def test_apart(one: str, a: str, other: str, b: str) -> None:
    docs = Collection(one, other)
    links = docs.link()
    assert None not in (docs.of(links, "d0", a), docs.of(links, "d1", b))
    assert docs.of(links, "d0", a) != docs.of(links, "d1", b)


def test_two_holders_of_one_role_stay_two() -> None:
    docs = Collection("قال الرئيس الأميركي أوباما عام 2016.", "قال الرئيس الأميركي دونالد ترامب عام 2025.")
    links = docs.link()
    assert docs.of(links, "d0", "أوباما") != docs.of(links, "d1", "دونالد ترامب")


def test_a_surname_with_two_bearers_stays_apart_and_is_offered() -> None:
    docs = Collection(
        "قال ليفون ساركسيان أمس.", "قال تيغران ساركسيان أمس.", "وأضاف الوزير ساركسيان أن الوقت حان."
    )
    links = docs.link()
    alone = docs.of(links, "d2", "ساركسيان")
    assert alone not in {docs.of(links, "d0", "ليفون ساركسيان"), docs.of(links, "d1", "تيغران ساركسيان")}
    assert {pair for one in links.suggestions for pair in (one.a, one.b)} >= {
        alone,
        docs.of(links, "d0", "ليفون ساركسيان"),
    }


def test_ids_say_the_name_and_do_not_move_when_documents_come() -> None:
    docs = Collection("غادر بشار الأسد دمشق.", "اجتمع مجلس الأمن في نيويورك.", names=["a", "b"])
    more = Collection(
        "غادر بشار الأسد دمشق.", "اجتمع مجلس الأمن في نيويورك.", "عاد حافظ إلى حلب.", names=["a", "b", "c"]
    )
    before = {entity.id for entity in docs.link().entities}
    assert {"PER:بشار-الاسد", "LOC:دمشق", "ORG:مجلس-الامن", "LOC:نيويورك"} <= before
    assert before <= {entity.id for entity in more.link().entities}


def test_the_order_of_documents_changes_nothing() -> None:
    texts = [row[at] for row in (*JOIN, *APART) for at in (0, 2)]
    docs = Collection(*texts)
    expected = docs.link()
    for seed in range(3):
        random.Random(seed).shuffle(docs.inputs)
        again = docs.link()
        assert again.entities == expected.entities
        assert dict(again.of) == dict(expected.of)
        assert again.suggestions == expected.suggestions


def test_every_mention_belongs_to_an_entity_of_its_type() -> None:
    docs = Collection(*[row[0] for row in (*JOIN, *APART)])
    links = docs.link()
    types = {entity.id: entity.type for entity in links.entities}
    for each in docs.inputs:
        for index, mention in enumerate(each.analysis.mentions):
            assert types[links.of[each.doc, index]] is EntityType(mention.type)


def test_nothing_in_nothing_out() -> None:
    links = Collection().link()
    assert links.entities == () and dict(links.of) == {}


@pytest.mark.parametrize(
    ("texts", "whose"),
    [
        # the text, then the collection, before the lists
        (["قال المدرب هانتر بايدن إن الفريق جاهز. وأضاف بايدن ذلك."], "PER:هانتر-بايدن"),
        (["قال المدرب هانتر بايدن إن الفريق جاهز.", "وصرح بايدن بأن الفوز قريب."], "PER:هانتر-بايدن"),
        (["قال جو بايدن ذلك.", "قال هانتر بايدن ذلك.", "وصرح بايدن بأن الفوز قريب."], "PER:جو-بايدن"),
        (["وصرح بايدن بأن الفوز قريب."], "PER:جو-بايدن"),
    ],
)
def test_a_surname_that_the_lists_know_is_whose_the_text_says(texts: list[str], whose: str) -> None:
    collection = Collection(*texts)
    assert collection.of(collection.link(), f"d{len(texts) - 1}", "بايدن") == whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        # the son is called by his given name, and the lists alone know that he has the surname
        ("غادر سيف الإسلام المدينة. وقال القذافي إنه باق.", "PER:معمر-القذافي"),
        ("غادر سيف الإسلام القذافي المدينة. وقال القذافي إنه باق.", "PER:سيف-الاسلام-القذافي"),
        # and is named in full after his father
        ("وصل الموكب. وغادر القذافي طرابلس في سيارة. ثم قتل خميس القذافي في غارة.", "PER:معمر-القذافي"),
        # a headline calls by the surname whom the text then names in full
        ("بايدن يعتذر للجمهور\nقال المدرب هانتر بايدن إن الفريق جاهز. واعتذر بايدن.", "PER:هانتر-بايدن"),
    ],
)
def test_a_surname_that_the_lists_know_waits_for_a_full_name(text: str, whose: str) -> None:
    collection = Collection(text, "قال معمر القذافي ذلك. وصمت جو بايدن.")
    name = "القذافي" if "القذافي" in text else "بايدن"
    assert collection.of(collection.link(), "d0", name) == whose


def test_a_child_called_by_a_given_name_is_not_who_bears_it_as_a_surname_later() -> None:
    collection = Collection(
        "وصلت مع ابنتها عائشة وابنها محمد إلى الجزائر. وقال القائد ليث محمد إن الحريق أخمد."
    )
    links = collection.link()
    assert collection.of(links, "d0", "محمد") != collection.of(links, "d0", "ليث محمد")


def test_who_is_introduced_by_his_name_is_nobody_named_later() -> None:
    collection = Collection(
        "كان الجسر في حراسة جندي اسمه حيدر. وقال رئيس الوزراء حيدر العبادي إن المدينة سقطت."
    )
    links = collection.link()
    assert collection.of(links, "d0", "حيدر") != collection.of(links, "d0", "حيدر العبادي")


def test_the_beginning_of_a_long_name_is_it_in_one_text_and_offered_across() -> None:
    one = Collection("قال محمد شياع السوداني ذلك. ثم عاد محمد شياع إلى بغداد.")
    links = one.link()
    assert one.of(links, "d0", "محمد شياع") == one.of(links, "d0", "محمد شياع السوداني")
    two = Collection("قال وسيم ناصر الشمري ذلك.", "ثم عاد وسيم ناصر إلى بغداد.")
    links = two.link()
    assert two.of(links, "d1", "وسيم ناصر") != two.of(links, "d0", "وسيم ناصر الشمري")
    assert ("PER:وسيم-ناصر", "PER:وسيم-ناصر-الشمري") in {(each.a, each.b) for each in links.suggestions}


@pytest.mark.parametrize(
    ("full", "short", "one"),
    [
        ("صلاح عبد الله قوش", "صلاح قوش", True),  # his father's name left out: what it ends in names a family
        ("صلاح حسن أحمد", "صلاح أحمد", False),  # names of fathers all
        ("جورج ووكر بوش", "جورج بوش", False),  # the middle is no given name: his father, perhaps
    ],
)
def test_a_fathers_name_may_be_left_out_before_a_family_name(full: str, short: str, one: bool) -> None:
    two = Collection(f"قال الوزير {full} ذلك.", f"ثم عاد الوزير {short} إلى بغداد.")
    links = two.link()
    assert (two.of(links, "d0", full) == two.of(links, "d1", short)) is one


def test_a_surname_that_stands_first_ties_a_name_alone_to_its_bearer() -> None:
    text = Collection(
        "غادر الرئيس موبوتو سيسي سيكو العاصمة. وقال شهود إن نجل الرئيس الكابتن كونغولو موبوتو كان حاضرا. ومات موبوتو.",
        "وصل موبوتو إلى المطار. ومات موبوتو في المنفى.",
    )
    links = text.link()
    assert text.of(links, "d1", "موبوتو") != text.of(links, "d0", "كونغولو موبوتو")


def test_who_is_named_alone_thrice_is_not_who_is_named_in_full_later() -> None:
    text = Collection(
        "وصل موبوتو إلى المطار. ومات موبوتو في المنفى. ولم يستقل موبوتو قط. وينفي كونغولو موبوتو ذلك.",
        "غادر الرئيس موبوتو سيسي سيكو العاصمة. ومات موبوتو.",
    )
    links = text.link()
    assert text.of(links, "d0", "موبوتو") != text.of(links, "d0", "كونغولو موبوتو")


def test_a_name_alone_is_not_the_relatives() -> None:
    text = Collection(
        "غادر الرئيس موبوتو سيسي سيكو العاصمة. وقال شهود إن نجل الرئيس الكابتن كونغولو موبوتو كان حاضرا. ومات موبوتو في المنفى."
    )
    links = text.link()
    assert text.of(links, "d0", "موبوتو") == text.of(links, "d0", "موبوتو سيسي سيكو")


@pytest.mark.parametrize(
    ("long", "short", "one"),
    [
        ("أحمد علي عبد الله صالح", "علي عبد الله صالح", False),  # his father
        ("محمد حسني مبارك", "حسني مبارك", True),  # the first name is left out
    ],
)
def test_a_name_that_ends_in_a_full_name_is_the_sons(long: str, short: str, one: bool) -> None:
    text = Collection(f"قال الوزير {long} ذلك. وعاد الرئيس {short} إلى بيته.")
    links = text.link()
    assert (text.of(links, "d0", long) == text.of(links, "d0", short)) is one


@pytest.mark.parametrize(
    ("full", "alone"), [("الوزير عوض بن عوف", "ابن عوف"), ("الوزير نادر البشير", "البشير")]
)
def test_a_surname_with_its_joint_or_article_is_the_only_bearers(full: str, alone: str) -> None:
    two = Collection(f"قال {full} ذلك.", f"قال {alone} للصحيفة إنه باق.")
    links = two.link()
    assert two.of(links, "d0", full.removeprefix("الوزير ")) == two.of(links, "d1", alone)


def test_two_spellings_of_a_foreign_firm_are_offered() -> None:
    firms = Collection("أعلنت شركة ميتسوفيشا ذلك.", "نفت شركة ميتسوفيسا ذلك.")
    assert [each.why for each in firms.link().suggestions] == ["another spelling of the name?"]


def test_a_body_that_every_state_has_is_that_of_the_country_of_its_article() -> None:
    collection = Collection(
        "قال الرئيس التونسي في تونس إن البنك المركزي مستقل. ورحبت تونس.",
        "زار المغرب وفد أجنبي، وأكد البنك المركزي ذلك، والمغرب باق.",
        "خفض البنك المركزي التونسي الفائدة.",
        "قال البنك المركزي إن الفائدة ثابتة.",
    )
    links = collection.link()
    tunisia, morocco, unknown = (collection.of(links, doc, "البنك المركزي") for doc in ("d0", "d1", "d3"))
    assert tunisia == collection.of(links, "d2", "البنك المركزي التونسي")
    assert len({tunisia, morocco, unknown}) == 3
