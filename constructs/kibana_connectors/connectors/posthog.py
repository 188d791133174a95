"""PostHog: the construct of `.posthog`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.posthog import PostHogConfig, PostHogType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.posthog import ProjectId

    class PostHogConfigDict(TypedDict, total=False):
        instance_host: Url | None
        instanceHost: Url | None
        project_id: ProjectId | None
        projectId: ProjectId | None

    class PostHogBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class PostHog(SpecConnector[PostHogConfig, _auth.Bearer]):
    """Use PostHog from Kibana: product analytics.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/posthog-action-type

    - `auth=PostHog.Bearer()` (recommended): A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = PostHogType
    TYPE: ClassVar[TypeInfo] = PostHogType.TYPE
    Config: TypeAlias = PostHogConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: PostHogConfig | PostHogConfigDict,
            auth: _auth.Bearer | PostHogBearerDict | None = None,
            secrets: _auth.Bearer | PostHogBearerDict | None = None,
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
