"""What a user may give of an engine: objects of cdktf or of cdktn, described by what both have.

Only one engine is installed, as a rule. A type that named the classes of both would be half unknown to a type
checker then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from constructs import IConstruct


class AnyApp(Protocol):
    """An `App`."""

    @property
    def outdir(self) -> str:
        """The folder that it synthesizes into."""
        ...

    @property
    def target_stack_id(self) -> str | None:
        """The stack that alone is synthesized."""
        ...

    def synth(self) -> None:
        """Synthesize the stacks."""
        ...


class AnyStack(IConstruct, Protocol):
    """A `TerraformStack`."""

    def all_providers(self) -> Sequence[Any]:
        """Return the stack's providers."""
        ...

    def prepare_stack(self) -> None:
        """Add what stacks share."""
        ...


class AnyProvider(IConstruct, Protocol):
    """A `TerraformProvider`."""

    @property
    def alias(self) -> str | None:
        """Its alias."""
        ...

    @property
    def fqn(self) -> str:
        """How Terraform refers to it."""
        ...

    @property
    def meta_attributes(self) -> Mapping[str, Any]:
        """What the engine writes for it beside its settings."""
        ...


class AnyLifecycle(Protocol):
    """A `TerraformResourceLifecycle`."""

    @property
    def create_before_destroy(self) -> bool | None:
        """Whether a replacement is made first."""
        ...

    @property
    def prevent_destroy(self) -> bool | None:
        """Whether plans that destroy are refused."""
        ...

    @property
    def ignore_changes(self) -> Any:
        """Attributes whose changes are ignored."""
        ...

    @property
    def replace_triggered_by(self) -> Sequence[Any] | None:
        """What makes Terraform replace it."""
        ...


class AnyDependable(Protocol):
    """What Terraform can wait for: a resource, a data source, a module."""

    @property
    def fqn(self) -> str:
        """How Terraform refers to it."""
        ...


class AnyCount(Protocol):
    """A `TerraformCount`."""

    @property
    def index(self) -> Any:
        """The index of an instance."""
        ...

    def to_terraform(self) -> Any:
        """Return the number of instances."""
        ...
