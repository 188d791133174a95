"""The license levels of the Elastic Stack."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

License: TypeAlias = Literal["basic", "standard", "gold", "platinum", "enterprise", "trial"]
"""What a deployment can have; a trial has everything that enterprise has."""

TRIAL = "trial"
LICENSES: tuple[str, ...] = tuple(level for level in get_args(License) if level != TRIAL)
"""The levels that a connector type can require, lowest first."""


def allows(license: str, required: str) -> bool:
    """Whether a deployment's license allows what a connector type requires.

    Args:
        license: The deployment's license.
        required: The lowest license of the type.
    """
    return license == TRIAL or LICENSES.index(license) >= LICENSES.index(required)
