"""From a text to its mentions: lists, class words, titles, the model, then propagation, put together and explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.analysis.entities.announced import announced
from reader.analysis.entities.behind_class import behind_class
from reader.analysis.entities.bodies import object_behind
from reader.analysis.entities.clitics import PREPOSITIONS
from reader.analysis.entities.compounds import compound_names
from reader.analysis.entities.datelines import dated_places, papers
from reader.analysis.entities.descriptors import described
from reader.analysis.entities.edges import edged, whole
from reader.analysis.entities.extents import joined_apart, of_its_head, with_direction, without_nationality
from reader.analysis.entities.features import Vocabulary, vocabulary
from reader.analysis.entities.first_names import first_names
from reader.analysis.entities.found import Found, Scan, resolve, scan, words_in
from reader.analysis.entities.games import clubs, in_a_cup
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import function_words
from reader.analysis.entities.listed import listed_names, noun_too, numbered, refused
from reader.analysis.entities.local import clustered
from reader.analysis.entities.longer import before_a_place, whole_names
from reader.analysis.entities.namesakes import namesakes
from reader.analysis.entities.nobody import (
    verb_too,
)
from reader.analysis.entities.organisations import organisations
from reader.analysis.entities.outlets import dateline, firms, in_brackets, owned
from reader.analysis.entities.persons import after_titles, grown, joints, named, sons
from reader.analysis.entities.places import (
    Countries,
    at_home,
    countries_named,
    located,
    places,
    strange_places,
    towns_of,
    villages,
)
from reader.analysis.entities.propagation import propagated
from reader.analysis.entities.repair import repaired
from reader.analysis.entities.repeated import repeated
from reader.analysis.entities.rows import (
    amid_places,
    first_of_a_row,
    in_one,
    joined_places,
    rows_of_a_class,
)
from reader.analysis.entities.runs import (
    given_and_surname,
    joined_people,
    one_each,
    subject_and_object,
)
from reader.analysis.entities.seated import seated
from reader.analysis.entities.seats import seats
from reader.analysis.entities.strangers import (
    after_nationalities,
    after_roles,
    after_speech,
    before_that,
    full_names,
    initials,
    kunyas,
    of_a_country,
)
from reader.analysis.entities.tagger import tagged
from reader.analysis.entities.things import without_things
from reader.analysis.entities.trimming import peeled, trimmed
from reader.analysis.entities.verbs import past
from reader.analysis.entities.verbs_beside import all_in_the_name
from reader.model import EntityType, Mention


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The people, organisations and places that a text names: sorted, not overlapping. Pure; near-linear."""
    vocab = vocabulary()
    read = vocab.joined.apart(scan(text))
    return clustered(read, vocab, found_in(read, vocab))


def found_in(read: Scan, vocab: Vocabulary) -> list[Found]:
    """What is named, as runs of tokens."""
    listed = {match.first: match for match in vocab.gazetteer.matches(read)}
    tags = tagged(read, listed.values())
    words = frozenset(read.norms)
    no_names = {
        at
        for at, match in listed.items()
        if refused(read, vocab, match, words) or (match.doubtful and verb_too(read, vocab, at))
    }
    kings = {at for at in no_names if numbered(read, listed[at])}  # «لويس التاسع»
    listed = {at: match for at, match in listed.items() if at not in no_names}
    model = [
        each
        for one in one_each(read, vocab, tags)
        if (one.first not in no_names or (one.first in kings and one.type is EntityType.PER))
        and (each := repaired(read, vocab, one, listed)) is not None
    ]
    model = [of_its_head(read, vocab, each, listed) for each in joined_apart(read, vocab, model)]
    model = [cut for each in model if (cut := without_nationality(read, vocab, each, listed)) is not None]
    model = list(seats(read, vocab, model, listed))
    countries = countries_named(read, vocab, listed)
    model = [each for each in model if not _abroad(read, vocab, each, listed, countries)]
    said = {at: each.type for each in model for at in range(each.first, each.last)}
    sure = list(listed_names(read, vocab, listed, said, countries, words))
    offices = frozenset(norm for norm in words if vocab.word(norm).office)
    bodies = [*organisations(read, vocab, listed), *seated(read, vocab, listed), *dateline(read, listed)]
    by_rule = [
        *bodies,
        *places(read, vocab, listed),
        *strange_places(read, vocab),
        *villages(read, vocab),
        *towns_of(read, vocab, listed),
        *rows_of_a_class(read, vocab, listed),
        *behind_class(read, vocab, listed),
        *before_a_place(read, vocab, listed),
        *after_titles(read, vocab, offices),
        *sons(read, vocab),
        *after_roles(read, vocab, listed, bodies, offices),
        *after_nationalities(read, vocab),
        *after_speech(read, vocab),
        *before_that(read, vocab),
        *full_names(read, vocab),
        *kunyas(read, vocab),
        *compound_names(read, vocab),
        *announced(read, vocab, listed),
        *of_a_country(read, vocab, listed),
        *initials(read, vocab),
        *clubs(read, vocab, listed),
        *owned(read, vocab),
        *papers(read, listed),
        *dated_places(read, vocab, listed, countries),
        *firms(read, vocab),
    ]
    found = resolve([*_raised(read, vocab, model, sure), *sure, *by_rule])
    found = resolve(with_direction(read, found, listed))
    rows = [*joined_places(read, vocab, found), *first_of_a_row(read, vocab, found)]
    found = in_one(read, vocab, whole_names(read, vocab, resolve([*found, *rows])))
    found = resolve([*found, *amid_places(read, vocab, found)])
    found = resolve([*found, *joined_people(read, vocab, found)])
    found = [cut for each in _grown(read, vocab, found) if (cut := edged(read, vocab, each)) is not None]
    found = [peeled(read, vocab, trimmed(read, vocab, each)) for each in found]
    found = list(namesakes(read, vocab, list(whole(read, vocab, found))))
    found = list(given_and_surname(read, vocab, _after_people(read, vocab, found)))
    found = list(subject_and_object(read, vocab, _of_one_kind(read, found)))
    found += in_brackets(read, found)
    found = resolve([*found, *first_names(read, vocab, found), *repeated(read, vocab, found)])
    somebody = without_things(read, vocab, found)
    found = resolve(with_direction(read, propagated(read, vocab, somebody), listed))
    found = without_things(read, vocab, found, asked=somebody)  # «مسجد القائد إبراهيم»
    found = [each for each in found if not in_a_cup(read, each)]
    return resolve([*found, *described(read, vocab, found)])


def _abroad(
    read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match], countries: Countries
) -> bool:
    """«قرأ ذلك في الخبر»: a place of the model that is an ordinary word, behind a preposition, in no text about its country."""
    match = listed.get(each.first)
    if each.type is not EntityType.LOC or match is None or each.last != match.last:
        return False
    if noun_too(read, match, countries):
        return True
    if each.first == 0:
        return False
    home = match.kind == "town" and match.doubtful and read.norms[each.first] in vocab.lex.homes
    ordinary = read.norms[each.first] in vocab.clusters
    if not (home and ordinary) or read.norms[each.first - 1] not in PREPOSITIONS:
        return False
    return not (at_home(read, vocab, match, listed, countries) or located(read, vocab, match.last))


def _after_people(read: Scan, vocab: Vocabulary, found: Iterable[Found]) -> Iterator[Found]:
    """«لاري سامرز ودانجيلو»: the و of a strange word right behind a person is none of the name."""
    end = -1
    for each in found:
        norm = read.norms[each.first]
        person = each.type is EntityType.PER and each.last - each.first == 1 and not each.letters
        joined = person and each.first == end and norm[0] == "و" and len(norm) > 4
        if joined and norm not in vocab.lex.names and norm not in vocab.clusters:
            each = replace(each, letters=1)
        if each.type is EntityType.PER:
            end = each.last
        yield each


def _of_one_kind(read: Scan, found: list[Found]) -> list[Found]:
    """What a rule or a list calls an organisation here is none of the model's people there, and so on."""
    sure: dict[tuple[str, ...], EntityType] = {}
    for each in found:
        if each.why != "model":
            sure.setdefault(words_in(read, each), each.type)
    for each in found:
        words = words_in(read, each)
        if each.type is EntityType.PER and len(words) > 1 and words[-1] not in function_words():
            sure.setdefault(words[-1:], each.type)  # «أودينغا» of «رايلا أودينغا»
    out = []
    for each in found:
        kind = sure.get(words_in(read, each), each.type) if each.why == "model" else each.type
        out.append(each if kind is each.type else replace(each, type=kind))
    return out


def _raised(read: Scan, vocab: Vocabulary, model: Iterable[Found], sure: Iterable[Found]) -> Iterator[Found]:
    """The model's longer reading wins over a listed name of the same kind inside it."""
    firsts = defaultdict(list)
    for each in sure:
        if each.last - each.first > 1:
            firsts[each.first].append(each)
    for each in model:
        inside = [
            other
            for at in range(each.first, each.last)
            for other in firsts[at]
            if other.type is each.type
            and other.last <= each.last
            and other.last - at < each.last - each.first
        ]
        if not inside:
            yield each
            continue
        if any(
            each.type is EntityType.PER
            and each.last > other.last
            and read.norms[other.last] in vocab.lex.bare
            for other in inside
        ):
            inside = []  # «باسيرو ديوماي فاي الغزواني»: a full name, then somebody else
        if each.type is EntityType.ORG and any(object_behind(read, vocab, each, other) for other in inside):
            inside = []
        if inside and each.type is EntityType.PER:
            covered = {at for other in inside for at in range(other.first, other.last)}
            if any(
                at not in covered and read.norms[at] in function_words()
                for at in range(each.first, each.last)
            ):
                inside = []
        yield replace(each, strength=9) if inside and not any(other.letters for other in inside) else each


def _grown(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """People of the model and of titles with the name words around them."""
    taken = {at for each in found for at in range(each.first, each.last)}
    taken.update(all_in_the_name(read))
    bounds = {at: bound for bound in read.sentences for at in range(*bound)}
    for each in found:
        if each.name and _with_given_name(read, vocab, each, taken, bounds[each.first]):
            each = replace(each, first=each.first - 1, name="", why="given name and surname of the lists")
            taken.add(each.first)
        if each.type is EntityType.PER and not each.name:
            each = grown(read, vocab, each, taken, bounds[each.first])
            taken.update(range(each.first, each.last))
        yield each


def _with_given_name(
    read: Scan, vocab: Vocabulary, each: Found, taken: set[int], bounds: tuple[int, int]
) -> bool:
    """«بيار أمين الجميل», «سعد رفيق الحريري»: a son of somebody on the lists, by the given name right before his father's."""
    at = each.first - 1
    if each.type is not EntityType.PER or each.letters or at <= bounds[0] or at in taken:
        return False
    norm, father = read.norms[at], read.norms[each.first]
    if each.last - each.first < 2 or father not in vocab.lex.given or father in joints():
        return False
    return norm in vocab.lex.given and named(vocab, norm) and not past(vocab, norm)
