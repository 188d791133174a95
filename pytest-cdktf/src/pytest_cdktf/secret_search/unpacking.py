"""What files hold: members of archives, compressed data, text in other encodings."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import IO, NamedTuple, Protocol
from unicodedata import normalize

MOST_UNPACKED = 128 * 2**20
"""How many bytes are unpacked of one file, archives in archives included."""
_AT_ONCE = 2**20
_MOST_TRIED = 2000

_COMPRESSED = re.compile(rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\0|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")
_UNREADABLE = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\x04\x22\x4d\x18": "LZ4",
}
_NO_TEXT = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x9f\N{REPLACEMENT CHARACTER}]")
_BETWEEN = "\n\0\n"
_LATIN = rb"[\t\n\r -~\xa0-\xff]"
_WIDE = (
    (re.compile(rb"\0" + _LATIN + rb"(?:\0" + _LATIN + rb"){4,}"), 2),
    (re.compile(rb"\0\0\0" + _LATIN + rb"(?:\0\0\0" + _LATIN + rb"){4,}"), 4),
)
"""Latin letters in UTF-16 and UTF-32, as Windows and Java write them, anywhere in binary data.

In either byte order a letter follows NUL; the first one may stand before it.
"""


class Member(NamedTuple):
    """A file in an archive.

    Attributes:
        name: Its name; empty for compressed data without one.
        data: What it holds.
    """

    name: str
    data: bytes


class Budget:
    """How much may still be unpacked, and what was not searched for that or another reason."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED
        self.unread: list[str] = []

    def skip(self, reason: str) -> None:
        """Note that something was not searched.

        Args:
            reason: What it is, for the message.
        """
        if reason not in self.unread:
            self.unread.append(reason)


class Letters:
    """Reads texts from data: of binary data, the runs of characters that the values are made of.

    Most of what is decoded is noise. Whatever may be a value, or an encoding of one, is ASCII or has the
    values' own characters.

    Args:
        values: The values.
    """

    def __init__(self, values: Iterable[str]) -> None:
        texts = [*values]
        own = {char for text in texts for form in ("NFC", "NFD") for char in normalize(form, text)}
        others = "".join(sorted(char for char in own if not " " <= char <= "~"))
        self._run = re.compile(rf"[\t-\r -~{re.escape(others)}]{{6,}}")
        self._is_ascii = all(text.isascii() for text in texts)
        far = sorted(char for char in own if char > "\xff")
        self._own_wide = [
            (re.compile(_any_of(far, encoding, ascii_)), encoding)
            for encoding, ascii_ in (("utf-16-le", rb"[\t-\r -~]\0"), ("utf-16-be", rb"\0[\t-\r -~]"))
            if far
        ]

    def texts_of(self, data: bytes) -> Iterator[str]:
        """Yield the texts that data may be.

        Args:
            data: The data.
        """
        if data.isascii():
            yield self._runs(data.decode("ascii"))
        elif self._is_ascii:
            yield _BETWEEN.join(self._run.findall(data.decode("latin-1")))
        else:
            for encoding in ("utf-8", "latin-1"):
                yield self._runs(data.decode(encoding, "replace"))
        if b"\0" in data:
            for wide, width in _WIDE:
                runs = [data[max(found.start() - 1, 0) : found.end()] for found in wide.finditer(data)]
                if runs:
                    yield _BETWEEN.join([_narrow(run, width).decode("latin-1") for run in runs])
        for own, encoding in self._own_wide:
            runs = own.findall(data)
            if runs:
                yield _BETWEEN.join([run.decode(encoding, "replace") for run in runs])

    def _runs(self, text: str) -> str:
        return _BETWEEN.join(self._run.findall(text)) if _NO_TEXT.search(text) else text


def _any_of(letters: list[str], encoding: str, ascii_: bytes) -> bytes:
    return b"(?:" + b"|".join([ascii_, *(re.escape(each.encode(encoding)) for each in letters)]) + b"){6,}"


def _narrow(run: bytes, width: int) -> bytes:
    before = len(run) % width
    return run[:before] + run[before + width - 1 :: width]


def members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield what is compressed or packed in data.

    Args:
        data: A file, or any other data.
        budget: How much may be unpacked.
    """
    for magic, format in _UNREADABLE.items():
        if data.startswith(magic):
            budget.skip(f"it is {format}, which Python cannot read")
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        yield from _of_zip(data, budget)
        return
    if data[257:262] == b"ustar":
        yield from _of_tar(data, budget)
        return
    tried = end = 0
    for found in _COMPRESSED.finditer(data):
        tried += 1
        # What lies in compressed data is found again when that is searched.
        if found.start() < end or (tried > _MOST_TRIED and found[0][:1] == b"\x78"):
            continue
        unpacked, end = _decompressed(data, found.start(), found[0], budget)
        if unpacked:
            yield Member("", unpacked)


class _Unpacker(Protocol):
    """What zlib's, bz2's and lzma's decompressors have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _decompressed(data: bytes, start: int, magic: bytes, budget: Budget) -> tuple[bytes, int]:
    """Return what begins somewhere in data, and where it ends; 0 if it does not end well."""
    found: list[bytes] = []
    begin: Callable[[], _Unpacker]
    if magic == b"PK\x03\x04":  # a zip file inside other data
        if data[start + 8] != zipfile.ZIP_DEFLATED:
            return b"", 0
        lengths = data[start + 26 : start + 30]
        start += 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        begin = partial(zlib.decompressobj, -15)
    elif magic[:1] == b"\x1f":
        begin = partial(zlib.decompressobj, 31)
    elif magic[:1] == b"\x78":
        begin = zlib.decompressobj
    else:
        begin = bz2.BZ2Decompressor if magic[:1] == b"B" else lzma.LZMADecompressor
    end = 0
    try:
        end = _unpack(data, start, begin(), found, budget)
        while end > start and data[end : end + len(magic)] == magic:  # such files may follow each other
            start, end = end, _unpack(data, end, begin(), found, budget)
    except (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError):
        pass  # it was not that, or it is damaged: what could be read is searched
    _tell_bomb(budget)
    return b"".join(found), end


def _unpack(data: bytes, start: int, unpack: _Unpacker, found: list[bytes], budget: Budget) -> int:
    """Unpack in small pieces, because most of what begins like compressed data is something else.

    Returns:
        Where the compressed data ends; 0 if it is cut off.
    """
    at, size = start, 256
    while at < len(data) and not unpack.eof and budget.left > 0:
        given = data[at : at + size]
        at, size = at + len(given), min(size * 2, _AT_ONCE)
        while budget.left > 0 and not unpack.eof:
            piece = unpack.decompress(given, _AT_ONCE)
            _keep(piece, found, budget)
            given = getattr(unpack, "unconsumed_tail", b"")  # zlib wants it again, the others keep it
            if not given and len(piece) < _AT_ONCE:
                break
    return at - len(unpack.unused_data) if unpack.eof else 0


def _of_zip(data: bytes, budget: Budget) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        budget.skip("it is a damaged zip archive")
        return
    with archive:
        for entry in archive.infolist():
            held = b""
            if entry.flag_bits & 1:
                budget.skip(f"{entry.filename} in it is encrypted")
            else:
                try:
                    with archive.open(entry) as file:
                        held = _read(file, budget)
                except NotImplementedError:
                    budget.skip(f"{entry.filename} in it is compressed in a way that Python cannot read")
                except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError):
                    budget.skip(f"{entry.filename} in it is damaged")
            yield Member(entry.filename, held)


def _of_tar(data: bytes, budget: Budget) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for entry in archive:
                file = archive.extractfile(entry) if entry.isreg() else None
                yield Member(entry.name, b"" if file is None else _read(file, budget))
    except (tarfile.TarError, EOFError, OSError, ValueError):
        if budget.left > 0:
            budget.skip("it is a damaged tar archive")


def _read(file: IO[bytes], budget: Budget) -> bytes:
    found: list[bytes] = []
    while budget.left > 0:
        piece = file.read(_AT_ONCE)
        if not piece:
            break
        _keep(piece, found, budget)
    _tell_bomb(budget)
    return b"".join(found)


def _keep(piece: bytes, found: list[bytes], budget: Budget) -> None:
    budget.left -= len(piece)
    found.append(piece)


def _tell_bomb(budget: Budget) -> None:
    if budget.left <= 0:
        budget.skip(f"it unpacks to more than {MOST_UNPACKED // 2**20} MiB")
