"""Dynatrace: problems, metrics and entities.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, Url
from ...schema.payload import Config
from ...schema.spec_fields import needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class DynatraceConfig(Config):
    """Config of a Dynatrace connector."""

    environment_url: Url
    """The address of the environment, such as `https://abc12345.live.dynatrace.com`."""


class DynatraceApiKeyHeader(Auth):
    """A key in the header `apiToken` (Dynatrace)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    api_token: SecretText = needed()
    """The value of the header `apiToken`."""


class DynatraceType(SpecType[DynatraceConfig, DynatraceApiKeyHeader]):
    """Use Dynatrace from Kibana: problems, metrics and entities.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/dynatrace-action-type

    - `auth=Dynatrace.ApiKeyHeader()` (recommended): A key in the header `apiToken`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".dynatrace",
        name="Dynatrace",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = DynatraceConfig
    ApiKeyHeader = DynatraceApiKeyHeader
    AUTH_TYPES = (DynatraceApiKeyHeader,)
