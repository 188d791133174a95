"""What a set of connectors needs of a kibana.yml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..formats.senders import senders_in
from ..formats.urls import compared_hostname
from ..schema.auth_types import CHECKED_URLS
from ..schema.connector_type import host_in
from ..schema.json_values import is_json_number
from ..schema.payload import Refused
from ..schema.secret_rules import IS_URL
from ..stack_files.connectors import StackConnector
from ..stack_files.values import Unknown, unknown_in
from .known_settings import SERVICE_NAMES

_EMAIL = ".email"
_HTTPS_PORT = 443
_SMTP_PORT = 25


@dataclass(frozen=True)
class Place:
    """A field of a connector that needs something.

    Attributes:
        connector: The connector.
        field: The field, such as `config.url`.
    """

    connector: StackConnector
    field: str

    def __str__(self) -> str:
        return f"{self.connector.label}: {self.field}"


@dataclass
class Needed:
    """What connectors need, each with the places that need it.

    Attributes:
        hosts: Hosts that `allowedHosts` must have.
        types: Types that `enabledActionTypes` must have.
        mail_domains: Domains of senders, which `email.domain_allowlist` must have where it is set.
        mail_services: Mail services, which `email.services.enabled` must have where it is set.
        custom_hosts: `protocol://host:port` of targets that an entry of `customHostSettings` could be for.
        unknown_hosts: Places whose host only Terraform, or whoever set the secret, knows.
        unknown: Places of everything else that only Terraform knows.
    """

    hosts: dict[str, list[Place]] = field(default_factory=dict)
    types: dict[str, list[Place]] = field(default_factory=dict)
    mail_domains: dict[str, list[Place]] = field(default_factory=dict)
    mail_services: dict[str, list[Place]] = field(default_factory=dict)
    custom_hosts: dict[str, list[Place]] = field(default_factory=dict)
    unknown_hosts: list[Place] = field(default_factory=list)
    unknown: list[Place] = field(default_factory=list)


def needed_by(connectors: Iterable[StackConnector]) -> Needed:
    """Return what connectors need of a kibana.yml.

    Args:
        connectors: The connectors.
    """
    needed = Needed()
    for connector in connectors:
        if isinstance(connector.type_id, Unknown):
            needed.unknown.append(Place(connector, "connector_type_id"))
            continue
        _add(needed.types, connector.type_id, Place(connector, "connector_type_id"))
        for name, host in hosts_of(connector):
            if host:
                _add(needed.hosts, host, Place(connector, name))
        needed.unknown_hosts += [Place(connector, name) for name in unknown_hosts_of(connector)]
        for name, url in _targets_of(connector):
            _add(needed.custom_hosts, url, Place(connector, name))
        if connector.type_id == _EMAIL:
            _add_mail(needed, connector)
    return needed


def hosts_of(connector: StackConnector) -> Iterator[tuple[str, str]]:
    """Yield the hosts that Kibana looks for in its `allowedHosts`, as far as the file tells: field and host.

    The host is empty where Kibana would find none in the field.

    Args:
        connector: The connector.
    """
    kind, config = connector.connector_type, connector.read_config()
    if kind is None:
        yield from _hosts_of_unknown_type(connector)
        return
    if config is not None and not isinstance(config, Refused):
        yield from kind.hosts(config)
        for spec in config.specs():
            value = getattr(config, spec.name)
            if spec.is_url and isinstance(value, Unknown) and (host := _host_of_start(value)):
                yield f"config.{spec.kibana_name}", host
    secrets = connector.secrets
    if isinstance(secrets, dict):
        for name in CHECKED_URLS:
            if isinstance(url := secrets.get(name), str):
                yield from host_in(f"secrets.{name}", url)


def unknown_hosts_of(connector: StackConnector) -> Iterator[str]:
    """Yield the fields that name a host which the file does not tell.

    Args:
        connector: The connector.
    """
    kind = connector.connector_type
    if isinstance(connector.config, Unknown):
        yield "config"
    elif kind is not None:
        for spec in kind.Config.specs():
            value = connector.config.get(spec.kibana_name)
            names_host = spec.is_url or spec.kibana_name == "host"
            if names_host and isinstance(value, Unknown) and not _host_of_start(value):
                yield f"config.{spec.kibana_name}"
    if kind is not None and isinstance(connector.secrets, dict):
        for spec in kind.Secrets.specs():
            value = connector.secrets.get(spec.kibana_name)
            is_url = IS_URL in spec.rules or spec.kibana_name in CHECKED_URLS
            if is_url and isinstance(value, Unknown) and not _host_of_start(value):
                yield f"secrets.{spec.kibana_name}"


def _hosts_of_unknown_type(connector: StackConnector) -> Iterator[tuple[str, str]]:
    if isinstance(connector.config, dict):
        for name, value in connector.config.items():
            if isinstance(value, str) and value.startswith(("http://", "https://")):
                yield from host_in(f"config.{name}", value)


def _host_of_start(unknown: Unknown) -> str:
    """Return the host of a URL whose beginning is known, and reaches beyond the host."""
    scheme, separator, rest = unknown.start.partition("://")
    if not separator or not any(sign in rest for sign in "/?#"):
        return ""
    return compared_hostname(f"{scheme}://{rest}")


def _targets_of(connector: StackConnector) -> Iterator[tuple[str, str]]:
    """Yield what an entry of `customHostSettings` could be for: the field, and protocol, host and port."""
    kind, config = connector.connector_type, connector.read_config()
    if kind is None or config is None or isinstance(config, Refused):
        return
    hosts = dict(kind.hosts(config))
    for name, host in hosts.items():
        key = name.removeprefix("config.")
        value = connector.config.get(key) if isinstance(connector.config, dict) else None
        if connector.type_id == _EMAIL and key in ("host", "service"):
            port = connector.config.get("port") if isinstance(connector.config, dict) else None
            if host and not isinstance(port, Unknown):
                is_number = is_json_number(port) and not isinstance(port, bool)
                yield name, f"smtp://{host}:{int(port) if is_number and port else _SMTP_PORT}"
        elif host and (url := _https(value if isinstance(value, str) else f"https://{host}")):
            yield name, url


def _https(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port or _HTTPS_PORT
    except ValueError:
        return ""
    if parts.scheme.lower() != "https" or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"https://{host}:{port}"


def _add_mail(needed: Needed, connector: StackConnector) -> None:
    if isinstance(connector.config, Unknown):
        needed.unknown.append(Place(connector, "config"))
        return
    config = connector.config
    sender, service = config.get("from"), config.get("service", "other")
    if isinstance(sender, Unknown):
        needed.unknown.append(Place(connector, "config.from"))
    elif isinstance(sender, str):
        for each in senders_in(sender):
            _add(needed.mail_domains, each.domain, Place(connector, "config.from"))
    if isinstance(service, Unknown):
        needed.unknown.append(Place(connector, "config.service"))
    elif isinstance(service, str) and service in SERVICE_NAMES:
        _add(needed.mail_services, SERVICE_NAMES[service], Place(connector, "config.service"))


def _add(found: dict[str, list[Place]], key: str, place: Place) -> None:
    places = found.setdefault(key, [])
    if not places or places[-1] != place:
        places.append(place)


def unknown_parts(connector: StackConnector) -> Iterator[tuple[str, Unknown]]:
    """Yield everything that only Terraform knows of a connector, but for its secrets: field and value.

    Args:
        connector: The connector.
    """
    for name, value in (
        ("connector_type_id", connector.type_id),
        ("name", connector.name),
        ("space_id", connector.space),
        ("connector_id", connector.id),
    ):
        if isinstance(value, Unknown):
            yield name, value
    for path, unknown in unknown_in(connector.config):
        yield ".".join(("config", *path)), unknown
