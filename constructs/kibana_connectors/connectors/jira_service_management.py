"""JiraServiceManagement: the construct of `.jira-service-management`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.jira_service_management import (
    JiraServiceManagementConfig,
    JiraServiceManagementSecrets,
    JiraServiceManagementType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class JiraServiceManagementConfigDict(TypedDict, total=False):
        api_url: HostedUrl | None
        apiUrl: HostedUrl | None

    class JiraServiceManagementSecretsDict(TypedDict, total=False):
        api_key: SecretText | None
        apiKey: SecretText | None


class JiraServiceManagement(Connector[JiraServiceManagementConfig, JiraServiceManagementSecrets]):
    """Create and close alerts (Kibana docs: "Jira Service Management connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = JiraServiceManagementType
    TYPE: ClassVar[TypeInfo] = JiraServiceManagementType.TYPE
    Config: TypeAlias = JiraServiceManagementConfig
    Secrets: TypeAlias = JiraServiceManagementSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: JiraServiceManagementConfig | JiraServiceManagementConfigDict,
            secrets: JiraServiceManagementSecrets | JiraServiceManagementSecretsDict | None = None,
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
