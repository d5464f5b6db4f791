"""Files of every format, made by hand so that the tests need no other program."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def zipped(files: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def docx(paragraphs: list[str], title: str = "", created: str = "2024-12-08T10:00:00Z") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    core = (
        f'<c:coreProperties xmlns:c="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:t="http://purl.org/dc/terms/"><dc:title>{title}</dc:title><dc:creator>سمير</dc:creator>'
        f"<t:created>{created}</t:created></c:coreProperties>"
    )
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document, "docProps/core.xml": core})


def odt(paragraphs: list[str], title: str) -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(f"<t:p>{p}<t:s t:c='2'/>نهاية</t:p>" for p in paragraphs)
    meta = f'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></m>'
    return zipped(
        {
            "content.xml": f'<o xmlns:t="{text}"><t:h>عنوان فرعي</t:h>{body}</o>',
            "meta.xml": meta,
            "mimetype": "odt",
        }
    )


def epub(chapters: list[str]) -> bytes:
    opf = "http://www.idpf.org/2007/opf"
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml"/>' for n in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    files = {
        "META-INF/container.xml": '<c><rootfile full-path="OPS/p.opf"/></c>',
        "OPS/p.opf": f'<package xmlns="{opf}" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>كتاب</dc:title>'
        f"<dc:creator>الجاحظ</dc:creator><dc:date>2001</dc:date>{items}{spine}</package>",
    }
    for n, chapter in enumerate(chapters):
        files[f"OPS/c{n}.xhtml"] = (
            f"<!DOCTYPE html><html><head><title>x</title></head><body><h1>الفصل {n + 1}</h1><p>{chapter}&nbsp;</p></body></html>"
        )
    return zipped(files)


def pdf(pages: list[list[str]], *, title: str = "") -> bytes:
    """A PDF whose glyphs are numbered by code point and mapped back by a ToUnicode table; no font is embedded."""
    used = sorted({ord(c) for page in pages for line in page for c in line})
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <FFFF>"
        " endcodespacerange\n"
        + "".join(f"1 beginbfchar <{c:04X}> <{c:04X}> endbfchar\n" for c in used)
        + "endcmap end end"
    ).encode()
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 600 >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
        b"<< /Title <FEFF%s> /CreationDate (D:20241208101112Z) >>"
        % title.encode("utf-16-be").hex().upper().encode(),
    ]
    kids = []
    for page in pages:
        drawn = "\n".join(
            f"BT /F 12 Tf 50 {700 - 20 * n} Td <{''.join(f'{ord(c):04X}' for c in line)}> Tj ET"
            for n, line in enumerate(page)
        ).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 800] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % k for k in kids),
    )
    out, offsets = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(out),
        )
    )
