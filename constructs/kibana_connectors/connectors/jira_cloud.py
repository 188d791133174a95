"""JiraCloud: the construct of `.jira-cloud`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.jira_cloud import JiraCloudConfig, JiraCloudType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText, Text
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode

    class JiraCloudConfigDict(TypedDict, total=False):
        subdomain: NonEmpty | None
        cloud_id: Text | None
        cloudId: Text | None

    class JiraCloudBasicDict(TypedDict, total=False):
        auth_type: Literal["basic"] | None
        authType: Literal["basic"] | None
        username: OpenText | None
        password: SecretText | None


class JiraCloud(SpecConnector[JiraCloudConfig, _auth.Basic]):
    """Use Jira Cloud from Kibana: projects and issues.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/jira-cloud-action-type

    With OAuth, Kibana needs `cloud_id` when the connector runs.

    - `auth=JiraCloud.Basic()`: A user's name and password.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = JiraCloudType
    TYPE: ClassVar[TypeInfo] = JiraCloudType.TYPE
    Config: TypeAlias = JiraCloudConfig
    Basic: TypeAlias = _auth.Basic

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: JiraCloudConfig | JiraCloudConfigDict,
            auth: _auth.Basic | JiraCloudBasicDict | None = None,
            secrets: _auth.Basic | JiraCloudBasicDict | None = None,
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
