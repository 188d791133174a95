"""Sentry: the construct of `.sentry`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.sentry import SentryConfig, SentryType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec.sentry import OrganizationSlug

    class SentryConfigDict(TypedDict, total=False):
        organization_slug: OrganizationSlug | None
        organizationSlug: OrganizationSlug | None
        base_url: Url | None
        baseUrl: Url | None

    class SentryBearerDict(TypedDict, total=False):
        auth_type: Literal["bearer"] | None
        authType: Literal["bearer"] | None
        token: SecretText | None


class Sentry(SpecConnector[SentryConfig, _auth.Bearer]):
    """Use Sentry from Kibana: issues and events.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/sentry-action-type

    - `auth=Sentry.Bearer()`: A token.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = SentryType
    TYPE: ClassVar[TypeInfo] = SentryType.TYPE
    Config: TypeAlias = SentryConfig
    Bearer: TypeAlias = _auth.Bearer

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: SentryConfig | SentryConfigDict,
            auth: _auth.Bearer | SentryBearerDict | None = None,
            secrets: _auth.Bearer | SentryBearerDict | None = None,
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
