"""The members of CDKTF's resource that have to reach a rule's declaration."""

from __future__ import annotations

from .._cdk import TerraformResource
from ..engine_objects import AnyProvider
from ..errors import InvalidRule, Problem
from ..frames import forgetful
from ..terraform.changes import Import
from ..terraform.ids import Repetition
from ..terraform.rule_declaration import RuleDeclaration
from .kept_resource import KeptResource
from .lean_resource import option_problems


class RuleResource(KeptResource):
    """A rule's resource, whose attributes are kept in Python.

    Attributes:
        declaration: The rule as plain data.
    """

    declaration: RuleDeclaration  # pyright: ignore[reportIncompatibleVariableOverride]

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

    def _refuse(self, *problems: Problem) -> None:
        if problems:
            raise InvalidRule(f"{self.declaration.path} ({type(self).__name__})", problems)


# As for `KeptResource`: Node never calls back for what is overridden here.
RuleResource.__jsii_declared_type__ = TerraformResource.__jsii_declared_type__  # type: ignore[attr-defined]
