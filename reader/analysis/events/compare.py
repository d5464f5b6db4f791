"""Are two reports of one happening? What forbids it, and what each piece of evidence is worth.

`evidence` names what speaks for and against; data/events/weights.toml says how much, fitted to labelled pairs
(training/events.py) around weights set by hand. The sum is a logarithm of odds: above JOIN it is more likely than not.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reader.analysis.events.clauses import word_list
from reader.analysis.events.evidence import evidence, namesakes, nearness_of
from reader.analysis.events.features import Document, Report
from reader.analysis.events.figures_alike import harm, other_count, other_sort
from reader.analysis.events.kinship import comparable
from reader.analysis.events.lexicon import DATA, lexicon
from reader.analysis.events.regions import APART
from reader.analysis.events.report_times import Interval, partial_agrees
from reader.analysis.events.senses import one_sense
from reader.analysis.events.timing import (
    LONGEST_DISPUTE,
    eve,
    gap,
    near_frame,
    near_open_day,
    same_day,
    singular,
)
from reader.model import Modality

YEAR = 366  # days
UNTIED = (
    "untied"  # no day, name, figure or rare word in common: one event only where both texts are on one matter
)
TEXTS, ALIKE = "texts-alike", 0.33  # from here on two texts are on one matter
HARDLY_ALIKE = 0.3  # and up to here on two
MET = frozenset(
    "day day-carried month day-of-month weekday theme namesake agent patient one-cause".split()
)  # in texts on two matters less than a time or somebody with a part in both ties nothing
OTHER_KINDS = frozenset({"retold", "listed"})  # acts of two kinds meet in texts on one matter,
LOOSE = "retold-loose"  # and where nobody lists the two only with a name and a time or rare word
ON_OTHER_MATTERS = 1.5  # points less for two reports of texts on two matters
STRANGERS = 1.0  # points below joining that such two have at most
LEAST = 0.25  # points from which on a piece of evidence is told as a reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """The points of a comparison; -inf where something forbids it. Its reasons are only put in words when asked for."""

    points: float
    pair: tuple[Report, Report, Rarity] | None = None
    told: tuple[str, ...] = ()  # its reasons, where they are remembered from another run

    @property
    def other(self) -> Report | None:
        """The report that was compared with; None where something forbids it."""
        return self.pair[1] if self.pair else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """What the points are for, strongest first."""
        if self.pair is None:
            return self.told
        known, told = weights(), []
        for name, value, about in evidence(*self.pair):
            points = known.points[name] * value
            if abs(points) >= LEAST:
                told.append((-abs(points), _reason(known.words[name], about)))
        return tuple(words for _, words in sorted(told))


@dataclass(frozen=True, slots=True)
class Weights:
    """What evidence is worth: points where nothing is known, points for each unit of a feature, and its words."""

    base: float
    join: float
    points: Mapping[str, float]
    words: Mapping[str, str]


@cache
def weights() -> Weights:
    """The weights as shipped."""
    table = tomllib.loads((DATA / "weights.toml").read_text(encoding="utf-8"))
    features = table["features"]
    return Weights(
        table["base"],
        table["join"],
        {name: points for name, (points, _) in features.items()},
        {name: words for name, (_, words) in features.items()},
    )


NEVER = Verdict(-math.inf)
FOREMOST = 2  # of what a text names most
HALF_ALIKE = 2.5  # rarity in common at which two long documents are half on one matter


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
            # whom or what both name most, places aside: short wires on one matter often share no other name
            told += sum(self.of(e) for e in a.focus[:FOREMOST] if e in b.focus[:FOREMOST] and e[:3] != "LOC")
            value = max(min(1.0, told / max(3.0, 0.7 * small)), told / (told + HALF_ALIKE)) if shared else 0.0
            if len(self._alike) > 200_000:
                self._alike.clear()
            self._alike[pair] = value
        return value


def compare(a: Report, b: Report, rarity: Rarity) -> Verdict:
    """The points for `a` and `b` being one happening. Symmetric."""
    if _forbidden(a, b, rarity):
        return NEVER
    known = weights()
    total = known.base
    points = known.points
    found = {}
    for name, value, _ in evidence(a, b, rarity):
        total += points[name] * value
        found[name] = value
    alike = found.get(TEXTS, 1.0) >= ALIKE
    if found.get(TEXTS, 1.0) < HARDLY_ALIKE:
        total = max(total - ON_OTHER_MATTERS, min(total, known.join - STRANGERS))
    strangers = LOOSE in found or _supposed_apart(a, b)
    if not alike and not strangers:
        strangers = UNTIED in found or MET.isdisjoint(found) or not OTHER_KINDS.isdisjoint(found)
        strangers = strangers or _out_of_frame(a, b) or _out_of_frame(b, a)
    if strangers:
        total = min(total, known.join - STRANGERS)
    return Verdict(total, (a, b, rarity))


def _reason(words: str, about: str) -> str:
    """The words of a feature with what it is about, where it has a name."""
    if not about or about.isdigit():
        return words
    return f"«{_name(about)}» {words}".strip()


def _name(entity: str) -> str:
    return entity.partition(":")[2].partition("~")[0].replace("-", " ") or entity


def far_apart(mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> bool:
    """Whether the days of two reports (ordinals, the first and the last) forbid by themselves that they are of one happening."""
    if mine is None or theirs is None:
        return False
    return theirs[0] - mine[1] > LONGEST_DISPUTE or mine[0] - theirs[1] > LONGEST_DISPUTE


def _forbidden(a: Report, b: Report, rarity: Rarity) -> bool:
    """What no evidence outweighs. Who had a part is asked before the times: most pairs are of other people."""
    types = lexicon().types
    if a.scenario != b.scenario or not comparable(a, b):
        return True
    same_document = a.document is b.document
    if a.scenario and (not same_document or a.value != b.value):
        return True
    if same_document and a.source == b.source and a.type != b.type and _both_answered(a, b):
        return True  # who accepts one thing and refuses another in one breath speaks of two
    if same_document and (a.another != b.another or _second_verb(a, b)):
        return True
    if a.round and b.round and a.round != b.round:
        return True
    if (
        _other_person(a, b)
        or _other_agent(a, b)
        or _one_and_many(a, b)
        or _one_and_many(b, a)
        or _unlike(a.patients, b.patients)
    ):
        return True
    if a.interval and b.interval:
        apart = gap(a.interval, b.interval)
        if apart > LONGEST_DISPUTE or (same_document and apart > 2 and not _once(a, b)):
            return True
        if apart > 2 and not eve(a, b) and not (_once(a, b) or a.carried or b.carried or singular(a, b)):
            return True
    if _of_another_time(a, b, rarity) or _of_another_time(b, a, rarity):
        return True
    if types[a.type].sides and types[b.type].sides and not _same_sides(a, b):
        return True
    if types[a.type].repeats and types[b.type].repeats and (_elsewhere(a, b) or _swapped(a, b)):
        return True
    if not (harm(a) and harm(b)):
        return False
    if (_named(a) and _counted(b)) or (_named(b) and _counted(a)):
        return True
    return same_document and (other_sort(a, b) or other_count(a, b))


def _second_verb(a: Report, b: Report) -> bool:
    """A sentence has no second verb for what it told with the first, unless it is of the same person or of another's word."""
    if not (a.verb and b.verb and a.span == b.span) or (a.one and a.one == b.one) or a.theme & b.theme:
        return False
    return a.modality is b.modality and a.source == b.source


def _other_person(a: Report, b: Report) -> bool:
    """True where each tells of a person whom the other does not: two arrests are of two people."""
    if not (a.theme and b.theme) or not a.theme.isdisjoint(b.theme) or nearness_of(a, b) != APART:
        return False
    kinds = {entity.partition(":")[0] for entity in a.theme | b.theme}
    return len(kinds) == 1 and not namesakes(a.theme, b.theme)


def _supposed_apart(a: Report, b: Report) -> bool:
    """True where one of two is only planned or feared and no name, word or day is in both."""
    if {a.modality, b.modality}.isdisjoint({Modality.PLANNED, Modality.HYPOTHETICAL}):
        return False
    return not ((a.entities | a.theme) & (b.entities | b.theme) or a.words & b.words or same_day(a, b))


def _swapped(a: Report, b: Report) -> bool:
    """True where who does it in one suffers it in the other, and nothing else is shared: two acts, there and back."""
    if not (a.agents and b.patients and a.agents <= b.patients and not a.agents & b.agents):
        a, b = b, a
    if not (a.agents and b.patients and a.agents <= b.patients and not a.agents & b.agents):
        return False
    return not (a.theme & b.theme or a.patients & b.entities or same_day(a, b))


def _elsewhere(a: Report, b: Report) -> bool:
    """True where what people do again and again is told of two places, with no day to say that it was once."""
    if not (a.places and b.places) or a.places & b.places:
        return False
    return nearness_of(a, b) == APART and not same_day(a, b)


def _other_agent(a: Report, b: Report) -> bool:
    """True where each names who did it, neither text has the other's near it, and no day and party speak for one act."""
    if not (a.agents and b.agents):
        return False
    if lexicon().types[a.type].says and lexicon().types[b.type].says:
        apart = a.agents.isdisjoint(b.entities) and b.agents.isdisjoint(a.entities)
        return apart and not namesakes(a.agents, b.agents)  # «أعلن الوزير» and «أعلنت الحركة» are two words
    if _about(a.agents, b) or _about(b.agents, a):
        return False
    kinds = ({entity.partition(":")[0] for entity in each.agents} for each in (a, b))
    if set.isdisjoint(*kinds):
        return False  # a state and a ministry act by their minister
    party = not (a.entities.isdisjoint(b.entities) and a.words.isdisjoint(b.words))
    if party or lexicon().types[a.type].sides or nearness_of(a, b) != APART or same_day(a, b):
        return False
    return not namesakes(a.agents, b.agents)


def _one_and_many(one: Report, many: Report) -> bool:
    """«فر الرئيس» and «فرت قوات الأمن», «قال الوزير» and «ذكرت وسائل إعلام»: who goes or speaks is somebody by name in one, a crowd in the other."""
    types = lexicon().types
    if not many.crowd or one.crowd or not one.agents or {e.partition(":")[0] for e in one.agents} != {"PER"}:
        return False
    return (types[one.type].path and types[many.type].path) or (
        types[one.type].says and types[many.type].says
    )


def _about(those: frozenset[str], report: Report) -> bool:
    """Whether one of those has a part in what is told, or stands around it."""
    return not (those.isdisjoint(report.entities) and those.isdisjoint(report.near))


def _unlike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """True where each side names persons, and no one of them is also on the other."""
    if not (mine and theirs) or not mine.isdisjoint(theirs):
        return False
    first, second = (frozenset([e for e in side if e.startswith("PER")]) for side in (mine, theirs))
    return bool(first and second) and not namesakes(first, second)


def _of_another_time(dated: Report, other: Report, rarity: Rarity) -> bool:
    """«استعاد حلب عام 2016» is not what a text of 2024 tells of Aleppo without a date, or of a Friday.

    But where both texts are on one matter, one of them may look back on it years later: one kind of act, or one sense, is then no other.
    """
    if dated.interval is None or not _open(dated, other):
        return False
    bare, elsewhere = _bare_year(dated.interval), dated.document is not other.document
    if bare and not elsewhere:
        return True  # a text says the year of what is not of its story
    alike = elsewhere and (dated.type == other.type or one_sense(dated.lemma, other.lemma))
    if _history(dated.interval, other) and not (
        alike and rarity.likeness(dated.document, other.document) >= ALIKE
    ):
        return True
    if alike and not bare:
        return False  # a text need not speak of the day of what it tells; see _out_of_frame
    return not near_frame(dated.interval, other)


def _out_of_frame(dated: Report, other: Report) -> bool:
    """True where one gives a day far from all that the other's text speaks of."""
    return dated.interval is not None and _open(dated, other) and not near_frame(dated.interval, other)


def _open(dated: Report, other: Report) -> bool:
    """True where one has days and the other none, or another day of the week, and it was not what befalls somebody once."""
    if not dated.interval or other.interval or _once(dated, other):
        return False
    if other.value is None:
        return True
    return "W" in other.value and not partial_agrees(other.value, dated.interval)


def _bare_year(interval: Interval) -> bool:
    """True for a year or more, with no month said."""
    return interval[1].toordinal() - interval[0].toordinal() >= YEAR - 2


def _history(interval: Interval, other: Report) -> bool:
    """True for days more than a year before most of those that a text speaks of."""
    days = sorted(other.document.frame)
    looks_back = bool(days) and days[len(days) // 2] - interval[1].toordinal() > YEAR
    return looks_back and not near_open_day(interval, other)


def _once(a: Report, b: Report) -> bool:
    """Happenings that befall somebody once: he dies, he leaves that office."""
    types = lexicon().types
    return types[a.type].once and types[b.type].once and bool(a.theme & b.theme)


def _same_sides(a: Report, b: Report) -> bool:
    """A match is between two: where both reports name both they are the same two, where one names one he is among them."""
    mine, theirs = a.agents | a.patients, b.agents | b.patients
    least = min(len(mine), len(theirs), 2)
    return len(mine & theirs) >= least or bool(least == 1 and (mine & b.near or theirs & a.near))


def _named(report: Report) -> bool:
    return bool(report.patients) and not report.numbers


def _counted(report: Report) -> bool:
    many = any(value > 1 for _, value, _ in report.numbers) or report.words & word_list(
        "grammar", "amounts_of_many"
    )
    return not report.patients and bool(many)


def _both_answered(a: Report, b: Report) -> bool:
    types = lexicon().types
    if not (types[a.type].answer and types[b.type].answer):
        return False
    return (a.modality is Modality.DENIED) == (b.modality is Modality.DENIED)
