"""Jenkins: the construct of `.jenkins`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.jenkins import JenkinsConfig, JenkinsType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode

    class JenkinsConfigDict(TypedDict, total=False):
        base_url: Url | None
        baseUrl: Url | None

    class JenkinsBasicDict(TypedDict, total=False):
        auth_type: Literal["basic"] | None
        authType: Literal["basic"] | None
        username: OpenText | None
        password: SecretText | None


class Jenkins(SpecConnector[JenkinsConfig, _auth.Basic]):
    """Use Jenkins from Kibana: jobs and builds.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/jenkins-action-type

    - `auth=Jenkins.Basic()` (recommended): A user's name and password.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = JenkinsType
    TYPE: ClassVar[TypeInfo] = JenkinsType.TYPE
    Config: TypeAlias = JenkinsConfig
    Basic: TypeAlias = _auth.Basic

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: JenkinsConfig | JenkinsConfigDict,
            auth: _auth.Basic | JenkinsBasicDict | None = None,
            secrets: _auth.Basic | JenkinsBasicDict | None = None,
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
