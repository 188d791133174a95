"""BigQuery: queries of a data warehouse.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty, Text, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector
from . import _auth


class BigQueryConfig(Config):
    """Config of a BigQuery connector.

    Attributes:
        project_id: The project's id.
        location: The location of the datasets.
        maximum_bytes_billed: The most bytes that a query may be billed for, as a text.
    """

    project_id: NonEmpty
    location: Text = "US"
    maximum_bytes_billed: Text = absent()


class BigQuery(SpecConnector[BigQueryConfig, _auth.GcpServiceAccount]):
    """Use BigQuery from Kibana: queries of a data warehouse.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/bigquery-action-type

    - `auth=BigQuery.GcpServiceAccount()`: A service account's key.

    See `SpecConnector` for the arguments and errors.
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
