"""AzureMonitor: the construct of `.azure_monitor`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.azure_monitor import (
    AzureMonitorConfig,
    AzureMonitorOAuthClientCredentials,
    AzureMonitorType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..schema.spec_fields import OpenText, OpenUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.azure_monitor import SubscriptionId, TokenEndpointAuthMethod

    class AzureMonitorConfigDict(TypedDict, total=False):
        subscription_id: SubscriptionId | None
        subscriptionId: SubscriptionId | None

    class AzureMonitorOAuthClientCredentialsDict(TypedDict, total=False):
        auth_type: Literal["oauth_client_credentials"] | None
        authType: Literal["oauth_client_credentials"] | None
        token_url: OpenUrl | None
        tokenUrl: OpenUrl | None
        client_id: OpenText | None
        clientId: OpenText | None
        scope: OpenText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None
        token_endpoint_auth_method: TokenEndpointAuthMethod | None
        tokenEndpointAuthMethod: TokenEndpointAuthMethod | None


class AzureMonitor(SpecConnector[AzureMonitorConfig, AzureMonitorOAuthClientCredentials]):
    """Use Azure Monitor from Kibana: metrics and alerts.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/azure-monitor-action-type

    - `auth=AzureMonitor.OAuthClientCredentials()` (recommended): OAuth 2.0 client credentials with the
      application's secret.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = AzureMonitorType
    TYPE: ClassVar[TypeInfo] = AzureMonitorType.TYPE
    Config: TypeAlias = AzureMonitorConfig
    OAuthClientCredentials: TypeAlias = AzureMonitorOAuthClientCredentials

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: AzureMonitorConfig | AzureMonitorConfigDict,
            auth: AzureMonitorOAuthClientCredentials | AzureMonitorOAuthClientCredentialsDict | None = None,
            secrets: AzureMonitorOAuthClientCredentials
            | AzureMonitorOAuthClientCredentialsDict
            | None = None,
            space: str | None = None,
            spaces: list[str] | tuple[str, ...] | None = None,
            connector_id: str | None = None,
            secrets_version: str | None = None,
            secrets_mode: SecretsMode | None = None,
            protect: bool = False,
            provider: TerraformProvider | None = None,
            depends_on: Sequence[Any] | None = None,
            lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
        ) -> None: ...
