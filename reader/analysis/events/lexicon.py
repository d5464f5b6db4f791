"""The trigger lexicon: event types and every written form of their verbs and masdars.

Read once from data/events/triggers*.toml; the keys are explained in the header of triggers.toml. `readings.read_word`
looks a word up in it.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from reader.analysis.events.inflect import DUAL, past_forms, present_forms
from reader.analysis.events.patterns import derived
from reader.lazy_dataclass import dataclass
from reader.text.fold import fold

DATA = Path(__file__).resolve().parents[2] / "data" / "events"


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type: how its verb and masdar share out the parts."""

    id: str
    title: str
    family: str
    subject: str
    object: str
    genitive: str
    preps: dict[str, str]
    weak: bool
    counts: tuple[str, ...]
    answer: str
    single: str  # part of a lone phrase after the active-looking verb: "patient" for acts that are told in the passive
    control: str  # whose act the masdar after it would be: the agent's or the patient's («أمره بالمغادرة»); "" for none
    complement: str  # modality of that act: planned (asked, offered, decided) or denied (refused)
    theme: str  # the part that tells one happening of the type from another
    path: bool  # a going from place to place: its places are no rivals
    lengths: bool  # its figures are lengths of time (a sentence of eight years)
    repeats: bool  # the same people do it again and again: its theme alone ties nothing
    once: bool  # befalls its theme once: two accounts days apart contradict each other
    wide: bool  # strikes a whole region: two places of one country on one day are one happening
    harms: bool  # leaves dead and hurt, who belong to it
    harm: bool  # the dead and the hurt of another happening
    says: bool  # tells of another happening: none of its own where that follows
    by_word: bool  # done by the word of an authority: whoever orders or decides it has done it
    sides: bool  # between two, who are named as agent or patient as the words have it (who won, who lost)
    kin: tuple[str, ...]  # families whose reports may tell the same happening, too
    dated: bool  # of any kind, listed without their sense: happenings only with a time and a party or place of their own


@dataclass(frozen=True, slots=True)
class Trigger:
    """One lexicon line: a verb (with its masdars) or a noun, of one type."""

    type: str
    lemma: str
    grammar: str = (
        ""  # the table that says how it shares out the parts: its type's, or that of a variant of it
    )
    needs: tuple[str, ...] = ()  # one of these must follow in the clause (folded prefixes)
    excludes: tuple[str, ...] = ()
    in_front: tuple[str, ...] = ()  # rule it out in front of the word that it needs alone
    never: tuple[str, ...] = ()  # rule it out anywhere in the clause after it
    needs_place: bool = False
    needs_person: bool = False  # a person is named right after it: «وخلفه فلان»
    masdar_weak: bool = False
    subject: str = ""  # overrides the type's
    free_passive: bool = False  # its passive needs no complement
    no_figure: bool = False  # another verb before a number
    either: bool = False  # the words it needs may also stand before it
    finder: bool = False  # who stands before the word it needs finds whom it befell
    at_once: bool = False  # the word it needs, or somebody's name, stands right behind it, amounts aside
    preposition: bool = False  # the bare past is also a preposition (قبل)
    counted: bool = False  # a noun that needs a figure beside it
    borne: bool = False  # a noun that needs a verb that says that it took place
    carried: bool = False  # the masdar of a verb of no type, which needs a light verb or who undertakes it
    transitive: bool = False  # never without its object: a lone phrase after it is whom the act is done to
    homograph: bool = False  # the bare past is a common noun: read as a verb only where a verb must stand
    bound: bool = False  # only with an object pronoun: «نفته»
    strict: bool = False  # only with a time of its own and a doer
    named: bool = False  # only with a doer by name
    short: bool = False  # so its bare past alone, which looks like a noun («دفع»); «دفعت» does not
    idiom: bool = False  # light verb or idiom: what it needs stands nearer and is a stem with endings, "=" before a whole word


T = TypeVar("T")
VerbForm = tuple[Trigger, str, str]  # its trigger, kind and agreement


class Forms(dict[str, "tuple[T, ...] | str"], Generic[T]):
    """What a written form may be, by its folded letters. Of the compiled lexicon that is at first a string of short words: `of` makes it
    when it is first asked for.
    """

    def __init__(self, forms: dict[str, tuple[T, ...]] | dict[str, str], made: Callable[[str], T]) -> None:
        super().__init__(forms)
        self._made = made

    def of(self, letters: str) -> tuple[T, ...]:
        """All that a form may be; nothing where it is not listed."""
        found = self.get(letters, ())
        if isinstance(found, str):
            found = self[letters] = tuple(map(self._made, found.split()))
        return found

    def whole(self) -> dict[str, tuple[T, ...]]:
        """Everything, made."""
        return {letters: self.of(letters) for letters in self}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All types and forms."""

    types: dict[str, EventType]
    grammars: dict[str, EventType] = field(
        repr=False
    )  # the types and their variants, by the name of the table
    verbs: Forms[VerbForm] = field(repr=False)
    nouns: Forms[Trigger] = field(repr=False)
    asked: frozenset[str] = field(repr=False)  # all that a line asks for or rules out around its verb or noun


def _folded(words: str) -> tuple[str, ...]:
    """The words folded; @name stands for the words of a class."""
    out: list[str] = []
    for word in words.split():
        out += _classes()[word[1:]] if word[0] == "@" else [fold(word)]
    return tuple(dict.fromkeys(out))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((DATA / "classes.toml").read_text(encoding="utf-8"))
    return {name: tuple(fold(word) for word in words.split()) for name, words in table.items()}


@cache
def lexicon() -> Lexicon:
    """The lexicon as shipped: compiled (reader.analysis.events.compiled), else the tables themselves."""
    from reader.analysis.events.compiled import read

    return read() or from_tables()


def from_tables() -> Lexicon:
    """The lexicon as the tables say it."""
    tables: dict[str, dict[str, Any]] = {}
    for path in sorted(DATA.glob("triggers*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            add_table(tables, name, table)
    return build(tables)


_LISTS = frozenset({"verbs", "nouns", "counted", "borne", "topics"})
_LINES = frozenset({"derived", "base", "phrases"})


def add_table(tables: dict[str, dict[str, Any]], name: str, table: dict[str, Any]) -> None:
    """Adds a type's table; where another file has begun the type already, its words join those and nothing else may."""
    known = tables.setdefault(name, {})
    for key, value in table.items():
        if key not in known:
            known[key] = value
        elif key in _LISTS:
            known[key] = [*known[key], *value]
        elif key in _LINES:
            known[key] = f"{known[key]}{' ' if key == 'derived' else chr(10)}{value}"
        else:
            raise ValueError(f"{name}: {key} is said in two files")


def build(tables: dict[str, dict[str, Any]]) -> Lexicon:
    """A lexicon from parsed TOML tables."""
    verbs: dict[str, list[VerbForm]] = defaultdict(list)
    nouns: dict[str, list[Trigger]] = defaultdict(list)
    asked: set[str] = set()
    grammars = {name: _event_type(name, table, tables) for name, table in tables.items()}
    types = {name: kind for name, kind in grammars.items() if name == kind.id}
    for name, table in tables.items():
        kind = grammars[name].id
        for line in [*_lines(name, table), *_alone(tables, table)]:
            without = _folded(line.get("without", ""))
            trigger = Trigger(
                type=kind,
                lemma=line["past"],
                grammar=name,
                needs=_folded(line.get("with", "")),
                excludes=tuple(word for word in without if word[0] != "<"),
                in_front=tuple(word[1:] for word in without if word[0] == "<"),
                never=_folded(line.get("never", "")),
                needs_place=line.get("place", False),
                needs_person=line.get("person", False),
                masdar_weak=line.get("noun_weak", False),
                subject=line.get("subject", ""),
                homograph=line.get("homograph", False) or line.get("before", False),
                free_passive=line.get("free_passive", False),
                no_figure=line.get("no_figure", False),
                either=line.get("either", False),
                at_once=line.get("at_once", False),
                finder=line.get("finder", False),
                preposition=line.get("before", False),
                transitive=line.get("transitive", False),
                bound=line.get("bound", False),
                strict=line.get("strict", table.get("strict", False)),
                named=line.get("named", False),
                short=line.get("short", False),
                idiom=line.get("idiom", False),
            )
            asked.update(trigger.needs, trigger.excludes, trigger.in_front, trigger.never)
            skipped = frozenset(_folded(line.get("skip", "")))
            only = line.get("only", table.get("only", "")).split()
            for form in past_forms(line["past"]) + (
                [] if only else present_forms(line["present"], line["past"])
            ):
                if only and form.kind not in only:
                    continue
                if form.letters in skipped or (form.kind == "passive" and not line.get("passive", True)):
                    continue
                if trigger.homograph and form.agreement == DUAL and form.letters == f"{fold(line['past'])}ا":
                    continue  # «دعما للجيش»
                verbs[form.letters].append((trigger, form.kind, form.agreement))
            for masdar in line.get("masdar", "").split():
                nouns[fold(masdar)].append(trigger)
            for masdar in line.get("carried", "").split():
                nouns[fold(masdar)].append(
                    replace(trigger, borne=True, carried=True, strict=False, short=False)
                )
        for key in ("nouns", "counted", "borne", "topics"):
            for noun in table.get(key, []):
                word, _, excludes = noun.partition("!")
                named = Trigger(
                    type=kind,
                    lemma=word.strip(),
                    grammar=name,
                    excludes=_folded(excludes),
                    counted=key == "counted",
                    borne=key == "borne",
                    masdar_weak=key == "topics",
                )
                asked.update(named.excludes)
                nouns[fold(word.strip())].append(named)
    return Lexicon(
        types,
        grammars,
        Forms({k: tuple(dict.fromkeys(v)) for k, v in verbs.items()}, _nothing_left),
        Forms({k: tuple(dict.fromkeys(v)) for k, v in nouns.items()}, _nothing_left),
        frozenset(asked),
    )


def _nothing_left(form: str) -> Any:
    raise ValueError(f"{form}: of tables that were read everything is made")


def _lines(name: str, table: dict[str, Any]) -> list[dict[str, Any]]:
    """The verbs of a table, in the long form of `verbs`."""
    return [*table.get("verbs", []), *_by_rule(name, table), *_phrases(name, table)]


def _alone(tables: dict[str, dict[str, Any]], acts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Verbs of the types that ask for a complement, as acts of no kind where none follows; not its `auxiliary` ones."""
    if "auxiliary" not in acts:
        return
    typed = [_lines(name, table) for name, table in tables.items() if not table.get("dated")]
    lines = [line for each in typed for line in each]
    skipped, named = set(_folded(acts["auxiliary"])), _folded(acts.get("named", ""))
    skipped |= {fold(line["past"]) for line in lines if not {"with", "place", "person", "bound"} & {*line}}
    for line in lines:
        past = fold(line["past"])
        if past not in skipped and (len(past) > 2 or past in named):
            skipped.add(past)
            short = len(past) == 3  # looks like many nouns
            noun = short or past in fold(line.get("masdar", "")).split()
            yield {
                "past": line["past"],
                "present": line["present"],
                "carried": line.get("masdar", ""),
                "homograph": noun or line.get("homograph", False),
                "short": short,
                "without": line.get("without", "") if "place" in line else "",
                "named": past in named,
            }


def _event_type(name: str, table: dict[str, Any], tables: dict[str, dict[str, Any]]) -> EventType:
    """The type that a table describes; a variant (`of`) is its type with parts of its own."""
    main = table.get("of", name)
    if main not in tables:
        raise ValueError(f"{name}: a variant of {main}, which is no type")
    table = {**{k: v for k, v in tables[main].items() if k not in _LISTS | _LINES}, **table}
    subject, obj = table.get("subject", "agent"), table.get("object", "patient")
    return EventType(
        id=main,
        title=table["title"],
        family=table.get("family", main),
        subject=subject,
        object=obj,
        genitive=table.get("genitive", "patient" if obj != "none" else subject),
        preps={fold(k): v for k, v in table.get("preps", {}).items()},
        weak=table.get("weak", False),
        counts=_folded(table.get("counts", "")),
        answer=table.get("answer", ""),
        single=table.get("single", ""),
        control=table.get("control", ""),
        complement=table.get("complement", "planned" if table.get("control") else ""),
        theme=table.get("theme", ""),
        path=table.get("path", False),
        lengths=table.get("lengths", False),
        repeats=table.get("repeats", False),
        once=table.get("once", False),
        wide=table.get("wide", False),
        harms=table.get("harms", False),
        harm=table.get("harm", False),
        says=table.get("says", False),
        sides=table.get("sides", False),
        kin=tuple(table.get("kin", "").split()),
        dated=table.get("dated", False),
        by_word=table.get("by_word", False),
    )


def _by_rule(name: str, table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines of `derived` and `base` written out as those of `verbs`."""
    topics, weak = table.get("no_masdar", False), table.get("noun_weak", False)
    words = [[word] for word in table.get("derived", "").split()]
    words += [line.split() for line in table.get("base", "").replace("\n", ";").split(";")]
    for line in filter(None, words):
        verb = _verb(name, line)
        if topics and (
            fold(verb["past"]) in fold(verb["masdar"]).split()
            or (table.get("dated") and len(fold(verb["past"])) == 3)
        ):
            verb["homograph"] = True  # «تعاون», «سجل»: he did it, or a noun
        masdars = ("", verb["masdar"]) if topics else (verb["masdar"], "")
        yield {**verb, "masdar": masdars[0], "carried": masdars[1], "noun_weak": weak}


def _phrases(name: str, table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines of `phrases`: «verb : words of which one must follow ! words that rule it out»."""
    for line in filter(str.strip, table.get("phrases", "").split("\n")):
        verb, _, words = line.partition(":")
        needs, _, excludes = words.partition("!")
        if not needs.strip():
            raise ValueError(f"{name}: no words after {line.strip()}")
        yield {**_verb(name, verb.split()), "with": needs, "without": excludes, "idiom": True}


def _verb(name: str, words: list[str]) -> dict[str, Any]:
    """A verb as the short lists write it: its past alone where rules give the rest, else past, present, masdars.

    Signs after the past: * also a common noun, ^ the words it needs may stand before it, too.
    """
    past, rest = words[0].rstrip("*^"), [word for word in words[1:] if word not in ("*", "^")]
    signs = words[0][len(past) :] + "".join(word for word in words[1:] if word in ("*", "^"))
    if not rest:
        forms = derived(past)
        if forms is None:
            raise ValueError(f"{name}: {past} is no derived verb: list its present and masdar")
        rest = list(forms)
    return {
        "past": past,
        "present": rest[0],
        "masdar": " ".join(rest[1:]),
        "homograph": "*" in signs,
        "either": "^" in signs,
    }
