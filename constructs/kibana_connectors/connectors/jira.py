"""Jira: the construct of `.jira`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.jira import JiraConfig, JiraSecrets, JiraType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText, Text
    from ..terraform.secrets_mode import SecretsMode

    class JiraConfigDict(TypedDict, total=False):
        api_url: HostedUrl | None
        apiUrl: HostedUrl | None
        project_key: Text | None
        projectKey: Text | None

    class JiraSecretsDict(TypedDict, total=False):
        email: SecretText | None
        api_token: SecretText | None
        apiToken: SecretText | None


class Jira(Connector[JiraConfig, JiraSecrets]):
    """Create and update Jira issues (Kibana docs: "Jira connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = JiraType
    TYPE: ClassVar[TypeInfo] = JiraType.TYPE
    Config: TypeAlias = JiraConfig
    Secrets: TypeAlias = JiraSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: JiraConfig | JiraConfigDict,
            secrets: JiraSecrets | JiraSecretsDict | None = None,
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
