"""Google Threat Intelligence: reports on files, addresses and domains.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, TokenAware, absent, kibana_name
from ...schema.payload import Config
from ...schema.spec_fields import URL, of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class GoogleThreatIntelligenceConfig(Config):
    """Config of a Google Threat Intelligence connector."""

    base_url: OrAbsent[Annotated[str, of_length(0, 2048), URL, TokenAware()]] = absent()
    """The address of the installation, such as `https://example.com`. At most 2048 characters."""


class GoogleThreatIntelligenceApiKeyHeader(Auth):
    """A key in the header `x-apikey` (Google Threat Intelligence)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_apikey: SecretText = kibana_name("x-apikey")
    """The value of the header `x-apikey`."""


class GoogleThreatIntelligenceType(
    SpecType[GoogleThreatIntelligenceConfig, GoogleThreatIntelligenceApiKeyHeader]
):
    """Use Google Threat Intelligence from Kibana: reports on files, addresses and domains.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`,
    `workflows`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/google-threat-intelligence-action-type

    The key needs Google's Enterprise tier.

    - `auth=GoogleThreatIntelligence.ApiKeyHeader()`: A key in the header `x-apikey`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".google_threat_intelligence",
        name="Google Threat Intelligence",
        license="enterprise",
        features=("agentBuilder", "workflows"),
        since="9.6",
    )
    Config = GoogleThreatIntelligenceConfig
    ApiKeyHeader = GoogleThreatIntelligenceApiKeyHeader
    AUTH_TYPES = (GoogleThreatIntelligenceApiKeyHeader,)
