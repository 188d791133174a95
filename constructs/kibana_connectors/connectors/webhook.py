"""Webhook: the construct of `.webhook`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types._http_auth import HttpAuthSecrets
from ..types.webhook import WebhookConfig, WebhookType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Flag, SecretMap, SecretText, Text, TextMap, Url
    from ..terraform.secrets_mode import SecretsMode
    from ..types._http_auth import AuthType, CertType, VerificationMode
    from ..types.webhook import Method

    class WebhookConfigDict(TypedDict, total=False):
        headers: TextMap | None
        has_auth: Flag | None
        hasAuth: Flag | None
        auth_type: AuthType | None
        authType: AuthType | None
        cert_type: CertType | None
        certType: CertType | None
        ca: Text | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None
        access_token_url: Text | None
        accessTokenUrl: Text | None
        client_id: Text | None
        clientId: Text | None
        scope: Text | None
        additional_fields: Text | None
        additionalFields: Text | None
        url: Url | None
        method: Method | None

    class WebhookSecretsDict(TypedDict, total=False):
        user: SecretText | None
        password: SecretText | None
        crt: SecretText | None
        key: SecretText | None
        pfx: SecretText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None
        secret_headers: SecretMap | None
        secretHeaders: SecretMap | None


class Webhook(Connector[WebhookConfig, HttpAuthSecrets]):
    """Send an HTTP request (Kibana docs: "Webhook connector").

    With `has_auth`, the default, `auth_type` says how: user and password, a client certificate
    (`cert_type`), or OAuth 2.0 client credentials (`client_id`, `access_token_url`).

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = WebhookType
    TYPE: ClassVar[TypeInfo] = WebhookType.TYPE
    Config: TypeAlias = WebhookConfig
    Secrets: TypeAlias = HttpAuthSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: WebhookConfig | WebhookConfigDict,
            secrets: HttpAuthSecrets | WebhookSecretsDict | None = None,
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
