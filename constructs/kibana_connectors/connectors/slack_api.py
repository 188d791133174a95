"""SlackApi: the construct of `.slack_api`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.slack_api import SlackApiConfig, SlackApiSecrets, SlackApiType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode
    from ..types.slack_api import Channels

    class SlackApiConfigDict(TypedDict, total=False):
        allowed_channels: Channels | None
        allowedChannels: Channels | None

    class SlackApiSecretsDict(TypedDict, total=False):
        token: SecretText | None


class SlackApi(Connector[SlackApiConfig, SlackApiSecrets]):
    """Post to Slack as a bot (Kibana docs: "Slack connector", "Web API").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SlackApiType
    TYPE: ClassVar[TypeInfo] = SlackApiType.TYPE
    Config: TypeAlias = SlackApiConfig
    Secrets: TypeAlias = SlackApiSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: SlackApiConfig | SlackApiConfigDict | None = None,
            secrets: SlackApiSecrets | SlackApiSecretsDict | None = None,
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
