"""Policies that somebody applied to a scope, and what is switched off in a whole app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..policies.judging import Suppression
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


KEPT = "_kibana_connectors_policies"
"""The attribute of an app that keeps its policies."""


def app_suppressions(root: Any) -> Sequence[Suppression]:
    """Return which policies and checks are switched off in the app that a root is, or in parts of it."""
    kept = root.__dict__.get(KEPT)
    return kept.suppressions if kept is not None else ()
