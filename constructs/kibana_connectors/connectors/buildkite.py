"""Buildkite: the construct of `.buildkite`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.buildkite import BuildkiteConfig, BuildkiteType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.buildkite import OrgSlug

    class BuildkiteConfigDict(TypedDict, total=False):
        server_url: Url | None
        serverUrl: Url | None
        org_slug: OrgSlug | None
        orgSlug: OrgSlug | None

    class BuildkiteBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class Buildkite(SpecConnector[BuildkiteConfig, _auth.Bearer]):
    """Use Buildkite from Kibana: pipelines and builds.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/buildkite-action-type

    - `auth=Buildkite.Bearer()` (recommended): A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = BuildkiteType
    TYPE: ClassVar[TypeInfo] = BuildkiteType.TYPE
    Config: TypeAlias = BuildkiteConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: BuildkiteConfig | BuildkiteConfigDict,
            auth: _auth.Bearer | BuildkiteBearerDict | None = None,
            secrets: _auth.Bearer | BuildkiteBearerDict | None = None,
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
