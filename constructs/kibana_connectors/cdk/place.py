"""Where in the construct tree something stands."""

from __future__ import annotations

from dataclasses import dataclass

import constructs

from .._cdk import TerraformStack
from ..errors import InvalidConnector, Problem

_PLACE = "_kibana_connectors_place"


@dataclass(frozen=True)
class Place:
    """Where a construct stands.

    Attributes:
        stack: Its stack.
        path: Its full path, as CDKTF's own messages name it: `OnCall/team/pager`.
        below: The ids below the stack: `("team", "pager")`.
    """

    stack: TerraformStack
    path: str
    below: tuple[str, ...]

    def child(self, id: str) -> Place:
        """Give the place of a child; a slash in an id is replaced as `constructs` does it."""
        safe = id.replace("/", "--")
        return Place(self.stack, f"{self.path}/{safe}" if self.path else safe, (*self.below, safe))


def place_of(scope: constructs.IConstruct) -> Place:
    """Find where a scope stands; asked of the engine once per scope.

    Raises:
        InvalidConnector: It is no construct, or stands in no stack.
    """
    known = scope.__dict__.get(_PLACE) if hasattr(scope, "__dict__") else None
    if known is not None:
        place: Place = known
        return place
    problem = Problem("scope", "expected a construct inside a TerraformStack", "Pass the stack, usually self")
    try:
        stack = TerraformStack.of(scope)
        path = scope.node.path
        above = path if stack is scope else place_of(stack).path  # the stack's is asked for once
        below = path[len(above) :].strip("/")
    except Exception:  # jsii tells of a wrong scope in several ways, all of them with a JavaScript trace
        stack = None
    if stack is None:
        raise InvalidConnector(type(scope).__name__, [problem])
    place = Place(stack, path, tuple(below.split("/")) if below else ())
    setattr(scope, _PLACE, place)
    return place
