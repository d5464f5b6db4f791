"""By what names meet: two names of which one can change what becomes of the other have a mark in common.

Linking only what changed begins at the names that did and goes on from mark to mark; what it reaches is settled anew, and
nothing else can come out otherwise. People meet by the sound of the whole name and by that of the surname (`link`);
everything else is its own entity by its own words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from reader.analysis.entities.across import called_by, inner_words
from reader.analysis.entities.features import vocabulary
from reader.analysis.entities.keys import key_of, leads, parts, sounds
from reader.analysis.entities.offers import sound_of
from reader.analysis.entities.tokens import norms_of
from reader.analysis.entities.units import Way
from reader.model import EntityType


def code(mark: str) -> int:
    """A mark as 32 bits: two that fall together only make more names be looked at."""
    return zlib.crc32(mark.encode("utf-8", "surrogatepass"))


def marks(type_: EntityType, way: Way, words: str, listed: Iterable[str]) -> set[int]:
    """What a name meets others by. `listed` are the canonical names that lists give for it."""
    if type_ is not EntityType.PER or way is Way.KEPT:
        return set()
    found = {words, words.replace("-", " ")}
    if way is Way.ALONE:
        for name in listed:
            found.add(key_of(type_, name).replace("-", " "))
    out = set()
    for each in found:
        split = tuple(each.split(" "))
        pieces = parts(split)
        out.add(code("whole " + " ".join(sounds(split))))
        out.add(code("surname " + " ".join(sounds(pieces[-1]))))
        if leads(pieces):
            out.add(code("surname " + " ".join(sounds(pieces[0]))))
        if way is Way.ALONE:
            out.add(code("surname " + " ".join(sounds(split))))
            out.add(code("surname " + " ".join(sounds((each,)))))
    return out


def class_marks(words: str) -> tuple[int, int]:
    """Of those the two by which whole names hang on one another: how one sounds, and how its surname does."""
    split = tuple(words.replace("-", " ").split(" "))
    return code("whole " + " ".join(sounds(split))), code("surname " + " ".join(sounds(parts(split)[-1])))


def said_marks(type_: EntityType, way: Way, words: str, forms: Iterable[str]) -> set[int]:
    """The marks that lead from the words that something is looked for by (`said_as`) to its name, beside those it meets others by."""
    own = "" if type_ is not EntityType.PER or way is Way.KEPT else words.replace("-", " ")
    out: set[int] = set()
    for form in forms:
        norms = norms_of(form)
        if " ".join(norms) != own:
            out.update(code("said " + said) for said in said_as(type_, (form,)))
        elif len(norms) > 2:  # it sounds like itself, but for what is inside it
            inner = inner_words(*called_by(form, type_), vocabulary())
            out.update(code("said " + word) for word in inner)
    return out


def leading_to(said: str) -> tuple[int, int, int]:
    """The marks of all names that words which something is looked for by may lead to."""
    sound = " ".join(sounds(tuple(said.split(" "))))
    return code("said " + said), code("whole " + sound), code("surname " + sound)


def said_as(type_: EntityType, forms: Iterable[str]) -> Iterator[str]:
    """The words that something is looked for by in texts: of each form of its name, a person's surname, and what is inside it."""
    for form in forms:
        norms, surname = called_by(form, type_)
        if norms:
            yield " ".join(norms)
        if surname:
            yield " ".join(surname)
            yield from inner_words(norms, surname, vocabulary())


def near(entity: str, listed: str) -> str:
    """What the id of an entity is offered to others by: a person's given name, the sound of an unlisted organisation; "" for others."""
    type_, _, words = entity.partition(":")
    if type_ == EntityType.ORG.value:
        return "" if listed else "sound " + sound_of(entity)
    if type_ == EntityType.PER.value:
        pieces = parts(tuple(words.split("-")))
        return "given " + " ".join(pieces[0]) if len(pieces) > 1 else ""
    return ""
