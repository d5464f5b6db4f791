"""Reports of one text that take up what it has told: «اندلعت المعارك», headline and lead, «هاجموا القرية ... الهجوم».

Such are one happening whatever other texts say, and what one of them tells (who, where, when) holds for all. Only what hardly
ever errs ties them: the grammar of one clause, or a masdar that points back, and nothing that tells the two apart.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.events.clauses import without_conjunction, word_list
from reader.analysis.events.denials import DENY
from reader.analysis.events.inflect import past_forms, present_forms
from reader.analysis.events.lexicon import DATA, lexicon
from reader.analysis.events.readings import Reading, read_word
from reader.analysis.events.regions import APART, nearness
from reader.analysis.events.roots import root_of
from reader.model import EventMention, Modality, Role, Span
from reader.text.affixes import ARTICLE, FOR_THE
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.analysis.events.features import Report

RELATIVE = 3  # words at most between a masdar and the verb that takes it back, or that it repeats
UNDERGONE = 7  # and between «تعرض» and «لهجوم»
BACK = 40  # reports that a masdar may point back over
LEAD, HEADLINE = (
    2,
    200,
)  # sentences after a headline that tell what it says; code points of the longest headline
VERB, NOUN, EITHER = "verb", "noun", ""
GOING_ON = frozenset({"clash"})  # «المعركة», «الحرب»: of which one it is, only what stands around it says
_PARTS = (Role.AGENT, Role.PATIENT)
TOLD = (Modality.ASSERTED, Modality.ATTRIBUTED)
_BREAK = re.compile(r"[.؛!؟،,:\n\"«»]")
_END = re.compile(r"[.!؟?](?=\s)|\n")
_PRONOUNS = ("ها", "هم", "ه")


@dataclass(frozen=True, slots=True)
class _Told:
    """A report with the words it stands in."""

    report: Report
    event: EventMention
    word: str  # its trigger, folded
    form: str
    definite: bool  # with the article
    owned: bool  # with a pronoun: «خروجه»
    joined: bool  # with a conjunction
    root: str


def taken_up(
    text: str, events: Sequence[EventMention], names: Sequence[Span], reports: Sequence[Report]
) -> list[Report]:
    """The reports of a document, those that tell one happening marked by the key of the first (`Report.one`), with what each knows.

    `names`: where the mentions stand, in their order.
    """
    told = [_told(text, event, report) for event, report in zip(events, reports, strict=True)]
    chains: list[list[int]] = []
    of: dict[int, list[int]] = {}
    for number, later in enumerate(told):
        for before in range(number - 1, max(-1, number - 1 - BACK), -1):
            chain = of.get(before, [before])
            wreck = _known_wreck(text, told[before], later)
            if not wreck and not _one(text, names, told[before], later):
                continue
            if any(_apart(told[each].report, later.report, anywhere=wreck) for each in chain):
                continue
            if before not in of:
                chains.append(chain)
                of[before] = chain
            chain.append(number)
            of[number] = chain
            break
    out = list(reports)
    for chain in chains:
        for number, report in zip(chain, _pooled([out[each] for each in chain]), strict=True):
            out[number] = report
    return out


def form_of(trigger: str, lemma: str) -> str:
    """Whether a trigger is a verb or a noun; EITHER where its letters are both's."""
    kinds = {each.kind == "masdar" for each in _readings(_first(trigger), lemma)}
    return EITHER if len(kinds) == 2 else VERB if kinds == {False} else NOUN


def _first(trigger: str) -> str:
    return next(iter(fold(trigger).split()), "")


def _readings(word: str, lemma: str) -> list[Reading]:
    return [each for each in read_word(word) if each.trigger.lemma == lemma]


def _told(text: str, event: EventMention, report: Report) -> _Told:
    word = _first(event.trigger.of(text))
    form = form_of(word, report.lemma)
    masdars = [each for each in _readings(word, report.lemma) if form == NOUN]
    owned = any(each.pronoun for each in masdars) and not event.trigger.of(text).endswith(("ة", "ى"))
    joined = all(each.conjunction for each in _readings(word, report.lemma))
    definite = any(each.definite for each in masdars)
    return _Told(report, event, word, form, definite, owned, joined, root_of(word))


# -- what ties


def _one(text: str, names: Sequence[Span], first: _Told, second: _Told) -> bool:
    if _denies(first, second):
        return True
    if first.event.span == second.event.span:
        return _in_one_clause(text, names, first, second)
    if first.word.endswith("ات") != second.word.endswith("ات") or _one_more(text, second):
        return False
    return _points_back(text, first, second) or _headline(text, first, second)


def _denies(first: _Told, second: _Told) -> bool:
    """«... وهو ما نفته الرئاسة»: the verb of denying tells again what was told, as not so (see denials)."""
    mine, before = second.report, first.report
    if (
        mine.modality is not Modality.DENIED
        or before.modality not in TOLD
        or mine.scenario != before.scenario
    ):
        return False
    if mine.type != before.type or mine.lemma != before.lemma or _readings(second.word, mine.lemma):
        return False
    return any(each.trigger.type in DENY for each in read_word(second.word))


def _in_one_clause(text: str, names: Sequence[Span], first: _Told, second: _Told) -> bool:
    """«بدأت المحاكمة», «الهجوم الذي شنوه», «استقال استقالة»: a verb and the masdar that it only says to have happened."""
    between = text[first.event.trigger.end : second.event.trigger.start]
    if _BREAK.search(between):
        return False
    words = _beside_names(text, names, first.event.trigger.end, second.event.trigger.start)
    types = lexicon().types
    if first.form == VERB and second.form == NOUN:
        if len(words) <= RELATIVE and (
            first.report.lemma == second.report.lemma or first.root == second.root != ""
        ):
            return True
        return types[first.report.type].dated and _bears(first.word, words, second)
    if first.form != NOUN or second.form != VERB or second.joined:
        return False
    if not _occurs(second.word) and (
        first.report.family != second.report.family or types[first.report.type].dated
    ):
        return False
    if words and words[-1] in word_list("titles", "relatives"):
        return len(words) == 1 or (len(words) == 2 and not words[0].startswith(ARTICLE))
    rest = [word for word in words if word not in word_list("again", "between")]
    return _occurs(second.word) and len(rest) <= 1 and not first.report.entities - second.report.entities


def _beside_names(text: str, names: Sequence[Span], start: int, end: int) -> list[str]:
    """The folded words between two places that belong to no name: «مباراة الاتحاد والوحدة التي فاز» has one."""
    parts = []
    for number in range(bisect_left(names, start, key=lambda each: each.start), len(names)):
        name = names[number]
        if name.end > end:
            break
        parts.append(text[start : name.start])
        start = max(start, name.end)
    parts.append(text[start:end])
    return [word for word in fold(" ".join(parts)).split() if len(word) > 1]


def _bears(verb: str, between: Sequence[str], noun: _Told) -> bool:
    """Whether a verb only says that the masdar behind it took place: «بدأت محاكمة», «وقع أحد الانفجارات», «تعرض المقر لهجوم»."""
    if _listed("undergoes", verb):
        return noun.word.startswith("ل") and not noun.word.startswith(FOR_THE) and len(between) <= UNDERGONE
    if not _occurs(verb) or noun.word.startswith(tuple("بلك")):
        return False
    return not between or (len(between) == 1 and between[0] in word_list("again", "kind_of"))


def _points_back(text: str, first: _Told, second: _Told) -> bool:
    """«الهجوم» after «هاجموا», «استقالته» after «استقال»: a masdar that is known, of the verb or of the kind told before."""
    if not (second.definite or second.owned) or second.report.numbers:
        return False
    a, b = first.report, second.report
    alike = a.lemma == b.lemma or (a.type == b.type and first.root == second.root != "")
    if second.owned:
        return alike and bool(a.entities & b.entities or not b.entities)
    kind = lexicon().types[b.type]
    if kind.family in GOING_ON or not (alike or (a.type == b.type and (kind.harms or kind.once))):
        return False
    return not any(_of_a_kind(text, each) for each in (first, second))


def _one_more(text: str, told: _Told) -> bool:
    """«الهجوم الثاني»: the word after it tells it from others of its kind."""
    after = fold(text[told.event.trigger.end : told.event.trigger.end + 20]).split()
    return told.definite and bool(after) and after[0] in word_list("again", "told_apart")


def _known_wreck(text: str, first: _Told, second: _Told) -> bool:
    """«سقطت طائرة ... وتحطمت الطائرة قرب البلدة»: a crash of what the text speaks of already, as it has the article or is left out."""
    a, b = first.report, second.report
    if first.event.span == second.event.span or _one_more(text, second):
        return False
    if (
        a.type != b.type
        or a.type not in word_list("again", "of_one_thing")
        or second.form != VERB
        or b.numbers
    ):
        return False
    parties = [fold(each.span.of(text)).split()[0] for each in second.event.parties if each.role in _PARTS]
    return all(each.startswith(ARTICLE) for each in parties)


def _of_a_kind(text: str, told: _Told) -> bool:
    """«عقوبة الإعدام», «مسبار الهبوط»: a word before it takes what it tells for a kind."""
    start = told.event.trigger.start
    before = fold(text[max(0, start - 20) : start]).split()
    return bool(before) and without_conjunction(before[-1]) in word_list("again", "kind_of")


def _headline(text: str, first: _Told, second: _Told) -> bool:
    """The lead tells what the headline says: one verb or its masdar."""
    end = text.find("\n")
    if not 0 < end <= HEADLINE or first.event.trigger.end > end or second.event.trigger.start < end:
        return False
    a, b = first.report, second.report
    if a.type != b.type or not (a.lemma == b.lemma or first.root == second.root != ""):
        return False
    if lexicon().types[a.type].harm and not (a.entities & b.entities or a.numbers):
        return False
    if first.form == NOUN and not a.entities and not a.numbers and not (a.content & b.content):
        return False
    return len(_END.findall(text[end : second.event.trigger.start].strip())) <= LEAD


# -- what keeps apart


def _apart(a: Report, b: Report, *, anywhere: bool = False) -> bool:
    """Whether anything tells two reports from each other: a day, somebody, a place (unless `anywhere`: near what, says each), a figure,
    what is only imagined or one more."""
    if a.scenario != b.scenario or a.another != b.another:
        return True
    if a.interval and b.interval:
        if a.interval[0] > b.interval[1] or b.interval[0] > a.interval[1]:
            return True
    elif a.value and b.value and a.value != b.value:
        return True
    if a.modality is not b.modality and Modality.HYPOTHETICAL in (a.modality, b.modality):
        return True
    for mine, theirs in ((a.theme, b.theme), (a.agents, b.agents), (a.patients, b.patients)):
        if mine and theirs and not mine & theirs:
            return True
    elsewhere = a.places and b.places and not a.places & b.places and nearness(a.spots, b.spots) == APART
    if elsewhere and not anywhere:
        return True
    mine_counted, theirs_counted = ({(unit, value) for unit, value, _ in each.numbers} for each in (a, b))
    return bool(mine_counted and theirs_counted and not mine_counted & theirs_counted)


@cache
def _forms(name: str) -> frozenset[str]:
    """All forms of the verbs of a list of again.toml."""
    lines = tomllib.loads((DATA / "again.toml").read_text(encoding="utf-8"))[name]
    forms: set[str] = set()
    for line in lines.replace("\n", " ").split(";"):
        past, present = line.split()
        forms.update(form.letters for form in past_forms(past) + present_forms(present, past))
    return frozenset(forms)


def _listed(name: str, word: str) -> bool:
    """Whether a folded word is a form of a listed verb."""
    forms = _forms(name)
    for form in (word, without_conjunction(word)):
        if form in forms or any(form.endswith(p) and form.removesuffix(p) in forms for p in _PRONOUNS):
            return True
    return False


def occurs(word: str) -> bool:
    """Whether a folded word is a verb that may only say that what the noun beside it tells took place."""
    return _listed("occurs", word)


def _occurs(word: str) -> bool:
    return occurs(word) or _listed("undergoes", word)


# -- what each knows


def _pooled(reports: Sequence[Report]) -> Iterator[Report]:
    """Each with the parties of all, and the best day where it has none; the words around each stay its own."""

    def of_all(parts: Iterable[frozenset[str]]) -> frozenset[str]:
        return frozenset[str]().union(*parts)

    days = [(each.interval, each) for each in reports if each.interval is not None]
    day = min(days, key=lambda each: (each[1].carried, each[0][1] - each[0][0], each[1].key), default=None)
    for report in reports:
        made = replace(
            report,
            one=reports[0].key,
            agents=of_all(each.agents for each in reports),
            patients=of_all(each.patients for each in reports),
            places=of_all(each.places for each in reports),
            entities=of_all(each.entities for each in reports),
            theme=of_all(each.theme for each in reports if each.family == report.family),
            words=of_all(each.words for each in reports),
            about=of_all(each.about for each in reports),
            called=of_all(each.called for each in reports),
            spots=tuple(dict.fromkeys(place for each in reports for place in each.spots)),
        )
        if day is not None and made.interval is None:
            known = day[1]
            made = replace(made, value=known.value, mod=known.mod, interval=known.interval, carried=True)
        yield made
