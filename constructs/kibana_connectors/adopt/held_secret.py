"""HeldSecret: a secret's value that was read from a source, in memory alone."""

from __future__ import annotations

import hmac
from typing import NoReturn


class HeldSecret:
    """A secret's value, which nothing prints, copies into a file or compares in the open.

    Args:
        value: The value.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value; what takes it must not write it anywhere."""
        return self._value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HeldSecret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "HeldSecret(…)"

    __str__ = __repr__

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a HeldSecret is not pickled or copied")
