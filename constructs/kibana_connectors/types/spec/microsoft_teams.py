"""Microsoft Teams (v2): teams, channels and chats.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretLeaf, SecretText, absent
from ...schema.payload import NoConfig
from ...schema.secret_rules import NOT_BLANK
from ...schema.secret_source import Secret
from ...schema.spec_fields import OpenLeaf, OpenText, OpenUrl, needed, one_of, secret_form
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class MicrosoftTeamsEars(Auth):
    """What Microsoft Teams (v2) takes for `ears`, which Terraform cannot set up."""

    REFUSAL: ClassVar[str] = (
        "each person has to consent in Kibana, through an Elastic service, before it works"
    )
    auth_type: Literal["ears"] = "ears"
    provider: OrAbsent[OpenText] = absent()
    scope: OrAbsent[OpenText] = absent()


class MicrosoftTeamsOAuthClientCredentials(Auth):
    """OAuth 2.0 client credentials with the application's secret (Microsoft Teams (v2)).

    `token_url`, `client_id`, `scope` and `token_endpoint_auth_method` are not sensitive: a literal text
    is allowed.
    """

    auth_type: Literal["oauth_client_credentials"] = "oauth_client_credentials"
    """Kibana's name for this way to authenticate; it need not be given."""
    token_url: OpenUrl = needed()
    """The address that returns tokens."""
    client_id: OpenText = needed()
    """The application's id."""
    scope: OrAbsent[OpenText] = absent()
    """The scope to request. If it is left out, Kibana uses `https://graph.microsoft.com/.default`."""
    client_secret: SecretText = needed()
    """The application's secret."""
    token_endpoint_auth_method: OrAbsent[
        Annotated[
            Literal["client_secret_post", "client_secret_basic"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("client_secret_post", "client_secret_basic"))),
        ]
    ] = absent()
    """How the application sends its secret. One of `client_secret_post`, `client_secret_basic`."""


class MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt(Auth):
    """OAuth 2.0 client credentials with a signed assertion (Microsoft Teams (v2)).

    `token_url`, `client_id`, `scope`, `algorithm`, `certificate_binding`, `certificate` and `key_id`
    are not sensitive: a literal text is allowed.
    """

    auth_type: Literal["oauth_client_credentials_private_key_jwt"] = (
        "oauth_client_credentials_private_key_jwt"
    )
    """Kibana's name for this way to authenticate; it need not be given."""
    token_url: OpenUrl = needed()
    """The address that returns tokens."""
    client_id: OpenText = needed()
    """The application's id."""
    scope: OrAbsent[OpenText] = absent()
    """The scope to request. If it is left out, Kibana uses `https://graph.microsoft.com/.default`."""
    algorithm: OrAbsent[
        Annotated[
            Literal["PS256", "RS256", "ES256"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("PS256", "RS256", "ES256"))),
        ]
    ] = absent()
    """The algorithm that signs the assertion. One of `PS256`, `RS256`, `ES256`. If it is left out, Kibana
    uses `PS256`.
    """
    certificate_binding: OrAbsent[
        Annotated[
            Literal["x5t#S256", "x5c", "kid"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("x5t#S256", "x5c", "kid"))),
        ]
    ] = absent()
    """How the assertion names the certificate or key. One of `x5t#S256`, `x5c`, `kid`. If it is left out,
    Kibana uses `x5t#S256`.
    """
    certificate: OrAbsent[
        Annotated[
            str | Secret,
            OpenLeaf(
                (
                    NOT_BLANK,
                    secret_form(
                        r"^$|-----BEGIN CERTIFICATE-----", "a PEM certificate (-----BEGIN CERTIFICATE-----)"
                    ),
                )
            ),
        ]
    ] = absent()
    """The certificate, in PEM, that the key belongs to; needed for `x5t#S256` and `x5c`."""
    key_id: OrAbsent[OpenText] = absent()
    """The key's id; needed for `kid`."""
    private_key: Annotated[
        Secret,
        SecretLeaf(
            (
                NOT_BLANK,
                secret_form(
                    r"-----BEGIN (?:RSA |ENCRYPTED )?PRIVATE KEY-----",
                    "a PEM private key (-----BEGIN PRIVATE KEY-----)",
                ),
            )
        ),
    ] = needed()
    """The private key, in PEM, that signs the assertion."""
    passphrase: OrAbsent[SecretText] = absent()
    """The private key's passphrase."""


class MicrosoftTeamsType(
    SpecType[
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

    Refused: `ears`, because each person has to consent in Kibana, through an Elastic service, before it
    works; `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".microsoft-teams",
        name="Microsoft Teams (v2)",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    AUTH_SINCE: ClassVar[Mapping[str, str]] = {"oauth_client_credentials_private_key_jwt": "9.6"}
    Config = NoConfig
    OAuthClientCredentials = MicrosoftTeamsOAuthClientCredentials
    OAuthClientCredentialsPrivateKeyJwt = MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        MicrosoftTeamsEars,
        _auth.OAuthAuthorizationCode,
        MicrosoftTeamsOAuthClientCredentials,
        MicrosoftTeamsOAuthClientCredentialsPrivateKeyJwt,
        _auth.Bearer,
    )
