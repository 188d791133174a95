"""Okta: the construct of `.okta`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.okta import OktaApiKeyHeader, OktaConfig, OktaOAuthClientCredentialsPrivateKeyJwt, OktaType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..schema.spec_fields import OpenText, OpenUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.okta import Algorithm, Certificate, CertificateBinding, PrivateKey

    class OktaConfigDict(TypedDict, total=False):
        org_url: Url | None
        orgUrl: Url | None

    class OktaOAuthClientCredentialsPrivateKeyJwtDict(TypedDict, total=False):
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

    class OktaApiKeyHeaderDict(TypedDict, total=False):
        auth_type: Literal["api_key_header"] | None
        authType: Literal["api_key_header"] | None
        api_token: SecretText | None
        apiToken: SecretText | None


class Okta(SpecConnector[OktaConfig, OktaOAuthClientCredentialsPrivateKeyJwt | OktaApiKeyHeader]):
    """Use Okta from Kibana: users, groups and logs.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/okta-action-type

    - `auth=Okta.OAuthClientCredentialsPrivateKeyJwt()` (recommended): OAuth 2.0 client credentials with
      a signed assertion.
    - `auth=Okta.ApiKeyHeader()`: A key in the header `apiToken`.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = OktaType
    TYPE: ClassVar[TypeInfo] = OktaType.TYPE
    Config: TypeAlias = OktaConfig
    OAuthClientCredentialsPrivateKeyJwt: TypeAlias = OktaOAuthClientCredentialsPrivateKeyJwt
    ApiKeyHeader: TypeAlias = OktaApiKeyHeader

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: OktaConfig | OktaConfigDict,
            auth: OktaOAuthClientCredentialsPrivateKeyJwt
            | OktaOAuthClientCredentialsPrivateKeyJwtDict
            | OktaApiKeyHeader
            | OktaApiKeyHeaderDict
            | None = None,
            secrets: OktaOAuthClientCredentialsPrivateKeyJwt
            | OktaOAuthClientCredentialsPrivateKeyJwtDict
            | OktaApiKeyHeader
            | OktaApiKeyHeaderDict
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
