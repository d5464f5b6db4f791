"""What speaks for a trigger telling a happening: clues by name, weighed by data/events/worth.toml.

The sum is the score of a report; below `FLOOR` a trigger is a word of the text. What each clue is worth is fitted to labelled texts
(`python -m training.worth`), as logarithms of odds around the floor.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from reader.analysis.events.clauses import Sentence, word_before, word_list
from reader.analysis.events.days_told import fixes_day
from reader.analysis.events.lexicon import DATA, EventType, lexicon
from reader.analysis.events.participants import is_passive
from reader.analysis.events.parts import Parts
from reader.analysis.events.presents import general, habitual, timeless
from reader.analysis.events.triggers import Found, counted_from
from reader.lazy_dataclass import dataclass
from reader.model import Mention, Modality, Role, TimeExpression

FLOOR = 2.0  # below this a trigger is a word of the text, not an event


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence is, for all of its triggers."""

    headline: bool  # a line without a stop at its end
    question: bool
    named: bool  # somebody or something is named in it
    timed: bool

    @classmethod
    def of(cls, sentence: Sentence, text: str) -> Setting:
        span, words = sentence.span, sentence.words
        return cls(
            _headline(span.start, span.end, text),
            text.find("؟", span.start, span.end) >= 0,
            any(word.mention >= 0 for word in words),
            bool(sentence.timed),
        )


def _headline(start: int, end: int, text: str) -> bool:
    """A line without a stop at its end tells in the present what has just happened."""
    stop = text.find("\n", end - 1)
    line = text[start : stop if stop >= 0 else len(text)].rstrip()
    return not line.endswith((".", "!", "؟", "?", "…", "»", '"', ")", ":", "؛", "،"))


@dataclass(frozen=True, slots=True)
class Case:
    """A trigger with all that was found around it."""

    text: str
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    sentence: Sentence
    found: Found
    kind: EventType
    parts: Parts
    dating: tuple[int, ...]
    anchored: bool  # another time is counted from it
    carried: bool  # its time is that of a sentence before
    figure: str
    modality: Modality
    cue: str  # the word that gives the modality
    imagined: bool  # inside a scenario
    setting: Setting
    others: int  # triggers of the sentence, this one among them

    @property
    def finite(self) -> bool:
        """As good as a verb."""
        return self.found.finite or self.found.light or self.found.borne >= 0

    @property
    def written(self) -> str:
        return self.sentence.words[self.found.at].span.of(self.text)


# A clue by its name in worth.toml, and what the reason says of it; "" for what is counted with the form.
# Names begin with v- for what is as good as a verb, with m- for a masdar alone; what only a masdar can be (definite, owned) begins with
# mm-, or vm- where a verb says that it took place.
Clue = tuple[str, str]


@cache
def weights() -> Mapping[str, float]:
    """What each clue is worth."""
    with (DATA / "worth.toml").open("rb") as file:
        return {name: float(value) for name, value in tomllib.load(file)["weights"].items()}


def weigh(case: Case) -> tuple[float, list[str]]:
    """The score of a trigger and the clues that it is made of, in words."""
    table = weights()
    form = f"{'فعل' if case.found.finite else 'مصدر'} «{case.written}»"
    sums: dict[str, float] = {form: 0.0}
    for name, said in clues(case):
        sums[said or form] = sums.get(said or form, 0.0) + table.get(name, 0.0)
    why = [f"{said} {worth:+.2g}" for said, worth in sums.items() if abs(worth) >= 0.05]
    if case.carried:
        why.append(f"الزمن من جملة سابقة «{case.times[case.dating[0]].text}»")
    if case.cue:
        why.append(f"«{case.cue}»: {case.modality.value}")
    return sum(sums.values()), why


def clues(case: Case) -> Iterator[Clue]:
    """All that speaks for or against."""
    yield from _form(case)
    yield from _circumstances(case)
    yield from _place_in_clause(case)
    yield from _together(case)


def _form(case: Case) -> Iterator[Clue]:
    found, reading = case.found, case.found.reading
    trigger = reading.trigger
    side = "v" if case.finite else "m"
    yield "verb" if case.finite else "masdar", ""
    if found.finite:
        tense = "passive" if is_passive(found, case.text, case.sentence) else reading.kind
        yield f"v-{_tense(case, tense) if reading.kind not in ('past', 'masdar') else tense}", ""
        if reading.pronoun:
            yield "v-object", ""
        if reading.proclitic == "ل":
            yield "v-purpose", ""
        if reading.strict or trigger.homograph:
            yield "v-like-noun", ""
        if reading.agreement:
            yield f"v-agree-{reading.agreement}", ""
    else:
        if found.light:
            yield "m-light", ""
        elif found.borne >= 0:
            yield "m-borne-before" if found.borne < found.at else "m-borne-after", ""
        if reading.pronoun:
            yield f"{side}m-owned", ""
        if reading.definite:
            yield f"{side}m-definite", ""
        if not reading.pronoun and not reading.definite:
            bare = case.sentence.words[found.at].folded
            yield f"{side}m-accusative" if bare.endswith("ا") else f"{side}m-bare", ""
        if reading.proclitic:
            yield f"{side}m-{ {'ب': 'with', 'ل': 'for', 'ك': 'as'}[reading.proclitic] }", ""
        if trigger.masdar_weak:
            yield f"{side}m-topic", ""
        if trigger.borne:
            yield "m-needs-verb", ""
            if not case.finite and not trigger.carried:
                yield "m-unborne", ""
        if trigger.carried:
            yield "m-act", ""
        if trigger.counted:
            yield "m-counted", ""
    if reading.conjunction:
        yield f"{side}-and", ""
    if trigger.needs or found.complement >= 0:
        yield f"{side}-completed", ""
    if trigger.idiom:
        yield "idiom", ""
    yield from _of_kind(trigger.grammar, side)


def _tense(case: Case, tense: str) -> str:
    """Of a present: what was not done («لم»), what is to come, what is imagined; else as it is."""
    found = case.found
    before = case.sentence.words[found.at - 1].bare if found.at else ""
    if before in word_list("grammar", "not_past"):
        return "not-past"
    if found.reading.proclitic == "س" or before in word_list("grammar", "present_act"):
        return "future"
    return "imagined" if case.imagined and tense == "present" else tense


_KINDS = (
    "says dated weak repeats once harms harm control sides single by_word path".split()  # keys of the lexicon
)


@cache
def _of_kind(grammar: str, side: str) -> tuple[Clue, ...]:
    """Clues of the type itself."""
    kind = lexicon().grammars[grammar]
    return tuple((f"{side}-kind-{key}", "") for key in _KINDS if getattr(kind, key))


def _circumstances(case: Case) -> Iterator[Clue]:
    side = "v" if case.finite else "m"
    if case.anchored:
        yield "anchor", "حدث يُؤرَّخ به"
    elif case.carried:
        yield f"{side}-carried", ""
    elif case.dating:
        time = case.times[case.dating[0]]
        fine = fixes_day(time)
        name, said = ("day" if fine else "time"), f"زمن «{time.text}»"
        yield name, said
        yield f"{side}-{name}", said
    elif case.setting.timed:
        yield f"{side}-other-time", ""
    for roles, name, label in (
        ((Role.AGENT, Role.PATIENT), "party", "طرف"),
        ((Role.PLACE,), "place", "مكان"),
    ):
        if named := [m for r in roles for m in case.parts.named(r)]:
            said = f"{label} «{case.mentions[named[0]].text}»"
            yield name, said
            yield f"{side}-{name}", said
            if case.kind.dated or case.found.reading.strict:
                yield f"act-{name}", said
    if case.parts.parties:
        yield f"{side}-party-unnamed", ""
        if case.kind.dated or case.found.reading.strict:
            yield "act-party-unnamed", ""
    if any("«" in note for note in case.parts.notes):
        yield "party-inferred", ""
    if case.figure:
        yield "figure", f"عدد «{case.figure}»"
        yield f"{side}-figure", f"عدد «{case.figure}»"
    if not case.setting.named:
        yield "no-name-near", ""


def _place_in_clause(case: Case) -> Iterator[Clue]:
    side = "v" if case.finite else "m"
    words, at = case.sentence.words, case.found.at
    before = words[at - 1].bare if at else ""
    if not at:
        yield f"{side}-first", ""
    elif words[at].break_before:
        yield f"{side}-clause-first", ""
    if case.setting.headline:
        yield f"{side}-headline", ""
    yield from _led_by(before, side)
    if at and words[at - 1].mention >= 0:
        yield f"{side}-after-name", ""
    if at + 1 < len(words):
        after = words[at + 1]
        if after.break_before:
            yield f"{side}-break-after", ""
        elif after.begins:
            yield f"{side}-name-after", ""
        elif after.bare.startswith("ال"):
            yield f"{side}-definite-after", ""
        elif after.bare in word_list("grammar", "prepositions"):
            yield f"{side}-preposition-after", ""
    else:
        yield f"{side}-break-after", ""
    if case.modality is not Modality.ASSERTED:
        yield f"{side}-{case.modality.value}", ""
    if case.found.joined >= 0:
        yield "m-joined-to", "معطوف على حدث"
    start, stop, count = case.sentence.span.start, words[at].start, case.text.count
    if (
        count('"', start, stop) % 2
        or count("«", start, stop) > count("»", start, stop)
        or count("“", start, stop) > count("”", start, stop)
    ):
        yield "quoted", ""
    if case.setting.question:
        yield "question", ""
    yield "others-1" if case.others == 1 else "others-2" if case.others < 4 else "others-4", ""


_LEADING = {  # the lists that the word before it may be of
    "relative": ("titles", "relatives"),
    "that": ("grammar", "that"),
    "preposition": ("grammar", "prepositions"),
    "during": ("grammar", "during"),
    "cue": ("grammar", "verb_cues"),
}


@lru_cache(maxsize=4096)
def _led_by(before: str, side: str) -> tuple[Clue, ...]:
    """Clues of the word before it."""
    return tuple((f"{side}-{name}", "") for name, listed in _LEADING.items() if before in word_list(*listed))


def _together(case: Case) -> Iterator[Clue]:
    """Clues of more than one thing at once."""
    found, kind, sentence, finite = case.found, case.kind, case.sentence, case.finite
    reading, dating = found.reading, case.dating
    named = not finite and _dated_name(sentence, found, case.times)
    if named:
        yield "named", "اسم بتاريخه"
    elif kind.weak or (reading.trigger.masdar_weak and not found.finite):
        yield "weak", "فعل عام"
    if case.parts.parties and finite:
        yield "unnamed-told" if kind.weak and not kind.says and reading.kind == "past" else "unnamed", ""
    if not case.imagined and general(sentence, found):
        yield "general", "مضارع عام"
    elif not case.imagined and case.modality is Modality.ASSERTED:
        if habitual(sentence, found):
            yield "habit", "يتكرر عادة"
        elif not (dating or case.anchored) and timeless(sentence, found) and not case.setting.headline:
            yield "timeless", "مضارع بلا زمن"
    elif found.finite and case.cue in word_list("modality", "planned", "wish"):
        yield "wish", ""  # «أريد أن أساعد جيشا يقاتل»
    before = word_before(sentence, found.at, "carrying")
    if not finite and not reading.definite and before in word_list("grammar", "because"):
        yield "because", f"بعد «{before}»"
    subject = before in word_list("grammar", "that")  # «قال إن حظر الأجهزة ما زال ساريا»
    if not (finite or kind.weak or kind.dated) and (subject or before in word_list("grammar", "before")):
        yield "told-of", f"بعد «{before}»"
    since = before in word_list("grammar", "moments") or counted_from(sentence, found.at)
    since = since and not reading.trigger.masdar_weak
    if not finite and since and not kind.weak:
        yield "moment", f"بعد «{before}»"  # something is dated by it: it took place
    known = bool(dating or case.anchored or case.figure or case.parts.participants)
    told = reading.trigger.needs or found.complement >= 0 or reading.pronoun
    if finite and not known and not case.parts.parties and not told:
        done = reading.kind in ("past", "passive") or 0 <= found.borne < found.at
        if not done or kind.weak:
            yield "alone", ""
    if not (finite or known) and not (case.parts.parties and case.setting.named):
        yield "m-alone", ""  # «يعنى الكتاب بالتاريخ وسقوط الدول»
    passive = is_passive(found, case.text, sentence)
    related = _related(sentence, found) and not dating  # tells which, not what happened
    if kind.dated and related:
        yield "related", ""
    elif kind.dated and not _shown(case.parts, found, bool(dating), passive):
        yield "unshown", ""
    if kind.dated and reading.kind == "present" and _tense(case, "present") == "present":
        yield "act-present", ""  # and neither what was not done nor what is to come
    if reading.strict and not dating:
        yield "strict-untimed", ""
    if case.modality is Modality.DENIED and not finite and known:
        yield "denied", ""  # «نفى اعتقال فلان» says something of an event, not of a topic


def _dated_name(sentence: Sentence, found: Found, times: Sequence[TimeExpression]) -> bool:
    """«اتفاق 10 دجنبر», «هجمات 11 سبتمبر»: a happening that is called by its day."""
    words, after = sentence.words, found.at + 1
    if found.reading.definite or found.reading.pronoun or after >= len(words) or words[after].break_before:
        return False
    time = words[after].time
    return time >= 0 and (fixes_day(times[time]) or times[time].text[:1].isdigit())


def _related(sentence: Sentence, found: Found) -> bool:
    """A verb right after a relative pronoun: «الدور الذي لعبته موسكو»."""
    return found.at > 0 and sentence.words[found.at - 1].bare in word_list("titles", "relatives")


def _shown(parts: Parts, found: Found, dated: bool, passive: bool) -> bool:
    """Whether enough is said of an act of no kind: a party, or a time and a place; by verbs that are `strict` a time and who
    did it by name (of a passive to whom)."""
    by_name = bool(parts.named(Role.PATIENT if passive else Role.AGENT))
    if found.reading.strict:
        said = lexicon().types[found.reading.trigger.type].says
        return dated and (by_name or (bool(parts.parties) and not said))
    if found.reading.trigger.named:
        return by_name
    place = dated and bool(parts.named(Role.PLACE) or parts.parties)
    return by_name or place or parts.has(Role.AGENT) or parts.has(Role.PATIENT)
