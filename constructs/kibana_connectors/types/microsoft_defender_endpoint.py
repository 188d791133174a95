"""Microsoft Defender for Endpoint: act on hosts that Defender protects."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, NonEmpty, SecretText, wire
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class MicrosoftDefenderEndpointConfig(Config):
    """Config of a Microsoft Defender for Endpoint connector.

    Attributes:
        client_id: The application (client) id of the app registration in Microsoft Entra.
        tenant_id: The directory (tenant) id of the app registration.
        oauth_server_url: Where to get tokens, such as `https://login.microsoftonline.com`;
            `oAuthServerUrl` in Kibana.
        oauth_scope: The scope to ask for, such as `https://securitycenter.onmicrosoft.com/windowsatpservice/.default`;
            `oAuthScope` in Kibana.
        api_url: The Defender API, such as `https://api.securitycenter.microsoft.com`.
    """

    client_id: NonEmpty
    tenant_id: NonEmpty
    oauth_server_url: Annotated[HostedUrl, wire("oAuthServerUrl")]
    oauth_scope: Annotated[NonEmpty, wire("oAuthScope")]
    api_url: HostedUrl


class MicrosoftDefenderEndpointSecrets(Secrets):
    """Secrets of a Microsoft Defender for Endpoint connector.

    Attributes:
        client_secret: The app registration's client secret.
    """

    client_secret: SecretText


class MicrosoftDefenderEndpoint(Connector[MicrosoftDefenderEndpointConfig, MicrosoftDefenderEndpointSecrets]):
    """Isolate, release and query hosts by Defender.

    In Kibana's docs it is the "Microsoft Defender for Endpoint connector". See `Connector` for the arguments
    and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".microsoft_defender_endpoint",
        name="Microsoft Defender for Endpoint",
        license="enterprise",
        features=("endpointSecurity",),
        since="8.18",
    )
    Config = MicrosoftDefenderEndpointConfig
    Secrets = MicrosoftDefenderEndpointSecrets
