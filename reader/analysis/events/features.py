"""What linking compares: one flat record per event mention, with entities instead of mention numbers."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reader.analysis.events import report_times
from reader.analysis.events.again import VERB, form_of, taken_up
from reader.analysis.events.clauses import plain_word, without_article, without_conjunction, word_list
from reader.analysis.events.harm import cause_of, dates_its_dead
from reader.analysis.events.kinship import clan_of
from reader.analysis.events.lexicon import EventType, lexicon
from reader.analysis.events.numerals import is_number, is_thing, unit_class, unit_known
from reader.analysis.events.parts import of_many
from reader.analysis.events.regions import INSIDE, Spot, nearness, spot
from reader.analysis.events.report_times import PARTIAL, Interval, Tie, clock, dated, said_here, ties_of
from reader.analysis.events.roots import root_of, telling
from reader.analysis.events.states import acting_state, as_actor
from reader.analysis.events.surroundings import Surroundings, seldom
from reader.analysis.events.titles import ACT, clause
from reader.analysis.events.told_how import another, behind, foreseen, of_others, round_of
from reader.analysis.linking import LinkInput, opening
from reader.analysis.times import interval_of
from reader.model import EventMention, EventRef, Mod, Modality, Role, Source, Span
from reader.text.fold import fold

FOCUS = 4  # entities that a document is about
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """An event mention as linking sees it."""

    ref: EventRef
    span: Span  # of the sentence or clause in its document
    key: str  # mention key
    sentence: str  # key of the folded sentence alone: the same in every copy
    type: str
    family: str
    clan: str  # its family with all that are kin: what a large collection compares (see link.TOGETHER)
    lemma: str
    agents: frozenset[str]
    patients: frozenset[str]
    places: frozenset[str]
    entities: frozenset[str]  # everybody and every place with a part in it
    theme: frozenset[str]  # entities that tell this happening from another of its family
    shown: tuple[
        tuple[str, ...], tuple[str, ...]
    ]  # agents and patients as entities, before states are made one
    about: frozenset[str]  # content words of what the act was about («وافق على ...»)
    words: frozenset[str]  # content words of participants without a name
    value: str | None  # TIMEX3 value that dates it
    mod: Mod | None
    interval: Interval | None
    carried: bool  # the day is not its own word: from a sentence before, a year carried on, an act that only went on
    numbers: tuple[tuple[str, float, bool], ...]  # (what is counted, how many, roughly)
    modality: Modality
    source: Source | None
    scenario: bool
    score: float
    published: Interval | None
    document: Document = field(metadata={"apart": True})  # stored once for all reports of a document
    called: frozenset[str] = NONE  # the last word of each participant's name: a text may call him by it alone
    spots: tuple[Spot, ...] = ()  # its places, with where they lie
    cause: str = ""  # key of the report in the same document that its dead and hurt belong to
    causes: bool = False  # the dead and the hurt of the same document may belong to it
    of: str = ""  # key of the first report of that report's group; set while grouping
    title: str = ""  # the words around its trigger: what its event may be called by
    why: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    several: bool = False  # its verb is in the plural
    behind: bool = False  # «التي اشترتها», «كان قد طلب», «منذ توقيع»: told as known or past, so of no day that its text tells
    foreseen: bool = False  # «لن يستقيل»: what somebody says will not be, and no word that it was not
    so_far: bool = False  # «سبعة قتلى على الأقل», «حتى الآن»: its sentence says that the count may rise
    risen: bool = False  # «ارتفعت الحصيلة»: or that it has
    another: bool = False  # «زلزال ثان», «هجوم آخر»: not the one that its text told of before
    near: frozenset[str] = NONE  # entities named around its trigger, whatever their part
    content: frozenset[str] = NONE  # roots of the words around its trigger
    lone: frozenset[str] = NONE  # of these two, what its text has in hardly another sentence
    told: frozenset[str] = NONE  # telling roots of its whole sentence
    behind_it: tuple[str, ...] = ()  # roots of the words right behind its trigger
    verb: bool = False  # its trigger is one, and can be no noun
    one: str = ""  # key of the first report of its text on the same happening, its own for that one; "" where it is alone (see again)
    story: str = ""  # the day that its text stands on there, where it tells none
    clock: str = ""  # the hour that it tells, see report_times.clock
    rivals: tuple[
        tuple[str, float, bool, str, Span], ...
    ] = ()  # figures that others give: also who, and in which sentence
    said_here: bool = False  # its sentence says its day, though year or week may be inferred
    round: str = ""  # which of several rounds its clause speaks of
    crowd: bool = False  # armed men, a body or several people do it, whom nobody names


@dataclass(eq=False, slots=True)
class Document:
    """What reports of one document share."""

    doc: str
    entities: frozenset[str]
    published: Interval | None
    outlet: str  # what its account is called by: its source, else its first words
    source: str | None = None
    lands: frozenset[str] = NONE  # ISO codes of the countries that its places lie in
    frame: set[int] = field(default_factory=set)  # ordinals of the days that it speaks of
    open: set[int] = field(default_factory=set)  # days that it speaks of without their year, as days of 2000
    single: frozenset[str] = NONE  # types that it tells of once
    many: frozenset[str] = NONE  # types that it tells of more than twice
    focus: tuple[str, ...] = ()  # what it names most: the matter that it is about


_LETTERS = re.compile(r"[^\W\d_]+")
_TOLD = (Modality.ASSERTED, Modality.ATTRIBUTED)  # what words before the trigger cannot take back


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def mention_key(doc: str, text: str, event: EventMention) -> str:
    """The key of an event mention: a hash of document id, folded sentence and trigger; "m" and 16 hex digits."""
    return _hash("m", doc, fold(event.span.of(text)), fold(event.trigger.of(text)))


def _hash(prefix: str, *parts: str) -> str:
    return prefix + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def reports(inputs: Sequence[LinkInput], entity_of: Mapping[tuple[str, int], str]) -> list[Report]:
    """One Report for each event mention, in the order of documents and of the text."""
    out: list[Report] = []
    for given in inputs:
        out += _reports(given, entity_of)
    return out


def _reports(given: LinkInput, entity_of: Mapping[tuple[str, int], str]) -> list[Report]:
    analysis = given.analysis
    of = [entity_of.get((given.doc, i)) for i in range(len(analysis.mentions))]
    names = {e: m.name or m.text for e, m in zip(of, analysis.mentions, strict=True) if e is not None}
    published = interval_of(given.published or analysis.published or "")
    document = Document(
        given.doc,
        frozenset(e for e in of if e),
        published,
        given.source or opening(given.text),
        given.source,
    )
    ties = ties_of(given)
    found_places = (spot(e, name) for e, name in names.items() if e.startswith("LOC"))
    document.lands = frozenset(code for place in found_places for code in place.countries)
    for expression in analysis.times:
        interval = interval_of(expression.value, expression.mod)
        if interval and (interval[1] - interval[0]).days <= 31:
            document.frame.add((interval[0].toordinal() + interval[1].toordinal()) // 2)
        elif (day := report_times.day_of_a_year(expression.value)) is not None:
            document.open.add(day)
    named = Counter(e for e in of if e)
    document.focus = tuple(sorted(named, key=lambda e: (-named[e], e))[:FOCUS])
    around = Surroundings(given, of)
    rare = seldom(given.text, analysis.mentions, of)
    sentences: dict[tuple[int, int], tuple[str, frozenset[str]]] = {}  # folded, and its telling roots
    times = [each.span for each in analysis.times]
    types = lexicon().types
    told: dict[tuple[int, int], list[Span]] = defaultdict(list)  # the triggers of each sentence
    for event in analysis.events:
        told[event.span.start, event.span.end].append(event.trigger)
    out = []
    for index, event in enumerate(analysis.events):
        where = (event.span.start, event.span.end)
        if where not in sentences:
            folded = fold(event.span.of(given.text))
            roots = frozenset(root for root in map(root_of, _LETTERS.findall(folded)) if telling(root) > 0)
            sentences[where] = folded, roots or NONE
        folded, roots = sentences[where]
        parts: dict[Role, list[str]] = {role: [] for role in Role}
        for participant in event.participants:
            entity = of[participant.mention] if participant.mention < len(of) else None
            if entity is not None and entity not in parts[participant.role]:
                parts[participant.role].append(entity)
        kind = types.get(event.type)
        agents = frozenset(as_actor(e, names[e]) for e in parts[Role.AGENT]) or NONE
        patients = frozenset(as_actor(e, names[e]) for e in parts[Role.PATIENT]) or NONE
        for party in event.parties:
            state = acting_state([without_conjunction(w) for w in _folded(party.span.of(given.text)).split()])
            if state is not None and party.role is Role.AGENT:
                agents |= {state}
            elif state is not None and party.role is Role.PATIENT:
                patients |= {state}
        value, mod, interval, carried = dated(given, event)
        places = frozenset(parts[Role.PLACE]) or NONE
        close, content = around.of(event)
        out.append(
            Report(
                ref=EventRef(given.doc, index),
                key=_hash("m", given.doc, folded, fold(event.trigger.of(given.text))),
                sentence=_hash("s", folded),
                type=event.type,
                family=_family(kind, event),
                clan=clan_of(event.type),
                lemma=event.lemma,
                agents=agents,
                patients=patients,
                places=places,
                entities=_one_of(agents, patients, places),
                theme=_theme(kind, parts, agents, patients),
                shown=(tuple(parts[Role.AGENT]), tuple(parts[Role.PATIENT])),
                words=_words(given.text, event, (Role.AGENT, Role.PATIENT, Role.PLACE)),
                about=_one_of(_words(given.text, event, (Role.OTHER,)), _acts(analysis.events, index)),
                value=value,
                mod=mod,
                interval=interval,
                carried=carried,
                numbers=tuple(
                    (unit_class(q.unit), q.value, q.approximate) for q in event.numbers if q.source is None
                ),
                rivals=of_others(given.text, event),
                modality=event.modality,
                source=event.source,
                scenario=event.scenario,
                score=event.score,
                published=published,
                document=document,
                called=_called(parts, names),
                spots=_spots(parts, names),
                causes=kind is not None and kind.harms,
                span=event.span,
                title=clause(
                    given.text,
                    event.span,
                    event.trigger,
                    _said_of(given, event),
                    times,
                    told[where] if event.modality in _TOLD or event.scenario else (),
                ),
                why=event.why[:4],
                ties=tuple(ties.get(index, ())),
                round=round_of(given.text, event),
                crowd=not agents
                and any(p.role is Role.AGENT and of_many(p, given.text) for p in event.parties),
                several=fold(event.trigger.of(given.text)).endswith("وا"),
                behind=behind(given.text, event),
                foreseen=foreseen(given.text, event),
                so_far=not word_list("grammar", "so_far").isdisjoint(folded.split()),
                risen=not word_list("grammar", "risen").isdisjoint(folded.split()),
                another=another(given.text, event),
                near=close,
                content=content,
                lone=frozenset(each for each in close | content if each in rare) or NONE,
                told=roots,
                behind_it=around.behind(event),
                verb=form_of(event.trigger.of(given.text), event.lemma) == VERB,
                story=event.story,
                clock=clock(given, event, value),
                said_here=interval is not None and said_here(given, event),
            )
        )
    named_at = [mention.span for mention in analysis.mentions]
    found = [_caused(report, out, analysis.events) for report in out]
    out = taken_up(given.text, analysis.events, named_at, found)
    _count(document, out)
    return out


def _one_of(*sets: frozenset[str]) -> frozenset[str]:
    """What is in any of them; the set itself where only one holds something, for reports are many."""
    full = [each for each in sets if each]
    return full[0] if len(full) == 1 else NONE.union(*full)


def _count(document: Document, found: Sequence[Report]) -> None:
    """How often a document tells of each type; what it comes back to counts once."""
    kinds = Counter(type_ for _, type_ in {(report.one or report.key, report.type) for report in found})
    document.single = frozenset(name for name, count in kinds.items() if count == 1)
    document.many = frozenset(name for name, count in kinds.items() if count > 2)


def _family(kind: EventType | None, event: EventMention) -> str:
    """The family of its type; acts of no kind are one only under one verb."""
    if kind is None:
        return event.type
    return f"{kind.family} {event.lemma}" if kind.dated else kind.family


def _said_of(given: LinkInput, event: EventMention) -> list[Span]:
    """Where those stand that have a part in an event, named or not."""
    mentions = given.analysis.mentions
    named = [mentions[each.mention].span for each in event.participants if each.mention < len(mentions)]
    return named + [party.span for party in event.parties]


def _spots(parts: Mapping[Role, Sequence[str]], names: Mapping[str, str]) -> tuple[Spot, ...]:
    places = [*parts[Role.PLACE], *(e for e in parts[Role.PATIENT] if e.startswith("LOC"))]
    return tuple(spot(each, names[each]) for each in dict.fromkeys(places))


def _called(parts: Mapping[Role, Sequence[str]], names: Mapping[str, str]) -> frozenset[str]:
    entities = dict.fromkeys([*parts[Role.AGENT], *parts[Role.PATIENT], *parts[Role.PLACE]])
    words = [_folded(names[e]).split() for e in entities]
    called = frozenset(
        without_article(w[-1])
        for e, w in zip(entities, words, strict=True)
        if w and (e.startswith("PER") or len(w) == 1)
    )
    return called or NONE


def _caused(report: Report, of_document: Sequence[Report], events: Sequence[EventMention]) -> Report:
    """Casualties with the place and the day of what they are told of, where they have none of their own."""
    number = cause_of(events, report.ref.index)
    if number is None:
        return report
    cause = of_document[number]
    if report.spots and cause.spots and nearness(report.spots, cause.spots) < INSIDE:
        return report
    own, theirs = report.interval, cause.interval
    if own and theirs and not report.carried and (own[0] > theirs[1] or own[1] < theirs[0]):
        return report
    if own is None and report.value is not None and PARTIAL.match(report.value):
        return report  # a day of its own, though nobody knows which
    hands_on = report.span == cause.span or dates_its_dead(cause.carried, events, number, report.ref.index)
    dated = (
        report
        if own is not None or theirs is None or not hands_on
        else replace(report, value=cause.value, mod=cause.mod, interval=theirs, carried=True)
    )
    if report.places:
        return replace(dated, cause=cause.key)
    places = cause.places or cause.theme
    return replace(
        dated, cause=cause.key, places=places, entities=report.entities | places, spots=cause.spots
    )


def _theme(
    kind: EventType | None,
    parts: Mapping[Role, Sequence[str]],
    agents: frozenset[str],
    patients: frozenset[str],
) -> frozenset[str]:
    if kind is None or not kind.theme:
        return NONE
    if kind.theme == "agent":
        return agents
    if kind.theme == "patient" and patients and kind.family not in ("take", "strike"):
        return patients
    found = parts[Role(kind.theme)]
    if not found and kind.theme == "patient" and kind.family in ("take", "strike"):
        found = parts[Role.PLACE]
    if kind.family == "take":
        found = found[:1]  # what was taken; places named later are on the way
    return frozenset(found) or NONE


def _acts(events: Sequence[EventMention], index: int) -> frozenset[str]:
    """What an answer is an answer to, where that is an act told right after it: «رفضت مقترح القمة»."""
    types = lexicon().types
    event = events[index]
    if event.type not in types or not types[event.type].answer:
        return NONE
    found = set()
    for other in events[index + 1 : index + 4]:
        kind = types.get(other.type)
        if other.span != event.span or other.trigger.start - event.trigger.end > 45 or kind is None:
            break
        if kind.control != "patient":
            found.add(f"{ACT}{kind.family}")
    return frozenset(found)


@lru_cache(maxsize=16384)
def _weak(word: str) -> bool:
    """True for words that tie nothing: sides, numbers, people counted."""
    if word in word_list("grammar", "neutral_objects"):
        return True
    return (
        word in word_list("grammar", "side_heads")
        or is_number(word)
        or (unit_known(word) and not is_thing(word))
    )


def _words(text: str, event: EventMention, roles: Collection[Role]) -> frozenset[str]:
    """Content words of the unnamed participants of the roles: «قوات المعارضة» gives معارضه."""
    out: set[str] = set()
    for party in event.parties:
        if party.role not in roles:
            continue
        for word in _folded(party.span.of(text)).split():
            letters = plain_word(word)
            if len(letters) > 2 and not letters[0].isdigit() and not _weak(letters):
                out.add(letters)
    return frozenset(out) or NONE
