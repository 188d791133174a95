"""How much of an expected value is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .matching import Rule, project


def likeness(expected: Any, found: Any, rule: Rule) -> float:
    """Return how much of an expected object or list is found: 0 for nothing, up to 1.

    Args:
        expected: The expected value.
        found: The actual value.
        rule: The rule of the comparison.
    """
    wanted, present = project(expected, found, rule)
    return equal_share(wanted, present) if isinstance(wanted, (Mapping, list)) else 0


def equal_share(wanted: Any, present: Any) -> float:
    """Return how many of the leaves on both sides of a projection are the same: 0 for none, up to 1.

    Args:
        wanted: What was expected, as `matching.project` returns it.
        present: What was found, as it returns it.
    """
    equal = [*_equal(wanted, present)]
    return sum(equal) / len(equal) if equal else 0


def _equal(wanted: Any, present: Any) -> Iterator[bool]:
    if isinstance(wanted, Mapping) and isinstance(present, Mapping):
        for key in {**wanted, **present}:
            yield from (
                _equal(wanted.get(key), present.get(key)) if key in wanted and key in present else (False,)
            )
    elif isinstance(wanted, list) and isinstance(present, list):
        for one, other in zip(wanted, present, strict=False):
            yield from _equal(one, other)
        yield from [False] * abs(len(wanted) - len(present))
    else:
        yield wanted is present
