"""Webhook - Case Management: keep cases in a case management system of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from ..errors import Problem
from ..schema.connector_type import ConnectorType
from ..schema.fields import OrToken, Text, Url, field
from ..schema.type_info import TypeInfo
from ._http_auth import (
    BASIC,
    HINTS,
    OAUTH2,
    HttpAuthConfig,
    HttpAuthSecrets,
    credential_problems,
    credential_warnings,
    needed_secrets,
)

PUT = "put"


class CasesWebhookConfig(HttpAuthConfig):
    """Config of a case management webhook: four requests, and one more for comments.

    In URLs and JSON texts, Kibana fills in Mustache templates: `{{{case.title}}}`, `{{{case.description}}}`,
    `{{{case.tags}}}`, `{{{case.id}}}`, `{{{case.severity}}}`, `{{{case.status}}}`; where an incident exists,
    `{{{external.system.id}}}`, in `view_incident_url` also `{{{external.system.title}}}`; in
    `create_comment_json` `{{{case.comment}}}`. Texts go in without quotes around them. Kibana does not check
    that a JSON text is JSON.
    """

    create_incident_url: Url
    """Where to create an incident."""
    create_incident_method: OrToken[Literal["post", "put"]] = field(default="post")
    """The method to create it with: `post` or `put`."""
    create_incident_json: Text
    """The request's body."""
    create_incident_response_key: Text
    """The field of the response that holds the new incident's id."""
    get_incident_method: OrToken[Literal["get", "post"]] = field(default="get")
    """The method to get an incident with: `get` or `post`."""
    get_incident_url: Url
    """Where to get an incident, with `{{{external.system.id}}}`."""
    get_incident_json: Text | None = field(default=None)
    """With `post`: the request's body."""
    get_incident_response_external_title_key: Text
    """The field of the response that holds the incident's title."""
    view_incident_url: Url
    """The page that shows an incident, for people."""
    update_incident_url: Url
    """Where to update an incident."""
    update_incident_method: OrToken[Literal["post", "patch", "put"]] = field(default="put")
    """The method to update it with: `put`, `post` or `patch`."""
    update_incident_json: Text
    """The request's body."""
    create_comment_url: Url | None = field(default=None)
    """Where to add a comment; left out, or without `create_comment_json`, comments are not sent."""
    create_comment_method: OrToken[Literal["post", "patch", "put"]] | None = field(default="put")
    """The method to add it with: `put`, `post` or `patch`."""
    create_comment_json: Text | None = field(default=None)
    """The request's body."""


class CasesWebhookType(ConnectorType[CasesWebhookConfig, HttpAuthSecrets]):
    """Keep cases in a case management system (Kibana docs: "Webhook - Case Management connector").

    With `has_auth`, the default, `auth_type` says how to authenticate: user and password, or a client
    certificate (`cert_type`); OAuth 2.0 is not possible here. `headers` in the open are not possible either,
    for the Terraform provider cannot read them: use the secrets' `secret_headers`.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".cases-webhook",
        name="Webhook - Case Management",
        license="gold",
        features=("cases",),
        since="8.4",
    )
    HINTS: ClassVar[Mapping[str, str]] = HINTS
    Config = CasesWebhookConfig
    Secrets = HttpAuthSecrets

    @classmethod
    def needed_secrets(cls, config: CasesWebhookConfig) -> tuple[str, ...]:
        """Return what the chosen authentication needs."""
        return needed_secrets(config)

    @classmethod
    def check(cls, config: CasesWebhookConfig, secrets: HttpAuthSecrets) -> Iterator[Problem]:
        """Apply Kibana's rules for the authentication (docs/kibana_api.md, ".cases-webhook")."""
        if config.auth_type == OAUTH2:
            yield Problem("config.authType", f"{OAUTH2} is not possible here", name="auth_type")
        yield from credential_problems(secrets)
        if config.is_set("has_auth") and config.has_auth is True and not secrets.model_fields_set:
            yield _no_secrets()

    @classmethod
    def provider_limits(cls, config: CasesWebhookConfig, secrets: HttpAuthSecrets) -> Iterator[Problem]:
        """Refuse headers, which the provider cannot read, and the one null that it cannot replace."""
        if config.headers is not None:
            yield Problem(
                "config.headers", "the Terraform provider cannot read them", "Use the secrets' secret_headers"
            )
        if config.has_auth is True and secrets.model_fields_set and not any(secrets.leaves()):
            yield _no_secrets()
        if config.create_comment_method is None and config.has("create_comment_url", "create_comment_json"):
            yield Problem(
                "config.createCommentMethod",
                "expected a method: the Terraform provider cannot send null",
                "For no comments leave create_comment_url out",
                "create_comment_method",
            )

    @classmethod
    def provider_form(cls, config: CasesWebhookConfig) -> dict[str, Any]:
        """Write the defaults where null means the same: the provider would lose the null."""
        return {"authType": BASIC, "createCommentMethod": PUT, **config.settled()}

    @classmethod
    def warnings(cls, config: CasesWebhookConfig, secrets: HttpAuthSecrets) -> Iterator[Problem]:
        """Warn of a login without credentials, which Kibana takes."""
        return credential_warnings(config, secrets)


def _no_secrets() -> Problem:
    return Problem("secrets", "required with hasAuth true, the default", "Or set has_auth=False")
