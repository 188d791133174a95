"""Index: write documents into Elasticsearch."""

from __future__ import annotations

from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import Flag, Text
from ..schema.payload import Config, NoSecrets
from ..schema.type_info import TypeInfo


class IndexConfig(Config):
    """Config of an index connector.

    Attributes:
        index: The index, or alias, to write to.
        refresh: Whether to make each document searchable at once.
        execution_time_field: A field to set to the time at which the document was indexed.
    """

    index: Text
    refresh: Flag = False
    execution_time_field: Text | None = None


class Index(Connector[IndexConfig, NoSecrets]):
    """Write documents into Elasticsearch (Kibana docs: "Index connector").

    It has no secrets: Kibana writes with its own privileges. See `Connector` for the arguments and errors.
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
