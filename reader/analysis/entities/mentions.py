"""From a text to its mentions: lists, class words, titles, the model, then propagation, put together and explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.analysis.entities.clitics import peelings
from reader.analysis.entities.features import Vocabulary, possessed, vocabulary
from reader.analysis.entities.found import Found, Scan, resolve, scan, split_joined
from reader.analysis.entities.gazetteer import Match, matches
from reader.analysis.entities.lexicon import Entry, words_of
from reader.analysis.entities.local import clustered
from reader.analysis.entities.organisations import head_of, organisations
from reader.analysis.entities.persons import JOINTS, after_titles, grown, titles_of
from reader.analysis.entities.places import places
from reader.analysis.entities.propagation import propagated
from reader.analysis.entities.tagger import tagged
from reader.model import EntityType, Mention

_OPEN = frozenset('«“"‘‹')
_CLOSE = frozenset('»”"’›')
_WHY = {
    "country": "listed country",
    "city": "listed place",
    "town": "listed place (GeoNames)",
    "organisation": "listed organisation",
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
    model = [
        _cut(read, vocab, each, listed) for each in tagged(read, vocab) if not _nationality(read, vocab, each)
    ]
    said = {at: each.type for each in model for at in range(each.first, each.last)}
    sure = list(_listed(read, vocab, listed, said))
    found = resolve(
        [
            *_raised(model, sure),
            *sure,
            *organisations(read, vocab, listed),
            *places(read, vocab, listed),
            *after_titles(read, vocab),
        ]
    )
    found = [
        trimmed for each in _grown(read, vocab, found) if (trimmed := _trimmed(read, vocab, each)) is not None
    ]
    return propagated(read, vocab, [_peeled(read, vocab, each) for each in found])


def _plain(vocab: Vocabulary, norm: str) -> bool:
    """A word of the vocabulary that no list and no tendency takes for a name: «لسان»."""
    return (
        norm in vocab.clusters
        and norm not in JOINTS
        and not vocab.lex.known(norm)
        and vocab.tendencies.get(norm, "0")[0] == "0"
    )


def _nationality(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """A single word that is an adjective here: «العلويين», «السعودية» after a feminine noun. Never a name."""
    if each.last - each.first > 1:
        return False
    norm = read.norms[each.first]
    if norm.startswith("ال") and norm.endswith(("يين", "يون")) and not vocab.lex.known(norm):
        return True
    if each.first and f"{read.norms[each.first - 1]} {norm}" in words_of("orgheads.toml", "blocked"):
        return True
    if head_of(norm, words_of("orgheads.toml", "never")):
        return True
    return _adjective(read, vocab, each.first, norm)


def _peeled(read: Scan, vocab: Vocabulary, each: Found) -> Found:
    """With the clitics of its first word outside, where the rest is known and the whole is not."""
    norm = read.norms[each.first]
    if each.letters or each.name or vocab.lex.known(norm) or norm in JOINTS:
        return each
    for known in (vocab.lex.known, vocab.clusters.__contains__):
        for letters, rest in peelings(norm):
            if known(rest) or (rest.startswith("ال") and known(rest[2:]) and len(rest) > 5):
                return replace(each, letters=letters)
        if norm in vocab.clusters:
            return each
    return each


def _cut(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found:
    """The model's span without a next name that و joins to it, and without plain words before a listed surname."""
    for at in range(each.first + 1, each.last):
        match = listed.get(at)
        if (
            match
            and match.letters
            and read.norms[at][0] == "و"
            and not match.doubtful
            and each.type is not EntityType.PER
        ):
            return replace(each, last=at)
    if each.type is EntityType.LOC and each.last - each.first > 1:
        whole = listed.get(each.first)
        if whole and whole.last < each.last and whole.kind in {"country", "city"} and not whole.doubtful:
            return replace(each, last=whole.last)
    if (
        each.type is EntityType.ORG
        and each.last - each.first == 2
        and each.first
        and vocab.lex.nationality(read.norms[each.last - 1])
    ):
        media = head_of(read.norms[each.first - 1], words_of("orgheads.toml", "media"))
        if media and not read.norms[each.first].startswith("ال"):  # «صحيفة بيلد الألمانية»
            return replace(each, last=each.last - 1)
    if each.type is EntityType.ORG and each.last - each.first > 1:
        whole = listed.get(each.first)
        if (
            whole
            and whole.type is EntityType.ORG
            and whole.last == each.last - 1
            and not read.norms[whole.last].startswith("ال")
        ):
            return replace(each, last=whole.last)
    if each.type is EntityType.PER:
        first = each.first
        while each.last - first > 1 and _plain(vocab, read.norms[first]):
            first += 1
        each = replace(each, first=first)
    if each.type is EntityType.PER and each.last - each.first == 2:
        tail = listed.get(each.last - 1)
        first = read.norms[each.first]
        if tail and tail.kind == "bare" and not vocab.lex.known(first) and first in vocab.clusters:
            return replace(each, first=each.last - 1)
    return each


def _raised(model: Iterable[Found], sure: Iterable[Found]) -> Iterator[Found]:
    """The model's longer reading wins over a listed name of the same kind inside it."""
    firsts = defaultdict(list)
    for each in sure:
        firsts[each.first].append(each)
    for each in model:
        inside = [
            other
            for at in range(each.first, each.last)
            for other in firsts[at]
            if other.type is each.type and other.last <= each.last
        ]
        longer = any(
            other.last - other.first < each.last - each.first and other.last - other.first > 1
            for other in inside
        )
        yield replace(each, strength=9) if longer else each


def _listed(
    read: Scan, vocab: Vocabulary, listed: dict[int, Match], said: dict[int, EntityType]
) -> Iterator[Found]:
    """Listed names; those that are ordinary words only where the text around says so."""
    for first, match in listed.items():
        for entry in match.entries:
            if first and f"{read.norms[first - 1]} {read.norms[first]}" in words_of(
                "orgheads.toml", "blocked"
            ):
                continue
            if entry.context and not _fits(read, vocab, match, entry, said):
                continue
            if (
                entry.kind == "country"
                and match.last - first == 1
                and not match.letters
                and _adjective(read, vocab, first, read.norms[first])
            ):
                continue
            strength = 8 if match.last - first > 1 else 5 if entry.kind == "bare" else 6
            yield Found(first, match.last, entry.type, _WHY[entry.kind], strength, match.letters, entry.name)
            break


def _fits(read: Scan, vocab: Vocabulary, match: Match, entry: Entry, said: dict[int, EntityType]) -> bool:
    type_ = entry.type
    if said.get(match.first) is type_ and said.get(match.last - 1) is type_:
        return True
    before = read.norms[match.first - 1] if match.first else ""
    after = read.norms[match.last] if match.last < len(read.norms) else ""
    if type_ is EntityType.LOC:
        places = words_of("orgheads.toml", "places")
        if head_of(before, places) is not None:
            return True
        return entry.kind != "town" and (before in words_of("orgheads.toml", "place_before"))
    if type_ is EntityType.ORG:
        if before in _OPEN and after in _CLOSE:
            return True
        classes = words_of("orgheads.toml", "quoted_after") | words_of("orgheads.toml", "groups")
        return head_of(before, classes) is not None
    return bool(before) and vocab.word(before).title and not vocab.lex.nationality(read.norms[match.first])


def _adjective(read: Scan, vocab: Vocabulary, at: int, form: str) -> bool:
    """«السعودية» and «سورية» are countries and adjectives: here the adjective of a feminine noun right before."""
    if at == 0 or not form.endswith("ه") or not vocab.lex.nationality(form):
        return False
    before = read.norms[at - 1]
    if before in _CLOSE:
        return form.startswith("ال")
    if vocab.lex.nationality(before) or head_of(before, words_of("orgheads.toml", "plain_places")):
        return False
    feminine = (
        before.endswith(("ه", "ات"))
        and len(before) > 3
        and before not in words_of("orgheads.toml", "place_before")
    )
    definite = any(rest.startswith("ال") for _, rest in [(0, before), *peelings(before)])
    return feminine and definite == form.startswith("ال")


def _grown(read: Scan, vocab: Vocabulary, found: list[Found]) -> list[Found]:
    taken = {at for each in found for at in range(each.first, each.last)}
    ends: dict[int, int] = {}
    for start, end in read.sentences:
        for at in range(start, end):
            ends[at] = end
            ends[-1 - at] = start
    out = []
    for each in found:
        if each.type is EntityType.PER and not each.name:
            bigger = grown(read, vocab, each, taken, ends)
            taken.update(range(bigger.first, bigger.last))
            each = bigger
        out.append(each)
    return out


def _trimmed(read: Scan, vocab: Vocabulary, each: Found) -> Found | None:
    """Without the title or class word that stands before the name proper."""
    if each.last - each.first < 2:
        return each
    norm = read.norms[each.first]
    rest = " ".join(read.norms[each.first + 1 : each.last])
    if each.type is EntityType.PER:
        return _after_title(read, vocab, each)
    if each.type is EntityType.LOC and head_of(norm, words_of("orgheads.toml", "plain_places")):
        return replace(each, first=each.first + 1, letters=0)
    classes = words_of("orgheads.toml", "media") | words_of("orgheads.toml", "groups")
    if each.type is EntityType.ORG and head_of(norm, classes):
        known = any(entry.type is EntityType.ORG for entry in vocab.lex.phrases.get(rest, ()))
        if known or not head_of(norm, frozenset({"حركه", "شبكه"})):
            return replace(each, first=each.first + 1, letters=0)
    return each


def _after_title(read: Scan, vocab: Vocabulary, each: Found) -> Found:
    """A person without titles, words for a family, and what stands between a title and the name («أمينه العام ...»)."""
    first = each.first
    families = words_of("titles.toml", "family")
    between = words_of("titles.toml", "between")
    while each.last - first > 1:
        norm = read.norms[first]
        owner = possessed(norm)
        title = head_of(norm, titles_of()) or (
            owner in vocab.titles and read.surface(first).endswith(("ه", "ها", "هم"))  # «أمينه», not «أمينة»
        )
        family = head_of(norm, families) and not vocab.lex.known(norm)
        if not (title or family or (first > each.first and norm in between)):
            break
        first += 1
    return each if first == each.first else replace(each, first=first, letters=0)
