"""What a connector is written as: its logical id and its attributes in Terraform."""

from __future__ import annotations

from typing import Any

from .._cdk import TerraformProvider, TerraformStack
from ..cdk.place import Place
from ..cdk.stack_record import record_of
from ..hcl import json_text, template
from ..schema.secret import SecretsMode
from ..schema.type_info import TypeInfo
from .identity import Placement
from .logical_id import logical_id
from .overrides import Overrides
from .secret_inputs import Wiring


class Written:
    """The half of a connector that its stack's record, writer and checks ask.

    Like `ConnectorType` it comes after the engine's class, where jsii does not look through it for each
    construct that is made.

    Attributes:
        type_info: What Kibana says of the type.
        config: The config that was given.
        place: Where the construct stands.
        placement: Its spaces and its id.
        wiring: Its secrets.
        hatches: What `add_override` was called with.
        named_provider: The provider that it names.
    """

    type_info: TypeInfo
    config: Any
    place: Place
    placement: Placement
    wiring: Wiring
    hatches: Overrides
    named_provider: TerraformProvider | None
    friendly_unique_id: Any
    provider_form: Any
    _name: str
    _protect: bool
    _secrets_mode: SecretsMode | None
    _attributes: dict[str, Any] | None
    _has_own_logical_id: bool
    _moved_away: bool

    @property
    def is_written(self) -> bool:
        """Whether the stack holds the resource; not so when it has been moved to another."""
        return not self._moved_away

    def written(self) -> tuple[str, dict[str, Any]]:
        """Give the resource's logical id and its attributes."""
        if self._attributes is None:
            self._attributes = self._all_attributes()
        return self._logical_id(), self.hatches.applied_to(self._attributes)

    def known_ids(self) -> tuple[str, ...]:
        """Give the connector ids that are known at synth."""
        return self.placement.known_ids(*self._id_source())

    @property
    def is_write_only(self) -> bool:
        """Whether the secrets stay out of plan and state; the provider decides unless the connector does."""
        mode = self._secrets_mode or record_of(self.place.stack).secrets_mode(self.named_provider)
        return mode is SecretsMode.WRITE_ONLY

    @property
    def provider_alias(self) -> str | None:
        """The alias of the provider that the connector names; None for the default one."""
        return None if self.named_provider is None else self.named_provider.alias

    def _all_attributes(self) -> dict[str, Any]:
        message = (
            f"{self.place.path}: Kibana reports that this connector is missing its secrets: "
            "give it a new secrets_version."
        )
        lifecycle: dict[str, Any] = {
            "postcondition": [
                {"condition": "${!self.is_missing_secrets}", "error_message": template(message)}
            ]
        }
        if self._protect:
            lifecycle["prevent_destroy"] = True
        return {
            "connector_type_id": self.type_info.type_id,
            "name": template(self._name),
            **self.placement.attributes(*self._id_source()),
            "config": json_text(self.provider_form(self.config)),
            **self.wiring.attributes(write_only=self.is_write_only),
            "lifecycle": lifecycle,
        }

    def _id_source(self) -> tuple[str, str]:
        return record_of(self.place.stack).id_namespace(self.named_provider), "/".join(self.place.below)

    def _logical_id(self) -> str:
        stack = type(self.place.stack)
        named_otherwise = stack._allocate_logical_id is not TerraformStack._allocate_logical_id
        if self._has_own_logical_id or named_otherwise:
            return str(self.friendly_unique_id)
        return logical_id(self.place.below)
