"""Zabbix: the construct of `.zabbix`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.zabbix import ZabbixConfig, ZabbixType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode

    class ZabbixConfigDict(TypedDict, total=False):
        base_url: Url | None
        baseUrl: Url | None

    class ZabbixBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class Zabbix(SpecConnector[ZabbixConfig, _auth.Bearer]):
    """Use Zabbix from Kibana: hosts, problems and events.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/zabbix-action-type

    - `auth=Zabbix.Bearer()`: A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ZabbixType
    TYPE: ClassVar[TypeInfo] = ZabbixType.TYPE
    Config: TypeAlias = ZabbixConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: ZabbixConfig | ZabbixConfigDict,
            auth: _auth.Bearer | ZabbixBearerDict | None = None,
            secrets: _auth.Bearer | ZabbixBearerDict | None = None,
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
