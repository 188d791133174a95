"""BigQuery: queries of a data warehouse.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty, OrAbsent, Text, absent, field
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class BigQueryConfig(Config):
    """Config of a BigQuery connector."""

    project_id: NonEmpty
    """The project's id."""
    location: Text = field(default="US")
    """The location of the datasets."""
    maximum_bytes_billed: OrAbsent[Text] = absent()
    """The maximum number of bytes that a query may be billed for, as a text."""


class BigQueryType(SpecType[BigQueryConfig, _auth.GcpServiceAccount]):
    """Use BigQuery from Kibana: queries of a data warehouse.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/bigquery-action-type

    - `auth=BigQuery.GcpServiceAccount()`: A service account's key.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".bigquery",
        name="BigQuery",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = BigQueryConfig
    GcpServiceAccount = _auth.GcpServiceAccount
    AUTH_TYPES = (_auth.GcpServiceAccount,)
