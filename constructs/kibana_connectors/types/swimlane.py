"""Swimlane: create records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, OrToken, SecretText, Text, TokenAware, field
from ..schema.payload import Config, NestedObject, Secrets
from ..schema.type_info import TypeInfo
from ..tokens import Shape


class SwimlaneField(NestedObject):
    """A field of a Swimlane application."""

    id: Text
    """The field's id."""
    key: Text
    """The field's key."""
    name: Text
    """The field's name."""
    field_type: Text
    """What it holds: `text`, `numeric`, `comments`, …"""


if TYPE_CHECKING:
    from typing import TypeAlias

    from typing_extensions import Required, TypedDict

    from ..tokens import Resolvable

    class FieldDict(TypedDict, total=False):
        """A `SwimlaneField` as a dict, in Python's or in Kibana's spelling."""

        id: Required[Text]
        key: Required[Text]
        name: Required[Text]
        field_type: Text
        fieldType: Text

    Field: TypeAlias = SwimlaneField | FieldDict | Resolvable
else:
    Field = Annotated[SwimlaneField, TokenAware(Shape.MAP)]


class SwimlaneMappings(NestedObject):
    """Which field of the application takes what; Kibana demands none, and does not check what a use needs."""

    rule_name_config: Field | None = field(default=None)
    """Takes the rule's name; needed for alerts."""
    alert_id_config: Field | None = field(default=None)
    """Takes the alert's id; needed for alerts."""
    case_id_config: Field | None = field(default=None)
    """Takes the case's id; needed for cases."""
    case_name_config: Field | None = field(default=None)
    """Takes the case's title; needed for cases."""
    comments_config: Field | None = field(default=None)
    """Takes comments; needed for cases."""
    severity_config: Field | None = field(default=None)
    """Takes the severity; needed for alerts."""
    description_config: Field | None = field(default=None)
    """Takes the case's description; needed for cases."""


if TYPE_CHECKING:

    class MappingsDict(TypedDict, total=False):
        """A `SwimlaneMappings` as a dict, in Python's or in Kibana's spelling."""

        rule_name_config: Field | None
        ruleNameConfig: Field | None
        alert_id_config: Field | None
        alertIdConfig: Field | None
        case_id_config: Field | None
        caseIdConfig: Field | None
        case_name_config: Field | None
        caseNameConfig: Field | None
        comments_config: Field | None
        commentsConfig: Field | None
        severity_config: Field | None
        severityConfig: Field | None
        description_config: Field | None
        descriptionConfig: Field | None

    Mappings: TypeAlias = SwimlaneMappings | MappingsDict | Resolvable
else:
    Mappings = Annotated[SwimlaneMappings, TokenAware(Shape.MAP)]


class SwimlaneConfig(Config):
    """Config of a Swimlane connector."""

    api_url: HostedUrl
    """The Swimlane instance, such as `https://swimlane.example.com`."""
    app_id: Text
    """The id of the Swimlane application."""
    connector_type: OrToken[Literal["all", "alerts", "cases"]]
    """What it is used for: `alerts`, `cases`, or `all` for both."""
    mappings: Mappings
    """The application's fields; a `Swimlane.Mappings`, or a dict of its fields. May be empty."""


class SwimlaneSecrets(Secrets):
    """Secrets of a Swimlane connector."""

    api_token: SecretText
    """The private token of a Swimlane user."""


class SwimlaneType(ConnectorType[SwimlaneConfig, SwimlaneSecrets]):
    """Create records in Swimlane (Kibana docs: "Swimlane connector").

    `mappings` holds `Swimlane.Field`s, or dicts of their `id`, `key`, `name` and `field_type`.
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
    Mappings = SwimlaneMappings
    Field = SwimlaneField
