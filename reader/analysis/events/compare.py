"""Are two reports of one happening? Points for what they share, and what forbids it, each with its reason.

Weights were set on the tuned texts of tests/analysis/events/gold and stand here in one place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from reader.analysis.events.features import NONE, Document, Interval, Report, partial_agrees
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.regions import APART, INSIDE, ONE_COUNTRY, PART_OF_NAME, nearness
from reader.analysis.events.roots import root_of
from reader.model import Modality

BESIDE, WORDED = 0.9, 1.2  # most points for names and words around the triggers
JOIN = 2.3  # points that make two reports one event


@dataclass(frozen=True, slots=True)
class Verdict:
    """The points of a comparison and their reasons, strongest first; `points` is -inf where something forbids it."""

    points: float
    reasons: tuple[str, ...] = ()


_SORTS = frozenset({"people", "fighters"})  # bystanders and men under arms are not the same dead
HALF_ALIKE = 2.5  # rarity in common at which two long documents are half on one matter
_GOALS = frozenset({"go-to"})  # where to is what tells one of these from another
LONGEST_DISPUTE = 12  # days by which two dates of what happens once may differ
UNTIED = Verdict(0.0, ("لا رابط",))  # nothing in common: no reason to join, none against
NEVER = Verdict(-math.inf)


def step(count: int) -> float:
    """A number of documents cut to a power of the root of two: one more article must not move every score."""
    return float(count) if count < 3 else 2 ** (math.floor(2 * math.log2(count) + 1e-9) / 2)


class Rarity:
    """How telling it is to share an entity: 1 for one in few documents, towards 0 for one in all."""

    def __init__(self, frequencies: Mapping[str, int], documents: int) -> None:
        self._documents = documents
        self._most = step(documents) + 2
        self._scale = math.log(self._most)
        self._frequencies = frequencies
        self._known: dict[str, float] = {}
        self._alike: dict[tuple[str, str], float] = {}

    def of(self, entity: str) -> float:
        """The rarity of an entity by the documents that name it."""
        if self._documents < 20:
            return 0.7  # too few documents to tell
        value = self._known.get(entity)
        if value is None:
            count = step(self._frequencies.get(entity, 0)) + 1
            value = self._known[entity] = max(0.0, math.log(self._most / count) / self._scale)
        return value

    def likeness(self, a: Document, b: Document) -> float:
        """How much two documents speak of the same: weighted overlap of entities, 0 to 1."""
        if a is b:
            return 1.0
        pair = (a.doc, b.doc) if a.doc < b.doc else (b.doc, a.doc)
        value = self._alike.get(pair)
        if value is None:
            shared = a.entities & b.entities
            small = min(len(a.entities), len(b.entities))
            told = sum(map(self.of, sorted(shared)))
            value = max(min(1.0, told / max(3.0, 0.7 * small)), told / (told + HALF_ALIKE)) if shared else 0.0
            if len(self._alike) > 200_000:
                self._alike.clear()
            self._alike[pair] = value
        return value


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals; 0 where they touch."""
    if a[0] <= b[1] and b[0] <= a[1]:
        return 0
    return (b[0] - a[1]).days if b[0] > a[1] else (a[0] - b[1]).days


def compare(a: Report, b: Report, rarity: Rarity) -> Verdict:
    """The points for `a` and `b` being one happening. Symmetric."""
    if a.scenario != b.scenario or not (a.family == b.family or _kin(a, b)):
        return NEVER
    same_document = a.document is b.document
    if a.scenario and (not same_document or a.value != b.value):
        return NEVER
    reasons: list[tuple[float, str]] = []
    types = lexicon().types

    if same_document and a.source == b.source and a.type != b.type and _both_answered(a, b):
        return NEVER  # who accepts one thing and refuses another in one breath speaks of two
    theme = a.theme & b.theme
    near = _near(a, b)
    if a.theme and b.theme and not theme and near == APART:
        return NEVER
    if a.interval and b.interval and gap(a.interval, b.interval) > LONGEST_DISPUTE:
        return NEVER
    if types[a.type].sides and types[b.type].sides and not _same_sides(a, b):
        return NEVER
    if _harm(a) and _harm(b) and ((_named(a) and _counted(b)) or (_named(b) and _counted(a))):
        return NEVER
    if same_document and _harm(a) and _harm(b) and _other_sort(a, b):
        return NEVER
    parts = _parts(a, b, theme, near, rarity, reasons)
    if parts is None:
        if _one_disaster(a, b):
            parts = 0.3
            reasons.append((parts, "كارثة في بلد واحد"))
        elif a.type != b.type or (a.words and b.words) or not _one_story(a, b, rarity):
            return UNTIED
        else:
            parts = 0.0  # nobody is named, but two texts on one matter tell one such happening
    when = _when(a, b, bool(theme), parts, reasons, rarity)
    if when is None:
        return NEVER
    if a.family != b.family:
        if when < 1.0 or not (_ties(a, b) or theme):
            return UNTIED  # another word for it is believed where time and people agree
        reasons.append((0.2, "لفظان لفعل واحد"))
    elif a.type == b.type:
        reasons.append((1.0, "نوع واحد"))
    else:
        reasons.append((0.6, "نوعان متقاربان"))
    if a.about and b.about:
        same = bool(a.about & b.about)
        reasons.append((0.4 if same else -0.8, "موضوع واحد" if same else "موضوعان مختلفان"))
    both = lexicon().types[a.type].repeats and lexicon().types[b.type].repeats
    beside = sum(1 for each in a.near & b.near if not each.startswith("LOC"))
    tied = _ties(a, b) + (beside if when >= 1.0 else 0)
    if both and not same_document and tied <= (when < 1.0):
        reasons.append((-2.0, "فعل يتكرر"))
    denied = (a.modality is Modality.DENIED) != (b.modality is Modality.DENIED)
    if both and denied and a.type != b.type and not (a.interval and b.interval):
        reasons.append(
            (-0.6, "فعلان أحدهما منفي")
        )  # the summit that was refused is not the round that was held
    elif denied and (parts < 1.0 or when < 1.0) and not same_document:
        reasons.append((-1.0, "أحدهما منفي"))
    if a.lemma == b.lemma:
        reasons.append((0.25, "لفظ واحد"))
    _numbers(a, b, reasons)
    if (a.modality is Modality.HYPOTHETICAL) != (b.modality is Modality.HYPOTHETICAL):
        reasons.append((-1.5, "أحدهما افتراض"))
    elif (a.modality is Modality.PLANNED) != (b.modality is Modality.PLANNED):
        asked = not (a.agents & b.agents or theme)  # «طلبت من العاملين المغادرة» is nobody's departure
        reasons.append((-1.2 if asked else -0.5, "أحدهما مزمع"))
    reasons.sort(key=lambda r: -abs(r[0]))
    return Verdict(sum(r[0] for r in reasons), tuple(r[1] for r in reasons))


def _parts(
    a: Report,
    b: Report,
    theme: frozenset[str],
    near: int,
    rarity: Rarity,
    reasons: list[tuple[float, str]],
) -> float | None:
    """Points for people and places in common; None where too little ties the two."""
    total = 0.0
    for entity in sorted(theme):
        total += 1.0 + rarity.of(entity)
        reasons.append((1.0 + rarity.of(entity), f"«{_name(entity)}»"))
    seen = set(theme)
    common = a.entities & b.entities
    if common - seen:
        for first, second in ((a.agents, b.agents), (a.patients, b.patients), (a.places, b.places)):
            for entity in sorted((first & second) - seen):
                points = 0.9 * rarity.of(entity) + 0.2
                total += points
                reasons.append((points, f"«{_name(entity)}»"))
                seen.add(entity)
        for entity in sorted(common - seen):
            points = 0.5 * rarity.of(entity)
            total += points
            reasons.append((points, f"«{_name(entity)}» في دور آخر"))
            seen.add(entity)
    if near != APART and not a.places & b.places and not theme:
        points = _NEAR[near]
        total += points
        reasons.append((points, _NEAR_WORDS[near]))
    if a.of and a.of == b.of:
        total += 1.6
        reasons.append((1.6, "ضحايا حدث واحد"))
    for unknown, known in ((a, b), (b, a)):
        for word in sorted((unknown.words & known.called) - unknown.called)[:1]:
            total += 1.3
            reasons.append((1.3, f"«{word}»"))
            seen.add(word)  # a name that no rule knew in one of the texts
        for word in sorted(known.called - unknown.called - seen):
            if len(word) > 3 and root_of(word) in unknown.content and not known.entities & unknown.near:
                total += 0.8
                reasons.append((0.8, f"«{word}»"))
                seen.add(word)
                break
    words = a.words & b.words
    if words:
        points = min(1.6, 0.7 * len(words))
        total += points
        reasons.append((points, "«" + " ".join(sorted(words)) + "»"))
    beside = sorted((a.near & b.near) - seen)
    if beside:
        points = min(BESIDE, sum(0.45 * rarity.of(entity) for entity in beside))
        total += points
        reasons.append((points, "في الجملتين «" + "»، «".join(map(_name, beside[:3])) + "»"))
    roots = _roots(a, b)
    if len(roots) > 1:
        points = min(WORDED, 0.3 * (len(roots) - 1))
        total += points
        reasons.append((points, f"{len(roots)} من ألفاظ الجملتين"))
    if (
        a.agents
        and b.agents
        and not a.agents & b.agents
        and not a.agents & b.entities
        and not b.agents & a.entities
    ):
        cost = 0.75 if theme else 1.5  # who did it may be disputed where all else says that it is one
        reasons.append((-cost, "فاعلان مختلفان"))
        total -= cost
    if a.patients and b.patients and not a.patients & b.entities and not b.patients & a.entities:
        reasons.append((-0.75, "طرفان مختلفان"))
        total -= 0.75
    for named, other in ((a, b), (b, a)):
        if (
            named.patients
            and not other.patients
            and other.words
            and not other.words & named.content
            and not words
        ):
            reasons.append((-0.6, "طرف لا يسمى"))
            total -= 0.6
    if a.places and b.places and not a.places & b.places and near == APART:
        cost = -1.5 if a.family in _GOALS else -0.5
        reasons.append((cost, "مكانان مختلفان"))
        total += cost
    tied = bool(seen or words or near != APART or a.of == b.of != "")
    if not tied and a.type == b.type:
        alike = 1.0 if a.document is b.document else rarity.likeness(a.document, b.document)
        day = _same_day(a, b) and not (a.carried or b.carried)
        tied = bool(beside) or (len(roots) > 2 and _one_story(a, b, rarity))
        tied = tied or (day and alike > (0.25 if len(roots) > 1 else 0.45) and total >= 0)
    return total if tied else None


def _roots(a: Report, b: Report) -> frozenset[str]:
    """Words that stand around both triggers; what is said in one sentence of a text is no sign of its own."""
    return NONE if a.sentence == b.sentence else a.content & b.content


def _kin(a: Report, b: Report) -> bool:
    """Two types by which one happening may be told: he was removed, and the regime fell."""
    types = lexicon().types
    return b.family in types[a.type].kin or a.family in types[b.type].kin


def _same_sides(a: Report, b: Report) -> bool:
    """A match is between two: where both reports name both they are the same two, where one names one he is among them."""
    mine, theirs = a.agents | a.patients, b.agents | b.patients
    least = min(len(mine), len(theirs), 2)
    return len(mine & theirs) >= least or bool(least == 1 and (mine & b.near or theirs & a.near))


def _harm(report: Report) -> bool:
    """True for the dead and the hurt."""
    return lexicon().types[report.type].harm


def _other_sort(a: Report, b: Report) -> bool:
    """«15 شخصا» and «أربعة من المهاجمين»: not the same dead."""
    first, second = ({unit for unit, _, _ in r.numbers} & _SORTS for r in (a, b))
    return bool(first and second and not first & second)


def _named(report: Report) -> bool:
    return bool(report.patients) and not report.numbers


def _counted(report: Report) -> bool:
    return not report.patients and any(value > 1 for _, value, _ in report.numbers)


def _one_disaster(a: Report, b: Report) -> bool:
    """A quake or a flood of one day whose place one text does not name, though both speak of the same country."""
    types = lexicon().types
    if not (types[a.type].wide and a.type == b.type) or (a.spots and b.spots):
        return False
    return bool(a.document.lands & b.document.lands) and _same_day(a, b)


def _both_answered(a: Report, b: Report) -> bool:
    types = lexicon().types
    if not (types[a.type].answer and types[b.type].answer):
        return False
    return (a.modality is Modality.DENIED) == (b.modality is Modality.DENIED)


def _near(a: Report, b: Report) -> int:
    """How near the places of two reports lie, for what strikes a place; regions of one country on the same day alone."""
    types = lexicon().types
    first, second = types[a.type], types[b.type]
    if not (first.harms or first.harm) or not (second.harms or second.harm) or a.family == "take":
        return APART
    near = nearness(a.spots, b.spots)
    if near == ONE_COUNTRY:
        wide = (first.wide and second.wide and a.lemma == b.lemma) or (first.harm and a.of == b.of != "")
        return near if wide and _same_day(a, b) else APART
    return near


_NEAR = {ONE_COUNTRY: 0.4, INSIDE: 0.7, PART_OF_NAME: 1.0}
_NEAR_WORDS = {
    ONE_COUNTRY: "مكانان في بلد واحد",
    INSIDE: "مكان في بلد الآخر",
    PART_OF_NAME: "مكان واحد باسمين",
}


def _same_day(a: Report, b: Report) -> bool:
    """One day at most between two dated reports, or the same day and month where one has no year."""
    if a.interval and b.interval:
        return gap(a.interval, b.interval) <= 1
    for dated, other in ((a, b), (b, a)):
        if dated.interval and other.value:
            return partial_agrees(other.value, dated.interval) is True
    return bool(a.value and a.value == b.value)


def _ties(a: Report, b: Report) -> int:
    """How many people, places and things two reports have in common."""
    return (
        len((a.entities | a.theme) & (b.entities | b.theme)) + len(a.words & b.words) + len(a.about & b.about)
    )


def _name(entity: str) -> str:
    return entity.partition(":")[2].replace("-", " ") or entity


def _when(
    a: Report, b: Report, theme: bool, parts: float, reasons: list[tuple[float, str]], rarity: Rarity
) -> float | None:
    """Points for time; None where the two cannot be of one time."""
    if a.interval and b.interval:
        apart = gap(a.interval, b.interval)
        loose = _loose(a, b)
        if apart == 1 and _eve(a, b):
            apart = 0
        if apart == 0:
            longest = max((i[1] - i[0]).days for i in (a.interval, b.interval))
            points = 2.0 if longest <= 1 else 1.0 if longest <= 31 else 0.3
            if a.carried or b.carried:
                points *= 0.6
            reasons.append((points, "زمن واحد"))
            return points + _alike(a, b, reasons, rarity)
        if a.carried or b.carried:
            loose = max(loose, 2)
        if a.document is b.document and not (a.carried or b.carried):
            loose = min(loose, 1)
        counted = _harm(a) and _harm(b) and parts > 0.8 and bool(_figures(a) & _figures(b))
        told = counted or (bool(a.words & b.words) and a.type == b.type and _one_story(a, b, rarity))
        strong = (
            (theme and parts >= 1.9)
            or parts >= 2.4
            or (len(_roots(a, b)) > 2 and a.type == b.type and rarity.likeness(a.document, b.document) > 0.4)
            or told
            or _once(a, b)
            or a.of == b.of != ""
        )
        if apart > loose or not (strong or a.carried or b.carried):
            return None
        reasons.append((-0.5, f"بينهما {apart} يوم"))
        return _alike(a, b, reasons, rarity) - 0.5
    for dated, other in ((a, b), (b, a)):
        if dated.interval and other.value and not other.interval:
            agrees = partial_agrees(other.value, dated.interval)
            if agrees:
                points = 1.0 if "W" in other.value else 1.6  # a day of a month says more than one of a week
                reasons.append((points, "يوم واحد"))
                return points + _alike(a, b, reasons, rarity) if points > 1 else _frame(a, b, reasons, rarity)
            if agrees is False:
                reasons.append((-1.0, "يومان مختلفان"))
    if a.value and a.value == b.value and a.value.startswith("XXXX-") and "W" not in a.value:
        reasons.append((1.3, "يوم واحد من الشهر"))
    return _frame(a, b, reasons, rarity)


def _eve(a: Report, b: Report) -> bool:
    """«ليلة الأحد» is the night that leads to Sunday as often as that of Sunday."""
    early, late = (a, b) if (a.interval or ()) < (b.interval or ()) else (b, a)
    return "TNI" in (late.value or "") and (early.value or "").endswith(("TNI", "TEV"))


def _alike(a: Report, b: Report, reasons: list[tuple[float, str]], rarity: Rarity) -> float:
    """A little for documents on one matter, where the dates have had their say."""
    points = 0.5 * rarity.likeness(a.document, b.document)
    reasons.append((points, "نصان في موضوع واحد"))
    return points


def _one_story(a: Report, b: Report, rarity: Rarity) -> bool:
    """True for reports of two texts on one matter, dated the same or published within days."""
    if a.document is b.document or rarity.likeness(a.document, b.document) < 0.55:
        return False
    if a.interval and b.interval:
        return gap(a.interval, b.interval) <= 2
    return bool(a.published and b.published and gap(a.published, b.published) <= 7)


def _loose(a: Report, b: Report) -> int:
    """Days by which accounts of one happening may differ and still be a dispute rather than two happenings."""
    if _once(a, b):
        return LONGEST_DISPUTE
    return 2


def _once(a: Report, b: Report) -> bool:
    """Happenings that befall somebody once: he dies, he leaves that office."""
    return lexicon().types[a.type].once and lexicon().types[b.type].once and bool(a.theme & b.theme)


def _frame(a: Report, b: Report, reasons: list[tuple[float, str]], rarity: Rarity) -> float | None:
    """Where one has no date: whether the documents are of one time and of one matter."""
    for dated, other in ((a, b), (b, a)):
        if dated.interval and not _near_frame(dated.interval, other):
            reasons.append((-1.5, "زمن بعيد عن زمن النص"))
            break
    alike = rarity.likeness(a.document, b.document)
    points = 1.2 * alike
    reasons.append((points, "نصان في موضوع واحد" if alike >= 0.5 else "نصان متقاربان"))
    for dated, other in ((a, b), (b, a)):
        if dated.interval and other.published and a.document is not b.document:
            before = (other.published[0] - dated.interval[1]).days
            if before < -40 and other.modality is not Modality.PLANNED:
                return None
            if before > 400 and not _once(a, b):
                return None
            extra = 0.6 if before <= 21 else 0.0 if before <= 100 else -1.0
            reasons.append((extra, "زمن النشر قريب" if extra > 0 else "زمن النشر بعيد"))
            return points + extra
    if a.published and b.published and a.document is not b.document:
        apart = gap(a.published, b.published)
        if apart > 400 and not _once(a, b):
            return None
        extra = 0.6 if apart <= 14 else 0.0 if apart <= 60 else -1.0
        reasons.append((extra, "نشرا في وقت واحد" if extra > 0 else "نشرا في وقتين"))
        return points + extra
    return points


def _near_frame(interval: Interval, other: Report) -> bool:
    """Whether a date could be that of an undated report: not a bare year, nor far from the days its text tells."""
    if (interval[1] - interval[0]).days > 92:
        return False
    days = other.document.frame
    if not days:
        return True
    return min(max(interval[0].toordinal() - d, d - interval[1].toordinal(), 0) for d in days) <= 60


def _numbers(a: Report, b: Report, reasons: list[tuple[float, str]]) -> None:
    mine = {(unit, value) for unit, value, _ in a.numbers}
    if _harm(a) and _harm(b) and _other_sort(a, b):
        reasons.append((-2.5, "المعدودون مختلفون"))
    if mine & {(unit, value) for unit, value, _ in b.numbers}:
        reasons.append((0.6, "عدد واحد"))
    elif _harm(a) and _harm(b) and a.type == b.type and _far_apart(a, b):
        reasons.append((-1.5, "عددان متباعدان"))
    if (
        _harm(a)
        and _harm(b)
        and a.words
        and b.words
        and not a.words & b.words
        and a.document is not b.document
    ):
        reasons.append((-1.0, "المعدودون مختلفون"))


def _figures(report: Report) -> set[float]:
    return {value for _, value, _ in report.numbers if value > 1}


def _far_apart(a: Report, b: Report) -> bool:
    """«2084 شخصا» and «أربعة من رجال الإنقاذ»: no two accounts of one count differ so."""
    mine, theirs = ([value for _, value, _ in r.numbers if value > 0] for r in (a, b))
    if not mine or not theirs:
        return False
    return min(max(x, y) / min(x, y) for x in mine for y in theirs) > 20
