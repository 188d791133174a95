"""AI Connector: use a model by an inference endpoint of Elasticsearch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias, get_args

from ..errors import Problem
from ..schema.connector_type import ConnectorType
from ..schema.fields import (
    Matching,
    Number,
    OpenMap,
    OrAbsent,
    OrToken,
    SecretTree,
    Text,
    TextMap,
    TokenAware,
    absent,
    field,
)
from ..schema.payload import Config, Secrets
from ..schema.payload_problems import lost_nulls
from ..schema.sunset import LLM_SUNSET
from ..schema.type_info import TypeInfo

_TaskType: TypeAlias = Literal[
    "chat_completion",
    "completion",
    "rerank",
    "text_embedding",
    "sparse_embedding",
    "completion_stream",
    "unified_completion",
    "unified_completion_stream",
    "unified_completion_async_iterator",
]
_TASKS = get_args(_TaskType)
_CHAT = "chat_completion"
_OWN_PROVIDERS = ("elastic", "elasticsearch")
"""Providers that need no secrets: Elastic's own."""


def _is_task_type(text: str) -> bool:
    # Kibana takes chat_completion as it is written, and the others in any case.
    return text == _CHAT or text.upper() in {task.upper() for task in _TASKS if task != _CHAT}


if TYPE_CHECKING:
    TaskType: TypeAlias = OrToken[_TaskType]
else:
    TaskType = Annotated[str, Matching(_is_task_type, f"one of {', '.join(_TASKS)}"), TokenAware()]


class InferenceConfig(Config):
    """Config of an AI connector."""

    provider: OrToken[
        Literal[
            "alibabacloud-ai-search",
            "amazonbedrock",
            "anthropic",
            "azureaistudio",
            "azureopenai",
            "cohere",
            "elastic",
            "elasticsearch",
            "googleaistudio",
            "googlevertexai",
            "hugging_face",
            "mistral",
            "openai",
            "watsonxai",
        ]
    ]
    """The service that runs the model."""
    task_type: TaskType
    """What the model does; `chat_completion` for a model to talk with."""
    inference_id: Text
    """The id of the inference endpoint. Kibana creates the endpoint with the connector, and refuses an id
    that exists.
    """
    provider_config: OpenMap = field(default_factory=dict)
    """What the service wants to know, in Elasticsearch's own spelling: `model_id`, `url`, …"""
    task_type_config: OpenMap = field(default_factory=dict)
    """What the task wants to know, in Elasticsearch's own spelling."""
    context_window_length: OrAbsent[Number] = absent()
    """How many tokens the model takes in one request; left out, Kibana knows it for well-known models."""
    headers: OrAbsent[TextMap] = absent()
    """Headers to send, in the open."""
    temperature: OrAbsent[Number] = absent()
    """How freely the model chooses its words, 0 for not at all; left out, Kibana's own."""


class InferenceSecrets(Secrets):
    """Secrets of an AI connector."""

    provider_secrets: SecretTree = field(default_factory=dict)
    """What the service needs, in Elasticsearch's own spelling, name to source: `api_key` for most;
    `access_key` and `secret_key` for amazonbedrock; `service_account_json` for googlevertexai. Or one
    reference to the whole map.
    """


class InferenceType(ConnectorType[InferenceConfig, InferenceSecrets]):
    """Use a model by an Elasticsearch inference endpoint (Kibana docs: "AI Connector").

    Which secrets a service needs is its own affair, so name them:
    `Inference.Secrets(provider_secrets={"api_key": Secret.variable()})`. Kibana hides this type in its UI
    since 2026; it still works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".inference",
        name="AI Connector",
        license="enterprise",
        features=(
            "generativeAIForSecurity",
            "generativeAIForSearchPlayground",
            "generativeAIForObservability",
            "workflows",
        ),
        since="8.17",
        sunset=LLM_SUNSET,
    )
    Config = InferenceConfig
    Secrets = InferenceSecrets

    @classmethod
    def provider_limits(cls, config: InferenceConfig, secrets: InferenceSecrets) -> Iterator[Problem]:
        """Refuse nulls inside the open objects: the provider drops them."""
        yield from lost_nulls(config.provider_config, "config.providerConfig")
        yield from lost_nulls(config.task_type_config, "config.taskTypeConfig")

    @classmethod
    def warnings(cls, config: InferenceConfig, secrets: InferenceSecrets) -> Iterator[Problem]:
        """Warn of a service of others without secrets, which Kibana takes."""
        if config.provider not in _OWN_PROVIDERS and not secrets.provider_secrets:
            yield Problem(
                "secrets.providerSecrets",
                "there are none, and most services need some",
                'Give them by name, such as {"api_key": Secret.variable()}',
                "provider_secrets",
            )
