"""A written word as a trigger: its clitics undone, looked up in the lexicon. Which reading is meant is for the sentence to say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from reader.analysis.events.inflect import BOUND, MASCULINE
from reader.analysis.events.lexicon import DATA, Trigger, lexicon
from reader.text.affixes import affixes
from reader.text.fold import fold


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a trigger."""

    trigger: Trigger
    kind: str  # past | present | passive | jussive | masdar
    agreement: str = ""
    pronoun: str = ""  # object pronoun or possessive: ه ها هم نا
    definite: bool = False
    proclitic: str = ""  # ب ل ك before a masdar; س ل before a present
    conjunction: str = ""
    strict: bool = field(init=False)  # only a time of its own and a doer make it a happening

    def __post_init__(self) -> None:
        trigger = self.trigger
        of_no_kind = self.kind == "present" and lexicon().grammars[trigger.grammar].dated
        alike = trigger.short and self.agreement == MASCULINE
        object.__setattr__(self, "strict", trigger.strict or of_no_kind or alike)


_PRONOUNS = affixes("object_pronouns")
# Nothing, and what a word may have on it by its first or last letter, which most words rule out.
_NOTHING = ("",)
_CONJUNCTIONS = {each: ("", each) for each in affixes("conjunctions")}
_BEFORE_VERBS = {each: ("", each) for each in ("س", "ل")}
_BY_END = {end: ("", *(p for p in _PRONOUNS if p[-1] == end)) for end in {p[-1] for p in _PRONOUNS}}


@lru_cache(maxsize=32768)
def read_word(word: str) -> tuple[Reading, ...]:
    """All readings of a folded word as a trigger; empty for other words."""
    out: list[Reading] = []
    for conjunction in _CONJUNCTIONS.get(word[:1], _NOTHING):
        out += read_behind(conjunction, word)
    return tuple(dict.fromkeys(out))


def read_behind(conjunction: str, word: str) -> list[Reading]:
    """Those of its readings in which it begins with that conjunction; with "" those in which all letters are its own."""
    rest = word[len(conjunction) :]
    if len(rest) < 2 or (conjunction == "ف" and word in _keeps_fa()):
        return []
    return _verbs(rest, conjunction) + _masdars(rest, conjunction)


@cache
def _keeps_fa() -> frozenset[str]:
    with (DATA / "grammar.toml").open("rb") as handle:
        return frozenset(fold(tomllib.load(handle)["keeps_fa"]).split())


def _verbs(word: str, conjunction: str) -> list[Reading]:
    known = lexicon().verbs
    out: list[Reading] = []
    for proclitic in _BEFORE_VERBS.get(word[0], _NOTHING):
        stem = word[len(proclitic) :]
        for pronoun in _BY_END.get(stem[-1:], _NOTHING):
            if not stem.endswith(pronoun):
                continue
            letters = stem[: len(stem) - len(pronoun)]
            if letters not in known:
                continue
            for trigger, kind, agreement in known.of(letters):
                if proclitic and kind != "present" and not (kind == "passive" and stem[0] in "يت"):
                    continue
                if agreement.endswith(BOUND):
                    if not pronoun:
                        continue
                    agreement = agreement.removesuffix(BOUND)
                if trigger.bound and not pronoun:
                    continue
                if (
                    pronoun
                    and trigger.homograph
                    and not trigger.bound
                    and agreement == MASCULINE
                    and _act(trigger)
                ):
                    continue  # «عقده»: rather a noun than an act of no kind
                if pronoun and (kind in ("passive", "jussive") or pronoun in ("نا", "ي")):
                    continue
                if pronoun and not trigger.idiom and lexicon().grammars[trigger.grammar].object == "none":
                    continue  # no object, no object pronoun: رحلة is no «رحله»
                out.append(Reading(trigger, kind, agreement, pronoun, False, proclitic, conjunction))
    return out


def _act(trigger: Trigger) -> bool:
    return lexicon().grammars[trigger.grammar].dated


def _masdars(word: str, conjunction: str) -> list[Reading]:
    known = lexicon().nouns
    out: list[Reading] = []
    for proclitic, definite, stem in _noun_stems(word):
        for pronoun in _NOTHING if definite else _BY_END.get(stem[-1:], _NOTHING):
            if not stem.endswith(pronoun):
                continue
            base = stem[: len(stem) - len(pronoun)]
            for letters in _noun_bases(base, pronoun):
                if letters in known:
                    out += [
                        Reading(trigger, "masdar", "", pronoun, definite, proclitic, conjunction)
                        for trigger in known.of(letters)
                    ]
            several = not pronoun and len(base) > 4 and base.endswith(("ات", "ان", "ين"))
            if several and base not in known:
                plural = base.endswith("ات")
                out += [
                    Reading(
                        replace(trigger, borne=True) if plural else trigger,
                        "masdar",
                        "",
                        "",
                        definite,
                        proclitic,
                        conjunction,
                    )
                    for letters in ((base[:-2], base[:-2] + "ه") if plural else _of_dual(base[:-2]))
                    for trigger in known.of(letters)
                ]
    return out


def _of_dual(stem: str) -> tuple[str, ...]:
    """«انفجاران», «زيارتين»: the singular."""
    return (stem[:-1] + "ه",) if stem.endswith("ت") else (stem,)


def _noun_stems(word: str) -> list[tuple[str, bool, str]]:
    stems = [("", False, word)]
    if word.startswith("ال"):
        stems.append(("", True, word[2:]))
    if word.startswith("لل"):
        stems.append(("ل", True, word[2:]))
    if word[0] in "بلك" and len(word) > 3:
        stems.append((word[0], False, word[1:]))
        if word.startswith("ال", 1):
            stems.append((word[0], True, word[3:]))
    return stems


def _noun_bases(base: str, pronoun: str) -> tuple[str, ...]:
    """Singular spellings behind a noun stem: ta marbuta opened before a pronoun, accusative alef."""
    if pronoun and len(base) > 3 and base.endswith(("اي", "او")):
        return (base, base[:-1] + "ء")  # استدعائه، لقاؤه: the hamza sits on a seat before a pronoun
    if pronoun:
        return (base[:-1] + "ه",) if base.endswith("ت") and len(base) > 3 else (base,)
    return (base, base[:-1]) if base.endswith("ا") and len(base) > 3 else (base,)
