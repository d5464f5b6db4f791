"""Bytes to text: which encoding an Arabic text file is in, and how sure that is."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from reader.corpus.commonest import common_words

# What Arabic files are found in; the names are Python's.
LIKELY = 0.15  # a score of `_likeness` below which the general detector is asked
SINGLE_BYTE = ("cp1256", "iso8859_6", "mac_arabic")
SHOWN = {
    "cp1256": "windows-1256",
    "iso8859_6": "ISO-8859-6",
    "mac_arabic": "MacArabic",
    "utf_8": "UTF-8",
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
    "utf_8_sig": "UTF-8",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
_CONTROLS = bytes(
    (*range(9), *range(14, 27), *range(28, 32))
)  # tab, newlines, form feed and ESC happen in text


class NotText(ValueError):
    """The bytes are no text; the message is one line."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`doubt` is a line for the user where the encoding was guessed or bytes were lost, else empty."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of `data`. `encoding` is the user's word and wins. Raises NotText for binary data."""
    if encoding is not None:
        return _as_told(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\0" not in text[:4096]:
        if _controls(data[:65536]) * 20 > min(len(data), 65536):
            raise NotText("binary data, not text")
        return Decoded(text, "utf_8")
    if (wide := _utf16(data)) is not None:
        return _lenient(data, wide)
    sample = data[:65536]
    if sample.count(0) or _controls(sample) * 100 > len(sample):
        raise NotText("binary data, not text")
    lost = sample.decode("utf-8", "replace").count("\ufffd")
    if lost * 50 < sum(b >= 0xC0 for b in sample):  # UTF-8 with a few broken places
        return _lenient(data, "utf_8")
    return _guess(data)


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def codec(encoding: str) -> str:
    """Python's name of an encoding of text. LookupError where there is none: base64 or punycode are none, either."""
    name = codecs.lookup(encoding).name
    try:
        b"\xd8 ".decode(name, "replace")
    except UnicodeError as error:
        raise LookupError(encoding) from error
    return name


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codec(encoding)
    except LookupError as error:
        raise NotText(f"no such encoding: {encoding}") from error
    for bom, _ in _BOMS:
        if data.startswith(bom) and name.replace("-", "").startswith("utf"):
            data = data[len(bom) :]
            break
    return _lenient(data, name)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if not lost:
        return Decoded(text, encoding)
    shown = SHOWN.get(encoding, encoding)
    places = "1 place is" if lost == 1 else f"{lost} places are"
    return Decoded(text, encoding, f"{places} not {shown} and shown as \ufffd")


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: one byte of each pair is nearly always 00, 06 or 20."""
    if len(data) < 4 or len(data) % 2:
        return None
    sample = data[:4096]
    for name, high in (("utf_16_le", sample[1::2]), ("utf_16_be", sample[0::2])):
        usual = sum(high.count(b) for b in (0x00, 0x06, 0x20))
        if usual * 100 >= len(high) * 97:
            try:
                text = data[: len(sample)].decode(name)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return name
    return None


def _guess(data: bytes) -> Decoded:
    """One of the single-byte encodings: the one whose words look most like Arabic words."""
    best, best_score = None, -1.0
    for name in SINGLE_BYTE:
        score = _likeness(data[:32768].decode(name, "replace"))
        if score > best_score:
            best, best_score = name, score
    assert best is not None
    if best_score < LIKELY:
        from charset_normalizer import from_bytes

        match = from_bytes(data[:65536]).best()
        if match is None:
            raise NotText("neither UTF-8 nor an Arabic encoding")
        best = match.encoding
    told = _lenient(data, best)
    shown = SHOWN.get(best, best)
    return Decoded(told.text, best, f"read as {shown} (a guess; warraq index PATH --encoding overrides)")


def _likeness(text: str) -> float:
    """How much a decoded text looks like Arabic prose; about 0.3 where it is, 0 or less in a wrong code page."""
    common, words = common_words(text)
    if not words:
        return 0.0
    if text.count("\u00a0") > text.count(" "):  # MacArabic has a space of its own there
        text = text.replace("\u00a0", "\ufffd")
    strange = sum(not (c.isascii() or "\u060c" <= c <= "\u0669" or c in "«»–—…“”‘’\u00a0") for c in text)
    return common / words - 2 * strange / len(text) - text.count("\ufffd") / len(text)
