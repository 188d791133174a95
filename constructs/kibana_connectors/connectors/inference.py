"""Inference: the construct of `.inference`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.connector import Connector
from ..schema.type_info import TypeInfo
from ..types.inference import InferenceConfig, InferenceSecrets, InferenceType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import Number, OpenMap, SecretTree, Text, TextMap
    from ..terraform.secrets_mode import SecretsMode
    from ..types.inference import Provider, TaskType

    class InferenceConfigDict(TypedDict, total=False):
        provider: Provider | None
        task_type: TaskType | None
        taskType: TaskType | None
        inference_id: Text | None
        inferenceId: Text | None
        provider_config: OpenMap | None
        providerConfig: OpenMap | None
        task_type_config: OpenMap | None
        taskTypeConfig: OpenMap | None
        context_window_length: Number | None
        contextWindowLength: Number | None
        headers: TextMap | None
        temperature: Number | None

    class InferenceSecretsDict(TypedDict, total=False):
        provider_secrets: SecretTree | None
        providerSecrets: SecretTree | None


class Inference(Connector[InferenceConfig, InferenceSecrets]):
    """Use a model by an Elasticsearch inference endpoint (Kibana docs: "AI Connector").

    Which secrets a service needs is its own affair, so name them:
    `Inference.Secrets(provider_secrets={"api_key": Secret.variable()})`. Kibana hides this type in its UI
    since 2026; it still works.

    See `Connector` for the arguments and errors.
    """

    CONNECTOR_TYPE = InferenceType
    TYPE: ClassVar[TypeInfo] = InferenceType.TYPE
    Config: TypeAlias = InferenceConfig
    Secrets: TypeAlias = InferenceSecrets

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: InferenceConfig | InferenceConfigDict,
            secrets: InferenceSecrets | InferenceSecretsDict | None = None,
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
