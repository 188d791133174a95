"""Okta: users, groups and logs.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretLeaf, SecretText, Url, absent
from ...schema.payload import Config
from ...schema.secret_rules import NOT_BLANK
from ...schema.secret_source import Secret
from ...schema.spec_fields import OpenLeaf, OpenText, OpenUrl, needed, one_of, secret_form
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class OktaConfig(Config):
    """Config of an Okta connector."""

    org_url: Url
    """The organization's address, such as `https://example.okta.com`."""


class OktaOAuthClientCredentialsPrivateKeyJwt(Auth):
    """OAuth 2.0 client credentials with a signed assertion (Okta).

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
    """The scope to request. If it is left out, Kibana uses `okta.users.manage okta.groups.manage
    okta.logs.read`.
    """
    algorithm: OrAbsent[
        Annotated[
            Literal["PS256", "RS256", "ES256"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("PS256", "RS256", "ES256"))),
        ]
    ] = absent()
    """The algorithm that signs the assertion. One of `PS256`, `RS256`, `ES256`. If it is left out, Kibana
    uses `RS256`.
    """
    certificate_binding: OrAbsent[
        Annotated[
            Literal["x5t#S256", "x5c", "kid"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("x5t#S256", "x5c", "kid"))),
        ]
    ] = absent()
    """How the assertion names the certificate or key. One of `x5t#S256`, `x5c`, `kid`. If it is left out,
    Kibana uses `kid`.
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


class OktaApiKeyHeader(Auth):
    """A key in the header `apiToken` (Okta)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    api_token: SecretText = needed()
    """The value of the header `apiToken`."""


class OktaType(SpecType[OktaConfig, OktaOAuthClientCredentialsPrivateKeyJwt | OktaApiKeyHeader]):
    """Use Okta from Kibana: users, groups and logs.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/okta-action-type

    - `auth=Okta.OAuthClientCredentialsPrivateKeyJwt()` (recommended): OAuth 2.0 client credentials with
      a signed assertion.
    - `auth=Okta.ApiKeyHeader()`: A key in the header `apiToken`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".okta",
        name="Okta",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = OktaConfig
    OAuthClientCredentialsPrivateKeyJwt = OktaOAuthClientCredentialsPrivateKeyJwt
    ApiKeyHeader = OktaApiKeyHeader
    AUTH_TYPES = (
        OktaOAuthClientCredentialsPrivateKeyJwt,
        OktaApiKeyHeader,
    )
