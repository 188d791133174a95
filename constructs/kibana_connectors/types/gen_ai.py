"""OpenAI: use a language model of OpenAI's, of Azure's, or of any service that speaks the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from ..errors import Problem
from ..formats.pem import base64_forms, is_pem
from ..schema.connector_type import ConnectorType
from ..schema.fields import (
    Flag,
    Number,
    OrAbsent,
    OrToken,
    SecretLeaf,
    SecretText,
    Text,
    TextMap,
    WebUrl,
    absent,
)
from ..schema.given_secret import GivenSecret
from ..schema.payload import Config, Secrets
from ..schema.secret_rules import NOT_BLANK, SecretRule
from ..schema.secret_source import Secret
from ..schema.sunset import LLM_SUNSET
from ..schema.type_info import TypeInfo
from ..tokens import is_token

OPENAI = "OpenAI"
AZURE = "Azure OpenAI"
OTHER = "Other"
DEFAULT_MODEL = "gpt-4.1"
_ONLY = {
    "organization_id": OPENAI,
    "project_id": OPENAI,
    "verification_mode": OTHER,
    "enable_native_function_calling": OTHER,
}
"""Fields that one provider has, and the others refuse."""


def _pem_rule(label: str) -> SecretRule:
    # Kibana looks for the whole first line; Terraform looks for the base64 of the middle of it, in what is
    # left when everything that Node.js passes over is taken out.
    digits = 'replace(replace($, "/(?s)=.*/", ""), "/[^A-Za-z0-9+\\\\/_-]/", "")'
    forms = "|".join(
        form.replace("+", "[+-]").replace("/", "[/_]") for form in base64_forms(f"BEGIN {label}")
    )
    return SecretRule(
        f"the base64 of a PEM file that begins with -----BEGIN {label}-----",
        lambda text: is_pem(text, label),
        f'can(regex("{forms}", {digits}))',
    )


_CERTIFICATE = _pem_rule("CERTIFICATE")
_PRIVATE_KEY = _pem_rule("PRIVATE KEY")


class GenAiConfig(Config):
    """Config of an OpenAI connector; which fields there are depends on `api_provider`."""

    api_provider: OrToken[Literal["OpenAI", "Azure OpenAI", "Other"]]
    """`OpenAI`; `Azure OpenAI`; or `Other`, a service that speaks OpenAI's protocol."""
    api_url: WebUrl
    """Where to send requests, such as `https://api.openai.com/v1/chat/completions`; http or https."""
    default_model: OrAbsent[Text] = absent()
    """The model to use when a request names none. OpenAI: `gpt-4.1` by default; Other: required;
    Azure OpenAI: optional, for the deployment in `api_url` decides.
    """
    organization_id: OrAbsent[Text] = absent()
    """OpenAI only: the organization that pays."""
    project_id: OrAbsent[Text] = absent()
    """OpenAI only: the project that pays."""
    verification_mode: OrAbsent[OrToken[Literal["full", "certificate", "none"]]] = absent()
    """Other only: how far to check the server's certificate; `full` by default."""
    enable_native_function_calling: OrAbsent[Flag] = absent()
    """Other only: the service can call functions itself."""
    headers: OrAbsent[TextMap] = absent()
    """Headers to send, in the open."""
    context_window_length: OrAbsent[Number] = absent()
    """How many tokens the model takes in one request; left out, Kibana knows it for well-known models."""
    temperature: OrAbsent[Number] = absent()
    """How freely the model chooses its words, 0 for not at all; left out, Kibana's own."""

    def stored(self) -> dict[str, Any]:
        """Return Kibana's stored form, with the defaults of the provider."""
        stored = super().stored()
        if self.api_provider == OPENAI:
            stored.setdefault("defaultModel", DEFAULT_MODEL)
        elif self.api_provider == OTHER:
            stored.setdefault("verificationMode", "full")
        return stored


class GenAiSecrets(Secrets):
    """Secrets of an OpenAI connector: an API key, or a client certificate (PKI), or both."""

    api_key: OrAbsent[SecretText] = absent()
    """The API key; required without a client certificate."""
    certificate_data: OrAbsent[Annotated[Secret, SecretLeaf((NOT_BLANK, _CERTIFICATE))]] = absent()
    """PKI: the client certificate, a PEM file in base64."""
    private_key_data: OrAbsent[SecretText] = absent()
    """PKI: its private key, a PEM file in base64 that begins with `-----BEGIN PRIVATE KEY-----`; required
    with `certificate_data`.
    """
    ca_data: OrAbsent[SecretText] = absent()
    """PKI: a certificate authority to trust, a PEM file in base64."""

    @classmethod
    def kept(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Return what is kept of the values on the wire, among it which are no PEM files."""
        broken = {
            name: GivenSecret(is_text=True, broken=(rule,))
            for name, rule in (("private_key_data", _PRIVATE_KEY), ("ca_data", _CERTIFICATE))
            if (text := values[name]) is not None and not rule.holds(text)
        }
        return {**super().kept(values), **broken}

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Any, tuple[SecretRule, ...]]]:
        """List each secret; the rules for the PKI fields hold only where there is a client certificate."""
        pki = {"privateKeyData": _PRIVATE_KEY, "caData": _CERTIFICATE} if self.has("certificate_data") else {}
        for path, value, rules in super().leaves():
            yield path, value, (*rules, pki[path[0]]) if path[0] in pki else rules


class GenAiType(ConnectorType[GenAiConfig, GenAiSecrets]):
    """Use a model of OpenAI, Azure OpenAI or a like service (Kibana docs: "OpenAI connector").

    `api_provider` decides which fields of the config go with it. Left out, `secrets` is an API key; for a
    client certificate give `GenAi.Secrets(certificate_data=Secret.variable(), private_key_data=…)`.
    Kibana hides this type in its UI since 2026; it still works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".gen-ai",
        name="OpenAI",
        license="enterprise",
        features=(
            "generativeAIForSecurity",
            "generativeAIForObservability",
            "generativeAIForSearchPlayground",
        ),
        since="8.8",
        sunset=LLM_SUNSET,
    )
    Config = GenAiConfig
    Secrets = GenAiSecrets

    @classmethod
    def needed_secrets(cls, config: GenAiConfig) -> tuple[str, ...]:
        """Return the API key: no field of the config tells that there is a client certificate."""
        return ("api_key",)

    @classmethod
    def check(cls, config: GenAiConfig, secrets: GenAiSecrets) -> Iterator[Problem]:
        """Apply Kibana's rules for the provider and the secrets (docs/kibana_api.md, ".gen-ai")."""
        if not is_token(config.api_provider):
            if config.api_provider == OTHER:
                yield from config.missing(f"with apiProvider {OTHER}", "default_model")
            for spec in config.specs():
                if (
                    config.is_set(spec.name)
                    and _ONLY.get(spec.name, config.api_provider) != config.api_provider
                ):
                    yield Problem(
                        f"config.{spec.kibana_name}",
                        f"allowed only with apiProvider {_ONLY[spec.name]}",
                        name=spec.name,
                    )
        if not secrets.has("certificate_data"):
            hint = "For a client certificate give certificate_data and private_key_data"
            yield from secrets.missing("without certificateData", "api_key", hint=hint)
            return
        yield from secrets.missing("together with certificateData", "private_key_data")
        for where, given in (("privateKeyData", secrets.private_key_data), ("caData", secrets.ca_data)):
            if isinstance(given, GivenSecret):
                for rule in given.broken:
                    yield Problem(f"secrets.{where}", f"expected {rule.expected}")

    @classmethod
    def provider_limits(cls, config: GenAiConfig, secrets: GenAiSecrets) -> Iterator[Problem]:
        """Require the model where Kibana's default for it cannot be known, and so not be written out."""
        if is_token(config.api_provider):
            yield from config.missing("while only Terraform knows apiProvider", "default_model")
