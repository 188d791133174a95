"""AbuseIPDB: reports on abusive IP addresses.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, kibana_name
from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class AbuseIPDBApiKeyHeader(Auth):
    """A key in the header `Key` (AbuseIPDB)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    key: SecretText = kibana_name("Key")
    """The value of the header `Key`."""


class AbuseIPDBType(SpecType[NoConfig, AbuseIPDBApiKeyHeader]):
    """Use AbuseIPDB from Kibana: reports on abusive IP addresses.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/abuseipdb-action-type

    - `auth=AbuseIPDB.ApiKeyHeader()`: A key in the header `Key`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".abuseipdb",
        name="AbuseIPDB",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = NoConfig
    ApiKeyHeader = AbuseIPDBApiKeyHeader
    AUTH_TYPES = (AbuseIPDBApiKeyHeader,)
