"""What is kept of a secret's value that was read on the wire: that there was one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .secret_rules import SecretRule


@dataclass(frozen=True)
class GivenSecret:
    """Takes the place of a value once it was read: no printout, dump, copy or pickle can show the value.

    Attributes:
        is_text: Whether the value was a text.
        broken: The rules that it breaks, of those that hold only beside another field.
    """

    is_text: bool
    broken: tuple[SecretRule, ...] = ()


_TEXT = GivenSecret(is_text=True)
_NO_TEXT = GivenSecret(is_text=False)


def kept_of(value: Any) -> Any:
    """Return what is kept of a value: its shape, and of its texts and numbers nothing.

    Args:
        value: The value of a field, or of an object inside it.
    """
    if type(value) is str or isinstance(value, str):
        return _TEXT
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, Mapping):
        return _NO_TEXT
    kept = {}
    for key, item in value.items():
        kept[key] = kept_of(item)
    return kept
