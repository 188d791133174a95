"""Bedrock: the construct of `.bedrock`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.bedrock import BedrockConfig, BedrockSecrets, BedrockType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Number, SecretText, Text, WebUrl
    from ..terraform.secrets_mode import SecretsMode

    class BedrockConfigDict(TypedDict, total=False):
        api_url: WebUrl | None
        apiUrl: WebUrl | None
        region: Text | None
        default_model: Text | None
        defaultModel: Text | None
        context_window_length: Number | None
        contextWindowLength: Number | None
        temperature: Number | None

    class BedrockSecretsDict(TypedDict, total=False):
        access_key: SecretText | None
        accessKey: SecretText | None
        secret: SecretText | None


class Bedrock(Connector[BedrockConfig, BedrockSecrets]):
    """Use a model in Amazon Bedrock (Kibana docs: "Amazon Bedrock connector").

    Kibana hides this type in its UI since 2026; it still works.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = BedrockType
    TYPE: ClassVar[TypeInfo] = BedrockType.TYPE
    Config: TypeAlias = BedrockConfig
    Secrets: TypeAlias = BedrockSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: BedrockConfig | BedrockConfigDict,
            secrets: BedrockSecrets | BedrockSecretsDict | None = None,
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
