"""Salesforce: the construct of `.salesforce`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.salesforce import SalesforceType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..schema.spec_fields import OpenText, OpenUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec._auth import TokenEndpointAuthMethod

    class SalesforceOAuthClientCredentialsDict(TypedDict, total=False):
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


class Salesforce(SpecConnector[NoConfig, _auth.OAuthClientCredentials]):
    """Use Salesforce from Kibana: records.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/salesforce-action-type

    Kibana takes the organization's address from the auth type's `token_url`.

    - `auth=Salesforce.OAuthClientCredentials()`: OAuth 2.0 client credentials with the application's
      secret.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SalesforceType
    TYPE: ClassVar[TypeInfo] = SalesforceType.TYPE
    Config: TypeAlias = NoConfig
    OAuthClientCredentials: TypeAlias = _auth.OAuthClientCredentials

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: _auth.OAuthClientCredentials | SalesforceOAuthClientCredentialsDict | None = None,
            secrets: _auth.OAuthClientCredentials | SalesforceOAuthClientCredentialsDict | None = None,
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
