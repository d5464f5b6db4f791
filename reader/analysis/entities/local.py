"""Which mentions of one document are the same entity, and the roles said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reader.analysis.entities.clitics import after_letters
from reader.analysis.entities.descriptors import STANDS_FOR
from reader.analysis.entities.features import Vocabulary
from reader.analysis.entities.found import Found, Scan, first_word, words_in
from reader.analysis.entities.keys import case_forms, key_words, parts
from reader.analysis.entities.lexicon import words_of
from reader.analysis.entities.roles import of_another, roles_of
from reader.model import EntityType, Mention, Span
from reader.text.fold import DROPPED, fold

_Parts = list[tuple[str, ...]]
_KNOWN_BY_THEN = 3  # times that a name stands alone before somebody is named in full who bears it
_HAMZA = "\u0623"  # of «أبو», which folding took
_drop = str.maketrans("", "", DROPPED)


def normal_name(surface: str, article: str) -> str:
    """Marks, tatweel and case endings undone; the letters of ال restored that went after لل."""
    words = surface.translate(_drop).split()
    if words:
        words[0] = article + words[0]
    if len(words) > 1:
        cases = case_forms()
        for at, word in enumerate(words[:-1]):
            if (nominative := cases.get(fold(word))) is not None:
                words[at] = _HAMZA + nominative[1:]
    return " ".join(words)


def article_before(norm: str, letters: int, first: str) -> str:
    """The letters of an article that ل took: the ا of «للكويت», the ال of «للجنة», none of «للبنان». `first`: the first word, whole."""
    rest = norm[letters:]
    took = letters > 0 and norm[letters - 1 : letters + 1] == "لل" and first.startswith("ال")
    return first.removesuffix(rest) if took and first.endswith(rest) else ""


def clustered(read: Scan, vocab: Vocabulary, found: list[Found]) -> tuple[Mention, ...]:
    """Mentions with their local cluster numbers and roles."""
    keys = [_key(read, vocab, each) for each in found]
    roles = [roles_of(read, vocab, each) for each in found]
    stands_for = {**_people(read, vocab, found, keys, roles), **_bodies(found, keys)}
    numbers: dict[tuple[EntityType, str], int] = {}
    mentions = []
    for each, key, role in zip(found, keys, roles, strict=True):
        while (
            each.type,
            key,
        ) in stands_for:  # «سعيد» of «قيس سعيد» of «قيس بن المنصف سعيد»: always to a longer one
            key = stands_for[each.type, key]
        number = numbers.setdefault((each.type, key), len(numbers))
        token = read.tokens[each.first]
        start = token.start + after_letters(read.surface(each.first), each.letters)
        span = Span(start, read.tokens[each.last - 1].end)
        norm = read.norms[each.first]
        article = article_before(norm, each.letters, first_word(read, each))
        name = normal_name(_spaced(read, each, start), article)
        if each.why.startswith(STANDS_FOR):
            name = each.name  # «المملكة» is no name of its own
        mentions.append(Mention(span, each.type, span.of(read.text), name, each.why, number, role))
    return of_another(mentions)


def _spaced(read: Scan, each: Found, start: int) -> str:
    """The letters of a name, with the space back where two of its words lost it."""
    out = read.text[start : read.tokens[each.first].end]
    for at in range(each.first + 1, each.last):
        before, token = read.tokens[at - 1], read.tokens[at]
        gap = read.text[before.end : token.start] or (" " if before.word and token.word else "")
        out += gap + read.text[token.start : token.end]
    return out


def _people(
    read: Scan, vocab: Vocabulary, found: list[Found], keys: list[str], roles: Sequence[tuple[str, ...]]
) -> dict[tuple[EntityType, str], str]:
    """A part of a name alone -> the full name of this document that it stands for.

    A surname: the person whom the lists know by it, else who is named in full most often here, else first. A given
    name: the person of this document who bears it.
    """
    full: dict[str, int] = {}
    surnamed: set[str] = set()  # whose surname the text says; «سيف الإسلام» has his from the lists
    at: dict[str, int] = {}  # where each is named first; of one word only behind the first sentence
    of_kin: set[str] = set()  # «ابنتها عائشة»
    introduced: set[str] = set()  # «جندي اسمه حيدر»
    relatives: set[str] = (
        set()
    )  # «نجل الرئيس الكابتن كونغولو موبوتو»: the name alone is rather who he is a relative of
    singles: set[str] = set()
    alone: dict[str, list[int]] = defaultdict(list)  # where each name of one word stands
    people = {key for each, key in zip(found, keys, strict=True) if each.type is EntityType.PER}
    parted = {key: parts(key_words(key)) for key in people}
    lead = read.sentences[0][1] if read.sentences else 0
    for each, key, role in zip(found, keys, roles, strict=True):
        if each.type is EntityType.PER:
            if len(parted[key]) > 1 or each.first >= lead:
                at.setdefault(key, each.first)
            if len(parted[key]) > 1:
                full[key] = full.get(key, 0) + 1
                if words_in(read, each)[-1] == parted[key][-1][-1]:
                    surnamed.add(key)
                kin = next(iter(role), "").split()[:1]
                if kin and fold(kin[0]) in words_of("titles.toml", "kin"):
                    relatives.add(key)
            else:
                singles.add(key)
                alone[key].append(each.first)
                before = vocab.word(read.norms[each.first - 1]).office if each.first else ""
                if before in words_of("titles.toml", "called"):
                    introduced.add(key)
                elif before in words_of("titles.toml", "kin"):
                    of_kin.add(key)
    endings: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[str]] = defaultdict(list)
    middles: dict[str, list[str]] = defaultdict(list)
    for key in full:
        pieces = [" ".join(part) for part in parted[key]]
        for size in range(1, len(pieces)):
            endings[" ".join(pieces[-size:])].append(key)
        beginnings[pieces[0]].append(key)
        for piece in pieces[1:-1]:
            if piece not in vocab.lex.given:  # «إدموندو غونزاليس أوروتيا» is «غونزاليس»
                middles[piece].append(key)
    out = {}
    for short in [*singles, *full]:
        words = key_words(short)
        folded = " ".join(words)
        if short in full and (longer := _with_middle(parted[short], full, parted)):
            out[EntityType.PER, short] = longer
            continue
        known = vocab.lex.bare.get(folded, ("", False))[0]
        candidates = [key for key in endings.get(folded, ()) if key != short]
        if short in full and parted[short][0][0] in vocab.lex.given:
            # «أحمد علي عبد الله صالح» is the son of «علي عبد الله صالح»; «محمد حسني مبارك» is «حسني مبارك»
            left_out = words_of("titles.toml", "left_out_first")
            size = len(parted[short]) + 1
            candidates = [
                key for key in candidates if len(parted[key]) == size and parted[key][0][0] in left_out
            ]
        if known:
            candidates = [key for key in candidates if key == known or key in surnamed]
        if short in of_kin or short in introduced or (known and short in singles and short in at):
            # «القذافي ... ابنه خميس القذافي», «ابنها محمد ... ليث محمد»: whose surname it is has been named in full by then
            candidates = [key for key in candidates if key == known or at[key] < at.get(short, 0)]
        if not candidates and short in singles:
            candidates = beginnings.get(folded, []) or middles.get(folded, [])
            if short in introduced:
                candidates = [key for key in candidates if at[key] < at.get(short, 0)]
        elif candidates and short in singles and folded not in vocab.lex.given:
            # «موبوتو» of «موبوتو سيسي سيكو», whose surname stands first
            candidates += [key for key in beginnings.get(folded, ()) if key not in candidates]
        candidates = [key for key in candidates if key not in relatives] or candidates
        if short in singles and not known:
            # «موبوتو ... موبوتو ... موبوتو ... كونغولو موبوتو»: somebody else, whom the text need not name in full
            candidates = [
                key for key in candidates if full[key] > 1 or _before(alone[short], at[key]) < _KNOWN_BY_THEN
            ]
        if candidates:
            out[EntityType.PER, short] = (
                known if known in candidates else max(candidates, key=lambda key: (full[key], -at[key]))
            )
    return out


def _before(places: list[int], first: int) -> int:
    return sum(place < first for place in places)


def _with_middle(pieces: _Parts, full: Iterable[str], parted: Mapping[str, _Parts]) -> str:
    """«قيس سعيد» beside «قيس بن المنصف سعيد», «محمد شياع» beside «محمد شياع السوداني»: the only longer name that begins and
    ends, or begins, as it does; "" for none.
    """
    longer = []
    for other in full:
        others = parted[other]
        if len(others) <= len(pieces) or others[0] != pieces[0]:
            continue
        rest = iter(others)
        if others[: len(pieces)] == pieces or (
            others[-1] == pieces[-1] and all(piece in rest for piece in pieces)
        ):
            longer.append(other)
    return longer[0] if len(longer) == 1 else ""


def _bodies(found: list[Found], keys: list[str]) -> dict[tuple[EntityType, str], str]:
    """«المجلس العسكري» -> «المجلس العسكري الموقت», where this document has just one longer name that begins so."""
    names = sorted({key for each, key in zip(found, keys, strict=True) if each.type is EntityType.ORG})
    out = {}
    for at, name in enumerate(names):
        longer = []
        for further in range(at + 1, len(names)):
            if not names[further].startswith(name):
                break
            if names[further].startswith(name + " "):
                longer.append(names[further])
        if len(longer) == 1 and all(word.startswith("ال") for word in longer[0][len(name) :].split()):
            out[EntityType.ORG, name] = longer[0]
    return out


def _key(read: Scan, vocab: Vocabulary, each: Found) -> str:
    if each.name and each.why != "listed surname":
        return each.name
    words = " ".join(words_in(read, each))
    return vocab.lex.whole(each.type.value, words) or words
