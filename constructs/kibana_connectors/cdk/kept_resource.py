"""What connectors and rules do alike with CDKTF's resource: its members reach their declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .._cdk import ITerraformIterator, TerraformCount, TerraformProvider, TerraformResource
from ..engine_objects import AnyCount, AnyProvider
from ..frames import forgetful
from ..terraform.declaration import Declaration
from ..terraform.ids import Repetition
from ..terraform.merging import merged
from ..terraform.rule_declaration import RuleDeclaration
from .lean_resource import LeanResource, option_problems
from .provider import settings_of_provider
from .scope import scope_of
from .stack_setup import record_of

if TYPE_CHECKING:
    from ..errors import Problem


class KeptResource(LeanResource):
    """A resource whose attributes are kept in Python.

    Attributes:
        declaration: The connector or the rule as plain data.
    """

    declaration: Declaration | RuleDeclaration

    if TYPE_CHECKING:

        def repeat(self, repetition: Repetition | None) -> None:
            """Note what makes the block several instances."""

        def _refuse(self, *problems: Problem) -> None:
            """Raise the error of the kind of resource, if there are problems."""

    @property
    def provider(self) -> TerraformProvider | None:
        """The provider that the resource names; None for the default one."""
        return super().provider

    @provider.setter
    @forgetful
    def provider(self, value: AnyProvider | None) -> None:
        self._refuse(*option_problems(value, None))
        _set(self, "provider", value)
        self.declaration.provider = None if value is None else settings_of_provider(value)

    @property
    def count(self) -> float | TerraformCount | None:
        """How many instances the block has; each gets an id of its own."""
        return cast("float | TerraformCount | None", super().count)

    @count.setter
    @forgetful
    def count(self, value: float | AnyCount | None) -> None:
        self.repeat(None if value is None else Repetition.COUNT)
        _set(self, "count", value)

    @property
    def for_each(self) -> ITerraformIterator | None:
        """What the block has an instance for; each gets an id of its own, after its key."""
        return super().for_each

    @for_each.setter
    @forgetful
    def for_each(self, value: object | None) -> None:
        self.repeat(None if value is None else Repetition.FOR_EACH)
        _set(self, "for_each", value)

    def to_terraform(self) -> Any:
        """Return the resource as it is written, for an Aspect or a test to look at."""
        engines = super().to_terraform()
        declaration = self.declaration
        if declaration.is_moved:
            return engines
        record = record_of(scope_of(self))
        attributes = declaration.attributes(record.settings_of(declaration), record.path)
        ours = {"resource": {declaration.RESOURCE_TYPE: {declaration.logical_id: attributes}}}
        return merged(ours, engines)


class EscapeHatches(KeptResource):
    """CDKTF's escape hatches, which must reach the attributes that are kept in Python.

    Node calls these back, for an Aspect in JavaScript: so this class stands before those that jsii takes for
    the engine's own.
    """

    @forgetful
    def add_override(self, path: str, value: Any) -> None:
        """Set an attribute of the resource by its path, over what this library writes; None removes it."""
        if path in ("count", "for_each"):
            self.repeat(None if value is None else Repetition(path))
        super().add_override(path, value)
        self.declaration.overrides.add(path, value)

    @forgetful
    def override_logical_id(self, new_logical_id: str) -> None:
        """Give the resource another name in Terraform."""
        super().override_logical_id(new_logical_id)
        self.declaration.ask_logical_id = self._ask_logical_id

    def reset_override_logical_id(self) -> None:
        """Give the resource its own name again."""
        super().reset_override_logical_id()
        self.declaration.ask_logical_id = self._ask_logical_id

    @forgetful
    def move_to(self, move_target: str, index: str | float | None = None) -> None:
        """Move this resource to another; this one is then no longer written."""
        super().move_to(move_target, index)
        self.declaration.is_moved = True

    @forgetful
    def move_to_id(self, id: str) -> None:
        """Move this resource to the one of a given id; this one is then no longer written."""
        super().move_to_id(id)
        self.declaration.is_moved = True

    def _ask_logical_id(self) -> str:
        return str(self.friendly_unique_id)


# jsii takes this class for the engine's own: Node never calls back for what is overridden here, which would
# cost two calls for each resource and member.
KeptResource.__jsii_declared_type__ = TerraformResource.__jsii_declared_type__  # type: ignore[attr-defined]


def _set(resource: TerraformResource, name: str, value: Any) -> None:
    """Set one of the engine's own properties."""
    getattr(TerraformResource, name).fset(resource, value)
