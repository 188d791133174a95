"""ConfluenceCloud: the construct of `.confluence-cloud`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.confluence_cloud import ConfluenceCloudConfig, ConfluenceCloudType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode

    class ConfluenceCloudConfigDict(TypedDict, total=False):
        subdomain: NonEmpty | None

    class ConfluenceCloudBasicDict(TypedDict, total=False):
        auth_type: Literal["basic"] | None
        authType: Literal["basic"] | None
        username: OpenText | None
        password: SecretText | None


class ConfluenceCloud(SpecConnector[ConfluenceCloudConfig, _auth.Basic]):
    """Use Confluence Cloud from Kibana: pages and spaces.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/confluence-cloud-action-type

    - `auth=ConfluenceCloud.Basic()`: A user's name and password.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ConfluenceCloudType
    TYPE: ClassVar[TypeInfo] = ConfluenceCloudType.TYPE
    Config: TypeAlias = ConfluenceCloudConfig
    Basic: TypeAlias = _auth.Basic

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: ConfluenceCloudConfig | ConfluenceCloudConfigDict,
            auth: _auth.Basic | ConfluenceCloudBasicDict | None = None,
            secrets: _auth.Basic | ConfluenceCloudBasicDict | None = None,
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
