"""Archives (.zip, .tar, .tar.gz, .tar.bz2, .tar.xz) of any of the other formats. Nothing is unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from reader.corpus import loaders
from reader.corpus.loaders import Loaded, SourceFile, Unreadable
from reader.corpus.loaders.package import LARGEST_MEMBER, MOST_UNPACKED, member, opened, refusal
from reader.corpus.scan import HIDDEN
from reader.model import Skipped

MOST_MEMBERS = 200_000


def load(source: SourceFile) -> Iterator[Loaded | Skipped]:
    members = _of_zip(source) if source.path.lower().endswith(".zip") else _of_tar(source)
    unpacked = 0
    for number, (name, data) in enumerate(members):
        if number >= MOST_MEMBERS or unpacked > MOST_UNPACKED:
            raise Unreadable(f"read in part: more than {MOST_MEMBERS} members or {MOST_UNPACKED >> 20} MiB")
        shown = f"{source.path}/{name}"
        if isinstance(data, str):
            yield Skipped(shown, data)
            continue
        unpacked += len(data)
        yield from _article(replace(source, path=shown, size=len(data), data=data), name)


def _article(inner: SourceFile, name: str) -> Iterator[Loaded | Skipped]:
    try:
        for each in loaders.load(inner):
            if isinstance(each, Loaded):
                yield replace(each, member=f"{name}/{each.member}" if each.member else name)
            else:
                yield each
    except Unreadable as error:
        yield Skipped(inner.path, str(error))


Member = tuple[str, bytes | str]  # a name, and its bytes or why they are not read


def _refused(name: str) -> str | None:
    """Why a member is not read, by its name; "" for what is passed over without a word."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
        return "a name that leads out of the archive: refused"
    if any(p.startswith(".") or p == "__MACOSX" for p in parts):
        return HIDDEN
    if loaders.format_of(name) == "archive":
        return "an archive inside an archive is not opened"
    return loaders.not_an_article(name)


def _of_zip(source: SourceFile) -> Iterator[Member]:
    with opened(source) as archive:
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            if info.is_dir():
                continue
            name = _zip_name(info)
            if (reason := _refused(name)) is not None:
                if reason:
                    yield name, reason
                continue
            try:
                yield name, member(archive, info.filename)
            except Unreadable as error:
                yield name, str(error).removeprefix(f"{info.filename}: ")


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; zip files of older Windows write it in the code page of the machine."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp720", "cp1256"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _of_tar(source: SourceFile) -> Iterator[Member]:
    try:
        file = io.BytesIO(source.data) if source.data is not None else None
        with tarfile.open(
            None if file is not None else source.full, "r|*", fileobj=file, errors="backslashreplace"
        ) as archive:
            for info in archive:
                name = info.name.removeprefix("./")
                if info.isdir():
                    continue
                if not info.isfile():
                    yield name, "not a plain file"
                elif (reason := _refused(name)) is not None:
                    if reason:
                        yield name, reason
                elif (reason := refusal(info.size, info.size)) is not None:
                    yield name, reason
                else:
                    content = archive.extractfile(info)
                    yield name, content.read(LARGEST_MEMBER) if content is not None else "nothing in it"
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise Unreadable(f"damaged or cut off: {error}") from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma"):  # their own error classes have no common base
            raise Unreadable(f"damaged or cut off: {error}") from error
        raise
