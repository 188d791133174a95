"""GenAi: the construct of `.gen-ai`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.gen_ai import GenAiConfig, GenAiSecrets, GenAiType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Flag, Number, SecretText, Text, TextMap, WebUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.gen_ai import ApiProvider, CertificateText, VerificationMode

    class GenAiConfigDict(TypedDict, total=False):
        api_provider: ApiProvider | None
        apiProvider: ApiProvider | None
        api_url: WebUrl | None
        apiUrl: WebUrl | None
        default_model: Text | None
        defaultModel: Text | None
        organization_id: Text | None
        organizationId: Text | None
        project_id: Text | None
        projectId: Text | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None
        enable_native_function_calling: Flag | None
        enableNativeFunctionCalling: Flag | None
        headers: TextMap | None
        context_window_length: Number | None
        contextWindowLength: Number | None
        temperature: Number | None

    class GenAiSecretsDict(TypedDict, total=False):
        api_key: SecretText | None
        apiKey: SecretText | None
        certificate_data: CertificateText | None
        certificateData: CertificateText | None
        private_key_data: SecretText | None
        privateKeyData: SecretText | None
        ca_data: SecretText | None
        caData: SecretText | None


class GenAi(Connector[GenAiConfig, GenAiSecrets]):
    """Use a model of OpenAI, Azure OpenAI or a like service (Kibana docs: "OpenAI connector").

    `api_provider` decides which fields of the config go with it. Left out, `secrets` is an API key; for a
    client certificate give `GenAi.Secrets(certificate_data=Secret.variable(), private_key_data=…)`.
    Kibana hides this type in its UI since 2026; it still works.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = GenAiType
    TYPE: ClassVar[TypeInfo] = GenAiType.TYPE
    Config: TypeAlias = GenAiConfig
    Secrets: TypeAlias = GenAiSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: GenAiConfig | GenAiConfigDict,
            secrets: GenAiSecrets | GenAiSecretsDict | None = None,
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
