"""`dataclass`, with methods that are written when they are first called.

`dataclasses.dataclass` compiles up to ten functions a class, a third of a millisecond each time: for the hundred
classes that stand between a start and the first page that is a sixth of the wait, and most are never compared,
printed or even made then. Here a class is decorated in a tenth of that. Its `__init__` is written at its first
instance; comparing, hashing and printing are taken from the standard decorator when first asked for.

A class comes out as the standard decorator makes it: the same signature, fields, equality, hash, order, repr,
FrozenInstanceError, `replace`, `fields`, pickles. What nobody here uses is refused and not silently different:
`kw_only`, `init=False`, `InitVar`, inheriting from another dataclass. To a type checker it is the standard one.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass

__all__ = ["dataclass"]

_MADE_ELSEWHERE = ("__dict__", "__weakref__")  # what Python itself puts into a class
_COMPARED = ("__eq__", "__hash__")
_ORDERED = ("__lt__", "__le__", "__gt__", "__ge__")


def _decorate(cls: type, *, frozen: bool, slots: bool, order: bool, eq: bool, repr: bool) -> type:
    if any(dataclasses.is_dataclass(base) for base in cls.__bases__):
        raise TypeError(f"{cls.__name__}: a lazy dataclass does not inherit from a dataclass")
    written = {name: value for name, value in vars(cls).items() if name not in _MADE_ELSEWHERE}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    for each in dataclasses.fields(made):
        if not each.init or each.kw_only:
            raise TypeError(f"{cls.__name__}.{each.name}: a lazy dataclass has plain fields alone")

    def standard() -> None:
        """Comparing and printing, as the standard decorator writes them for the class as it was written."""
        again: Any = type(cls.__name__, cls.__bases__, dict(written))
        whole = dataclasses.dataclass(init=False, frozen=frozen, order=order, eq=eq, repr=repr)(again)
        for name in lazy:
            setattr(made, name, vars(whole)[name])

    def later(name: str) -> Callable[..., Any]:
        def first(self: Any, *others: Any) -> Any:
            standard()
            return getattr(self, name)(*others)

        return first

    def first_init(self: Any, *args: Any, **named: Any) -> None:
        made.__init__ = _init_of(made, frozen, slots)
        made.__init__(self, *args, **named)

    lazy = (*(_COMPARED if eq else ()), *(_ORDERED if order else ()), *(("__repr__",) if repr else ()))
    lazy = tuple(name for name in lazy if name not in written)
    if eq and not frozen:
        lazy = tuple(name for name in lazy if name != "__hash__")
        made.__hash__ = None
    for name in lazy:
        setattr(made, name, later(name))
    made.__init__ = first_init
    if frozen:
        made.__setattr__, made.__delattr__ = _frozen_set, _frozen_delete
        if slots:
            made.__getstate__, made.__setstate__ = _state, _set_state
    result: type = made
    return result


def _init_of(cls: Any, frozen: bool, slots: bool) -> Callable[..., None]:
    """`__init__` as one function. A slot is filled through its own descriptor, a third quicker than by name."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    signature, lines = [], []
    for each in dataclasses.fields(cls):
        name = value = each.name
        if each.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = each.default
            signature.append(f"{name}=_default_{name}")
        elif each.default_factory is not dataclasses.MISSING:
            known[f"_factory_{name}"] = each.default_factory
            signature.append(f"{name}=_missing")
            value = f"_factory_{name}() if {name} is _missing else {name}"
        else:
            signature.append(name)
        if slots:
            known[f"_set_{name}"] = vars(cls)[name].__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "; ".join(lines) or "pass"
    # field names of our own classes alone: nothing that was read gets here
    exec(f"def __init__(self, {', '.join(signature)}): {body}", known)  # noqa: S102  # as dataclasses itself does
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _frozen_set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _frozen_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


if not TYPE_CHECKING:

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False, eq=True, repr=True):
        """`dataclasses.dataclass`, lazily: see the module."""

        def decorate(cls):
            return _decorate(cls, frozen=frozen, slots=slots, order=order, eq=eq, repr=repr)

        return decorate if cls is None else decorate(cls)
