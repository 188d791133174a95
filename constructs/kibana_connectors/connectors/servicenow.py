"""ServiceNow: the construct of `.servicenow`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types._servicenow import ServiceNowSecrets, ServiceNowTableConfig
from ..types.servicenow import ServiceNowType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Flag, HostedUrl, SecretText, Text
    from ..terraform.secrets_mode import SecretsMode

    class ServiceNowConfigDict(TypedDict, total=False):
        api_url: HostedUrl | None
        apiUrl: HostedUrl | None
        is_oauth: Flag | None
        isOAuth: Flag | None
        user_identifier_value: Text | None
        userIdentifierValue: Text | None
        client_id: Text | None
        clientId: Text | None
        jwt_key_id: Text | None
        jwtKeyId: Text | None
        uses_table_api: Flag | None
        usesTableApi: Flag | None

    class ServiceNowSecretsDict(TypedDict, total=False):
        password: SecretText | None
        username: SecretText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None
        private_key: SecretText | None
        privateKey: SecretText | None
        private_key_password: SecretText | None
        privateKeyPassword: SecretText | None


class ServiceNow(Connector[ServiceNowTableConfig, ServiceNowSecrets]):
    """Create and update incidents in ServiceNow ITSM (Kibana docs: "ServiceNow ITSM connector").

    Authenticates with `username` and `password`, or with OAuth when `is_oauth` is set; the fields of the
    other way must be left out.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ServiceNowType
    TYPE: ClassVar[TypeInfo] = ServiceNowType.TYPE
    Secrets: TypeAlias = ServiceNowSecrets
    Config: TypeAlias = ServiceNowTableConfig

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: ServiceNowTableConfig | ServiceNowConfigDict,
            secrets: ServiceNowSecrets | ServiceNowSecretsDict | None = None,
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
