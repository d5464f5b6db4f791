"""A name that is sure in one document is found in the others: what is learnt, and what must not be."""

import contextlib
import random
from pathlib import Path

import pytest

from reader.analysis.entities import find_mentions, link_entities
from reader.analysis.linking import EntityLinks, LinkInput
from reader.corpus.index import Index
from reader.model import Analysis, Decision
from tests.analysis.entities.collection import decision

TEACHER = "قال وزير النقل مروان الخنفشاوي إن القطار سيصل غدا. وأعلنت منظمة «سنابل درعاوة» دعمها."


def linked(*texts: str, found: bool = True, decisions: tuple[Decision, ...] = ()) -> EntityLinks:
    """The first text is analysed; of the others nothing was found, where `found` is false."""
    inputs = [
        LinkInput(f"d{n}", text, Analysis(mentions=find_mentions(text) if found or n == 0 else ()))
        for n, text in enumerate(texts)
    ]
    shuffled = random.Random(len(texts)).sample(inputs, len(inputs))
    assert link_entities(shuffled, decisions) == link_entities(inputs, decisions)
    return link_entities(inputs, decisions)


def gained(*texts: str, **how: bool) -> list[str]:
    return [each.mention.text for each in linked(*texts, **how).added]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وصل مروان الخنفشاوي أمس.", ["مروان الخنفشاوي"]),
        ("سافر وفد ومروان الخنفشاوي أمس.", ["مروان الخنفشاوي"]),
        ("رسالة للخنفشاوي من الأهالي.", ["لخنفشاوي"]),
        ("رد الخنفشاوي على الأهالي.", ["الخنفشاوي"]),
        ("عن سنابل درعاوة قيل الكثير.", ["سنابل درعاوة"]),
        ("مروان الخنفشاوي التميمي رجل آخر.", []),  # a longer name
        ("جاء عبد مروان الخنفشاوي.", []),
        ("الطريق الخنفشاوي مغلق.", []),  # an adjective
        ("مروان. الخنفشاويون كثر.", []),
    ],
)
def test_learnt(text: str, names: list[str]) -> None:
    assert gained(TEACHER, text, found=False) == names


def test_common_words_are_never_learnt_alone() -> None:
    assert gained("قال الوزير أسامة ربيع إن القناة آمنة.", "أزهر ربيع العام في الحقول.") == []


@pytest.mark.parametrize(
    ("teacher", "text"),
    [
        ("قال الطبيب سامر محيي الدين إن العملية نجحت.", "يتحدث رجال الدين عن الدين كل يوم."),
        ("وأمر القاضي منذر الغلفاوي بحبس المتهمين.", "طالب المدعي بحبس الرجل ورفض القاضي بحبس كهذا."),
        ("رأينا المحافظ منذر الغلفاوي يوزع البطاطين.", "كان صاحب الدكان يوزع الخبز على الناس."),
    ],
)
def test_half_of_a_name_and_an_inflected_word_are_never_learnt_alone(teacher: str, text: str) -> None:
    assert gained(teacher, text) == []


def test_what_two_bear_is_left() -> None:
    other = "قال وزير الصحة مسعد الخنفشاوي إن الوضع مستقر."
    assert gained(TEACHER, other, "رد الخنفشاوي على الأهالي.") == []


def test_it_says_where_it_was_learnt_and_obeys_the_user() -> None:
    text = "رسالة للخنفشاوي من الأهالي."
    (one,) = linked(TEACHER, text, found=False).added
    assert one.entity == "PER:مروان-الخنفشاوي"
    assert one.mention.name == "الخنفشاوي"
    assert "قال وزير النقل" in one.mention.why
    hidden = decision("hide", f"d1#{one.mention.span.start}-{one.mention.span.end}")
    assert linked(TEACHER, text, found=False, decisions=(hidden,)).added == ()


def test_indexes_of_the_analysis_stay() -> None:
    texts = [TEACHER, "رد الخنفشاوي على أهالي بغداد."]
    links = linked(*texts, found=False)
    assert all(index < len(find_mentions(texts[int(doc[1:])])) for doc, index in links.of)
    assert [each.doc for each in links.added] == ["d1"]


def test_the_index_stores_and_shows_it(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEACHER, encoding="utf-8")
    (tmp_path / "texts" / "b.txt").write_text(
        "بيت الخنفشاوي مغلق. وقتل شخصان في انفجار في بغداد أمس.", encoding="utf-8"
    )
    with contextlib.closing(Index(tmp_path / "index.sqlite")) as index:
        index.refresh(tmp_path / "texts")
        (doc,) = (row.id for row in index.rows() if row.path == "b.txt")
        stored = index.analysis(doc)
        assert [mention.text for mention in stored.mentions] == ["بغداد", "الخنفشاوي"]  # its own first
        assert {
            stored.mentions[part.mention].text for event in stored.events for part in event.participants
        } <= {"بغداد"}
        assert [each.mention.text for each in index.mentions("PER:مروان-الخنفشاوي")] == [
            "مروان الخنفشاوي",
            "الخنفشاوي",
        ]
