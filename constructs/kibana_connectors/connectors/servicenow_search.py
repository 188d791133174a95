"""ServiceNowSearch: the construct of `.servicenow_search`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.servicenow_search import ServiceNowSearchConfig, ServiceNowSearchType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..schema.spec_fields import OpenText, OpenUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec._auth import TokenEndpointAuthMethod

    class ServiceNowSearchConfigDict(TypedDict, total=False):
        instance_url: Url | None
        instanceUrl: Url | None

    class ServiceNowSearchOAuthClientCredentialsDict(TypedDict, total=False):
        auth_type: Literal["oauth_client_credentials"] | None
        authType: Literal["oauth_client_credentials"] | None
        token_url: OpenUrl | None
        tokenUrl: OpenUrl | None
        client_id: OpenText | None
        clientId: OpenText | None
        scope: OpenText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None
        token_endpoint_auth_method: TokenEndpointAuthMethod | None
        tokenEndpointAuthMethod: TokenEndpointAuthMethod | None


class ServiceNowSearch(SpecConnector[ServiceNowSearchConfig, _auth.OAuthClientCredentials]):
    """Use ServiceNow from Kibana: records of an instance.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/servicenow-search-action-type

    Not to be confused with `ServiceNow`, which rules and cases open incidents with.

    - `auth=ServiceNowSearch.OAuthClientCredentials()`: OAuth 2.0 client credentials with the
      application's secret.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = ServiceNowSearchType
    TYPE: ClassVar[TypeInfo] = ServiceNowSearchType.TYPE
    Config: TypeAlias = ServiceNowSearchConfig
    OAuthClientCredentials: TypeAlias = _auth.OAuthClientCredentials

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: ServiceNowSearchConfig | ServiceNowSearchConfigDict,
            auth: _auth.OAuthClientCredentials | ServiceNowSearchOAuthClientCredentialsDict | None = None,
            secrets: _auth.OAuthClientCredentials | ServiceNowSearchOAuthClientCredentialsDict | None = None,
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
