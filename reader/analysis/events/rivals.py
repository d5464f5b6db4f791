"""Another's figure for what a sentence has just counted: «قتل 12 بحسب الجيش، بينما تحدث سكان عن عشرين»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.events.clauses import Sentence, word_list, word_lists
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.numerals import unit_class
from reader.analysis.events.sources import Scope, source_at
from reader.model import EntityType, EventMention, Mention, Modality, Quantity, Role, Source, SourceKind, Span

FAR = 24  # words from a figure to the other's
REFERS = 4  # words from «إنهم», «العدد» to the figure
SUBJECT = 5  # words at most behind a verb of counting that name who counts, and one
BEHIND = 4  # words from a figure to the word of attribution behind it
FARTHER_BEHIND = 7  # and where no comma stands between («50 ألف متظاهر في باريس بحسب المنظمين»)
Figures = Sequence[tuple[int, Quantity]]


def with_rivals(
    event: EventMention,
    others: Sequence[EventMention],
    sentence: Sentence,
    figures: Figures,
    scopes: Sequence[Scope],
    mentions: Sequence[Mention],
    text: str,
) -> EventMention:
    """An event with the figures that somebody else gives in its sentence for what it counts, each with who does.

    `others` are the other events of the sentence: what they count is theirs, unless they are the counting itself («أحصت الوزارة 30»).
    """
    told = {quantity.span for quantity in event.numbers}
    first = next(((i, q) for i, q in figures if q.span in told), None)
    if first is None:
        return event
    at, mine = first
    unit = next(each.unit for each in event.numbers if each.span == mine.span)
    types = lexicon().types
    counting = [each for each in others if types[each.type].dated or types[each.type].says]
    taken = {quantity.span for each in others if each not in counting for quantity in each.numbers}
    behind = _attributed(sentence, at, scopes)  # «30 قتيلا وفق الوزارة و45 وفق الأطباء»: whose the first is
    said = behind or event.source or source_at(scopes, at)
    rivals: dict[int, Quantity] = {}
    for i, figure in figures:
        if not at < i <= at + FAR or figure.value == mine.value or figure.span in taken:
            continue
        if not _of_unit(sentence, i, figure, unit) or _nearer_another(figure, mine, others):
            continue
        who = _another(sentence, at, i, scopes, said)
        who = (
            who
            or _counting(counting, sentence, at, figure, mentions)
            or _subject(sentence, text, at, i, event.source)
            or _subject_first(sentence, text, at, i, event.source)
        )
        if who is not None and _turns(sentence, at, i) and not _of_it(sentence, at, i):
            rivals[i] = replace(figure, unit=unit, source=who)
    if not rivals:
        return event
    spans = {each.span for each in rivals.values()}
    own = tuple(each for each in event.numbers if each.span not in spans)
    told_by = behind if behind is not None and event.modality is Modality.ATTRIBUTED else event.source
    return replace(event, numbers=(*own, *rivals.values()), source=told_by)


def recounted(
    event: EventMention, sentence: Sentence, figures: Figures, scopes: Sequence[Scope], text: str
) -> EventMention:
    """An event with the figure that somebody else gives for it in the next sentence: «... 12 شخصا. وقالت النقابة إنهم عشرون»."""
    mine = event.numbers[0]
    for i, figure in figures:
        if figure.value == mine.value or not _of_unit(sentence, i, figure, mine.unit):
            continue
        near = sentence.words[max(0, i - REFERS) : i]
        if not any(word.bare in word_list("numbers", "rivals", "refers") for word in near):
            continue
        who = _another(sentence, -1, i, scopes, event.source) or _subject(sentence, text, -1, i, event.source)
        if who is not None and not _of_it(sentence, i - 1, i):
            return replace(event, numbers=(*event.numbers, replace(figure, unit=mine.unit, source=who)))
    return event


def _of_unit(sentence: Sentence, at: int, figure: Quantity, unit: str) -> bool:
    """Whether a figure counts a unit: by its own, or bare where a word leads to it («إنهم عشرون», «عن ثلاثين», «بثلاثين»). A name's number
    («الكتيبة 50») and what another verb counts («نقلت 12») do not.
    """
    if figure.unit:
        joined = sentence.words[at].folded[:1] == "و" or (at > 0 and sentence.words[at - 1].folded == "و")
        listed = joined and figure.unit != unit  # «12 جنديا و30 مسلحا»
        return unit_class(figure.unit) == unit_class(unit) and not listed
    if figure.span.start > sentence.words[at].start:
        return True  # its preposition is joined to it
    behind = next((word for word in sentence.words[at:] if word.start >= figure.span.end), None)
    if behind is not None and behind.bare in word_list("speech", "attributions"):
        return True  # «و45 وفق مصادر طبية»
    if at > 0 and sentence.words[at - 1].bare in _verbs() and not sentence.words[at].break_before:
        return True  # «والوزارة تقول ثلاثة عشر»
    leads = word_lists(("grammar", "prepositions"), ("speech", "complementizers")) | _rough()
    leads |= word_list("numbers", "counting", "leads_to")
    return at > 0 and sentence.words[at - 1].bare in leads | word_list("numbers", "rivals", "refers")


def _nearer_another(figure: Quantity, mine: Quantity, others: Sequence[EventMention]) -> bool:
    """Whether a bare figure is one of another count of its sentence by its size: «14 قتيلا و300 جريح، والوزارة تقول ثلاثة عشر»."""
    if figure.unit or figure.value <= 0 or mine.value <= 0:
        return False

    def off(value: float) -> float:
        return max(value, figure.value) / min(value, figure.value)

    counted = (each for other in others for each in other.numbers if each.source is None and each.value > 0)
    return any(each.span != mine.span and off(each.value) < off(mine.value) for each in counted)


def _turns(sentence: Sentence, first: int, second: int) -> bool:
    """Whether somebody else begins to speak between two figures: «بينما», «لكن», a verb of saying or counting, «أو»."""
    turns = word_lists(("speech", "turns"), ("numbers", "rivals", "turns")) | _verbs()
    return any(word.bare in turns for word in sentence.words[first + 1 : second])


def _of_it(sentence: Sentence, first: int, second: int) -> bool:
    """Whether the second is a part of the first: «قتل 12 شخصا بينهم ثلاثة أطفال»."""
    parts = word_lists(("numbers", "rivals", "parts"), ("numbers", "apart", "of_it"))
    return any(word.bare in parts for word in sentence.words[first + 1 : second + 2])


def _counting(
    acts: Sequence[EventMention],
    sentence: Sentence,
    first: int,
    figure: Quantity,
    mentions: Sequence[Mention],
) -> Source | None:
    """Who counts a figure by an act of its own between the two: «أحصت وزارة الصحة 30»."""
    for act in acts:
        if act.trigger.start < sentence.words[first].start or all(
            each.span != figure.span for each in act.numbers
        ):
            continue
        for part in act.participants:
            if part.role is Role.AGENT:
                mention = mentions[part.mention]
                kind = SourceKind.PERSON if mention.type is EntityType.PER else SourceKind.BODY
                return Source(mention.text, kind, span=mention.span)
    return None


def _rough() -> frozenset[str]:
    listed = word_list("numbers", "rough", "words")
    return listed | {f"ب{word}" for word in listed}


def _verbs() -> frozenset[str]:
    return word_list("numbers", "rivals", "verbs")


def _subject(sentence: Sentence, text: str, first: int, at: int, teller: Source | None) -> Source | None:
    """The words behind the verb by which somebody counts: «قدرتها النقابة بثلاثين», «تحدثت صحف عن ثلاثين»."""
    words = sentence.words
    verb = next((i for i in range(at - 1, first, -1) if words[i].bare in _verbs()), -1)
    end = verb + 1
    small = word_lists(("grammar", "prepositions"), ("speech", "complementizers")) | _rough()
    while 0 < end < at and end - verb <= SUBJECT:
        if words[end].break_before or words[end].time >= 0 or words[end].bare in small:
            break
        end += 1
    if verb < 0 or not verb + 1 < end <= verb + SUBJECT:
        return None
    span = Span(words[verb + 1].start, words[end - 1].end)
    name = span.of(text)
    return (
        None if teller is not None and teller.name == name else Source(name, SourceKind.ANONYMOUS, span=span)
    )


def _subject_first(
    sentence: Sentence, text: str, first: int, at: int, teller: Source | None
) -> Source | None:
    """Who stands before the verb: «فيما المعارضة تقول إنهم عشرون», «وإن ظلت الصفحات الرسمية تقول ثلاثة عشر»."""
    words = sentence.words
    verb = next((i for i in range(at - 1, max(first, at - 1 - REFERS), -1) if words[i].bare in _verbs()), -1)
    turns = word_lists(("speech", "turns"), ("numbers", "rivals", "still"))
    start = verb
    while start - 1 > first and verb - start < SUBJECT and not words[start].break_before:
        if words[start - 1].bare in turns:
            break
        start -= 1
    if verb < 0 or not start < verb or words[start - 1].bare not in turns:
        return None
    span = Span(words[start].start, words[verb - 1].end)
    name = span.of(text)
    return (
        None if teller is not None and teller.name == name else Source(name, SourceKind.ANONYMOUS, span=span)
    )


def _attributed(sentence: Sentence, at: int, scopes: Sequence[Scope]) -> Source | None:
    """To whom the figure at a word is attributed right behind it: «12 قتيلا وفق الوزارة»."""
    words = sentence.words
    for i in range(at + 1, min(len(words), at + 1 + FARTHER_BEHIND)):
        if words[i].break_before:
            return None
        if words[i].bare in word_list("speech", "attributions"):
            start = words[i].end
            near = (each.source for each in scopes if each.source.span is not None)
            return next((s for s in near if s.span is not None and 0 <= s.span.start - start <= 12), None)
    return None


def _another(
    sentence: Sentence, first: int, at: int, scopes: Sequence[Scope], teller: Source | None
) -> Source | None:
    """Who else gives the figure at a word: whose words it stands in, or to whom it is attributed right behind it."""
    inner = [each for each in scopes if first < each.start <= at < each.end]
    words = sentence.words
    behind = next(
        (
            i
            for i in range(at + 1, min(len(words), at + 1 + BEHIND))
            if words[i].bare in word_list("speech", "attributions")
        ),
        -1,
    )
    if behind >= 0:
        start = words[behind].end
        inner += [each for each in scopes if each.source.span and 0 <= each.source.span.start - start <= 12]
    found = source_at(inner, at) or (inner[-1].source if inner else None)
    return None if found is None or (teller is not None and found.name == teller.name) else found
