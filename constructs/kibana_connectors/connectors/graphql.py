"""GraphQL: the construct of `.graphql`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.graphql import GraphQLConfig, GraphQLType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..schema.spec_fields import OpenText, OpenUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec._auth import TokenEndpointAuthMethod

    class GraphQLConfigDict(TypedDict, total=False):
        url: Url | None

    class GraphQLNoAuthDict(TypedDict, total=False):
        auth_type: Literal["none"] | None
        authType: Literal["none"] | None

    class GraphQLBasicDict(TypedDict, total=False):
        auth_type: Literal["basic"] | None
        authType: Literal["basic"] | None
        username: OpenText | None
        password: SecretText | None

    class GraphQLBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None

    class GraphQLOAuthClientCredentialsDict(TypedDict, total=False):
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


class GraphQL(
    SpecConnector[GraphQLConfig, _auth.NoAuth | _auth.Basic | _auth.Bearer | _auth.OAuthClientCredentials]
):
    """Use GraphQL from Kibana: any GraphQL endpoint.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/graphql-action-type

    - `auth=GraphQL.NoAuth()`: No credentials.
    - `auth=GraphQL.Basic()`: A user's name and password.
    - `auth=GraphQL.Bearer()`: A token.
    - `auth=GraphQL.OAuthClientCredentials()`: OAuth 2.0 client credentials with the application's
      secret.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = GraphQLType
    TYPE: ClassVar[TypeInfo] = GraphQLType.TYPE
    Config: TypeAlias = GraphQLConfig
    NoAuth: TypeAlias = _auth.NoAuth
    Basic: TypeAlias = _auth.Basic
    Bearer: TypeAlias = _auth.Bearer
    OAuthClientCredentials: TypeAlias = _auth.OAuthClientCredentials

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: GraphQLConfig | GraphQLConfigDict,
            auth: _auth.NoAuth
            | GraphQLNoAuthDict
            | _auth.Basic
            | GraphQLBasicDict
            | _auth.Bearer
            | GraphQLBearerDict
            | _auth.OAuthClientCredentials
            | GraphQLOAuthClientCredentialsDict
            | None = None,
            secrets: _auth.NoAuth
            | GraphQLNoAuthDict
            | _auth.Basic
            | GraphQLBasicDict
            | _auth.Bearer
            | GraphQLBearerDict
            | _auth.OAuthClientCredentials
            | GraphQLOAuthClientCredentialsDict
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
