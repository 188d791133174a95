"""SharePointOnline: the construct of `.sharepoint-online`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec.sharepoint_online import (
    SharePointOnlineOAuthClientCredentials,
    SharePointOnlineOAuthClientCredentialsPrivateKeyJwt,
    SharePointOnlineType,
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
    from ..types.spec.sharepoint_online import (
        Algorithm,
        Certificate,
        CertificateBinding,
        PrivateKey,
        TokenEndpointAuthMethod,
    )

    class SharePointOnlineOAuthClientCredentialsDict(TypedDict, total=False):
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

    class SharePointOnlineOAuthClientCredentialsPrivateKeyJwtDict(TypedDict, total=False):
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


class SharePointOnline(
    SpecConnector[
        NoConfig, SharePointOnlineOAuthClientCredentials | SharePointOnlineOAuthClientCredentialsPrivateKeyJwt
    ]
):
    """Use SharePoint Online from Kibana: sites, pages and files.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/sharepoint-online-action-type

    - `auth=SharePointOnline.OAuthClientCredentials()` (legacy): OAuth 2.0 client credentials with the
      application's secret.
    - `auth=SharePointOnline.OAuthClientCredentialsPrivateKeyJwt()` (since Kibana 9.5): OAuth 2.0 client
      credentials with a signed assertion.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SharePointOnlineType
    TYPE: ClassVar[TypeInfo] = SharePointOnlineType.TYPE
    Config: TypeAlias = NoConfig
    OAuthClientCredentials: TypeAlias = SharePointOnlineOAuthClientCredentials
    OAuthClientCredentialsPrivateKeyJwt: TypeAlias = SharePointOnlineOAuthClientCredentialsPrivateKeyJwt

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: SharePointOnlineOAuthClientCredentials
            | SharePointOnlineOAuthClientCredentialsDict
            | SharePointOnlineOAuthClientCredentialsPrivateKeyJwt
            | SharePointOnlineOAuthClientCredentialsPrivateKeyJwtDict
            | None = None,
            secrets: SharePointOnlineOAuthClientCredentials
            | SharePointOnlineOAuthClientCredentialsDict
            | SharePointOnlineOAuthClientCredentialsPrivateKeyJwt
            | SharePointOnlineOAuthClientCredentialsPrivateKeyJwtDict
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
