"""Which way a sentence looks from a place in it: to what is to come, or back to what was before its own story."""

from __future__ import annotations

from reader.analysis.times import imperfect
from reader.analysis.times.lexicon import lexicon
from reader.analysis.times.tokens import CLOSING, OPENING, Tokens

REACH = 25  # pieces to each side in which a word tells the sentence's tense
_AHEAD = 8  # pieces behind an expression in which its verb may follow («الأحد سيعقد»)
_ALREADY = 11  # pieces between «كان» and its «قد»: «وكان النائب فلان، زعيم الحزب، قد اتهم»
_WHEN = 3  # pieces behind an expression in which «حين» may tell what it is for
_PLEDGE = 10  # pieces from a promise to its month
_SHORT = 3  # letters
_USUAL = 6  # pieces from «عادة» to its month
_CITED = 5  # pieces back in which «وفق» tells that a month is when it was said
_CLAUSE = 12  # pieces from the verb of a clause to its weekday
_CALLED, _CALL = 5, 12  # pieces from what somebody calls for to its weekday, and back to the call
_PHRASE = 5  # pieces of an expression
_COMMAS = frozenset("،,")
_UNDONE = 7  # pieces back in which «كان» makes a plan a past one


def future(t: Tokens, at: int) -> bool:
    """True where the sentence speaks of what is to come: «سوف», «من المقرر», a verb with «سـ», a schedule."""
    start, end = t.sentence(at, REACH)
    if any(scheduled(t, i) for i in (at - 1, at - 2) if i >= start):
        return True
    of_week = t.find(at, "weekday") or t.stem_word(at, "grammar.day") or t.find(at, "unit_construct")
    if of_week and will(t, verb := _behind(t, at)) and _foretells(t, verb):
        return True  # «وأضافت أن يوم الجمعة ستشهد البلاد أمطارا»
    for i in range(at - 1, start - 1, -1):  # what stands nearest before decides
        if _foretells(t, i):
            return True
        if t.listed(i, "future.speech") or t.listed(i, "future.was") or (i + 1 < at and _new_past(t, i)):
            return False
    for i in range(at, min(end, at + _AHEAD)):
        if i > at and (_then_said(t, i) or (t.text(i - 1) in _COMMAS and _put_off(t, i))):
            break  # «زار الولاية الأحد وقال إن الشركة ستدفع», «بدأت المحاكمة في شباط، وتأجلت مرتين»
        if i > at and t.text(i - 1) in _COMMAS and t.listed(i, "back.relative"):
            break  # «بعد أربعة أيام استقال الرئيس، الذي سيحاكم»
        if _foretells(t, i):
            if i > at + 1 and will(t, i) and of_a_noun(t, i, at):
                break  # «نجا في 7 تشرين الأول من رصاص شاب سيصبح رئيسا»
            return True
    if any(t.listed(i, "future.when") and scheduled(t, i + 1) for i in range(at, min(end, at + _WHEN))):
        return True  # «يكتمل عقد المجموعة الاثنين حين تستضيف»
    return any(scheduled(t, i) for i in (start, start + 1) if i < at)  # the verb that opens the sentence


def _behind(t: Tokens, at: int) -> int:
    """The index of the first word behind an expression that is none of time."""
    end = at
    while end < min(at + _PHRASE, t.count) and (t.readings[end] or t.word(end, "grammar.joining")):
        end += 1
    return end


def announced(t: Tokens, at: int) -> bool:
    """«ويستقبله الملك الثلاثاء»: the verb that opens the clause is by its form in the present, and nothing in between looks elsewhere."""
    start = t.sentence(at)[0]
    if t.word(at - 1, "grammar.of") and t.listed(at - 2, "future.from_then"):
        told = any(len(t.text(i)) > _SHORT and past_form(t.text(i)) for i in range(start, at))
        return not (told or looks_back(t, at))  # «ماذا يتغير اعتبارا من الأحد؟»
    if any(t.listed(at - 1, name) for name in ("event.words", "future.matches")) or t.word(
        at - 1, "grammar.to"
    ):
        return False  # «يناقش المجلس هجوم الثلاثاء», «تعود الصور إلى الثلاثاء»
    for i in range(at - 1, max(start, at - _CLAUSE) - 1, -1):
        word = t.text(i)
        opens = i == start or t.text(i - 1) in _COMMAS or t.listed(i - 1, "future.opens")
        if opens and not t.readings[i] and t.text(i + 1)[:1].isalpha():
            joined = word[1:] if word[:1] in lexicon().lists["grammar.joining"] else word
            hers = imperfect.is_hers(joined) and joined not in lexicon().lists["future.taken"]
            present = imperfect.is_present(joined) or (hers and feminine(t, i + 1))
            exposed = t.listed(i, "future.exposed") and not feminine(t, i + 1)
            if present or (joined in lexicon().lists["future.scheduled"] and not exposed):
                return joined not in lexicon().lists["future.no_schedule"] and not t.listed(
                    i, "future.speech"
                )
        asked = t.listed(i, "lead.that") and not (t.find(i - 1, "side") or t.readings[i + 1] or _undone(t, i))
        if asked and imperfect.is_present(t.text(i + 1)) and i - 1 >= start:
            if any(t.listed(j, "future.tried") for j in range(max(start, i - _CALLED), i)):
                return False  # «استطاع الجيش أن يستعيد المدينة الأحد»
            return t.text(i + 1) not in lexicon().lists["future.no_schedule"]  # «قررت أن تخرج يوم الجمعة»
        if any(t.listed(i, name) for name in _ELSEWHERE) or t.find(i, "side"):
            return False
        named = t.text(i - 1).endswith(tuple(lexicon().lists["grammar.bound_form"])) and not t.has_article(
            i - 1
        )  # «معاهدة ماستريخت»
        if (opens and not t.listed(i, "future.opens")) or (
            len(word) > _SHORT and past_form(word) and not named
        ):
            return False
    return False


def feminine(t: Tokens, at: int) -> bool:
    """«(وترفع) لجنة التحقيق», «(وتنظر) المحكمة»: by its ending a noun in the feminine, and none that its pronoun closes."""
    ends = t.text(at).endswith(tuple(lexicon().lists["grammar.bound_form"]))
    return ends and (t.has_article(at) or t.has_article(at + 1))


_ELSEWHERE = ("back.relative", "back.words", "lead.that", "future.speech", "future.was")


def pledged(t: Tokens, at: int) -> bool:
    """«ووعد بانتخابات في سبتمبر», «دعا إلى مؤتمر في مارس»: a month of what is promised or called for, none that it was said in («في خطاب في مارس»)."""
    for i in range(at - 1, max(t.sentence(at)[0], at - _PLEDGE) - 1, -1):
        if t.listed(i, "future.pledged_in") or t.listed(i, "back.relative") or t.listed(i, "back.words"):
            return False
        if t.text(i) in _COMMAS:
            return False
        if t.listed(i, "future.pledges"):
            by = lexicon().lists["grammar.by"]
            return any(t.text(j)[:1] in by or t.word(j, "grammar.to") for j in range(i + 1, at))
    return False


def called_for(t: Tokens, at: int) -> bool:
    """«دعا البرلمان إلى جلسة طارئة الخميس»: the weekday of a gathering that somebody calls for, none that he called on («دعا الأحد إلى»)."""
    start = t.sentence(at)[0]
    for i in range(at - 1, max(start, at - _CALLED) - 1, -1):
        if t.text(i) in _COMMAS or t.listed(i, "back.relative"):
            return False
        promised = t.text(i)[:1] in lexicon().lists["grammar.by"] and t.listed(i - 1, "future.promises")
        if promised and i == at - 1:
            return True  # «ووعدت بالعودة الخميس»
        if t.listed(i, "future.called") and t.word(i - 1, "grammar.to"):
            return any(t.listed(j, "future.pledges") for j in range(max(start, i - _CALL), i))
    return False


def _then_said(t: Tokens, at: int) -> bool:
    """«وقال», «فأعلنت»: a verb of saying that joins a clause of its own."""
    lists, word = lexicon().lists, t.text(at)
    return word[:1] in lists["grammar.joined"] and word[1:] in lists["future.speech"]


def _put_off(t: Tokens, at: int) -> bool:
    """«، وتأجلت مرتين»: a clause of its own, that tells what was."""
    joined = t.text(at)[:1] in lexicon().lists["grammar.joining"]
    return joined and (joins_past(t, at) or t.listed(at, "future.postpones"))


def _new_past(t: Tokens, at: int) -> bool:
    """«سيرتدي القميص رقم 10، وخضع للفحوص الاثنين»: after a comma a new clause, its verb by its form in the past."""
    relative = t.listed(at - 1, "back.relative")  # «مجموعة العشرين التي اجتمع وزراؤها الجمعة»
    word = t.text(at) if relative else t.text(at)[1:]
    if t.readings[at] or not (
        relative or (t.text(at - 1) in _COMMAS and t.text(at)[:1] in lexicon().lists["grammar.joining"])
    ):
        return False
    if t.listed(at, "after_year.words") or t.listed(at, "future.not_past"):
        return False
    return word in lexicon().lists["future.past"] or past_form(word, derived=relative)


def past_form(word: str, *, derived: bool = False) -> bool:
    """True for a folded word that is by its letters a verb in the past; `derived`: where no noun can stand, forms like «اجتمع», too."""
    lists = lexicon().lists
    if len(word) == 3:
        return word[0] not in lists["grammar.no_past_head"] and word[-1] not in lists["grammar.no_past_tail"]
    if len(word) < 4:
        return False
    if derived and word[0] in lists["grammar.derived_head"]:
        return word[:2] not in lists["grammar.article"]
    if word[-2:] in lists["grammar.they"]:
        return word[0] not in lists["grammar.present_head"]  # «عينوا»
    ends = word[-1] in lists["grammar.feminine"] and word[-2:] not in lists["grammar.plural"]
    return ends and word[0] not in lists["grammar.present_head"]


def joins_past(t: Tokens, at: int) -> bool:
    """True for a verb in the past, by its form, that «و» or «ف» joins."""
    word = t.text(at)
    joined = word[:1] in lexicon().lists["grammar.joining"] and len(word) > _SHORT + 1 and not t.readings[at]
    return joined and past_form(word[1:])


def looks_back(t: Tokens, at: int) -> bool:
    """True where what is told there came before the day that its story is on: «كان قد», «الذي ضرب»."""
    start, _ = t.sentence(at, REACH)
    if was_that(t, at):
        return any(t.listed(i, "back.words") for i in range(start, at - 2))
    return any(t.listed(i, "back.words") for i in range(start, at))


def was_that(t: Tokens, at: int) -> bool:
    """«كان ذلك قرابة الثانية», «كان ذلك في 9 تموز»: the time of what was just told."""
    at -= t.word(at - 1, "grammar.in")
    return t.listed(at - 2, "future.was_that") and t.listed(at - 1, "said.that")


def had(t: Tokens, start: int, at: int) -> bool:
    """True where «كان قد» between the two places leads back before what was just told."""
    already = lexicon().lists["said.already"]
    if not t.any_listed(start, at, "future.undone"):
        return False
    for i in range(start, at):
        if t.listed(i, "future.undone"):
            for piece in t.texts[i + 1 : i + 1 + _ALREADY]:
                if piece in already:
                    return True
                if not piece[:1].isalnum() and piece not in _COMMAS:
                    break
    return False


def since(t: Tokens, at: int) -> bool:
    """True where the sentence tells what has been so since then: «منذ أن», «منذ استقلال البلاد في»."""
    start, _ = t.sentence(at, REACH)
    if not t.any_listed(start, at, "said.since"):
        return False
    at_since = next((i for i in range(at - 1, start - 1, -1) if t.listed(i, "said.since")), None)
    if at_since is None:
        return False
    own = t.find(at_since + 1, "part") or t.find(at_since + 1, "relative") or t.find(at_since + 1, "weekday")
    return own is None or not any(
        t.listed(i, "back.relative") for i in range(at_since, at)
    )  # «منذ الفجر ... الذي توفي أمس»


def meant(t: Tokens, at: int) -> bool:
    """True where a plan of the story's own time is told: «وكان من المقرر توقيع الاتفاق في الأول من أبريل»."""
    start, _ = t.sentence(at, REACH)
    return t.any_listed(start, at, "back.meant") and not t.any_listed(start, at, "back.relative")


def planned(t: Tokens, at: int) -> bool:
    """As `meant`, or «كان القانون سيعلن صباح الجمعة»."""
    near = range(max(t.sentence(at)[0], at - _CALLED), at)
    return meant(t, at) or any(_undone(t, i) and will(t, i) for i in near)


def put_off(t: Tokens, at: int) -> bool:
    """«تأجيل محاكمة المتهمين بأحداث العام الماضي لجلسة 1 نوفمبر»: the day that a hearing is put off to, whatever year was said before it."""
    to = t.clitic(at) == "ل" or t.word(at - 1, "grammar.to") or t.listed(at - 1, "future.hearing")
    return to and t.any_listed(t.sentence(at, REACH)[0], at, "future.postpones")


def arranged(t: Tokens, at: int) -> bool:
    """«على أن يبدأ العمل بها صباح الخميس»: what was laid down, and need not have come."""
    start = max(t.sentence(at)[0], at - _CLAUSE)
    return any(
        t.listed(i, "lead.that")
        and t.word(i - 1, "grammar.at_distance")
        and imperfect.starts(t.text(i + 1))
        and not any(t.text(j) in _COMMAS for j in range(i, at))
        for i in range(start, at)
    )


def born(t: Tokens, at: int) -> bool:
    """True where the sentence tells a birth before that place; «محمد ولد الغزواني» is a name."""
    start, _ = t.sentence(at, REACH)
    return t.any_listed(start, at, "back.birth") and any(
        t.listed(i, "back.birth")
        and not any(_goes_on_past(t, j) for j in range(i + 1, at))
        and (
            not t.stem_word(i, "grammar.born")
            or i == start
            or i + 1 == at
            or t.listed(i + 1, "back.birth_in")
        )
        for i in range(start, at)
    )


def _goes_on_past(t: Tokens, at: int) -> bool:
    """«ولد في كانون الثاني 1890، وجاء إلى باريس في ربيع 1925»: what follows is no more of the birth."""
    word = t.text(at)
    joined = word[:1] in lexicon().lists["grammar.joining"] and t.text(at - 1) in _COMMAS
    return joined and not t.readings[at] and past_form(word[1:])


def scheduled(t: Tokens, at: int) -> bool:
    """True for a verb in the present that tells a schedule («تنطلق»), unless «كان» undoes it."""
    before_that = t.listed(at - 1, "lead.that") and t.find(at - 2, "side") is not None  # «قبل أن يبدأ»
    denied = t.listed(at - 1, "future.denied")  # «لم تصل قبل الثانية»
    denied = denied or (t.listed(at, "future.exposed") and not feminine(t, at + 1))
    return t.listed(at, "future.scheduled") and not (before_that or denied or _undone(t, at))


def _no_imperfect(word: str) -> bool:
    """True for what no verb in the present looks like: a weak letter before the last one («سيرليف») in none of the forms that have it there."""
    lists = lexicon().lists
    weak = (
        len(word) > 4 and word[-2] in lists["grammar.weak"] and word[-1] not in lists["grammar.pronoun_tail"]
    )
    return weak and not word.startswith(tuple(lists["grammar.weak_forms"]))


def ordered(t: Tokens, at: int) -> bool:
    """True where what lasts until then was ordered: «أمر بتنكيس الأعلام حتى الأربعاء», «مددت الوزارة العطلة إلى الأحد»."""
    for i in range(at - 1, t.sentence(at, REACH)[0] - 1, -1):
        if t.listed(i, "future.orders"):
            return True  # «، وعلقت حملتها حتى الجمعة»
        if t.listed(i, "lead.that") or (t.text(i - 1) in _COMMAS and _new_past(t, i)):
            return False
    return False


def declared(t: Tokens, at: int) -> bool:
    """«وأعلن الرئيس تمديد الطوارئ ثلاثة أشهر، والحداد السبت»: the day of what somebody orders for it."""
    return t.listed(at - 1, "future.declared") and any(
        t.listed(i, "future.orders") for i in range(t.sentence(at, REACH)[0], at - 1)
    )


def lasts(t: Tokens, at: int) -> bool:
    """«وتنكس الأعلام حتى الاثنين»: the verb that opens the sentence can be one in the present, and nothing in between looks elsewhere."""
    start = t.sentence(at)[0]
    word = t.text(start)
    opens = word[1:] if word[:1] in lexicon().lists["grammar.joining"] else word
    if t.readings[start] or not imperfect.starts(opens) or opens in lexicon().lists["future.past"]:
        return False
    elsewhere = any(t.listed(i, name) for i in range(start, at) for name in _ELSEWHERE)
    return not (elsewhere or opens in lexicon().lists["future.no_schedule"])


def _undone(t: Tokens, at: int) -> bool:
    return t.any_listed(at - _UNDONE, at, "future.undone")


def _may(word: str) -> bool:
    """«قد تنفد», «قد تخلو»: behind «قد» a verb in the present."""
    lists = lexicon().lists
    weak = word[-1:] in lists["grammar.weak_end"] and imperfect.starts(word)
    return weak or word in lists["future.scheduled"] or word.startswith(tuple(lists["future.may"]))


def _foretells(t: Tokens, at: int) -> bool:
    return (
        t.listed(at, "future.words")
        or t.phrase(at, "future.phrases") is not None
        or (t.listed(at, "said.already") and _may(t.text(at + 1)))  # «البطارية قد تنفد السبت»
        or will(t, at)
    ) and not _undone(t, at)


def will(t: Tokens, at: int) -> bool:
    """A verb with the letter of the future: «سيعقد», «وستبدأ»."""
    word = t.text(at)
    if word[:1] in "وف" and word[1:3] in {"سي", "ست"}:
        word = word[1:]
    if word[:2] not in {"سي", "ست"} or len(word) < 4 or t.readings[at]:
        return False
    if t.text(at - 1) in OPENING and t.text(at + 1) in CLOSING:
        return False  # «ستيبلز»: a name
    if _no_imperfect(word[1:]) or not imperfect.is_future(word):
        return False
    lists = lexicon().lists
    return word not in lists["future.not_future_words"] and not word.startswith(
        tuple(lists["future.not_future"])
    )


def of_a_noun(t: Tokens, verb: int, start: int) -> bool:
    """True for a verb behind a relative, or behind a noun without its article that it says something of: «قادها ضابط سيصبح رئيسا»."""
    before = verb - 1
    if t.listed(before, "back.relative"):
        return True
    noun = before > start and t.text(before)[:1].isalpha() and not t.readings[before]
    return noun and not (
        t.has_article(before) or t.listed(before, "lead.that") or t.listed(before, "future.undone")
    )


def every_year(t: Tokens, at: int, *, whole: bool) -> bool:
    """«ويقام المهرجان سنويا في أيلول», «كل عام في السادس عشر من آذار»: of every year; `whole`: a month."""
    if not t.word(at - 1, "grammar.in"):
        return False
    start = max(t.sentence(at)[0], at - _USUAL)
    if whole and any(t.listed(i, "usual.words") for i in range(start, at)):
        return True
    unit = t.find(at - 2, "unit")
    return unit is not None and unit[0].value == "Y" and t.listed(at - 3, "whole.every_one")


def cited(t: Tokens, at: int) -> bool:
    """«وفق ما روته في أغسطس 2015»: when it was said."""
    return t.any_listed(max(t.sentence(at)[0], at - _CITED), at, "said.according")
