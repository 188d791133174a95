"""1Password: users of a 1Password account.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import NonEmpty, OrAbsent, SecretText, absent
from ...schema.payload import Config
from ...schema.secret_rules import NOT_BLANK
from ...schema.secret_source import Secret
from ...schema.spec_fields import OpenLeaf, OpenText, OpenUrl, needed, one_of
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class OnePasswordConfig(Config):
    """Config of a 1Password connector."""

    account_uuid: NonEmpty
    """The account's UUID."""


class OnePasswordOAuthClientCredentials(Auth):
    """OAuth 2.0 client credentials with the application's secret (1Password).

    `token_url`, `client_id`, `scope` and `token_endpoint_auth_method` are not sensitive: a literal text
    is allowed.
    """

    auth_type: Literal["oauth_client_credentials"] = "oauth_client_credentials"
    """Kibana's name for this way to authenticate; it need not be given."""
    token_url: OrAbsent[OpenUrl] = absent()
    """The address that returns tokens. If it is left out, Kibana uses
    `https://api.1password.com/v1/oauth/token`.
    """
    client_id: OpenText = needed()
    """The application's id."""
    scope: OrAbsent[OpenText] = absent()
    """The scope to request. If it is left out, Kibana uses `openid`."""
    client_secret: SecretText = needed()
    """The application's secret."""
    token_endpoint_auth_method: OrAbsent[
        Annotated[
            Literal["client_secret_post", "client_secret_basic"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("client_secret_post", "client_secret_basic"))),
        ]
    ] = absent()
    """How the application sends its secret. One of `client_secret_post`, `client_secret_basic`. If it is
    left out, Kibana uses `client_secret_basic`.
    """


class OnePasswordType(SpecType[OnePasswordConfig, OnePasswordOAuthClientCredentials]):
    """Use 1Password from Kibana: users of a 1Password account.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/one-password-action-type

    - `auth=OnePassword.OAuthClientCredentials()`: OAuth 2.0 client credentials with the application's
      secret.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".1password",
        name="1Password",
        license="enterprise",
        features=("workflows",),
        since="9.4",
    )
    Config = OnePasswordConfig
    OAuthClientCredentials = OnePasswordOAuthClientCredentials
    AUTH_TYPES = (OnePasswordOAuthClientCredentials,)
