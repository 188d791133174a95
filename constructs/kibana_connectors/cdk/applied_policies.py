"""Policies that somebody applied to a scope."""

from __future__ import annotations

from dataclasses import dataclass

from ..policies.policy import Policy


@dataclass(frozen=True)
class Applied:
    """Policies that were applied to a scope.

    Attributes:
        policies: The policies.
        is_strict: Whether a warning counts as an error.
        below: The scope's path; empty for an app.
    """

    policies: tuple[Policy, ...]
    is_strict: bool
    below: str
