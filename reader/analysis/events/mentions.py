"""Event mentions of one document: trigger, parts, time, numbers, source and modality put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.events.clauses import Sentence, read_sentences, word_list
from reader.analysis.events.counted import MONEY, figures_of
from reader.analysis.events.dating import anchors, dated_anchor, dates
from reader.analysis.events.days_told import Carried, heads, last_day, tells_news
from reader.analysis.events.denials import denying
from reader.analysis.events.figures import Counted
from reader.analysis.events.focus import Focus
from reader.analysis.events.governing import answered, controlled
from reader.analysis.events.lengths import durations, lasting
from reader.analysis.events.lexicon import EventType, lexicon
from reader.analysis.events.modality import modality_of
from reader.analysis.events.numbers import apart_from_anchors, quantities
from reader.analysis.events.numerals import unit_class
from reader.analysis.events.participants import find_parts
from reader.analysis.events.parts import Parts
from reader.analysis.events.place_in_sentence import (
    aside,
    before_that,
    circumstance,
    general,
    occurring,
    own_act,
)
from reader.analysis.events.pointing import complete
from reader.analysis.events.retelling import answering, resumed, told_once, with_places
from reader.analysis.events.rivals import recounted, with_rivals
from reader.analysis.events.said_times import SaidTimes, said_times
from reader.analysis.events.scenario import Scenarios
from reader.analysis.events.sources import Scope, Speakers, source_at
from reader.analysis.events.story_day import StoryDays
from reader.analysis.events.triggers import Found, find_triggers
from reader.analysis.events.worth import FLOOR, Case, Setting, clues, weigh
from reader.analysis.times import Imagined, scenarios
from reader.model import (
    EntityType,
    EventMention,
    Mention,
    Modality,
    Quantity,
    Role,
    Source,
    SourceKind,
    Span,
    TimeExpression,
)


def _start(mention: Mention) -> int:
    return mention.span.start


_BULLETS = "▪•●■◾▶►✦◆❖️"


def find_events(
    text: str, mentions: Sequence[Mention], times: Sequence[TimeExpression], *, source: str | None = None
) -> tuple[EventMention, ...]:
    """Event mentions in order of their triggers. `mentions` and `times` are sorted by span.

    `source` is the outlet: it says what nobody else is quoted for. Linear in the text.
    """
    return read_events(text, mentions, times, source=source)[0]


def read_events(
    text: str,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    *,
    source: str | None = None,
    imagined: Sequence[Imagined] | None = None,
) -> tuple[tuple[EventMention, ...], tuple[Counted, ...]]:
    """The same, and what each sentence counts: what nobody imagines there. `imagined` are the scenarios of the text where they are known."""
    if not text.strip():
        return (), ()
    reading = _Reading(text, mentions, times, source, scenarios(text) if imagined is None else imagined)
    return tuple(reading.events()), tuple(reading.counts)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A trigger with its clues, reported or not; `offset` is what its neighbours add to its score."""

    span: Span
    clues: tuple[str, ...]
    offset: float
    scenario: bool


def weighed_triggers(
    text: str, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> list[Weighed]:
    """Every trigger of a text as it is weighed, in order: what training.worth fits the weights to."""
    reading = _Reading(text, mentions, times, None, scenarios(text), weighed=[])
    reading.events()
    return reading.weighed or []


@dataclass(slots=True)
class _Reading:
    """One pass over one document."""

    text: str
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    source: str | None
    imagined: Sequence[Imagined]
    carried: Carried | None = None
    counted: tuple[int, int] = (
        -1,
        -1,
    )  # the sentence that told events last, and the first of them with a figure
    said: SaidTimes | None = None  # of the sentence that is read, where that was asked
    out: list[EventMention] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)
    weighed: list[Weighed] | None = None  # filled where asked for
    clues: list[tuple[str, ...]] = field(default_factory=list)  # of the sentence that is read

    def events(self) -> list[EventMention]:
        text = self.text
        sentences = list(read_sentences(text, self.mentions, self.times))
        # a ligature may be folded to several words
        letters = {word.folded for each in sentences for word in each.words}
        vocabulary = frozenset(" ".join(letters).split())
        speakers = Speakers(text, self.mentions, vocabulary)
        focus = Focus(self.mentions, text)
        imagined = Scenarios(self.imagined, text)
        story = StoryDays(text, self.times)
        outlet = Source(self.source, SourceKind.OUTLET) if self.source else None
        for number, sentence in enumerate(sentences):
            if text[sentence.span.start] in _BULLETS:
                self.carried = None
            focus.enter(number, sentence)
            self.said = None
            scopes = speakers.scopes(sentence)
            every = list(find_triggers(sentence, self.mentions, self.times))
            imagined.enter(sentence, every)
            found = self._told(sentence, every)
            story.enter(sentence, found)
            plain = apart_from_anchors(sentence, self.times)
            figures = list(quantities(plain, text, 0, len(sentence.words)))
            if figures and not imagined.hold(sentence.words[figures[0][0]].span):
                self.counts.append(Counted(sentence, figures))
            self._sentence(sentence, number, found, scopes, focus, vocabulary, outlet, imagined, figures)
            focus.see(sentence.span.end)
            day = last_day(sentence, self.times)
            if day is not None:
                news = tells_news(sentence, day, self.times)
                self.carried = Carried(day, number, heads(sentence), sentence.span.end, news)
        return story.give(self.out)

    def _told(self, sentence: Sentence, found: Sequence[Found]) -> list[Found]:
        """The triggers of a sentence, without those that are `strict` where no time is theirs."""
        typed = [each for each in found if not general(each)]
        return [each for each in found if not each.reading.strict or self._dating(sentence, each, typed)]

    def _dating(self, sentence: Sentence, found: Found, typed: Sequence[Found]) -> tuple[int, ...]:
        if self.said is None and sentence.timed:
            self.said = said_times(sentence, self.times)
        dating = dates(sentence, found, self.times, typed, self.said)
        if lexicon().grammars[found.reading.trigger.grammar].says:
            return before_that(sentence, found.at, dating)
        return dating

    def _sentence(
        self,
        sentence: Sentence,
        number: int,
        found: Sequence[Found],
        scopes: Sequence[Scope],
        focus: Focus,
        vocabulary: frozenset[str],
        outlet: Source | None,
        imagined: Scenarios,
        figures: list[tuple[int, Quantity]],
    ) -> None:
        if not found:
            self._recount(sentence, number, scopes, figures)
            return
        types, grammars = lexicon().types, lexicon().grammars
        setting = Setting.of(sentence, self.text)
        stops = frozenset(
            each.at for each in found if not (circumstance(sentence, each) or each.reading.strict)
        )
        lengths = list(durations(sentence, self.times))
        # a general verb leaves its day to a happening of a kind: «استيقظت المدينة صباح الأحد على دخول ...»
        typed = [each for each in found if not general(each)]
        before: tuple[Found, Parts] | None = None
        made: list[EventMention] = []
        for each in found:
            kind = grammars[each.reading.trigger.grammar]
            parts = find_parts(
                sentence, each, kind, self.mentions, stops, self.text, vocabulary, acting=focus.acting
            )
            source = source_at(scopes, each.at)
            if before:
                answered(parts, sentence, each, kind, *before)
            complete(parts, each, sentence, kind, focus, self.text, self._named(source))
            governed = controlled(parts, sentence, each, kind, *before) if before else ""
            modality, cue = modality_of(sentence, each)
            if governed and modality is Modality.ASSERTED:
                modality, cue = Modality(governed), sentence.words[before[0].at].bare if before else ""
            inside = imagined.hold(sentence.words[each.at].span)
            event = self._event(
                sentence,
                number,
                each,
                kind,
                parts,
                found,
                typed,
                source or outlet,
                source is not None,
                figures,
                lengths,
                stops,
                modality,
                cue,
                inside,
                setting,
            )
            if types[kind.id].control:
                before = (each, parts)
            made.append(event)
        given = [e for e in made if e.numbers]
        made = [
            with_rivals(
                e, [o for o in given if o is not e], sentence, figures, scopes, self.mentions, self.text
            )
            for e in made
        ]
        for i, after in enumerate(found[1:]):
            if types[made[i].type].says and after.borne == found[i].at and own_act(sentence, after):
                times = made[i + 1].times or made[i].times
                made[i + 1] = replace(made[i + 1], trigger=made[i].trigger, times=times)
        known = [resumed(e, each, self.out, self.text) for e, each in zip(made, found, strict=True)]
        apart = {
            event.trigger
            for i, (event, each) in enumerate(zip(known, found, strict=True))
            if types[event.type].says and self._told_apart(sentence, event, each, found[i + 1 :])
        }
        beside = {e.trigger for e, each in zip(known, found, strict=True) if aside(sentence, each)}
        known = denying(known, found, sentence, self.out, self.mentions, self.text)
        placed = with_places(known, self.mentions)
        if self.weighed is not None:
            for names, event, before_them in zip(self.clues, placed, made, strict=True):
                offset = event.score - before_them.score
                self.weighed.append(Weighed(event.trigger, names, offset, event.scenario))
            self.clues.clear()
        borne = occurring(sentence, found, placed)
        before_it = len(self.out)
        kept = told_once([e for e in placed if e.score >= FLOOR and e.trigger not in borne], apart, beside)
        for event in kept:
            self.out.append(answering(event, self.out[-8:], self.mentions, self.text))
        counted = (i for i in range(before_it, len(self.out)) if self.out[i].numbers)
        self.counted = number, next(counted, -1)

    def _recount(
        self, sentence: Sentence, number: int, scopes: Sequence[Scope], figures: list[tuple[int, Quantity]]
    ) -> None:
        """Another's figure for what the sentence before counted, in a sentence that tells nothing else."""
        told, at = self.counted
        if told != number - 1 or at < 0:
            return
        self.out[at] = recounted(self.out[at], sentence, figures, scopes, self.text)

    def _told_apart(
        self, sentence: Sentence, event: EventMention, found: Found, after: Sequence[Found]
    ) -> bool:
        """«قال فلان في 9 أكتوبر إن صاروخين انفجرا»: told with a day of its own, what is said being a clause of its own."""
        if not event.times:
            return False
        if not (event.parties or any(part.role is Role.AGENT for part in event.participants)):
            return False
        told = next((each.at for each in after if each.finite), found.at)
        that = word_list("grammar", "that")
        return any(
            word.bare in that or any(b in ':«"“' for b in word.break_before)
            for word in sentence.words[found.at + 1 : told + 1]
        )

    def _named(self, source: Source | None) -> int | None:
        """The mention that names a source: whole, or the name inside «وزير الخارجية فلان»."""
        if source is None or source.span is None or source.kind is SourceKind.ANONYMOUS:
            return None
        for number in range(bisect_left(self.mentions, source.span.start, key=_start), len(self.mentions)):
            span = self.mentions[number].span
            if span.start >= source.span.end:
                break
            if span.end == source.span.end and (
                span == source.span or self.mentions[number].type is not EntityType.LOC
            ):
                return number
        return None

    def _event(
        self,
        sentence: Sentence,
        number: int,
        found: Found,
        kind: EventType,
        parts: Parts,
        others: Sequence[Found],
        typed: Sequence[Found],
        source: Source | None,
        quoted: bool,
        figures: Sequence[tuple[int, Quantity]],
        lengths: Sequence[tuple[int, Quantity]],
        stops: frozenset[int],
        modality: Modality,
        cue: str,
        imagined: bool,
        setting: Setting,
    ) -> EventMention:
        trigger, grammars = sentence.words[found.at].span, lexicon().grammars
        dating = self._dating(sentence, found, typed)
        finite = found.finite or found.light or found.borne >= 0
        anchored, carried = anchors(sentence, found, self.times), False
        if anchored:
            own = dated_anchor(sentence, found, self.times)
            dating = () if own is None else (own,)
        elif not dating and finite and modality is Modality.ASSERTED and self.carried is not None:
            carried = self.carried.reaches(sentence, number, self.text, found)
            dating = (self.carried.time,) if carried else ()
        near = figures_of(sentence, found.at, lengths if kind.lengths else figures, stops, kind.counts)
        numbers = near
        if kind.lengths and not near:  # «غرمت اللجنة النادي 50 ألف دولار»
            paid = figures_of(sentence, found.at, figures, stops, ())
            numbers = tuple(each for each in paid if unit_class(each.unit) == MONEY)
        elif not kind.lengths:
            types = {each.at: grammars[each.reading.trigger.grammar].id for each in others}
            numbers += lasting(sentence, found.at, lengths, types)
        case = Case(
            text=self.text,
            mentions=self.mentions,
            times=self.times,
            sentence=sentence,
            found=found,
            kind=kind,
            parts=parts,
            dating=dating,
            anchored=anchored,
            carried=carried,
            figure=near[0].span.of(self.text) if near else "",
            modality=modality,
            cue=cue,
            imagined=imagined,
            setting=setting,
            others=len(others),
        )
        if self.weighed is not None:
            self.clues.append(tuple(dict.fromkeys(name for name, _ in clues(case))))
        score, why = weigh(case)
        why += parts.notes
        told = modality
        if imagined:
            told = Modality.HYPOTHETICAL
        elif modality is Modality.ASSERTED and quoted:
            told = Modality.ATTRIBUTED
        return EventMention(
            span=sentence.span,
            trigger=trigger,
            lemma=found.reading.trigger.lemma,
            type=kind.id,
            participants=parts.frozen(),
            times=dating,
            numbers=numbers,
            source=source,
            modality=told,
            scenario=imagined,
            score=score,
            why=tuple(why),
            parties=tuple(parts.parties),
        )
