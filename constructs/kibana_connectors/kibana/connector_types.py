"""Connector types as a Kibana has them, and the route that describes those that Kibana defines as data."""

from __future__ import annotations

from typing import Any

from pydantic import AliasChoices, Field

from .answers import as_
from .call import Call
from .connectors import READ
from .model import Model, segment


class LiveType(Model):
    """A connector type as a Kibana has it (docs/kibana_api.md, "Connector types").

    Attributes:
        id: Its id, with the dot.
        name: The name that Kibana shows.
        enabled: Whether connectors of it can be made: `enabled_in_config` and `enabled_in_license`.
        enabled_in_config: Whether `xpack.actions.enabledActionTypes` has it.
        enabled_in_license: Whether the license allows it.
        minimum_license_required: The lowest license that does.
        supported_feature_ids: What can use it: alerting, cases, siem, …
        is_system_action_type: Whether it belongs to Kibana itself.
        is_deprecated: Whether it is outdated.
        source: `stack`, `spec` (defined as data) or `yml`; None in older versions.
        sub_feature: A privilege that running it needs besides, such as `endpointSecurity`.
        description: What it is for, where Kibana says so.
        is_experimental: Whether it is a preview; None where Kibana does not say.
        is_testable: Whether it has a test that does no harm; None where Kibana does not say.
    """

    id: str
    name: str
    enabled: bool
    enabled_in_config: bool
    enabled_in_license: bool
    minimum_license_required: str
    supported_feature_ids: tuple[str, ...] = ()
    is_system_action_type: bool = False
    is_deprecated: bool = False
    source: str | None = None
    sub_feature: str | None = None
    description: str | None = None
    is_experimental: bool | None = None
    is_testable: bool | None = None


class SpecMetadata(Model):
    """What a spec says of its type.

    Attributes:
        id: The type's id.
        display_name: The name that Kibana shows.
        description: What it is for.
        minimum_license: The lowest license that allows it.
        supported_feature_ids: What can use it.
        docs_url: Where Elastic describes it.
        is_technical_preview: Whether it is a preview.
    """

    id: str
    display_name: str = Field(validation_alias=AliasChoices("display_name", "displayName"))
    description: str | None = None
    minimum_license: str | None = Field(
        default=None, validation_alias=AliasChoices("minimum_license", "minimumLicense")
    )
    supported_feature_ids: tuple[str, ...] = Field(
        default=(), validation_alias=AliasChoices("supported_feature_ids", "supportedFeatureIds")
    )
    docs_url: str | None = Field(default=None, validation_alias=AliasChoices("docs_url", "docsUrl"))
    is_technical_preview: bool | None = Field(
        default=None, validation_alias=AliasChoices("is_technical_preview", "isTechnicalPreview")
    )


class ConnectorSpec(Model):
    """How a Kibana describes a type that it defines as data.

    Attributes:
        metadata: What it says of the type.
        json_schema: One JSON Schema of `{config, secrets}`.
        is_testable: Whether `test_connector` works; None in versions that do not say.
        is_inbound_only: Whether it only receives events; None in versions that do not say.
        actions: The actions, in the form of that version: a list or an object. None where it does not say.
    """

    metadata: SpecMetadata
    json_schema: dict[str, Any] = Field(validation_alias="schema")
    is_testable: bool | None = None
    is_inbound_only: bool | None = None
    actions: Any = None

    def as_answer(self) -> dict[str, Any]:
        """Return what describes the type's config and secrets, as the route has it."""
        return {
            "metadata": self.metadata.model_dump(mode="json"),
            "schema": self.json_schema,
            "is_inbound_only": bool(self.is_inbound_only),
        }


_types = as_(tuple[LiveType, ...])


def list_connector_types(
    *, feature_id: str | None = None, include_system: bool = False, space: str | None = None
) -> Call[tuple[LiveType, ...]]:
    """List the connector types, those that are switched off too.

    Args:
        feature_id: Only types that this feature can use, such as `alerting`.
        include_system: Those of Kibana itself too, by an internal route.
        space: The space; None takes the client's.
    """
    query = {"feature_id": feature_id}
    if include_system:
        path = "/internal/actions/connector_types"
        return Call("GET", path, _types, query=query, space=space, is_internal=True)
    return Call("GET", "/api/actions/connector_types", _types, query=query, space=space)


def get_connector_spec(type_id: str, *, space: str | None = None) -> Call[ConnectorSpec]:
    """Get the description of a type that Kibana defines as data; Kibana 9.5 or later has the route.

    Args:
        type_id: The type's id, with its dot.
        space: The space; None takes the client's.
    """
    path = f"/internal/actions/connector_types/{segment('type_id', type_id)}/spec"
    return Call("GET", path, as_(ConnectorSpec), space=space, is_internal=True, needs=READ, since="9.5")
