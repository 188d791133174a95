"""KibanaProvider: how Terraform reaches Kibana."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import constructs

from .._cdk import Annotations, TerraformProvider, TerraformVariable
from ..engine_objects import AnyProvider
from ..errors import InvalidProvider, LiteralSecret
from ..formats.javascript import is_blank
from ..formats.known_text import is_known_text
from ..formats.urls import has_login, is_web_url
from ..frames import forgetful
from ..hcl import template
from ..schema.secret_rules import NOT_BLANK
from ..schema.secret_source import INSTEAD, Secret, is_variable
from ..schema.target import Target
from ..terraform.construct_path import ConstructPath
from ..terraform.elasticstack import PROVIDER, PROVIDER_SOURCE, PROVIDER_VERSION
from ..terraform.provider_settings import ProviderSettings
from ..terraform.secret_variable import variable_name
from ..terraform.secrets_mode import SecretsMode
from ..tokens import contains_token, is_token
from .scope import scope_of
from .stack_setup import record_of

_SETTINGS = "_kibana_connectors_settings"
_CREDENTIALS = {
    "api_key": "API key with which Terraform reaches Kibana",
    "username": "User with which Terraform reaches Kibana",
    "password": "Password with which Terraform reaches Kibana",
    "bearer_token": "Bearer token with which Terraform reaches Kibana",
}


@forgetful
class KibanaProvider(TerraformProvider):
    """The elasticstack provider, set up for Kibana.

    With endpoints and no credential, the API key is a sensitive, ephemeral variable, `<id>_api_key`. With
    no arguments at all the provider's own environment variables decide (`KIBANA_ENDPOINT`,
    `KIBANA_API_KEY`, …). A stack can do without this class: a plain `TerraformProvider` or generated
    bindings serve as well.
    """

    def __init__(
        self,
        scope: constructs.Construct,
        id: str = "kibana",
        *,
        endpoints: list[str] | tuple[str, ...] | None = None,
        api_key: Secret | str | None = None,
        username: Secret | str | None = None,
        password: Secret | str | None = None,
        bearer_token: Secret | str | None = None,
        ca_certs: list[str] | tuple[str, ...] | None = None,
        insecure: bool = False,
        insecure_reason: str | None = None,
        id_namespace: str | None = None,
        secrets_mode: SecretsMode = SecretsMode.WRITE_ONLY,
        target: Target | None = None,
        version: str = PROVIDER_VERSION,
        alias: str | None = None,
    ) -> None:
        """Check the arguments, and set up the provider.

        Args:
            scope: The stack.
            id: The construct's id, which variables are named after.
            endpoints: URLs of Kibana, such as `https://kibana.example:5601`; literals or tokens.
            api_key: An API key: `Secret.variable()`, `Secret.ref(…)` or a token.
            username: A user name; a literal is allowed. Needs `password`.
            password: That user's password: a secret's source.
            bearer_token: A bearer token: a secret's source.
            ca_certs: Paths of CA certificates to check Kibana's certificate with.
            insecure: Skip the check of Kibana's certificate; demands `insecure_reason`.
            insecure_reason: Why that is right here.
            id_namespace: The namespace of derived connector ids, default the stack's path. Give the same to
                stacks for several deployments, and connectors have the same ids in each.
            secrets_mode: How connectors' secrets travel unless they set their own mode.
            target: What is known of that Kibana; a connector that could not be created there fails at synth.
            version: The provider versions to allow. Outside the default, untried.
            alias: The provider's alias, where a stack has several.

        Raises:
            InvalidProvider: Arguments that cannot work, among them a credential given as a literal.
        """
        around = scope_of(scope)
        path = around.path.child(id)
        where = f"{path} (KibanaProvider)"
        given = {"api_key": api_key, "username": username, "password": password, "bearer_token": bearer_token}
        credentials = {name: value for name, value in given.items() if value is not None}
        _check_endpoints(where, endpoints)
        _check_credentials(where, credentials)
        _check_ca_certs(where, ca_certs)
        _check_insecure(where, insecure, insecure_reason)
        if not isinstance(secrets_mode, SecretsMode):
            raise InvalidProvider(
                f"{where}: secrets_mode: expected SecretsMode.WRITE_ONLY or SecretsMode.STATE"
            )
        if target is not None and not isinstance(target, Target):
            raise InvalidProvider(f'{where}: target: expected a Target, such as Target(version="9.2")')
        for name, text in {"id_namespace": id_namespace, "version": version, "alias": alias}.items():
            if text is not None and not is_known_text(text):
                raise InvalidProvider(
                    f"{where}: {name}: expected a text that is known at synth and not blank"
                )
        if endpoints is not None and not credentials:
            credentials = {"api_key": Secret.variable()}
        record = record_of(around)
        for name, value in credentials.items():
            if isinstance(value, Secret) and value.home not in ("", record.path):
                raise InvalidProvider(
                    f"{where}: {name}: its source is a secret manager of the stack {value.home}, and an "
                    "ephemeral value cannot leave its stack: make such a manager in this one too"
                )
        _check_alias(where, alias, record.providers)
        _check_tool(where, target, record.providers)
        self._record = record
        known = str(endpoints) if contains_token(endpoints) else endpoints and tuple(endpoints)
        self.settings = ProviderSettings(alias, id_namespace, secrets_mode, target, known)
        super().__init__(
            scope,
            id,
            terraform_resource_type=PROVIDER,
            terraform_provider_source=PROVIDER_SOURCE,
            terraform_generator_metadata={"provider_name": PROVIDER, "provider_version_constraint": version},
        )
        kibana: dict[str, Any] = {
            name: value if is_token(value) else [template(text) for text in value]
            for name, value in (("endpoints", endpoints), ("ca_certs", ca_certs))
            if value is not None
        }
        if insecure:
            kibana["insecure"] = True
            Annotations.of(self).add_warning(f"Kibana's certificate is not checked: {insecure_reason}")
        for name, value in credentials.items():
            kibana[name] = self._source(name, value, path)
        # An override, for a user's own override of the same attribute then replaces it.
        self.add_override("kibana", [kibana])
        record.providers.append(self.settings)

    @property
    def alias(self) -> str | None:
        """The provider's alias; the engine's own is always None, and asks its subclasses."""
        return self.settings.alias

    @alias.setter
    def alias(self, value: str | None) -> None:
        where = f"{self.node.path} (KibanaProvider)"
        if value is not None and not is_known_text(value):
            raise InvalidProvider(f"{where}: alias: expected a text that is known at synth and not blank")
        others = (other for other in self._record.providers if other is not self.settings)
        _check_alias(where, value, others)
        self.settings.alias = value

    @property
    def id_namespace(self) -> str | None:
        """The namespace of derived connector ids; None for the stack's path."""
        return self.settings.id_namespace

    @property
    def secrets_mode(self) -> SecretsMode:
        """How connectors' secrets travel unless they set their own mode."""
        return self.settings.secrets_mode

    @property
    def target(self) -> Target | None:
        """What is known of the Kibana behind it."""
        return self.settings.target

    def _source(self, name: str, value: Any, path: ConstructPath) -> Any:
        if name == "username" and isinstance(value, str) and not is_token(value):
            return template(value)
        secret = value if isinstance(value, Secret) else Secret.ref(value)
        if secret.is_reference:
            return secret.source.string_value if is_variable(secret.source) else secret.source
        variable = TerraformVariable(
            self,
            name,
            type="string",
            description=secret.description or _CREDENTIALS[name],
            nullable=False,
            sensitive=True,
        )
        name_in_terraform = secret.name or variable_name(path.below_stack, (name,))
        variable.override_logical_id(name_in_terraform)
        variable.add_override("ephemeral", True)
        variable.add_override("validation", [NOT_BLANK.validation(name_in_terraform, _CREDENTIALS[name])])
        return f"${{var.{name_in_terraform}}}"


def settings_of_provider(provider: AnyProvider) -> ProviderSettings:
    """Return the settings of a provider construct; of one that is no `KibanaProvider`, only the alias.

    Args:
        provider: The provider; the engine is asked once for the alias of one that is not ours.
    """
    if isinstance(provider, KibanaProvider):
        return provider.settings
    known: ProviderSettings | None = provider.__dict__.get(_SETTINGS)
    if known is None:
        known = ProviderSettings(alias=provider.alias)
        setattr(provider, _SETTINGS, known)
    return known


def _check_alias(where: str, alias: str | None, others: Iterable[ProviderSettings]) -> None:
    if any(other.alias == alias for other in others):
        raise InvalidProvider(
            f"{where}: alias: another KibanaProvider of this stack has the same alias, or none either: "
            'give this one alias="…", and name it with provider=… in its connectors'
        )


def _check_tool(where: str, target: Target | None, others: Iterable[ProviderSettings]) -> None:
    tools = {other.target.tool for other in others if other.target is not None} - {None}
    if target is not None and target.tool is not None and tools - {target.tool}:
        raise InvalidProvider(
            f"{where}: target: tool: another KibanaProvider of this stack names the other tool, and one tool "
            "deploys a stack"
        )


def _check_endpoints(where: str, endpoints: Any) -> None:
    if endpoints is None or is_token(endpoints):
        return
    if isinstance(endpoints, str) or not isinstance(endpoints, Sequence) or not endpoints:
        raise InvalidProvider(
            f"{where}: endpoints: expected a list of URLs, such as ['https://kibana.example:5601']; leave it "
            "out to let KIBANA_ENDPOINT decide"
        )
    for index, endpoint in enumerate(endpoints):
        if is_token(endpoint):
            continue
        if not isinstance(endpoint, str) or not is_web_url(endpoint):
            raise InvalidProvider(
                f"{where}: endpoints.{index}: expected a URL that starts with https:// or http://"
            )
        if has_login(endpoint):
            raise InvalidProvider(
                f"{where}: endpoints.{index}: expected a URL without user and password, which would be "
                "written down; use username and password"
            )


def _check_credentials(where: str, credentials: Mapping[str, Any]) -> None:
    kinds = [kind for kind in ("api_key", "password", "bearer_token") if kind in credentials]
    if len(kinds) > 1:
        raise InvalidProvider(
            f"{where}: {' and '.join(kinds)} exclude each other: give one kind of credential"
        )
    if ("username" in credentials) != ("password" in credentials):
        raise InvalidProvider(f"{where}: username and password go together: give both, or neither")
    for name, value in credentials.items():
        if name == "username" and isinstance(value, str):
            if is_blank(value):
                raise InvalidProvider(f"{where}: username: expected a value that is not blank")
            continue
        try:
            Secret.ref(value)
        except LiteralSecret:
            raise InvalidProvider(f"{where}: {name}: expected the source of a secret. {INSTEAD}") from None


def _check_ca_certs(where: str, paths: Any) -> None:
    if paths is None or is_token(paths):
        return
    if isinstance(paths, str) or not isinstance(paths, Sequence):
        raise InvalidProvider(f"{where}: ca_certs: expected a list of paths of files, such as ['ca.pem']")
    for index, path in enumerate(paths):
        if not isinstance(path, str) or is_blank(path):
            raise InvalidProvider(f"{where}: ca_certs.{index}: expected a path of a file, such as 'ca.pem'")


def _check_insecure(where: str, insecure: object, reason: object) -> None:
    if not isinstance(insecure, bool):
        raise InvalidProvider(f"{where}: insecure: expected True or False")
    reasoned = isinstance(reason, str) and not is_blank(reason)
    if insecure and not reasoned:
        raise InvalidProvider(
            f"{where}: insecure: anybody on the way could read the credentials: give ca_certs, or say why "
            'this is right here with insecure_reason="…"'
        )
    if reason is not None and not insecure:
        raise InvalidProvider(f"{where}: insecure_reason: expected only with insecure=True")
