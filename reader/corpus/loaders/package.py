"""What zip-based formats share: opening them, bounds against bombs, XML without entities."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from reader.corpus.loaders import SourceFile, Unreadable

LARGEST_MEMBER = 64 << 20  # bytes, unpacked
MOST_UNPACKED = 512 << 20  # bytes of one archive
STEEPEST = 200  # times: a member of more than STEEP_FROM bytes that packs better than this is a bomb
STEEP_FROM = 8 << 20


def opened(source: SourceFile) -> zipfile.ZipFile:
    """The file as a zip. Raises Unreadable where it is none, or is cut off."""
    try:
        return zipfile.ZipFile(io.BytesIO(source.data) if source.data is not None else source.full)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable(f"damaged or cut off: {error}") from error


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes. Raises Unreadable for what is missing, encrypted, damaged or too big; never unpacks a bomb."""
    try:
        info = archive.getinfo(name)
        if reason := refusal(info.file_size, info.compress_size):
            raise Unreadable(f"{name}: {reason}")
        with archive.open(info) as file:
            data = file.read(LARGEST_MEMBER + 1)
    except KeyError as error:
        raise Unreadable(f"{name} is missing in it") from error
    except RuntimeError as error:  # zipfile says so for a password
        raise Unreadable("encrypted") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(f"{name}: damaged ({error})") from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma"):  # their own error classes have no common base
            raise Unreadable(f"{name}: damaged ({error})") from error
        raise
    if len(data) > LARGEST_MEMBER:
        raise Unreadable(f"{name}: unpacks to more than {LARGEST_MEMBER >> 20} MiB")
    return data


def refusal(unpacked: int, packed: int) -> str | None:
    """Why a member of these sizes is not unpacked."""
    if unpacked > LARGEST_MEMBER:
        return f"unpacks to {unpacked >> 20} MiB, more than {LARGEST_MEMBER >> 20}"
    if unpacked > STEEP_FROM and unpacked > STEEPEST * max(packed, 1):
        return f"packed {unpacked // max(packed, 1)} to 1: refused as a bomb"
    return None


def xml(data: bytes, name: str) -> ElementTree.Element:
    """Parsed XML. Raises Unreadable for broken XML and for any declaration of entities."""
    if b"<!ENTITY" in data or b"<\0!\0E\0N\0T\0I\0T\0Y" in data:
        raise Unreadable(f"{name}: declares XML entities, refused")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"{name}: broken XML ({error})") from error


def local(tag: object) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
