"""The text pane: huge texts, output modes, and the card that asks the eye."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.model import Place
from reader.typeset import lay_out
from tests.tui.conftest import Opener, Reader

SENTENCE = "قالت الوزارة إن الجسر رقم {n} سيفتح يوم 12 أيار أمام الناس في المدينة القديمة وحولها. "


def huge(reader: Reader) -> None:
    """2 MB in the place of the open article's text, far over what is laid out exactly at once; nothing found in it."""
    session = reader.desk.session
    assert session.place is not None
    text = "عنوان\n\n" + "\n\n".join(SENTENCE.format(n=n) * (n % 7 + 1) for n in range(3400))
    assert len(text.encode()) > 2_000_000
    found = session.article(session.place.doc)
    document = replace(found.document, text=text, version="huge")
    session._articles[session.place.doc] = replace(found, document=document, marks=(), reports=())
    reader.desk.go_to(Place(session.place.doc, 0))


async def test_two_megabytes_scroll_jump_and_resize_with_the_place_kept(opened: Opener) -> None:
    async with opened() as reader:
        desk, text = reader.desk, reader.desk.text
        huge(reader)
        await reader.do("view.text", "text.page_down", "text.page_down", "text.down")
        assert text.at > 0
        await reader.do("text.bottom")
        assert text.at == len(text.text) - 1 and text.top + text.page >= text.line_count
        assert text.top <= text.row_now < text.top + text.page
        doc = desk.session.place.doc
        middle = text.text.index("رقم 1700 ")
        desk.go_to(Place(doc, middle))
        await reader.rest()
        for size in ((80, 24), (200, 60), (120, 40)):
            await reader.pilot.resize_terminal(*size)
            await reader.rest()
            assert text.at == middle
            assert text.top <= text.row_now < text.top + text.page, size
            assert any(lay_out("1700", 10)[0].text in row for row in reader.grid()), size
        await reader.do("text.page_down", "text.page_up", "text.up", "text.down")
        assert text.top <= text.row_now < text.top + text.page


async def test_mode_none_paints_the_letters_as_they_were_written(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("باب\n\nجسر جديد 1984\n", encoding="utf-8")
    painted = {
        "app": lay_out("جسر جديد 1984", 60)[0].text,
        "none": lay_out("جسر جديد 1984", 60, order="logical")[0].text,
    }
    assert painted["app"] != painted["none"]
    for mode, other in (("app", "none"), ("none", "app"), ("app", "none")):
        async with opened(root=tmp_path / "texts", bidi=mode) as reader:
            grid = "\n".join(reader.grid())
            assert painted[mode] in grid and painted[other] not in grid


async def test_paragraphs_stand_apart_where_there_are_rows_to_spare(opened: Opener) -> None:
    async with opened(size=(120, 40)) as reader:
        desk, text = reader.desk, reader.desk.text
        second = desk.session.rows[1].id
        desk.go_to(Place(second, 0))
        await reader.rest()
        gaps = [y for y in range(text.line_count) if text.layout_lines.is_gap(y)]
        assert gaps
        passed = []
        await reader.do("view.text", "text.top")
        while len(passed) < text.line_count and (not passed or text.row_now != passed[-1]):
            passed.append(text.row_now)
            await reader.do("text.down")
        assert [*passed, *gaps] and sorted([*passed, *gaps]) == list(range(text.line_count))
        await reader.do("text.up")
        assert text.row_now == passed[-2]
        at, rows = text.at, text.line_count
        await reader.pilot.resize_terminal(120, 30)
        assert text.at == at and text.line_count == rows - len(gaps)


async def test_in_a_noted_passage_names_keep_their_hue_and_hints_stand_upright(opened: Opener) -> None:
    async with opened() as reader:
        text = reader.desk.text
        await reader.do(
            "text.next_entity", "text.select_sentence", "text.highlight", "view.reading", "text.top"
        )
        row = text.row(text.size.width)
        name = next(mark for mark in reader.article.marks if mark.kind == "PER")
        assert any(
            mark.kind == "NOTE" and name.span.start in range(*mark.span) for mark in reader.article.marks
        )
        line = text.layout_lines.line(text.layout_lines.row_of(name.span.start))
        ((left, _),) = line.ranges(name.span)[:1]
        strip = text.paint_line(text.layout_lines.row_of(name.span.start), row.width)
        style = next(iter(strip.crop(text.text_x(row.width) + left, text.text_x(row.width) + left + 1))).style
        assert style is not None
        assert style.color == text.look("kind--per").color
        assert style.bgcolor == text.look("kind--note").bgcolor
        hint = text.look("text--hint")
        assert (hint.italic, hint.underline, hint.bold) == (False, False, True)
