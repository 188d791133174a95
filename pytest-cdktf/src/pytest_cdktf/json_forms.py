"""Terraform's forms of blocks in JSON: an object or a list of objects, at each level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects that a value is, or that lists in it hold.

    Args:
        value: A part of the JSON.
    """
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def labelled(section: Any) -> Iterator[tuple[str, Any]]:
    """Yield each label, and what stands behind it; CDKTF's notes are none.

    Args:
        section: A part of the JSON with labels.
    """
    for each in objects(section):
        yield from ((label, value) for label, value in each.items() if label != "//")


def bodies(section: Any, labels: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the bodies of blocks.

    Args:
        section: A part of the JSON.
        labels: How many labels stand between the part and the bodies.
    """
    if labels == 0:
        yield from objects(section)
    else:
        for _, value in labelled(section):
            yield from bodies(value, labels - 1)
