"""Roles and who holds them in one text: «الرئيس السوري», «رئيس الحكومة العراقية», «الأمين العام للأمم المتحدة».

A role without a name is no mention. It is a RoleMention: a span, and a key that spellings of one office share (the office's words
without ال, then its country or body; «رئيس وزراء العراق», «رئيس الوزراء العراقي» and «رئيس الحكومة العراقية» are one). A role right before a
name («رئيس الوزراء العراقي محمد شياع السوداني») or behind one («السوداني، رئيس وزراء العراق،») says who holds it. A role said elsewhere in the
text without a name is his, where the text names one holder alone. A former holder («الرئيس السوري السابق») holds nothing.

An office whose country or body is not said («الرئيس», «وزير الخارجية», «الوزير») means another person elsewhere: its key ends in a bare
stroke, and it is a RoleMention only where this text names one holder of such an office and says it of no other country or body.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from reader.analysis.entities.clitics import after_letters, peelings
from reader.analysis.entities.features import Vocabulary, vocabulary
from reader.analysis.entities.found import Scan, scan
from reader.analysis.entities.lexicon import words_of
from reader.model import EntityType, Mention, RoleMention, Span
from reader.text.fold import fold

_FILE = "titles.toml"
_LONGEST = 7  # words of a role
_APPOSED = frozenset("،,(-–—")
_SAID_IN_TEXT = "the text says this of {}"
_BARE = " /"  # the end of a key without country and body


def find_roles(text: str, mentions: Sequence[Mention]) -> tuple[RoleMention, ...]:
    """The roles of a text, in text order; `mentions` are those of the same text, in text order."""
    vocab = vocabulary()
    read = scan(text)
    starts = [mention.span.start for mention in mentions]
    ends = [token.end for token in read.tokens]
    found: list[RoleMention] = []
    heads = frozenset(read.norms[at] for at, _, _ in read.headed(_heads()))
    for start, end in read.sentences:
        if heads.isdisjoint(read.norms[start:end]):
            continue
        at = start
        while at < end:
            role = _role(read, vocab, mentions, starts, at, end) if read.norms[at] in heads else None
            if role is None:
                at += 1
                continue
            found.append(role)
            at = max(at + 1, bisect_left(ends, role.span.end) + 1)
    return _held(found, mentions)


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    return dict(pair.split(" ", 1) for pair in sorted(words_of(_FILE, "office_synonyms")))


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """The first words of offices, with and without their article."""
    heads = words_of(_FILE, "office_heads")
    return heads | {"ال" + head for head in heads}


@lru_cache(maxsize=1 << 10)
def _head(norm: str) -> tuple[int, str]:
    """The clitics before the first word of an office, and it; "" for another word."""
    heads = words_of(_FILE, "office_heads")
    forms = ((0, norm), *peelings(norm))
    return next(((count, form) for count, form in forms if form.removeprefix("ال") in heads), (0, ""))


def _role(
    read: Scan,
    vocab: Vocabulary,
    mentions: Sequence[Mention],
    starts: Sequence[int],
    at: int,
    end: int,
) -> RoleMention | None:
    """The role whose first word is at `at`, with who is named beside it."""
    letters, first = _head(read.norms[at])
    if _inside(mentions, starts, read.tokens[at].start):
        return None
    head, former = first.removeprefix("ال"), words_of(_FILE, "former")
    words, country, body, past = [head], "", "", False
    last, stop = at + 1, at + 1
    while last < end and last - at < _LONGEST and read.tokens[last].word:
        mention = _at(mentions, starts, read.tokens[last].start, read.tokens[last].end)
        norm = read.norms[last]
        if mention is not None:
            if mention.type is EntityType.PER:
                break
            key = fold(mention.name)
            if mention.type is EntityType.LOC and not country:
                country = vocab.lex.listed("LOC", key) or mention.name
            elif mention.type is EntityType.ORG and not body and not country:
                body = vocab.lex.listed("ORG", key) or mention.name
            else:
                break
            while last < end and read.tokens[last].start < mention.span.end:
                last += 1
            stop = last
            continue
        nationality = vocab.lex.nationality(norm) if norm.startswith("ال") else None
        if nationality is not None:
            if country:
                break
            country, stop = nationality, last + 1
        elif norm in former:
            past, stop = True, last + 1
        elif norm in words_of(_FILE, "in_office"):
            stop = last + 1
        elif norm in words_of(_FILE, "office_words") or norm.removeprefix("ال") in words_of(
            _FILE, "office_words"
        ):
            words.append(norm.removeprefix("ال"))
            stop = last + 1
        elif norm.startswith("لل") and len(norm) > 4 and norm[2:] in words_of(_FILE, "office_words"):
            words.append(norm[2:])
            stop = last + 1
        else:
            break
        last += 1
    if past:
        return None
    beside = _beside(read, mentions, starts, at, stop)
    if not (country or body):
        definite = first.startswith("ال") if stop == at + 1 else read.norms[stop - 1].startswith("ال")
        goes_on = stop < end and not beside[1] and _qualifies(vocab, read.norms[stop])
        behind = at > 0 and not beside[1] and _person_ends(mentions, starts, read.tokens[at - 1].end)
        if (
            not definite
            or goes_on
            or behind
            or (len(words) == 2 and words[1] in words_of("orgheads.toml", "councils"))
        ):
            return None  # «رئيس جديد», «الرئيس الدوري», «رئيس المجلس»; «فيصل بن فرحان وزير الخارجية» is perhaps his
    start = read.tokens[at].start + after_letters(read.surface(at), letters)
    span = Span(start, read.tokens[stop - 1].end)
    return RoleMention(span, span.of(read.text), _key(words, country or body), *beside)


def _qualifies(vocab: Vocabulary, norm: str) -> bool:
    """Whether a word behind an office may be an adjective that makes another of it: «الدوري», «المناوب»."""
    if not norm.startswith("ال"):
        return False
    shaped = norm.endswith(("ي", "يه")) or norm.startswith("الم")
    return shaped or norm in vocab.adjectives or norm in words_of("orgheads.toml", "passing")


def _key(words: Sequence[str], whose: str) -> str:
    synonyms, dropped = _synonyms(), words_of(_FILE, "office_dropped")
    kept = [synonyms.get(word, word) for word in words if word not in dropped]
    return " ".join([*kept, "/", fold(whose)]).strip()


def is_bare(key: str) -> bool:
    """Whether a role's key says neither country nor body: it means somebody else in another text."""
    return key.endswith(_BARE)


def _inside(mentions: Sequence[Mention], starts: Sequence[int], at: int) -> bool:
    nth = bisect_right(starts, at) - 1
    return nth >= 0 and mentions[nth].span.end > at


def _at(mentions: Sequence[Mention], starts: Sequence[int], start: int, end: int) -> Mention | None:
    """The mention that begins in the token `[start, end)`."""
    nth = bisect_left(starts, start)
    return mentions[nth] if nth < len(starts) and starts[nth] < end else None


def _beside(
    read: Scan, mentions: Sequence[Mention], starts: Sequence[int], first: int, last: int
) -> tuple[int, bool]:
    """(local number, True) of the person named right behind the role or, with a comma, right before it; (-1, False)."""
    if last < len(read.tokens):
        after = _at(mentions, starts, read.tokens[last].start, read.tokens[last].end)
        if after is not None and after.type is EntityType.PER and after.span.start == read.tokens[last].start:
            return after.local, True
    if first > 1 and read.norms[first - 1] in _APPOSED:
        nth = bisect_left(starts, read.tokens[first - 1].start) - 1
        before = mentions[nth] if nth >= 0 else None
        person = before is not None and before.type is EntityType.PER
        if before is not None and person and before.span.end == read.tokens[first - 2].end:
            return before.local, True
    return -1, False


def _person_ends(mentions: Sequence[Mention], starts: Sequence[int], end: int) -> bool:
    nth = bisect_left(starts, end) - 1
    return nth >= 0 and mentions[nth].type is EntityType.PER and mentions[nth].span.end == end


def _held(found: Sequence[RoleMention], mentions: Sequence[Mention]) -> tuple[RoleMention, ...]:
    """Roles without a name given to the one person whom this text names with them."""
    holders: dict[str, set[int]] = defaultdict(set)
    for each in found:
        if each.beside:
            holders[each.key].add(each.local)
    names: dict[int, str] = {}
    for mention in mentions:
        if mention.type is EntityType.PER and len(mention.name) > len(names.get(mention.local, "")):
            names[mention.local] = mention.name
    out = []
    for each in found:
        bare = is_bare(each.key)
        own = _of_the_office(each.key, found, holders) if bare else holders.get(each.key, set())
        if not each.beside and len(own) == 1:
            (local,) = own
            each = replace(each, local=local, why=_SAID_IN_TEXT.format(names.get(local, "")))
        if not bare or (each.local >= 0 and not each.beside):
            out.append(each)
    return tuple(out)


def _of_the_office(
    key: str, found: Sequence[RoleMention], holders: Mapping[str, Collection[int]]
) -> set[int]:
    """Who holds an office said without country and body: everybody of whom the text says it; nobody where it says it of an
    office whose holder it does not name. «الوزير» is whoever is a minister of something.
    """
    office = key.removesuffix(_BARE)
    short = office in words_of(_FILE, "office_short")
    out: set[int] = set()
    for each in found:
        other = each.key.partition(_BARE)[0]
        if other == office or (short and other.split(" ")[0] == office):
            if is_bare(each.key) and not each.beside:
                continue
            out |= set(holders.get(each.key, ())) or {-1}
    return set() if -1 in out else out
