"""Scores events: which labelled triggers are seen, which happenings are joined across documents and dated, what is a scenario."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from reader.analysis.linking import Linked
from reader.analysis.times import interval_of
from reader.model import Analysis, Event, EventRef

from .labelled import Collection, Happening, quoted, sentence
from .tally import Tally
from .times import DAY

VERDICTS = ("right", "likely", "open", "wrong")


class Reports:
    """What the labels say of each event mention: the happenings whose trigger it is, and those told in its sentence."""

    def __init__(self, collection: Collection, analyses: Mapping[str, Analysis]) -> None:
        self.collection = collection
        self.analyses = analyses
        mentions = [
            EventRef(doc, index) for doc in collection.texts for index in range(len(analyses[doc].events))
        ]
        self.told: dict[EventRef, set[str]] = {each: set() for each in mentions}
        self.near: dict[EventRef, set[str]] = {each: set() for each in mentions}
        for happening in collection.happenings:
            for doc, span in happening.mentions:
                around = sentence(collection.texts[doc], span)
                for index, event in enumerate(analyses[doc].events):
                    if event.trigger.overlaps(span):
                        self.told[EventRef(doc, index)].add(happening.id)
                    if event.trigger.overlaps(around):
                        self.near[EventRef(doc, index)].add(happening.id)

    def docs(self, event: Event, happening: Happening, by: Mapping[EventRef, set[str]]) -> set[str]:
        """The documents in which the event tells of the happening."""
        return {each.doc for each in event.mentions if happening.id in by[each]}

    def seen(self, doc: str, happening: Happening) -> bool:
        """Whether one of the happening's triggers in a document is an event mention."""
        return any(each.doc == doc and happening.id in told for each, told in self.told.items())

    def verdict(self, a: EventRef, b: EventRef) -> str:
        """Whether two mentions that were joined tell of one happening; "open" where a label is missing."""
        if self.told[a] & self.told[b]:
            return "right"
        if self.told[a] and self.told[b]:
            return "wrong"
        return "likely" if self.told[a] & self.near[b] or self.near[a] & self.told[b] else "open"

    def quote(self, each: EventRef) -> str:
        """A mention as a reader judges it."""
        event = self.analyses[each.doc].events[each.index]
        words = quoted(self.collection.texts[each.doc], event.trigger, 60)
        label = sorted(self.told[each]) or f"sentence of {sorted(self.near[each])}"
        return f"{each.doc}: {words} [{event.lemma}/{event.type}/{event.modality.value}] gold {label}"


def score_happenings(
    collection: Collection, analyses: Mapping[str, Analysis], linked: Linked, tally: Tally
) -> dict[str, Event]:
    """Triggers, dates, links and scenarios. Returns for each happening that was found the event that tells it best."""
    reports = Reports(collection, analyses)
    events = linked.events.events
    homes: dict[str, Event] = {}
    for happening in collection.happenings:
        if home := _home(reports, happening, events):
            homes[happening.id] = home
        if happening.shared:
            _score_shared(reports, happening, events, tally)
        for doc, _ in happening.mentions:
            tally.count("triggers")
            tally.count("triggers seen", reports.seen(doc, happening))
        if home and any(happening.id in reports.told[each] for each in home.mentions):
            _score_date(collection.name, happening, home, tally)
    for event in events:
        _score_links(reports, event, tally)
    _score_scenario(collection, analyses, tally)
    _score_told(collection, analyses, tally)
    return homes


def _home(reports: Reports, happening: Happening, events: Sequence[Event]) -> Event | None:
    def rank(event: Event) -> tuple[int, int, int, str]:
        told = len(reports.docs(event, happening, reports.told))
        near = len(reports.docs(event, happening, reports.near))
        return -told, -near, -len(event.mentions), event.id

    best = min(events, key=rank, default=None)
    return best if best and reports.docs(best, happening, reports.near) else None


def _score_shared(reports: Reports, happening: Happening, events: Sequence[Event], tally: Tally) -> None:
    """Found: an event of ours has mentions in sentences of the happening in two documents; strictly: its triggers."""
    near = any(len(reports.docs(event, happening, reports.near)) >= 2 for event in events)
    told = any(len(reports.docs(event, happening, reports.told)) >= 2 for event in events)
    seen_in = {doc for doc, _ in happening.mentions if reports.seen(doc, happening)}
    tally.count("shared")
    tally.count("shared found", near)
    tally.count("shared found by trigger", told)
    tally.count("shared seen twice", len(seen_in) >= 2)
    if told:
        return
    lines = []
    for doc, span in happening.mentions:
        read_as = [
            (each.lemma, each.type) for each in reports.analyses[doc].events if each.trigger.overlaps(span)
        ]
        lines.append(f"\n      {doc}: {quoted(reports.collection.texts[doc], span)} -> {read_as}")
    how = "only by sentence" if near else "not found"
    tally.miss("shared", reports.collection.name, how, happening.id, happening.title, "".join(lines))


def _score_date(name: str, happening: Happening, event: Event, tally: Tally) -> None:
    """Right where the two intervals overlap."""
    if not happening.date:
        if event.date and DAY.search(event.date):
            tally.miss("date", name, happening.id, "open in gold, is", event.date, "|", event.title[:80])
        return
    tally.count("dates")
    tally.count("dated", event.date is not None)
    found = interval_of(event.date) if event.date else None
    wanted = [interval_of(value) for value in happening.date]
    meets = found and any(each and each[0] <= found[1] and found[0] <= each[1] for each in wanted)
    right = event.date in happening.date or bool(meets)
    tally.count("dates right", right)
    if not right:
        values = " or ".join(happening.date)
        tally.miss("date", name, happening.id, "is", event.date, "not", values, "|", event.title[:80])


def _score_links(reports: Reports, event: Event, tally: Tally) -> None:
    """Every pair of mentions across documents; an event counts by its worst pair."""
    name = reports.collection.name
    if len({reports.analyses[each.doc].events[each.index].scenario for each in event.mentions}) > 1:
        tally.count("scenario mixed")
        tally.miss("scenario", name, "mixed", event.title[:80])
    verdicts = Counter(reports.verdict(a, b) for a, b in combinations(event.mentions, 2) if a.doc != b.doc)
    if not verdicts:
        return
    worst = next(verdict for verdict in reversed(VERDICTS) if verdicts[verdict])
    tally.count("joined")
    tally.count("joined " + worst)
    for verdict, pairs in verdicts.items():
        tally.count("pair " + verdict, pairs)
    if worst != "right":
        lines = "\n".join("      " + reports.quote(each) for each in event.mentions)
        tally.miss("link " + worst, name, event.date, event.type, dict(verdicts), "\n" + lines)


def _score_scenario(collection: Collection, analyses: Mapping[str, Analysis], tally: Tally) -> None:
    for doc, text in collection.texts.items():
        imagined = [span for other, span in collection.hypothetical if other == doc]
        for event in analyses[doc].events:
            inside = any(event.trigger.overlaps(span) for span in imagined)
            tally.count("imagined", inside)
            tally.count("imagined marked", inside and event.scenario)
            tally.count("real marked", not inside and event.scenario)
            if inside != event.scenario:
                verdict = "not marked" if inside else "marked but real"
                tally.miss("scenario", collection.name, doc, verdict, quoted(text, event.trigger))


def _score_told(collection: Collection, analyses: Mapping[str, Analysis], tally: Tally) -> None:
    """What the timeline is made of: how many of its reports tell a happening, how many happenings are on it."""
    for doc, told in collection.told.items():
        text = collection.texts[doc]
        imagined = [span for other, span in collection.hypothetical if other == doc]
        triggers = [each.trigger for each in analyses[doc].events if not each.scenario]
        for trigger in triggers:
            if any(trigger.overlaps(span) for span in told.all):
                tally.count("reports right")
            elif any(trigger.overlaps(span) for span in told.doubtful):
                tally.count("reports doubtful")
            elif not any(trigger.overlaps(span) for span in imagined):
                tally.count("reports wrong")
                tally.miss("told", collection.name, doc, "no happening", quoted(text, trigger))
        for span in told.all:
            seen = any(trigger.overlaps(span) for trigger in triggers)
            tally.count("told")
            tally.count("told seen", seen)
            if not seen:
                tally.miss("told", collection.name, doc, "missed", quoted(text, span))


def score_disputes(
    collection: Collection,
    analyses: Mapping[str, Analysis],
    linked: Linked,
    homes: Mapping[str, Event],
    tally: Tally,
) -> None:
    """Labelled contradictions that are shown, and those shown that no label has: they are listed to be judged."""
    told = Reports(collection, analyses).told
    met = set()
    for event in linked.events.events:
        ids = {id for id, home in homes.items() if home.id == event.id}
        ids |= {id for each in event.mentions for id in told[each]}
        for dispute in event.disputes:
            of_event = [wanted for wanted in collection.disputes if wanted[0] in ids]
            match = [wanted for wanted in of_event if wanted[1] == dispute.slot]
            met |= set(match)
            tally.count("disputes shown")
            tally.count("disputes shown right", bool(match))
            values = []
            for value in dispute.values:
                passages = [
                    f"{each.doc}: {each.span.of(collection.texts[each.doc])[:90]}"
                    for each in value.passages[:2]
                ]
                values.append(f"{value.value} {list(value.sources)} " + "/".join(passages))
            kind = "dispute" if match else "dispute to judge"
            what = dispute.slot, "of", sorted(ids) or event.title[:50], ":", " <> ".join(values)
            remark = f"(gold: {of_event})" if of_event and not match else ""
            tally.miss(kind, collection.name, "shown", *what, remark)
    tally.count("disputes", len(collection.disputes))
    tally.count("disputes met", len(met))
    for wanted in collection.disputes:
        if wanted not in met:
            tally.miss("dispute missed", collection.name, *wanted)
