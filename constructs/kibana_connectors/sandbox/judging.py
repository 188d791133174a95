"""Whether Kibana would save or run a payload: its checks in its order, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import UnknownConnectorType
from ..formats.urls import compared_hostname
from ..schema.payload import Refused
from ..schema.target import Target
from ..schema.type_info import TypeInfo, Verdict
from .catalog import Catalog, Validator, library_type
from .licensing import enabled_in_config, license_refusal
from .responses import ApiError
from .settings import Settings
from .wording import (
    SECTIONS,
    Said,
    Section,
    in_kibanas_words,
    library_problems,
    listed,
    prefix,
    section_of,
    shown,
    shown_before_9_2,
    shown_before_9_4,
)

_PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue"
_SECRET_URLS = {".slack": "webhookUrl", ".teams": "webhookUrl", ".xmatters": "secretsUrl"}
"""The secret of a type whose host Kibana looks for in its `allowedHosts`."""
_NAMES_THE_HOST = frozenset({".slack", ".teams"})
"""Types whose message names the host only, and not the URL."""
_HOST_REFUSALS = {
    **dict.fromkeys((".webhook", ".http"), "error validation {action} action config: "),
    **dict.fromkeys((".slack", ".teams", ".pagerduty"), "error configuring {action} action: "),
    **dict.fromkeys(
        (".jira", ".resilient", ".servicenow", ".servicenow-itom", ".servicenow-sir", ".swimlane"),
        "error configuring connector action: ",
    ),
    ".cases-webhook": "error configuring cases webhook action: ",
    ".torq": "error configuring send to Torq action: ",
    ".xmatters": "Error configuring xMatters action: ",
    ".bedrock": "Error configuring Amazon Bedrock action: Error: error validating url: ",
    ".gemini": "Error configuring Google Gemini action: Error: error validating url: ",
    ".gen-ai": "Error configuring OpenAI action: Error: error validating url: ",
}
_OTHER_HOST_REFUSAL = "error validating url: "
"""What types say that share Kibana's sub-action framework."""


@dataclass
class Judge:
    """Judges payloads.

    Attributes:
        settings: The simulated deployment.
        catalog: The connector types.
        validator: Validates payloads.
    """

    settings: Settings
    catalog: Catalog
    validator: Validator

    def stored_config(self, type_id: str, config: dict[str, Any], secrets: dict[str, Any]) -> dict[str, Any]:
        """Return the config that Kibana would store.

        Args:
            type_id: Connector type.
            config: Config on the wire.
            secrets: Secrets on the wire.

        Raises:
            ApiError: Kibana would refuse it. An invalid payload is reported before a disabled type.
        """
        entry = self.catalog.find(type_id)
        if entry is None:
            raise _not_registered(type_id)
        stored, refusal = self.judge(type_id, config, secrets)
        if refusal is not None:
            raise ApiError(400, refusal)
        self.require_enabled(entry)
        return stored

    def judge(
        self, type_id: str, config: dict[str, Any], secrets: dict[str, Any]
    ) -> tuple[dict[str, Any], str | None]:
        """Return the config that Kibana would store, and why it would refuse it, if it would.

        Args:
            type_id: Connector type, one of the catalog's.
            config: Config on the wire.
            secrets: Secrets on the wire.

        Raises:
            ApiError: The validator does not know the type.
        """
        try:
            verdict = self.validator(type_id, config, secrets)
        except UnknownConnectorType:
            raise _not_registered(type_id) from None
        said = self._said(type_id, config, secrets, verdict)
        for section in SECTIONS:
            here = [one for one in said if one.section == section]
            if not here:
                here = self._hosts_refused(section, type_id, config, secrets)
            if here:
                return {}, prefix(section, since_9_2=self.settings.has("9.2")) + self._shown(here)
        return self._as_stored(type_id, config, verdict.stored_config or {}), None

    def require_enabled(self, entry: TypeInfo, *, preconfigured: bool = False) -> None:
        """Refuse a type that kibana.yml or the license does not allow.

        Args:
            entry: Connector type.
            preconfigured: Whether the connector is from kibana.yml, which enables its type for it.

        Raises:
            ApiError: It is not allowed.
        """
        if not preconfigured and not enabled_in_config(self.settings, entry.type_id):
            raise ApiError(
                403,
                f'action type "{entry.type_id}" is not enabled in the Kibana config '
                "xpack.actions.enabledActionTypes",
            )
        refusal = license_refusal(self.settings, entry)
        if refusal is not None:
            raise ApiError(403, refusal)

    def needs_secrets(self, type_id: str, config: dict[str, Any]) -> bool:
        """Whether a connector that was exported misses secrets, by Kibana's rule for exports.

        Args:
            type_id: Connector type.
            config: Its stored config.
        """
        try:
            verdict = self.validator(type_id, config, {})
        except UnknownConnectorType:
            return False
        if any(one.section == "secrets" for one in self._said(type_id, config, {}, verdict)):
            return True
        return config.get("hasAuth", False) is True

    def refusal_of_stored(
        self, type_id: str, config: dict[str, Any], *, is_missing_secrets: bool
    ) -> str | None:
        """Return why Kibana refuses to run what it has stored, or None.

        Its hosts are looked at again, for kibana.yml may have changed. Secrets are not kept here: only that
        they are missing after an import is known.

        Args:
            type_id: Connector type.
            config: Its stored config.
            is_missing_secrets: Whether it came without its secrets.

        Raises:
            ApiError: The validator does not know the type.
        """
        if is_missing_secrets:
            return self.judge(type_id, config, {})[1]
        refused = self._hosts_refused("config", type_id, config, {})
        return (
            prefix("config", since_9_2=self.settings.has("9.2")) + self._shown(refused) if refused else None
        )

    def _said(
        self, type_id: str, config: dict[str, Any], secrets: dict[str, Any], verdict: Verdict
    ) -> list[Said]:
        if verdict.ok:
            return self._too_new(type_id, config)
        problems = library_problems(type_id, config, secrets, verdict.errors)
        if problems:
            return in_kibanas_words(type_id, problems, config, secrets)
        for section in SECTIONS:
            texts = [text for text in verdict.errors if section_of(text) == section]
            if texts:
                return [Said(section, listed(texts))]
        return [Said("connector", listed(verdict.errors))]

    def _shown(self, said: Sequence[Said]) -> str:
        if self.settings.has("9.4"):
            return shown(said)
        return shown_before_9_4(said) if self.settings.has("9.2") else shown_before_9_2(said)

    def _too_new(self, type_id: str, config: dict[str, Any]) -> list[Said]:
        """Return what an older version says of a field that it does not have."""
        kind = library_type(type_id)
        if kind is None or self.settings.is_serverless:
            return []
        read = kind.Config.from_wire(config, hints=False)
        if isinstance(read, Refused):
            return []
        said = []
        for text in kind.target_limits(read, self._target):
            name = text.removeprefix("config.").split(" ")[0]
            if " needs Kibana " in text:
                said.append(Said("config", f'Unrecognized key: "{name}"', ()))
            else:
                said.append(Said("config", text))
        return said

    def _hosts_refused(
        self, section: Section, type_id: str, config: dict[str, Any], secrets: dict[str, Any]
    ) -> list[Said]:
        if self.settings.allowed_hosts is None:
            return []
        kind = library_type(type_id)
        if kind is None:
            return []
        hosts: Iterator[tuple[str, str, str]] = iter(())
        if section == "config":
            read = kind.Config.from_wire(config, hints=False)
            if not isinstance(read, Refused):
                hosts = (
                    (where, _url(type_id, config, where, host), host) for where, host in kind.hosts(read)
                )
        elif section == "secrets" and isinstance(url := secrets.get(_SECRET_URLS.get(type_id, "")), str):
            hosts = iter([("secrets", url, compared_hostname(url))])
        for where, url, host in hosts:
            if not self.settings.allows_host(host):
                return [Said(section, _host_refusal(type_id, where, url, host))]
        return []

    def _as_stored(self, type_id: str, given: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
        """Return the config as the simulated version stores it: zod 4 (9.4) writes more defaults."""
        stored = self._without_newer(type_id, given, stored)
        if self.settings.has("9.4"):
            return stored
        later = _DEFAULTS_SINCE_9_4.get(type_id, ())
        return {key: value for key, value in stored.items() if key not in later or key in given}

    def _without_newer(self, type_id: str, given: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
        """Return the config without the defaults of fields that the simulated version does not have."""
        kind = library_type(type_id)
        if kind is None or self.settings.is_serverless:
            return stored
        read = kind.Config.from_wire(given, hints=False)
        if isinstance(read, Refused):
            return stored
        newer = kind.unknown_there(read, self._target)
        return {key: value for key, value in stored.items() if key not in newer}

    @property
    def _target(self) -> Target:
        return Target(version=".".join(self.settings.version.split(".")[:2]))


_DEFAULTS_SINCE_9_4 = {
    ".cases-webhook": ("authType",),
    ".gen-ai": ("verificationMode",),
    ".inference": ("taskTypeConfig",),
    ".webhook": ("authType",),
}
"""Fields whose default is stored since Kibana 9.4; before, they stay absent."""


def _not_registered(type_id: str) -> ApiError:
    return ApiError(400, f'Action type "{type_id}" is not registered.')


def _url(type_id: str, config: Mapping[str, Any], where: str, host: str) -> str:
    value = config.get(where.removeprefix("config."))
    if isinstance(value, str):
        return value
    return _PAGERDUTY_URL if type_id == ".pagerduty" else f"https://{host}"


def _host_refusal(type_id: str, where: str, url: str, host: str) -> str:
    if type_id == ".email" and where == "config.host":
        return f"[host] value '{host}' is not in the allowedHosts configuration"
    if type_id == ".email" and where == "config.service":
        resolved = f"value '{url}' resolves to host '{host}'"
        return f"[service] {resolved} which is not in the allowedHosts configuration"
    # A URL among the secrets is one: only its host is named.
    named = f'hostname "{host}"' if where == "secrets" or type_id in _NAMES_THE_HOST else f'url "{url}"'
    before = _HOST_REFUSALS.get(type_id, _OTHER_HOST_REFUSAL).format(action=type_id.removeprefix("."))
    return f"{before}target {named} is not added to the Kibana config xpack.actions.allowedHosts"
