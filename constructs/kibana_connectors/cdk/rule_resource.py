"""The members of CDKTF's resource that have to reach a rule's declaration."""

from __future__ import annotations

from typing import Any, cast

from .._cdk import ITerraformIterator, TerraformCount, TerraformProvider, TerraformResource
from ..engine_objects import AnyCount, AnyProvider
from ..errors import InvalidRule, Problem
from ..frames import forgetful
from ..terraform.changes import Import
from ..terraform.elasticstack import RULE
from ..terraform.ids import Repetition
from ..terraform.merging import merged
from ..terraform.rule_declaration import RuleDeclaration
from .lean_resource import LeanResource, option_problems
from .provider import settings_of_provider
from .scope import scope_of
from .stack_setup import record_of


class RuleResource(LeanResource):
    """A rule's resource, whose attributes are kept in Python.

    Attributes:
        declaration: The rule as plain data.
    """

    declaration: RuleDeclaration

    @property
    def provider(self) -> TerraformProvider | None:
        """The provider that the rule names; None for the default one."""
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

    def repeat(self, repetition: Repetition | None) -> None:
        """Note what makes the block several instances.

        Raises:
            InvalidRule: The rule has one id, or several spaces.
        """
        identity = self.declaration.identity
        if repetition is not None and identity.serves_many:
            hint = "Leave spaces out, and give space a token of the iterator"
            self._refuse(Problem(repetition.value, "spaces makes the block several already", hint))
        if repetition is not None and identity.rule_id is not None:
            hint = "Leave rule_id out: each instance gets an id of its own, after its key"
            self._refuse(Problem(repetition.value, "one rule_id cannot serve several instances", hint))
        self.declaration.repetition = repetition

    @forgetful
    def import_from(self, id: str, provider: AnyProvider | None = None) -> None:
        """Take a rule that exists in Kibana into the state, and keep its id.

        Args:
            id: `<space>/<rule id>`.
            provider: The provider to import with; default the rule's own.

        Raises:
            InvalidRule: The id has another form, or contradicts the rule's space or id.
        """
        self._refuse(*option_problems(provider, None))
        adopted = self.declaration.identity.adopted(id)
        if isinstance(adopted, Problem):
            self._refuse(adopted)
            return
        self.declaration.identity = adopted
        self.declaration.imports.append(Import(id, None if provider is None else provider.fqn))

    def to_terraform(self) -> Any:
        """Return the resource as it is written, for an Aspect or a test to look at."""
        engines = super().to_terraform()
        if self.declaration.is_moved:
            return engines
        record = record_of(scope_of(self))
        attributes = self.declaration.attributes(record.settings_of(self.declaration), record.path)
        return merged({"resource": {RULE: {self.declaration.logical_id: attributes}}}, engines)

    def _refuse(self, *problems: Problem) -> None:
        if problems:
            raise InvalidRule(f"{self.declaration.path} ({type(self).__name__})", problems)


# As for connectors: Node never calls back for what is overridden here.
RuleResource.__jsii_declared_type__ = TerraformResource.__jsii_declared_type__  # type: ignore[attr-defined]


def _set(resource: TerraformResource, name: str, value: Any) -> None:
    """Set one of the engine's own properties."""
    getattr(TerraformResource, name).fset(resource, value)
