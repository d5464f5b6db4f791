"""Where an article was written, in its first lines: «نايبيري (كينيا) - مبعوث الجريدة», «العقبة: من مراسلنا», «الرياض: الشرق الأوسط»."""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.gazetteer import Match
from reader.analysis.entities.places import Countries, home_of
from reader.analysis.entities.shapes import strange
from reader.analysis.entities.things import CLOSING, OPENING
from reader.model import EntityType

_HEAD = 80  # tokens of a text in which its dateline begins
_LINE = 9  # tokens of a dateline
_LONGEST = 3  # words of a place
_DASHES = frozenset("-–—")
_COMMAS = frozenset("،,")
_SIGNS = _DASHES | {":", "(", "/"}
_WHY = "the place of the dateline"


def dated_places(
    read: Scan, vocab: Vocabulary, listed: dict[int, Match], countries: Countries
) -> Iterator[Found]:
    """A place that is an ordinary word or that nothing knows, at the head of a dateline."""
    for at, end in _lines(read):
        match = listed.get(at)
        if match is not None and match.type is not EntityType.LOC:
            continue
        last = match.last if match else at
        while match is None and last < end and last - at < _LONGEST and read.tokens[last].word:
            last += 1
        if last == at or last >= end:
            continue
        if match is None and all(norm in vocab.clusters for norm in read.norms[at:last]):
            continue  # «كرة القدم (مصر) -», «انتخابات (تونس):»
        if _in_a_country(read, listed, last, end):
            yield Found(at, last, EntityType.LOC, _WHY, 8)
        elif match is not None and not match.letters:
            form = " ".join(read.norms[at:last])
            home = not countries.named.isdisjoint(home_of(vocab, match, form))
            dash = read.norms[last] in _DASHES or (read.norms[last] == "/" and _two(listed, match, last + 1))
            if dash or (home and read.norms[last] in _SIGNS):
                yield Found(at, last, EntityType.LOC, _WHY, 9, 0, match.entries[0].name)
        elif last == at + 1 < end - 1 and read.norms[last] in _DASHES and _unknown(vocab, read.norms[at]):
            yield Found(at, last, EntityType.LOC, _WHY, 4)


def _two(listed: dict[int, Match], match: Match, at: int) -> bool:
    """«جورج تاون / كراكاس -»; «السلام / الحرب» is no dateline."""
    return not match.doubtful or (at in listed and listed[at].type is EntityType.LOC)


def papers(read: Scan, listed: dict[int, Match]) -> Iterator[Found]:
    """«لندن: الشرق الأوسط», «القاهرة (الشرق الأوسط) -», «قال ل"الشرق الأوسط"»: a paper that is called what a place is."""
    dated = {
        at
        for start, end in _lines(read)
        if (place := listed.get(start)) is not None and place.type is EntityType.LOC
        for at in range(place.last + 1, min(end, start + _LINE))
    }
    for at, match in listed.items():
        body = next((each for each in match.entries if each.kind == "organisation"), None)
        if body is None or match.type is not EntityType.LOC or match.letters or at == 0:
            continue
        before = read.norms[at - 1]
        after = read.norms[match.last] if match.last < len(read.norms) else ""
        told = before in OPENING and after in CLOSING and at > 1 and read.norms[at - 2].endswith("ل")
        if told or (at in dated and before in _SIGNS - {"/"} and (before != "(" or after == ")")):
            yield Found(at, match.last, EntityType.ORG, "the outlet of the dateline", 9, 0, body.name)


def _lines(read: Scan) -> Iterator[tuple[int, int]]:
    """The token ranges of the first lines."""
    for start, end in read.sentences:
        if start >= _HEAD:
            return
        opens = start == 0 or "\n" in read.text[read.tokens[start - 1].end : read.tokens[start].start]
        if opens and end - start > 1 and read.tokens[start].word:
            yield start, end


def _unknown(vocab: Vocabulary, norm: str) -> bool:
    return norm not in vocab.lex.names and strange(vocab, norm)


def _in_a_country(read: Scan, listed: dict[int, Match], at: int, end: int) -> bool:
    """«(كينيا)»: a place in brackets, and what parts it from the text."""
    if read.norms[at] != "(" or (land := listed.get(at + 1)) is None or land.last + 1 >= end:
        return False
    if land.type is not EntityType.LOC or land.letters or read.norms[land.last] != ")":
        return False
    behind = read.norms[land.last + 1]
    if behind in _COMMAS:  # «كاب كانافيرال (فلوريدا)، 28 كانون الثاني»
        return land.last + 2 < end and read.norms[land.last + 2].isdigit()
    return behind in _SIGNS
