"""GraphQL: any GraphQL endpoint.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GraphQLConfig(Config):
    """Config of a GraphQL connector."""

    url: Url
    """The address of the GraphQL endpoint."""


class GraphQLType(
    SpecType[GraphQLConfig, _auth.NoAuth | _auth.Basic | _auth.Bearer | _auth.OAuthClientCredentials]
):
    """Use GraphQL from Kibana: any GraphQL endpoint.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/graphql-action-type

    - `auth=GraphQL.NoAuth()`: No credentials.
    - `auth=GraphQL.Basic()`: A user name and a password.
    - `auth=GraphQL.Bearer()`: A token.
    - `auth=GraphQL.OAuthClientCredentials()`: OAuth 2.0 client credentials with the application's
      secret.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".graphql",
        name="GraphQL",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = GraphQLConfig
    NoAuth = _auth.NoAuth
    Basic = _auth.Basic
    Bearer = _auth.Bearer
    OAuthClientCredentials = _auth.OAuthClientCredentials
    AUTH_TYPES = (
        _auth.NoAuth,
        _auth.Basic,
        _auth.Bearer,
        _auth.OAuthAuthorizationCode,
        _auth.OAuthClientCredentials,
    )
