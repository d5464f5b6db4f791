"""Names cut to the name proper: clitics, titles and class words stand outside."""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.entities.clitics import PREPOSITIONS, head_of, peelings
from reader.analysis.entities.features import Vocabulary, possessed
from reader.analysis.entities.found import Found, Scan
from reader.analysis.entities.lexicon import words_of, words_of_any
from reader.analysis.entities.persons import joints, titles_of
from reader.analysis.entities.things import CLOSING
from reader.model import EntityType
from reader.text.affixes import ARTICLE, FOR_THE

_CLASSES = "orgheads.toml"


def peeled(read: Scan, vocab: Vocabulary, each: Found) -> Found:
    """With the clitics of its first word outside, where the rest is known and the whole is not."""
    norm = read.norms[each.first]
    before = read.norms[each.first - 1] if each.first else ""
    adverb = (
        before.endswith("ا")
        and len(before) > 3
        and before in vocab.clusters
        and before not in vocab.lex.names
    )
    person = each.type is EntityType.PER and not each.letters and not each.name
    if person and adverb and norm[0] == "ل" and norm[1:] in vocab.lex.given:
        return replace(each, letters=1)  # «خلفا لعلي أمين»
    if each.letters or each.name or vocab.lex.known(norm) or norm in joints() or norm in vocab.construct:
        return each
    if each.type is EntityType.LOC and norm in words_of(_CLASSES, "places"):
        return each  # «وادي القلط»
    if person and norm.startswith(FOR_THE) and len(norm) > 5 and norm not in vocab.clusters:
        return replace(each, letters=1)  # «للنجاشي»; not «للا مريم»
    if each.type is not EntityType.PER and each.why.startswith(("after «", "a firm and ")):
        return each  # «شركة فيوليا», «بلدة كاكي»
    surface = read.surface(each.first)
    if person and _called(read, vocab, each.first) and surface[1:2] not in {"أ", "إ", "آ"}:
        return each  # «السائق لامين سانيه», «للرئيس بليز كومباوري»
    began = norm[1:2] not in {"ا", "ي", "و"} or surface[1:2] in {"أ", "إ", "آ"}
    began = began and norm not in vocab.clusters and norm not in vocab.lex.names
    if (
        person
        and each.last - each.first > 1
        and norm[0] == "و"
        and len(norm) > (4 if before in {"،", ","} else 6)
        and began
    ):
        return replace(each, letters=1)  # «وسوبرامانيام جايشانكار»
    after_preposition = each.first and read.norms[each.first - 1] in PREPOSITIONS
    if after_preposition and norm[0] in "بلك":
        return each  # «لن يعود إلى لايمن»
    people = each.type is EntityType.PER
    by = people and norm[0] == "ل" and len(norm) > 3 and each.first
    if (
        by
        and read.norms[each.first - 1] in CLOSING
        and (norm not in vocab.lex.names or norm[1:] in vocab.lex.given)
    ):
        return replace(each, letters=1)  # «"أشياء مسكينة" ليورغوس لانثيموس»

    def listed(form: str) -> bool:
        return form in vocab.lex.names or form in vocab.lex.bare if people else vocab.lex.known(form)

    for known in (listed, vocab.clusters.__contains__):
        for letters, rest in peelings(norm):
            if people and norm[0] == "ف" and rest not in vocab.lex.given:
                continue  # «فاتو بنسودا»
            if known(rest) or (rest.startswith(ARTICLE) and len(rest) > 5 and known(rest[2:])):
                return replace(each, letters=letters)
        if norm in vocab.clusters:
            return each
    return each


def _called(read: Scan, vocab: Vocabulary, at: int) -> bool:
    """Whether a definite title, or one with its pronoun, stands right before: what follows is the name itself."""
    if not at:
        return False
    office, surface = vocab.word(read.norms[at - 1]).office, read.surface(at - 1)
    return bool(office) and (office.startswith(ARTICLE) or surface.endswith(("ه", "ها", "هم", "تي", "نا")))


def trimmed(read: Scan, vocab: Vocabulary, each: Found) -> Found:
    """Without the title or class word that stands before the name proper."""
    if each.last - each.first < 2:
        return each
    if each.type is EntityType.PER:
        return _after_title(read, vocab, each)
    norm = read.norms[each.first]
    if each.type is EntityType.LOC:
        kept = " ".join(read.norms[each.first : each.last])[each.letters :] in words_of(
            _CLASSES, "kept_classes"
        )
        capital = each.name.startswith("العاصمة ")
        plain = head_of(norm, words_of(_CLASSES, "plain_places")) and not (kept or capital)
        bare = not kept and _bare(read, each)
        plain = plain or bare or _named_without(read, vocab, each)
        return replace(each, first=each.first + 1, letters=0) if plain else each
    business = head_of(norm, words_of(_CLASSES, "business"))
    if business and not each.name and _listed_body(read, vocab, each.first + 1, each.last):
        return replace(each, first=each.first + 1, letters=0)  # «بنك سيتي غروب»
    if head_of(norm, words_of_any(_CLASSES, "media", "groups")):
        rest = vocab.lex.phrases.of(" ".join(read.norms[each.first + 1 : each.last]))
        if each.name.split(" ")[0] == read.surface(each.first)[each.letters :] and not rest:
            return each  # «وكالة المخابرات المركزية»: the class word is in the listed name
        second = read.norms[each.first + 1]
        if (
            head_of(norm, words_of(_CLASSES, "agencies"))
            and not rest
            and second.startswith(ARTICLE)
            and vocab.lex.nationality(read.norms[each.last - 1])
            and not vocab.lex.nationality(second)
        ):
            return each  # «وكالة الفضاء السعودية»
        if any(entry.type is EntityType.ORG for entry in rest) or not head_of(
            norm, words_of(_CLASSES, "open_ended")
        ):
            return replace(each, first=each.first + 1, letters=0)
    return each


def _bare(read: Scan, each: Found) -> bool:
    """«بحيرة فيكتوريا», «ساحة المرجة»: the class word is none of the name; but «شارع 2 مارس»."""
    ours = head_of(read.norms[each.first], words_of(_CLASSES, "bare_classes"))
    return ours is not None and not read.norms[each.first + 1][0].isdigit()


def _named_without(read: Scan, vocab: Vocabulary, each: Found) -> bool:
    """«جبال البيرينيه», «كاتدرائية نوتردام»: a listed place whose list has it without the class word too."""
    if not each.name or head_of(read.norms[each.first], words_of(_CLASSES, "outside_places")) is None:
        return False
    rest = " ".join(read.norms[each.first + 1 : each.last])
    return any(
        entry.type is EntityType.LOC and entry.name == each.name for entry in vocab.lex.phrases.of(rest)
    )


def _listed_body(read: Scan, vocab: Vocabulary, first: int, last: int) -> bool:
    """Whether tokens are a listed organisation that is no ordinary word, and none with the word before."""
    entries = vocab.lex.phrases.of(" ".join(read.norms[first:last]))
    whole = vocab.lex.phrases.of(" ".join(read.norms[first - 1 : last]))
    return not whole and any(entry.type is EntityType.ORG and not entry.context for entry in entries)


def _after_title(read: Scan, vocab: Vocabulary, each: Found) -> Found:
    """A person without titles, words for a family, and what stands between a title and the name («أمينه العام ...»)."""
    first = each.first
    families, between = words_of("titles.toml", "family"), words_of("titles.toml", "between")
    while each.last - first > 1:
        norm = read.norms[first]
        owned = possessed(norm) in vocab.titles and read.surface(first).endswith(
            ("ه", "ها", "هم")
        )  # not «أمينة»
        family = head_of(norm, families) and not vocab.lex.known(norm)
        honoured = norm in vocab.honorifics and norm not in vocab.lex.names
        called = (
            bool(vocab.word(norm).office) and not vocab.lex.known(norm) and norm.endswith("تي")
        )  # «صديقتي»
        second = norm in vocab.titles and norm not in vocab.lex.given and first > 0
        if not (
            head_of(norm, titles_of())
            or (second and vocab.word(read.norms[first - 1]).office)  # «الكولونيل ميجور ...»
            or honoured
            or called
            or owned
            or family
            or (first > each.first and norm in between)
        ):
            break
        first += 1
    return each if first == each.first else replace(each, first=first, letters=0)
