"""OnePassword: the construct of `.1password`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec.one_password import OnePasswordConfig, OnePasswordOAuthClientCredentials, OnePasswordType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText
    from ..schema.spec_fields import OpenText, OpenUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.one_password import TokenEndpointAuthMethod

    class OnePasswordConfigDict(TypedDict, total=False):
        account_uuid: NonEmpty | None
        accountUuid: NonEmpty | None

    class OnePasswordOAuthClientCredentialsDict(TypedDict, total=False):
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


class OnePassword(SpecConnector[OnePasswordConfig, OnePasswordOAuthClientCredentials]):
    """Use 1Password from Kibana: users of a 1Password account.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/one-password-action-type

    - `auth=OnePassword.OAuthClientCredentials()`: OAuth 2.0 client credentials with the application's
      secret.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = OnePasswordType
    TYPE: ClassVar[TypeInfo] = OnePasswordType.TYPE
    Config: TypeAlias = OnePasswordConfig
    OAuthClientCredentials: TypeAlias = OnePasswordOAuthClientCredentials

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: OnePasswordConfig | OnePasswordConfigDict,
            auth: OnePasswordOAuthClientCredentials | OnePasswordOAuthClientCredentialsDict | None = None,
            secrets: OnePasswordOAuthClientCredentials | OnePasswordOAuthClientCredentialsDict | None = None,
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
