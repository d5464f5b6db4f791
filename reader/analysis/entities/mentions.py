"""From a text to its mentions: lists, class words, titles, the model, then propagation, put together and explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.analysis.entities.announced import announced
from reader.analysis.entities.bodies import object_behind
from reader.analysis.entities.clitics import PREPOSITIONS, head_of
from reader.analysis.entities.compounds import compound_names
from reader.analysis.entities.descriptors import described
from reader.analysis.entities.edges import edged, whole
from reader.analysis.entities.features import Vocabulary, vocabulary
from reader.analysis.entities.first_names import first_names
from reader.analysis.entities.found import Found, Scan, resolve, scan, split_joined, words_in
from reader.analysis.entities.games import clubs, in_a_cup
from reader.analysis.entities.gazetteer import Match, matches
from reader.analysis.entities.lexicon import Entry, function_words, words_of
from reader.analysis.entities.local import clustered
from reader.analysis.entities.nobody import (
    adjective,
    adjective_too,
    blocked,
    masdar_too,
    two_peoples,
    verb_too,
)
from reader.analysis.entities.organisations import organisations
from reader.analysis.entities.outlets import dateline, firms, in_brackets, owned
from reader.analysis.entities.persons import after_titles, grown, sons
from reader.analysis.entities.places import (
    at_home,
    countries_named,
    joined_places,
    located,
    places,
    strange_places,
)
from reader.analysis.entities.propagation import propagated
from reader.analysis.entities.repair import repaired
from reader.analysis.entities.runs import given_and_surname, joined_people, one_each, subject_and_object
from reader.analysis.entities.shapes import strange
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
from reader.analysis.entities.things import CLOSING, OPENING, without_things
from reader.analysis.entities.trimming import peeled, trimmed
from reader.analysis.entities.verbs import past, verb_with_and
from reader.model import EntityType, Mention

_SHORT = 6  # letters from which a word may be a clitic and a name without its hamza
_HEAD = 25  # tokens of a text's first lines
_DATELINE, _DATED = 4, frozenset("(-–—/")  # an agency stands in the first words, after one of these
_WHY = {
    "country": "listed country",
    "city": "listed place",
    "town": "listed place (GeoNames)",
    "organisation": "listed organisation",
    "club": "listed organisation",
    "person": "listed person",
    "bare": "listed surname",
}


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The people, organisations and places that a text names: sorted, not overlapping. Pure; near-linear."""
    vocab = vocabulary()
    read = split_joined(scan(text), vocab.lex)
    return clustered(read, vocab, found_in(read, vocab))


def found_in(read: Scan, vocab: Vocabulary) -> list[Found]:
    """What is named, as runs of tokens."""
    listed = {match.first: match for match in matches(read, vocab.lex, vocab.clusters)}
    refused = {
        at
        for at, match in listed.items()
        if _other_alef(read, match) or (match.doubtful and verb_too(read, vocab, at))
    }
    listed = {at: match for at, match in listed.items() if at not in refused}
    model = [
        each
        for one in one_each(read, vocab, tagged(read, vocab))
        if one.first not in refused and (each := repaired(read, vocab, one, listed)) is not None
    ]
    countries = countries_named(read, vocab, listed)
    model = [each for each in model if not _abroad(read, vocab, each, listed, countries)]
    said = {at: each.type for each in model for at in range(each.first, each.last)}
    sure = list(_listed(read, vocab, listed, said, countries))
    bodies = [*organisations(read, vocab, listed), *dateline(read, listed)]
    by_rule = [
        *bodies,
        *places(read, vocab, listed),
        *strange_places(read, vocab),
        *after_titles(read, vocab),
        *sons(read, vocab),
        *after_roles(read, vocab, listed, bodies),
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
        *firms(read, vocab),
    ]
    found = resolve([*_raised(read, vocab, model, sure), *sure, *by_rule])
    found = resolve([*found, *joined_places(read, vocab, found), *joined_people(read, vocab, found)])
    found = [cut for each in _grown(read, vocab, found) if (cut := edged(read, vocab, each)) is not None]
    found = [peeled(read, vocab, trimmed(read, vocab, each)) for each in found]
    found = list(whole(read, vocab, found))
    found = list(given_and_surname(read, vocab, _after_people(read, vocab, found)))
    found = list(subject_and_object(read, vocab, _of_one_kind(read, found)))
    found += in_brackets(read, found)
    found = resolve([*found, *first_names(read, vocab, found)])
    found = propagated(read, vocab, without_things(read, vocab, found))
    found = without_things(read, vocab, found)  # «مسجد القائد إبراهيم»
    found = [each for each in found if not in_a_cup(read, each)]
    return resolve([*found, *described(read, vocab, found)])


def _abroad(
    read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match], countries: frozenset[str]
) -> bool:
    """«قرأ ذلك في الخبر»: a place of the model that is an ordinary word, behind a preposition, in no text about its country."""
    match = listed.get(each.first)
    if each.type is not EntityType.LOC or match is None or each.last != match.last or each.first == 0:
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


def _other_alef(read: Scan, match: Match) -> bool:
    """A short name that is written with a hamza, which the text does not have behind a clitic: «باكرا» is not ب and «أكرا»."""
    short = match.letters and match.last - match.first == 1 and len(read.norms[match.first]) < _SHORT
    if not short or read.surface(match.first)[match.letters : match.letters + 1] != "ا":
        return False
    return all(entry.name[0] in "أإآ" for entry in match.entries)


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


def _listed(
    read: Scan,
    vocab: Vocabulary,
    listed: dict[int, Match],
    said: dict[int, EntityType],
    countries: frozenset[str],
) -> Iterator[Found]:
    """Listed names; those that are ordinary words only where the text around says so."""
    for first, match in listed.items():
        if blocked(read, first):
            continue
        size = match.last - first
        for entry in match.entries:
            if (
                entry.type is EntityType.ORG
                and first
                and read.norms[first - 1].endswith(tuple(words_of("titles.toml", "ministers")))
            ):
                continue  # «وزير الخارجية الأمريكي»: the office, not the body
            if entry.kind == "bare" and _goes_on(read, vocab, match.last):
                continue  # «البغدادي المحمودي» is somebody else
            if entry.type is EntityType.PER and size < 3 and _sons(read, match.last):
                continue  # «الملك فيصل بن عبد العزيز»
            if (
                entry.context
                and not _fits(read, vocab, match, entry, said)
                and not at_home(read, vocab, match, listed, countries)
            ):
                continue
            own = (
                entry.context and size == 1 and entry.name.endswith("ة") and read.surface(first).endswith("ه")
            )
            if own:
                continue  # «من مقره», not «مقرة»
            if size == 1 and (adjective_too(read, vocab, first) or masdar_too(read, vocab, first)):
                continue
            if entry.kind == "country" and size == 1 and not match.letters and adjective(read, vocab, first):
                continue
            town = size == 1 and entry.kind in {"town", "city"} and read.surface(first) != entry.name
            if town and past(vocab, read.norms[first]):
                continue  # «وأدان مناوي الهجوم», not «وادان»
            if entry.kind == "country" and size == 1 and match.letters and two_peoples(read, vocab, first):
                continue
            if entry.kind == "town" and size == 1 and vocab.lex.nationality(read.norms[first]):
                continue  # «العاصمة الصينية»
            if (
                entry.kind == "country"
                and read.norms[first] == "الجمهوريه"
                and first
                and read.norms[first - 1].endswith("رييس")
            ):
                continue  # «رئيس الجمهورية اللبنانية» is the office
            if (
                size == 1
                and entry.type is EntityType.LOC
                and not match.letters
                and _first_name(read, vocab, first)
            ):
                yield Found(first, first + 2, EntityType.PER, "given name and surname of the lists", 6)
                break
            clan = entry.type is EntityType.PER and size > 2 and _of_a_clan(read, match.last)
            if clan:
                yield Found(first, match.last + 2, entry.type, _WHY[entry.kind], 9, match.letters, entry.name)
                break
            strength = 8 if size > 1 else 5 if entry.kind == "bare" else 6
            yield Found(first, match.last, entry.type, _WHY[entry.kind], strength, match.letters, entry.name)
            break


def _sons(read: Scan, at: int) -> bool:
    """Whether «بن» or «آل» stands at a token."""
    return at < len(read.norms) and read.norms[at] in words_of("titles.toml", "of_a_line")


def _of_a_clan(read: Scan, at: int) -> bool:
    """«هيثم بن طارق آل سعيد»: آل and another word behind a listed name."""
    return at + 1 < len(read.norms) and read.surface(at) in {"آل", "ال"} and read.tokens[at + 1].word


def _first_name(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """«سانتياغو أباسكال»: a place that is a given name, before a surname and after no preposition of place."""
    after = read.norms[at + 1] if at + 1 < len(read.norms) else ""
    before = read.norms[at - 1] if at else ""
    norm = read.norms[at]
    surname = after in vocab.lex.names and after not in vocab.lex.doubtful
    foreign = not norm.startswith("ال") and not after.endswith("ا")
    if not (
        (norm in vocab.lex.given and surname)
        or (norm in vocab.lex.names and foreign and strange(vocab, after))
    ):
        return False
    if after in vocab.lex.phrases or after in function_words() or verb_with_and(vocab, after):
        return False
    if past(vocab, after) or (
        after[:1] in {"ي", "ت"} and after.endswith("ي") and after not in vocab.lex.names
    ):
        return False  # «وارسو ترضي»
    return (
        before not in words_of("orgheads.toml", "place_before")
        and head_of(before, words_of("orgheads.toml", "places")) is None
    )


def _goes_on(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a definite surname stands at a token."""
    norm = read.norms[at] if at < len(read.norms) else ""
    return (
        norm.startswith("ال")
        and norm in vocab.lex.names
        and not vocab.lex.nationality(norm)
        and norm not in vocab.lex.doubtful
    )


def _fits(read: Scan, vocab: Vocabulary, match: Match, entry: Entry, said: dict[int, EntityType]) -> bool:
    """Whether the words around an ordinary word, or the model, say that it is the name."""
    agreed = said.get(match.first) is entry.type and said.get(match.last - 1) is entry.type
    if agreed and entry.kind != "club":
        return True
    before = read.norms[match.first - 1] if match.first else ""
    after = read.norms[match.last] if match.last < len(read.norms) else ""
    if not before:
        return False
    if entry.type is EntityType.LOC:
        if head_of(before, words_of("orgheads.toml", "places")) is not None:
            return True
        if head_of(before, words_of("orgheads.toml", "of_a_place")) is not None:
            return True
        there = before in words_of("orgheads.toml", "place_before")
        return there and (entry.kind != "town" or located(read, vocab, match.last))
    if entry.type is EntityType.ORG:
        if (
            entry.kind == "organisation"
            and match.first <= _DATELINE
            and before in _DATED
            and match.letters == 0
        ):
            return True  # «الكويت (كونا) -», «عمان - بترا»
        if (
            entry.kind == "organisation"
            and match.first <= _HEAD
            and match.letters == 0
            and match.last < len(read.norms)
        ):
            gap = read.text[read.tokens[match.last - 1].end : read.tokens[match.last].start]
            if "\n" in gap or (before == "/" and after == "/"):
                return True  # «الموافق 26 يوليو 2021 م واس», «1445 هـ/ وام /»
        told = (
            match.first > 1 and read.norms[match.first - 2] == "ل" and before in OPENING and after in CLOSING
        )
        if told:
            return True  # «وقال ل"الخبر"»
        if (
            before in OPENING
            and after in CLOSING
            and entry.kind != "club"
            and read.norms[match.first] not in words_of("orgheads.toml", "never")
        ):
            return True
        return (
            head_of(before, words_of("orgheads.toml", "quoted_after") | words_of("orgheads.toml", "groups"))
            is not None
        )
    return bool(vocab.word(before).office) and not vocab.lex.nationality(read.norms[match.first])


def _grown(read: Scan, vocab: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """People of the model and of titles with the name words around them."""
    taken = {at for each in found for at in range(each.first, each.last)}
    bounds = {at: bound for bound in read.sentences for at in range(*bound)}
    for each in found:
        if each.type is EntityType.PER and not each.name:
            each = grown(read, vocab, each, taken, bounds[each.first])
            taken.update(range(each.first, each.last))
        yield each
