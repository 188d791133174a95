"""The auth types that several connector types share.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.fields import SecretText, absent
from ...schema.secret import NOT_BLANK, Secret
from .._spec import Auth, OpenFlag, OpenLeaf, OpenText, OpenUrl, needed, one_of

TokenEndpointAuthMethod = Annotated[
    Literal["client_secret_post", "client_secret_basic"] | Secret,
    OpenLeaf((NOT_BLANK, one_of("client_secret_post", "client_secret_basic"))),
]
VerificationMode = Annotated[
    Literal["none", "certificate", "full"] | Secret,
    OpenLeaf((NOT_BLANK, one_of("none", "certificate", "full"))),
]


class NoAuth(Auth):
    """No credentials."""

    auth_type: Literal["none"] = "none"


class Basic(Auth):
    """A user's name and password.

    `username` is not sensitive: a text may be given as it is.

    Attributes:
        username: The user's name; many services want the email address.
        password: The password, or what the service takes in its place, such as an API token.
    """

    auth_type: Literal["basic"] = "basic"
    username: OpenText = needed()
    password: SecretText = needed()


class Bearer(Auth):
    """A token.

    Attributes:
        token: The token.
    """

    auth_type: Literal["bearer"] = "bearer"
    token: SecretText = needed()


class OAuthClientCredentials(Auth):
    """OAuth 2.0 client credentials with the application's secret.

    `token_url`, `client_id`, `scope` and `token_endpoint_auth_method` are not sensitive: a text may be
    given as it is.

    Attributes:
        token_url: Where tokens are fetched.
        client_id: The application's id.
        scope: What is asked for.
        client_secret: The application's secret.
        token_endpoint_auth_method: How the application shows its secret. One of `client_secret_post`,
            `client_secret_basic`.
    """

    auth_type: Literal["oauth_client_credentials"] = "oauth_client_credentials"
    token_url: OpenUrl = needed()
    client_id: OpenText = needed()
    scope: OpenText = absent()
    client_secret: SecretText = needed()
    token_endpoint_auth_method: TokenEndpointAuthMethod = absent()


class OAuthAuthorizationCode(Auth):
    """OAuth 2.0 on behalf of each person."""

    REFUSAL: ClassVar[str] = "each person has to press Authorize in Kibana before it works"
    auth_type: Literal["oauth_authorization_code"] = "oauth_authorization_code"
    authorization_url: OpenUrl = needed()
    token_url: OpenUrl = needed()
    client_id: OpenText = needed()
    client_secret: SecretText = needed()
    scope: OpenText = absent()
    use_basic_auth: OpenFlag = absent()
    scope_param_name: OpenText = absent()
    access_token_path: OpenText = absent()
    token_type_path: OpenText = absent()
    token_type: OpenText = absent()


class Ears(Auth):
    """OAuth 2.0 on behalf of each person, through a service of Elastic's."""

    REFUSAL: ClassVar[str] = (
        "each person has to consent in Kibana, through a service of Elastic's, before it works"
    )
    auth_type: Literal["ears"] = "ears"
    provider: OpenText = needed()
    scope: OpenText = absent()


class Relay(Auth):
    """Elastic's relay, which holds the credentials."""

    REFUSAL: ClassVar[str] = (
        "Kibana itself makes these connectors, with credentials that Elastic's relay holds"
    )
    auth_type: Literal["relay"] = "relay"
    tenant_key: OpenText = needed()


class AwsCredentials(Auth):
    """An IAM access key, which signs the requests.

    Attributes:
        access_key_id: The id of the access key.
        secret_access_key: The access key's secret.
    """

    auth_type: Literal["aws_credentials"] = "aws_credentials"
    access_key_id: SecretText = needed()
    secret_access_key: SecretText = needed()


class AzureSharedKey(Auth):
    """A storage account's name and key.

    `account_name` is not sensitive: a text may be given as it is.

    Attributes:
        account_name: The storage account's name.
        account_key: One of the account's keys, in base64.
    """

    auth_type: Literal["azure_shared_key"] = "azure_shared_key"
    account_name: OpenText = needed()
    account_key: SecretText = needed()


class GcpServiceAccount(Auth):
    """A service account's key.

    `scope` is not sensitive: a text may be given as it is.

    Attributes:
        service_account_json: The key of a service account: the whole JSON file.
        scope: What is asked for.
    """

    auth_type: Literal["gcp_service_account"] = "gcp_service_account"
    service_account_json: SecretText = needed()
    scope: OpenText = absent()


class BearerWithTls(Auth):
    """A token; with a certificate authority of one's own, if need be.

    `verification_mode` is not sensitive: a text may be given as it is.

    Attributes:
        token: The token.
        ca_cert: The certificate, in PEM, of the authority that signed the server's.
        verification_mode: How the server's certificate is checked. One of `none`, `certificate`, `full`.
    """

    auth_type: Literal["bearer_with_tls"] = "bearer_with_tls"
    token: SecretText = needed()
    ca_cert: SecretText = absent()
    verification_mode: VerificationMode = absent()


class ApiKeyHeaderWithTls(Auth):
    """A key; with a certificate authority of one's own, if need be.

    `verification_mode` is not sensitive: a text may be given as it is.

    Attributes:
        api_key: The key.
        ca_cert: The certificate, in PEM, of the authority that signed the server's.
        verification_mode: How the server's certificate is checked. One of `none`, `certificate`, `full`.
    """

    auth_type: Literal["api_key_header_with_tls"] = "api_key_header_with_tls"
    api_key: SecretText = needed()
    ca_cert: SecretText = absent()
    verification_mode: VerificationMode = absent()


class KubernetesAks(Auth):
    """An Entra service principal for AKS.

    `tenant_id`, `client_id` and `verification_mode` are not sensitive: a text may be given as it is.

    Attributes:
        tenant_id: The tenant's id.
        client_id: The application's id.
        client_secret: The application's secret.
        ca_cert: The certificate, in PEM, of the authority that signed the server's.
        verification_mode: How the server's certificate is checked. One of `none`, `certificate`, `full`.
    """

    auth_type: Literal["kubernetes_aks"] = "kubernetes_aks"
    tenant_id: OpenText = needed()
    client_id: OpenText = needed()
    client_secret: SecretText = needed()
    ca_cert: SecretText = absent()
    verification_mode: VerificationMode = absent()


class KubernetesEks(Auth):
    """An IAM access key for EKS.

    `region`, `cluster_name` and `verification_mode` are not sensitive: a text may be given as it is.

    Attributes:
        access_key_id: The id of the access key.
        secret_access_key: The access key's secret.
        region: The cluster's region.
        cluster_name: The cluster's name.
        ca_cert: The certificate, in PEM, of the authority that signed the server's.
        verification_mode: How the server's certificate is checked. One of `none`, `certificate`, `full`.
    """

    auth_type: Literal["kubernetes_eks"] = "kubernetes_eks"
    access_key_id: SecretText = needed()
    secret_access_key: SecretText = needed()
    region: OpenText = needed()
    cluster_name: OpenText = needed()
    ca_cert: SecretText = absent()
    verification_mode: VerificationMode = absent()


class KubernetesGke(Auth):
    """A service account's key for GKE.

    `verification_mode` is not sensitive: a text may be given as it is.

    Attributes:
        service_account_json: The key of a service account: the whole JSON file.
        ca_cert: The certificate, in PEM, of the authority that signed the server's.
        verification_mode: How the server's certificate is checked. One of `none`, `certificate`, `full`.
    """

    auth_type: Literal["kubernetes_gke"] = "kubernetes_gke"
    service_account_json: SecretText = needed()
    ca_cert: SecretText = absent()
    verification_mode: VerificationMode = absent()
