"""Figures and what they count: «40 ألف مقاتل», «نحو ثلاثمئة شخص», «قتيلان»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.analysis.events.clauses import Sentence, Word, without_article, word_list, word_lists
from reader.analysis.events.numerals import Numerals, numerals, unit_class, unit_known
from reader.model import Quantity, Span, TimeExpression
from reader.text.digits import ascii_digits

# Words from «عدد» to the figure, beside it and where «إلى», «بلغ» lead there.
NEAR_COUNTED, FAR_COUNTED = 7, 18
COUNTED = 4  # words from a word of counting to the figure with the article
_SCALES = (10**12, 10**9, 10**6, 1000)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def quantities(sentence: Sentence, text: str, start: int, stop: int) -> Iterator[tuple[int, Quantity]]:
    """The figures of words `[start, stop)` with the word each begins at; figures inside a date are none."""
    i = start
    while i < stop:
        word = sentence.words[i]
        if word.time >= 0 or not word.form.counts:
            i += 1
            continue
        if word.bare in numerals().duals:
            yield i, Quantity(word.span, 2.0, word.bare)
            i += 1
            continue
        named = _of_those_named(sentence, i, stop)
        read = named or _read(sentence, text, i, stop) or _definite(sentence, i)
        if read is None or _of_ordinal(sentence, i):
            i += 1
            continue
        value, after = read
        unit = without_article(sentence.words[i - 1].bare) if named else _unit(sentence, text, after, stop)
        if not unit_known(unit):
            unit = told_by_number(sentence, i, after) or unit
        before = sentence.words[i - 1].bare if i else ""
        rough = before in numerals().rough - word_list("numbers", "rough", "compared") or (
            i > 1
            and before in word_list("numbers", "rough", "between")
            and sentence.words[i - 2].bare in numerals().rough
        )
        if before in word_list("numbers", "labels", "words") or (
            not unit_known(unit) and 1900 <= value <= 2100 and _year(word)
        ):
            i = after
            continue
        joined = len(_clitic(word.folded)) or (word.folded[:1] == "و" and _spelled_bare(word) is not None)
        start_at = word.start + int(joined)
        yield i, Quantity(Span(start_at, sentence.words[after - 1].end), value, unit, rough)
        plural = after < stop and sentence.words[after].folded in numerals().duals
        i = after + plural  # «خمسة مدنيين» are five, and not two more


def _of_ordinal(sentence: Sentence, at: int) -> bool:
    """«الذكرى الثانية عشرة»: which one, not how many."""
    before = sentence.words[at - 1].folded if at and not sentence.words[at].break_before else ""
    ten = sentence.words[at].folded in word_list("numbers", "tens", "words")
    return ten and without_article(before) in word_list("numbers", "tens", "ordinals")


def _year(word: Word) -> bool:
    """Whether a figure may be a year: written with digits."""
    return ascii_digits(word.folded).isdecimal()  # «1950.5 نقطة» is none


def apart_from_anchors(sentence: Sentence, times: Sequence[TimeExpression]) -> Sentence:
    """«بعد أيام من شرائه بمئة مليون»: the words that a time hangs on are told like any others, and so are their figures."""
    hung = [
        span
        for t in {sentence.words[i].time for i in sentence.timed}
        if (span := times[t].anchor_span) is not None
    ]
    if not hung:
        return sentence
    words = tuple(
        replace(w, time=-1) if any(span.contains(w.span) for span in hung) else w for w in sentence.words
    )
    return replace(sentence, words=words)


def _read(sentence: Sentence, text: str, at: int, stop: int) -> tuple[float, int] | None:
    lists = numerals()
    word = sentence.words[at]
    value: float
    if _DIGITS.fullmatch(ascii_digits(word.span.of(text))):
        value = _figure(ascii_digits(word.span.of(text)))
        i = at + 1
    elif (teen := _teen(sentence, at, stop)) is not None:
        value, i = teen, at + 2
    elif (tens := _one_and_tens(sentence, at, stop)) is not None:
        value, i = tens, at + 2
    elif (part := _part_of_scale(sentence, at, stop)) is not None:
        return part
    else:
        spelled = _spelled(word, lists)
        if spelled is None:
            return None
        value, i = spelled, at + 1
        if word.bare in lists.cardinals or _clitic(word.folded):
            while (
                i < stop and sentence.words[i].folded[:1] == "و" and sentence.words[i].bare in lists.cardinals
            ):
                value += lists.cardinals[sentence.words[i].bare]
                i += 1
            if i < stop and value < 10 and sentence.words[i].folded in word_list("numbers", "tens", "words"):
                value, i = value + 10, i + 1
    scale = 1
    while i < stop and sentence.words[i].folded in lists.scales and sentence.words[i].time < 0:
        scale = lists.scales[sentence.words[i].folded]
        value *= scale
        i += 1
    if scale == 1:
        scale = next((each for each in _SCALES if value >= each and value % each == 0), 1)
    return _and_part(sentence, text, value, scale, i, stop)


def _definite(sentence: Sentence, at: int) -> tuple[float, int] | None:
    """«لا يتجاوز عددهم العشرين»: a number with the article, where a count is spoken of right before it."""
    words, letters = sentence.words, sentence.words[at].folded
    number = numerals().cardinals.get(letters[2:]) if letters.startswith("ال") else None
    if number is None or number < 10:
        return None
    counting = numerals().counting | word_list("numbers", "headcounts", "their_number")
    near = words[max(0, at - COUNTED) : at]
    if not any(without_article(each.bare) in counting for each in near):
        return None
    return float(number), at + 1


def _of_those_named(sentence: Sentence, at: int, stop: int) -> tuple[float, int] | None:
    """«الخاطفين الأربعة عشر», «المعتقلين الثلاثة والعشرين», «الجنود الخمسة»: how many they are, behind those who are known."""
    words, letters = sentence.words, sentence.words[at].folded
    before = words[at - 1].bare if at else ""
    if not letters.startswith("ال") or not before.startswith("ال") or words[at].break_before:
        return None
    if words[at - 1].time >= 0 or before[2:] in word_list("numbers", "apart", "of_time"):
        return None
    cardinals = numerals().cardinals
    digit = numerals().teens.get(letters[2:]) or cardinals.get(letters[2:], 0)
    after = words[at + 1].folded if at + 1 < stop and not words[at + 1].break_before else ""
    tens = cardinals.get(after.removeprefix("وال"), 0) if after.startswith("وال") else 0
    if digit and digit < 10 and after in word_list("numbers", "tens", "words"):
        return 10.0 + digit, at + 2
    if digit and digit < 10 and 20 <= tens < 100:
        return float(digit + tens), at + 2
    counted = digit > 2 and letters.endswith(
        "ه"
    )  # of men: «السنوات العشر», «الدول السبع» are known by their number
    return (float(digit), at + 1) if counted else None


def _teen(sentence: Sentence, at: int, stop: int) -> float | None:
    """«أحد عشر», «لاثنتي عشرة»: a digit that is a number only before «عشر»."""
    if at + 1 >= stop or sentence.words[at + 1].folded not in word_list("numbers", "tens", "words"):
        return None
    letters, teens = sentence.words[at].bare, numerals().teens
    digit = teens.get(letters) or teens.get(letters[1:] if letters[:1] in numerals().clitics else "")
    return None if digit is None else 10.0 + digit


def _one_and_tens(sentence: Sentence, at: int, stop: int) -> float | None:
    """«إحدى وعشرون», «بأحد وثلاثين»: the digits that are numbers only beside tens."""
    if at + 1 >= stop:
        return None
    letters, teens = sentence.words[at].bare, numerals().teens
    digit = teens.get(letters) or teens.get(letters[1:] if letters[:1] in numerals().clitics else "")
    after = sentence.words[at + 1]
    tens = numerals().cardinals.get(after.bare, 0) if after.folded[:1] == "و" and after.time < 0 else 0
    return float(digit + tens) if digit and 20 <= tens < 100 else None


def _part_of_scale(sentence: Sentence, at: int, stop: int) -> tuple[float, int] | None:
    """«نصف مليون», «بربع المليار», «ثلاثة أرباع المليون»: a part of a scale that is a number by itself."""
    words, lists = sentence.words, numerals()
    letters = words[at].folded[len(_clitic(words[at].folded)) :]
    part, after = lists.fractions.get(letters), at + 1
    if part is None and letters in lists.cardinals and after < stop and words[after].folded in lists.parts:
        part, after = lists.cardinals[letters] * lists.parts[words[after].folded], after + 1
    if part is None or after >= stop or words[after].time >= 0 or words[after].break_before:
        return None
    scale = lists.scales.get(without_article(words[after].folded))
    return None if scale is None else (part * scale, after + 1)


def _and_part(
    sentence: Sentence, text: str, value: float, scale: int, at: int, stop: int
) -> tuple[float, int]:
    """«مليونا ونصف المليون», «مليونان ومئتا ألف»: what «و» adds to a count of thousands or more."""
    if scale < _SCALES[-1] or at >= stop:
        return value, at
    word = sentence.words[at]
    if word.folded[:1] != "و" or word.time >= 0 or word.break_before:
        return value, at
    part = numerals().fractions.get(word.bare)
    if part and at + 1 < stop and without_article(sentence.words[at + 1].folded) in numerals().scales:
        return value + part * numerals().scales[without_article(sentence.words[at + 1].folded)], at + 2
    split = word.folded == "و" and at + 1 < stop  # «و500»
    digits = ascii_digits(sentence.words[at + 1].span.of(text)) if split else ""
    number = _figure(digits) if _DIGITS.fullmatch(digits) else _spelled_bare(word)
    if number is not None:
        more, after = number, at + 2 if split else at + 1
        if after < stop and sentence.words[after].folded in numerals().scales:
            more, after = more * numerals().scales[sentence.words[after].folded], after + 1
        if 100 <= more < scale:
            return value + more, after
    return value, at


def _spelled_bare(word: Word) -> float | None:
    """The number that follows a «و» written on it."""
    for table in (numerals().cardinals, numerals().fixed):
        if word.bare in table:
            return float(table[word.bare])
    return None


def _spelled(word: Word, lists: Numerals) -> float | None:
    for table in (lists.cardinals, lists.fixed):
        if word.folded in table:
            return float(table[word.folded])
    if word.folded[:1] == "و" and (number := _spelled_bare(word)) is not None:
        return number  # «12 قتيلا وثلاثة جرحى»
    letters = word.folded[len(_clitic(word.folded)) :]
    if letters in lists.cardinals:
        return float(lists.cardinals[letters])
    if letters in lists.scales and letters not in word_list("numbers", "plural_scales", "words"):
        return float(lists.scales[letters])
    return None


def _clitic(letters: str) -> str:
    """The preposition on a number word: «بثلاثة مليارات»."""
    lists = numerals()
    if letters[0] not in lists.clitics or len(letters) < 4:
        return ""
    rest = letters[1:]
    known = rest in lists.cardinals or rest in lists.scales or rest in lists.fixed or rest in lists.fractions
    return letters[0] if known else ""


def _figure(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:
        return float(re.sub(r"\D", "", digits))


def _unit(sentence: Sentence, text: str, at: int, stop: int) -> str:
    """The noun that is counted, folded; "%" where a percent sign follows."""
    end = sentence.words[at - 1].end
    if text[end : end + 2].strip()[:1] in ("%", "٪"):
        return "%"
    if at >= stop:
        return ""
    word = sentence.words[at]
    if word.break_before or word.time >= 0 or not word.folded[:1].isalpha() or word.folded == "و":
        return ""
    if word.folded[0] == "و" and word.bare != word.folded:
        return ""  # «شارع 204 وضحاياه»
    if word.folded in word_lists(("numbers", "apart", "of_it"), ("numbers", "apart", "no_noun")):
        return ""
    if (
        word.folded in word_list("grammar", "inside")
        and at + 1 < stop
        and unit_class(sentence.words[at + 1].folded) == "percent"
    ):
        return sentence.words[at + 1].folded  # «24 في المئة»
    if word.bare in word_list("grammar", "of") and at + 1 < stop:
        counted = sentence.words[at + 1].folded
        none = sentence.words[at + 1].mention >= 0 or counted in word_list("numbers", "apart", "words")
        return "" if none else counted.removeprefix("ال")
    if word.folded.startswith("لل"):  # «42 للدولار»
        return word.folded[2:] if unit_class(word.folded[2:]) == "money" else ""
    return "" if word.bare in word_list("grammar", "prepositions") else word.folded


def told_by_number(sentence: Sentence, first: int, after: int) -> str:
    """What «عدد», «حصيلة» beside the figure of words `[first, after)` say that it counts; "" for none.

    Before it («عدد القتلى بلغ 135») or right after («إلى 27 عدد الضحايا»).
    """
    words, listed = sentence.words, numerals().counting
    far = FAR_COUNTED if _led_to(sentence, first) else NEAR_COUNTED
    for i in range(first - 2, max(-1, first - far), -1):
        if any(b in "؛.:،" for w in words[i + 1 : first + 1] for b in w.break_before):
            break
        noun = words[i + 1].folded
        if without_article(words[i].bare) in listed and unit_known(noun):
            return noun
    if after + 1 < len(words) and words[after].bare in listed and unit_known(words[after + 1].folded):
        return words[after + 1].folded
    return ""


def counted_beside(sentence: Sentence, at: int) -> bool:
    """True for the noun of «عدد القتلى» where a figure for it stands near: «... بلغ 135», «ارتفع إلى 27 ...»."""
    if at == 0 or without_article(sentence.words[at - 1].bare) not in numerals().counting:
        return False
    for i in range(max(0, at - 4), min(len(sentence.words), at + FAR_COUNTED)):
        word = sentence.words[i]
        if i > at and any(b in "؛.:،" for b in word.break_before):
            return False
        number = word.time < 0 and (word.folded[0].isdigit() or _spelled(word, numerals()) is not None)
        if number and (i < at + NEAR_COUNTED - 1 or _led_to(sentence, i)):
            return True
    return False


def _led_to(sentence: Sentence, at: int) -> bool:
    """Whether a figure is what a count has come to: «ارتفع عدد قتلى حريق المستشفى في بغداد إلى 82»."""
    i = at - 1
    while i > 0 and sentence.words[i].bare in numerals().rough | word_list("numbers", "rough", "between"):
        i -= 1
    return i >= 0 and sentence.words[i].bare in word_list("numbers", "counting", "leads_to")
