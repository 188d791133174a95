"""Swimlane: create records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText, Text, TokenAware
from ..schema.payload import Config, Part, Secrets
from ..schema.type_info import TypeInfo
from ..tokens import Shape


class SwimlaneField(Part):
    """A field of a Swimlane application.

    Attributes:
        id: The field's id.
        key: The field's key.
        name: The field's name.
        field_type: What it holds: `text`, `numeric`, `comments`, …
    """

    id: Text
    key: Text
    name: Text
    field_type: Text


if TYPE_CHECKING:
    from typing import TypeAlias

    ConnectorType: TypeAlias = Literal["all", "alerts", "cases"]
    Field: TypeAlias = SwimlaneField | Mapping[str, Any]
else:
    ConnectorType = Annotated[Literal["all", "alerts", "cases"], TokenAware()]
    Field = Annotated[SwimlaneField, TokenAware(Shape.MAP)]


class SwimlaneMappings(Part):
    """Which field of the application takes what; Kibana demands none, and does not check what a use needs.

    Attributes:
        rule_name_config: Takes the rule's name; needed for alerts.
        alert_id_config: Takes the alert's id; needed for alerts.
        case_id_config: Takes the case's id; needed for cases.
        case_name_config: Takes the case's title; needed for cases.
        comments_config: Takes comments; needed for cases.
        severity_config: Takes the severity; needed for alerts.
        description_config: Takes the case's description; needed for cases.
    """

    rule_name_config: Field | None = None
    alert_id_config: Field | None = None
    case_id_config: Field | None = None
    case_name_config: Field | None = None
    comments_config: Field | None = None
    severity_config: Field | None = None
    description_config: Field | None = None


if TYPE_CHECKING:
    Mappings: TypeAlias = SwimlaneMappings | Mapping[str, Any]
else:
    Mappings = Annotated[SwimlaneMappings, TokenAware(Shape.MAP)]


class SwimlaneConfig(Config):
    """Config of a Swimlane connector.

    Attributes:
        api_url: The Swimlane instance, such as `https://swimlane.example.com`.
        app_id: The id of the Swimlane application.
        connector_type: What it is used for: `alerts`, `cases`, or `all` for both.
        mappings: The application's fields; a `Swimlane.Mappings`, or a dict of its fields. May be empty.
    """

    api_url: HostedUrl
    app_id: Text
    connector_type: ConnectorType
    mappings: Mappings


class SwimlaneSecrets(Secrets):
    """Secrets of a Swimlane connector.

    Attributes:
        api_token: The private token of a Swimlane user.
    """

    api_token: SecretText


class Swimlane(Connector[SwimlaneConfig, SwimlaneSecrets]):
    """Create records in Swimlane (Kibana docs: "Swimlane connector").

    `mappings` holds `Swimlane.Field`s, or dicts of their `id`, `key`, `name` and `field_type`. See
    `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".swimlane",
        name="Swimlane",
        license="gold",
        features=("alerting", "cases", "siem", "workflows"),
        since="7.14",
    )
    Config = SwimlaneConfig
    Secrets = SwimlaneSecrets
    Mappings: ClassVar[type[SwimlaneMappings]] = SwimlaneMappings
    Field: ClassVar[type[SwimlaneField]] = SwimlaneField
