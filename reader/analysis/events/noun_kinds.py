"""What a noun is by its letters: an office, kin, a body that acts, a place, feminine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reader.analysis.entities.dictionary import noun
from reader.analysis.events.clauses import Word, without_article, word_list, word_lists
from reader.analysis.events.numerals import is_number


def is_title(word: Word) -> bool:
    """True for a noun that names a person by office."""
    return word.form.office


def of_one_person(word: Word) -> bool:
    """«سائق», «مدير»: an indefinite noun of one person by what he does, or is to somebody."""
    return is_title(word) or word.folded in word_lists(("grammar", "trades"), ("grammar", "relations"))


def of_people(word: Word) -> bool:
    """True for kin, an office, armed men or speakers with a pronoun: «شقيقه», «قواتها»."""
    endings = ("هما", "هم", "ها", "ه")
    stem = next((word.folded.removesuffix(end) for end in endings if word.folded.endswith(end)), "")
    people = word_lists(
        ("grammar", "relations"),
        ("grammar", "person_titles"),
        ("grammar", "forces"),
        ("grammar", "side_heads"),
        ("speech", "speakers"),
    )
    return not {stem, stem[:-1] + "ه"}.isdisjoint(people)


def indefinite(word: Word) -> bool:
    """A common noun without article, pronoun or clitic: «طائرة»."""
    if word.mention >= 0 or word.time >= 0 or word.owned or word.bare != word.folded or word.bare[:2] == "ال":
        return False
    small = (("grammar", name) for name in ("prepositions", "openers", "verb_cues", "adverbs", "states"))
    if word.bare in word_lists(*small) or word.folded.endswith("ا") or is_number(word.folded):
        return False
    return word.form.marbuta or noun(word.folded)


def of_a_person(word: Word) -> bool:
    """True for an office, a trade, an honour: «الوزير», «الطبيب», «جلالة»."""
    people = word_lists(("grammar", "person_titles"), ("grammar", "trades"), ("grammar", "honours"))
    return without_article(word.bare) in people


def is_place_head(word: Word) -> bool:
    """True for «بمقر», «مطار»: a noun that heads the name of a place, with or without ب."""
    letters = word.bare.removeprefix("ب")
    return without_article(letters) in word_list("grammar", "place_heads")


def is_remains(word: Word) -> bool:
    """«جثمانه», «جثته»: what is left of somebody, who does nothing with it himself."""
    return any(without_article(word.bare).startswith(each) for each in word_list("grammar", "remains"))


@cache
def _aircraft() -> tuple[str, ...]:
    return tuple(sorted(word_list("numbers", "things", "aircraft")))


def is_drone(words: Sequence[Word], at: int) -> bool:
    """«طائرات مسيرة», «مسيّرة»: an aircraft without a pilot, no march."""
    if without_article(words[at].bare) not in word_list("numbers", "things", "drones"):
        return False
    if words[at].form.shadda:
        return True
    return at > 0 and not words[at].break_before and words[at - 1].bare.endswith(_aircraft())


def acting_body(word: Word) -> bool:
    """«الحكومة», «الشرطة»: a definite body that ends its phrase before a person («عينت الحكومة | ليلى»)."""
    return word.bare.startswith("ال") and word.bare[2:] in word_list("grammar", "forces")


def acts(letters: str) -> bool:
    """Whether an indefinite noun is of people who act."""
    return any(
        letters in word_list("grammar", name) for name in ("trades", "person_titles", "forces", "side_heads")
    )


def feminine(word: Word) -> bool:
    """A definite noun in ta marbuta or the sound feminine plural, and not «القادة», who are men."""
    men = without_article(word.folded) in word_list("grammar", "men")
    return word.bare.startswith("ال") and (word.form.marbuta or word.folded.endswith("ات")) and not men


def may_be_feminine(word: Word) -> bool:
    """By its ending: «الكبيرة», «العليا», «الحمراء», «المسلحات»; «الأخرى», «الكبرى» are listed, «الأم», «العضو» go with any noun."""
    if word.form.marbuta or word.folded.endswith(("ات", "ا", "ء")) or is_number(word.folded[2:]):
        return True
    return word.folded in word_list("grammar", "of_both_genders")
