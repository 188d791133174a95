"""What a stack gets when the first connector or KibanaProvider is made in it."""

from __future__ import annotations

from .._cdk import TerraformStack
from .checks.runner import StackChecks
from .scope import Scope
from .stack_record import StackRecord
from .stack_writer import StackWriter
from .synthesizer import Synthesizer

_RECORD = "_kibana_connectors_record"


def record_of(scope: Scope) -> StackRecord:
    """Return the record of a scope's stack; the first call makes it, with what writes and checks it."""
    stack: TerraformStack = scope.stack
    record: StackRecord | None = stack.__dict__.get(_RECORD)
    if record is None:
        # The stack's own path was asked for with the scope's.
        depth = len(scope.path.below_stack)
        parts = scope.path.full.split("/")
        record = StackRecord("/".join(parts[: len(parts) - depth]))
        setattr(stack, _RECORD, record)
        Synthesizer(stack, record, StackWriter(stack, record))
        stack.node.add_validation(StackChecks(stack, record))
    return record
