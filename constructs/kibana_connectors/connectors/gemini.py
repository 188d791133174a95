"""Gemini: the construct of `.gemini`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.gemini import GeminiConfig, GeminiSecrets, GeminiType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Number, Text, WebUrl
    from ..terraform.secrets_mode import SecretsMode
    from ..types.gemini import ServiceAccount

    class GeminiConfigDict(TypedDict, total=False):
        api_url: WebUrl | None
        apiUrl: WebUrl | None
        default_model: Text | None
        defaultModel: Text | None
        gcp_region: Text | None
        gcpRegion: Text | None
        gcp_project_id: Text | None
        gcpProjectID: Text | None
        context_window_length: Number | None
        contextWindowLength: Number | None
        temperature: Number | None

    class GeminiSecretsDict(TypedDict, total=False):
        credentials_json: ServiceAccount | None
        credentialsJson: ServiceAccount | None


class Gemini(Connector[GeminiConfig, GeminiSecrets]):
    """Use a model in Google Vertex AI (Kibana docs: "Google Gemini connector").

    Kibana hides this type in its UI since 2026; it still works.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = GeminiType
    TYPE: ClassVar[TypeInfo] = GeminiType.TYPE
    Config: TypeAlias = GeminiConfig
    Secrets: TypeAlias = GeminiSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: GeminiConfig | GeminiConfigDict,
            secrets: GeminiSecrets | GeminiSecretsDict | None = None,
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
