"""MicrosoftTeams: the construct of `.microsoft-teams`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.microsoft_teams import (
    MicrosoftTeamsOAuthClientCredentials,
    MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt,
    MicrosoftTeamsType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..schema.spec_fields import OpenText, OpenUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.microsoft_teams import (
        Algorithm,
        Certificate,
        CertificateBinding,
        PrivateKey,
        TokenEndpointAuthMethod,
    )

    class MicrosoftTeamsOAuthClientCredentialsDict(TypedDict, total=False):
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

    class MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwtDict(TypedDict, total=False):
        auth_type: Literal["oauth_client_credentials_private_key_jwt"] | None
        authType: Literal["oauth_client_credentials_private_key_jwt"] | None
        token_url: OpenUrl | None
        tokenUrl: OpenUrl | None
        client_id: OpenText | None
        clientId: OpenText | None
        scope: OpenText | None
        algorithm: Algorithm | None
        certificate_binding: CertificateBinding | None
        certificateBinding: CertificateBinding | None
        certificate: Certificate | None
        key_id: OpenText | None
        keyId: OpenText | None
        private_key: PrivateKey | None
        privateKey: PrivateKey | None
        passphrase: SecretText | None

    class MicrosoftTeamsBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class MicrosoftTeams(
    SpecConnector[
        NoConfig,
        MicrosoftTeamsOAuthClientCredentials
        | MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt
        | _auth.Bearer,
    ]
):
    """Use Microsoft Teams (v2) from Kibana: teams, channels and chats.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/microsoft-teams-action-type

    Not to be confused with `Teams`, which posts to one incoming webhook.

    - `auth=MicrosoftTeams.OAuthClientCredentials()`: OAuth 2.0 client credentials with the
      application's secret.
    - `auth=MicrosoftTeams.OAuthClientCredentialsPrivateKeyJwt()` (since Kibana 9.6): OAuth 2.0 client
      credentials with a signed assertion.
    - `auth=MicrosoftTeams.Bearer()` (legacy): A token.

    Refused: `ears`, because each person has to consent in Kibana, through a service of Elastic's,
    before it works; `oauth_authorization_code`, because each person has to press Authorize in Kibana
    before it works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = MicrosoftTeamsType
    TYPE: ClassVar[TypeInfo] = MicrosoftTeamsType.TYPE
    Config: TypeAlias = NoConfig
    OAuthClientCredentials: TypeAlias = MicrosoftTeamsOAuthClientCredentials
    OAuthClientCredentialsPrivateKeyJwt: TypeAlias = MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: MicrosoftTeamsOAuthClientCredentials
            | MicrosoftTeamsOAuthClientCredentialsDict
            | MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt
            | MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwtDict
            | _auth.Bearer
            | MicrosoftTeamsBearerDict
            | None = None,
            secrets: MicrosoftTeamsOAuthClientCredentials
            | MicrosoftTeamsOAuthClientCredentialsDict
            | MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt
            | MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwtDict
            | _auth.Bearer
            | MicrosoftTeamsBearerDict
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
