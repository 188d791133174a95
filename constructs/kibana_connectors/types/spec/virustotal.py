"""VirusTotal: reputation of files, URLs, domains and IP addresses.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, wire
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector


class VirusTotalApiKeyHeader(Auth):
    """A key in the header `x-apikey` (VirusTotal).

    Attributes:
        x_apikey: The value of the header `x-apikey`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    x_apikey: SecretText = wire("x-apikey")


class VirusTotal(SpecConnector[NoConfig, VirusTotalApiKeyHeader]):
    """Use VirusTotal from Kibana: reputation of files, URLs, domains and IP addresses.

    In technical preview, since Kibana 9.3; needs a gold licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/virustotal-action-type

    - `auth=VirusTotal.ApiKeyHeader()`: A key in the header `x-apikey`.

    See `SpecConnector` for the arguments and errors.
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
