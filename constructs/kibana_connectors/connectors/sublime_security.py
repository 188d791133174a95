"""SublimeSecurity: the construct of `.sublime_security`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.sublime_security import SublimeSecurityConfig, SublimeSecurityType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.sublime_security import BaseUrl

    class SublimeSecurityConfigDict(TypedDict, total=False):
        base_url: BaseUrl | None
        baseUrl: BaseUrl | None

    class SublimeSecurityBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class SublimeSecurity(SpecConnector[SublimeSecurityConfig, _auth.Bearer]):
    """Use Sublime Security from Kibana: email security.

    In technical preview, since Kibana 9.5; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/sublime-security-action-type

    - `auth=SublimeSecurity.Bearer()`: A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SublimeSecurityType
    TYPE: ClassVar[TypeInfo] = SublimeSecurityType.TYPE
    Config: TypeAlias = SublimeSecurityConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: SublimeSecurityConfig | SublimeSecurityConfigDict,
            auth: _auth.Bearer | SublimeSecurityBearerDict | None = None,
            secrets: _auth.Bearer | SublimeSecurityBearerDict | None = None,
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
