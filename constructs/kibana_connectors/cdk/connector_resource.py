"""The members of CDKTF's resource that have to reach a connector's declaration."""

from __future__ import annotations

from .._cdk import TerraformResource
from ..engine_objects import AnyProvider
from ..errors import InvalidConnector, Problem
from ..frames import forgetful
from ..terraform.adoption import wiping_problems
from ..terraform.changes import Import
from ..terraform.declaration import Declaration
from ..terraform.ids import Repetition
from .kept_resource import KeptResource
from .lean_resource import option_problems


class ConnectorResource(KeptResource):
    """A resource whose attributes are kept in Python.

    Attributes:
        declaration: The connector as plain data.
    """

    declaration: Declaration  # pyright: ignore[reportIncompatibleVariableOverride]

    def repeat(self, repetition: Repetition | None) -> None:
        """Note what makes the block several instances.

        Raises:
            InvalidConnector: The connector has one id, or several spaces.
        """
        identity = self.declaration.identity
        if repetition is not None and identity.serves_many:
            hint = "Leave spaces out, and give space a token of the iterator"
            self._refuse(Problem(repetition.value, "spaces makes the block several already", hint))
        if repetition is not None and not identity.is_derived:
            hint = "Leave connector_id out: each instance gets an id of its own, after its key"
            self._refuse(Problem(repetition.value, "one connector_id cannot serve several instances", hint))
        self.declaration.repetition = repetition

    @forgetful
    def import_from(self, id: str, provider: AnyProvider | None = None) -> None:
        """Take a connector that exists in Kibana into the state, and keep its id.

        Space and `connector_id` are taken from the import id. For a connector in several `spaces`, call it
        once for each space that has one already. `adopt=` in the constructor does the same, and more.

        Args:
            id: `<space>/<connector id>`, such as `default/6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d`.
            provider: The provider to import with; default the connector's own.

        Raises:
            InvalidConnector: The id has another form, contradicts the connector's space or id, or the first
                update would wipe secrets that Kibana has.
        """
        self._refuse(*option_problems(provider, None))
        adopted = self.declaration.identity.adopted(id)
        if isinstance(adopted, Problem):
            self._refuse(adopted)
            return
        self._refuse(*wiping_problems(adopted.adopt, self.declaration.leaves_secrets_open))
        self.declaration.identity = adopted
        imports = self.declaration.imports
        # `adopt` has said the same already; what names a provider says more.
        imports[:] = [each for each in imports if each.id != id or each.provider is not None]
        imports.append(Import(id, None if provider is None else provider.fqn))

    @forgetful
    def move_from_id(self, id: str) -> None:
        """Move the resource at another address of the state to this one.

        Args:
            id: The other address.

        Raises:
            InvalidConnector: The connector's id is derived from its path, so that the move would change it.
        """
        self.refuse_to_change_id("move_from_id")
        super().move_from_id(id)

    def refuse_to_change_id(self, method: str) -> None:
        """Raise if moving the resource would give the connector another id, and so destroy it.

        Args:
            method: What was called.

        Raises:
            InvalidConnector: The id is derived from the construct's path.
        """
        if self.declaration.identity.is_derived and not self.declaration.keeps_identity:
            hint = (
                'To rename or move the construct, write moved_from="old/path" or identity="old/path" on it '
                "instead; or give connector_id, the id that the connector has"
            )
            self._refuse(Problem(method, "the connector's id comes from its path and would change", hint))

    def _refuse(self, *problems: Problem) -> None:
        if problems:
            label = f"{self.declaration.path} ({type(self).__name__}, {self.declaration.type_info.type_id})"
            raise InvalidConnector(label, problems)


# As for `KeptResource`: Node never calls back for what is overridden here.
ConnectorResource.__jsii_declared_type__ = TerraformResource.__jsii_declared_type__  # type: ignore[attr-defined]
