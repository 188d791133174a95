"""Google Gemini: use a language model of Google's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, NoReturn

from ..errors import Problem
from ..schema.connector_type import ConnectorType
from ..schema.fields import Number, OrAbsent, SecretLeaf, Text, WebUrl, absent, field, kibana_name
from ..schema.payload import Config, Secrets
from ..schema.secret_rules import NOT_BLANK, SecretRule
from ..schema.secret_source import Secret
from ..schema.sunset import LLM_SUNSET
from ..schema.type_info import TypeInfo


def _is_service_account(text: str) -> bool:
    def refuse(constant: str) -> NoReturn:
        raise ValueError("JavaScript's JSON has no such number")

    try:
        key: Any = json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return isinstance(key, dict) and key.get("type") == "service_account"


_SERVICE_ACCOUNT = SecretRule(
    'the JSON of a service account\'s key file, with "type": "service_account"',
    _is_service_account,
    'try(jsondecode($).type == "service_account", false)',
)


class GeminiConfig(Config):
    """Config of a Google Gemini connector."""

    api_url: WebUrl
    """The Vertex AI endpoint, such as `https://us-central1-aiplatform.googleapis.com`; http or https."""
    default_model: Text = field(default="gemini-2.5-pro")
    """The model to use when a request names none."""
    gcp_region: Text
    """The Google Cloud region, such as `us-central1`."""
    gcp_project_id: Annotated[Text, kibana_name("gcpProjectID")]
    """The id of the Google Cloud project; `gcpProjectID` in Kibana."""
    context_window_length: OrAbsent[Number] = absent()
    """How many tokens the model takes in one request. The Terraform provider cannot keep it: set it in
    Kibana.
    """
    temperature: OrAbsent[Number] = absent()
    """How freely the model chooses its words. The Terraform provider cannot keep it either."""


class GeminiSecrets(Secrets):
    """Secrets of a Google Gemini connector."""

    credentials_json: Annotated[Secret, SecretLeaf((NOT_BLANK, _SERVICE_ACCOUNT))]
    """The JSON of a service account's key file; its `type` is `service_account`."""


class GeminiType(ConnectorType[GeminiConfig, GeminiSecrets]):
    """Use a model in Google Vertex AI (Kibana docs: "Google Gemini connector").

    Kibana hides this type in its UI since 2026; it still works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".gemini",
        name="Google Gemini",
        license="enterprise",
        features=(
            "generativeAIForSecurity",
            "generativeAIForSearchPlayground",
            "generativeAIForObservability",
            "workflows",
        ),
        since="8.15",
        sunset=LLM_SUNSET,
    )
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("config.apiKey", "secrets.apiKey"),
        "Gemini takes credentialsJson in secrets: the JSON key of a Google service account",
    )
    Config = GeminiConfig
    Secrets = GeminiSecrets

    @classmethod
    def provider_limits(cls, config: GeminiConfig, secrets: GeminiSecrets) -> Iterator[Problem]:
        """Refuse the two fields that the provider loses when it reads the connector back."""
        for spec in config.specs():
            if spec.name in ("context_window_length", "temperature") and config.has(spec.name):
                yield Problem(
                    f"config.{spec.kibana_name}",
                    "the Terraform provider cannot keep it",
                    "Leave it out; Kibana's own default applies",
                    spec.name if spec.name != spec.kibana_name else "",
                )
