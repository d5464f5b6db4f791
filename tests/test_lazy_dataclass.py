"""`reader.lazy_dataclass` makes what `dataclasses.dataclass` makes: the same classes through both, side by side."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from reader import lazy_dataclass, model
from reader.model import Place, Span

VARIANTS = (
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
    {"eq": False, "slots": True},
    {"frozen": True, "eq": False},
    {"frozen": True, "slots": True, "repr": False},
)


def made(decorator: Callable[..., Any], **options: bool) -> Any:
    @decorator(**options)
    class Thing:
        """A thing."""

        number: int
        words: str = dataclasses.field(default="", repr=False)
        many: list[int] = dataclasses.field(default_factory=list)

        @property
        def double(self) -> int:
            return 2 * self.number

    return Thing


def outcome(work: Callable[[], Any]) -> object:
    """What comes of it, or which error with which words."""
    try:
        return work()
    except (TypeError, AttributeError) as error:
        return type(error), str(error)


QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "fields": lambda C: [(each.name, each.default, each.repr) for each in dataclasses.fields(C)],
    "match": lambda C: C.__match_args__,
    "slots": lambda C: getattr(C, "__slots__", None),
    "by place": lambda C: dataclasses.astuple(C(1, "a", [2])),
    "by name": lambda C: dataclasses.astuple(C(number=1, many=[3])),
    "too few": lambda C: C(),
    "too many": lambda C: C(1, "a", [], 4),
    "unknown": lambda C: C(1, other=2),
    "own default": lambda C: C(1).many is C(1).many,
    "equal": lambda C: (C(1, "a") == C(1, "a"), C(1) == C(2), C(1) != C(1), C(1) == 1),
    "hash": lambda C: C(1, "a", ()).__hash__ is None or hash(C(1, "a", ())) == hash(C(1, "a", ())),
    "hash as key": lambda C: len({C(1, "a", ()), C(1, "a", ())}),
    "order": lambda C: (C(1) < C(2), C(1) >= C(2), sorted([C(3), C(1)])[0].number),
    "other order": lambda C: C(1) < 2,
    "repr": lambda C: repr(C(1, "a")).partition(" object at ")[0],
    "property": lambda C: C(4).double,
    "replace": lambda C: dataclasses.astuple(dataclasses.replace(C(1, "a"), words="b")),
    "dict": lambda C: dataclasses.asdict(C(1)),
    "set": lambda C: (setattr(one := C(1), "number", 5), one.number),
    "set new": lambda C: isinstance(outcome(lambda: setattr(C(1), "other", 5)), tuple),
    "delete": lambda C: delattr(C(1), "number"),
    "copied": lambda C: dataclasses.astuple(copy.copy(C(1, "a"))),
}


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("options", VARIANTS, ids=lambda options: " ".join(options) or "plain")
def test_as_the_standard_decorator_makes_it(name: str, options: dict[str, bool]) -> None:
    ours = outcome(lambda: QUESTIONS[name](made(lazy_dataclass.dataclass, **options)))
    theirs = outcome(lambda: QUESTIONS[name](made(dataclasses.dataclass, **options)))
    assert ours == theirs


def test_what_is_checked_after_init_is_checked() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)


def test_pickles_in_a_process_that_has_made_none_yet() -> None:
    """A pool's worker unpickles before it constructs: comparing, hashing and printing are made then too."""
    code = (
        "import pickle, sys; a, b = pickle.loads(sys.stdin.buffer.read()); "
        "print(a == b, len({a, b}), repr(a), a < b)"
    )
    data = pickle.dumps((Span(1, 2), Span(1, 2)))
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "True 1 Span(start=1, end=2) False"
    assert pickle.loads(pickle.dumps(Place("d", 4))) == Place("d", 4)


def test_every_noun_is_frozen_and_has_slots() -> None:
    for each in vars(model).values():
        if isinstance(each, type) and dataclasses.is_dataclass(each) and each.__module__ == model.__name__:
            assert "__slots__" in vars(each), each
            assert each.__setattr__ is not object.__setattr__, each


def test_what_is_not_supported_is_refused() -> None:
    with pytest.raises(TypeError, match="plain fields"):

        @lazy_dataclass.dataclass
        class Hidden:
            number: int = dataclasses.field(init=False)

    with pytest.raises(TypeError, match="inherit"):

        @lazy_dataclass.dataclass
        class Below(Span):
            number: int
