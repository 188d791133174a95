"""What a check of a stack is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..._cdk import TerraformStack
from ...gate.state_judge.encryption import StateEncryption, encryption_of
from ..stack_record import StackRecord


@dataclass
class CheckedStack:
    """A complete stack that holds connectors.

    Attributes:
        stack: The stack, for what only the engine knows.
        record: Its connectors and providers.
        document: The JSON as it is written, with every override; empty while CDKTF runs validations.
        names_of_others: The variables that somebody else than this library wrote something of, where that is
            known: to look for them in the construct tree takes longer than everything else here.
    """

    stack: TerraformStack
    record: StackRecord
    document: Mapping[str, Any]
    names_of_others: frozenset[str] | None = None

    @cached_property
    def state_encryption(self) -> StateEncryption:
        """How the stack keeps its state."""
        return encryption_of(self.document.get("terraform"))


@dataclass(frozen=True)
class Check:
    """One rule for a complete stack.

    Attributes:
        name: What it demands, in words joined by hyphens; `suppress_check` takes it.
        find: Yields what is wrong, each an error that names the construct path and the remedy.
        can_be_suppressed: Whether a user may switch it off, with a reason.
        reads_file: Whether it judges the JSON as it is written, not the constructs.
    """

    name: str
    find: Callable[[CheckedStack], Iterator[str]]
    can_be_suppressed: bool = True
    reads_file: bool = False
