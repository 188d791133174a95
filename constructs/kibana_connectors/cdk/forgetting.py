"""Taking a connector out of a stack and leaving it in Kibana."""

from __future__ import annotations

from .._cdk import TerraformStack
from ..engine_objects import AnyStack
from ..errors import InvalidConnector, Problem
from ..frames import forgetful
from ..terraform.changes import path_problems
from .scope import scope_of
from .stack_setup import record_of


@forgetful
def forget(stack: AnyStack, path: str) -> None:
    """Take a connector that the code no longer holds out of the state, and leave it in Kibana.

    Writes a `removed` block with `destroy = false`. Use it when a connector moves to another stack, which
    takes it in by `import_from`, or when people manage it in Kibana from now on. Keep the line until every
    environment has been applied.

    Args:
        stack: The stack that held the connector.
        path: The connector's path below the stack, such as `team/pager`, as the old code had it.

    Raises:
        InvalidConnector: No stack, no path, or the code still holds the connector.
    """
    if not TerraformStack.is_stack(stack):
        problem = Problem("stack", "expected a TerraformStack as the first argument", "Pass the stack")
        raise InvalidConnector("forget", [problem])
    scope = scope_of(stack)
    problems = list(path_problems("path", path))
    if problems:
        raise InvalidConnector(f"{scope.path}: forget", problems)
    record_of(scope).forgotten.append(path)
