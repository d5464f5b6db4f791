"""Which figures are a happening's: those of its clause, and the length of time that it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.analysis.events.clauses import Sentence, without_article, word_list
from reader.analysis.events.numerals import is_thing, unit_class, unit_known
from reader.model import Quantity
from reader.text.affixes import ARTICLE

PEOPLE, MONEY = "people", "money"
BESIDE = 4  # words between a happening and the figure of its people


def _headcounts() -> frozenset[str]:
    return word_list("numbers", "headcounts", "names")


def figures_of(
    sentence: Sentence,
    at: int,
    figures: Sequence[tuple[int, Quantity]],
    stops: frozenset[int],
    counts: tuple[str, ...],
) -> tuple[Quantity, ...]:
    """The figures of a trigger's clause: those after it up to the next trigger, else those before it that no other
    trigger stands before («قتل 12 شخصا في انفجار»: twelve were killed)."""
    headed = {sentence.words[each].folded: each for each in sorted(stops) if _is_number_of(sentence, each)}
    if headed.get(sentence.words[at].folded) == at:
        own = [q for i, q in figures if i > at and q.unit == sentence.words[at].folded]
        if own:
            return tuple(own[:1])  # «عدد قتلى الحريق في بغداد إلى 82»: theirs, though the fire is nearer
    if sentence.words[at].bare not in word_list("numbers", "counting", "leads_to"):
        figures = [(i, q) for i, q in figures if not (q.unit in headed and at != headed[q.unit] < i)]
    others = {sentence.words[each].folded for each in stops if each != at}  # «... إن 30 أصيبوا»
    mine = [(i, q) for i, q in figures if unit_known(q.unit) or q.unit not in others]
    read = [(i, _of_people(sentence, at, i, q, counts)) for i, q in mine]
    told = [(i, q) for i, q in read if q.unit or q.value >= 100]
    after = [(i, q) for i, q in told if i > at and _near(sentence, at, i, stops)]
    before = [
        q
        for i, q in told
        if i < at and at - i <= 8 and _near(sentence, at, i, stops)
        if at - i <= 2 or not any(0 < i - s <= 4 for s in stops)
    ]
    if before and after and _behind_that(sentence, at, after[0][0]):
        after = []  # «2084 شخصا لقوا حتفهم، متوقعا أن ترتفع الحصيلة الى عشرة آلاف»
    if sentence.words[at].folded.endswith("وا"):
        noun = sentence.words[at - 1].folded if at else ""
        own = [q for i, q in told if i < at and q.unit == noun and unit_class(noun) in _headcounts()]
        if own:
            return tuple(own[-1:])  # «15 مليون شخص صوتوا، بينهم 13 مليونا من غير الأعضاء»
    chosen = [q for _, q in after] or before
    if counts:
        classes = {unit_class(unit) for unit in counts}
        if PEOPLE in classes:
            classes |= word_list("numbers", "headcounts", "sorts")

        people = not classes.isdisjoint(_headcounts())

        def counted(quantity: Quantity) -> bool:
            unit = quantity.unit
            return unit_class(unit) in classes or not unit_known(unit) or (is_thing(unit) and not people)

        chosen = [q for q in chosen if counted(q)] or [q for q in before if unit_class(q.unit) in classes]
    return tuple(chosen)


def _is_number_of(sentence: Sentence, at: int) -> bool:
    """Whether a noun is one whose number is spoken of: «عدد القتلى», «حصيلة ضحايا»."""
    counting = word_list("numbers", "counting", "words")
    return at > 0 and without_article(sentence.words[at - 1].bare) in counting


def _behind_that(sentence: Sentence, at: int, figure: int) -> bool:
    return any(word.bare in word_list("grammar", "that") for word in sentence.words[at + 1 : figure])


def _of_people(
    sentence: Sentence, at: int, figure: int, quantity: Quantity, counts: tuple[str, ...]
) -> Quantity:
    """The figure with the unit of the happening that it stands right beside, where it counts people and names no known unit."""
    if not counts or unit_class(counts[0]) not in _headcounts() or unit_known(quantity.unit):
        return quantity
    if not quantity.value.is_integer():
        return quantity
    if figure > at and sentence.words[figure - 1].bare in word_list("numbers", "headcounts", "their_number"):
        return replace(quantity, unit=counts[0])  # «أوقفت الشرطة محتجين في الساحة، وعددهم 30»
    if abs(figure - at) > BESIDE:
        return quantity
    first, last = sorted((at, figure))
    small = word_list("grammar", "prepositions") - word_list("numbers", "partitive", "words")
    if any(word.bare in small for word in sentence.words[first + 1 : last]):
        return quantity
    others = _headcounts() - {unit_class(counts[0]), PEOPLE}
    if any(unit_class(word.bare) in others for word in sentence.words[first + 1 : last]):
        return quantity  # «مقتل 12 شخصا وإصابة 30»
    if any(b in "؛.:،," for word in sentence.words[first + 1 : last + 1] for b in word.break_before):
        return quantity
    return replace(quantity, unit=counts[0])


def _near(sentence: Sentence, at: int, figure: int, stops: frozenset[int]) -> bool:
    """No other trigger and no full stop between a trigger and a figure, and no more than 24 words."""
    low, high = (at, figure) if at < figure else (figure, at)
    subject = (
        at + 1 if figure > at and sentence.words[at + 1].folded.startswith(ARTICLE) else at
    )  # «دمرت الغارة خمسة منازل»
    if high - low > 24 or any(low < i < high and i != subject for i in stops):
        return False
    if any(sentence.words[i].folded in word_list("grammar", "next_clause") for i in range(low + 1, high)):
        return False  # «أن عدد القتلى بلغ 135 وأن 500 أصيبوا»
    return not any(b in "؛:." for i in range(low + 1, high + 1) for b in sentence.words[i].break_before)
