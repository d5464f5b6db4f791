"""The words of the interface in its languages: one gettext catalogue, no string outside it.

English is the source; `reader/locale/LANG/LC_MESSAGES/warraq.po` holds a translation and `warraq.mo` its compiled
form (`python -m tests.tui.catalogue` gathers and compiles; a test fails when it is stale). Digits follow the user's
choice. What rooms without a catalogue write is known again by its pattern: see reader.told and reader.reasons.
"""

from __future__ import annotations

import gettext
from pathlib import Path

from reader.text.digits import arabic_digits

LOCALES = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("en", "ar")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def N_(message: str) -> str:
    """Marks a string for the catalogue where it is declared; it is looked up where it is shown."""
    return message


class Catalogue:
    """The interface in one language, with one kind of digits.

    `digits` "auto" writes 123, as most Arabic news sites do; "arabic" writes ١٢٣.
    """

    def __init__(self, language: str = "en", digits: str = "auto") -> None:
        self.arabic_digits = digits == "arabic"
        self.switch(language)

    def switch(self, language: str) -> None:
        """Another language from now on; one that nobody translated is English."""
        self.language = language if language in LANGUAGES else "en"
        self._translations = gettext.translation("warraq", LOCALES, [self.language], fallback=True)

    @property
    def rtl(self) -> bool:
        """True where the interface reads from right to left."""
        return self.language == "ar"

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, `{name}` places filled. A value that mixes directions is isolated."""
        text = self._translations.gettext(message) if message else ""
        return self._fill(text, values)

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The plural form that the language wants for `n` (Arabic has six); `{n}` is the number."""
        return self._fill(self._translations.ngettext(one, many, n), {"n": n, **values})

    def number(self, n: int) -> str:
        """A number in the user's digits, thousands apart."""
        written = f"{n:,}"
        return arabic_digits(written).replace(",", "٬") if self.arabic_digits else written

    def digits(self, text: str) -> str:
        """A date or counter that the interface writes, in the user's digits."""
        return arabic_digits(text) if self.arabic_digits else text

    def _fill(self, text: str, values: dict[str, object]) -> str:
        if not values:
            return text
        return text.format_map({name: self._value(value) for name, value in values.items()})

    def _value(self, value: object) -> str:
        if isinstance(value, int):
            return self.number(value)
        return _FIRST_STRONG_ISOLATE + str(value) + _POP_ISOLATE
