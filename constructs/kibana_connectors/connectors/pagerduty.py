"""PagerDuty: the construct of `.pagerduty`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.pagerduty import PagerDutyConfig, PagerDutySecrets, PagerDutyType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import HostedUrl, SecretText
    from ..terraform.secrets_mode import SecretsMode

    class PagerDutyConfigDict(TypedDict, total=False):
        api_url: HostedUrl | None
        apiUrl: HostedUrl | None

    class PagerDutySecretsDict(TypedDict, total=False):
        routing_key: SecretText | None
        routingKey: SecretText | None


class PagerDuty(Connector[PagerDutyConfig, PagerDutySecrets]):
    """Trigger, acknowledge and resolve PagerDuty incidents (Kibana docs: "PagerDuty connector").

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = PagerDutyType
    TYPE: ClassVar[TypeInfo] = PagerDutyType.TYPE
    Config: TypeAlias = PagerDutyConfig
    Secrets: TypeAlias = PagerDutySecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: PagerDutyConfig | PagerDutyConfigDict | None = None,
            secrets: PagerDutySecrets | PagerDutySecretsDict | None = None,
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
