"""Event mentions of all documents to events: grouped, corrected by the user, dated, titled, disputes laid open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.elsewhere import on_one_matter, with_figures_elsewhere
from reader.analysis.events.cluster import Group
from reader.analysis.events.compare import Rarity, Verdict
from reader.analysis.events.decide import (
    Added,
    Applied,
    Overrides,
    apply,
    for_events,
    hidden,
    kept_apart,
    keys_of,
)
from reader.analysis.events.disputes import find_disputes
from reader.analysis.events.event_dates import UNDATED, date_of, fixes_day, order_of, story_of
from reader.analysis.events.features import Report, reports
from reader.analysis.events.known import Change, Dated, Known, all_new
from reader.analysis.events.numbered import Later
from reader.analysis.events.offered import SUGGESTED, best_of, offer, suggestion
from reader.analysis.events.origins import Sketched, find_origins, sketch
from reader.analysis.events.regroup import Regrouping
from reader.analysis.events.slots import day_of
from reader.analysis.events.titles import title_of
from reader.analysis.linking import EventLinks, LinkInput, Suggestion, Unapplied, opening
from reader.analysis.times import interval_of, reanchor
from reader.model import Decision, Entity, Event, EventRef, Passage

# Documents up to which reports of all families are grouped together, so that an act of no kind may retell any other.
# Grouping holds some 13 kB a report: beyond, it takes one clan of families after the other.
TOGETHER = 1000
ALL = ""  # the clan of all families


@dataclass(slots=True)
class Left:
    """What a clan leaves behind: for the clans that come after it, for `finish`, and for the next run (`resume`)."""

    events: list[str] = field(default_factory=list)  # ids
    before: list[str] = field(default_factory=list)  # the same before, of groups that changed; where few did
    offers_stay: bool = False  # what was offered before is offered now: it is not told again
    gone: set[str] = field(default_factory=set)  # keys of reports that the user hid
    roots: dict[str, str] = field(default_factory=dict)  # see Regrouping's `causes`
    dates: dict[EventRef, Dated] = field(default_factory=dict)  # of the groups that others may hang on
    held: list[Group] = field(default_factory=list)
    near: list[tuple[str, str, Verdict]] = field(default_factory=list)  # almost joined, one of them held
    suggested: list[Suggestion] = field(default_factory=list)
    offered: list[Suggestion] = field(default_factory=list)  # both, where no decision moves anything


class EventLinking:
    """The linking of one collection: every family of reports once (`take`), then `finish`.

    Only groups that a decision speaks of, or that have no date but that of another event, are kept between the two.
    `origins` gives near-copies the document they are copied from, `names` entities their names.
    """

    def __init__(
        self,
        rarity: Rarity,
        origins: Mapping[str, str],
        names: Mapping[str, str],
        decisions: Sequence[Decision] = (),
    ) -> None:
        self._rarity = rarity
        self._origins = origins
        self._names = names
        self._said = for_events(decisions)
        self._apart = kept_apart(self._said)
        self._spoken_of = keys_of(self._said)
        self.hidden = hidden(self._said)  # keys of reports
        self._made: dict[str, int] = {}  # event ids
        self._all = Left()  # of all clans taken so far
        self.left = Left()  # of the clan taken last
        self.known = Known()  # the same

    def take(self, change: Change, *, few: bool = False) -> Iterator[Event]:
        """The reports of one clan of families to events; those whose dead were killed elsewhere go last (`late`).

        Gives the events that may be other than before; the ids of all that are not held back are in `left`. With `few` the
        groups that changed alone are looked at: `left` has their ids alone, and the caller sees to it that nobody else has these.
        """
        self.known = Known()  # what was taken before holds on to all of its reports
        found = Regrouping(change, self._apart, self.hidden, self._rarity, self._all.roots)
        known, left = found.known, Left(gone=set(found.gone))
        again = found.changed.union(known.held)
        was = known.events if few else dict(known.events)
        events, dates = Later(was), Later(known.dates)
        waiting: set[int] = set()
        for home in sorted(again) if few else found.groups():
            before = was.get(home)
            if few and before is not None and home not in known.held:
                left.before.append(before)
            if few and found.homes.get(home) != home:
                continue
            event = None if home in again else before
            if event is not None and not self._spoken_of and self._number(event):
                left.events.append(event)
                continue
            slips = [found.slips[number] for number in found.members[home]]
            group = None if home not in found.changed and before is not None else found.group(home)
            date = date_of(group.members) if group else known.dates.get(home, UNDATED)
            dates[home] = date
            if any(slip.key in self._spoken_of or (date[0] is None and slip.tied) for slip in slips):
                waiting.add(home)
                left.held.append(group or found.group(home))
                events[home] = event_id(left.held[-1].members)
                continue
            if event is None or not self._number(event):
                made = self._distinct(self._event(group or found.group(home), None, date))
                event = made.id
                yield made
            events[home] = event
            left.events.append(event)
        for home in again:
            if found.homes.get(home) != home:
                events.drop(home)
                dates.drop(home)
        self.known = found.outcome(events, dates, waiting)
        self._tie(left, found, self.known.dates)
        renamed = None  # whatever may be
        if (
            few and found.known is change.known and not waiting and not known.held
        ):  # and none is numbered anew
            renamed = {home for home in again if was.get(home) != self.known.events.get(home)}
        offer(left, found, self.known, renamed)
        self._leave(left)

    def _number(self, event: str) -> bool:
        """Whether an event would be called now as it was called before; then it is."""
        if event not in self._made and "-" not in event:
            self._made[event] = 1
            return True
        base = event.partition("-")[0]
        turn = self._made.get(base, 0) + 1
        if event != (base if turn == 1 else f"{base}-{turn}"):
            return False
        self._made[base] = turn
        return True

    @staticmethod
    def _tie(left: Left, found: Regrouping, dates: Mapping[int, Dated]) -> None:
        """What others may hang on."""
        for number in sorted(found.tied):
            slip, home = found.slips[number], found.homes[number]
            if slip.causes:
                left.roots[slip.key] = found.slips[home].key
            if slip.tied:
                left.dates[EventRef(slip.doc, slip.at)] = dates[home]

    def add(self, left: Left) -> None:
        """What a clan left that is not taken: for those after it, and for `finish`. Its events are not numbered with the rest."""
        self._leave(left)

    def resume(self, left: Left) -> bool:
        """A clan of which nothing changed since the last run, by what it left then: its events are as they were.

        False, and nothing done, where they would be called otherwise now: then it must be taken again.
        """
        made = dict(self._made)
        if any(_numbered(each.partition("-")[0], made) != each for each in left.events):
            return False
        self._made = made
        self._leave(left)
        return True

    def _leave(self, left: Left) -> None:
        self.left = left
        self._all.gone |= left.gone
        self._all.roots.update(left.roots)
        self._all.dates.update(left.dates)
        self._all.held += left.held
        self._all.near += left.near
        self._all.suggested += left.suggested
        if len(self._all.suggested) > 4 * SUGGESTED:
            self._all.suggested = best_of(self._all.suggested)

    def finish(self) -> Iterator[Event]:
        """The events that were kept back: corrected as the user says, and dated from those that they hang on."""
        applied = apply(self._all.held, self._said, self._all.gone)
        dates = self._hang(applied)
        for number, each in enumerate(applied.groups):
            if each.members:
                yield self._distinct(self._event(each, applied.overrides.get(number), dates[number]))
        for added in applied.added:
            yield self._distinct(_added(added))
        home = {m.key: event_id(g.members) for g in applied.groups if g.members for m in g.members}
        for key, other, verdict in self._all.near:
            a, b = (home.get(each, each if each.startswith("e") else None) for each in (key, other))
            if a is not None and b is not None and a != b and other not in applied.apart.get(key, ()):
                self._all.suggested.append(suggestion(a, b, verdict))
        self.unapplied = tuple(applied.unapplied)

    unapplied: tuple[Unapplied, ...] = ()

    def _distinct(self, event: Event) -> Event:
        """With an id of its own: the same words said twice in one document make the same key twice."""
        id_ = _numbered(event.id, self._made)
        return event if id_ == event.id else replace(event, id=id_)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Pairs of events that almost joined, best first: for the user to merge or to keep apart."""
        return tuple(best_of(self._all.suggested))

    def _hang(self, applied: Applied) -> dict[int, Dated]:
        """The date of each kept group; those that hang on another event follow it, also where the user redated that."""
        dates: dict[int, Dated] = {}
        home: dict[EventRef, int] = {}
        for i, each in enumerate(applied.groups):
            said = applied.overrides.get(i)
            dates[i] = (said.date, None) if said and said.date else date_of(each.members)
            home.update({m.ref: i for m in each.members})
        hanging = [
            (i, m) for i, g in enumerate(applied.groups) if dates[i][0] is None for m in g.members if m.ties
        ]
        for i, report in sorted(hanging, key=lambda each: each[1].key):
            for tie in report.ties:
                ref = EventRef(report.ref.doc, tie.other)
                date = (dates[home[ref]] if ref in home else self._all.dates.get(ref, UNDATED))[0]
                if date is None or dates[i][0] is not None:
                    continue
                (moved,) = reanchor([tie.expression], {tie.expression.anchor: day_of(date)})
                if interval_of(moved.value, moved.mod) is not None:
                    dates[i] = (moved.value, None)
        return dates

    def _event(self, group_: Group, said: Overrides | None, date: Dated) -> Event:
        members = sorted(group_.members, key=lambda r: (r.ref.doc, r.ref.index))
        spans = {(r.ref.doc, r.ref.index): Passage(r.ref.doc, r.span) for r in members}
        kind = Counter(r.type for r in members).most_common()
        type_ = min(t for t, n in kind if n == kind[0][1])
        counted = origins_of(members, self._origins)
        if date[0] is None and not (said and said.date):
            date = story_of(members)
        return Event(
            id=event_id(members),
            title=said.title if said and said.title else title_of(members),
            type=said.type if said and said.type else type_,
            date=date[0],
            mod=date[1],
            mentions=tuple(r.ref for r in members),
            participants=_by_count(e for r in members for e in {*r.shown[0], *r.shown[1]}),
            places=_by_count(e for r in members for e in r.places),
            hypothetical=members[0].scenario,
            origins=counted,
            disputes=find_disputes(members, self._names, spans),
            why=_why(members, group_, said, date, counted),
            sources=_by_count(name for r in members for name in _who_says(r)),
        )


def _numbered(id_: str, made: dict[str, int]) -> str:
    made[id_] = turn = made.get(id_, 0) + 1
    return id_ if turn == 1 else f"{id_}-{turn}"


def late(found: Iterable[Report]) -> bool:
    """Whether a family is taken after those that have no dead and hurt of others."""
    return any(report.cause for report in found)


def time_order(event: Event) -> tuple[bool, bool, str, str]:
    """Events by date, undated ones after them, a scenario's last."""
    return event.hypothetical, event.date is None, order_of(event) or "", event.id


def link_events(
    inputs: Sequence[LinkInput],
    entity_of: Mapping[tuple[str, int], str],
    entities: Sequence[Entity],
    decisions: Sequence[Decision] = (),
) -> EventLinks:
    """Events across documents, by date; the order of `inputs` changes nothing. `entity_of` is that of EntityLinks."""
    given = sorted(inputs, key=lambda each: each.doc)
    origins = find_origins(Sketched(each.doc, each.published, sketch(each.text)) for each in given)
    naming: Counter[str] = Counter()
    families: dict[str, list[Report]] = defaultdict(list)
    for each in given:
        whose = {entity_of.get((each.doc, i)) for i in range(len(each.analysis.mentions))}
        naming.update(entity for entity in whose if entity is not None)
        for report in reports([each], entity_of):
            families[ALL if len(given) <= TOGETHER else report.clan].append(report)
    linking = EventLinking(
        Rarity(naming, len(given)), origins, {each.id: each.name for each in entities}, decisions
    )
    events: list[Event] = []
    for _, family in sorted(families.items(), key=lambda item: (late(item[1]), item[0])):
        events += linking.take(all_new(family))
    events += linking.finish()
    events = with_figures_elsewhere(
        events,
        {each.doc: each.analysis.figures for each in given},
        on_one_matter(events),
        {each.doc: each.source or opening(each.text) for each in given},
    )
    whole = {each.doc: origins.get(each.doc, each.doc) for each in given}
    return EventLinks(tuple(sorted(events, key=time_order)), whole, linking.suggestions(), linking.unapplied)


def _who_says(report: Report) -> set[str]:
    """Whom a report names as knowing it, the chain that it came through, and the outlet that prints it."""
    said = {report.source.name, *report.source.via} if report.source else set()
    return said | {report.document.source} if report.document.source else said


def _by_count(entities: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(entities)
    return tuple(sorted(counts, key=lambda e: (-counts[e], e)))


def event_id(members: Sequence[Report]) -> str:
    """ "e" and the digits of the key of its oldest report: by publication, then by key, so that later articles
    do not rename it."""
    oldest = min(members, key=lambda r: (r.published is None, r.published or (), r.key))
    return "e" + oldest.key[1:]


def origins_of(members: Sequence[Report], origins: Mapping[str, str]) -> int:
    """Independent texts behind an event: near-copies count once, and so do articles that share the sentence."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for report in members:
        doc, sentence = "d " + origins.get(report.ref.doc, report.ref.doc), "s " + report.sentence
        a, b = root(doc), root(sentence)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return len({root("d " + origins.get(r.ref.doc, r.ref.doc)) for r in members})


def _why(
    members: Sequence[Report],
    group_: Group,
    said: Overrides | None,
    date: Dated,
    origins: int,
) -> str:
    """One line that says why these reports are one event, and where its date comes from."""
    best = max(members, key=lambda r: (r.score, r.key))
    parts = list(best.why)
    if said and said.confirmed:
        parts.insert(0, "أكده المستخدم")
    if said and said.date:
        parts.append(f"التاريخ من المستخدم{f': {said.reason}' if said.reason else ''}")
    elif date[0] and any(r.story == date[0] for r in members) and not any(r.value for r in members):
        parts.append(f"التاريخ {date[0]} {'يوم القصة' if fixes_day(date[0]) else 'زمن ما حوله'} هناك")
    elif date[0] and not any(r.value and day_of(r.value) == day_of(date[0]) for r in members):
        parts.append(f"التاريخ {date[0]} محسوب من حدث آخر")
    docs = len({r.ref.doc for r in members})
    if docs > 1:
        parts.append(f"{origins} من الأصول في {docs} من النصوص")
    joins = [v for _, v in group_.why]
    if joins:
        weakest = min(joins, key=lambda v: v.points)
        parts.append(f"ضُم لأن: {'، '.join(weakest.reasons[:4])} ({weakest.points:.1f})")
    return " · ".join(parts)


def _added(added: Added) -> Event:
    return Event(
        id=added.id,
        title=added.title,
        type=added.type,
        date=added.date,
        mod=None,
        mentions=(),
        why="أضافه المستخدم",
    )
