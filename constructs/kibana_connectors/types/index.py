"""Index: write documents into Elasticsearch."""

from __future__ import annotations

from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import Flag, Text, field
from ..schema.payload import Config, NoSecrets
from ..schema.type_info import TypeInfo


class IndexConfig(Config):
    """Config of an index connector."""

    index: Text
    """The index, or alias, to write to."""
    refresh: Flag = field(default=False)
    """Whether to make each document searchable at once."""
    execution_time_field: Text | None = field(default=None)
    """A field to set to the time at which the document was indexed."""


class IndexType(ConnectorType[IndexConfig, NoSecrets]):
    """Write documents into Elasticsearch (Kibana docs: "Index connector").

    It has no secrets: Kibana writes with its own privileges.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".index",
        name="Index",
        license="basic",
        features=("alerting", "uptime", "siem"),
        since="7.4",
    )
    Config = IndexConfig
    Secrets = NoSecrets
