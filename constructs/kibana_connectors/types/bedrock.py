"""Amazon Bedrock: use a language model of Amazon's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import Number, OrAbsent, SecretText, Text, WebUrl, absent, field
from ..schema.payload import Config, Secrets
from ..schema.sunset import LLM_SUNSET
from ..schema.type_info import TypeInfo


class BedrockConfig(Config):
    """Config of an Amazon Bedrock connector."""

    api_url: WebUrl
    """The Bedrock runtime endpoint, such as `https://bedrock-runtime.us-east-1.amazonaws.com`; http or https.
    """
    region: OrAbsent[Text] = absent()
    """The AWS region to sign requests for, where it is not that of `api_url`."""
    default_model: Text = field(default="us.anthropic.claude-sonnet-4-5-20250929-v1:0")
    """The model to use when a request names none."""
    context_window_length: OrAbsent[Number] = absent()
    """How many tokens the model takes in one request; left out, Kibana knows it for well-known models."""
    temperature: OrAbsent[Number] = absent()
    """How freely the model chooses its words, 0 for not at all; left out, Kibana's own."""


class BedrockSecrets(Secrets):
    """Secrets of an Amazon Bedrock connector."""

    access_key: SecretText
    """The id of an AWS access key that may invoke the model."""
    secret: SecretText
    """The secret access key."""


class BedrockType(ConnectorType[BedrockConfig, BedrockSecrets]):
    """Use a model in Amazon Bedrock (Kibana docs: "Amazon Bedrock connector").

    Kibana hides this type in its UI since 2026; it still works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".bedrock",
        name="Amazon Bedrock",
        license="enterprise",
        features=(
            "generativeAIForSecurity",
            "generativeAIForObservability",
            "generativeAIForSearchPlayground",
            "workflows",
        ),
        since="8.11",
        sunset=LLM_SUNSET,
    )
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("config.apiKey", "secrets.apiKey"),
        "Bedrock takes accessKey and secret in secrets, of an AWS user",
    )
    Config = BedrockConfig
    Secrets = BedrockSecrets
