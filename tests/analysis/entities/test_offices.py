"""A role without a name belongs to whom the text, or the collection at that time, names with it."""

import pytest

from reader.analysis import LinkInput, analyse
from reader.analysis.entities import find_mentions, find_roles
from reader.analysis.entities.holders import RoleRow, holders
from reader.analysis.linking import RoleLink


def said(text: str) -> list[tuple[str, str]]:
    """(role, its holder in this text or "") of the roles without a name."""
    mentions = find_mentions(text)
    names = {}
    for mention in mentions:
        names.setdefault(mention.local, mention.name)
    return [(role.text, names.get(role.local, "")) for role in find_roles(text, mentions) if not role.beside]


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
    # without country or body: his, where the text names one of that office alone
    (
        "قال الرئيس السوري بشار الأسد إنه باق. وأضاف الرئيس أن الحرب انتهت. وأكدت زوجة الرئيس ذلك.",
        [("الرئيس", "بشار الأسد"), ("الرئيس", "بشار الأسد")],
    ),
    ("وصل الرئيس بشار الأسد. واستقبل الرئيس الوفد.", [("الرئيس", "بشار الأسد")]),
    (
        "قال وزير الخارجية الإيراني عباس عراقجي ذلك. ورفض وزير الخارجية الرد، ثم غادر الوزير.",
        [("وزير الخارجية", "عباس عراقجي"), ("الوزير", "عباس عراقجي")],
    ),
    # several of one office; another's office; an adjective that makes another of it; behind a name it may be that one's
    (
        "قال الرئيس السوري بشار الأسد إنه باق. ورد الرئيس المصري. وأضاف الرئيس أن الحرب انتهت.",
        [("الرئيس المصري", "")],
    ),
    ("وصل الرئيس بشار الأسد. وقال رئيس الوزراء ذلك. ورد نائب الرئيس.", []),
    ("وصل الرئيس بشار الأسد. وقال الرئيس التنفيذي ذلك، والرئيس الدوري، ورئيس المجلس، ورئيس جديد.", []),
    (
        "التقى وزير الخارجية الأمريكي أنتوني بلينكن نظيره. وقال فيصل بن فرحان وزير الخارجية إن اللقاء مفيد.",
        [],
    ),
    # a former one holds nothing; an office of no country whose holder is not named is nobody's
    ("قال الرئيس السوري السابق إنه بخير. وقال الرئيس إنه بخير.", []),
    ("Lorem ipsum", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[row[0][:40] or "none" for row in TABLE])
def test_in_one_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def row(doc: str, text: str, published: str | None = None) -> RoleRow:
    mentions = find_mentions(text)
    holder = {
        mention.local: "PER:" + mention.name.replace(" ", "-")
        for mention in mentions
        if mention.type == "PER"
    }
    return RoleRow(doc, published, find_roles(text, mentions), holder)


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


def test_without_country_or_body_it_is_nobody_elsewhere() -> None:
    rows = [row("a", "وصل الرئيس بشار الأسد. واستقبل الرئيس الوفد."), row("b", "واستقبل الرئيس الوفد.")]
    assert of(holders(rows), "a") == [("PER:بشار-الأسد", ())]
    assert of(holders(rows), "b") == []


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


def test_whom_a_king_receives_is_no_king() -> None:
    text = (
        "قال الملك محمد السادس إنه باق. واستقبل الملك سامي حداد في القصر. "
        "وغادر سامي حداد القصر. ثم سكت سامي حداد. ونام سامي حداد."
    )
    roles = {mention.text: mention.roles for mention in find_mentions(text) if mention.roles}
    assert roles == {"محمد السادس": ("الملك",)}
    received = next(event for event in analyse(text).events if event.type == "meet")
    names = find_mentions(text)
    assert {(names[p.mention].text, p.role.value) for p in received.participants} == {
        ("محمد السادس", "agent"),
        ("سامي حداد", "patient"),
    }


def test_a_month_in_a_name_is_no_time() -> None:
    text = "قال حميد شباط في الرباط إن الحزب باق. وعاد حميد شباط إلى فاس."
    assert not analyse(text).times
