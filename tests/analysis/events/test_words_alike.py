"""The words that evidence is made of: roots, verbs that follow from others; weights and kin as data."""

from __future__ import annotations

import itertools
import tomllib
from types import SimpleNamespace
from typing import cast

import pytest

from reader.analysis.events.features import Report
from reader.analysis.events.kinship import close, comparable
from reader.analysis.events.lexicon import DATA, lexicon
from reader.analysis.events.patterns import derived
from reader.analysis.events.roots import everyday, root_of
from reader.text.fold import fold


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("سد السدان سدود", True),
        ("تظاهر مظاهرة متظاهرين", True),
        ("احتجاج محتجون احتجوا", True),
        ("منزل منازل", True),
        ("معسكر معسكراته", True),
        ("برلمان حكومة", False),
    ],
)
def test_roots(words: str, one: bool) -> None:
    assert (len({root_of(fold(word)) for word in words.split()}) == 1) is one


def test_words_that_tell_nothing_have_no_root() -> None:
    assert [root_of(fold(word)) for word in "الرئيس على قال ثلاثة".split()] == ["", "", "", ""]
    assert everyday(root_of(fold("اجتماع")))
    assert not everyday(root_of(fold("النيترات")))


@pytest.mark.parametrize(
    ("past", "forms"),
    [
        ("ندّد", ("يندد", "تنديد")),
        ("سمّى", ("يسمي", "تسمية")),
        ("هنّأ", ("يهنئ", "تهنئة")),
        ("أيّد", ("يؤيد", "تأييد")),
        ("أقال", ("يقيل", "إقالة")),
        ("ألغى", ("يلغي", "إلغاء")),
        ("أودع", ("يودع", "إيداع")),
        ("اندلع", ("يندلع", "اندلاع")),
        ("احتل", ("يحتل", "احتلال")),
        ("اختار", ("يختار", "اختيار")),
        ("استقال", ("يستقيل", "استقالة")),
        ("استدعى", ("يستدعي", "استدعاء")),
        ("تنازل", ("يتنازل", "تنازل")),
        ("تخلى", ("يتخلى", "تخلي")),
        ("حاصر", ("يحاصر", "محاصرة")),
        ("عرقل", ("يعرقل", "عرقلة")),
        ("كتب", None),
    ],
)
def test_derived_verbs(past: str, forms: tuple[str, str] | None) -> None:
    assert derived(past) == forms


def test_every_weight_is_of_a_feature_and_has_a_sign() -> None:
    table = tomllib.loads((DATA / "weights.toml").read_text(encoding="utf-8"))
    against = ("off", "far", "denied", "planned", "supposed", "untied", "loose", "several", "strange")
    for name, (points, _) in table["features"].items():
        if name.endswith(against) or name.startswith(against) or name.endswith("-other"):
            assert points <= 0, name


def test_whether_two_types_are_kin_does_not_hang_on_which_comes_first() -> None:
    types = sorted(lexicon().types.items())
    for (_, a), (_, b) in itertools.combinations(types, 2):
        one, other = (cast(Report, SimpleNamespace(type=each.id, family=each.family)) for each in (a, b))
        assert comparable(one, other) == comparable(other, one), (a.id, b.id)
        assert close(one, other) == close(other, one), (a.id, b.id)
