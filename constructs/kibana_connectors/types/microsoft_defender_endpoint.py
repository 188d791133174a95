"""Microsoft Defender for Endpoint: act on hosts that Defender protects."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, NonEmpty, SecretText, kibana_name
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class MicrosoftDefenderEndpointConfig(Config):
    """Config of a Microsoft Defender for Endpoint connector."""

    client_id: NonEmpty
    """The application (client) id of the app registration in Microsoft Entra."""
    tenant_id: NonEmpty
    """The directory (tenant) id of the app registration."""
    oauth_server_url: Annotated[HostedUrl, kibana_name("oAuthServerUrl")]
    """Where to get tokens, such as `https://login.microsoftonline.com`; `oAuthServerUrl` in Kibana."""
    oauth_scope: Annotated[NonEmpty, kibana_name("oAuthScope")]
    """The scope to ask for, such as `https://securitycenter.onmicrosoft.com/windowsatpservice/.default`;
    `oAuthScope` in Kibana.
    """
    api_url: HostedUrl
    """The Defender API, such as `https://api.securitycenter.microsoft.com`."""


class MicrosoftDefenderEndpointSecrets(Secrets):
    """Secrets of a Microsoft Defender for Endpoint connector."""

    client_secret: SecretText
    """The app registration's client secret."""


class MicrosoftDefenderEndpointType(
    ConnectorType[MicrosoftDefenderEndpointConfig, MicrosoftDefenderEndpointSecrets]
):
    """Isolate, release and query hosts by Defender.

    In Kibana's docs it is the "Microsoft Defender for Endpoint connector".
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
