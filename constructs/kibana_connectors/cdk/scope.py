"""The stack that a scope belongs to, and where in it the scope stands."""

from __future__ import annotations

from dataclasses import dataclass

import constructs

from .._cdk import TerraformStack
from ..errors import InvalidConnector, Problem
from ..terraform.construct_path import ConstructPath

_KEPT = "_kibana_connectors_scope"


@dataclass(frozen=True)
class Scope:
    """A construct in which connectors are made.

    Attributes:
        stack: Its stack.
        path: Where it stands.
    """

    stack: TerraformStack
    path: ConstructPath


def scope_of(construct: constructs.IConstruct) -> Scope:
    """Return a construct's stack and path; the engine is asked once per construct.

    Raises:
        InvalidConnector: It is no construct, or stands in no stack.
    """
    known = construct.__dict__.get(_KEPT) if hasattr(construct, "__dict__") else None
    if known is not None:
        scope: Scope = known
        return scope
    problem = Problem("scope", "expected a construct inside a TerraformStack", "Pass the stack, usually self")
    path = below = ""
    try:
        stack = TerraformStack.of(construct)
        path = construct.node.path
        above = path if stack is construct else scope_of(stack).path.full  # the stack's is asked for once
        below = path[len(above) :].strip("/")
    except Exception:  # jsii reports a wrong scope in several ways, all of them with a JavaScript trace
        stack = None
    if stack is None:
        raise InvalidConnector(type(construct).__name__, [problem])
    scope = Scope(stack, ConstructPath(path, tuple(below.split("/")) if below else ()))
    setattr(construct, _KEPT, scope)
    return scope
