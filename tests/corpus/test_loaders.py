"""What comes out of a file of each format, and what is said of a bad one."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.corpus.encoding import decode
from reader.corpus.loaders import Loaded, SourceFile, Unreadable, format_of, load
from reader.corpus.loaders.dates import iso_date
from reader.corpus.loaders.visual import in_logical_order
from reader.model import Skipped
from tests.corpus import made

PROSE = (
    "أعلنت الوزارة في بيان لها أن الاجتماع الذي كان من المقرر عقده قد تأجل إلى الأسبوع المقبل. وقال المتحدث إن"
    " القرار جاء بعد مشاورات مع الأطراف، وإن التفاصيل ستعلن في وقت لاحق من هذا الشهر على لسان الوزير."
)
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>خبر | موقع</title>
<meta property="og:title" content="عنوان الخبر"><meta property="og:site_name" content="صحيفة المدى">
<meta property="article:published_time" content="2024-12-08T06:00:00+03:00"><link rel="canonical" href="https://x.example/1">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": {{"name": "ليلى"}}}}</script>
<script>var نص = "لا يقرأ";</script></head><body><nav>الرئيسية اتصل بنا</nav><article><h1>عنوان الخبر</h1>
<p>{PROSE}</p><p>{PROSE.replace("الوزارة", "الهيئة")}</p></article><footer>حقوق النشر</footer></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>وكالة</title><language>ar</language>
<item><title>أول</title><guid>g1</guid><pubDate>Sun, 08 Dec 2024 10:00:00 +0300</pubDate><link>https://x.example/a</link>
<description>&lt;p&gt;{PROSE}&lt;/p&gt;</description></item><item><title>فارغ</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>مدونة</title><entry><id>tag:x/7</id>
<title>ثان</title><updated>2024-11-30T00:00:00Z</updated><author><name>كريم</name></author>
<link href="https://x.example/7"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p></div></content></entry></feed>"""
MAIL = (
    "From: =?utf-8?b?2LPZhdmK2LE=?= <s@x.example>\r\nSubject: =?utf-8?b?2KrZgtix2YrYsQ==?=\r\n"
    "Date: Sun, 08 Dec 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    f"Content-Transfer-Encoding: 8bit\r\n\r\n{PROSE}\r\n"
)
FRONT = f"---\ntitle: عنوان المذكرة\ndate: 2024-12-08\nsource: مدونة\n---\n# فصل\n\n{PROSE}\n\n- بند **مهم** [رابط](http://x)\n"
ROWS = [
    {
        "id": "n/1",
        "headline": "أول",
        "body": f"<p>{PROSE}</p>",
        "date": "2024-12-08T01:02:03Z",
        "source": "المدى",
    },
    {"id": "n2", "headline": "ثان", "body": PROSE, "date": "08/12/2024"},
]
CSV = "العنوان;النص;التاريخ\nأول;" + PROSE + ";25/12/2024\nثان;;2024\n"


def read(name: str, data: bytes | str, **options: object) -> tuple[list[Loaded], list[Skipped]]:
    raw = data.encode() if isinstance(data, str) else data
    found = list(load(SourceFile(name, name, len(raw), data=raw, **options)))
    return [a for a in found if isinstance(a, Loaded)], [a for a in found if isinstance(a, Skipped)]


# name, data, [(member, title, source, published, author, url, language)]
GOOD = [
    ("a.txt", PROSE, [("", None, None, None, None, None, None)]),
    ("a.md", FRONT, [("", "عنوان المذكرة", "مدونة", "2024-12-08", None, None, None)]),
    ("a.md", f"# عنوان\n\n{PROSE}", [("", "عنوان", None, None, None, None, None)]),
    ("a.html", PAGE, [("", "عنوان الخبر", "صحيفة المدى", "2024-12-08", "ليلى", "https://x.example/1", "ar")]),
    ("a.docx", made.docx(["عنوان وثيقة", PROSE], "عنوان وثيقة"), [("", "عنوان وثيقة", None, "2024-12-08", "سمير", None, None)]),
    ("a.odt", made.odt([PROSE], "تقرير"), [("", "تقرير", None, None, None, None, None)]),
    (
        "a.epub",
        made.epub([PROSE, "قصير", PROSE]),
        [("001", "الفصل 1", "كتاب", "2001", "الجاحظ", None, None), ("003", "الفصل 3", "كتاب", "2001", "الجاحظ", None, None)],
    ),
    ("a.eml", MAIL, [("", "تقرير", None, "2024-12-08", "سمير", None, None)]),
    ("a.rss", FEED, [("g1", "أول", "وكالة", "2024-12-08", None, "https://x.example/a", "ar")]),
    ("a.xml", ATOM, [("7", "ثان", "مدونة", "2024-11-30", "كريم", "https://x.example/7", "ar")]),
    (
        "a.jsonl",
        "\n".join(json.dumps(r, ensure_ascii=False) for r in ROWS),
        [("n_1", "أول", "المدى", "2024-12-08", None, None, None), ("n2", "ثان", None, None, None, None, None)],
    ),
    ("a.json", json.dumps({"articles": ROWS[:1]}), [("n_1", "أول", "المدى", "2024-12-08", None, None, None)]),
    ("a.csv", CSV, [("1", "أول", None, "2024-12-25", None, None, None)]),
    ("a.pdf", made.pdf([[PROSE[:60], PROSE[60:]]], title="ملف"), [("", "ملف", None, "2024-12-08", None, None, None)]),
    ("a.zip", made.zipped({"x/b.txt": PROSE, "c.md": PROSE}), [("c.md", None, None, None, None, None, None), ("x/b.txt", None, None, None, None, None, None)]),
    ("a.tar.gz", made.tarred({"./b.txt": PROSE.encode()}), [("b.txt", None, None, None, None, None, None)]),
    ("a.zip", made.zipped({"d.csv": CSV}), [("d.csv/1", "أول", None, "2024-12-25", None, None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "expected"), GOOD, ids=[f"{n}-{i}" for i, (n, *_) in enumerate(GOOD)]
)
def test_formats(name: str, data: bytes | str, expected: list[tuple[str | None, ...]]) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    articles, _ = read(name, data)
    assert [
        (a.member, a.own.title, a.own.source, a.own.published, a.own.author, a.own.url, a.own.language)
        for a in articles
    ] == expected
    for article in articles:
        assert "المتحدث" in article.text
        assert "<" not in article.text
        assert "لا يقرأ" not in article.text
        if article.own.title:
            assert article.own.title in article.text


BAD = [
    ("a.txt", b"", "empty"),
    ("a.txt", bytes(range(256)) * 50, "binary"),
    ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(1000), "binary"),
    ("a.html", "<html><body></body></html>", "without text"),
    ("a.docx", made.docx([PROSE])[:400], "damaged or cut off"),
    ("a.docx", made.zipped({"x": "y"}), "missing"),
    ("a.docx", made.zipped({"word/document.xml": "<a><b>"}), "broken XML"),
    ("a.docx", made.zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "entities"),
    ("a.docx", lambda: made.zipped({"word/document.xml": b" " * (100 << 20)}), "more than 64"),
    ("a.docx", lambda: made.zipped({"word/document.xml": b" " * (20 << 20)}), "bomb"),
    ("a.odt", made.zipped({"content.xml": "<a/>"}), "no text"),
    ("a.epub", made.zipped({"META-INF/container.xml": "<c/>"}), "missing"),
    ("a.xml", "<opml/>", "neither RSS nor Atom"),
    ("a.xml", '<!DOCTYPE r [<!ENTITY a "b">]><rss/>', "entities"),
    ("a.rss", "<rss><channel/></rss>", "without entries"),
    ("a.eml", "Subject: x\r\n\r\n", "without text"),
    ("a.json", "{", "not JSON"),
    ("a.json", "[" * 100_000, "not JSON"),
    ("a.csv", "a,b\n1,2\n", "no column looks like the text"),
    ("a.json", '{"events": [{"title": "اندلاع القتال", "type": "clash"}]}', "no column looks like the text"),
    ("a.zip", b"PK\3\4" + bytes(100), "damaged"),
    ("a.tar.gz", made.tarred({"b.txt": PROSE.encode() * 1000})[:300], "damaged"),
    ("a.tar.gz", b"nothing", "damaged"),
    ("a.png", b"x", "not a format"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[f"{n}-{r}" for n, _, r in BAD])
def test_bad_files_say_why_in_one_line(
    name: str, data: bytes | str | Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(Unreadable) as raised:
        read(name, data() if callable(data) else data)  # large ones are made where they are asked for
    assert reason in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_archive_gives_what_is_good_and_lists_the_rest() -> None:
    data = made.zipped(
        {
            "../out.txt": PROSE,
            "/abs.txt": PROSE,
            "good.txt": PROSE,
            "bad.docx": "no zip",
            "image.png": "x",
            ".hidden.txt": PROSE,
            "inner.zip": made.zipped({"a.txt": PROSE}),
            "bomb.txt": b"a" * (50 << 20),
        }
    )
    articles, skipped = read("a.zip", data)
    assert [a.member for a in articles] == ["good.txt"]
    assert {s.path: s.reason.split(":")[0].split("(")[0].partition(" 1028")[0].strip() for s in skipped} == {
        "a.zip/../out.txt": "a name that leads out of the archive",
        "a.zip//abs.txt": "a name that leads out of the archive",
        "a.zip/bad.docx": "damaged or cut off",
        "a.zip/image.png": "not a format that is read",
        "a.zip/.hidden.txt": "hidden, so not read",
        "a.zip/inner.zip": "an archive inside an archive is not opened",
        "a.zip/bomb.txt": "packed",
    }


def test_an_encrypted_zip_is_named_and_old_windows_names_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("placeholder.txt")
        archive.writestr(info, PROSE)
    raw = out.getvalue()
    name = "مقالات_هناك.txt".encode("cp720")
    renamed = raw.replace(b"placeholder.txt", name)
    articles, _ = read("a.zip", renamed)
    assert articles[0].member == "مقالات_هناك.txt"
    locked = bytearray(raw)
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.index(signature) + offset] |= 1
    assert [s.reason for s in read("a.zip", bytes(locked))[1]] == ["encrypted"]


def test_bad_rows_are_named_and_the_rest_is_read() -> None:
    lines = [
        json.dumps({"text": PROSE}),
        "{broken",
        "[]",
        json.dumps({"text": ""}),
        json.dumps({"text": PROSE + "!"}),
    ]
    articles, skipped = read("a.jsonl", "\n".join(lines))
    assert [a.member for a in articles] == ["1", "5"]
    assert [s.reason.split("(")[0].strip() for s in skipped] == [
        "line 2: not JSON",
        "line 3: not an object",
        "row 4: no text in column text",
    ]


def test_columns_are_found_by_looks_and_by_the_users_word() -> None:
    table = f"k1,k2\nx,{PROSE.replace(',', '')}\n"
    (article,), _ = read("a.csv", table)
    assert "column k2 taken for the text" in article.notice
    (article,), _ = read(
        "a.csv", f"k1,k2\n{PROSE.replace(',', '')},عنوان هنا\n", columns=(("text", "k1"), ("title", "k2"))
    )
    assert article.own.title == "عنوان هنا"
    with pytest.raises(Unreadable, match="is not there"):
        read("a.csv", table, columns=(("text", "k9"),))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6", "mac_arabic"],
)
@pytest.mark.parametrize("length", [60, 400, 20_000])
def test_encodings_are_recognised(encoding: str, length: int) -> None:
    text = (PROSE + "\n" + "زار الرئيس مدينة حلب في 8 كانون الأول 2024 برفقة وفد من المسؤولين.\n") * 80
    sample = text[:length]
    found = decode(sample.encode(encoding))
    assert found.text.removeprefix("\ufeff") == sample
    assert bool(found.doubt) == (encoding in ("cp1256", "iso8859_6", "mac_arabic"))


def test_broken_utf8_is_read_with_a_line_about_it() -> None:
    found = decode(PROSE.encode()[:-1] + b"\xff" + PROSE.encode())
    assert found.encoding == "utf_8"
    assert "not UTF-8" in found.doubt
    assert "المتحدث" in found.text


def test_the_users_encoding_wins() -> None:
    assert decode("سلام".encode("iso8859_6"), "ISO-8859-6").text == "سلام"


def test_a_very_big_file_is_read_in_part(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("كلمة " * 10).encode() * 500_000)
    size = path.stat().st_size
    (article,) = load(SourceFile("a.txt", str(path), size))
    assert isinstance(article, Loaded)
    assert article.notice == f"read in part: the first 16 of {size >> 20} MiB"
    assert len(article.text.encode()) <= 16 << 20
    assert "\ufffd" not in article.text
    with pytest.raises(Unreadable, match="2048 MiB is more"):
        list(load(SourceFile("a.txt", str(path), 2 << 30)))


def test_a_file_that_vanished(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="gone before"):
        list(load(SourceFile("a.txt", str(tmp_path / "a.txt"), 10)))


def test_missing_extras_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(Unreadable, match=r"warraq\[pdf\]"):
        read("a.pdf", b"%PDF")
    (article,), _ = read("a.html", PAGE)
    assert "warraq[html]" in article.notice
    assert "المتحدث" in article.text
    assert "الرئيسية" not in article.text


def test_pdf_in_visual_order_and_pages_without_text() -> None:
    pytest.importorskip("pypdfium2")
    lines = ["في 8 كانون الأول 2024 قال المتحدث إن الاجتماع", "الذي كان من المقرر (Moscow 24) عقده قد تأجل"]
    assert in_logical_order([line[::-1] for line in lines])[1]
    assert not in_logical_order(lines)[1]
    (article,), _ = read("a.pdf", made.pdf([lines, []]))
    assert "pages without text: 2" in article.notice
    assert "المتحدث" in article.text
    with pytest.raises(Unreadable, match="pictures"):
        read("a.pdf", made.pdf([[], []]))
    with pytest.raises(Unreadable, match="damaged"):
        read("a.pdf", b"%PDF-1.4 nothing")


def test_turned_lines_keep_numbers_and_latin() -> None:
    line = "في 8 كانون الأول 2024 قال المتحدث (Moscow 24) إن الذي"
    visual = "يذلا نإ (Moscow 24) ثدحتملا لاق 2024 لوألا نوناك 8 يف"
    assert in_logical_order([visual]) == ([line], True)


DATES = [
    ("2024-12-08", "2024-12-08"),
    ("2024-12-08T10:00:00+03:00", "2024-12-08"),
    ("2024/1/5", "2024-01-05"),
    ("2024-12", "2024-12"),
    ("2024", "2024"),
    ("٢٠٢٤-١٢-٠٨", "2024-12-08"),
    ("D:20241208101112Z", "2024-12-08"),
    ("25/12/2024", "2024-12-25"),
    ("12/25/2024", "2024-12-25"),
    ("08/12/2024", None),
    ("08/08/2024", "2024-08-08"),
    ("Sun, 08 Dec 2024 10:00:00 +0300", "2024-12-08"),
    ("1733650000", "2024-12-08"),
    ("2024-13-01", None),
    ("1601-01-01", None),
    ("أمس", None),
    ("", None),
    (None, None),
    (True, None),
]


@pytest.mark.parametrize(("written", "expected"), DATES, ids=[str(d) for d, _ in DATES])
def test_dates(written: object, expected: str | None) -> None:
    assert iso_date(written) == expected


@pytest.mark.parametrize(
    ("name", "module"),
    [("a.txt", "plain"), ("A.TXT", "plain"), ("noext", "plain"), ("x.tar.gz", "archive"), ("x.gz", None), ("b.d/x.HTML", "html"), (".txt", "plain")],
)  # fmt: skip
def test_formats_by_name(name: str, module: str | None) -> None:
    assert format_of(name) == module
