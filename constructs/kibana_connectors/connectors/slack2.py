"""Slack2: the construct of `.slack2`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.slack2 import Slack2Type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode

    class Slack2BearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class Slack2(SpecConnector[NoConfig, _auth.Bearer]):
    """Use Slack (v2) from Kibana: channels and messages.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/slack-v2-action-type

    Not to be confused with `SlackApi` and `Slack`, which rules post with.

    - `auth=Slack2.Bearer()`: A token.

    Refused: `ears`, because each person has to consent in Kibana, through a service of Elastic's,
    before it works; `oauth_authorization_code`, because each person has to press Authorize in Kibana
    before it works; `relay`, because Kibana itself makes these connectors, with credentials that
    Elastic's relay holds.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = Slack2Type
    TYPE: ClassVar[TypeInfo] = Slack2Type.TYPE
    Config: TypeAlias = NoConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            auth: _auth.Bearer | Slack2BearerDict | None = None,
            secrets: _auth.Bearer | Slack2BearerDict | None = None,
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
