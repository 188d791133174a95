"""What the declarations of connectors and of rules have in common: an address, and what keeps it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from .changes import Import, address_of, import_blocks, moved_blocks
from .logical_id import logical_id

if TYPE_CHECKING:
    from .construct_path import ConstructPath
    from .identity import Identity
    from .ids import Repetition
    from .provider_settings import ProviderSettings


class DeclaredResource(ABC):
    """A resource of a stack, as plain data."""

    RESOURCE_TYPE: ClassVar[str]
    """Its type in Terraform."""

    path: ConstructPath
    naming_path: tuple[str, ...]
    moved_from: tuple[str, ...]
    imports: list[Import]
    repetition: Repetition | None
    ask_logical_id: Callable[[], str] | None

    @property
    @abstractmethod
    def placed(self) -> Identity:
        """The spaces that it is in."""

    @property
    def logical_id(self) -> str:
        """The resource's name in Terraform."""
        return self.ask_logical_id() if self.ask_logical_id else self._usual_logical_id

    @cached_property
    def _usual_logical_id(self) -> str:
        return logical_id(self.path.below_stack)

    @property
    def address(self) -> str:
        """The resource's address in Terraform."""
        return f"{self.RESOURCE_TYPE}.{self.logical_id}"

    def moved_blocks(self) -> list[dict[str, str]]:
        """Return the `moved` blocks that keep it through changes of address."""
        earlier = [address_of(self.RESOURCE_TYPE, path) for path in self.moved_from]
        placed = self.placed if self.repetition is None else replace(self.placed, space=None)
        return moved_blocks(self.address, placed, earlier)

    def import_blocks(self) -> list[dict[str, str]]:
        """Return the `import` blocks that take it into the state."""
        return import_blocks(self.address, self.placed, self.imports)

    def _id_source(self, settings: ProviderSettings, stack_path: str) -> tuple[str, str]:
        """Return what its id is derived from: the namespace, and its path below the stack."""
        return settings.id_namespace or stack_path, "/".join(self.naming_path)
