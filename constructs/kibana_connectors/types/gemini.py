"""Google Gemini: use a language model of Google's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NoReturn

from ..cdk.connector import Connector
from ..errors import Problem
from ..schema.fields import Number, SecretLeaf, SecretText, Text, WebUrl, absent, wire
from ..schema.payload import Config, Secrets
from ..schema.secret import NOT_BLANK, SecretRule
from ..schema.type_info import TypeInfo

DEFAULT_MODEL = "gemini-2.5-pro"


def _is_service_account(text: str) -> bool:
    def refuse(constant: str) -> NoReturn:
        raise ValueError("JavaScript's JSON has no such number")

    try:
        key: Any = json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return isinstance(key, dict) and key.get("type") == "service_account"


if TYPE_CHECKING:
    from typing import TypeAlias

    ServiceAccount: TypeAlias = SecretText
else:
    ServiceAccount = Annotated[
        Any,
        SecretLeaf(
            (
                NOT_BLANK,
                SecretRule(
                    'the JSON of a service account\'s key file, with "type": "service_account"',
                    _is_service_account,
                    'try(jsondecode($).type == "service_account", false)',
                ),
            )
        ),
    ]


class GeminiConfig(Config):
    """Config of a Google Gemini connector.

    Attributes:
        api_url: The Vertex AI endpoint, such as `https://us-central1-aiplatform.googleapis.com`; http or
            https.
        default_model: The model to use when a request names none.
        gcp_region: The Google Cloud region, such as `us-central1`.
        gcp_project_id: The id of the Google Cloud project; `gcpProjectID` in Kibana.
        context_window_length: How many tokens the model takes in one request. The Terraform provider cannot
            keep it: set it in Kibana.
        temperature: How freely the model chooses its words. The Terraform provider cannot keep it either.
    """

    api_url: WebUrl
    default_model: Text = DEFAULT_MODEL
    gcp_region: Text
    gcp_project_id: Annotated[Text, wire("gcpProjectID")]
    context_window_length: Number = absent()
    temperature: Number = absent()


class GeminiSecrets(Secrets):
    """Secrets of a Google Gemini connector.

    Attributes:
        credentials_json: The JSON of a service account's key file; its `type` is `service_account`.
    """

    credentials_json: ServiceAccount


class Gemini(Connector[GeminiConfig, GeminiSecrets]):
    """Use a model in Google Vertex AI (Kibana docs: "Google Gemini connector").

    Kibana hides this type in its UI since 2026; it still works. See `Connector` for the arguments and errors.
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
    )
    HINTS: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("config.apiKey", "secrets.apiKey"),
        "Gemini takes credentialsJson in secrets: the JSON key of a Google service account",
    )
    Config = GeminiConfig
    Secrets = GeminiSecrets

    @classmethod
    def limits(cls, config: GeminiConfig, secrets: GeminiSecrets) -> Iterator[Problem]:
        """Refuse the two fields that the provider loses when it reads the connector back."""
        for spec in config.specs():
            if spec.name in ("context_window_length", "temperature") and config.given(spec.name):
                yield Problem(
                    f"config.{spec.wire}",
                    "the Terraform provider cannot keep it",
                    "Leave it out; Kibana's own default applies",
                    spec.name if spec.name != spec.wire else "",
                )
