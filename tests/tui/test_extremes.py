"""Collections at the edge: one article, nothing shared, very long titles, thousands of mentions, a resize in a jump."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.library import Library
from tests.tui.conftest import Opener, Reader, own_settings, shown


@asynccontextmanager
async def reading(
    folder: Path,
    texts: Mapping[str, str],
    *,
    size: tuple[int, int] = (120, 40),
    env: Mapping[str, str] | None = None,
    language: str = "en",
) -> AsyncIterator[Reader]:
    """The reader on articles of a test's own, analysed."""
    root = folder / "articles"
    root.mkdir()
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")
    settings = own_settings(folder, language=language)
    with Library.open(root, settings) as library:
        library.refresh(workers=1)
        async with shown(library, settings, size=size, env=env) as reader:
            yield reader


def whole(reader: Reader) -> bool:
    """Every row of the screen is as wide as the screen."""
    strips = reader.app.screen._compositor.render_strips()
    return {strip.cell_length for strip in strips} == {reader.app.size.width}


async def test_one_article(tmp_path: Path) -> None:
    async with reading(tmp_path, {"a.txt": "وصل سامي حداد إلى بيروت.\n\nثم غادر سامي حداد بيروت."}) as reader:
        at = reader.app.session.place
        for action in ("go.next_document", "go.previous_document"):
            await reader.do(action)
            assert "No article there" in reader.desk.status.said
        await reader.do("go.related")
        assert "No other article shares" in reader.desk.passages.shown.empty
        await reader.do("passages.close", "text.next_entity", "go.next_article")
        assert reader.app.session.place is not None and at is not None
        assert reader.app.session.place.doc == at.doc and "Round the end" in reader.desk.status.said
        await reader.do("view.articles", "rows.down", "rows.open")
        assert whole(reader)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_last_article_is_deleted_under_the_reader(tmp_path: Path, language: str) -> None:
    async with reading(tmp_path, {"a.txt": "وصل سامي حداد إلى بيروت."}, language=language) as reader:
        desk = reader.desk
        await reader.do("text.next_entity", "text.choose", "app.info")
        await reader.settle()
        (tmp_path / "articles" / "a.txt").unlink()
        await reader.do("app.escape", "view.refresh")
        await reader.settle()
        assert desk.text.article is None and reader.app.session.place is None
        said = desk.text.empty()
        assert "articles" in said and ("R" in said)
        assert any(letter.strip() for letter in desk.text.render_line(2).text)
        for action in (
            "app.info", "app.correct", "go.next", "go.back", "go.related", "text.open", "text.note", "text.copy", "text.select",
            "text.down", "go.next_article", "go.compare", "text.hints", "view.columns", "view.entities", "rows.open", "view.articles",
            "app.info", "articles.star", "rows.open", "view.timeline", "timeline.scope", "rows.open",
        ):  # fmt: skip
            await reader.do(action)
        assert whole(reader) and not reader.app.failure


async def test_an_article_is_deleted_under_its_card(tmp_path: Path) -> None:
    texts = {"a.txt": "وصل سامي حداد إلى بيروت.", "b.txt": "هطل مطر غزير على طوكيو."}
    async with reading(tmp_path, texts) as reader:
        await reader.do("view.articles", "app.info")
        (tmp_path / "articles" / "a.txt").unlink()
        reader.app.library.refresh(workers=1)
        await reader.pilot.resize_terminal(100, 30)
        await reader.rest()
        assert [words for _, words in reader.card()] == ["This article is gone"]
        await reader.do("app.escape", "app.info")  # the list does not know yet
        await reader.do("app.escape")
        assert whole(reader) and not reader.app.failure


async def test_the_line_under_a_tagged_title_keeps_its_order(tmp_path: Path) -> None:
    async with reading(tmp_path, {"a.txt": "وصل سامي حداد إلى بيروت."}, size=(160, 40)) as reader:
        desk = reader.desk
        reader.app.library.tag(reader.doc, "مهم")
        desk.reload()
        await reader.rest()
        shown = desk.articles.render_line(2).text
        assert shown.index("#") < shown.index("1 min · date? · source?")


async def test_articles_that_share_nothing(tmp_path: Path) -> None:
    texts = {"a.txt": "وصل سامي حداد إلى بيروت.", "b.txt": "هطل مطر غزير على طوكيو وزارت ليلى مراد اليابان."}
    async with reading(tmp_path, texts) as reader:
        for _ in texts:
            await reader.do("go.related")
            assert not reader.desk.passages.shown.rows
            assert any("No other article shares" in row for row in reader.grid())
            await reader.do("passages.close", "go.next_document")
        await reader.do("view.entities", "entities.scope", "rows.top", "entities.gather")
        await reader.do("rows.bottom", "entities.gather", "go.together")
        await reader.settle()
        assert not reader.desk.passages.shown.rows and reader.desk.passages.shown.empty


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_titles_of_500_letters(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    title = ("جسر المدينة الجديد " * 27)[:500]
    texts = {"a.txt": "خبر\n\nوصل سامي حداد إلى بيروت.", "b.txt": "خبر قصير\n\nغادر سامي حداد بيروت."}
    async with reading(tmp_path, texts, size=size, language=language) as reader:
        doc = reader.app.session.rows[0].id
        reader.desk.decide("describe", doc, "title", title)
        await reader.settle()
        assert reader.desk.text.heading == title.strip()
        for action in ("text.top", "view.articles", "go.notes", "app.palette", "app.info"):
            await reader.do("view.text")
            reader.app.carry_out(action)
            await reader.settle()
            assert whole(reader), action
            while reader.app.screen is not reader.desk:
                reader.app.pop_screen()
                await reader.rest()
            reader.desk.escape()
        counted = "1/2"
        assert counted in reader.grid()[0]  # the count stays beside a title that does not fit


async def test_an_entity_of_1200_mentions(tmp_path: Path) -> None:
    texts = {
        f"{n:02}.txt": f"عنوان {n}\n\n"
        + "\n\n".join(f"قال سامي حداد في الجلسة رقم {n * 200 + k} كلاما آخر." for k in range(200))
        for n in range(6)
    }
    async with reading(tmp_path, texts) as reader:
        await reader.do("view.entities", "rows.open")
        await reader.settle()
        passages = reader.desk.passages
        assert passages.header_aside() == "1/1,200"
        await reader.do("rows.bottom")
        await reader.settle()
        assert passages.header_aside() == "1,200/1,200" and "1,200/1,200" in reader.desk.where_chosen()
        await reader.do("rows.open", "go.next")
        assert "Round the end" in reader.desk.status.said and "1/1,200" in reader.desk.where_chosen()
        await reader.do("go.previous_article", "app.info")
        assert any("1,200" in row for row in reader.grid())


async def test_an_event_reported_200_times(tmp_path: Path) -> None:
    texts = {
        f"{n:03}.txt": f"خبر {n}\n\nافتتح الوزير سامي حداد جسر المدينة في بيروت يوم 3 آذار 2021. وكان الطقس رقم {n} معتدلا."
        for n in range(200)
    }
    async with reading(tmp_path, texts) as reader:
        event = max(reader.app.library.events(), key=lambda each: len(each.mentions))
        assert len(event.mentions) == 200
        await reader.do("view.timeline")
        reader.desk.timeline.move_to(reader.desk.timeline.index[event.id])
        await reader.do("rows.open")
        await reader.settle()
        assert reader.desk.passages.header_aside() == "1/200" and whole(reader)
        await reader.do("rows.bottom", "rows.open")
        await reader.settle()
        assert "200/200, article 200 of 200" in reader.desk.where_chosen()
        await reader.do("go.compare")
        await reader.settle()
        assert reader.app.screen is not reader.desk and whole(reader)


async def test_two_people_of_one_name_are_two_rows(tmp_path: Path) -> None:
    texts = {
        "a.txt": "وصل سامي حداد إلى بيروت. وقال سامي حداد إنه باق.",
        "b.txt": "وصل سامي حداد إلى طوكيو. وغادر سامي حداد.",
    }
    async with reading(tmp_path, texts) as reader:
        library = reader.app.library
        (one,) = (each.entity for each in library.entities(None) if each.entity.name == "سامي حداد")
        last = library.mentions(one.id)[-1]
        span = f"{last.doc}#{last.span.start}-{last.span.end}"
        reader.desk.decide("split", one.id, "", span)
        await reader.settle()
        both = [each for each in library.entities(None) if each.entity.name == "سامي حداد"]
        assert sorted(each.total for each in both) == [1, 3]
        await reader.do("app.palette")
        await reader.type("سامي حداد")
        asides = [item.aside for item in reader.top.list.items if item.words == "سامي حداد"]
        assert len(set(asides)) == 2  # told apart by how often they are named
        await reader.do("app.escape")
        for each in both:
            reader.desk.follow_entity(each.entity.id)
            await reader.settle()
            assert len(reader.desk.passages.shown.passages) == each.total


async def test_the_terminal_is_resized_during_a_jump(opened: Opener) -> None:
    async with opened() as reader:
        await reader.do("text.next_entity", "text.choose")
        trail = []
        for size in ((80, 24), (200, 50), (61, 16), (120, 40)):
            reader.app.carry_out("go.next_article")
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            text, place = reader.desk.text, reader.app.session.place
            assert place is not None and text.article is not None
            assert (text.article.document.id, text.at) == (place.doc, place.offset)
            assert text.top <= text.row_now < text.top + text.page and whole(reader)
            assert any(span.start == place.offset for span in reader.chosen.by_document[place.doc])
            trail.append(place)
        for place in reversed(trail[:-1]):
            reader.app.carry_out("go.back")
            await reader.pilot.resize_terminal(90, 30)
            await reader.settle()
            assert reader.app.session.place == place


@pytest.mark.parametrize(
    ("locale", "language"),
    [("tlh_QX.UTF-8", "en"), ("", "en"), ("C", "en"), ("ar_SY.UTF-8", "ar"), ("ar_QX@mood", "ar")],
)
async def test_a_locale_nobody_has(tmp_path: Path, locale: str, language: str) -> None:
    texts = {"a.txt": "وصل سامي حداد إلى بيروت."}
    async with reading(tmp_path, texts, env={"LANG": locale}, language="auto") as reader:
        assert reader.app.session.words.language == language and whole(reader)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_both_ends_of_a_narrow_status_line_keep_apart(tmp_path: Path, language: str) -> None:
    texts = {"a.txt": "وصل سامي حداد إلى بيروت."}
    async with reading(tmp_path, texts, size=(60, 15), language=language) as reader:
        status = reader.desk.status
        status.tell("0% · " + "جسر المدينة الجديد " * 4 + "1/1, article 1 of 1", "event: end")
        await reader.rest()
        painted = reader.grid()[-2]
        assert "event: end" in painted and "…" in painted and whole(reader)
        gap = painted.partition("event: end")[0 if language == "en" else 2]
        assert gap.strip() and (gap.endswith("   ") if language == "en" else gap.startswith("   "))


# -- counts that agree ---------------------------------------------------------------------------


async def test_list_and_status_count_alike_and_every_place_has_a_number(opened: Opener) -> None:
    """The accounts of every event, and the mentions of a name: as many rows as the status line counts."""
    async with opened() as reader:
        library, session = reader.app.library, reader.app.session
        for event in library.events():
            if len(event.mentions) < 3:
                continue
            reader.desk.follow_event(event.id)
            await reader.rest()
            shown, chosen = reader.desk.passages.shown.passages, session.chosen
            assert chosen is not None and sorted(shown, key=repr) == sorted(chosen.passages, key=repr)
            total = len(chosen.passages)
            assert reader.desk.passages.header_aside().endswith(f"/{total}")
            assert len({(each.doc, each.span.start) for each in shown}) == total
            reader.desk.close_panel(restore=False)
            seen = []
            reader.desk.go_to(type(session.place)(chosen.passages[0].doc, chosen.passages[0].span.start))
            for number in range(1, total + 1):
                counts = session.count()
                assert counts is not None and counts[:2] == (number, total)
                seen.append(counts[2])
                reader.desk.do_go_next()
            assert 0 not in seen


async def test_looking_at_an_article_without_the_chosen_says_so(opened: Opener) -> None:
    async with opened() as reader:
        library, session = reader.app.library, reader.app.session
        one = next(each for each in library.entities(None) if each.documents == 1 and each.total > 1)
        session.entity_chosen(one.entity.id)
        others = [row.id for row in session.rows if row.id != library.mentions(one.entity.id)[0].doc]
        reader.desk.go_to(reader.desk.place_in(others[0]))
        await reader.rest()
        assert "not in this one" in reader.desk.status.where and "article 0" not in reader.desk.status.where
        await reader.do("view.timeline", "rows.top")
        for _ in range(4):
            await reader.do("rows.down", "rows.down")
            await reader.settle()
            assert "article 0" not in reader.desk.status.where
        await reader.do("go.search")
        await reader.type("دمشق")
        await reader.settle()
        assert "article 0" not in reader.desk.status.where
