"""VirusTotal: reputation of files, URLs, domains and IP addresses.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, kibana_name
from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class VirusTotalApiKeyHeader(Auth):
    """A key in the header `x-apikey` (VirusTotal)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_apikey: SecretText = kibana_name("x-apikey")
    """The value of the header `x-apikey`."""


class VirusTotalType(SpecType[NoConfig, VirusTotalApiKeyHeader]):
    """Use VirusTotal from Kibana: reputation of files, URLs, domains and IP addresses.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/virustotal-action-type

    - `auth=VirusTotal.ApiKeyHeader()`: A key in the header `x-apikey`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".virustotal",
        name="VirusTotal",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = NoConfig
    ApiKeyHeader = VirusTotalApiKeyHeader
    AUTH_TYPES = (VirusTotalApiKeyHeader,)
