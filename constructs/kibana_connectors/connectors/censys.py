"""Censys: the construct of `.censys`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.censys import CensysConfig, CensysType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.censys import OrganizationId

    class CensysConfigDict(TypedDict, total=False):
        organization_id: OrganizationId | None
        organizationId: OrganizationId | None

    class CensysBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class Censys(SpecConnector[CensysConfig, _auth.Bearer]):
    """Use Censys from Kibana: what is known of hosts on the internet.

    In technical preview, since Kibana 9.6; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/censys-action-type

    - `auth=Censys.Bearer()`: A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = CensysType
    TYPE: ClassVar[TypeInfo] = CensysType.TYPE
    Config: TypeAlias = CensysConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: CensysConfig | CensysConfigDict,
            auth: _auth.Bearer | CensysBearerDict | None = None,
            secrets: _auth.Bearer | CensysBearerDict | None = None,
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
