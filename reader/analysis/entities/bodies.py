"""The model's organisations, put right by what the lists and the grammar know for sure."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.lexicon import words_of
from reader.analysis.entities.shapes import strange
from reader.model import EntityType
from reader.text.affixes import ARTICLE, DEFINITE

_CLASSES = "orgheads.toml"


def organisation(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> Found | None:
    """An organisation of the model, cut where a list, a nationality or a person's name says so; None where it is none."""
    firm = each.first > 0 and head_of(read.norms[each.first - 1], words_of(_CLASSES, "business"))
    for _ in range(2):
        if not firm or each.last == len(read.norms):
            break
        if not strange(vocab, read.norms[each.last], read.surface(each.last)):
            break
        each = replace(each, last=each.last + 1)  # «شركة شوي كيسن كايشا»
    each = _before_a_person(read, vocab, _with_its_head(read, each, listed))
    size = each.last - each.first
    tail = listed.get(each.last - 1)
    owned = size == 2 and tail is not None and tail.type is EntityType.PER and tail.letters == 0
    if owned and tail is not None and head_of(read.norms[each.first], words_of("titles.toml", "family")):
        why = "listed surname" if tail.kind == "bare" else "listed person"  # «قوات حميدتي»
        return Found(each.last - 1, each.last, EntityType.PER, why, each.strength)
    if _somebodys(read, vocab, each, listed):
        return None
    national = size == 2 and vocab.lex.nationality(read.norms[each.last - 1])
    if national and (
        read.norms[each.first] in words_of(_CLASSES, "never") or vocab.word(read.norms[each.first]).office
    ):
        return None  # «المنتخب المغربي»; armies and parliaments have a rule of their own
    if national and each.first:
        media = head_of(read.norms[each.first - 1], words_of(_CLASSES, "media"))
        if media and not read.norms[each.first].startswith(ARTICLE):  # «صحيفة بيلد الألمانية»
            return replace(each, last=each.last - 1)
    place = listed.get(each.last - 1)
    land = place is not None and place.type is EntityType.LOC and not (place.doubtful or place.letters)
    if size == 2 and land and read.norms[each.first].startswith(ARTICLE):
        return replace(each, last=each.last - 1)  # «الحوثيون الحديدة»
    whole = listed.get(each.first)
    one_more = whole is not None and whole.type is EntityType.ORG and whole.last == each.last - 1
    end = read.norms[each.last - 1]
    adjective = end.endswith("يه") and vocab.lex.nationality(end) is not None
    if one_more and (not end.startswith(ARTICLE) or (size == 2 and adjective)):
        return replace(each, last=each.last - 1)  # «أليانز الألمانية»; clubs keep theirs («الهلال السعودي»)
    longer = whole is not None and whole.type is EntityType.ORG and whole.first + 1 < whole.last < each.last
    if whole is not None and longer and not read.norms[whole.last].startswith(DEFINITE):
        return replace(each, last=whole.last)  # «جامعة هارفارد كلودين غاي»
    return each


def _somebodys(read: Scan, vocab: Vocabulary, each: Found, listed: dict[int, Match]) -> bool:
    """«تلكؤ النظام السوري»: a noun of some noun of the news with its nationality, and no class word or listed name in it."""
    if each.last - each.first != 3 or any(at in listed for at in (each.first, each.first + 1)):
        return False
    first, noun, land = read.norms[each.first : each.last]
    heads = vocab.construct | vocab.definite | vocab.outside
    if any(head_of(norm, heads) or norm.removeprefix(ARTICLE) in heads for norm in (first, noun)):
        return False
    known = noun.startswith(ARTICLE) and noun in vocab.clusters
    return (
        known
        and not first.startswith(ARTICLE)
        and land.startswith(ARTICLE)
        and bool(vocab.lex.nationality(land))
    )


def _with_its_head(read: Scan, each: Found, listed: dict[int, Match]) -> Found:
    """«منظمة سي ووتش الدولية»: with the class word that belongs to a name that no list has without it."""
    heads = words_of(_CLASSES, "headed")
    own = listed.get(each.first)
    if each.first == 0 or each.letters or (own is not None and own.last == each.last):
        return each
    hit = head_of(read.norms[each.first - 1], heads)
    return replace(each, first=each.first - 1, letters=hit[0]) if hit is not None else each


def _before_a_person(read: Scan, vocab: Vocabulary, each: Found) -> Found:
    """«منظمة الصحة مارغريت تشان»: a body without the person whose full name follows it, unless bodies like it are called after people."""
    if head_of(read.norms[each.first], words_of(_CLASSES, "after_people")):
        return each
    for at in range(each.first + 2, each.last - 1):
        norm, after = read.norms[at], read.norms[at + 1]
        given = norm in vocab.lex.given and norm not in vocab.lex.doubtful and norm not in vocab.clusters
        surname = after in vocab.lex.names or strange(vocab, after, read.surface(at + 1))
        if given and surname and each.last - at < 4 and read.norms[at - 1].startswith(ARTICLE):
            return replace(each, last=at)
    return each


def object_behind(read: Scan, vocab: Vocabulary, each: Found, listed: Found) -> bool:
    """«خفض البنك المركزي التونسي الفائدة»: behind a listed body a noun of the news with its article, no adjective."""
    if each.first != listed.first or each.last <= listed.last:
        return False
    norm = read.norms[listed.last]
    plain = norm in vocab.clusters or norm[2:] in vocab.clusters
    adjective = norm in vocab.adjectives or vocab.lex.nationality(norm) is not None
    return norm.startswith(ARTICLE) and plain and not adjective
