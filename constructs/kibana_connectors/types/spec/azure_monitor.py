"""Azure Monitor: metrics and alerts.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.fields import SecretText, TokenAware, absent
from ...schema.payload import Config
from ...schema.secret import NOT_BLANK, Secret
from ...schema.type_info import TypeInfo
from .._spec import Auth, OpenLeaf, OpenText, OpenUrl, SpecConnector, needed, of_form, of_length, one_of

SubscriptionId = Annotated[
    str,
    of_length(1, 100),
    of_form(r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", "a UUID"),
    TokenAware(),
]
TokenEndpointAuthMethod = Annotated[
    Literal["client_secret_post", "client_secret_basic"] | Secret,
    OpenLeaf((NOT_BLANK, one_of("client_secret_post", "client_secret_basic"))),
]


class AzureMonitorConfig(Config):
    """Config of an Azure Monitor connector.

    Attributes:
        subscription_id: The subscription's id, a UUID. At most 100 characters.
    """

    subscription_id: SubscriptionId


class AzureMonitorOAuthClientCredentials(Auth):
    """OAuth 2.0 client credentials with the application's secret (Azure Monitor).

    `token_url`, `client_id`, `scope` and `token_endpoint_auth_method` are not sensitive: a text may be
    given as it is.

    Attributes:
        token_url: Where tokens are fetched.
        client_id: The application's id.
        scope: What is asked for. Left out, Kibana takes `https://management.azure.com/.default`.
        client_secret: The application's secret.
        token_endpoint_auth_method: How the application shows its secret. One of `client_secret_post`,
            `client_secret_basic`.
    """

    auth_type: Literal["oauth_client_credentials"] = "oauth_client_credentials"
    token_url: OpenUrl = needed()
    client_id: OpenText = needed()
    scope: OpenText = absent()
    client_secret: SecretText = needed()
    token_endpoint_auth_method: TokenEndpointAuthMethod = absent()


class AzureMonitor(SpecConnector[AzureMonitorConfig, AzureMonitorOAuthClientCredentials]):
    """Use Azure Monitor from Kibana: metrics and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/azure-monitor-action-type

    - `auth=AzureMonitor.OAuthClientCredentials()` (recommended): OAuth 2.0 client credentials with the
      application's secret.

    See `SpecConnector` for the arguments and errors.
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
