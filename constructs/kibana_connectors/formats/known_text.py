"""A text that is known when the stack is synthesized."""

from __future__ import annotations

from typing import TypeGuard

from ..tokens import is_token
from .javascript import is_blank


def is_known_text(value: object) -> TypeGuard[str]:
    """Whether a value is a text that is known at synth and not blank.

    Names that end up outside of Terraform's expressions have to be: construct ids, aliases, namespaces,
    everything in a backend.
    """
    return isinstance(value, str) and not is_blank(value) and not is_token(value)
