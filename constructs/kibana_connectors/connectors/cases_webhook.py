"""CasesWebhook: the construct of `.cases-webhook`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types._http_auth import HttpAuthSecrets
from ..types.cases_webhook import CasesWebhookConfig, CasesWebhookType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Flag, SecretMap, SecretText, Text, TextMap, Url
    from ..terraform.secrets_mode import SecretsMode
    from ..types._http_auth import AuthType, CertType, VerificationMode
    from ..types.cases_webhook import CreateMethod, GetMethod, UpdateMethod

    class CasesWebhookConfigDict(TypedDict, total=False):
        headers: TextMap | None
        has_auth: Flag | None
        hasAuth: Flag | None
        auth_type: AuthType | None
        authType: AuthType | None
        cert_type: CertType | None
        certType: CertType | None
        ca: Text | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None
        access_token_url: Text | None
        accessTokenUrl: Text | None
        client_id: Text | None
        clientId: Text | None
        scope: Text | None
        additional_fields: Text | None
        additionalFields: Text | None
        create_incident_url: Url | None
        createIncidentUrl: Url | None
        create_incident_method: CreateMethod | None
        createIncidentMethod: CreateMethod | None
        create_incident_json: Text | None
        createIncidentJson: Text | None
        create_incident_response_key: Text | None
        createIncidentResponseKey: Text | None
        get_incident_method: GetMethod | None
        getIncidentMethod: GetMethod | None
        get_incident_url: Url | None
        getIncidentUrl: Url | None
        get_incident_json: Text | None
        getIncidentJson: Text | None
        get_incident_response_external_title_key: Text | None
        getIncidentResponseExternalTitleKey: Text | None
        view_incident_url: Url | None
        viewIncidentUrl: Url | None
        update_incident_url: Url | None
        updateIncidentUrl: Url | None
        update_incident_method: UpdateMethod | None
        updateIncidentMethod: UpdateMethod | None
        update_incident_json: Text | None
        updateIncidentJson: Text | None
        create_comment_url: Url | None
        createCommentUrl: Url | None
        create_comment_method: UpdateMethod | None
        createCommentMethod: UpdateMethod | None
        create_comment_json: Text | None
        createCommentJson: Text | None

    class CasesWebhookSecretsDict(TypedDict, total=False):
        user: SecretText | None
        password: SecretText | None
        crt: SecretText | None
        key: SecretText | None
        pfx: SecretText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None
        secret_headers: SecretMap | None
        secretHeaders: SecretMap | None


class CasesWebhook(Connector[CasesWebhookConfig, HttpAuthSecrets]):
    """Keep cases in a case management system (Kibana docs: "Webhook - Case Management connector").

    With `has_auth`, the default, `auth_type` says how to authenticate: user and password, or a client
    certificate (`cert_type`); OAuth 2.0 is not possible here. `headers` in the open are not possible either,
    for the Terraform provider cannot read them: use the secrets' `secret_headers`.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = CasesWebhookType
    TYPE: ClassVar[TypeInfo] = CasesWebhookType.TYPE
    Config: TypeAlias = CasesWebhookConfig
    Secrets: TypeAlias = HttpAuthSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: CasesWebhookConfig | CasesWebhookConfigDict,
            secrets: HttpAuthSecrets | CasesWebhookSecretsDict | None = None,
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
