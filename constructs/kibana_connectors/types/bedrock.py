"""Amazon Bedrock: use a language model of Amazon's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import Number, SecretText, Text, WebUrl, absent
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo

DEFAULT_MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"


class BedrockConfig(Config):
    """Config of an Amazon Bedrock connector.

    Attributes:
        api_url: The Bedrock runtime endpoint, such as `https://bedrock-runtime.us-east-1.amazonaws.com`;
            http or https.
        region: The AWS region to sign requests for, where it is not that of `api_url`.
        default_model: The model to use when a request names none.
        context_window_length: How many tokens the model takes in one request; left out, Kibana knows it for
            well-known models.
        temperature: How freely the model chooses its words, 0 for not at all; left out, Kibana's own.
    """

    api_url: WebUrl
    region: Text = absent()
    default_model: Text = DEFAULT_MODEL
    context_window_length: Number = absent()
    temperature: Number = absent()


class BedrockSecrets(Secrets):
    """Secrets of an Amazon Bedrock connector.

    Attributes:
        access_key: The id of an AWS access key that may invoke the model.
        secret: The secret access key.
    """

    access_key: SecretText
    secret: SecretText


class Bedrock(Connector[BedrockConfig, BedrockSecrets]):
    """Use a model in Amazon Bedrock (Kibana docs: "Amazon Bedrock connector").

    Kibana hides this type in its UI since 2026; it still works. See `Connector` for the arguments and errors.
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
    )
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("config.apiKey", "secrets.apiKey"),
        "Bedrock takes accessKey and secret in secrets, of an AWS user",
    )
    Config = BedrockConfig
    Secrets = BedrockSecrets
