"""Verbs of saying: the forms that open reported speech and end a noun phrase."""

from __future__ import annotations

import tomllib
from functools import cache

from reader.analysis.events.inflect import past_forms, present_forms
from reader.analysis.events.lexicon import DATA
from reader.lazy_dataclass import dataclass
from reader.text.fold import fold


@dataclass(frozen=True, slots=True)
class SpeechVerbs:
    """Written forms of verbs of saying; those that relay others, and those that go on with the last speaker."""

    all: dict[str, str]  # form -> past
    relays: frozenset[str]
    continues: frozenset[str]
    otherwise: frozenset[str]  # forms that are common words of another sense, too
    ways: frozenset[str]  # the other words that a source is named with


@cache
def speech_verbs() -> SpeechVerbs:
    """The verbs of data/events/speech.toml, inflected."""
    with (DATA / "speech.toml").open("rb") as file:
        table = tomllib.load(file)

    def forms(key: str) -> dict[str, str]:
        out: dict[str, str] = {}
        for line in table[key].replace("\n", ";").split(";"):
            if not line.strip():
                continue
            past, _, present = line.strip().partition(" ")
            for form in past_forms(past) + (present_forms(present, past) if present else []):
                if form.kind not in ("passive", "jussive"):
                    out.setdefault(form.letters, past)
        return out

    return SpeechVerbs(
        forms("verbs"),
        frozenset(forms("relays")),
        frozenset(forms("continues")),
        frozenset(fold(table["otherwise"]).split()),
        frozenset(fold(" ".join(table[name] for name in ("attributions", "participles", "nouns"))).split()),
    )


def may_attribute(letters: str, bare: str) -> bool:
    """False for a word that no source is named with, as most are: no verb, noun or other word of saying."""
    known = speech_verbs()
    return letters in known.all or bare in known.all or bare in known.ways or bare[1:] in known.ways


@cache
def verbs_of_saying() -> frozenset[str]:
    """Folded words that are a form of a verb of saying and of nothing more common."""
    return frozenset(speech_verbs().all) - speech_verbs().otherwise


def is_saying(word: str) -> bool:
    """True for one of these."""
    return word in verbs_of_saying()
