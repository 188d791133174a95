"""SharePoint Online: sites, pages and files.

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


class SharePointOnlineOAuthClientCredentials(Auth):
    """OAuth 2.0 client credentials with the application's secret (SharePoint Online).

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


class SharePointOnlineOAuthClientCredentialsPrivateKeyJwt(Auth):
    """OAuth 2.0 client credentials with a signed assertion (SharePoint Online).

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


class SharePointOnlineType(
    SpecType[
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
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".sharepoint-online",
        name="SharePoint Online",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    AUTH_SINCE: ClassVar[Mapping[str, str]] = {"oauth_client_credentials_private_key_jwt": "9.5"}
    Config = NoConfig
    OAuthClientCredentials = SharePointOnlineOAuthClientCredentials
    OAuthClientCredentialsPrivateKeyJwt = SharePointOnlineOAuthClientCredentialsPrivateKeyJwt
    AUTH_TYPES = (
        SharePointOnlineOAuthClientCredentials,
        _auth.OAuthAuthorizationCode,
        SharePointOnlineOAuthClientCredentialsPrivateKeyJwt,
    )
