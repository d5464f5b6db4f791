"""Scores mentions of people, places and bodies, and whom they are taken for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.analysis.linking import Linked
from reader.model import Analysis, Span

from .labelled import TYPES, Collection, Name, quoted
from .tally import Tally

# Words whose place inside or outside a name the conventions leave open.
_CLASS_WORDS = frozenset(
    "حركة حزب مجموعة وكالة بنك مستشفى قصر مكتب شركة جهاز تنظيم جماعة قناة صحيفة موقع منصة مدينة محافظة ولاية قرية بلدة حي "
    "مخيم معسكر قاعدة إقليم منظمة هيئة مؤسسة فريق نادي معهد مركز سوق جمعية شبكة راديو مجلة معالي الدكتور الجنرال".split()
)


class Said(NamedTuple):
    """What the analysis says of one mention; no entity where it was given none."""

    entity: str | None
    why: str


def score_names(
    collection: Collection, analyses: Mapping[str, Analysis], linked: Linked, tally: Tally
) -> None:
    """Mentions by exact span and type, then the clusters of those that were found."""
    wanted: dict[tuple[str, Name], str] = {}
    given: dict[tuple[str, Name], str] = {}
    for doc, text in collection.texts.items():
        gold = collection.names[doc]
        doubtful = collection.doubtful_names[doc]
        found = _said(doc, analyses[doc], linked)
        said = _settled(text, gold, {name: each for name, each in found.items() if name[0] not in doubtful})
        _count(gold, said, tally)
        for name in sorted(gold.keys() ^ said.keys()):
            verdict, why = ("missed", "") if name in gold else ("wrong ", said[name].why)
            tally.miss("entity", collection.name, doc, verdict, name[1], quoted(text, name[0], 25), why)
        for name, entity in gold.items():
            if name in said:
                wanted[doc, name] = entity
                given[doc, name] = said[name].entity or f"none-{doc}-{name}"
    _clusters(collection.name, wanted, given, tally)


def _said(doc: str, analysis: Analysis, linked: Linked) -> dict[Name, Said]:
    said = {
        (each.span, each.type.value): Said(linked.entities.of.get((doc, index)), each.why)
        for index, each in enumerate(analysis.mentions)
    }
    for added in linked.entities.added:
        if added.doc == doc:
            said[added.mention.span, added.mention.type.value] = Said(added.entity, added.mention.why)
    return said


def _settled(text: str, gold: Mapping[Name, str], said: Mapping[Name, Said]) -> dict[Name, Said]:
    """What differs from a label by one class word or title in front is taken for it."""
    settled = {}
    for (span, kind), each in said.items():
        taken = span
        if (span, kind) not in gold:
            for label, label_kind in gold:
                ends_alike = label.end == span.end and label_kind == kind and (label, kind) not in said
                if ends_alike and _is_class_word(text, span, label):
                    taken = label
                    break
        settled[taken, kind] = each
    return settled


def _is_class_word(text: str, a: Span, b: Span) -> bool:
    """Whether a class word is all that one span has in front of the other; one clitic may stand before it."""
    word = text[min(a.start, b.start) : max(a.start, b.start)].strip()
    return word in _CLASS_WORDS or (word[:1] in "وبفل" and word[1:] in _CLASS_WORDS)


def _count(gold: Mapping[Name, str], said: Mapping[Name, Said], tally: Tally) -> None:
    for kind in TYPES:
        tally.count("true " + kind, sum(name[1] == kind for name in gold))
        tally.count("said " + kind, sum(name[1] == kind for name in said))
        tally.count("hit " + kind, sum(name[1] == kind and name in said for name in gold))
    tally.count("overlapping said", sum(_meets(name, gold) for name in said))
    tally.count("overlapping true", sum(_meets(name, said) for name in gold))


def _meets(name: Name, others: Iterable[Name]) -> bool:
    """Whether one of the others overlaps this one and is of its type."""
    return any(other[1] == name[1] and other[0].overlaps(name[0]) for other in others)


def _clusters(
    name: str,
    wanted: Mapping[tuple[str, Name], str],
    given: Mapping[tuple[str, Name], str],
    tally: Tally,
) -> None:
    """B-cubed of the mentions found, and the entities that were split or joined."""
    by_wanted, by_given = defaultdict(list), defaultdict(list)
    for mention in wanted:
        by_wanted[wanted[mention]].append(mention)
        by_given[given[mention]].append(mention)
    together = Counter((wanted[mention], given[mention]) for mention in wanted)
    for mention in wanted:
        both = together[wanted[mention], given[mention]]
        tally.count("clustered")
        tally.cluster_precision += both / len(by_given[given[mention]])
        tally.cluster_recall += both / len(by_wanted[wanted[mention]])
    for entity, mentions in by_wanted.items():
        into = Counter(given[mention] for mention in mentions)
        if len(into) > 1:
            tally.miss("cluster", name, "split", entity, dict(into))
    for entity, mentions in by_given.items():
        of = Counter(wanted[mention] for mention in mentions)
        if len(of) > 1:
            tally.miss("cluster", name, "joined", entity, dict(of))
