"""CDKTF's annotations: the warnings and errors that constructs add to themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Annotation(NamedTuple):
    """A warning or an error of a construct.

    Attributes:
        path: The construct's path.
        message: The text.
    """

    path: str
    message: str


def of_level(manifest: Mapping[str, Any], level: str) -> list[Annotation]:
    """Return the annotations of a level from an app's manifest, in the order of the constructs.

    Args:
        manifest: The app's manifest, for all its stacks.
        level: `warn` or `error`.
    """
    return [
        Annotation(each["constructPath"], each["message"])
        for stack in manifest.get("stacks", {}).values()
        for each in stack.get("annotations", [])
        if each["level"] == f"@cdktf/{level}"
    ]
