"""Email: the construct of `.email`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.email import EmailConfig, EmailSecrets, EmailType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import AddressList, Flag, HostedUrl, SecretText, Text
    from ..terraform.secrets_mode import SecretsMode
    from ..types.email import Port

    EmailConfigDict = TypedDict(
        "EmailConfigDict",
        {
            "service": Text | None,
            "host": Text | None,
            "port": Port | None,
            "secure": Flag | None,
            "from_": AddressList | None,
            "from": AddressList | None,
            "has_auth": Flag | None,
            "hasAuth": Flag | None,
            "tenant_id": Text | None,
            "tenantId": Text | None,
            "client_id": Text | None,
            "clientId": Text | None,
            "oauth_token_url": HostedUrl | None,
            "oauthTokenUrl": HostedUrl | None,
        },
        total=False,
    )

    class EmailSecretsDict(TypedDict, total=False):
        user: SecretText | None
        password: SecretText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None


class Email(Connector[EmailConfig, EmailSecrets]):
    """Send email (Kibana docs: "Email connector").

    Which fields are required depends on `service`: `host` and `port` for `other`; `tenant_id`, `client_id`
    and the secret `client_secret` for `exchange_server`; none for the rest. With `has_auth`, which is the
    default, `user` and `password` are required too, except for `exchange_server`.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = EmailType
    TYPE: ClassVar[TypeInfo] = EmailType.TYPE
    Config: TypeAlias = EmailConfig
    Secrets: TypeAlias = EmailSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: EmailConfig | EmailConfigDict,
            secrets: EmailSecrets | EmailSecretsDict | None = None,
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
