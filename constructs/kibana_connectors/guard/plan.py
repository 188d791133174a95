"""What a plan of Terraform or OpenTofu does with connectors, and with what uses them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

HIDDEN = "(sensitive)"
"""Stands for a name that the plan marks as sensitive."""


class Key(NamedTuple):
    """What tells one connector, rule or workflow from all others.

    Attributes:
        space: Its space.
        id: Its id.
    """

    space: str
    id: str

    def __str__(self) -> str:
        return f"{self.space}/{self.id}"


@dataclass(frozen=True)
class PlannedConnector:
    """What a plan does with one connector.

    Attributes:
        address: Its address in Terraform.
        actions: What is done, in Terraform's words and order: `delete`, `create`, `update`, `forget`, ….
        before: What it is in Kibana now; None where there is none yet.
        after: What it is to be; None where it is to be gone, or where only the apply will tell.
        name: Its name now, or else its name to be.
        type_id: Its type now, or else its type to be.
        new_type_id: Its type to be; empty where it is to be gone, or is not known.
        is_preconfigured: Whether it comes from kibana.yml.
        is_imported: Whether the plan takes it into the state.
        previous_address: Its address before a `moved` block; empty where it has not moved.
        deposed: The key of an object that a failed replacement left behind; empty for any other.
    """

    address: str
    actions: tuple[str, ...]
    before: Key | None = None
    after: Key | None = None
    name: str = ""
    type_id: str = ""
    new_type_id: str = ""
    is_preconfigured: bool = False
    is_imported: bool = False
    previous_address: str = ""
    deposed: str = ""

    @property
    def place(self) -> str:
        """Its address, and which object of it is meant where there are two."""
        return f"{self.address} (deposed {self.deposed})" if self.deposed else self.address

    @property
    def is_lost(self) -> bool:
        """Whether what is in Kibana now is deleted, to be made anew or not."""
        return "delete" in self.actions and self.before is not None

    @property
    def is_made(self) -> bool:
        """Whether a connector is created."""
        return "create" in self.actions


@dataclass(frozen=True)
class PlannedUser:
    """What a plan does with a rule or a workflow.

    Attributes:
        kind: `rule` or `workflow`.
        address: Its address in Terraform.
        before: What it is in Kibana now; None where there is none yet.
        after: What it is when the plan is done; None where it is gone then, or only the apply will tell.
        name: Its name.
        remains: Whether it is there when the plan is done.
        uses: What it names as connectors then.
        are_all: Whether it names no others then.
    """

    kind: str
    address: str
    before: Key | None = None
    after: Key | None = None
    name: str = ""
    remains: bool = True
    uses: frozenset[str] = frozenset()
    are_all: bool = True


@dataclass
class Plan:
    """What a plan does with connectors, and with what uses them.

    Attributes:
        connectors: The connectors of the plan, the unchanged ones too.
        users: The rules and workflows of the plan, the unchanged ones too.
        deleted_spaces: The spaces that it deletes, with everything in them.
        is_whole: Whether it is all that has to be done; Terraform may put off a part.
        has_failed: Whether the plan ended with an error, and so is only a part.
    """

    connectors: list[PlannedConnector] = field(default_factory=list)
    users: list[PlannedUser] = field(default_factory=list)
    deleted_spaces: set[str] = field(default_factory=set)
    is_whole: bool = True
    has_failed: bool = False
