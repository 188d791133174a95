"""The auth types that several connector types share.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, absent
from ...schema.secret_rules import NOT_BLANK
from ...schema.secret_source import Secret
from ...schema.spec_fields import OpenFlag, OpenLeaf, OpenText, OpenUrl, needed, one_of


class NoAuth(Auth):
    """No credentials."""

    auth_type: Literal["none"] = "none"
    """Kibana's name for this way to authenticate; it need not be given."""


class Basic(Auth):
    """A user name and a password.

    `username` is not sensitive: a literal text is allowed.
    """

    auth_type: Literal["basic"] = "basic"
    """Kibana's name for this way to authenticate; it need not be given."""
    username: OpenText = needed()
    """The user's name; many services want the email address."""
    password: SecretText = needed()
    """The password, or what the service accepts instead, such as an API token."""


class Bearer(Auth):
    """A token."""

    auth_type: Literal["bearer"] = "bearer"
    """Kibana's name for this way to authenticate; it need not be given."""
    token: SecretText = needed()
    """The token."""


class OAuthClientCredentials(Auth):
    """OAuth 2.0 client credentials with the application's secret.

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
    """The scope to request."""
    client_secret: SecretText = needed()
    """The application's secret."""
    token_endpoint_auth_method: OrAbsent[
        Annotated[
            Literal["client_secret_post", "client_secret_basic"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("client_secret_post", "client_secret_basic"))),
        ]
    ] = absent()
    """How the application sends its secret. One of `client_secret_post`, `client_secret_basic`."""


class OAuthAuthorizationCode(Auth):
    """OAuth 2.0 on behalf of each person."""

    REFUSAL: ClassVar[str] = "each person has to press Authorize in Kibana before it works"
    auth_type: Literal["oauth_authorization_code"] = "oauth_authorization_code"
    authorization_url: OpenUrl = needed()
    token_url: OpenUrl = needed()
    client_id: OpenText = needed()
    client_secret: SecretText = needed()
    scope: OrAbsent[OpenText] = absent()
    use_basic_auth: OrAbsent[OpenFlag] = absent()
    scope_param_name: OrAbsent[OpenText] = absent()
    access_token_path: OrAbsent[OpenText] = absent()
    token_type_path: OrAbsent[OpenText] = absent()
    token_type: OrAbsent[OpenText] = absent()


class Ears(Auth):
    """OAuth 2.0 on behalf of each person, through an Elastic service."""

    REFUSAL: ClassVar[str] = (
        "each person has to consent in Kibana, through an Elastic service, before it works"
    )
    auth_type: Literal["ears"] = "ears"
    provider: OpenText = needed()
    scope: OrAbsent[OpenText] = absent()


class Relay(Auth):
    """Elastic's relay, which stores the credentials."""

    REFUSAL: ClassVar[str] = (
        "Kibana itself makes these connectors, with credentials that Elastic's relay holds"
    )
    auth_type: Literal["relay"] = "relay"
    tenant_key: OpenText = needed()


class AwsCredentials(Auth):
    """An IAM access key that signs the requests."""

    auth_type: Literal["aws_credentials"] = "aws_credentials"
    """Kibana's name for this way to authenticate; it need not be given."""
    access_key_id: SecretText = needed()
    """The id of the access key."""
    secret_access_key: SecretText = needed()
    """The access key's secret."""


class AzureSharedKey(Auth):
    """A storage account's name and key.

    `account_name` is not sensitive: a literal text is allowed.
    """

    auth_type: Literal["azure_shared_key"] = "azure_shared_key"
    """Kibana's name for this way to authenticate; it need not be given."""
    account_name: OpenText = needed()
    """The storage account's name."""
    account_key: SecretText = needed()
    """One of the account's keys, in base64."""


class GcpServiceAccount(Auth):
    """A service account's key.

    `scope` is not sensitive: a literal text is allowed.
    """

    auth_type: Literal["gcp_service_account"] = "gcp_service_account"
    """Kibana's name for this way to authenticate; it need not be given."""
    service_account_json: SecretText = needed()
    """The key of a service account: the whole JSON file."""
    scope: OrAbsent[OpenText] = absent()
    """The scope to request."""


class BearerWithTls(Auth):
    """A token, and a custom certificate authority if needed.

    `verification_mode` is not sensitive: a literal text is allowed.
    """

    auth_type: Literal["bearer_with_tls"] = "bearer_with_tls"
    """Kibana's name for this way to authenticate; it need not be given."""
    token: SecretText = needed()
    """The token."""
    ca_cert: OrAbsent[SecretText] = absent()
    """The certificate, in PEM, of the authority that signed the server's."""
    verification_mode: OrAbsent[
        Annotated[
            Literal["none", "certificate", "full"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("none", "certificate", "full"))),
        ]
    ] = absent()
    """How Kibana checks the server's certificate. One of `none`, `certificate`, `full`."""


class ApiKeyHeaderWithTls(Auth):
    """A key, and a custom certificate authority if needed.

    `verification_mode` is not sensitive: a literal text is allowed.
    """

    auth_type: Literal["api_key_header_with_tls"] = "api_key_header_with_tls"
    """Kibana's name for this way to authenticate; it need not be given."""
    api_key: SecretText = needed()
    """The key."""
    ca_cert: OrAbsent[SecretText] = absent()
    """The certificate, in PEM, of the authority that signed the server's."""
    verification_mode: OrAbsent[
        Annotated[
            Literal["none", "certificate", "full"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("none", "certificate", "full"))),
        ]
    ] = absent()
    """How Kibana checks the server's certificate. One of `none`, `certificate`, `full`."""


class KubernetesAks(Auth):
    """An Entra service principal for AKS.

    `tenant_id`, `client_id` and `verification_mode` are not sensitive: a literal text is allowed.
    """

    auth_type: Literal["kubernetes_aks"] = "kubernetes_aks"
    """Kibana's name for this way to authenticate; it need not be given."""
    tenant_id: OpenText = needed()
    """The tenant's id."""
    client_id: OpenText = needed()
    """The application's id."""
    client_secret: SecretText = needed()
    """The application's secret."""
    ca_cert: OrAbsent[SecretText] = absent()
    """The certificate, in PEM, of the authority that signed the server's."""
    verification_mode: OrAbsent[
        Annotated[
            Literal["none", "certificate", "full"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("none", "certificate", "full"))),
        ]
    ] = absent()
    """How Kibana checks the server's certificate. One of `none`, `certificate`, `full`."""


class KubernetesEks(Auth):
    """An IAM access key for EKS.

    `region`, `cluster_name` and `verification_mode` are not sensitive: a literal text is allowed.
    """

    auth_type: Literal["kubernetes_eks"] = "kubernetes_eks"
    """Kibana's name for this way to authenticate; it need not be given."""
    access_key_id: SecretText = needed()
    """The id of the access key."""
    secret_access_key: SecretText = needed()
    """The access key's secret."""
    region: OpenText = needed()
    """The cluster's region."""
    cluster_name: OpenText = needed()
    """The cluster's name."""
    ca_cert: OrAbsent[SecretText] = absent()
    """The certificate, in PEM, of the authority that signed the server's."""
    verification_mode: OrAbsent[
        Annotated[
            Literal["none", "certificate", "full"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("none", "certificate", "full"))),
        ]
    ] = absent()
    """How Kibana checks the server's certificate. One of `none`, `certificate`, `full`."""


class KubernetesGke(Auth):
    """A service account's key for GKE.

    `verification_mode` is not sensitive: a literal text is allowed.
    """

    auth_type: Literal["kubernetes_gke"] = "kubernetes_gke"
    """Kibana's name for this way to authenticate; it need not be given."""
    service_account_json: SecretText = needed()
    """The key of a service account: the whole JSON file."""
    ca_cert: OrAbsent[SecretText] = absent()
    """The certificate, in PEM, of the authority that signed the server's."""
    verification_mode: OrAbsent[
        Annotated[
            Literal["none", "certificate", "full"] | Secret,
            OpenLeaf((NOT_BLANK, one_of("none", "certificate", "full"))),
        ]
    ] = absent()
    """How Kibana checks the server's certificate. One of `none`, `certificate`, `full`."""
