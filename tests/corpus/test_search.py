"""What a query finds, in which order, and what it says when it cannot be run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.generate import Writer
from reader.corpus.index import Index
from reader.corpus.search.query import BadQuery, parse
from reader.corpus.search.stems import _stemmer
from reader.corpus.search.words import forms, tokens
from reader.text.fold import fold
from reader.text.words import words
from tests.corpus.collections import index_at, write

TEXTS = {
    "a.txt": "أعلن الأسد في دمشق قراره. وقال بوتين كلاما.",
    "b.txt": "زار بوتين موسكو، والأسد غائب، وعاد إلى دمشق.",
    "c.txt": "حكومته قررت، والحكومة الجديدة نفت. مُحَمَّد حضر بـ24 ساعة.",
    "d.txt": "اعلن الاسد شيئا بلا همزة في 8ديسمبر عام ٢٠٢٤.",
    "e.txt": "مدرسة ومدرس وسوري في سوريا. بشار حافظ الأسد هنا.",
    "f.txt": "قال بشار الأسد إن الحرب انتهت﴿آية﴾. covid-19 في Moscow 1.5",
}


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of these, which is only read."""
    folder = tmp_path_factory.mktemp("six")
    with index_at(folder) as index:
        index.refresh(write(folder / "c", TEXTS))
        yield index


def found(index: Index, query: str, **options: object) -> str:
    """The letters of the files that a query finds, in the order of names."""
    result = index.search(query, **options)
    assert result.error is None, result.error
    assert result.total_documents == len(result.documents)
    return "".join(sorted(index.row(doc).path[0] for doc in result.documents))


QUERIES = [
    ("الأسد", "abdef"),
    ("أسد", "abdef"),  # the article is a clitic too
    ("والأسد", "b"),
    ("دمشق", "ab"),
    ("بوتين دمشق", "ab"),
    ("بوتين و موسكو", "b"),
    ("بوتين AND موسكو", "b"),
    ("موسكو OR بشار", "bef"),
    ("موسكو أو بشار", "bef"),
    ("موسكو | بشار", "bef"),
    ("الأسد -بوتين", "def"),
    ("الأسد NOT بوتين", "def"),
    ("الأسد ليس بوتين", "def"),
    ("NOT الأسد", "c"),
    ("-الأسد -covid", "c"),
    ('"بشار الأسد"', "f"),
    ("«بشار الأسد»", "f"),
    ('"بشار الأسد"~2', "ef"),
    ("NEAR(بشار الأسد، 2)", "ef"),
    ("NEAR(بشار الأسد, 0)", "f"),
    ("قرب(الأسد بشار)", "ef"),
    ("(موسكو أو بشار) -حافظ", "bf"),
    ("حكومة", "c"),
    ('"حكومة"', ""),  # in quotes as it stands: neither والحكومة nor حكومته
    ("مدرس", "e"),
    ("محمد", "c"),
    ("24", "c"),
    ("ديسمبر", "d"),
    ("8", "d"),
    ("2024", "d"),
    ("٢٠٢٤", "d"),
    ("آية", "f"),
    ("covid-19", "f"),
    ("1.5", "f"),
    ("moscow", "f"),
    ("سور*", "e"),
    ("دم*", "ab"),
    ("ال*", "abcdef"),
    ("ا*", "abcdef"),
    ("path:a", "a"),
    ("path:*.txt موسكو", "b"),
    ("path:a أو موسكو", "ab"),
    ("-path:a دمشق", "b"),
    ("مسار:a", "a"),
    ("entity:بوتين", "ab"),
    ('entity:"بوتين" موسكو', "b"),
    ("kind:PER", "abef"),
    ("نوع:مكان", "ab"),
    ("لا_شيء_هنا", ""),
    ("", ""),
    ("…", ""),
]


@pytest.mark.parametrize(("query", "files"), QUERIES, ids=[q or "empty" for q, _ in QUERIES])
def test_queries(six: Index, query: str, files: str) -> None:
    assert found(six, query) == files
    assert found(six, query, ranked=True) == files
    assert "".join(sorted(six.row(doc).path[0] for doc in six.matches(query))) == files


def test_whole_words_alone(six: Index) -> None:
    assert found(six, "الأسد", whole=True) == "adef"
    assert found(six, "أسد", whole=True) == ""


def test_while_typing_the_last_word_goes_on(six: Index) -> None:
    assert found(six, "بوتين موس", typing=True) == "b"
    assert found(six, "موس") == ""


def test_exact_spellings_come_before_folded_ones(six: Index) -> None:
    for ranked in (False, True):
        paths = [six.row(doc).path for doc in six.search("الاسد", ranked=ranked).documents]
        assert paths[0] == "d.txt"
        paths = [six.row(doc).path for doc in six.search("الأسد", ranked=ranked).documents]
        assert paths[-1] == "d.txt"


def test_every_hit_is_marked_and_says_whether_it_is_exact(six: Index) -> None:
    hits = six.search("الأسد").hits
    shown = {(six.row(h.doc).path[0], h.span.of(six.text(h.doc)), h.exact) for h in hits}
    assert shown == {
        ("a", "الأسد", True),
        ("b", "والأسد", False),
        ("d", "الاسد", False),
        ("e", "الأسد", True),
        ("f", "الأسد", True),
    }
    for hit in hits:
        assert hit.context.contains(hit.span)
        assert "\n" not in hit.context.of(six.text(hit.doc))
    doc = six.search("24").documents[0]
    assert [s.of(six.text(doc)) for s in six.marks(doc, "24 محمد")] == ["مُحَمَّد", "24"]


def test_the_stem_casts_a_wider_net_and_says_so(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("snowballstemmer")
    write(tmp_path / "c", {"a.txt": "معارضة الخارج", "b.txt": "المعارضين في الداخل", "c.txt": "شيء آخر"})
    index.refresh(tmp_path / "c")
    assert found(index, "معارضة") == "a"
    result = index.search("معارضة", stem=True)
    assert len(result.documents) == 2
    assert result.wider == ("المعارضين",)
    assert [h.span.of(index.text(h.doc)) for h in result.hits] == ["معارضة", "المعارضين"]
    monkeypatch.setitem(__import__("sys").modules, "snowballstemmer", None)
    _stemmer.cache_clear()
    error = index.search("معارضات", stem=True).error
    assert error is not None
    assert "warraq[stem]" in error.message
    _stemmer.cache_clear()


def test_other_names_of_whom_the_query_names_are_offered_and_found(tmp_path: Path) -> None:
    texts = {
        "a.txt": "قال الرئيس الأمريكي دونالد ترامب في واشنطن إن الحرب انتهت. وأضاف ترامب أنه سيعود.",
        "b.txt": "وصل الرئيس الأمريكي دونالد ترمب إلى الرياض. واستقبل ترمب الوفد.",
        "c.txt": "دونالد ترمب أعلن القرار، وقالت الأمم المتحدة شيئا.",
    }
    with Index(tmp_path / "i.sqlite") as index:
        index.refresh(write(tmp_path / "c", texts), workers=0)
        for query, typed, names, more in [
            ("ترمب", "bc", ("ترامب",), 1),
            ("ترامب", "a", ("ترمب",), 2),
            ("دونالد ترمب", "bc", ("ترامب",), 1),
            ("دونالد ترامب الرياض", "", ("ترمب",), 1),
            ("الرياض", "b", (), 0),
            ("كلمة ما", "", (), 0),
            ('"لم تغلق', None, (), 0),
        ]:
            assert index.other_names(query) == (names, more), query
            if typed is not None:
                assert found(index, query) == typed
        wide = index.search("ترمب", stem=True)
        assert (wide.total_documents, wide.wider[:1]) == (3, ("ترامب",))
        shown = {(hit.span.of(index.text(hit.doc)), hit.exact) for hit in wide.hits}
        assert {("ترمب", True), ("ترامب", False)} <= shown
        assert len(index.matches("ترمب", stem=True)) == 3


def test_an_entity_alone_gives_the_places_that_name_it(six: Index) -> None:
    assert {(h.doc, h.span.of(six.text(h.doc))) for h in six.search("entity:بوتين").hits} == {
        (doc, "بوتين") for doc in six.search("بوتين").documents
    }
    (first, *_) = six.search("path:a").hits
    assert (len(first.span), first.context.of(six.text(first.doc))[:4]) == (0, "أعلن")


def test_near_marks_only_what_is_near(index: Index, tmp_path: Path) -> None:
    write(tmp_path / "c", {"a.txt": "بوتين هنا. كلمات أخرى كثيرة جدا تفصل بينهما ثم موسكو وبوتين معا."})
    index.refresh(tmp_path / "c")
    (doc,) = index.search("NEAR(بوتين موسكو، 1)").documents
    hits = [h.span.of(index.text(doc)) for h in index.search("NEAR(بوتين موسكو، 1)").hits]
    assert hits == ["موسكو", "وبوتين"]


ERRORS = [
    ('بوتين "الأسد', 6, 12, "not closed"),
    ("(الأسد", 0, 6, "not closed"),
    ("الأسد)", 5, 6, "not opened"),
    ("الأسد OR", 6, 8, "both sides"),
    ("AND الأسد", 0, 3, "both sides"),
    ("الأسد AND AND بوتين", 10, 13, "both sides"),
    ("الأسد NOT", 6, 9, "after it"),
    ("NEAR(الأسد)", 0, 4, "two words"),
    ("NEAR(الأسد بوتين، كثير)", 16, 17, "number"),
    ("اللون:أحمر", 0, 5, "no filter"),
    ("date:أمس", 0, 8, "not a date"),
    ("date:2024-13", 0, 12, "not a date"),
    ("date:2024-01..2024-02-31", 0, 24, "not a date"),
    ("date:>0000", 0, 10, "not a date"),
    ("source:مجهول", 0, 12, "source"),
    ("entity:مجهول", 0, 12, "named"),
    ("kind:مجهول", 0, 10, "no kind"),
    ("has:note", 0, 8, "nothing that can be asked"),
    ("date:", 0, 5, "needs a value"),
    ("»", 0, 1, "not opened"),
]


@pytest.mark.parametrize(("query", "start", "end", "words_"), ERRORS, ids=[e[0] for e in ERRORS])
def test_errors_are_explained_at_their_place(
    six: Index, query: str, start: int, end: int, words_: str
) -> None:
    result = six.search(query)
    assert result.error is not None
    assert (result.error.start, result.error.end) == (start, end)
    assert words_ in result.error.message
    assert not result.hits


def test_filters_by_date_source_and_state(index: Index, tmp_path: Path) -> None:
    sidecar = """
[files."a.txt"]
published = "2024-11"
source = "رصيف22"
[files."b.txt"]
published = 2024-12-08
[files."c.txt"]
published = "2023"
language = "ar-SY"
"""
    write(tmp_path / "c", {**TEXTS, "collection.toml": sidecar})
    index.refresh(tmp_path / "c")
    for query, files in [
        ("date:2024", "ab"),
        ("date:2024-12", "b"),
        ("date:2024-11..2024-12-01", "a"),
        ("date:..2024-11", "ac"),
        ("date:2024-11..", "ab"),
        ("date:>2024-11", "b"),
        ("date:>=2024-11", "ab"),
        ("date:<2024", "c"),
        ("date:<=2024-11-01", "ac"),
        ("تاريخ:٢٠٢٣", "c"),
        ("source:رصيف", "a"),
        ("language:ar", "c"),
        ("NOT date:2024", "cdef"),
    ]:
        assert found(index, query) == files, query
    ids = {row.path[0]: row.id for row in index.rows()}
    states = {"note": {ids["a"]}, "unread": {ids["b"], ids["c"]}, "tag:مهم": {ids["d"]}}
    for query, files in [
        ("has:note", "a"),
        ("به:ملاحظة", "a"),
        ("is:unread", "bc"),
        ("is:read", "adef"),
        ("tag:مهم", "d"),
        ("tag:غيره", ""),
        ("is:unread بوتين", "b"),
    ]:
        assert found(index, query, states=states) == files, query


def test_pages_follow_one_another(index: Index, tmp_path: Path) -> None:
    write(tmp_path / "c", {f"{n:03}.txt": f"كلمة واحدة {n}" for n in range(130)})
    index.refresh(tmp_path / "c", only_text=True)
    for ranked in (False, True):
        whole = index.search("كلمة", limit=200, ranked=ranked)
        assert (whole.total_documents, whole.total_hits_known) == (130, True)
        parts = [index.search("كلمة", limit=50, offset=at, ranked=ranked) for at in (0, 50, 100)]
        assert [d for p in parts for d in p.documents] == list(whole.documents)
        assert not parts[0].total_hits_known


def test_every_document_with_the_folded_word_is_found(index: Index, tmp_path: Path) -> None:
    """Against a scan of all texts, for whole words and for their forms."""
    writer = Writer(3, vocabulary=300)
    texts = [writer.article(700) for _ in range(120)] + list(TEXTS.values())
    texts.append("﷽ ـــ ﺍﻟﺴﻼﻡ ١٢ ٣٫٥ \u200fدمشق\u200f/حلب_حمص+Ünïcode كِتَابٌ؟")
    write(tmp_path / "c", {f"{n:03}.txt": text for n, text in enumerate(texts)})
    index.refresh(tmp_path / "c", only_text=True, workers=1)
    docs = {row.path: row.id for row in index.rows()}
    folded = {
        docs[f"{n:03}.txt"]: {w for s in words(text) for w in tokens(s.of(text))}
        for n, text in enumerate(texts)
    }
    wanted = sorted({word for found_ in folded.values() for word in found_})
    assert len(wanted) > 500
    for word in wanted:
        scanned = {doc for doc, found_ in folded.items() if word in found_}
        assert set(index.search(f'"{word}"', limit=1000, whole=True).documents) == scanned, word
    for word in wanted[:: len(wanted) // 150]:
        scanned = {doc for doc, found_ in folded.items() if found_ & set(forms(word))}
        result = index.search(word, limit=1000)
        if result.error is None and parse(word) is not None:
            assert set(result.documents) >= scanned, word
            assert {h.doc for h in result.hits if len(h.span)} >= scanned, word


FORMS = [
    (
        "الاسد",
        {"الاسد", "والاسد", "فالاسد", "بالاسد", "كالاسد", "للاسد", "وبالاسد", "وللاسد"},
        {"اسد", "الاسدي"},
    ),
    ("لبنان", {"لبنان", "بلبنان", "ولبنان", "لبنانهم"}, {"لبناني", "بنان"}),
    ("حكومه", {"حكومه", "الحكومه", "للحكومه", "حكومته", "حكومتها", "وبحكومتهم"}, {"حكوم"}),
    ("يعلن", {"سيعلن", "وسيعلن", "يعلن"}, {"سعلن"}),
    ("من", {"من", "ومن", "فمن"}, {"بمن", "منها"}),
    ("moscow", {"moscow"}, {"وmoscow"}),
    ("2024", {"2024"}, {"و2024"}),
    ("و", {"و"}, {"وو"}),
]


@pytest.mark.parametrize(("word", "among", "not_among"), FORMS, ids=[f[0] for f in FORMS])
def test_forms_of_a_word(word: str, among: set[str], not_among: set[str]) -> None:
    made = set(forms(word))
    assert among <= made
    assert not not_among & made
    assert forms(word)[0] == word
    assert all(fold(form) == form for form in made)


def test_nothing_typed_makes_search_fail(six: Index) -> None:
    """Every prefix of a long and odd query is answered or explained."""
    odd = 'date:2024.. («الأسد -(بوتين أو ليس) "NEAR" NEAR(a "b c"، 3)~ * ** AND" \' ; DROP -- \0 entity:"x\\"y" path:[ 1.5*'
    for end in range(len(odd) + 1):
        for text in (odd[:end], odd[end:], odd[end:] + '"'):
            result = six.search(text)
            if result.error is not None:
                assert 0 <= result.error.start <= result.error.end <= len(text)
    with pytest.raises(BadQuery):
        parse("(" * 500)
    with pytest.raises(BadQuery):
        parse("كلمة " * 1000)
