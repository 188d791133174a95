"""What a check of a stack is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..._cdk import TerraformStack
from ...terraform.state_encryption import StateEncryption, encryption_of
from ..stack_record import StackRecord


@dataclass
class CheckedStack:
    """A complete stack that holds connectors.

    Attributes:
        stack: The stack, for what only the engine knows.
        record: Its connectors and providers.
    """

    stack: TerraformStack
    record: StackRecord

    @cached_property
    def state_encryption(self) -> StateEncryption:
        """How the stack keeps its state."""
        backend: Any = self.stack.node.try_find_child("backend")
        if backend is None:
            return encryption_of({})
        return encryption_of(backend.to_terraform().get("terraform", {}))


@dataclass(frozen=True)
class Check:
    """One rule for a complete stack.

    Attributes:
        name: What it demands, in words joined by hyphens; `suppress_check` takes it.
        find: Yields what is wrong, each an error that names the construct path and the remedy.
        can_be_suppressed: Whether a user may switch it off, with a reason.
    """

    name: str
    find: Callable[[CheckedStack], Iterator[str]]
    can_be_suppressed: bool = True
