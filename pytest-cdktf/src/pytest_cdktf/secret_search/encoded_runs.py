"""What runs of characters in a text may encode: base64, base32, hexadecimal, lists of numbers.

All runs of an encoding are decoded at once, with NUL between them; one by one takes ten times as long.
"""

from __future__ import annotations

import quopri
import re
from base64 import b32decode, b64decode
from collections.abc import Iterator

_BASE64 = re.compile(
    r"[A-Za-z0-9+/_-]{16,}(?: [A-Za-z0-9+/_-]{16,})*(?: [A-Za-z0-9+/_-]+)?|[A-Za-z0-9+/_-]{8,}"
)
"""Also wrapped runs whose lines a space separates."""
_BASE32 = re.compile(r"[A-Z2-7]{10,}")
_HEX = re.compile(r"[0-9A-Fa-f](?:[\s:,;_-]{0,8}(?:0[xX])?[0-9A-Fa-f]){11,}")
_HEX_BETWEEN = re.compile(r"0[xX]|[^0-9A-Fa-f]")
_NUMBERS = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3}){5,}")
_QUOTED = ("=\n", "=\r\n", "=3D", "=20", "quoted-printable")
"""Signs of quoted-printable text: a wrapped line, an escape of it or a space, its name."""
_MARK = b"\0\0\0"
_FOR_URLS = str.maketrans("-_", "+/", " ")


class EncodedRuns:
    """Decodes the runs in the layers of a text, each run once."""

    def __init__(self) -> None:
        self._seen: dict[re.Pattern[str], set[str]] = {}

    def decoded(self, text: str, lines: str) -> Iterator[bytes]:
        """Yield what the runs in a text may encode, as far as they were in no earlier one.

        Args:
            text: Any text.
            lines: The same text without line breaks, which wrap an encoding.
        """
        yield from _base64(self._new(_BASE64, lines))
        yield from _base32(self._new(_BASE32, lines))
        yield from _hexadecimal(self._new(_HEX, text))
        for run in self._new(_NUMBERS, text):
            numbers = [int(each) for each in run.split(",")]
            if max(numbers) < 256:
                yield bytes(numbers)
        if any(sign in text for sign in _QUOTED):
            yield quopri.decodestring(text.encode("utf-8", "surrogatepass"))

    def _new(self, pattern: re.Pattern[str], text: str) -> list[str]:
        seen = self._seen.setdefault(pattern, set())
        new = [run for run in dict.fromkeys(pattern.findall(text)) if run not in seen]
        seen.update(new)
        return new


def _base64(runs: list[str]) -> Iterator[bytes]:
    plain = [run.translate(_FOR_URLS) for run in runs]
    for start in range(4 if plain else 0):  # what stands before base64 may look like a part of it
        whole = [run[start:] for run in plain]
        yield b64decode("AAAA".join([run + "A" * (-len(run) % 4) for run in whole]))


def _base32(runs: list[str]) -> Iterator[bytes]:
    for start in range(8 if runs else 0):
        whole = [run[start:] for run in runs]
        yield b32decode("AAAAAAAA".join([run + "A" * (-len(run) % 8) for run in whole]))


def _hexadecimal(runs: list[str]) -> Iterator[bytes]:
    plain = [_HEX_BETWEEN.sub("", run) for run in runs]
    for start in range(2 if plain else 0):
        whole = [run[start:] for run in plain]
        yield _MARK.join([bytes.fromhex(run[: len(run) // 2 * 2]) for run in whole])
