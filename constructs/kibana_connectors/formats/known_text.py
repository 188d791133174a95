"""Text that is known when the stack is synthesized."""

from __future__ import annotations

from typing import TypeGuard

from ..tokens import is_token
from .javascript import is_blank


def is_known_text(value: object) -> TypeGuard[str]:
    """Whether a value is text that is known at synth and is not blank.

    Construct ids, aliases, namespaces and the settings of a backend must be known: Terraform allows no
    expressions there.
    """
    return isinstance(value, str) and not is_blank(value) and not is_token(value)
