"""A library whose findings stand still: three short texts, and what is found in them said by the test, not by analysis.

Goldens of the screen change when the screen changes, never because the analysis got better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reader.library import EntityCount, Library, Mark
from reader.model import Account, Analysis, Entity, EntityType, Event, EventRef, Link, Passage, Span

TEXTS = {
    "1.txt": "افتتاح الجسر الجديد في بغداد\n\nأعلنت وزارة النقل العراقية في 3 أيار 2021 أن الجسر الجديد في بغداد سيفتح أمام السير خلال أسبوع، "
    "وقالت المهندسة سلمى الخوري إن كلفته بلغت 45 مليون دولار.\n\nوأضافت الخوري أن العمل استمر «ليلا ونهارا» (نحو 80% منه بأيد محلية)، وأن بغداد تنتظر "
    "جسرين آخرين قبل نهاية 2022. وكانت شركة Delta Bridges قد انسحبت من المشروع عام 2019.\n",
    "2.txt": "الجسر يفتح متأخرا\n\nفُتح الجسر الجديد في بغداد يوم 12 أيار 2021 بحضور سلمى الخوري، بعد تأخير قالت وزارة النقل العراقية إن سببه المطر.\n",
    "3.txt": "مطر غزير في البصرة\n\nشهدت البصرة أمطارا غزيرة أغلقت طرقا عدة.\n",
}
ENTITIES = (
    Entity("p1", EntityType.PER, "سلمى الخوري", ("الخوري",)),
    Entity("o1", EntityType.ORG, "وزارة النقل العراقية"),
    Entity("l1", EntityType.LOC, "بغداد"),
    Entity("l2", EntityType.LOC, "البصرة"),
)
TIMES = {"3 أيار 2021": "2021-05-03", "12 أيار 2021": "2021-05-12", "نهاية 2022": "2022", "عام 2019": "2019"}
EVENTS = {
    "e1": ("أعلنت وزارة النقل العراقية", "أعلنت", "2021-05-03"),
    "e2": ("فُتح الجسر الجديد في بغداد", "فُتح", "2021-05-12"),
    "e3": ("أغلقت طرقا عدة", "أغلقت", None),
}


class StillLibrary(Library):
    """The real library over the texts, its findings replaced."""

    def _text(self, doc: str) -> str:
        return self.index.document(doc).text

    def _docs(self) -> list[str]:
        return [row.id for row in self.rows()]

    def _names(self, doc: str) -> list[tuple[Span, Entity]]:
        text = self._text(doc)
        found: list[tuple[Span, Entity]] = []
        for entity in ENTITIES:
            names = re.finditer("|".join(map(re.escape, (entity.name, *entity.aliases))), text)
            found += [(Span(*match.span()), entity) for match in names]
        return sorted(found, key=lambda each: each[0])

    def analysis(self, doc: str) -> Analysis:
        return Analysis()

    def marks(self, doc: str) -> tuple[Mark, ...]:
        text = self._text(doc)
        marks = [Mark(span, entity.type.value, entity.id, "listed") for span, entity in self._names(doc)]
        for words, value in TIMES.items():
            marks += [
                Mark(Span(*match.span()), "TIME", value) for match in re.finditer(re.escape(words), text)
            ]
        for id, (words, trigger, _) in EVENTS.items():
            if (at := text.find(words)) >= 0:
                at += words.find(trigger)
                marks.append(Mark(Span(at, at + len(trigger)), "EVENT", id))
        marks += [Mark(each.span, "NOTE", each.note.id) for each in self.notes(doc) if each.span is not None]
        return tuple(sorted(marks, key=lambda mark: (mark.span, mark.kind, mark.id)))

    def entities(self, doc: str | None = None) -> Sequence[EntityCount]:
        docs = self._docs()
        counts = {each: [entity.id for _, entity in self._names(each)] for each in docs}
        found = []
        for entity in ENTITIES:
            here = counts[doc].count(entity.id) if doc else 0
            total = sum(each.count(entity.id) for each in counts.values())
            if total and (here or doc is None):
                found.append(
                    EntityCount(entity, here, total, sum(entity.id in each for each in counts.values()))
                )
        return found

    def entity(self, entity: str) -> Entity | None:
        return next((each for each in ENTITIES if each.id == entity), None)

    def mentions(self, entity: str) -> list[Passage]:
        return [
            Passage(doc, span) for doc in self._docs() for span, each in self._names(doc) if each.id == entity
        ]

    def events_of(self, doc: str) -> list[tuple[Span, str]]:
        text = self._text(doc)
        return [
            (Span(at, at + len(words)), id)
            for id, (words, _, _) in EVENTS.items()
            if (at := text.find(words)) >= 0
        ]

    def events(self, *, least: int = 1, most: int | None = None) -> Sequence[Event]:
        found = []
        for id, (words, trigger, date) in EVENTS.items():
            refs = tuple(EventRef(doc, 0) for doc in self._docs() if words in self._text(doc))
            found.append(Event(id, words, trigger, date, None, refs))
        return found

    def event(self, event: str) -> Event | None:
        return next((each for each in self.events() if each.id == event), None)

    def accounts(self, event: str) -> Sequence[Account]:
        return ()

    def links(self, doc: str | None = None) -> Sequence[Link]:
        first, second, _ = self._docs()
        return [Link(first, second, ("p1", "o1", "l1"), ())] if doc in (first, second, None) else []


def collection(folder: Path) -> Path:
    """The texts as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
