"""Slack: the construct of `.slack`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.payload import NoConfig
from ..schema.type_info import TypeInfo
from ..types.slack import SlackSecrets, SlackType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import Never, TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretUrl
    from ..terraform.secrets_mode import SecretsMode

    class SlackSecretsDict(TypedDict, total=False):
        webhook_url: SecretUrl | None
        webhookUrl: SecretUrl | None


class Slack(Connector[NoConfig, SlackSecrets]):
    """Post to Slack by an incoming webhook (Kibana docs: "Slack connector").

    It has no config. For a bot token and a choice of channels see `SlackApi`.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SlackType
    TYPE: ClassVar[TypeInfo] = SlackType.TYPE
    Config: TypeAlias = NoConfig
    Secrets: TypeAlias = SlackSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: NoConfig | dict[str, Never] | None = None,
            secrets: SlackSecrets | SlackSecretsDict | None = None,
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
