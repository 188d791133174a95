"""Dropbox: the construct of `.dropbox`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.auth_types import Auth
from ..schema.type_info import TypeInfo
from ..types.spec.dropbox import DropboxConfig, DropboxType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Url
    from ..terraform.secrets_mode import SecretsMode

    class DropboxConfigDict(TypedDict, total=False):
        server_url: Url | None
        serverUrl: Url | None


class Dropbox(SpecConnector[DropboxConfig, Auth]):
    """Use Dropbox from Kibana: files.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/dropbox-action-type

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = DropboxType
    TYPE: ClassVar[TypeInfo] = DropboxType.TYPE
    Config: TypeAlias = DropboxConfig

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: DropboxConfig | DropboxConfigDict | None = None,
            auth: Mapping[str, Any] | None = None,
            secrets: Mapping[str, Any] | None = None,
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
