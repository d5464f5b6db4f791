"""The collection as a whole: at a glance, its files looked for again, and other collections."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from reader.library import Mark
from reader.model import Place, Span
from reader.told import told
from reader.tui.features.base import Desk
from reader.tui.features.informing import language_in
from reader.typeset import isolate

if TYPE_CHECKING:  # cards are loaded when one is opened, not with the reader
    from reader.library import Overview
    from reader.tui.screens.info import Fact
    from reader.tui.screens.overlay import Item

WATCH = 20.0  # seconds between two looks at the folder
SHOWN = 12  # sources and people on the card
FILES = 500  # left out, or read with a doubt
MONTHS = 36  # bars; more are added up by year
BAR = 24  # cells of the longest bar


class Stirred(Message):
    """Files of the collection are not as they were."""


class Collecting(Desk):
    """See the module."""

    # -- at a glance --------------------------------------------------------------------------------

    def do_go_overview(self) -> None:
        self.fetch("overview", self.session.library.overview, self._show_overview)

    def _show_overview(self, seen: Overview) -> None:
        from reader.tui.screens.info import InfoScreen

        facts = self._overview(seen)
        self.app.push_screen(
            InfoScreen(self.words, self.session.library.name, lambda: facts), self._after_overview
        )

    def _overview(self, seen: Overview) -> list[Fact]:
        words = self.words
        ends = dict.fromkeys(each for each in (seen.first, seen.last) if each)
        published = [" – ".join(map(words.digits, ends)) or words("no date is known")]
        if ends and seen.undated:
            published.append(words.count("{n} without a date", "{n} without a date", seen.undated))
        facts: list[Fact] = [
            (words("articles"), words.number(seen.documents), ""),
            (words("length"), words.count("{n} character", "{n} characters", seen.characters), ""),
            (words("published"), " · ".join(published), ""),
        ]
        if any(name for name, _ in seen.languages):
            facts.append((words("languages"), self._by_language(seen.languages), ""))
        facts += self._bars(
            words("Published, by month"), words("Published, by year"), "month", seen.published
        )
        facts += self._bars(words("Events, by month"), words("Events, by year"), "time", seen.happened)
        facts.append(("", words("Sources"), ""))
        facts += [
            (words.number(n), name or words("unknown"), f"source:{name}" if name else "")
            for name, n in seen.sources[:SHOWN]
        ]
        if seen.entities:
            facts.append(("", words("Named most often"), ""))
        facts += [
            (
                words.number(each.total),
                f"{each.entity.name} · " + words.count("in {n} article", "in {n} articles", each.documents),
                f"entity:{each.entity.id}",
            )
            for each in seen.entities[:SHOWN]
        ]
        if seen.duplicates or seen.near_copies:
            facts.append(("", words("Copies"), ""))
            facts += [("=", " = ".join(paths), "") for paths in seen.duplicates[:SHOWN]]
            facts += [
                (
                    "≈",
                    words(
                        "{copy}, of {origin}",
                        copy=self.session.title(copy),
                        origin=self.session.title(origin),
                    ),
                    f"article:{copy}",
                )
                for copy, origin in seen.near_copies[:SHOWN]
            ]
        skipped = self.session.library.skipped()
        if skipped:
            facts.append(
                ("", words.count("{n} file was left out", "{n} files were left out", len(skipped)), "")
            )
            facts += [
                ("!", told(words, f"{each.path}: {each.reason}"), self._readable_otherwise(each.path))
                for each in skipped[:FILES]
            ]
        return facts + self._doubts()

    def _doubts(self) -> list[Fact]:
        """What was read with a doubt; Enter says how it is to be read."""
        words, notices = self.words, self.session.library.doubts()
        if not notices:
            return []
        heading = words.count("{n} was read with a doubt", "{n} were read with a doubt", len(notices))
        return [
            ("", heading, ""),
            *(
                ("?", told(words, f"{each.path}: {each.text}"), self._readable_otherwise(each.path))
                for each in notices[:FILES]
            ),
        ]

    def _readable_otherwise(self, path: str) -> str:
        """The id of a row whose file can be read in another way."""
        file = self.session.library.file_of(path)
        return f"file:{file}" if file and self.session.library.has_encoding(file) else ""

    def _by_language(self, pairs: tuple[tuple[str, int], ...]) -> str:
        words = self.words
        return " · ".join(
            f"{language_in(code, words) if code else words('not said')} {words.number(n)}"
            for code, n in pairs
        )

    def _bars(self, heading: str, by_year: str, kind: str, months: tuple[tuple[str, int], ...]) -> list[Fact]:
        """A bar a month; a long time is added up by year."""
        counted: dict[str, int] = dict(months)
        if len(counted) > MONTHS:
            years: dict[str, int] = {}
            for month, n in counted.items():
                years[month[:4]] = years.get(month[:4], 0) + n
            counted, heading = dict(list(years.items())[-2 * MONTHS :]), by_year
        if not counted:
            return []
        most = max(counted.values())
        sign = "#" if self.articles.ascii else "▇"
        rows: list[Fact] = [("", heading, "")]
        for label, n in counted.items():
            bar = sign * max(1, round(BAR * n / most))
            rows.append((self.words.digits(label), f"{bar} {self.words.number(n)}", f"{kind}:{label}"))
        return rows

    def _after_overview(self, chosen: str | None) -> None:
        kind, _, id = (chosen or "").partition(":")
        if kind == "entity":
            self.follow_entity(id)
        elif kind == "article":
            self.go_to(Place(id, 0))
        elif kind == "file":
            self.tell_reading(id)
        elif kind == "source":
            self.search_again(f'source:"{id}"')
        elif kind == "month":
            self.search_again(f"date:{id}")
        elif kind == "time":
            self.follow_day(Mark(Span(0, 0), "TIME", id))

    # -- files that changed -------------------------------------------------------------------------

    def begin_looking(self) -> None:
        """From now on the folder is looked at now and then, where that is cheap."""
        self.set_interval(WATCH, self.look_at_files)

    def look_at_files(self) -> None:
        """One look in a thread; nothing is said twice, and nothing while the index is being made."""
        if not self.work and not self._stirred:
            self.run_worker(
                self._look_through, thread=True, exclusive=True, group="look", exit_on_error=False
            )

    def _look_through(self) -> None:
        worker = get_current_worker()
        if self.session.library.stirred() and not worker.is_cancelled:
            self.post_message(Stirred())

    def on_stirred(self) -> None:
        """Said, not done: the list must not move under the reader's hands."""
        if not self._stirred and not self.work:
            self._stirred = True
            self.say_also(
                self.words(
                    "Files of this collection changed; {key} reads them",
                    key=self.reader.keymap.shown("view.refresh"),
                )
            )

    _stirred = False

    def do_view_refresh(self) -> None:
        self._stirred = False
        self.asked = True
        self.say(self.words("Looking for new and changed files"))
        self.refresh_collection()

    # -- other collections --------------------------------------------------------------------------

    def do_go_collections(self) -> None:
        from reader.tui.screens.cards import ChoosingScreen

        self.app.push_screen(
            ChoosingScreen(self.words, self.words("Collections, the last one first"), self._collections()),
            self._open,
        )

    def _collections(self) -> list[Item]:
        from reader.tui.screens.overlay import Item

        here = self.session.library.root
        found = [each for each in self.session.library.recent() if each != here]
        rows = [Item(here.name, isolate(str(here)), aside=self.words("open now"))]
        for each in found:
            there = each.exists()
            rows.append(
                Item(
                    each.name,
                    isolate(str(each)),
                    str(each) if there else "",
                    aside="" if there else self.words("not there"),
                )
            )
        return rows

    def _open(self, path: str | None) -> None:
        if path:
            self.reader.open_collection(Path(path))
