"""Whether a construct stands in another stack, where Terraform can neither wait for it nor watch it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .._cdk import TerraformResourceLifecycle, TerraformStack
from ..errors import Problem
from ..terraform.declaration import Declaration

_INSTEAD = (
    "One stack can only wait for another as a whole: write add_dependency(…) on this stack, with the other "
    "stack, and leave it out here"
)


def other_stack_problems(
    stack: TerraformStack, stack_path: str, depends_on: object, lifecycle: object
) -> Iterator[Problem]:
    """Find what a connector refers to as a whole and what stands in another stack.

    Args:
        stack: The connector's stack.
        stack_path: Its path.
        depends_on: What the connector depends on; anything but a list is reported elsewhere.
        lifecycle: Its lifecycle, read already.
    """
    if isinstance(depends_on, (list, tuple)):
        yield from _in_others("depends_on", depends_on, stack, stack_path)
    if isinstance(lifecycle, TerraformResourceLifecycle) and lifecycle.replace_triggered_by:
        triggers = list(lifecycle.replace_triggered_by)
        yield from _in_others("lifecycle.replace_triggered_by", triggers, stack, stack_path)


def _in_others(where: str, given: Any, stack: TerraformStack, stack_path: str) -> Iterator[Problem]:
    for index, each in enumerate(given):
        if hasattr(type(each), "fqn") and not _is_in(each, stack, stack_path):
            yield Problem(f"{where}.{index}", "it stands in another stack", _INSTEAD)


def _is_in(construct: Any, stack: TerraformStack, stack_path: str) -> bool:
    declaration: Declaration | None = construct.__dict__.get("declaration")
    if declaration is not None and declaration.path.full.startswith(f"{stack_path}/"):
        return True
    return TerraformStack.of(construct) is stack
