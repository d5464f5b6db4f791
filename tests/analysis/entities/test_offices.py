"""A role without a name belongs to whom the text, or the collection at that time, names with it."""

import pytest

from reader.analysis import LinkInput, analyse
from reader.analysis.entities.holders import RoleRow, holders
from reader.analysis.linking import RoleLink


def said(text: str) -> list[tuple[str, str]]:
    """(role, its holder in this text or "") of the roles without a name."""
    analysis = analyse(text)
    names = {}
    for mention in analysis.mentions:
        names.setdefault(mention.local, mention.name)
    return [(role.text, names.get(role.local, "")) for role in analysis.roles if not role.beside]


TABLE = [
    (
        "قال الرئيس السوري بشار الأسد إنه باق. وأضاف الرئيس السوري أن الحرب انتهت.",
        [("الرئيس السوري", "بشار الأسد")],
    ),
    # spellings of one office
    (
        "التقى رئيس وزراء العراق محمد شياع السوداني الوفد. وقال رئيس الحكومة العراقية إن بلاده محايدة.",
        [("رئيس الحكومة العراقية", "محمد شياع السوداني")],
    ),
    # behind the name
    (
        "وصل عباس عراقجي، وزير الخارجية الإيراني، إلى بغداد. وأكد وزير الخارجية الإيراني دعم بلاده.",
        [("وزير الخارجية الإيراني", "عباس عراقجي")],
    ),
    (
        "ألقى العاهل الأردني كلمة بعد لقاء ملك الأردن عبد الله الثاني بالوفد.",
        [("العاهل الأردني", "عبد الله الثاني")],
    ),
    # another office, another country: nobody's
    ("قال الرئيس السوري بشار الأسد إنه باق. ورد الرئيس المصري.", [("الرئيس المصري", "")]),
    # two holders in one text
    (
        "خلف الرئيس المصري محمد مرسي، ثم جاء الرئيس المصري عبد الفتاح السيسي. وقال الرئيس المصري إن الأمن أولوية.",
        [("الرئيس المصري", "")],
    ),
    # a former one holds nothing; an office of no country has no key
    ("قال الرئيس السوري السابق إنه بخير. وقال الرئيس إنه بخير.", []),
    ("Lorem ipsum", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0][:40] or "none" for row in TABLE])
def test_in_one_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def row(doc: str, text: str, published: str | None = None) -> RoleRow:
    analysis = analyse(text)
    holder = {
        mention.local: "PER:" + mention.name.replace(" ", "-")
        for mention in analysis.mentions
        if mention.type == "PER"
    }
    return RoleRow(doc, published, analysis.roles, holder)


OBAMA = "قال الرئيس الأميركي باراك أوباما إن واشنطن ستنسحب."
TRUMP = "قال الرئيس الأميركي دونالد ترامب إن واشنطن ستنسحب."
ALONE = "اتصل الرئيس الأميركي بنظيره."


def of(links: tuple[RoleLink, ...], doc: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(link.entity, link.candidates) for link in links if link.doc == doc]


def test_the_only_holder_of_the_collection() -> None:
    assert of(holders([row("a", OBAMA), row("b", ALONE)]), "b") == [("PER:باراك-أوباما", ())]


def test_two_holders_at_different_times_stay_apart() -> None:
    rows = [
        row("a", OBAMA, "2016-03"),
        row("b", ALONE, "2016-05-01"),
        row("c", TRUMP, "2019-01-02"),
        row("d", ALONE, "2019"),
    ]
    assert of(holders(rows), "b") == [("PER:باراك-أوباما", ())]
    assert of(holders(rows), "d") == [("PER:دونالد-ترامب", ())]
    assert holders(rows) == holders(rows[::-1])


def test_where_nobody_can_tell_both_are_offered() -> None:
    rows = [row("a", OBAMA, "2016-03"), row("c", TRUMP, "2019-01-02"), row("d", ALONE)]
    assert of(holders(rows), "d") == [("", ("PER:باراك-أوباما", "PER:دونالد-ترامب"))]
    late = [row("a", OBAMA, "2009-03"), row("d", ALONE, "2024-01-01")]
    assert of(holders(late), "d") == []


def test_linking_says_whose_role_it_is() -> None:
    from reader.analysis import link

    inputs = [LinkInput(doc, text, analyse(text)) for doc, text in (("a", OBAMA), ("b", ALONE))]
    (found,) = link(inputs).entities.roles
    assert (found.doc, found.entity) == ("b", "PER:باراك-اوباما")
    assert "the collection says this" in found.why
