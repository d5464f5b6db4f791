"""What speaks for and against two reports being of one happening: named features, each with its value.

What a feature is worth stands in data/events/weights.toml; `compare` adds it up. Nothing here decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from reader.analysis.events.clauses import without_article
from reader.analysis.events.features import NONE, Document, Report
from reader.analysis.events.figures_alike import figures_evidence
from reader.analysis.events.kinship import close, listed
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.regions import APART, INSIDE, ONE_COUNTRY, PART_OF_NAME, nearness
from reader.analysis.events.roots import RAREST, everyday, root_of, telling
from reader.analysis.events.senses import one_sense
from reader.analysis.events.surroundings import institutions
from reader.analysis.events.timing import Feature, same_day, time_evidence
from reader.model import Modality

MOST = 3.0  # of a counted feature: more of the same says no more
MOST_BEHIND = 1.5  # words behind both triggers
MOST_TELLING, ROOTS_TIE = 12.0, 6.0  # of shared roots, added up (see roots.telling)
OPENING = 3  # reports that a text opens with
CLEAR = 4.5  # score from which on a trigger surely tells a happening
_NEAR = {ONE_COUNTRY: "one-country", INSIDE: "inside", PART_OF_NAME: "part-of-name"}


_TIMED = frozenset("day day-carried month day-of-month weekday".split())
_KNOWN = frozenset(
    "theme namesake agent patient other-part called institution institution-near beside beside-namesake lone-names figure".split()
)
_TIED = frozenset(
    "day day-carried day-of-month theme namesake agent patient place other-part inside part-of-name one-cause one-disaster"
    " called words institution institution-near beside beside-place figure".split()
)  # what ties two reports by itself: a time, a name, a word for who is not named


class Measure(Protocol):
    """How telling a shared entity is, and how much two documents speak of the same."""

    def of(self, entity: str) -> float: ...

    def likeness(self, a: Document, b: Document) -> float: ...


def evidence(a: Report, b: Report, measure: Measure) -> Iterator[Feature]:
    """The features of a pair that are not zero."""
    what = list(_act(a, b))
    when = list(time_evidence(a, b))
    who = list(_people(a, b, measure))
    yield from what
    yield from when
    yield from who
    if any(name == "repeats" for name, _, _ in what) and not any(name in _TIMED for name, _, _ in when):
        yield ("repeats-undated" if ties(a, b) > 1 else "repeats-loose"), 1.0, ""
    around = list(_around(a, b, measure))
    figures = list(figures_evidence(a, b))
    if any(name == "retold" for name, _, _ in what):
        yield from _loosely({name: value for name, value, _ in (*when, *who, *around, *figures)})
    yield from around
    yield from figures
    if not (any(name in _TIED for name, _, _ in (*when, *who, *around, *figures)) or _worded(when, around)):
        yield "untied", 1.0, ""
    yield from _meant(a, b)


def _loosely(seen: Mapping[str, float]) -> Iterator[Feature]:
    """Two acts of two kinds without what makes them one: somebody or something in both, and a time, or words or names that
    neither text has elsewhere."""
    lone = "lone-roots" in seen or seen.get("lone-names", 0.0) >= 2
    if _KNOWN.isdisjoint(seen) or not (lone or not _TIMED.isdisjoint(seen)):
        yield "retold-loose", 1.0, ""


def ties(a: Report, b: Report) -> int:
    """How many people, places and things have a part in both."""
    shared = (a.entities | a.theme) & (b.entities | b.theme)
    return len(shared) + len(a.words & b.words) + len(a.about & b.about)


def _worded(when: Iterable[Feature], around: Iterable[Feature]) -> bool:
    """Whether the words around two acts tie them: two rare ones or more of any kind, half as telling ones in one month."""
    shared = {name: value for name, value, _ in around}
    least = ROOTS_TIE / 2 if any(name == "month" for name, _, _ in when) else ROOTS_TIE
    return shared.get("roots", 0.0) >= least


# -- the act


def _act(a: Report, b: Report) -> Iterator[Feature]:
    types = lexicon().types
    if a.type == b.type:
        kinds = "one-type"
    elif a.family == b.family:
        kinds = "one-family"
    else:
        kinds = "kin" if close(a, b) else "listed" if listed(a, b) else "retold"
    yield kinds, 1.0, ""
    if a.lemma == b.lemma:
        yield "one-word", 1.0, ""
    elif one_sense(a.lemma, b.lemma):
        yield ("one-sense-retold" if kinds == "retold" else "one-sense"), 1.0, ""
    if types[a.type].repeats and types[b.type].repeats:
        yield "repeats", 1.0, ""
        if not (a.entities & b.entities) and a.document is not b.document:
            yield "repeats-untied", 1.0, ""
    if a.type == b.type and a.document is not b.document:
        if a.type in a.document.single and b.type in b.document.single:
            yield "only-ones", 1.0, ""
        elif a.type in a.document.many or b.type in b.document.many:
            yield "of-many", 1.0, ""
    if types[a.type].answer and types[b.type].answer and a.theme & b.theme and a.document is not b.document:
        yield "one-answerer", 1.0, ""
    if types[a.type].weak or types[b.type].weak:
        yield "general", 1.0, ""
    if a.about and b.about:
        yield ("about" if a.about & b.about else "about-other"), 1.0, ""


# -- people and places


def _people(a: Report, b: Report, measure: Measure) -> Iterator[Feature]:
    theme = a.theme & b.theme
    near = nearness_of(a, b) if a.spots and b.spots else APART
    seen = set(theme)
    for entity in sorted(theme):
        yield "theme", 0.5 + measure.of(entity), entity
    if a.theme and b.theme and not theme:
        alike = namesakes(a.theme, b.theme)
        if alike:
            yield "namesake", 1.0, alike
            seen.add(alike)
        elif near == APART:
            yield "theme-other", 1.0, ""
    common = a.entities & b.entities
    for role, first, second in (
        ("agent", a.agents, b.agents),
        ("patient", a.patients, b.patients),
        ("place", a.places, b.places),
    ):
        shared = sorted((first & second) - seen)
        if shared:
            yield role, min(MOST, sum(0.3 + measure.of(e) for e in shared)), shared[0]
            seen.update(shared)
    others = sorted(common - seen)
    if others:
        yield "other-part", min(MOST, sum(map(measure.of, others))), others[0]
        seen.update(others)
    if near != APART and not a.places & b.places and not theme:
        yield _NEAR[near], 1.0, ""
    if a.of and a.of == b.of:
        yield "one-cause", 1.0, ""
    if one_disaster(a, b):
        yield "one-disaster", 1.0, ""
    for unknown, known in ((a, b), (b, a)):
        word = _called(unknown, known)
        if word:
            yield "called", 1.0, word
            seen.add(word)
            break
    held = a.words & b.words
    bodies = held & institutions() if a.document.lands & b.document.lands else NONE
    if bodies:
        yield "institution", min(MOST, float(len(bodies))), " ".join(sorted(bodies))
    words = {word for word in held - bodies if not everyday(root_of(word))}
    if words:
        yield "words", min(MOST, float(len(words))), " ".join(sorted(words))
    if a.agents and b.agents and not a.agents & b.entities and not b.agents & a.entities:
        yield ("agents-other" if theme or a.patients & b.patients else "agents-strange"), 1.0, ""
    for one, many in ((a, b), (b, a)):
        if (
            many.several
            and not many.agents
            and len(one.agents) == 1
            and next(iter(one.agents)).startswith("PER")
        ):
            yield "agents-several", 1.0, ""
            break
    if a.patients and b.patients and not a.patients & b.entities and not b.patients & a.entities:
        yield "patients-other", 1.0, ""
    for named, other in ((a, b), (b, a)):
        if (
            named.patients
            and not (other.patients or words)
            and other.words - named.content == other.words != NONE
        ):
            several = any(word.endswith(("ين", "ون", "ان")) for word in other.words)
            yield ("patients-several" if several else "patient-unnamed"), 1.0, ""
            break
    if a.places and b.places and not a.places & b.places and near == APART:
        yield "places-other", 1.0, ""
    if not (a.entities and b.entities):
        yield ("nobody" if not (a.entities or b.entities) else "nobody-in-one"), 1.0, ""
    elif not seen and not words and near == APART:
        yield "nothing-shared", 1.0, ""


@lru_cache(maxsize=16384)
def _no_places(entities: frozenset[str]) -> frozenset[str]:
    return frozenset(entity for entity in entities if not entity.startswith("LOC"))


def namesakes(mine: frozenset[str], theirs: frozenset[str]) -> str:
    """One of mine whose name holds, or is held by, that of one of theirs: one person under two readings of his name."""
    if _all_words(mine).isdisjoint(_all_words(theirs)):
        return ""
    for first in sorted(mine):
        for second in sorted(theirs):
            words, others = _name_words(first), _name_words(second)
            if words and others and (words <= others or others <= words):
                return first
    return ""


@lru_cache(maxsize=16384)
def _all_words(entities: frozenset[str]) -> frozenset[str]:
    """The words of all their names."""
    return NONE.union(*map(_name_words, entities))


@lru_cache(maxsize=65536)
def _name_words(entity: str) -> frozenset[str]:
    name = entity.partition(":")[2].partition("~")[0]
    return frozenset(without_article(word) for word in name.split("-") if len(word) > 2)


def _called(unknown: Report, known: Report) -> str:
    """A name that one text did not recognise as one: its last word among the words of the other."""
    for word in sorted((unknown.words & known.called) - unknown.called):
        if not everyday(root_of(word)):
            return word
    for word in sorted(known.called - unknown.called):
        if len(word) > 2 and f"={word}" in unknown.content:
            return word
        if len(word) > 3 and root_of(word) in unknown.content and not known.entities & unknown.near:
            return word
    return ""


def nearness_of(a: Report, b: Report) -> int:
    """How near the places of two reports lie, for what strikes a place; regions of one country on the same day alone."""
    types = lexicon().types
    first, second = types[a.type], types[b.type]
    if not (first.harms or first.harm) or not (second.harms or second.harm) or a.family == "take":
        return APART
    near = nearness(a.spots, b.spots)
    if near == ONE_COUNTRY:
        wide = (first.wide and second.wide and a.lemma == b.lemma) or (first.harm and a.of == b.of != "")
        return near if wide and same_day(a, b) else APART
    return near


def one_disaster(a: Report, b: Report) -> bool:
    """A quake or a flood of one day whose place one text does not name, though both speak of the same country."""
    types = lexicon().types
    if not (types[a.type].wide and a.type == b.type) or (a.spots and b.spots):
        return False
    return bool(a.document.lands & b.document.lands) and same_day(a, b)


# -- what stands around


def _around(a: Report, b: Report, measure: Measure) -> Iterator[Feature]:
    if a.document is b.document:
        yield "one-text", 1.0, ""
    else:
        yield "texts-alike", measure.likeness(a.document, b.document), ""
    beside = sorted((a.near & b.near) - (a.entities & b.entities))
    named = [e for e in beside if not e.startswith("LOC")]
    if named:
        yield "beside", min(MOST, sum(map(measure.of, named))), named[0]
    places = [e for e in beside if e.startswith("LOC")]
    if places:
        yield "beside-place", min(MOST, sum(map(measure.of, places))), places[0]
    if not a.near & b.near and a.near and b.near:
        alike = namesakes(_no_places(a.near), _no_places(b.near))
        yield ("beside-namesake" if alike else "beside-other"), 1.0, alike
    shared = NONE if a.sentence == b.sentence else a.content & b.content
    bodies = {each for each in shared if each.startswith("#")}
    if bodies and a.document.lands & b.document.lands:
        yield "institution-near", min(MOST, float(len(bodies))), ""
    roots = shared - bodies
    if a.document is not b.document:
        lone = a.lone & b.lone
        names = a.near & lone
        if _no_places(lone & a.entities & b.entities):
            yield "lone-part", 1.0, ""
        if lone - names:
            yield "lone-roots", min(MOST, float(len(lone - names))), ""
        if names:
            yield "lone-names", min(MOST, float(len(names))), sorted(names)[0]
    if roots:
        yield "roots", min(MOST_TELLING, sum(map(telling, sorted(roots)))), str(len(roots))
        yield "roots-share", len(roots) / min(len(a.content), len(b.content)), ""
    if a.document is b.document:
        return
    behind = NONE if a.sentence == b.sentence else frozenset(a.behind_it).intersection(b.behind_it)
    if behind:
        yield "behind", min(MOST_BEHIND, sum(map(telling, sorted(behind))) / RAREST), ""
    farther = NONE if a.sentence == b.sentence else (a.told & b.told) - shared
    if farther:
        yield "sentence-roots", min(MOST_TELLING, sum(map(telling, sorted(farther)))), ""
    if a.ref.index < OPENING and b.ref.index < OPENING:
        yield "openings", 1.0, ""


# -- how it is meant


def _meant(a: Report, b: Report) -> Iterator[Feature]:
    faint = CLEAR - min(a.score, b.score)
    if faint > 0:
        yield "faint", faint / 2, ""
    both = {a.modality, b.modality}
    if a.modality is b.modality:
        return
    if Modality.DENIED in both:
        yield "denied", 1.0, ""
        if not (a.entities | a.theme) & (b.entities | b.theme):
            yield "denied-untied", 1.0, ""
    if Modality.HYPOTHETICAL in both:
        yield "supposed", 1.0, ""
    if Modality.PLANNED in both:
        yield ("planned" if a.agents & b.agents or a.theme & b.theme else "planned-untied"), 1.0, ""
