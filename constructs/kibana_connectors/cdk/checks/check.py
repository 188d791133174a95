"""What a check of a stack is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..._cdk import TerraformStack
from ...gate.state_judge.encryption import StateEncryption, encryption_of
from ...policies.policy import Policy
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


class Wrong(NamedTuple):
    """One thing that a check found.

    Attributes:
        path: The path of the construct that it is about.
        text: The error, which names that construct and the remedy.
    """

    path: str
    text: str


@dataclass(frozen=True)
class Check:
    """One rule for a complete stack.

    Attributes:
        policy: The policy that it is, and that demands the same of files and of anybody's resources.
        find: Yields what is wrong.
        reads_file: Whether it judges the JSON as it is written, not the constructs.
    """

    policy: type[Policy]
    find: Callable[[CheckedStack], Iterator[Wrong]]
    reads_file: bool = False

    @property
    def name(self) -> str:
        """What it demands, in words joined by hyphens; `suppress_check` takes it."""
        return self.policy.check

    @property
    def can_be_suppressed(self) -> bool:
        """Whether a user may switch it off, with a reason."""
        return self.policy.can_be_suppressed
