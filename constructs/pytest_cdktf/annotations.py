"""CDKTF's annotations: what constructs have to say to whoever synthesizes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Annotation(NamedTuple):
    """What a construct says.

    Attributes:
        path: The construct's path.
        message: The text.
    """

    path: str
    message: str


def of_level(manifest: Mapping[str, Any], level: str) -> list[Annotation]:
    """Give the annotations of a level from an app's manifest, in the order of the constructs.

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
