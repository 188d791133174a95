"""Values after a mocked run that are not shown, or not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_unknown_is: ContextVar[bool] = ContextVar("pytest_cdktf_unknown_is", default=False)


class Sensitive:
    """A value that Terraform marks as sensitive. It compares like the value, and is never shown."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def reveal(self) -> Any:
        """Return the value itself; an assertion about it may show it."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return bool(self._value == (other.reveal() if isinstance(other, Sensitive) else other))

    __hash__ = None  # type: ignore[assignment]  # the value may be a list

    def __repr__(self) -> str:
        return "(sensitive value)"


class Unknown:
    """A value that a plan does not know, because only an apply makes it."""

    @property
    def counts_as_expected(self) -> bool:
        """Whether it is taken for what is expected, at the moment."""
        return _unknown_is.get()

    def __repr__(self) -> str:
        return "(known after apply)"


UNKNOWN = Unknown()


def has_unknown(value: Any) -> bool:
    """Whether a value is unknown, or a part of it.

    Args:
        value: An attribute of a block.
    """
    if isinstance(value, Mapping):
        return any(map(has_unknown, value.values()))
    return isinstance(value, Unknown) or (isinstance(value, list) and any(map(has_unknown, value)))


@contextmanager
def unknown_counts_as_expected() -> Iterator[None]:
    """Compare unknown values as if they were what is expected, in this block."""
    token = _unknown_is.set(True)
    try:
        yield
    finally:
        _unknown_is.reset(token)
