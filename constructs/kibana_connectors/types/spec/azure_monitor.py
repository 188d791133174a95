"""Azure Monitor: metrics and alerts.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, TokenAware, absent
from ...schema.payload import Config
from ...schema.secret_rules import NOT_BLANK
from ...schema.secret_source import Secret
from ...schema.spec_fields import OpenLeaf, OpenText, OpenUrl, needed, of_form, of_length, one_of
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class AzureMonitorConfig(Config):
    """Config of an Azure Monitor connector."""

    subscription_id: Annotated[
        str,
        of_length(1, 100),
        of_form(r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", "a UUID"),
        TokenAware(),
    ]
    """The subscription's id, a UUID. At most 100 characters."""


class AzureMonitorOAuthClientCredentials(Auth):
    """OAuth 2.0 client credentials with the application's secret (Azure Monitor).

    `token_url`, `client_id`, `scope` and `token_endpoint_auth_method` are not sensitive: a literal text
    is allowed.
    """

    auth_type: Literal["oauth_client_credentials"] = "oauth_client_credentials"
    """Kibana's name for this way to authenticate; it need not be given."""
    token_url: OpenUrl = needed()
    """The address that returns tokens."""
    client_id: OpenText = needed()
    """The application's id."""
    scope: OrAbsent[OpenText] = absent()
    """The scope to request. If it is left out, Kibana uses `https://management.azure.com/.default`."""
    client_secret: SecretText = needed()
    """The application's secret."""
    token_endpoint_auth_method: OrAbsent[
        Annotated[
            Literal["client_secret_post", "client_secret_basic"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("client_secret_post", "client_secret_basic"))),
        ]
    ] = absent()
    """How the application sends its secret. One of `client_secret_post`, `client_secret_basic`."""


class AzureMonitorType(SpecType[AzureMonitorConfig, AzureMonitorOAuthClientCredentials]):
    """Use Azure Monitor from Kibana: metrics and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/azure-monitor-action-type

    - `auth=AzureMonitor.OAuthClientCredentials()` (recommended): OAuth 2.0 client credentials with the
      application's secret.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".azure_monitor",
        name="Azure Monitor",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = AzureMonitorConfig
    OAuthClientCredentials = AzureMonitorOAuthClientCredentials
    AUTH_TYPES = (AzureMonitorOAuthClientCredentials,)
