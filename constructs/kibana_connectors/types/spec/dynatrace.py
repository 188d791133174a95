"""Dynatrace: problems, metrics and entities.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, Url
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector, needed


class DynatraceConfig(Config):
    """Config of a Dynatrace connector.

    Attributes:
        environment_url: The address of the environment, such as `https://abc12345.live.dynatrace.com`.
    """

    environment_url: Url


class DynatraceApiKeyHeader(Auth):
    """A key in the header `apiToken` (Dynatrace).

    Attributes:
        api_token: The value of the header `apiToken`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    api_token: SecretText = needed()


class Dynatrace(SpecConnector[DynatraceConfig, DynatraceApiKeyHeader]):
    """Use Dynatrace from Kibana: problems, metrics and entities.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/dynatrace-action-type

    - `auth=Dynatrace.ApiKeyHeader()` (recommended): A key in the header `apiToken`.

    See `SpecConnector` for the arguments and errors.
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
