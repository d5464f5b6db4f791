"""Inflection and clitics: written forms back to their trigger."""

from __future__ import annotations

import pytest

from reader.analysis.events.inflect import past_forms, present_forms
from reader.analysis.events.lexicon import lexicon
from reader.analysis.events.readings import read_word
from reader.text.fold import fold


@pytest.mark.parametrize(
    ("past", "wanted"),
    [
        ("هرب", "هرب هربت هربوا هربا هربتا هربنا"),
        ("ألقى", "ألقى ألقت ألقوا ألقيا ألقتا ألقينا"),
        ("دعا", "دعا دعت دعوا دعتا دعونا"),
        ("أقال", "أقال أقالت أقالوا أقيل أقيلت أقيلوا"),
        ("هاجم", "هاجم هاجمت هوجم هوجمت"),
        ("اختار", "اختار اختير اختيرت"),
    ],
)
def test_past(past: str, wanted: str) -> None:
    written = {form.letters for form in past_forms(past)}
    assert {fold(word) for word in wanted.split()} <= written


@pytest.mark.parametrize(
    ("present", "past", "wanted"),
    [
        ("يدخل", "دخل", "يدخل تدخل ندخل يدخلون يدخلوا يدخلان"),
        ("يلغي", "ألغى", "يلغي تلغي يلغون يلغوا يلغ"),
        ("يدعو", "دعا", "يدعو تدعو يدعون يدع"),
        ("يزور", "زار", "يزور تزور يزورون يزر"),
        ("يقيل", "أقال", "يقيل يقال"),
    ],
)
def test_present(present: str, past: str, wanted: str) -> None:
    written = {form.letters for form in present_forms(present, past)}
    assert {fold(word) for word in wanted.split()} <= written


@pytest.mark.parametrize(
    ("word", "kind", "form"),
    [
        ("وغادروا", "depart", "past"),
        ("سيزور", "visit", "present"),
        ("مغادرته", "depart", "masdar"),
        ("باستقالته", "resign", "masdar"),
        ("للانسحاب", "withdraw", "masdar"),
        ("أُقيلت", "dismiss", "passive"),
        ("قصفا", "shell", "masdar"),
        ("فاعتقلوه", "arrest", "past"),
    ],
)
def test_clitics(word: str, kind: str, form: str) -> None:
    assert (kind, form) in {(r.trigger.type, r.kind) for r in read_word(fold(word))}


def test_words_that_are_no_trigger() -> None:
    for word in ["كتاب", "شمس", "الاقتصاد", "بيت"]:
        assert read_word(fold(word)) == ()


def test_every_type_names_its_parts() -> None:
    for kind in lexicon().types.values():
        assert kind.title
        assert {kind.subject, kind.genitive} <= {"agent", "patient", "place", "other"}
        assert kind.object in {"patient", "place", "none", "other"}
