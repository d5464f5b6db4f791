"""Names of things: cups and streets named after people, ships, craft, films and books.

«كأس الملك سلمان», «العاصفة "دانيال"», «السفينة "شباب عمان الثانية"», «تشاندرايان-3»: none of them is a mention.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.analysis.entities.clitics import head_of
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan, words_in
from reader.analysis.entities.lexicon import words_of, words_of_any
from reader.model import EntityType

_CLASSES = "orgheads.toml"
_AWAY = 4  # tokens between a class word and the name
CLOSING = frozenset('»”"’›')
OPENING = frozenset('«“"‘‹')


def without_things(
    read: Scan, vocab: Vocabulary, found: list[Found], asked: Iterable[Found] = ()
) -> list[Found]:
    """What names somebody; a vessel's name is none where it stands without «السفينة» either. `asked`: what this left before."""
    somebody = frozenset(asked)
    things = [each for each in found if each not in somebody and names_a_thing(read, vocab, each)]
    if not things:
        return found
    vessels = {
        words_in(read, each)
        for each in things
        if _numbered(read, each.last) or _a_vessel(read, vocab, each, _behind(read, each))
    }
    gone = frozenset(things)
    return [each for each in found if each not in gone and (each.name or words_in(read, each) not in vessels)]


def _behind(read: Scan, each: Found) -> int:
    """The token before a name and its quotation mark."""
    at = each.first - 1
    return at - 1 if at > 0 and read.norms[at] in OPENING else at


def _a_vessel(read: Scan, vocab: Vocabulary, each: Found, at: int) -> bool:
    """«السفينة "روسوس"», «سفينة الحاويات العملاقة إيفر غيفن», «ناقلة مستعملة اسمها نوتيكا»; not who has a given name."""
    given = read.norms[each.first] in vocab.lex.given and read.norms[each.first] not in vocab.lex.doubtful
    if at < 0 or (each.type is EntityType.PER and given):
        return False
    if each.type is EntityType.LOC and _of_a_make(read, vocab, each, at):
        return True
    if each.name:  # «غرق العبارة إستونيا»; «سفينة مصر» may be of the country, and «غادرت الباخرة بيروت»
        bound = at > 0 and head_of(read.norms[at - 1], words_of(_CLASSES, "bound_for"))
        return read.norms[at] in words_of(_CLASSES, "ships") and not bound
    vessels, named, called = words_of(_CLASSES, "vessels"), words_of(_CLASSES, "called"), False
    for back in range(at, max(at - _AWAY, -1), -1):
        norm = read.norms[back]
        if head_of(norm, vessels) is not None:
            return back == 0 or not vocab.word(read.norms[back - 1]).office  # «قبطان السفينة ...»
        called = called or norm in named
        if not (called or norm.startswith("ال") or vocab.lex.nationality(norm)):
            return False
    return False


def _of_a_make(read: Scan, vocab: Vocabulary, each: Found, at: int) -> bool:
    """«سيارة بونتياك», «طائرات ميراج»: a small town of the lists, or none, right behind a vehicle without its article."""
    if each.letters or each.last - each.first > 1 or read.norms[each.first].startswith("ال"):
        return False
    if head_of(read.norms[at], words_of(_CLASSES, "makes")) is None:
        return False
    norm = read.norms[each.first]
    of = [entry for entry in vocab.lex.phrases.of(norm) if entry.type is EntityType.LOC]
    return norm not in vocab.clusters and all(entry.kind != "country" for entry in of)


def names_a_thing(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """«كأس الملك سلمان», «العاصفة "دانيال"», «السفينة "روسوس"»: the name of a thing, not of somebody."""
    at = _behind(read, each)
    if at < 0:
        return False
    if _a_vessel(read, vocab, each, at):
        return True
    if _in_a_title(read, each.first) or (each.why == "model" and _numbered(read, each.last)):
        return True
    if each.type is not EntityType.PER:
        return False
    while at > 0 and read.norms[at] in words_of("titles.toml", "one_name"):
        at -= 1
    return head_of(read.norms[at], words_of(_CLASSES, "named_after")) is not None


def _numbered(read: Scan, at: int) -> bool:
    """«تشاندرايان-3», «إف-16»: a hyphen and a number right behind a name make it a machine's."""
    if at + 1 >= len(read.norms) or read.norms[at] != "-":
        return False
    joined = (
        read.tokens[at - 1].end == read.tokens[at].start and read.tokens[at].end == read.tokens[at + 1].start
    )
    return joined and (read.norms[at + 1][0].isdigit() or len(read.norms[at + 1]) == 2)


def _in_a_title(read: Scan, first: int) -> bool:
    """Inside quotation marks that a film, a book or a ship opens: «السفينة "شباب عمان الثانية"»."""
    for at in range(first - 1, max(first - 7, 0), -1):
        if read.norms[at] in CLOSING and (read.norms[at] not in OPENING or _closes(read, at)):
            return False
        if read.norms[at] in OPENING:
            vessels = words_of_any(_CLASSES, "vessels", "works")
            before = at - 1
            while before > max(0, at - 4) and read.norms[before].startswith("ال"):
                before -= 1  # «المركبة الفضائية الهندية "..."»
            return any(head_of(read.norms[one], vessels) for one in range(max(0, before), at))
    return False


def _closes(read: Scan, at: int) -> bool:
    """Whether a mark that opens as well as closes closes here: an odd one before it in its paragraph."""
    mark, start = read.norms[at], read.tokens[at].start
    if mark not in CLOSING:
        return False
    return read.text.count(mark, read.text.rfind("\n", 0, start) + 1, start) % 2 == 1
